"""
Answer with a status code instead of doing the work.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from emulators.kit.faults.plan import Fault
from emulators.kit.operation import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Fault):
    """
    The service answers *status* and does nothing.

    Attributes:
        body: What it says with it; text is sent as it is, the rest as JSON.

        headers: What stands in its headers, such as ``Retry-After``.
    """

    kind = "status"
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def around(self, answer: Callable[[], Reply]) -> Reply:  # noqa: ARG002  # the point
        """
        Leave the work undone.
        """
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return Reply(self.status, body, self.headers)
