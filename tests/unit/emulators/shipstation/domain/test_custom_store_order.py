"""
An order of a store as it stands in V1 afterwards.
"""

from decimal import Decimal

from emulators.shipstation.domain.custom_store_order import order_draft, status_word
from emulators.shipstation.domain.custom_store_page import read_page
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.order_entry import OrderDraft, take_from_store
from emulators.shipstation.profile import OrderSchema
from tests.unit.emulators.shipstation.accounts import custom_store, new_account
from tests.unit.emulators.shipstation.pages import ITEM, order_xml, page_xml


def _draft(xml: str, status: str = "awaiting_shipment") -> OrderDraft:
    page = read_page(page_xml(xml), schema=OrderSchema.E, headers={})
    return order_draft(page.orders[0], status=status, word=status_word(page.orders[0]))


def _order(xml: str) -> Order:
    account = new_account()
    return take_from_store(account, custom_store(account), _draft(xml), batch="b")


def test_every_field_of_the_order_has_its_place() -> None:
    """
    The key is the store's OrderID, and the total is taken as it was sent.
    """
    shown = _order(order_xml()).to_document()

    assert {
        "orderKey": "sale-1/1",
        "orderNumber": "SO-00001",
        "orderDate": "2026-03-02T01:15:00.0000000",
        "customerUsername": "ada@example.org",
        "customerEmail": "ada@example.org",
        "orderTotal": Decimal("41.50"),
        "taxAmount": Decimal("3.00"),
        "shippingAmount": Decimal("6.50"),
        "amountPaid": Decimal("41.50"),
        "customerNotes": "Ring the bell & wait",
        "internalNotes": "Fragile",
        "gift": True,
        "giftMessage": "Enjoy",
        "paymentMethod": "Card",
        "requestedShippingService": "Ground",
    }.items() <= shown.items()
    assert shown["billTo"]["name"] == "Ada Example"
    assert shown["billTo"]["addressVerified"] is None
    assert shown["shipTo"]["street1"] == "12 SAMPLE ROAD"
    assert shown["shipTo"]["addressVerified"] == "Address validated successfully"
    assert [shown["advancedOptions"][f"customField{n}"] for n in (1, 2, 3)] == [
        "PO-7",
        "Web",
        "Main",
    ]
    assert shown["advancedOptions"]["source"] == "Cin7 Core"


def test_every_field_of_a_line_has_its_place() -> None:
    """
    A discount is a line of its own, without product.
    """
    order = _order(order_xml())
    mug, discount = order.to_document()["items"]

    assert {
        "lineItemKey": "line-1",
        "sku": "MUG-1",
        "name": "Mug",
        "imageUrl": "https://images.example/mug.png",
        "quantity": 2,
        "unitPrice": Decimal("18.00"),
        "warehouseLocation": "Main: A-01",
        "options": [{"name": "Colour", "value": "Blue"}],
        "upc": "012345678905",
        "adjustment": False,
    }.items() <= mug.items()
    assert mug["productId"] is not None
    assert (discount["sku"], discount["unitPrice"]) == (None, Decimal("-4.00"))
    assert (discount["adjustment"], discount["productId"]) == (True, None)


def test_the_order_weighs_what_its_lines_weigh() -> None:
    """
    With the weight of options, and in the unit of the lines.
    """
    heavy = ITEM.replace("</Value>", "</Value><Weight>50</Weight>")

    assert _order(order_xml()).weight == Weight(Decimal(700), "grams")
    assert _order(order_xml(items=heavy)).weight == Weight(Decimal(800), "grams")
    pounds = ITEM.replace("350", "1").replace("Grams", "LBS")
    assert _order(order_xml(items=pounds)).weight == Weight(Decimal(32))
    bare = ITEM.replace("<Weight>350</Weight>", "")
    assert _order(order_xml(items=bare)).weight == Weight(Decimal(0))


def test_without_an_order_id_the_number_is_the_key() -> None:
    """
    The published schema lets it be left out.
    """
    assert _draft(order_xml(OrderID=None)).key == "SO-00001"


def test_an_unpaid_order_has_nothing_paid() -> None:
    """
    The protocol has no field for that; the status decides.
    """
    draft = _draft(order_xml(), "awaiting_payment")

    assert (draft.paid_on, draft.fields["amountPaid"]) == (None, Decimal("0.00"))


def test_dimensions_come_in_inches_or_centimeters() -> None:
    """
    The element is one of those that schema E adds.
    """
    box = (
        "<Dimensions><Height>3</Height><DimensionUnits>CM</DimensionUnits>"
        "<Length>9</Length><Width>6</Width></Dimensions></Order>"
    )

    draft = _draft(order_xml().replace("</Order>", box))

    assert draft.fields["dimensions"] == {
        "units": "centimeters",
        "length": Decimal(9),
        "width": Decimal(6),
        "height": Decimal(3),
    }
