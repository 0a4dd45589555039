"""
A snapshot of a moment in which something is under way.
"""

from emulators.kit import archive
from emulators.shipstation.service import ShipStation
from tests.histories import at_shipstation
from tests.histories.teller import START, Listening, Teller

MINUTE = 60
QUARTER = 15 * MINUTE


class Midway:
    """
    A shop that saves the account that is asking it, the first time.
    """

    def __init__(self) -> None:
        self.at: Teller | None = None
        self.saved = b""

    def __call__(self, method: str, url: str) -> tuple[int, bytes]:
        """
        Save, and answer.
        """
        if self.at is not None and not self.saved:
            service = self.at.service
            self.saved = archive.save(service, service.tenant(None))
        return at_shipstation.shop(method, url)


def test_an_import_that_was_under_way_is_done_again_and_once() -> None:
    """
    It is not lost, its store is not busy for ever, and it is asked as often as before.
    """
    midway = Midway()
    at = Teller(ShipStation, Listening(midway), START)
    at_shipstation.connect(at, 0)
    midway.at = at
    at.clock.advance(QUARTER)
    before = at.tell("GET", "/orders")["total"]
    archive.restore(at.service, "main", midway.saved)
    restored = at.tell("GET", "/orders")["total"]
    at.outside.heard.clear()

    at.clock.settle()
    again = at.tell("GET", "/orders")["total"]
    at.clock.advance(2 * QUARTER + MINUTE)

    assert (before, restored, again) == (2, 0, 2)
    assert len(at.outside.heard) == 3
