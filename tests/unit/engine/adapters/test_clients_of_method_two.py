"""
The clients of both vendors: orders, books, cards, and what is written for method 2.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from engine.adapters.allowance import Allowance
from engine.adapters.cin7_core import Cin7Core
from engine.adapters.http import Http, Timeouts
from engine.adapters.shipstation import ShipStation
from engine.adapters.shipstation_documents import read_moment, written_moment
from engine.domain.fulfil import Place
from engine.domain.new_sale import (
    AutomaticStages,
    NewCharge,
    NewCreditNote,
    NewCustomer,
    NewInvoice,
    NewLine,
    NewOrder,
    NewPayment,
    NewProduct,
    NewSale,
    StockLine,
)
from engine.domain.order_export import export_order
from engine.domain.records import KeyPair, Organisation
from engine.domain.sale import Address
from engine.domain.store_order import OrderStatus, StoreOrder, StoreOrderForm
from engine.ports.vendors import (
    CannotAnswer,
    CreatedOrder,
    ListedShipment,
    PageBroken,
    Rejected,
    Unreadable,
)
from tests.unit.engine.adapters.stub import Stub, serving
from tests.unit.engine.builders import a_fulfilment, a_sale
from tests.unit.engine.domain.orders import DEFAULTS
from tests.unit.engine.fakes import ManualClock

SINCE = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
LINE = NewLine(
    "p-1", "BELL", "Bell", Decimal(3), Decimal("9.50"), Decimal(1), Decimal("28.50")
)
ORDER = NewOrder((LINE,), (NewCharge("Freight", Decimal(5)),), "Sales tax")
ADDRESS = Address("1 Road", "", "Ely", "", "CB7", "United Kingdom", "Harbour", "Ann")


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    """
    Yield the stub of this module.
    """
    with serving() as stub:
        yield stub


@pytest.fixture
def stub(server: Stub) -> Stub:
    """
    Return the stub, with nothing told.
    """
    server.answers.clear()
    server.calls.clear()
    return server


@pytest.fixture
def http() -> Iterator[Http]:
    """
    Yield a pool.
    """
    pool = Http("The vendor", Timeouts(1, 1, 2))
    yield pool
    pool.close()


@pytest.fixture
def cin7_core(http: Http, stub: Stub) -> Cin7Core:
    """
    Return a client that makes one attempt.
    """
    clock = ManualClock()
    return Cin7Core(
        http,
        stub.url,
        Organisation("account", "Ada Ltd", "key"),
        clock=clock,
        patient=False,
        allowance=Allowance(clock, lambda _: None),
    )


@pytest.fixture
def shipstation(http: Http, stub: Stub) -> ShipStation:
    """
    Return a client that makes one attempt.
    """
    clock = ManualClock()
    return ShipStation(
        http,
        stub.url,
        KeyPair("key", "secret"),
        clock=clock,
        patient=False,
        allowance=Allowance(clock, lambda _: None),
    )


def told(stub: Stub, document: Any, status: int = 200) -> None:
    """
    Let the next call be answered with the document.
    """
    stub.will(status, msgspec.json.encode(document))


def sent(stub: Stub, place: int = -1) -> Any:
    """
    Return the body of a call.
    """
    return msgspec.json.decode(stub.calls[place][3])


# Orders of ShipStation


def listed(shipstation: ShipStation, stub: Stub, *rows: Any) -> list[Any]:
    """
    Return the page that has these rows.
    """
    told(stub, {"orders": list(rows)})
    return list(shipstation.orders_modified(SINCE, 2, size=25))


def test_orders_are_asked_for_by_their_last_change(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    Earliest first, in Pacific time.
    """
    assert listed(shipstation, stub) == []
    path = stub.calls[0][1]
    for part in (
        "/orders?modifyDateStart=2026-03-05+04%3A00%3A00",
        "sortBy=ModifyDate",
        "sortDir=ASC",
        "page=2",
        "pageSize=25",
    ):
        assert part in path


def test_an_order_of_nulls_is_read(shipstation: ShipStation, stub: Stub) -> None:
    """
    Nothing but an id has to be told.
    """
    row = dict.fromkeys(
        ("orderKey", "orderDate", "billTo", "shipTo", "items", "advancedOptions")
    )

    [order] = listed(shipstation, stub, {"orderId": 7, **row})

    assert isinstance(order, StoreOrder)
    assert (order.order_id, order.order_key, order.items) == (7, "", ())
    assert order.modified_at is None


def test_an_order_is_read(shipstation: ShipStation, stub: Stub) -> None:
    """
    Weights in grams, amounts exactly, null lines passed over, moments in UTC.
    """
    row = {
        "orderId": 7,
        "orderDate": "2026-03-08T23:30:00.0000000",
        "modifyDate": "2026-03-09T00:30:00.1230000",
        "shipByDate": "2026-03-10T00:00:00.0000000",
        "orderTotal": 12.35,
        "taxAmount": None,
        "gift": True,
        "items": [
            None,
            {
                "sku": " BELL ",
                "quantity": 2,
                "unitPrice": 6.175,
                "weight": {"value": 1, "units": "ounces"},
                "options": [{"name": "Colour", "value": None}],
            },
            {"sku": None, "name": "Off", "adjustment": True, "weight": None},
        ],
        "advancedOptions": {"storeId": 3, "mergedIds": [8], "parentId": 9},
    }

    [order] = listed(shipstation, stub, row)

    bell, off = order.items
    assert order.ordered_at == datetime(2026, 3, 9, 6, 30, tzinfo=UTC)
    assert order.modified_at == datetime(2026, 3, 9, 7, 30, tzinfo=UTC)
    assert (order.ship_by, order.is_gift) == (date(2026, 3, 10), True)
    assert (order.total, order.tax) == (Decimal("12.35"), 0)
    assert (bell.sku, bell.unit_price) == ("BELL", Decimal("6.175"))
    assert bell.weight_grams == pytest.approx(Decimal("28.35"), abs=Decimal("0.01"))
    assert (bell.options, off.is_adjustment) == ({"Colour": ""}, True)
    assert (order.store_id, order.merged_ids, order.parent_id) == (3, (8,), 9)


def test_a_digest_is_the_same_until_something_changes(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    A moment is no change.
    """
    one = {"orderId": 7, "modifyDate": "2026-03-08T23:30:00.0000000"}
    two = {**one, "modifyDate": "2026-03-09T23:30:00.0000000"}
    three = {**one, "orderStatus": "shipped"}

    digests = [order.digest for order in listed(shipstation, stub, one, two, three)]

    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"orderKey": "K"}, "without an id"),
        ({"orderId": 7, "orderDate": "soon"}, "orderId 7"),
        ({"orderId": 7, "orderTotal": "much"}, "orderId 7"),
        ({"orderId": 7, "items": [7]}, "orderId 7"),
        ([], "without an id"),
        ("order", "without an id"),
    ],
)
def test_an_order_that_is_none_is_a_sentence(
    shipstation: ShipStation, stub: Stub, row: object, words: str
) -> None:
    """
    The others of its page are read, and null is nothing.
    """
    good, bad, nothing = listed(shipstation, stub, {"orderId": 1}, row, None)

    assert isinstance(good, StoreOrder)
    assert isinstance(bad, Unreadable)
    assert words in bad.sentence
    assert nothing is None


def test_a_page_that_breaks_is_told_apart(shipstation: ShipStation, stub: Stub) -> None:
    """
    A 500 with a message is about what was asked; any other passes.
    """
    message = {"Message": "An error has occurred.", "ExceptionMessage": "Null object"}
    told(stub, message, 500)
    stub.will(500, b"<html/>")
    stub.will(502, msgspec.json.encode(message))

    with pytest.raises(PageBroken, match="answered 500: Null object"):
        shipstation.orders_modified(SINCE, 1, size=500)
    for _ in range(2):
        with pytest.raises(CannotAnswer) as problem:
            shipstation.orders_modified(SINCE, 1, size=500)
        assert not isinstance(problem.value, PageBroken)


def test_one_order_may_not_be_there(shipstation: ShipStation, stub: Stub) -> None:
    """
    Then it is nothing; what is no order is a sentence.
    """
    told(stub, {"orderId": 7})
    stub.will(404)
    told(stub, [])

    found = shipstation.order(7)

    assert found is not None
    assert found.order_id == 7
    assert shipstation.order(8) is None
    with pytest.raises(CannotAnswer, match="an order that cannot be read"):
        shipstation.order(9)


@pytest.mark.parametrize(
    ("ask", "what"),
    [
        (lambda it: it.orders_modified(SINCE, 1, size=5), "a page"),
        (lambda it: it.shipments_since(SINCE, 1, size=5), "a page"),
        (lambda it: it.fulfillments_since(SINCE, 1, size=5), "a page"),
        (lambda it: it.stores(), "a store"),
        (lambda it: it.identity(), "a user"),
        (lambda it: it.create_orders([]), "an order that was made"),
        (lambda it: it.orders_since(SINCE, 1), "an order"),
    ],
    ids=["orders", "shipments", "fulfillments", "stores", "users", "made", "since"],
)
def test_an_answer_of_another_shape_is_a_sentence(
    shipstation: ShipStation,
    stub: Stub,
    ask: Callable[[ShipStation], object],
    what: str,
) -> None:
    """
    A run ends with it, and is tried again.
    """
    told(stub, [7])

    with pytest.raises(CannotAnswer, match=what):
        ask(shipstation)


# Orders that are created


def a_form(**changes: Any) -> StoreOrderForm:
    """
    Return an order to be created.
    """
    form = StoreOrderForm(
        export_order(a_sale(), a_fulfilment("task-1")), OrderStatus.AWAITING_SHIPMENT
    )
    return replace(form, **changes)


def test_orders_are_created_as_a_whole(shipstation: ShipStation, stub: Stub) -> None:
    """
    With the fulfilment as key, noon as time, and null where there is nothing.
    """
    told(stub, {"results": []})

    shipstation.create_orders([a_form(store_id=3, images={"MUG-1": "http://x/m"})])

    [order] = sent(stub)
    [item] = order["items"]
    assert stub.calls[0][:2] == ("POST", "/orders/createorders")
    assert (order["orderKey"], order["orderDate"]) == ("task-1", "2026-03-04T12:00:00")
    assert (order["orderStatus"], order["paymentDate"]) == ("awaiting_shipment", None)
    assert (order["shipTo"]["country"], order["shipTo"]["company"]) == ("US", None)
    assert (item["sku"], item["quantity"], item["imageUrl"]) == (
        "MUG-1",
        2,
        "http://x/m",
    )
    assert item["weight"] == {"value": 350, "units": "grams"}
    assert order["weight"] == {"value": 700, "units": "grams"}
    assert order["advancedOptions"]["storeId"] == 3


def test_a_store_that_is_not_chosen_is_not_named(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    Then ShipStation takes its first manual one.
    """
    told(stub, {"results": []})

    shipstation.create_orders([a_form()])

    assert "storeId" not in sent(stub)[0]["advancedOptions"]


def test_what_became_of_each_order_is_told(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    A refusal without a reason is one all the same.
    """
    results = [
        {"orderKey": "a", "orderId": 7, "success": True, "errorMessage": None},
        {"orderKey": "b", "orderId": None, "success": False, "errorMessage": "No zip"},
        {"orderKey": "c", "success": False},
        None,
    ]
    told(stub, {"hasErrors": True, "results": results})

    assert shipstation.create_orders([]) == [
        CreatedOrder("a", 7),
        CreatedOrder("b", None, "No zip"),
        CreatedOrder("c", None, "it was refused"),
    ]


def test_stores_tell_what_they_are(shipstation: ShipStation, stub: Stub) -> None:
    """
    A manual one has no marketplace.
    """
    told(
        stub,
        [
            {"storeId": 1, "storeName": "Mine", "marketplaceId": 0},
            {"storeId": 2, "marketplaceId": 5, "integrationUrl": "http://x"},
        ],
    )

    mine, other = shipstation.stores()

    assert (mine.name, mine.is_manual) == ("Mine", True)
    assert (other.is_manual, other.integration_url) == (False, "http://x")


# Shipments


def test_what_was_marked_as_shipped_is_a_shipment(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    Of the whole order, and with a name of its own.
    """
    row = {
        "fulfillmentId": 5,
        "orderId": 7,
        "orderNumber": "W-7",
        "trackingNumber": None,
        "carrierCode": "USPS",
        "shipDate": "2026-03-05T00:00:00.0000000",
    }
    told(stub, {"fulfillments": [row, None, {"orderId": 7}]})

    good, nothing, bad = shipstation.fulfillments_since(SINCE, 1, size=500)

    assert isinstance(good, ListedShipment)
    assert (good.shipment_id, good.order_id, good.is_fulfillment) == (
        "fulfillment:5",
        7,
        True,
    )
    assert (good.shipment.tracking_number, good.shipment.items) == ("", ())
    assert nothing is None
    assert isinstance(bad, Unreadable)
    assert "without an id" in bad.sentence


def test_a_shipment_may_lack_all_but_its_id(
    shipstation: ShipStation, stub: Stub
) -> None:
    """
    Rows that are none stay in their places, so that a full page is seen as one.
    """
    told(stub, {"shipments": [{"shipmentId": 1, "orderId": None}, None, {}]})

    first, *others = shipstation.shipments_since(SINCE, 1, size=3)

    assert isinstance(first, ListedShipment)
    assert first.order_id is None
    assert first.shipment.cost == 0
    assert [type(one) for one in others] == [type(None), Unreadable]


# Pacific time


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-08T01:59:59.0000000", "2026-03-08T09:59:59+00:00"),
        ("2026-03-08T03:00:00", "2026-03-08T10:00:00+00:00"),
        ("2026-11-01T00:59:59", "2026-11-01T07:59:59+00:00"),
        ("2026-11-01T01:30:00", "2026-11-01T08:30:00+00:00"),
        ("2026-11-01T02:00:00", "2026-11-01T10:00:00+00:00"),
        ("2026-03-05", "2026-03-05T08:00:00+00:00"),
    ],
)
def test_pacific_time_is_read(text: str, instant: str) -> None:
    """
    In the night that gains an hour the earlier instant is meant.
    """
    assert read_moment(text) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("text", ["", None])
def test_no_moment_is_nothing(text: str | None) -> None:
    """
    As ShipStation tells it.
    """
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        ("2026-03-08T09:59:59", "2026-03-08 01:59:59"),
        ("2026-03-08T10:00:00", "2026-03-08 03:00:00"),
        ("2026-11-01T07:59:59", "2026-11-01 00:59:59"),
        ("2026-11-01T08:30:00", "2026-11-01 00:59:59"),
        ("2026-11-01T09:30:00", "2026-11-01 00:59:59"),
        ("2026-11-01T10:00:00", "2026-11-01 02:00:00"),
    ],
)
def test_pacific_time_is_written(instant: str, text: str) -> None:
    """
    In the hour that comes twice nobody can tell which is read: it begins before.
    """
    moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)

    assert written_moment(moment) == text


# Cin7 Core: books and cards


def books(stub: Stub, **changes: Any) -> None:
    """
    Let the six books be answered.
    """
    answers: dict[str, Any] = {
        "me": {"Currency": "GBP", "DefaultSaleTaxRuleName": ""},
        "account": {
            "AccountsList": [
                {"Code": 1200, "SystemAccount": "Accounts receivable"},
                {"Code": "4000", "Type": "REVENUE"},
            ]
        },
        "term": {
            "PaymentTermList": [
                {"Name": "7 days"},
                {"Name": "30 days", "IsDefault": True},
            ]
        },
        "tax": [
            {"Name": "Purchases", "IsTaxForSale": False},
            {"Name": "Old", "IsActive": False},
            {"Name": "20%"},
        ],
        "category": {"CategoryList": [{"Name": "Bikes"}, {"Name": "Other"}]},
        "unit": {"UnitList": [{"Name": "Pair"}]},
        "location": {
            "LocationList": [
                {"Name": "North"},
                {"Name": "Main", "IsDefault": True},
                {"Name": "A-1", "ParentID": "x"},
            ]
        },
    }
    for document in {**answers, **changes}.values():
        told(stub, document)


def test_defaults_come_from_the_books(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    What is marked, else what is usual, else the first; some answer a bare list.
    """
    books(stub)

    defaults = cin7_core.book_defaults()

    assert (defaults.currency, defaults.payment_term) == ("GBP", "30 days")
    assert (defaults.receivable, defaults.revenue) == ("1200", "4000")
    assert (defaults.tax_rule, defaults.category, defaults.unit) == (
        "20%",
        "Other",
        "Pair",
    )
    assert defaults.location == "Main"


@pytest.mark.parametrize(
    ("book", "document", "words"),
    [
        ("account", {"AccountsList": []}, "no account with SystemAccount"),
        ("term", {"PaymentTermList": []}, "no payment term: add one"),
        ("category", {"CategoryList": None}, "no category: add one"),
        ("unit", {"UnitList": [{"ID": 1}]}, "cannot be read"),
        ("location", {"LocationList": [{"IsDefault": True}]}, "cannot be read"),
        ("account", {"AccountsList": [7]}, "cannot be read"),
    ],
)
def test_a_book_that_lacks_something_is_a_sentence(
    cin7_core: Cin7Core, stub: Stub, book: str, document: Any, words: str
) -> None:
    """
    It says what to add.
    """
    books(stub, **{book: document})

    with pytest.raises(Rejected, match=words):
        cin7_core.book_defaults()


def test_cards_are_found_by_exactly_their_name(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    The vendor finds all that begin so.
    """
    told(
        stub,
        {
            "CustomerList": [
                {"Name": "Ann Lees", "ID": "A"},
                {"Name": "ANN LEE ", "ID": "B"},
            ]
        },
    )
    told(stub, {"Products": [{"SKU": "BELL-2", "ID": "C"}]})

    assert cin7_core.find_customer("Ann Lee") == "b"
    assert cin7_core.find_product("BELL") is None
    assert "Name=Ann+Lee" in stub.calls[0][1]
    assert "Sku=BELL" in stub.calls[1][1]


def test_customers_are_listed(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    All of them, or those that changed; what cannot be read is a sentence.
    """
    told(stub, {"CustomerList": [{"Name": "Ann", "ID": "A"}]})
    told(stub, {"CustomerList": None})
    told(stub, {"CustomerList": [{"Name": "Ann"}]})

    assert cin7_core.customers_since(None, 1) == [("Ann", "a")]
    assert cin7_core.customers_since(SINCE, 2) == []
    assert "ModifiedSince" not in stub.calls[0][1]
    assert "ModifiedSince=2026-03-05T12%3A00%3A00.000Z" in stub.calls[1][1]
    with pytest.raises(Rejected, match="a customer that cannot be read"):
        cin7_core.customers_since(None, 1)


def test_a_customer_is_made(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    With the addresses that are whole.
    """
    told(stub, {"CustomerList": [{"ID": "AB"}]})
    card = NewCustomer("Ann", "", "a@x", "1", Address(), ADDRESS, DEFAULTS)

    assert cin7_core.add_customer(card) == "ab"
    body = sent(stub)
    [address] = body["Addresses"]
    [contact] = body["Contacts"]
    assert (body["Name"], body["Currency"]) == ("Ann", "USD")
    assert (address["Type"], address["Line1"]) == ("Shipping", "1 Road")
    assert (contact["Name"], contact["Default"]) == ("Ann", True)


def test_a_product_is_made(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    It is kept in stock.
    """
    told(stub, {"Products": [{"ID": "AB"}]})
    card = NewProduct("BELL", "Bell", Decimal("9.50"), Decimal(120), DEFAULTS)

    assert cin7_core.add_product(card) == "ab"
    body = sent(stub)
    assert (body["SKU"], body["Type"], body["PriceTier1"]) == ("BELL", "Stock", 9.5)
    assert (body["Weight"], body["WeightUnits"]) == (120, "g")


def test_places_are_those_of_one_sku(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    A bin is named after its warehouse.
    """
    rows = [
        {
            "SKU": "BELL",
            "Location": "Main",
            "Bin": "A-1",
            "OnHand": 3,
            "Available": 1.5,
        },
        {"SKU": "BELL-2", "Location": "Main", "OnHand": 9},
        {"SKU": "bell", "Location": "North", "Batch": "B1", "OnHand": None},
    ]
    told(stub, {"ProductAvailabilityList": rows})

    one, two = cin7_core.places("BELL")

    assert one == Place("Main: A-1", Decimal(3), Decimal("1.5"))
    assert two == Place("North", Decimal(0), Decimal(0), batch="B1")


# Cin7 Core: what is written


def test_a_sale_has_no_empty_choices(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    They come from the customer's card.
    """
    told(stub, {"ID": "AB"})
    sale = NewSale(
        customer_id="c",
        contact="Ann",
        phone="1",
        email="a@x",
        billing=ADDRESS,
        shipping=ADDRESS,
        external_id="shipstation:7",
        reference="W-7",
        ordered_on=date(2026, 3, 5),
        location="Main",
    )

    assert cin7_core.add_sale(sale) == "ab"
    body = sent(stub)
    assert body["ExternalID"] == "shipstation:7"
    assert body["SaleOrderDate"] == "2026-03-05"
    assert body["ShippingAddress"]["ShipToOther"] is True
    assert not {"PriceTier", "TaxRule", "Carrier", "ShipBy"} & body.keys()


def test_an_order_is_authorised(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    Its number comes back.
    """
    told(stub, {"SaleOrderNumber": "SO-7"})
    told(stub, {})

    assert (
        cin7_core.authorise_order("s", replace(ORDER, stages=AutomaticStages.PICK))
        == "SO-7"
    )
    body = sent(stub)
    assert (body["Status"], body["AutoPickPackShipMode"]) == ("AUTHORISED", "AUTOPICK")
    assert body["Lines"][0]["Total"] == 28.5
    assert body["AdditionalCharges"][0]["Price"] == 5
    with pytest.raises(Rejected, match="an order that cannot be read"):
        cin7_core.authorise_order("s", ORDER)


def test_an_invoice_is_the_latest_of_the_sale(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    Voided ones stay in the list.
    """
    told(
        stub,
        {
            "Invoices": [
                {"TaskID": "A"},
                {"TaskID": "B"},
                {"TaskID": "C", "Status": "VOIDED"},
            ]
        },
    )
    told(stub, {"Invoices": []})
    invoice = NewInvoice(ORDER, is_authorised=False, invoiced_on=date(2026, 3, 5))

    assert cin7_core.add_invoice("s", invoice) == "b"
    assert sent(stub)["Status"] == "DRAFT"
    with pytest.raises(Rejected, match="an invoice that cannot be read"):
        cin7_core.add_invoice("s", replace(invoice, is_authorised=True))
    assert sent(stub)["Status"] == "AUTHORISED"


def test_a_credit_note_has_its_goods(cin7_core: Cin7Core, stub: Stub) -> None:
    """
    Where they come back to, and on which day.
    """
    told(stub, {"CreditNotes": [{"TaskID": "A"}]})
    told(stub, {"CreditNotes": None})
    note = NewCreditNote(
        sale_id="s",
        invoice_number="I-1",
        credited_on=date(2026, 3, 9),
        lines=(LINE,),
        charges=(),
        tax_rule="T",
        restock=(StockLine("p-1", "BELL", Decimal(3), "Main", batch="B1"),),
        memo="m",
    )

    assert cin7_core.add_credit_note(note) == "a"
    body = sent(stub)
    [restock] = body["Restock"]
    assert (body["CreditNoteInvoiceNumber"], body["Memo"]) == ("I-1", "m")
    assert (restock["RestockLocation"], restock["RestockDate"]) == (
        "Main",
        "2026-03-09",
    )
    assert (restock["BatchSN"], restock["Quantity"]) == ("B1", 3)
    assert "Box" not in restock
    with pytest.raises(Rejected, match="a credit note that cannot be read"):
        cin7_core.add_credit_note(note)


def test_a_sale_tells_its_payments_and_credit_notes(
    cin7_core: Cin7Core, stub: Stub
) -> None:
    """
    What was paid, credited, put back and paid out.
    """
    note = {
        "TaskID": "N",
        "Status": "AUTHORISED",
        "Memo": "m",
        "Total": "12.5",
        "Lines": [{"SKU": "BELL", "Quantity": 1}, {"SKU": "BELL", "Quantity": 2}],
        "Restock": [{"SKU": "BELL", "Quantity": 2}],
        "Refunds": [{"Amount": 5}],
    }
    invoice = {
        "Status": "PAID",
        "Payments": [{"Amount": 10, "Account": "1100"}, {"Amount": 2.5}],
    }
    told(stub, {"ID": "S", "Invoices": [invoice], "CreditNotes": [note]})

    sale = cin7_core.sale("s")

    [credit], [bill] = sale.credit_notes, sale.invoices
    assert (credit.owed, credit.items) == (Decimal("7.5"), (("BELL", 3),))
    assert credit.restocked == (("BELL", 2),)
    assert bill.paid == Decimal("12.5")


@pytest.mark.parametrize(
    ("ask", "call", "body"),
    [
        (lambda it: it.void_sale("s"), ("DELETE", "/sale?ID=s&Void=true"), None),
        (
            lambda it: it.void_fulfilment("t"),
            ("DELETE", "/sale/fulfilment?TaskID=t&Void=true"),
            None,
        ),
        (
            lambda it: it.add_fulfilment("s"),
            ("POST", "/sale/fulfilment"),
            {"SaleID": "s"},
        ),
        (
            lambda it: it.pick("t", [StockLine("p", "A", Decimal(2), "Main")]),
            ("POST", "/sale/fulfilment/pick"),
            {
                "TaskID": "t",
                "Status": "AUTHORISED",
                "Lines": [
                    {"ProductID": "p", "SKU": "A", "Quantity": 2, "Location": "Main"}
                ],
            },
        ),
        (
            lambda it: it.add_payment(
                NewPayment(
                    "t", Decimal(3), date(2026, 3, 9), "1100", "r", is_refund=True
                )
            ),
            ("POST", "/sale/payment"),
            {
                "TaskID": "t",
                "Type": "Refund",
                "Reference": "r",
                "Amount": 3,
                "DatePaid": "2026-03-09",
                "Account": "1100",
                "CurrencyRate": 1,
            },
        ),
    ],
    ids=["void", "void-fulfilment", "fulfilment", "pick", "refund"],
)
def test_short_calls(
    cin7_core: Cin7Core,
    stub: Stub,
    ask: Callable[[Cin7Core], object],
    call: tuple[str, str],
    body: Any,
) -> None:
    """
    One call each, with what it needs.
    """
    stub.will(200)

    ask(cin7_core)

    assert stub.calls[0][:2] == call
    assert (sent(stub) if body else None) == body
