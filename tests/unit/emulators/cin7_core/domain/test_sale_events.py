"""
Events of a sale, as the courier gets them.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.sale_events import KEYS
from emulators.cin7_core.domain.webhook import NAMES, Webhook
from emulators.kit.ambient import VirtualClock
from emulators.kit.outbound import Answer
from tests.unit.emulators.cin7_core.domain.trade import (
    NOW,
    account_with_stock,
    ordered,
    surroundings,
)


class Silence:
    """
    A way out that is always content.
    """

    def send(self, *args: object, **more: object) -> Answer:
        """
        Say yes.
        """
        del args, more
        return Answer(200, "OK", {}, b"")


def _told(account: Account, clock: VirtualClock) -> list[Any]:
    clock.advance(60)
    return [one.letter.body for one in account.courier.deliveries]


def test_every_event_has_a_known_type() -> None:
    """
    A body that nobody could subscribe to would never be seen.
    """
    assert set() == set(KEYS) - set(NAMES)


def test_a_representative_with_an_address_is_told_by_it() -> None:
    """
    Some companies write addresses where others write names.
    """
    clock = VirtualClock(NOW)
    account = account_with_stock(5, surroundings(clock, Silence()))
    webhook = Webhook("w", "Sale/Created", True, "https://a.example", "noauth")  # noqa: FBT003  # active
    account.webhooks.keep(webhook)
    for name in ("M. Reed", "reed@fernhill.example"):
        [customer] = account.customers
        customer.texts["SalesRepresentative"] = name
        ordered(account, 1)

    told = _told(account, clock)

    assert ["", "reed@fernhill.example"] == [one["SaleRepEmail"] for one in told]
