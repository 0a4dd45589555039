"""
How single orders and shipments spoil the pages of V1's lists that they are on.

Clients have met both: a page that fails for one order on it, until they ask for ever
smaller pages and leave that order out, and null in the place of an entry.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from emulators.shipstation.domain.errors import Refused


class ShownAs(Enum):
    """
    What stands on a page in the place of an entry.
    """

    ITSELF = "itself"
    NULL = "null"
    FAILURE = "failure"


class PageFailed(Refused):
    """
    One entry makes its whole page fail.
    """

    kind = "System.Data.SqlClient.SqlException"

    def __init__(self) -> None:
        super().__init__(
            "Execution Timeout Expired.  The timeout period elapsed prior to "
            "completion of the operation or the server is not responding.",
            recorded=True,
        )


class ListManners:
    """
    The entries of one list that do not show themselves.
    """

    def __init__(self) -> None:
        self._shown: dict[int, ShownAs] = {}

    def show(self, number: int, shown: ShownAs) -> None:
        """
        Let the entry of this number be shown so.
        """
        self._shown[number] = shown

    def entry(
        self, number: int, render: Callable[[], dict[str, Any]]
    ) -> dict[str, Any] | None:
        """
        Return what stands on the page.

        Raises:
            PageFailed: The page fails for it.
        """
        match self._shown.get(number, ShownAs.ITSELF):
            case ShownAs.NULL:
                return None
            case ShownAs.FAILURE:
                raise PageFailed
        return render()
