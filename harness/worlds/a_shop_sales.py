"""
The sales of a shop: each state that a sale can be in, twice.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from harness.actors import AtCin7Core
from harness.actors.cin7_core import Item

ODD_NOTE = 'Ring "twice" & wait <please> ]]> \u2014 \u65e5\u672c\u8a9e \U0001f6b2'


@dataclass(frozen=True, slots=True)
class Buyer:
    """
    Who buys, and where it goes.

    Attributes:
        rate: Pounds for one unit of the buyer's currency.
    """

    name: str
    address: Mapping[str, Any]
    rate: Decimal = Decimal(1)

    @property
    def header(self) -> dict[str, Any]:
        """
        What a sale to this buyer says of it.
        """
        return {
            "customer": self.name,
            "address": self.address,
            "CurrencyRate": self.rate,
        }


Build = Callable[[AtCin7Core, str, Buyer], None]

ITEMS = (Item("BELL-01", Decimal(3)), Item("LAMP-02", Decimal(1), Decimal("39.90")))
CABLE = Item("CABLE-M", Decimal("2.5"), Decimal("1.20"))
SCARCE = Item("RARE-09", Decimal(7), Decimal("250.00"))


def _begun(at: AtCin7Core, number: str, buyer: Buyer, **more: Any) -> None:
    at.begins_sale(number, **buyer.header, **more)


def _quoted(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _begun(at, number, buyer, SkipQuote=False)
    at.quotes(number, *ITEMS)


def _order_drafted(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _begun(at, number, buyer)
    at.orders(number, *ITEMS, status="DRAFT")


def _ordered(at: AtCin7Core, number: str, buyer: Buyer, **more: Any) -> None:
    at.sells(number, *ITEMS, **{**buyer.header, **more})


def _backordered(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    at.sells(number, SCARCE, **buyer.header)


def _picked(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _ordered(at, number, buyer)
    at.picks(number)


def _packed(at: AtCin7Core, number: str, buyer: Buyer, **more: Any) -> None:
    _ordered(at, number, buyer, **more)
    at.picks(number)
    at.packs(number)


def _ready(at: AtCin7Core, number: str, buyer: Buyer, **more: Any) -> None:
    _packed(at, number, buyer, **more)
    at.drafts_shipment(number)


def _ready_in_metres(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    at.readies(number, CABLE, **buyer.header, ShippingNotes=ODD_NOTE, Note=ODD_NOTE)


def _ready_with_tracking(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _packed(at, number, buyer)
    at.drafts_shipment(number, tracking_number=f"QX{number[3:]}GB")


def _invoiced(at: AtCin7Core, number: str, buyer: Buyer, *, status: str) -> None:
    _ready(at, number, buyer)
    at.invoices(number, status)


def _paid(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _ready(at, number, buyer)
    at.is_paid(number)


def _shipped(at: AtCin7Core, number: str, buyer: Buyer, *, tracking: str = "") -> None:
    _packed(at, number, buyer)
    at.authorises_shipment(number, tracking_number=tracking)


def _completed(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _shipped(at, number, buyer, tracking=f"QX{number[3:]}GB")
    at.is_paid(number)


def _voided(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _ready(at, number, buyer)
    at.voids(number)


def _undone(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _picked(at, number, buyer)
    at.undoes(number)


def _advanced(at: AtCin7Core, number: str, buyer: Buyer) -> None:
    _picked(at, number, buyer)
    at.begins_second_fulfilment(number)


STATES: tuple[Build, ...] = (
    _ready,
    _begun,
    _quoted,
    _order_drafted,
    _ordered,
    _backordered,
    _picked,
    _packed,
    partial(_ready, address=None),
    _ready_in_metres,
    _ready_with_tracking,
    partial(_invoiced, status="DRAFT"),
    partial(_invoiced, status="AUTHORISED"),
    _paid,
    _shipped,
    partial(_shipped, tracking="QX999999999GB"),
    _completed,
    _voided,
    _undone,
    _advanced,
)


def sell(at: AtCin7Core, buyers: list[Buyer]) -> None:
    """
    Make 40 sales: every state once for a buyer, and once more for the next.
    """
    for position in range(2 * len(STATES)):
        build = STATES[position % len(STATES)]
        build(at, f"SO-{position + 1:05d}", buyers[position % len(buyers)])
