"""
What stands in a sale: charges, discounts, attributes, batches, bins, its channel.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlClient, ControlRefused
from tests.contract.cin7_core.shop import TAX, WAREHOUSE, Json, Refusal, Shop, line


def _charge(description: str, price: float, **more: Any) -> Json:
    return {
        "Description": description,
        "Price": price,
        "Quantity": 1,
        "Tax": price / 5,
        "TaxRule": TAX,
        **more,
    }


def _totals(document: Json) -> tuple[float, float, float]:
    return document["TotalBeforeTax"], document["Tax"], document["Total"]


def test_freight_is_a_charge_of_order_and_invoice(shop: Shop) -> None:
    """
    It counts in the totals, and is no line to pick.
    """
    sale_id = shop.sale()["ID"]
    charges = [_charge("Freight", 6), _charge("Coupon", -2.5)]
    order = shop.order(sale_id, AdditionalCharges=charges, Total=49.2)
    shop.pick(sale_id)
    shop.invoice(sale_id, AdditionalCharges=[{**c, "Account": "4000"} for c in charges])

    sale = shop.get(sale_id)
    [invoice] = sale["Invoices"]
    assert (41, 8.2, 49.2) == _totals(order) == _totals(sale["Order"])
    assert (41, 8.2, 49.2) == _totals(invoice)
    assert [("Freight", 6, "4000"), ("Coupon", -2.5, "4000")] == [
        (one["Description"], one["Total"], one["Account"])
        for one in invoice["AdditionalCharges"]
    ]
    assert ["BELL-01"] == [one["SKU"] for one in invoice["Lines"]]
    assert "PICKED" == sale["CombinedPickingStatus"]
    assert 49.2 == shop.row(sale_id)["InvoiceAmount"]


def test_a_discount_is_a_percentage_of_the_line(shop: Shop) -> None:
    """
    Of a charge too; a total that does not allow for it is refused.
    """
    sale_id = shop.sale()["ID"]
    half = {**line("BELL-01", 3), "Discount": 33.33, "Tax": 5}
    freight = _charge("Freight", 10, Discount=50, Tax=1)

    with pytest.raises(Refusal, match="Total of 'Brass bell' is"):
        shop.order(sale_id, Lines=[{**half, "Total": 37.5}])
    order = shop.order(
        sale_id, Lines=[{**half, "Total": 25}], AdditionalCharges=[freight]
    )

    [shown] = order["Lines"]
    assert (12.5, 33.33, 25.0012) == (
        shown["Price"],
        shown["Discount"],
        shown["Total"],
    )
    assert 5 == order["AdditionalCharges"][0]["Total"]
    assert (30.0012, 6, 36.0012) == _totals(order)


def test_with_tax_inside_the_total_is_the_sum_of_the_lines(shop: Shop) -> None:
    """
    And the tax is taken out of it.
    """
    sale = shop.sale(TaxInclusive=True)
    order = shop.order(
        sale["ID"],
        Lines=[{**line("BELL-01", 3), "Tax": 6.25}],
        AdditionalCharges=[_charge("Freight", 6, Tax=1)],
    )

    assert "Inclusive" == sale["TaxCalculation"]
    assert (36.25, 7.25, 43.5) == _totals(order)


def test_a_sale_always_shows_ten_attributes(shop: Shop) -> None:
    """
    Those that were not given are empty; a change of the header replaces them.
    """
    given = {"AdditionalAttribute1": "gift", "AdditionalAttribute10": "blue paper"}
    sale = shop.sale(AdditionalAttributes=given)
    other = {"AdditionalAttribute2": "card"}
    changed = shop.ask("PUT", "sale", {"ID": sale["ID"], "AdditionalAttributes": other})

    names = [f"AdditionalAttribute{n}" for n in range(1, 11)]
    assert names == list(sale["AdditionalAttributes"])
    assert given == {k: v for k, v in sale["AdditionalAttributes"].items() if v}
    assert other == {k: v for k, v in changed["AdditionalAttributes"].items() if v}


def test_lines_show_the_attributes_of_their_product(shop: Shop) -> None:
    """
    As custom fields, wherever the whole sale names the product; as it is today.
    """
    attributes = {"AdditionalAttribute1": "red", "AdditionalAttribute10": "L"}
    product = shop.product("LAMP-02", **attributes)
    shop.stock(5, "LAMP-02")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, sku="LAMP-02")
    shop.pick(sale_id, SKU="LAMP-02")
    shop.ask("PUT", "product", {"ID": product["ID"], "AdditionalAttribute1": "green"})

    sale = shop.get(sale_id)
    rows = (sale["Order"]["Lines"][0], sale["Fulfilments"][0]["Pick"]["Lines"][0])
    assert [("green", "", "L")] * 2 == [
        (
            row["ProductCustomField1"],
            row["ProductCustomField2"] or "",
            row["ProductCustomField10"],
        )
        for row in rows
    ]


def test_a_batch_goes_from_the_pick_to_the_pack(shop: Shop) -> None:
    """
    It has to be named, its expiry is known, and each batch is its own stock.
    """
    shop.product("TEA-01", CostingMethod="FIFO - Batch")
    shop.stock(2, "TEA-01", batch="B-1", expiry="2026-09-30")
    shop.stock(8, "TEA-01", batch="B-2")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, sku="TEA-01")
    row = {"SKU": "TEA-01", "Location": WAREHOUSE, "Quantity": 2}

    def lines(*batches: str | None) -> Json:
        rows = [{**row, "BatchSN": batch} for batch in batches]
        return {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": rows}

    with pytest.raises(Refusal, match="'BatchSN' not provided"):
        shop.ask("POST", "sale/fulfilment/pick", lines(None))
    with pytest.raises(Refusal, match="4, but 3 are to be picked"):
        shop.ask("POST", "sale/fulfilment/pick", lines("B-1", "B-2"))
    body = lines("B-1", "B-2")
    body["Lines"][1]["Quantity"] = 1
    shop.ask("POST", "sale/fulfilment/pick", body)
    template = shop.ask("GET", "sale/fulfilment/pack", TaskID=sale_id)["Lines"]
    with pytest.raises(Refusal, match="but 1 are picked"):
        shop.ask("POST", "sale/fulfilment/pack", lines("B-2"))
    packed = shop.ask("POST", "sale/fulfilment/pack", {**body, "Lines": template})
    shop.ship(sale_id)

    expected = [("B-1", "2026-09-30T00:00:00", 2), ("B-2", None, 1)]
    for found in (template, packed["Lines"]):
        assert expected == [
            (one["BatchSN"], one["ExpiryDate"], one["Quantity"]) for one in found
        ]
    rows = shop.ask("GET", "ref/productavailability", Sku="TEA-01")
    assert [("B-1", "2026-09-30T00:00:00", 0), ("B-2", None, 7)] == [
        (one["Batch"], one["ExpiryDate"], one["OnHand"])
        for one in rows["ProductAvailabilityList"]
    ]


@pytest.mark.parametrize(
    ("method", "batches"),
    [("FIFO - Batch", ["late", "none"]), ("FEFO - Batch", ["soon", "late"])],
)
def test_a_pick_that_is_left_to_the_vendor_knows_the_method(
    shop: Shop, method: str, batches: list[str]
) -> None:
    """
    The oldest spot comes first, or what expires first.
    """
    shop.product("TEA-01", CostingMethod=method)
    for batch, expiry in (
        ("late", "2026-12-01"),
        ("none", None),
        ("soon", "2026-04-01"),
    ):
        shop.stock(2, "TEA-01", batch=batch, expiry=expiry)
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, sku="TEA-01")

    body = {"TaskID": sale_id, "AutoPickMode": "AUTOPICK"}
    pick = shop.ask("POST", "sale/fulfilment/pick", body)

    assert batches == [one["BatchSN"] for one in pick["Lines"]]


def test_a_bin_stays_on_the_line_until_the_goods_have_left(shop: Shop) -> None:
    """
    Named by its id on the pick, by its label on the pack; the other bin is untouched.
    """
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    bins = {
        name: shop.ask(
            "POST", "ref/location", {"Name": name, "ParentID": warehouse["ID"]}
        )["ID"]
        for name in ("A-07", "B-01")
    }
    shop.stock(0)
    shop.stock(3, bin="A-07")
    shop.stock(4, bin="B-01")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    row = {"SKU": "BELL-01", "LocationID": bins["A-07"].upper(), "Quantity": 3}
    body = {"TaskID": sale_id, "Status": "AUTHORISED"}
    picked = shop.ask("POST", "sale/fulfilment/pick", {**body, "Lines": [row]})
    label = {"SKU": "BELL-01", "Location": f"{WAREHOUSE}: A-07", "Quantity": 3}
    with pytest.raises(Refusal, match="but 0 are picked"):
        shop.pack(sale_id)
    packed = shop.ask("POST", "sale/fulfilment/pack", {**body, "Lines": [label]})
    shop.ship(sale_id)

    task = shop.get(sale_id)["Fulfilments"][0]
    for [found] in (picked["Lines"], packed["Lines"], task["Pack"]["Lines"]):
        assert (f"{WAREHOUSE}: A-07", bins["A-07"]) == (
            found["Location"],
            found["LocationID"],
        )
    rows = shop.ask("GET", "ref/productavailability", Sku="BELL-01")
    assert {None: 0, "A-07": 0, "B-01": 4} == {
        one["Bin"]: one["OnHand"] for one in rows["ProductAvailabilityList"]
    }


def test_a_sale_of_services_has_no_order_and_no_fulfilment(shop: Shop) -> None:
    """
    Neither to read nor to write; it stays what it is, and goods are not sold by it.
    """
    shop.product("HELP-1", Type="Service")
    sale = shop.sale(ServiceOnly=True, SaleType="Advanced")
    sale_id = sale["ID"]
    stage = {"TaskID": sale_id, "Status": "DRAFT", "Lines": []}
    for method, path, body, query in (
        ("GET", "sale/order", None, {"SaleID": sale_id}),
        ("GET", "sale/fulfilment", None, {"SaleID": sale_id}),
        ("POST", "sale/fulfilment", {"SaleID": sale_id}, {}),
        ("GET", "sale/fulfilment/pick", None, {"TaskID": sale_id}),
        ("POST", "sale/fulfilment/pick", stage, {}),
        ("PUT", "sale/fulfilment/ship", stage, {}),
    ):
        with pytest.raises(Refusal, match="not available for Service Sale"):
            shop.ask(method, path, body, **query)
    with pytest.raises(Refusal, match="BELL-01 cannot be on a Service Sale"):
        shop.invoice(sale_id)
    changed = shop.ask("PUT", "sale", {"ID": sale_id, "ServiceOnly": False})

    assert ("Service Sale", True) == (changed["Type"], changed["ServiceOnly"])
    assert {"NOT AVAILABLE"} == {
        changed["Order"]["Status"],
        *(changed["Fulfilments"][0][part]["Status"] for part in ("Pick", "Ship")),
        changed["FulFilmentStatus"],
    }


def test_a_sale_of_services_is_quoted_billed_and_paid(shop: Shop) -> None:
    """
    Its charges are lines like any other; nothing is ever ready to be shipped.
    """
    shop.product("HELP-1", Type="Service")
    sale_id = shop.sale(ServiceOnly=True, SkipQuote=False)["ID"]
    rows: Json = {
        "Lines": [line("HELP-1", 1)],
        "AdditionalCharges": [_charge("Travel", 10)],
    }
    seen = [shop.row(sale_id)["Status"]]
    quote = {"SaleID": sale_id, "CombineAdditionalCharges": False, "Memo": ""}
    quoted = shop.ask("POST", "sale/quote", {**quote, "Status": "AUTHORISED", **rows})
    seen.append(shop.row(sale_id)["Status"])
    shop.invoice(sale_id, "DRAFT", **rows)
    seen.append(shop.row(sale_id)["Status"])
    shop.invoice(sale_id, **rows)
    seen.append(shop.row(sale_id)["Status"])
    shop.pay(sale_id, 27)
    row = shop.row(sale_id)

    assert ["ESTIMATING", "ESTIMATED", "INVOICING", "INVOICED"] == seen
    assert (["Brass bell", "Travel"], []) == (
        [one["Name"] for one in quoted["Lines"]],
        quoted["AdditionalCharges"],
    )
    assert ("COMPLETED", "INVOICED", "PAID", 27) == (
        row["Status"],
        row["CombinedInvoiceStatus"],
        row["CombinedPaymentStatus"],
        row["PaidAmount"],
    )
    assert [] == shop.ask("GET", "saleList", ReadyForShipping="true")["SaleList"]


def test_only_a_person_says_where_a_sale_came_from(
    shop: Shop, control: ControlClient
) -> None:
    """
    The API shows the channel and cannot write it; the change is a touch of the sale.
    """
    sale = shop.sale(SourceChannel="Market stall")
    before = shop.row(sale["ID"])

    control.screen("PATCH", "/sales/SO-00001", {"sourceChannel": "Web shop"})

    after = shop.row(sale["ID"])
    assert (None, None) == (sale["SourceChannel"], before["SourceChannel"])
    assert "Web shop" == after["SourceChannel"]
    assert "Web shop" == shop.get(sale["ID"])["SourceChannel"]
    assert before["Updated"] < after["Updated"]
    control.screen("PATCH", "/sales/so-00001", {"sourceChannel": None})
    assert shop.get(sale["ID"])["SourceChannel"] is None
    with pytest.raises(ControlRefused, match="Sale SO-00009 not found"):
        control.screen("PATCH", "/sales/SO-00009", {"sourceChannel": "x"})
