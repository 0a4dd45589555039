"""
The list of sales: its filters, its pages, its order.
"""

from datetime import datetime, timedelta

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import WAREHOUSE, Shop, parcel


def _numbers(shop: Shop, **query: object) -> list[str]:
    rows = shop.ask("GET", "saleList", **query)["SaleList"]
    return [row["OrderNumber"] for row in rows]


EVERY_FIELD = (
    "SaleID OrderNumber Status OrderDate InvoiceDate Customer CustomerID InvoiceNumber"
    " CustomerReference InvoiceAmount PaidAmount SaleInvoicesTotalAmount InvoiceDueDate"
    " ShipBy BaseCurrency CustomerCurrency CreditNoteNumber Updated QuoteStatus"
    " OrderStatus CombinedPickingStatus CombinedPaymentStatus CombinedTrackingNumbers"
    " CombinedPackingStatus CombinedShippingStatus CombinedInvoiceStatus"
    " CombinedPaymentTotal CreditNoteStatus FulFilmentStatus Type SourceChannel"
    " ExternalID OrderLocationID Carrier RestockStatus"
)


@pytest.fixture
def four(shop: Shop, clock: VirtualClock) -> Shop:
    """
    Return a shop with four sales, one minute apart: new, ordered, packed, shipped.
    """
    shop.sale(ExternalID="web-1", CustomerReference="PO 77")
    clock.advance(60)
    shop.order(shop.sale(ShipBy="2026-03-04")["ID"])
    clock.advance(60)
    shop.packed()
    clock.advance(60)
    shop.ship(shop.packed(ShipBy="2026-03-03"))
    return shop


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"Status": "packed"}, ["SO-00003"]),
        ({"Status": "NONSENSE"}, []),
        ({"QuoteStatus": "DRAFT"}, []),
        ({"OrderStatus": "AUTHORISED"}, ["SO-00002", "SO-00003"]),
        ({"OrderStatus": "FULFILLED"}, ["SO-00004"]),
        ({"CombinedPickStatus": "PICKED"}, ["SO-00003", "SO-00004"]),
        ({"CombinedPackStatus": "NOT PACKED"}, ["SO-00002"]),
        ({"CombinedShippingStatus": "NOT SHIPPED"}, ["SO-00002", "SO-00003"]),
        ({"CombinedInvoiceStatus": "NOT AVAILABLE"}, ["SO-00001"]),
        ({"CreditNoteStatus": "AUTHORISED"}, []),
        ({"ReadyForShipping": "true"}, ["SO-00003"]),
        ({"ReadyForShipping": "False", "Status": "ESTIMATED"}, ["SO-00001"]),
        ({"ExternalID": "web-1"}, ["SO-00001"]),
        ({"Search": "so-00002"}, ["SO-00002"]),
        ({"Search": "po 7"}, ["SO-00001"]),
        ({"Search": "Kestrel", "Status": "PACKED"}, ["SO-00003"]),
        ({"Search": "pack"}, ["SO-00003"]),
        ({"Search": "royal mail"}, []),
        ({"CombinedPackStatus": "PACKED"}, ["SO-00003", "SO-00004"]),
        ({"CombinedShippingStatus": "SHIPPED"}, ["SO-00004"]),
        (
            {"CombinedInvoiceStatus": "NOT INVOICED"},
            ["SO-00002", "SO-00003", "SO-00004"],
        ),
        ({"CreditNoteStatus": "NOT AVAILABLE", "Status": "ORDERED"}, ["SO-00002"]),
        ({"ExternalID": "web"}, []),
        ({"ShipBy": "2026-03-03"}, []),
        ({"ShipBy": "2026-03-04T00:00:00Z"}, ["SO-00002"]),
        ({"CreatedSince": "2026-03-02T09:01:00Z", "Status": "ORDERED"}, ["SO-00002"]),
        ({"ShipBy": "2026-03-05"}, ["SO-00002"]),
        ({"UpdatedSince": "2026-03-02T09:02:00"}, ["SO-00003", "SO-00004"]),
        ({"UpdatedSince": "2026-03-02T09:03:00Z"}, ["SO-00004"]),
        ({"UpdatedUntil": "2026-03-02T09:00:59.5"}, ["SO-00001"]),
        (
            {"UpdatedSince": "2026-03-02T09:01", "UpdatedUntil": "2026-03-02T09:02:30"},
            ["SO-00002", "SO-00003"],
        ),
        ({"CreatedSince": "2026-03-02 09:03:00"}, ["SO-00004"]),
        ({"Status": "", "Search": "", "Nonsense": "1"}, None),
    ],
    ids=str,
)
def test_a_filter_finds_its_sales(
    four: Shop, query: dict[str, object], expected: list[str] | None
) -> None:
    """
    Words match in any case; what is empty or unknown does not count.
    """
    everything = [f"SO-0000{n}" for n in range(1, 5)]

    assert (everything if expected is None else expected) == _numbers(four, **query)


def test_papers_are_searched_by_number(shop: Shop) -> None:
    """
    Invoices and credit notes too, and each sale is found once.
    """
    shop.sale()
    sale_id = shop.packed()
    shop.invoice(sale_id)
    shop.credit(sale_id, 1)

    for asked in ("inv-0", "INV-00001", "cr-00001", "SO-00002"):
        assert ["SO-00002"] == _numbers(shop, Search=asked)
    assert ["SO-00002"] == _numbers(shop, CreditNoteStatus="authorised")
    assert ["SO-00002"] == _numbers(shop, CombinedInvoiceStatus="invoiced / credited")
    assert [] == _numbers(shop, Search="INV-00002")


def test_a_quote_is_found_by_its_status(shop: Shop) -> None:
    """
    One that is skipped is not available.
    """
    shop.sale()
    shop.sale(SkipQuote=False)

    assert ["SO-00002"] == _numbers(shop, QuoteStatus="DRAFT")
    assert ["SO-00001"] == _numbers(shop, QuoteStatus="NOT AVAILABLE")


def test_a_row_has_every_field(shop: Shop) -> None:
    """
    In the vendor's order, of a sale that has gone all the way and one that is new.
    """
    new = shop.row(shop.sale()["ID"])
    shop.ask("POST", "ref/location", {"Name": "Returns"})
    sale = shop.sale(
        CustomerReference="PO 77",
        ExternalID="web-1",
        ShipBy="2026-03-05",
        SaleOrderDate="2026-03-01",
        Carrier="DHL",
    )
    shop.order(sale["ID"])
    shop.pick(sale["ID"])
    shop.pack(sale["ID"], {"A": 1, "B": 2})
    shop.ship(sale["ID"], parcel("A", "QX1"), parcel("B", "QX2"))
    shop.invoice(sale["ID"])
    shop.pay(sale["ID"], 40)
    back = {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": 1}
    shop.credit(sale["ID"], 1, Restock=[back])
    row = shop.row(sale["ID"])
    [warehouse] = shop.ask("GET", "ref/location", Name=WAREHOUSE)["LocationList"]

    assert EVERY_FIELD.split() == list(new) == list(row)
    unset = ("InvoiceDate", "InvoiceNumber", "InvoiceDueDate", "ShipBy", "ExternalID")
    assert {None} == {new[name] for name in (*unset, "CreditNoteNumber")}
    assert ("", "", 0, 0, 0) == (
        new["CustomerReference"],
        new["CombinedTrackingNumbers"],
        new["InvoiceAmount"],
        new["SaleInvoicesTotalAmount"],
        new["CombinedPaymentTotal"],
    )
    del row["Updated"]
    assert {
        "SaleID": sale["ID"],
        "OrderNumber": "SO-00002",
        "Status": "CREDITED",
        "OrderDate": "2026-03-01T00:00:00",
        "InvoiceDate": "2026-03-02T00:00:00",
        "Customer": "Kestrel Cycles",
        "CustomerID": sale["CustomerID"],
        "InvoiceNumber": "INV-00001",
        "CustomerReference": "PO 77",
        "InvoiceAmount": 30,
        "PaidAmount": 40,
        "SaleInvoicesTotalAmount": 45,
        "InvoiceDueDate": "2026-04-01T00:00:00",
        "ShipBy": "2026-03-05T00:00:00",
        "BaseCurrency": "GBP",
        "CustomerCurrency": "GBP",
        "CreditNoteNumber": "CR-00001",
        "QuoteStatus": "NOT AVAILABLE",
        "OrderStatus": "CLOSED",
        "CombinedPickingStatus": "PICKED",
        "CombinedPaymentStatus": "NOT REFUNDED",
        "CombinedTrackingNumbers": "QX1,QX2",
        "CombinedPackingStatus": "PACKED",
        "CombinedShippingStatus": "SHIPPED",
        "CombinedInvoiceStatus": "INVOICED / CREDITED",
        "CombinedPaymentTotal": 40,
        "CreditNoteStatus": "AUTHORISED",
        "FulFilmentStatus": "FULFILLED",
        "Type": "Simple Sale",
        "SourceChannel": None,
        "ExternalID": "web-1",
        "OrderLocationID": warehouse["ID"],
        "Carrier": "DHL",
        "RestockStatus": "AUTHORISED",
    } == row


def test_a_location_is_a_filter(four: Shop) -> None:
    """
    By its id, in either case.
    """
    [warehouse] = four.ask("GET", "ref/location", Name="main")["LocationList"]

    assert 4 == len(_numbers(four, OrderLocationID=warehouse["ID"].upper()))
    assert [] == _numbers(four, OrderLocationID="1" * 8 + "-1111-1111-1111-" + "1" * 12)


def test_pages_are_counted_from_one(four: Shop) -> None:
    """
    The total is that of the whole list, and a limit that makes no sense is clamped.

    Beyond the end a page is empty.
    """
    second = four.ask("GET", "SALELIST", PAGE=2, limit=3)

    assert ["Total", "Page", "SaleList"] == list(second)
    assert (4, 2, ["SO-00004"]) == (
        second["Total"],
        second["Page"],
        [row["OrderNumber"] for row in second["SaleList"]],
    )
    assert [] == _numbers(four, Page=9)
    assert ["SO-00001"] == _numbers(four, Page=0, Limit=0)
    assert 4 == len(_numbers(four, Limit=5000))


def test_every_touch_moves_updated(shop: Shop) -> None:
    """
    Also while the clock stands, and the whole sale shows the same moment.
    """
    sale_id = shop.sale()["ID"]
    seen = [shop.row(sale_id)["Updated"]]
    for step in (shop.order, shop.pick, shop.pack, shop.ship):
        step(sale_id)
        seen.append(shop.row(sale_id)["Updated"])

    moments = [datetime.fromisoformat(one) for one in seen]
    assert sorted(set(moments)) == moments
    assert moments[-1] - moments[0] < timedelta(milliseconds=1)
    assert seen[-1] == shop.get(sale_id)["LastModifiedOn"]


def test_reading_touches_nothing(shop: Shop) -> None:
    """
    Updated stays where it was.
    """
    sale_id = shop.packed()
    before = shop.row(sale_id)
    shop.get(sale_id)
    shop.ask("GET", "sale/fulfilment/ship", TaskID=sale_id)

    assert before == shop.row(sale_id)


def test_a_partial_shipment_is_still_ready(shop: Shop) -> None:
    """
    Ready means packed and not all shipped.
    """
    sale_id = shop.packed({"A": 1, "B": 2})
    shop.ship(
        sale_id,
        parcel("A"),
        parcel("B", IsShipped=False),
        Status="PARTIALLY AUTHORISED",
    )
    shop.ship(sale_id, parcel("A", IsShipped=True), verb="PUT", AddTrackingNumbers=True)

    assert ["SO-00001"] == _numbers(shop, ReadyForShipping="true")
    assert "PARTIALLY SHIPPED" == shop.row(sale_id)["CombinedShippingStatus"]


def test_bounds_and_order_are_contested(four: Shop, control: ControlClient) -> None:
    """
    The profile makes bounds exclusive, and shuffles the rows.
    """
    moment = four.ask("GET", "saleList")["SaleList"][3]["Updated"]
    inclusive = _numbers(four, UpdatedSince=moment)
    control.do(
        "change_profile", {"since_bounds": "exclusive", "sale_list_order": "shuffled"}
    )

    rows = four.ask("GET", "saleList")["SaleList"]
    assert ["SO-00004"] == inclusive
    assert [] == _numbers(four, UpdatedSince=moment)
    assert sorted(row["SaleID"] for row in rows) == [row["SaleID"] for row in rows]


def test_a_sale_in_the_list_has_no_lines(shop: Shop) -> None:
    """
    The row is the header, with the carrier and the location's id.
    """
    sale_id = shop.packed()
    row = shop.row(sale_id)

    assert "Lines" not in row
    assert ("Royal Mail", "Simple Sale", None) == (
        row["Carrier"],
        row["Type"],
        row["ShipBy"],
    )
    assert WAREHOUSE == shop.get(sale_id)["Location"]
