"""
Six lives of a sale, told by plain HTTP.

From the quote to completed, shipped in parts, ordered beyond what is there, credited,
undone, and voided. Ten bells lie in the warehouse, and three are sold for 45.00.
"""

import pytest

from tests.contract.cin7_core.shop import WAREHOUSE, Json, Refusal, Shop, line, parcel


def _words(shop: Shop, sale_id: str) -> str:
    """
    Return the status, and how far pick, pack, shipment, invoice and payment are.
    """
    row = shop.row(sale_id)
    fields = ("Picking", "Packing", "Shipping", "Invoice", "Payment")
    return ", ".join([row["Status"], *(row[f"Combined{one}Status"] for one in fields)])


def _quote(sale_id: str, status: str) -> Json:
    return {
        "SaleID": sale_id,
        "CombineAdditionalCharges": False,
        "Memo": "",
        "Status": status,
        "Lines": [line("BELL-01", 3)],
        "TotalBeforeTax": 37.5,
        "Tax": 7.5,
        "Total": 45,
    }


def test_a_sale_goes_from_its_quote_to_completed(shop: Shop) -> None:
    """
    Quote, order, pick, pack, shipment, invoice and payment, one after the other.

    Stock is promised with the order and leaves with the shipment.
    """
    sale_id = shop.sale(SkipQuote=False, CustomerReference="PO 8812")["ID"]
    nothing = ", ".join(["NOT AVAILABLE"] * 4)
    assert f"ESTIMATING, {nothing}, UNPAID" == _words(shop, sale_id)

    shop.ask("POST", "sale/quote", _quote(sale_id, "DRAFT"))
    shop.ask("POST", "sale/quote", _quote(sale_id, "AUTHORISED"))
    assert f"ESTIMATED, {nothing}, UNPAID" == _words(shop, sale_id)

    order = shop.order(sale_id)
    assert ("SO-00001", "AUTHORISED") == (order["SaleOrderNumber"], order["Status"])
    assert (
        "ORDERED, NOT PICKED, NOT PACKED, NOT SHIPPED, NOT INVOICED, UNPAID"
        == _words(shop, sale_id)
    )
    assert (10, 3, 7) == shop.level()

    shop.pick(sale_id)
    shop.pack(sale_id)
    assert "PACKED, PICKED, PACKED, NOT SHIPPED, NOT INVOICED, UNPAID" == _words(
        shop, sale_id
    )

    shop.ship(sale_id, parcel(tracking="QX1"))
    assert "SHIPPING, PICKED, PACKED, SHIPPED, NOT INVOICED, UNPAID" == _words(
        shop, sale_id
    )
    assert (7, 0, 7) == shop.level()

    [invoice] = shop.invoice(sale_id)["Invoices"]
    assert ("INV-00001", "AUTHORISED") == (invoice["InvoiceNumber"], invoice["Status"])
    assert "INVOICED, PICKED, PACKED, SHIPPED, INVOICED, UNPAID" == _words(
        shop, sale_id
    )

    shop.pay(sale_id, 45)
    assert "COMPLETED, PICKED, PACKED, SHIPPED, INVOICED, PAID" == _words(shop, sale_id)
    sale = shop.get(sale_id)
    assert ("PAID", "CLOSED") == (
        sale["Invoices"][0]["Status"],
        sale["Order"]["Status"],
    )
    assert ["QX1"] == [
        one["TrackingNumber"] for one in sale["Fulfilments"][0]["Ship"]["Lines"]
    ]


def test_a_sale_is_shipped_in_parts(shop: Shop) -> None:
    """
    Two bells leave first, and the third by a fulfilment of its own.

    The second fulfilment makes the sale an advanced one, for good.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id, 2)
    shop.pack(sale_id, {"Box 1": 2})
    shop.ship(sale_id, parcel(tracking="QX1"))
    assert (
        "SHIPPING, PARTIALLY PICKED, PARTIALLY PACKED, PARTIALLY SHIPPED,"
        " NOT INVOICED, UNPAID" == _words(shop, sale_id)
    )
    assert "PARTIALLY FULFILLED" == shop.row(sale_id)["FulFilmentStatus"]
    assert (8, 1, 7) == shop.level()

    body = {"SaleID": sale_id}
    task_id = shop.ask("POST", "sale/fulfilment", body)["Fulfilments"][1]["TaskID"]
    with pytest.raises(Refusal, match="There is non authorised Fulfilment"):
        shop.ask("POST", "sale/fulfilment", body)
    assert "Advanced Sale" == shop.row(sale_id)["Type"]

    shop.pick(task_id, 1)
    shop.pack(task_id, {"Box 1": 1})
    shop.ship(task_id, parcel(tracking="QX2"))
    assert "ORDERED, PICKED, PACKED, SHIPPED, NOT INVOICED, UNPAID" == _words(
        shop, sale_id
    )
    row = shop.row(sale_id)
    assert ("FULFILLED", "QX1,QX2") == (
        row["FulFilmentStatus"],
        row["CombinedTrackingNumbers"],
    )
    assert (7, 0, 7) == shop.level()

    invoice_id = shop.get(sale_id)["Invoices"][0]["TaskID"]
    shop.invoice(sale_id, TaskID=invoice_id)
    shop.pay(invoice_id, 45)
    assert "COMPLETED" == shop.row(sale_id)["Status"]


def test_a_sale_waits_for_what_is_not_there(shop: Shop) -> None:
    """
    Nobody refuses an order of twelve: two are on backorder, and nothing goes by itself.

    New stock is promised to the sale that waits.
    """
    sale_id = shop.sale()["ID"]
    order = shop.order(sale_id, 12, AutoPickPackShipMode="AUTOPICKPACKSHIP")
    assert [2] == [row["BackorderQuantity"] for row in order["Lines"]]
    assert "BACKORDERED, NOT PICKED" == ", ".join(_words(shop, sale_id).split(", ")[:2])
    assert (10, 10, 0) == shop.level()

    with pytest.raises(Refusal, match="but 10 are there"):
        shop.pick(sale_id, 12)
    shop.stock(15)
    assert "ORDERED" == shop.row(sale_id)["Status"]
    assert [0] == [
        row["BackorderQuantity"]
        for row in shop.ask("GET", "sale/order", SaleID=sale_id)["Lines"]
    ]
    assert (15, 12, 3) == shop.level()

    shop.pick(sale_id, 12)
    shop.pack(sale_id, {"Box 1": 12})
    shop.ship(sale_id)
    assert "SHIPPED" == shop.row(sale_id)["CombinedShippingStatus"]
    assert (3, 0, 3) == shop.level()


@pytest.mark.parametrize(
    ("restock", "level"),
    [([], (7, 0, 7)), ([{"SKU": "BELL-01", "Quantity": 1}], (8, 0, 8))],
    ids=["without restock", "with restock"],
)
def test_a_sale_is_credited(
    shop: Shop, restock: list[Json], level: tuple[float, float, float]
) -> None:
    """
    One bell of three is taken back and paid out; whether it comes back is its own.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    shop.invoice(sale_id)
    shop.pay(sale_id, 45)
    rows = [{**row, "Location": WAREHOUSE} for row in restock]

    note = shop.credit(sale_id, 1, Restock=rows)
    assert ("CR-00001", "INV-00001", "AUTHORISED") == (
        note["CreditNoteNumber"],
        note["CreditNoteInvoiceNumber"],
        note["Status"],
    )
    assert level == shop.level()
    row = shop.row(sale_id)
    assert ("CREDITED", "INVOICED / CREDITED", "NOT REFUNDED") == (
        row["Status"],
        row["CombinedInvoiceStatus"],
        row["CombinedPaymentStatus"],
    )
    assert (30, 45, 45, "CR-00001") == (
        row["InvoiceAmount"],
        row["PaidAmount"],
        row["SaleInvoicesTotalAmount"],
        row["CreditNoteNumber"],
    )

    shop.pay(note["TaskID"], 15, Type="REFUND")
    row = shop.row(sale_id)
    assert ("COMPLETED", "PAID", 30) == (
        row["Status"],
        row["CombinedPaymentStatus"],
        row["PaidAmount"],
    )
    assert ["Payment", "Refund"] == [
        one["Type"] for one in shop.ask("GET", "sale/payment", SaleID=sale_id)
    ]


def test_a_sale_is_undone_and_done_again(shop: Shop) -> None:
    """
    DELETE undoes by default: the order is a draft with its lines, the goods are back.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    [first] = shop.invoice(sale_id)["Invoices"]
    assert (7, 0, 7) == shop.level()

    sale = shop.ask("DELETE", "sale", ID=sale_id)
    assert ("ORDERING", "DRAFT", ["BELL-01"]) == (
        sale["Status"],
        sale["Order"]["Status"],
        [row["SKU"] for row in sale["Order"]["Lines"]],
    )
    [task] = sale["Fulfilments"]
    assert {"NOT AVAILABLE"} == {
        task[stage]["Status"] for stage in ("Pick", "Pack", "Ship")
    }
    assert [] == sale["InventoryMovements"]
    assert (10, 0, 10) == shop.level()

    shop.order(sale_id)
    shop.pick(sale_id)
    shop.pack(sale_id)
    shop.ship(sale_id)
    [again] = shop.invoice(sale_id)["Invoices"]
    assert first["InvoiceNumber"] == again["InvoiceNumber"]
    assert (7, 0, 7) == shop.level()
    assert 1 == len(shop.get(sale_id)["InventoryMovements"])


def test_a_sale_is_voided(shop: Shop) -> None:
    """
    Every word is VOIDED, the goods are back, and the numbers stay used.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    shop.invoice(sale_id)

    sale = shop.ask("DELETE", "sale", ID=sale_id, Void="true")
    assert ", ".join(["VOIDED"] * 6) == _words(shop, sale_id)
    [task], [invoice] = sale["Fulfilments"], sale["Invoices"]
    assert {"VOIDED"} == {task[stage]["Status"] for stage in ("Pick", "Pack", "Ship")}
    assert ("INV-00001", "VOIDED", []) == (
        invoice["InvoiceNumber"],
        invoice["Status"],
        invoice["Lines"],
    )
    assert (10, 0, 10) == shop.level()
    with pytest.raises(Refusal, match="Status is VOIDED"):
        shop.order(sale_id)

    second = shop.sale()["ID"]
    shop.order(second)
    [invoice] = shop.invoice(second)["Invoices"]
    assert ("SO-00002", "INV-00002") == (
        shop.row(second)["OrderNumber"],
        invoice["InvoiceNumber"],
    )
