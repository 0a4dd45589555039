"""
The way that an importer of orders takes, call by call, by plain HTTP.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import (
    EMPTY,
    TAX,
    WAREHOUSE,
    Json,
    Refusal,
    Shop,
    line,
    parcel,
)

ADDRESS = {
    "Line1": "12 Quay Street",
    "Line2": "Flat 2",
    "City": "Bristol",
    "State": "Avon",
    "Postcode": "BS1 4DJ",
    "Country": "United Kingdom",
}
HEADER = {
    "Contact": "M. Reed",
    "Phone": "+44 117 496 0000",
    "Email": "m.reed@example.com",
    "ExternalID": "shipstation:94113592",
    "SaleOrderDate": "2026-02-27T00:00:00",
    "CustomerReference": "WEB-1001",
    "Note": "Gift: no invoice in the box",
    "ShippingNotes": "Leave with neighbour",
    "ShipBy": "2026-03-05T00:00:00",
    "Carrier": "DHL",
    "Location": WAREHOUSE,
    "PriceTier": "Tier 2",
    "TaxRule": TAX,
    "Terms": "COD",
}
FREIGHT = {
    "Description": "Freight",
    "Price": 6,
    "Quantity": 1,
    "Tax": 1.2,
    "Total": 6,
    "TaxRule": TAX,
}
COUPON = {**FREIGHT, "Description": "Coupon", "Price": -2, "Tax": -0.4, "Total": -2}


def _sale(shop: Shop, **more: Any) -> Json:
    [customer] = shop.ask("GET", "customer", Name="Kestrel Cycles")["CustomerList"]
    body = {
        "CustomerID": customer["ID"],
        **HEADER,
        "SkipQuote": True,
        "TaxInclusive": False,
        "BillingAddress": ADDRESS,
        "ShippingAddress": {
            **ADDRESS,
            "Company": "Reed & Sons",
            "Contact": "M. Reed",
            "ShipToOther": True,
        },
        **more,
    }
    return dict(shop.ask("POST", "sale", body))


def test_a_customer_is_found_by_name_contact_and_time(
    shop: Shop, clock: VirtualClock
) -> None:
    """
    The name by its beginning, a contact by the beginning of its name or its mail.
    """
    clock.advance(60)
    second = shop.customer("Kestrel Cycles of Ely", Contacts=[{"Name": "Q. Oak"}])

    def found(**query: object) -> list[str]:
        rows = shop.ask("GET", "customer", **query)["CustomerList"]
        return [row["Name"] for row in rows]

    assert ["Kestrel Cycles", "Kestrel Cycles of Ely"] == found(Name="KESTREL CYC")
    assert ["Kestrel Cycles of Ely"] == found(ID=second["ID"].upper())
    assert ["Kestrel Cycles of Ely"] == found(ContactFilter="q. o")
    assert ["Kestrel Cycles"] == found(ContactFilter="J@kestrel.example")
    assert [] == found(ContactFilter="j@kestrel.exampl")
    assert ["Kestrel Cycles of Ely"] == found(ModifiedSince="2026-03-02T09:00:30Z")
    assert ["Kestrel Cycles of Ely"] == found(Page=2, Limit=1)
    assert 2 == len(found(Limit=1000))


def test_a_customer_has_a_name_of_its_own(shop: Shop) -> None:
    """
    A second one of that name is refused, in whatever case.
    """
    with pytest.raises(Refusal, match="name 'KESTREL cycles' already exists"):
        shop.customer("KESTREL cycles")


def test_a_product_is_found_and_created(shop: Shop, clock: VirtualClock) -> None:
    """
    By SKU, name and time; what it needs to be sold comes back as it was written.
    """
    clock.advance(60)
    created = shop.product(
        "LAMP-02",
        Name="Front lamp",
        DefaultLocation=WAREHOUSE,
        Weight=12.5,
        WeightUnits="oz",
        Length=10,
        Width=8,
        Height=4.25,
        DimensionsUnits="in",
    )

    def found(**query: object) -> list[str]:
        rows = shop.ask("GET", "product", **query)["Products"]
        return [row["SKU"] for row in rows]

    assert ["LAMP-02"] == found(Sku="lamp-02")
    assert ["LAMP-02"] == found(Name="front")
    assert ["LAMP-02"] == found(ModifiedSince="2026-03-02T09:00:30Z")
    assert ["LAMP-02"] == found(Page=2, Limit=1)
    assert ("Stock", "Item", "FIFO", WAREHOUSE) == (
        created["Type"],
        created["UOM"],
        created["CostingMethod"],
        created["DefaultLocation"],
    )
    measures = ("Weight", "WeightUnits", "Length", "Width", "Height", "DimensionsUnits")
    assert (12.5, "oz", 10, 8, 4.25, "in") == tuple(created[key] for key in measures)
    with pytest.raises(Refusal, match="SKU 'lamp-02' already exists"):
        shop.product("lamp-02")


@pytest.mark.parametrize("units", ["g", "kg", "oz", "lb"])
def test_lines_carry_weight_and_size_in_the_units_of_the_product(
    shop: Shop, units: str
) -> None:
    """
    On the order, the pick and the pack of the whole sale.
    """
    size = {"Length": 30, "Width": 20.5, "Height": 9, "DimensionsUnits": "cm"}
    shop.product("BOX-1", Weight=2.25, WeightUnits=units, **size)
    shop.stock(5, "BOX-1")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, 1, sku="BOX-1", AutoPickPackShipMode="AUTOPICKPACK")

    sale = shop.get(sale_id)
    task = sale["Fulfilments"][0]
    rows = (*sale["Order"]["Lines"], *task["Pick"]["Lines"], *task["Pack"]["Lines"])
    assert [(2.25, units, 30, 20.5, 9, "cm")] * 3 == [
        (
            row["ProductWeight"],
            row["WeightUnits"],
            row["ProductLength"],
            row["ProductWidth"],
            row["ProductHeight"],
            row["DimensionsUnits"],
        )
        for row in rows
    ]


def test_the_header_of_an_order_is_kept(shop: Shop) -> None:
    """
    Whoever reads the sale sees what was written, and the row names its origin.
    """
    sale = _sale(shop)
    row = shop.row(sale["ID"])

    assert HEADER == {key: sale[key] for key in HEADER}
    assert ADDRESS == {key: sale["BillingAddress"][key] for key in ADDRESS}
    assert ADDRESS == {key: sale["ShippingAddress"][key] for key in ADDRESS}
    assert ("Reed & Sons", "M. Reed", True, "Exclusive") == (
        sale["ShippingAddress"]["Company"],
        sale["ShippingAddress"]["Contact"],
        sale["ShippingAddress"]["ShipToOther"],
        sale["TaxCalculation"],
    )
    assert ("shipstation:94113592", "WEB-1001", "2026-03-05T00:00:00") == (
        row["ExternalID"],
        row["CustomerReference"],
        row["ShipBy"],
    )


def test_an_order_is_looked_for_before_it_is_written_again(
    shop: Shop, clock: VirtualClock
) -> None:
    """
    The external id matches as a whole and in its case; the search takes a part.
    """
    _sale(shop)
    clock.advance(60)
    _sale(shop, ExternalID="shipstation:9411", CustomerReference="WEB-2002")

    def found(**query: object) -> list[str]:
        rows = shop.ask("GET", "saleList", **query)["SaleList"]
        return [row["OrderNumber"] for row in rows]

    assert ["SO-00002"] == found(ExternalID="shipstation:9411")
    assert [] == found(ExternalID="ShipStation:9411")
    assert [] == found(ExternalID="shipstation:94")
    assert ["SO-00001"] == found(Search="web-10")
    assert ["SO-00002"] == found(UpdatedSince="2026-03-02T09:00:30Z")
    sale_id = shop.ask("GET", "saleList", ExternalID="shipstation:9411")["SaleList"][0]
    shop.ask("PUT", "sale", {"ID": sale_id["SaleID"], "ExternalID": "shipstation:1"})
    assert ["SO-00002"] == found(ExternalID="shipstation:1")
    assert [] == found(ExternalID="shipstation:9411")


def test_lines_freight_and_coupon_make_the_total(shop: Shop) -> None:
    """
    A discount of the order is a charge below zero, and each total is checked.
    """
    rows = [{**line("BELL-01", 2), "Discount": 10, "Tax": 4.5, "Total": 22.5}]
    body: Json = {"Lines": rows, "AdditionalCharges": [FREIGHT, COUPON]}
    totals: Json = {"TotalBeforeTax": 26.5, "Tax": 5.3, "Total": 31.8}
    sale_id = _sale(shop)["ID"]

    with pytest.raises(Refusal, match=r"Tax is 5, but the lines make 5\.3"):
        shop.order(sale_id, **body, Tax=5)
    with pytest.raises(Refusal, match="Total of 'Coupon' is 2, but the lines make -2"):
        shop.order(sale_id, Lines=rows, AdditionalCharges=[{**COUPON, "Total": 2}])
    with pytest.raises(Refusal, match="no tax rule 'VAT'"):
        shop.order(sale_id, Lines=[{**rows[0], "TaxRule": "VAT"}])
    order = shop.order(sale_id, **body, **totals)

    assert totals == {key: order[key] for key in totals}
    assert "AUTHORISED" == order["Status"]


def test_short_stock_stops_the_automatic_steps(shop: Shop) -> None:
    """
    The order is authorised all the same, with no pick and nobody told.
    """
    sale_id = _sale(shop)["ID"]
    order = shop.order(sale_id, 11, AutoPickPackShipMode="AUTOPICKPACKSHIP")

    sale = shop.get(sale_id)
    task = sale["Fulfilments"][0]
    assert ("AUTHORISED", 1) == (
        order["Status"],
        order["Lines"][0]["BackorderQuantity"],
    )
    assert ("BACKORDERED", "NOT AVAILABLE", "NOT PICKED") == (
        sale["Status"],
        task["Pick"]["Status"],
        sale["CombinedPickingStatus"],
    )


def test_an_order_that_left_before_is_shipped_invoiced_and_paid(shop: Shop) -> None:
    """
    Its invoice is linked to the fulfilment, and the tracking number follows.
    """
    sale_id = _sale(shop)["ID"]
    shop.order(sale_id, AutoPickPackShipMode="AUTOPICKPACKSHIP")
    shop.invoice(sale_id, TaskID=EMPTY, LinkedFulfillmentNumber=1)
    payment = shop.pay(sale_id, 45, Reference="shipstation:94113592")
    tracking = shop.ship(
        sale_id, parcel(tracking="QX1"), verb="PUT", AddTrackingNumbers=True
    )

    sale = shop.get(sale_id)
    assert ("COMPLETED", "SHIPPED", "PAID", "QX1") == (
        sale["Status"],
        sale["CombinedShippingStatus"],
        sale["CombinedPaymentStatus"],
        sale["CombinedTrackingNumbers"],
    )
    assert "INV-00001" == sale["Fulfilments"][0]["LinkedInvoiceNumber"]
    assert ("Payment", "INV-00001", "SO-00001", "shipstation:94113592") == (
        payment["Type"],
        payment["InvoiceNumber"],
        payment["SaleOrderNumber"],
        payment["Reference"],
    )
    assert [("AUTHORISED", "Box 1")] == [
        (tracking["Status"], one["Boxes"]) for one in tracking["Lines"]
    ]


def test_an_order_in_two_parcels_is_two_fulfilments(shop: Shop) -> None:
    """
    The second is added when the first is picked; it picks what is left by itself.
    """
    sale_id = _sale(shop, SaleType="Advanced")["ID"]
    shop.order(sale_id)
    [first] = shop.ask("GET", "sale/fulfilment", SaleID=sale_id)["Fulfilments"]
    shop.pick(first["TaskID"], 1)
    shop.pack(first["TaskID"], {"Box 1": 1})
    shop.ship(first["TaskID"], parcel(tracking="QX1"))

    tasks = shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})["Fulfilments"]
    second = next(t["TaskID"] for t in tasks if t["Pick"]["Status"] == "DRAFT")
    body = {"TaskID": second, "AutoPickMode": "AUTOPICK"}
    picked = shop.ask("POST", "sale/fulfilment/pick", body)
    template = shop.ask("GET", "sale/fulfilment/pack", TaskID=second)["Lines"]
    rows = [{**row, "Box": "Parcel"} for row in template]
    packed = {"TaskID": second, "Status": "AUTHORISED", "Lines": rows}
    shop.ask("POST", "sale/fulfilment/pack", packed)
    shop.ship(second, parcel("Parcel", "QX2"))

    row = shop.row(sale_id)
    assert [2] == [one["Quantity"] for one in picked["Lines"]]
    assert ("QX1,QX2", "SHIPPED", "FULFILLED") == (
        row["CombinedTrackingNumbers"],
        row["CombinedShippingStatus"],
        row["FulFilmentStatus"],
    )


def test_a_cancelled_order_is_voided(shop: Shop) -> None:
    """
    Its stock is free again; nothing can be written to it, and voiding twice is once.
    """
    sale_id = _sale(shop)["ID"]
    shop.order(sale_id, AutoPickPackShipMode="AUTOPICK")

    voided = shop.ask("DELETE", "sale", ID=sale_id, Void="true")
    again = shop.ask("DELETE", "sale", ID=sale_id, Void="true")

    assert ("VOIDED", "VOIDED") == (voided["Status"], again["Status"])
    assert (10, 0, 10) == shop.level()
    with pytest.raises(Refusal, match="SO-00001 cannot be changed: Status is VOIDED"):
        shop.invoice(sale_id)
    with pytest.raises(Refusal, match=f"Sale with ID {EMPTY} not found"):
        shop.ask("DELETE", "sale", ID=EMPTY, Void="true")


def test_whether_what_has_left_can_be_voided_is_contested(
    shop: Shop, control: ControlClient
) -> None:
    """
    By default it can; the profile refuses it, also where only a box has left.
    """
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})
    shop.ship(sale_id, parcel("Box 1", IsShipped=True))
    control.do("change_profile", {"shipped_sale_void": "refused"})

    with pytest.raises(Refusal, match="SO-00001 cannot be voided: it has been shipped"):
        shop.ask("DELETE", "sale", ID=sale_id, Void="true")
    control.do("change_profile", {"shipped_sale_void": "reverses"})
    voided = shop.ask("DELETE", "sale", ID=sale_id, Void="true")

    assert ("VOIDED", (10, 0, 10)) == (voided["Status"], shop.level())


@pytest.mark.parametrize("kind", ["Service", "Non-inventory"])
def test_what_lies_in_no_warehouse_moves_no_stock(
    shop: Shop, control: ControlClient, kind: str
) -> None:
    """
    It may stand on a pick and a pack, marked, and the goods do not wait for it.
    """
    shop.product("HELP-1", Type="Service")
    control.screen("PATCH", "/products/HELP-1", {"type": kind})
    sale_id = _sale(shop)["ID"]
    rows = [line("BELL-01", 1), line("HELP-1", 1)]
    shop.order(sale_id, Lines=rows)
    place = {"Location": WAREHOUSE, "Quantity": 1}
    lines = [{"SKU": "BELL-01", **place}, {"SKU": "HELP-1", **place}]
    body = {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": lines}

    picked = shop.ask("POST", "sale/fulfilment/pick", body)
    shop.ask("POST", "sale/fulfilment/pack", body)
    shop.ship(sale_id)

    sale = shop.get(sale_id)
    assert [False, True] == [row["NonInventory"] for row in picked["Lines"]]
    assert ("PICKED", "PACKED", "SHIPPED", "FULFILLED") == (
        sale["CombinedPickingStatus"],
        sale["CombinedPackingStatus"],
        sale["CombinedShippingStatus"],
        sale["FulFilmentStatus"],
    )
    assert 1 == len(sale["InventoryMovements"])
    assert (9, 0, 9) == shop.level()
    assert 0 == shop.ask("GET", "ref/productavailability", Sku="HELP-1")["Total"]
    shop.ask("DELETE", "sale", ID=sale_id, Void="true")
    assert (10, 0, 10) == shop.level()
    [product] = shop.ask("GET", "product", Sku="HELP-1")["Products"]
    assert kind == product["Type"]
