"""
What a world is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from harness.actors import AtCin7Core, AtEngine, AtShipStation, Cast
from harness.actors.cin7_core import Login

Addresses = Mapping[str, Mapping[str, str]]


class WorldNeedsMore(ValueError):
    """
    A world needs parts that are not there.
    """


@dataclass(frozen=True, slots=True)
class World:
    """
    A named starting state.

    Attributes:
        summary: What there is, as a sentence.

        at_cin7_core: What to do at Cin7 Core where the engine is not there.

        at_shipstation: What to do at ShipStation where the engine is not there.

        together: What to do with all three parts.
    """

    name: str
    summary: str
    together: Callable[[Cast], None]
    at_cin7_core: Callable[[AtCin7Core], None] | None = None
    at_shipstation: Callable[[AtShipStation], None] | None = None

    def build(self, addresses: Addresses) -> None:
        """
        Build it in parts that serve at these addresses.

        Raises:
            WorldNeedsMore: The parts that there are do not do.
        """
        if set(addresses) == {"cin7_core", "shipstation", "engine"}:
            self._build_together(addresses)
        elif all(self._can_stand_alone(part) for part in addresses):
            self._build_apart(addresses)
        elif self.name != "empty":
            raise WorldNeedsMore(
                f"world {self.name} needs more than {', '.join(addresses)}; "
                "start all parts, or choose another world, such as empty"
            )

    def _can_stand_alone(self, part: str) -> bool:
        alone = {"cin7_core": self.at_cin7_core, "shipstation": self.at_shipstation}
        return alone.get(part) is not None

    def _build_apart(self, addresses: Addresses) -> None:
        """
        Build what each vendor has of it by itself.
        """
        if self.at_cin7_core and "cin7_core" in addresses:
            at_cin7_core = _at_cin7_core(addresses["cin7_core"])
            self.at_cin7_core(at_cin7_core)
            at_cin7_core.close()
        if self.at_shipstation and "shipstation" in addresses:
            at_shipstation = AtShipStation(addresses["shipstation"]["url"])
            self.at_shipstation(at_shipstation)
            at_shipstation.close()

    def _build_together(self, addresses: Addresses) -> None:
        engine = addresses["engine"]
        cast = Cast(
            cin7_core=_at_cin7_core(addresses["cin7_core"]),
            shipstation=AtShipStation(addresses["shipstation"]["url"]),
            engine=AtEngine(engine["url"], engine["token"]),
            clock=_NoClock(),
        )
        self.together(cast)
        cast.cin7_core.close()
        cast.shipstation.close()
        cast.engine.close()


class _NoClock:
    """
    The clock of a world that is built on the wall's time: it cannot be moved.
    """

    def now(self) -> datetime:
        """
        Refuse: a world does not depend on the day.
        """
        raise RuntimeError("a world does not ask for the time")

    def settle(self) -> None:
        """
        Do nothing: a world waits for nothing.
        """

    def advance(self, seconds: float) -> None:
        """
        Refuse.
        """
        raise RuntimeError(f"nobody moves the wall's clock by {seconds} seconds")


def _at_cin7_core(part: Mapping[str, str]) -> AtCin7Core:
    login = Login(**{name: part[name] for name in Login.__slots__})
    return AtCin7Core(part["url"].removesuffix("/ExternalApi/v2"), login)
