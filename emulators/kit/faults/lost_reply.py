"""
Do the work, then lose the reply: the caller cannot know that it happened.
"""

from dataclasses import dataclass

from emulators.kit.faults.plan import Fault, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class LostReply(Fault):
    """
    The service commits, and the caller sees its connection closed.
    """

    kind = "lost-reply"

    def on_wire(self, wire: Wire) -> None:
        """
        Close the connection instead of answering.
        """
        wire.hang_up()
