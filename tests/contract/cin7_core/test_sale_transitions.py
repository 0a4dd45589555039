"""
The states of a sale, as a table: how each is reached, its words, what may follow.

Every call is tried in every state; a call that is not in the row is refused, and the
sale stays as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from tests.contract.cin7_core.shop import (
    WAREHOUSE,
    Json,
    Refusal,
    Shop,
    line,
    parcel,
)

Call = Callable[[Shop, str], object]


def _task(shop: Shop, sale_id: str) -> str:
    return str(shop.get(sale_id)["Fulfilments"][0]["TaskID"])


def _quote(shop: Shop, sale_id: str, status: str = "AUTHORISED") -> object:
    body = {
        "SaleID": sale_id,
        "CombineAdditionalCharges": False,
        "Memo": "",
        "Status": status,
        "Lines": [line("BELL-01", 3)],
    }
    return shop.ask("POST", "sale/quote", body)


def _stage(noun: str, status: str = "AUTHORISED", **more: object) -> Call:
    """
    Return a call that writes a stage of the first fulfilment anew, all three of it.
    """

    def write(shop: Shop, sale_id: str) -> object:
        row = {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": 3, "Box": "Box 1"}
        lines = [parcel()] if noun == "ship" else [row]
        body = {"TaskID": _task(shop, sale_id), "Status": status, "Lines": lines}
        return shop.ask("PUT", f"sale/fulfilment/{noun}", {**body, **more})

    return write


def _pack_in_two(shop: Shop, sale_id: str) -> object:
    return shop.pack(_task(shop, sale_id), {"Box 1": 2, "Box 2": 1})


def _ship_one_of_two(shop: Shop, sale_id: str) -> object:
    lines = [parcel("Box 1"), parcel("Box 2", IsShipped=False)]
    return shop.ship(_task(shop, sale_id), *lines)


def _add_fulfilment(shop: Shop, sale_id: str) -> object:
    return shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})


def _delete_fulfilment(shop: Shop, sale_id: str) -> object:
    return shop.ask("DELETE", "sale/fulfilment", TaskID=_task(shop, sale_id))


def _invoice(status: str = "AUTHORISED") -> Call:
    def write(shop: Shop, sale_id: str) -> object:
        task_id = shop.get(sale_id)["Invoices"][0]["TaskID"]
        return shop.invoice(sale_id, status, TaskID=task_id)

    return write


def _pay(amount: float, kind: str = "Payment") -> Call:
    def pay(shop: Shop, sale_id: str) -> object:
        papers = "CreditNotes" if kind == "Refund" else "Invoices"
        task_id = shop.get(sale_id)[papers][-1]["TaskID"]
        return shop.pay(sale_id if kind == "Prepayment" else task_id, amount, Type=kind)

    return pay


def _credit(shop: Shop, sale_id: str) -> object:
    number = shop.get(sale_id)["Invoices"][0]["InvoiceNumber"] or "INV-00000"
    return shop.credit(sale_id, 1, number)


def _header(shop: Shop, sale_id: str) -> object:
    return shop.ask("PUT", "sale", {"ID": sale_id, "Note": "Fragile"})


def _end(*, void: bool) -> Call:
    return lambda shop, sale_id: shop.ask("DELETE", "sale", ID=sale_id, Void=void)


def _order(status: str = "AUTHORISED", quantity: float = 3) -> Call:
    return lambda shop, sale_id: shop.order(sale_id, quantity, status)


CALLS: Mapping[str, Call] = {
    "header": _header,
    "quote": _quote,
    "prepay": _pay(5, "Prepayment"),
    "order": _order(),
    "add": _add_fulfilment,
    "pick": _stage("pick"),
    "pack": _stage("pack"),
    "ship": _stage("ship"),
    "track": _stage("ship", AddTrackingNumbers=True),
    "delete": _delete_fulfilment,
    "invoice": _invoice(),
    "pay": _pay(5),
    "credit": _credit,
    "refund": _pay(5, "Refund"),
    "undo": _end(void=False),
    "void": _end(void=True),
}


@dataclass(frozen=True)
class State:
    """
    A state of a sale.

    Attributes:
        words: Status; then of pick, pack, shipment, fulfilment, invoice and payment.

        follows: The calls that are taken, beside the header, which always is.
    """

    header: Json
    steps: tuple[Call, ...]
    words: str
    follows: str


QUOTED: Json = {"SkipQuote": False}
SIMPLE: Json = {}
ADVANCED: Json = {"SaleType": "Advanced"}
TO_PACK = (_order(), _stage("pick"))
TO_SHIP = (*TO_PACK, _stage("pack"))
NONE = "NOT AVAILABLE, " * 4 + "NOT AVAILABLE"
UNPICKED = "NOT PICKED, NOT PACKED, NOT SHIPPED, NOT FULFILLED"
PICKED = "PICKED, NOT PACKED, NOT SHIPPED, NOT FULFILLED"
PACKED = "PICKED, PACKED, NOT SHIPPED, NOT FULFILLED"
SHIPPED = "PICKED, PACKED, SHIPPED, FULFILLED"
OWED = "NOT INVOICED, UNPAID"

STATES: Mapping[str, State] = {
    "quote drafted": State(
        QUOTED, (), f"ESTIMATING, {NONE}, UNPAID", "quote undo void"
    ),
    "quote authorised": State(
        QUOTED, (_quote,), f"ESTIMATED, {NONE}, UNPAID", "prepay order undo void"
    ),
    "prepaid": State(
        QUOTED,
        (_quote, _pay(5, "Prepayment")),
        f"ESTIMATED, {NONE}, PREPAID",
        "prepay order undo void",
    ),
    "quote skipped": State(SIMPLE, (), f"ESTIMATED, {NONE}, UNPAID", "order undo void"),
    "order drafted": State(
        SIMPLE, (_order("DRAFT"),), f"ORDERING, {NONE}, UNPAID", "order undo void"
    ),
    "ordered": State(
        SIMPLE, (_order(),), f"ORDERED, {UNPICKED}, {OWED}", "pick invoice undo void"
    ),
    "backordered": State(
        SIMPLE,
        (_order(quantity=5000),),
        f"BACKORDERED, {UNPICKED}, {OWED}",
        "pick invoice undo void",
    ),
    "pick drafted": State(
        SIMPLE,
        (_order(), _stage("pick", "DRAFT")),
        f"PICKING, PICKING, NOT PACKED, NOT SHIPPED, NOT FULFILLED, {OWED}",
        "pick invoice undo void",
    ),
    "picked": State(
        SIMPLE, TO_PACK, f"PICKED, {PICKED}, {OWED}", "add pack invoice undo void"
    ),
    "pack drafted": State(
        SIMPLE,
        (*TO_PACK, _stage("pack", "DRAFT")),
        f"PACKING, PICKED, PACKING, NOT SHIPPED, NOT FULFILLED, {OWED}",
        "add pack invoice undo void",
    ),
    "packed": State(
        SIMPLE, TO_SHIP, f"PACKED, {PACKED}, {OWED}", "add ship track invoice undo void"
    ),
    "shipment drafted": State(
        SIMPLE,
        (*TO_SHIP, _stage("ship", "DRAFT")),
        f"SHIPPING, PICKED, PACKED, SHIPPING, NOT FULFILLED, {OWED}",
        "add ship track invoice undo void",
    ),
    "shipped in part": State(
        SIMPLE,
        (*TO_PACK, _pack_in_two, _ship_one_of_two),
        f"SHIPPING, PICKED, PACKED, PARTIALLY SHIPPED, PARTIALLY FULFILLED, {OWED}",
        "add track invoice undo void",
    ),
    "shipped": State(
        SIMPLE,
        (*TO_SHIP, _stage("ship")),
        f"SHIPPING, {SHIPPED}, {OWED}",
        "add track invoice undo void",
    ),
    "advanced, picked": State(
        ADVANCED,
        TO_PACK,
        f"ORDERED, {PICKED}, {OWED}",
        "add pack delete invoice undo void",
    ),
    "advanced, shipped": State(
        ADVANCED,
        (*TO_SHIP, _stage("ship")),
        f"ORDERED, {SHIPPED}, {OWED}",
        "add track delete invoice undo void",
    ),
    "invoice drafted": State(
        SIMPLE,
        (_order(), _invoice("DRAFT")),
        f"INVOICING, {UNPICKED}, {OWED}",
        "pick invoice undo void",
    ),
    "invoiced": State(
        SIMPLE,
        (_order(), _invoice()),
        f"INVOICED, {UNPICKED}, INVOICED, UNPAID",
        "pick pay credit undo void",
    ),
    "paid in part": State(
        SIMPLE,
        (_order(), _invoice(), _pay(5)),
        f"INVOICED, {UNPICKED}, INVOICED, PARTIALLY PAID",
        "pick pay credit void",
    ),
    "paid": State(
        SIMPLE,
        (_order(), _invoice(), _pay(45)),
        f"ORDERED, {UNPICKED}, INVOICED, PAID",
        "pick credit void",
    ),
    "completed": State(
        SIMPLE,
        (*TO_SHIP, _stage("ship"), _invoice(), _pay(45)),
        f"COMPLETED, {SHIPPED}, INVOICED, PAID",
        "add track credit void",
    ),
    "credited": State(
        SIMPLE,
        (_order(), _invoice(), _pay(45), _credit),
        f"CREDITED, {UNPICKED}, INVOICED / CREDITED, NOT REFUNDED",
        "pick refund void",
    ),
    "undone": State(
        SIMPLE,
        (*TO_SHIP, _stage("ship"), _end(void=False)),
        f"ORDERING, {NONE}, UNPAID",
        "order undo void",
    ),
    "voided": State(
        SIMPLE,
        (*TO_SHIP, _stage("ship"), _end(void=True)),
        "VOIDED, VOIDED, VOIDED, VOIDED, VOIDED, VOIDED, VOIDED",
        "undo void",
    ),
}


def _reached(shop: Shop, state: State) -> str:
    sale_id = str(shop.sale(**state.header)["ID"])
    for step in state.steps:
        step(shop, sale_id)
    return sale_id


def _status(do: Call, shop: Shop, sale_id: str) -> int:
    try:
        do(shop, sale_id)
    except Refusal as refusal:
        return refusal.status
    return 200


@pytest.fixture
def rich(shop: Shop) -> Shop:
    """
    Return the shop with stock for many sales.
    """
    shop.stock(1000)
    return shop


@pytest.mark.parametrize("name", STATES)
def test_a_state_has_its_words(rich: Shop, name: str) -> None:
    """
    The same in the list and in the whole sale.
    """
    sale_id = _reached(rich, STATES[name])
    row, sale = rich.row(sale_id), rich.get(sale_id)

    fields = (
        "Status",
        "CombinedPickingStatus",
        "CombinedPackingStatus",
        "CombinedShippingStatus",
        "FulFilmentStatus",
        "CombinedInvoiceStatus",
        "CombinedPaymentStatus",
    )
    for document in (row, sale):
        assert STATES[name].words == ", ".join(document[field] for field in fields)


@pytest.mark.parametrize("name", STATES)
def test_what_may_follow_is_taken_and_all_else_refused(rich: Shop, name: str) -> None:
    """
    A refused call changes nothing, not even the moment of the last change.
    """
    state, taken = STATES[name], []
    for call, do in CALLS.items():
        sale_id = _reached(rich, state)
        before = rich.get(sale_id)
        status = _status(do, rich, sale_id)
        if status == 200:
            taken.append(call)
        else:
            assert (400, before) == (status, rich.get(sale_id)), call
        _end(void=True)(rich, sale_id)  # so that its goods are there for the next one

    header = [] if name == "voided" else ["header"]
    assert [*header, *state.follows.split()] == taken
