"""
Answer late.
"""

from dataclasses import dataclass

from emulators.kit.faults.plan import Fault, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Fault):
    """
    The answer comes *seconds* late; on a virtual clock that costs no real time.
    """

    kind = "delay"
    seconds: float

    def on_wire(self, wire: Wire) -> None:
        """
        Keep the answer back for a while.
        """
        wire.send_later(self.seconds)
