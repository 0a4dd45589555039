"""
The fakes, with one manner of a vendor's broken at a time.
"""

from decimal import Decimal
from typing import Any

from harness.strength.breakage import (
    Breakage,
    always,
    answering,
    breakage,
)

_ZERO = Decimal(0)
_DRAFT = "emulators.shipstation.domain.custom_store_import.order_draft"
_NOTICE = "emulators.shipstation.domain.ship_notice_page._head"


def _mapped(word: str, status: str, rules: str, what: str) -> Breakage:
    """
    Return the breakage of the mapping of one of the store's words.
    """

    def wrong(right: Any) -> Any:
        return lambda store, told: status if told == word else right(store, told)

    target = "emulators.shipstation.domain.stores.Store.status_for"
    return breakage(f"mapping-{word}", rules, what, target, wrong)


MAPPING = (
    _mapped("authorised", "on_hold", "C01 C07", "authorised means On Hold."),
    _mapped("draft", "awaiting_payment", "C02 C06", "draft means Awaiting Payment."),
    _mapped("paid", "shipped", "C03", "paid means Shipped."),
    _mapped("shipped", "awaiting_shipment", "C04", "shipped means Awaiting Shipment."),
    _mapped("voided", "awaiting_shipment", "C05", "voided means Awaiting Shipment."),
    breakage(
        "mapping-own-words",
        "A12",
        "All words of a custom store mean Awaiting Shipment.",
        "emulators.shipstation.domain.stores.Store.status_for",
        always("awaiting_shipment"),
    ),
)


def _untold(element: str, rules: str) -> Breakage:
    """
    Return the breakage of a notice that lacks an element.
    """

    def change(elements: list[tuple[str, Any, int]]) -> list[tuple[str, Any, int]]:
        return [
            (name, "" if name == element else value, length)
            for name, value, length in elements
        ]

    what = f"ShipStation's notice has no {element}."
    return breakage(f"told-{element.lower()}", rules, what, _NOTICE, answering(change))


TOLD = (
    _untold("TrackingNumber", "E01"),
    _untold("Carrier", "E02"),
    _untold("Service", "E02"),
    _untold("ShippingCost", "E03"),
    _untold("NotesToCustomer", "E04"),
)

SHIPSTATION = (
    breakage(
        "void-reopens",
        "G01",
        "A void leaves the order shipped.",
        "emulators.shipstation.domain.voiding._reopen",
        always(value=None),
    ),
    breakage(
        "void-refused",
        "G05 M11",
        "Every carrier voids.",
        "emulators.shipstation.domain.voiding._refusal",
        always(value=None),
    ),
    breakage(
        "told-once",
        "G02",
        "A new label after a void is told once more.",
        "emulators.shipstation.domain.ship_notices._was_told_before",
        always(value=False),
    ),
    breakage(
        "keys-die",
        "P02 P11",
        "Old keys stay good when new ones are made.",
        "emulators.shipstation.domain.keys.KeyRing._kill",
        always(value=None),
    ),
    breakage(
        "hold-imported",
        "C07",
        "An order that comes in is put on hold.",
        _DRAFT,
        lambda right: (
            lambda element, **named: right(element, **{**named, "status": "on_hold"})
        ),
    ),
)


def _with_a_mail(right: Any) -> Any:
    """
    Let the customer be told of the parcel too.
    """

    def plan(account: Any, store: Any, parcel: Any) -> None:
        parcel.notice.to_customer = True
        right(account, store, parcel)

    return plan


MAILS = (
    breakage(
        "mails-nobody-wants",
        "D13",
        "Customers are mailed whatever the settings say.",
        "emulators.shipstation.domain.ship_notices._plan",
        _with_a_mail,
    ),
)

CIN7_CORE = (
    breakage(
        "stock-leaves",
        "E06",
        "Stock stays where it is when goods leave.",
        "emulators.cin7_core.domain.stock.Stock.leave",
        lambda _: lambda stock, spot, quantity: stock.unpick(spot, quantity),
    ),
    breakage(
        "stock-promised",
        "I01",
        "Orders are promised nothing.",
        "emulators.cin7_core.domain.stock.Stock.reserve",
        always(_ZERO),
    ),
    breakage(
        "wrong-password",
        "A05 A06",
        "Every password is right.",
        "emulators.cin7_core.domain.directory.same_secret",
        always(value=True),
    ),
)

VENDOR_MANNERS: tuple[Breakage, ...] = (
    *MAPPING,
    *TOLD,
    *SHIPSTATION,
    *MAILS,
    *CIN7_CORE,
)
