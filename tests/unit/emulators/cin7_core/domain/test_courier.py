"""
The courier, on a clock of its own and with nobody at the other end of a line.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

import pytest

from emulators.cin7_core.domain.courier import MOST_DELIVERIES, Courier
from emulators.cin7_core.domain.webhook import Webhook, Webhooks
from emulators.kit.ambient import VirtualClock
from emulators.kit.outbound import Answer, Unreachable
from tests.unit.emulators.cin7_core.domain.trade import NOW, surroundings

KIND = "Sale/Created"


class Line:
    """
    A way out that answers what it is told to, and notes when it was used.
    """

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.status = 200
        self.sent: list[tuple[int, bytes]] = []
        self.then: Callable[[], object] = lambda: None

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Answer; with status 0 there is nobody.
        """
        del method, url, headers
        minutes = int((self._clock.now() - NOW).total_seconds() // 60)
        self.sent.append((minutes, body))
        self.then()
        if self.status == 0:
            raise Unreachable("nobody there")
        return Answer(self.status, "As told", {}, b"")


@pytest.fixture
def clock() -> VirtualClock:
    """
    Return the clock.
    """
    return VirtualClock(NOW)


@pytest.fixture
def line(clock: VirtualClock) -> Line:
    """
    Return the way out.
    """
    return Line(clock)


@pytest.fixture
def webhooks() -> Webhooks:
    """
    Return one active webhook.
    """
    found = Webhooks()
    found.keep(_webhook("one"))
    return found


@pytest.fixture
def courier(webhooks: Webhooks, clock: VirtualClock, line: Line) -> Courier:
    """
    Return the courier.
    """
    return Courier(webhooks, surroundings(clock, line))


def _webhook(webhook_id: str, *, is_active: bool = True) -> Webhook:
    return Webhook(webhook_id, KIND, is_active, "https://shop.example", "noauth")


def _is_active(webhooks: Webhooks) -> bool:
    return webhooks.by_id("one").is_active


def test_a_body_is_made_only_for_who_listens(courier: Courier) -> None:
    """
    Nobody listens to the other type.
    """
    made: list[str] = []

    courier.announce("Sale/Voided", lambda: made.append("other"))
    courier.announce(KIND, lambda: made.append("this"))

    assert ["this"] == made


def test_a_body_says_what_was_true_at_the_event(
    courier: Courier, clock: VirtualClock, line: Line
) -> None:
    """
    Also an amount keeps its digits.
    """
    body = {"Total": Decimal("48.00")}
    courier.announce(KIND, lambda: body)
    body["Total"] = Decimal(0)
    clock.advance(60)

    assert [(1, b'{"Total":48.00}')] == line.sent


@pytest.mark.parametrize("status", [0, 199, 300, 404, 503])
def test_six_failures_put_a_webhook_to_rest(
    courier: Courier, webhooks: Webhooks, clock: VirtualClock, line: Line, status: int
) -> None:
    """
    Each pause counts from the attempt before.
    """
    line.status = status
    courier.announce(KIND, dict)
    clock.advance(75 * 60)
    before = _is_active(webhooks)
    clock.advance(1000 * 60)

    assert [1, 6, 16, 31, 51, 76] == [minute for minute, _ in line.sent]
    assert (True, False) == (before, _is_active(webhooks))
    assert [1, 2, 3, 4, 5, 6] == [one.letter.attempt for one in courier.deliveries]


def test_other_events_of_a_webhook_at_rest_are_dropped(
    courier: Courier, clock: VirtualClock, line: Line
) -> None:
    """
    The first event's sixth failure ends the second's attempts too.
    """
    line.status = 500
    courier.announce(KIND, lambda: 1)
    clock.advance(2 * 60)
    courier.announce(KIND, lambda: 2)
    clock.advance(1000 * 60)

    assert [3, 8, 18, 33, 53] == [m for m, body in line.sent if body == b"2"]


def test_a_webhook_can_vanish_while_it_is_called(
    courier: Courier, webhooks: Webhooks, clock: VirtualClock, line: Line
) -> None:
    """
    The attempt is noted, and nothing follows.
    """
    line.status = 500
    line.then = lambda: webhooks.remove("one")
    courier.announce(KIND, dict)
    clock.advance(1000 * 60)

    assert 1 == len(line.sent) == len(courier.deliveries)


def test_a_webhook_of_another_type_by_now_is_not_called(
    courier: Courier, webhooks: Webhooks, clock: VirtualClock, line: Line
) -> None:
    """
    It did not ask for that event.
    """
    courier.announce(KIND, dict)
    webhooks.keep(Webhook("one", "Sale/Voided", True, "https://a.example", "noauth"))  # noqa: FBT003  # active
    clock.advance(1000 * 60)

    assert [] == line.sent


def test_the_latest_deliveries_are_kept(courier: Courier, clock: VirtualClock) -> None:
    """
    The oldest are forgotten.
    """
    for number in range(MOST_DELIVERIES + 1):
        courier.announce(KIND, partial(int, number))
    clock.advance(60)

    assert MOST_DELIVERIES == len(courier.deliveries)
    assert 1 == courier.deliveries[0].letter.body
