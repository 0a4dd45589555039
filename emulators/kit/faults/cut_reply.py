"""
Break the connection in the middle of the answer.
"""

from dataclasses import dataclass

from emulators.kit.faults.plan import Fault, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class CutReply(Fault):
    """
    The service commits, and the caller gets the first half of what it says.
    """

    kind = "cut-reply"

    def on_wire(self, wire: Wire) -> None:
        """
        Send the head and half of the body, and close.
        """
        wire.cut()
