"""
What webhooks are told: which events there are, and the body of each.
"""

from collections.abc import Callable
from typing import Any

import pytest

from emulators.cin7_core.domain.webhook import NAMES
from emulators.cin7_core.service import ACCOUNT_ID
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import WAREHOUSE, Json, Shop, hook, line, parcel

CUSTOMER = {
    "CustomerName": "Kestrel Cycles",
    "CustomerContactName": "J. Ash",
    "CustomerContactEmail": "j@kestrel.example",
}
STOCK = "Stock/AvailableStockLevelChanged"
Hear = Callable[[], list[Any]]


@pytest.fixture
def hear(
    shop: Shop, listener: Listener, clock: VirtualClock, control: ControlClient
) -> Hear:
    """
    Return what waits a minute and returns what came, stock left out.

    The screen of deliveries checks each body against its schema.
    """
    for kind in NAMES:
        if kind != STOCK:
            hook(shop, listener.url, kind)

    def listen() -> list[Any]:
        listener.heard.clear()
        clock.advance(60)
        control.screen("GET", "/webhooks/deliveries")
        return listener.bodies()

    return listen


def _kinds(bodies: list[Any]) -> list[str]:
    return [body["EventType"].partition("/")[2] for body in bodies]


def test_the_life_of_a_sale_is_told_step_by_step(shop: Shop, hear: Hear) -> None:
    """
    Each step that authorises something is one event; reading and drafts are none.
    """
    sale_id = shop.sale()["ID"]
    told = [_kinds(hear())]
    steps: tuple[Callable[[], object], ...] = (
        lambda: shop.order(sale_id, status="DRAFT"),
        lambda: shop.order(sale_id),
        lambda: shop.pick(sale_id, status="DRAFT"),
        lambda: shop.ask(
            "POST",
            "sale/fulfilment/pick",
            {"TaskID": sale_id, "AutoPickMode": "AUTOPICK"},
        ),
        lambda: shop.pack(sale_id),
        lambda: shop.ship(sale_id, Status="DRAFT"),
        lambda: shop.ship(sale_id),
        lambda: shop.invoice(sale_id),
        lambda: shop.pay(sale_id, 15),
        lambda: shop.pay(sale_id, 30),
        lambda: shop.credit(sale_id, 1, Status="DRAFT"),
        lambda: shop.credit(sale_id, 1, TaskID=sale_id),
        lambda: shop.get(sale_id),
        lambda: shop.ask("DELETE", "sale", ID=sale_id, Void="true"),
        lambda: shop.ask("DELETE", "sale", ID=sale_id, Void="true"),
    )
    for step in steps:
        step()
        told.append(_kinds(hear()))

    assert [
        ["Created"],
        [],
        ["OrderAuthorised"],
        [],
        ["PickAuthorised"],
        ["PackAuthorised"],
        [],
        ["ShipmentAuthorised"],
        ["InvoiceAuthorised"],
        ["PartialPaymentReceived"],
        ["FullPaymentReceived"],
        [],
        ["CreditNoteAuthorised"],
        [],
        ["Voided"],
        [],
    ] == told


def test_stages_name_their_task(shop: Shop, hear: Hear) -> None:
    """
    Pick and pack name sale and task; shipment and invoice spell both otherwise.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    shop.invoice(sale_id)
    shop.credit(sale_id, 1)

    _, order, pick, pack, ship, invoice, note = hear()
    task = {"SaleID": sale_id, "SaleOrderNumber": "SO-00001", "TaskID": sale_id}
    upper = {
        "SaleTaskID": sale_id.upper(),
        "TenantID": ACCOUNT_ID.upper(),
        "OrderNumber": "SO-00001",
    }
    assert {
        "SaleID": sale_id,
        "SaleOrderNumber": "SO-00001",
        "EventType": "Sale/OrderAuthorised",
    } == order
    assert {**task, **CUSTOMER, "EventType": "Sale/PickAuthorised"} == pick
    assert {**task, **CUSTOMER, "EventType": "Sale/PackAuthorised"} == pack
    assert {**upper, **CUSTOMER, "EventType": "Sale/ShipmentAuthorised"} == ship
    assert {
        **upper,
        "InvoiceNumber": "INV-00001",
        **CUSTOMER,
        "EventType": "Sale/InvoiceAuthorised",
    } == invoice
    assert {
        **task,
        "CreditNoteNumber": "CR-00001",
        **CUSTOMER,
        "EventType": "Sale/CreditNoteAuthorised",
    } == note


def test_a_task_of_an_advanced_sale_is_named_by_its_own_id(
    shop: Shop, hear: Hear
) -> None:
    """
    Who takes it for the sale's finds nothing.
    """
    sale = shop.sale(SaleType="Advanced")
    task_id = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"])
    shop.pick(task_id)
    shop.pack(task_id)
    shop.ship(task_id)

    ship = hear()[-1]
    assert task_id.upper() == ship["SaleTaskID"]
    assert sale["ID"].upper() != ship["SaleTaskID"]


def test_a_quote_and_a_backorder_are_told(shop: Shop, hear: Hear) -> None:
    """
    A backorder comes besides the authorised order.
    """
    sale_id = shop.sale(SkipQuote=False)["ID"]
    quote = {"SaleID": sale_id, "CombineAdditionalCharges": False, "Memo": ""}
    lines = [line("BELL-01", 12)]
    body = {**quote, "Status": "AUTHORISED", "Lines": lines}
    shop.ask("POST", "sale/quote", body)
    shop.order(sale_id, 12)

    assert ["Created", "QuoteAuthorised", "OrderAuthorised", "Backordered"] == _kinds(
        hear()
    )


def test_an_automatic_sale_tells_all_its_steps(shop: Shop, hear: Hear) -> None:
    """
    In their order.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, AutoPickPackShipMode="AUTOPICKPACKSHIP")

    assert [
        "Created",
        "OrderAuthorised",
        "PickAuthorised",
        "PackAuthorised",
        "ShipmentAuthorised",
    ] == _kinds(hear())


def test_void_and_undo_tell_who_the_customer_is(shop: Shop, hear: Hear) -> None:
    """
    An undo has the contact and not the name.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    hear()
    shop.ask("DELETE", "sale", ID=sale_id)
    shop.ask("DELETE", "sale", ID=sale_id, Void="true")

    sale = {"SaleID": sale_id, "SaleOrderNumber": "SO-00001"}
    contact = {key: CUSTOMER[key] for key in list(CUSTOMER)[1:]}
    assert [
        {**sale, **contact, "EventType": "Sale/Undo"},
        {**sale, "EventType": "Sale/Voided", **CUSTOMER},
    ] == hear()


def test_payments_name_the_invoice(shop: Shop, hear: Hear) -> None:
    """
    A part of the money comes with its share in percent.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id)
    hear()
    shop.pay(sale_id, 15)
    shop.pay(sale_id, 30)

    document = {
        "SaleID": sale_id,
        "DocumentNumber": "INV-00001",
        "DocumentType": "invoice",
        "DocumentDate": "02/03/2026",
        **CUSTOMER,
    }
    part = {"AmountPercent": "33.33", "EventType": "Sale/PartialPaymentReceived"}
    assert [
        {**document, **part},
        {**document, "EventType": "Sale/FullPaymentReceived"},
    ] == hear()


def test_each_attribute_that_changes_is_told(shop: Shop, hear: Hear) -> None:
    """
    Under another name, with the value before and after.
    """
    sale = shop.sale(AdditionalAttributes={"AdditionalAttribute1": "red"})
    hear()
    attributes = {"AdditionalAttribute1": "blue", "AdditionalAttribute10": "gift"}
    shop.ask("PUT", "sale", {"ID": sale["ID"], "AdditionalAttributes": attributes})

    assert [("CustomField1", "red", "blue"), ("CustomField10", "", "gift")] == [
        (
            one["Changes"]["Field"],
            one["Changes"]["OldValue"],
            one["Changes"]["NewValue"],
        )
        for one in hear()
    ]


def test_another_tracking_number_is_told_once(shop: Shop, hear: Hear) -> None:
    """
    The same number again is no news, and the first one is the shipment's.
    """
    sale_id = shop.packed()
    shop.ship(sale_id, parcel(tracking="QX1"))
    hear()
    for number in ("QX9", "QX9"):
        shop.ship(sale_id, parcel(tracking=number), verb="PUT", AddTrackingNumbers=True)

    shipment = {
        "ShipmentDate": "02/03/2026",
        "TrackingNumber": "QX9",
        "TrackingUrl": "",
        "Carrier": "Royal Mail",
    }
    assert [
        {
            "SaleID": sale_id,
            "TaskID": sale_id,
            "SaleOrderNumber": "SO-00001",
            "SaleOrderDate": "02/03/2026",
            "CustomerContact": "J. Ash",
            "CustomerEmail": "j@kestrel.example",
            "CustomerName": "Kestrel Cycles",
            "TaskTypeSign": 0,
            "Shipments": [shipment],
            "EventType": "Sale/ShipmentTrackingNumberChanged",
        }
    ] == hear()


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("fires", ["ShipmentAuthorised", "TrackingNumberChanged", "Authorised"]),
        ("silent", ["TrackingNumberChanged", "Authorised"]),
    ],
)
def test_a_partial_shipment_is_contested(
    shop: Shop, hear: Hear, control: ControlClient, fact: str, expected: list[str]
) -> None:
    """
    One box leaves, then the other: one or two events of authorisation.
    """
    control.do("change_profile", {"partial_shipment_event": fact})
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})
    hear()
    shop.ship(
        sale_id,
        parcel("Box 1", "QX1", IsShipped=True),
        parcel("Box 2", IsShipped=False),
        Status="PARTIALLY AUTHORISED",
    )
    shop.ship(
        sale_id,
        parcel("Box 2", "QX2", IsShipped=True),
        verb="PUT",
        AddTrackingNumbers=True,
    )

    assert all(
        kind.endswith(end) for kind, end in zip(_kinds(hear()), expected, strict=True)
    )


def test_cards_are_told_whole(shop: Shop, hear: Hear) -> None:
    """
    A product says whether it is new; an image is a change of its product.
    """
    product = shop.product("LAMP-02")
    file = {"FileName": "lamp.png", "FileDownloadUrl": "https://images.invalid/l.png"}
    [image] = shop.ask(
        "POST", "product/attachments", {"ProductID": product["ID"], **file}
    )
    shop.ask("DELETE", "product/attachments", ID=image["ID"])
    shop.ask("PUT", "product", {"ID": product["ID"], "Name": "Front lamp"})
    customer = shop.customer("Heron Boats")
    shop.ask("PUT", "customer", {"ID": customer["ID"], "Comments": "by the lock"})

    *products, first, second = hear()
    details = [one["ProductDetailsList"][0] for one in products]
    assert [("Creation", 0), ("Update", 1), ("Update", 0), ("Update", 0)] == [
        (one["Event"], len(one["Attachments"])) for one in details
    ]
    created = product["LastModifiedOn"].removesuffix("Z")
    assert ("LAMP-02", "Front lamp", created) == (
        details[-1]["SKU"],
        details[-1]["Name"],
        details[-1]["CreatedDate"],
    )
    assert [1, 1] == [one["NumberOfCustomers"] for one in (first, second)]
    [card] = second["CustomerDetailsList"]
    assert ("Heron Boats", "by the lock", 2, "J. Ash") == (
        card["Customer"]["Name"],
        card["Customer"]["Comments"],
        len(card["Addresses"]),
        card["Contacts"][0]["Name"],
    )


def test_stock_is_told_as_bare_rows(
    shop: Shop, listener: Listener, clock: VirtualClock, control: ControlClient
) -> None:
    """
    When it is counted, promised and shipped; a pick of what was promised is no news.
    """
    hook(shop, listener.url, STOCK)
    shop.stock(10)
    sale_id = shop.packed()
    shop.ship(sale_id)
    shop.stock(20)
    clock.advance(60)

    control.screen("GET", "/webhooks/deliveries")
    rows = [_only(body) for body in listener.bodies()]
    assert [(10, 3, 7), (7, 0, 7), (20, 0, 20)] == [
        (row["OnHand"], row["Allocated"], row["Available"]) for row in rows
    ]
    assert ("BELL-01", WAREHOUSE, "Other") == (
        rows[0]["SKU"],
        rows[0]["Location"],
        rows[0]["Category"],
    )


def _only(body: list[Json]) -> Json:
    [row] = body
    return row
