"""
A sale from nothing to completed, and back, by plain HTTP.
"""

from collections.abc import Callable

import pytest

from tests.contract.cin7_core.shop import WAREHOUSE, Refusal, Shop, line, parcel


def test_a_sale_goes_from_nothing_to_completed(shop: Shop) -> None:
    """
    Status follows each step: order, pick, pack, drafted and real shipment, bill, money.
    """
    seen = []
    sale_id = shop.sale()["ID"]
    steps: tuple[Callable[[], object], ...] = (
        lambda: shop.order(sale_id),
        lambda: shop.pick(sale_id),
        lambda: shop.pack(sale_id),
        lambda: shop.ship(sale_id, parcel(), Status="DRAFT"),
        lambda: shop.ship(sale_id, parcel(tracking="QX1"), verb="PUT", Status="DRAFT"),
        lambda: shop.ship(sale_id, parcel(tracking="QX1"), verb="PUT"),
        lambda: shop.invoice(sale_id),
        lambda: shop.pay(sale_id, 45),
    )
    for step in steps:
        seen.append(shop.get(sale_id)["Status"])
        step()
    row = shop.row(sale_id)

    assert [
        "ESTIMATED",
        "ORDERED",
        "PICKED",
        "PACKED",
        "SHIPPING",
        "SHIPPING",
        "SHIPPING",
        "INVOICED",
    ] == seen
    assert "COMPLETED" == row["Status"]
    assert "CLOSED" == row["OrderStatus"]
    assert ("PICKED", "PACKED", "SHIPPED", "FULFILLED") == (
        row["CombinedPickingStatus"],
        row["CombinedPackingStatus"],
        row["CombinedShippingStatus"],
        row["FulFilmentStatus"],
    )
    assert ("INVOICED", "PAID") == (
        row["CombinedInvoiceStatus"],
        row["CombinedPaymentStatus"],
    )
    assert "QX1" == row["CombinedTrackingNumbers"]
    assert ("INV-00001", 45, 45) == (
        row["InvoiceNumber"],
        row["InvoiceAmount"],
        row["PaidAmount"],
    )


def test_a_fresh_sale_shows_one_of_each(shop: Shop) -> None:
    """
    Those of a simple sale have its id.
    """
    sale = shop.sale()

    assert ["NOT AVAILABLE"] == [f["FulFilmentStatus"] for f in sale["Fulfilments"]]
    assert [sale["ID"]] == [f["TaskID"] for f in sale["Fulfilments"]]
    assert [(sale["ID"], "NOT AVAILABLE", None)] == [
        (i["TaskID"], i["Status"], i["InvoiceNumber"]) for i in sale["Invoices"]
    ]
    assert ["NOT AVAILABLE"] == [c["Status"] for c in sale["CreditNotes"]]
    assert "SO-00001" == sale["Order"]["SaleOrderNumber"]


def test_a_sale_takes_its_header_from_the_customer(shop: Shop) -> None:
    """
    What the body leaves out stands on the customer's card.
    """
    sale = shop.sale()

    assert ("J. Ash", "j@kestrel.example", "Royal Mail", "30 days", "Tier 1") == (
        sale["Contact"],
        sale["Email"],
        sale["Carrier"],
        sale["Terms"],
        sale["PriceTier"],
    )
    assert "4 Mill Lane" == sale["BillingAddress"]["Line1"]
    assert "5 Quay Street" == sale["ShippingAddress"]["DisplayAddressLine1"]
    assert (
        "Ely CB7 4AA United Kingdom" == sale["ShippingAddress"]["DisplayAddressLine2"]
    )


def test_stock_is_promised_picked_and_leaves(shop: Shop) -> None:
    """
    Ordering allocates, shipping takes from hand.
    """
    sale_id = shop.sale()["ID"]
    levels = []
    for step in (shop.order, shop.pick, shop.pack, shop.ship):
        step(sale_id)
        levels.append(shop.level())

    assert [(10, 3, 7), (10, 3, 7), (10, 3, 7), (7, 0, 7)] == levels
    assert 1 == len(shop.get(sale_id)["InventoryMovements"])


def test_a_void_brings_everything_back(shop: Shop) -> None:
    """
    Every status is voided, the tasks are empty, the stock is as it was.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)

    sale = shop.ask("DELETE", "sale", ID=sale_id, Void="true")

    row = shop.row(sale_id)
    words = [v for k, v in row.items() if k.endswith("Status") and k != "RestockStatus"]
    assert {"VOIDED"} == set(words)
    assert [[]] == [f["Pick"]["Lines"] for f in sale["Fulfilments"]]
    assert (10, 0, 10) == shop.level()
    with pytest.raises(Refusal, match="Status is VOIDED"):
        shop.order(sale_id)


def test_an_undo_goes_back_to_drafts(shop: Shop) -> None:
    """
    The order is a draft with its lines, the task begins again, nothing is promised.
    """
    sale_id = shop.packed()

    sale = shop.ask("DELETE", "sale", ID=sale_id)

    assert ("ORDERING", "DRAFT", 1) == (
        sale["Status"],
        sale["Order"]["Status"],
        len(sale["Order"]["Lines"]),
    )
    assert "NOT AVAILABLE" == sale["Fulfilments"][0]["Pick"]["Status"]
    assert (10, 0, 10) == shop.level()
    shop.order(sale_id)
    assert "ORDERED" == shop.get(sale_id)["Status"]


def test_a_paid_sale_is_not_undone(shop: Shop) -> None:
    """
    The money has to go first.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id)
    shop.pay(sale_id, 10)

    with pytest.raises(Refusal, match="payments"):
        shop.ask("DELETE", "sale", ID=sale_id)
    assert "PARTIALLY PAID" == shop.row(sale_id)["CombinedPaymentStatus"]


def test_a_second_fulfilment_makes_the_sale_advanced(shop: Shop) -> None:
    """
    Its tasks go separate ways, and the status stays ORDERED until all is done.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id, 2)

    tasks = shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})["Fulfilments"]
    second = tasks[1]["TaskID"]
    shop.pick(second, 1)
    shop.pack(second, {"Box 1": 1})
    shop.ship(second)

    row = shop.row(sale_id)
    assert [1, 2] == [task["FulfillmentNumber"] for task in tasks]
    assert ("DRAFT", []) == (tasks[1]["Pick"]["Status"], tasks[1]["Pick"]["Lines"])
    assert ("Advanced Sale", "ORDERED") == (row["Type"], row["Status"])
    assert ("PICKED", "PARTIALLY PACKED", "PARTIALLY SHIPPED") == (
        row["CombinedPickingStatus"],
        row["CombinedPackingStatus"],
        row["CombinedShippingStatus"],
    )
    assert "PARTIALLY FULFILLED" == row["FulFilmentStatus"]


def test_a_fulfilment_of_an_advanced_sale_is_voided_and_undone(shop: Shop) -> None:
    """
    Voided, it stays in the list, empty; undone, its pick is a draft again.
    """
    sale = shop.sale(SaleType="Advanced")
    task_id = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"])
    shop.pick(task_id)
    shop.pack(task_id)
    shop.ship(task_id)

    undone = shop.ask("DELETE", "sale/fulfilment", TaskID=task_id)
    level = shop.level()
    voided = shop.ask("DELETE", "sale/fulfilment", TaskID=task_id, Void="true")

    assert ("DRAFT", 1) == (
        undone["Fulfilments"][0]["Pick"]["Status"],
        len(undone["Fulfilments"][0]["Pick"]["Lines"]),
    )
    assert (10, 3, 7) == level
    assert ("VOIDED", "VOIDED", "VOIDED", "VOIDED") == (
        voided["Fulfilments"][0]["FulFilmentStatus"],
        voided["Fulfilments"][0]["Pick"]["Status"],
        voided["Fulfilments"][0]["Pack"]["Status"],
        voided["Fulfilments"][0]["Ship"]["Status"],
    )
    assert "NOT PICKED" == shop.row(sale["ID"])["CombinedPickingStatus"]


def test_ordering_more_than_there_is_is_a_silent_backorder(shop: Shop) -> None:
    """
    The line says how much is missing, and new stock ends it.
    """
    sale_id = shop.sale()["ID"]
    order = shop.order(sale_id, 12, AutoPickPackShipMode="AUTOPICKPACKSHIP")
    status = shop.get(sale_id)["Status"]

    shop.stock(20)

    assert 2 == order["Lines"][0]["BackorderQuantity"]
    assert "BACKORDERED" == status
    assert "ORDERED" == shop.get(sale_id)["Status"]
    assert (20, 12, 8) == shop.level()


@pytest.mark.parametrize(
    ("mode", "status"),
    [
        ("NOPICK", "ORDERED"),
        ("AUTOPICK", "PICKED"),
        ("AUTOPICKPACK", "PACKED"),
        ("AUTOPICKPACKSHIP", "SHIPPING"),
    ],
)
def test_an_order_goes_on_by_itself(shop: Shop, mode: str, status: str) -> None:
    """
    The mode says how far a simple sale goes when its order is authorised.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, AutoPickPackShipMode=mode)

    sale = shop.get(sale_id)
    assert status == sale["Status"]
    is_shipped = mode == "AUTOPICKPACKSHIP"
    assert is_shipped == (sale["CombinedShippingStatus"] == "SHIPPED")


def test_a_pick_can_be_left_to_the_vendor(shop: Shop) -> None:
    """
    AUTOPICK takes what is there and authorises the pick.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)

    body = {"TaskID": sale_id, "AutoPickMode": "AUTOPICK"}
    pick = shop.ask("POST", "sale/fulfilment/pick", body)

    assert ("AUTHORISED", 3) == (pick["Status"], pick["Lines"][0]["Quantity"])


def test_a_bin_is_named_after_its_warehouse(shop: Shop) -> None:
    """
    Stock in a bin is picked by ``Warehouse: Bin`` and read back the same.
    """
    [warehouse] = shop.ask("GET", "ref/location")["LocationList"]
    location = {"Name": "A-07-L2", "ParentID": warehouse["ID"].upper()}
    bin_id = shop.ask("POST", "ref/location", location)["ID"]
    shop.stock(0)
    shop.stock(5, bin="A-07-L2")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)

    shop.pick(sale_id, Location=f"{WAREHOUSE}: A-07-L2")
    template = shop.ask("GET", "sale/fulfilment/pack", TaskID=sale_id)

    assert [("Main Warehouse: A-07-L2", bin_id)] == [
        (row["Location"], row["LocationID"]) for row in template["Lines"]
    ]
    assert "NOT AVAILABLE" == template["Status"]


def test_boxes_leave_one_after_the_other(shop: Shop) -> None:
    """
    The shipment is authorised by itself when the last box has left.
    """
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})
    first = shop.ship(
        sale_id,
        parcel("Box 1", "QX1", IsShipped=True),
        parcel("Box 2", IsShipped=False),
    )
    level = shop.level()

    second = shop.ship(
        sale_id,
        parcel("Box 2", "QX2", IsShipped="true"),
        verb="PUT",
        AddTrackingNumbers=True,
    )

    assert ("PARTIALLY AUTHORISED", "AUTHORISED") == (first["Status"], second["Status"])
    assert (8, 1, 7) == level
    assert (7, 0, 7) == shop.level()
    assert "QX1,QX2" == shop.row(sale_id)["CombinedTrackingNumbers"]


def test_tracking_comes_onto_an_authorised_shipment(shop: Shop) -> None:
    """
    Only with AddTrackingNumbers; the line keeps its id, the box stays shipped.
    """
    sale_id = shop.packed()
    before = shop.ship(sale_id)

    with pytest.raises(Refusal, match="Status is AUTHORISED"):
        shop.ship(sale_id, parcel(tracking="QX9"), verb="PUT")
    after = shop.ship(
        sale_id,
        parcel(tracking="QX9", IsShipped=False, Carrier="DHL"),
        verb="PUT",
        AddTrackingNumbers="true",
        ShippingNotes="Leave with neighbour",
    )

    assert before["Lines"][0]["ID"] == after["Lines"][0]["ID"]
    assert ("QX9", "DHL", True) == (
        after["Lines"][0]["TrackingNumber"],
        after["Lines"][0]["Carrier"],
        after["Lines"][0]["IsShipped"],
    )
    assert "Leave with neighbour" == after["ShippingNotes"]


def test_require_by_moves_the_ship_by_of_the_sale(shop: Shop) -> None:
    """
    The shipment's date overrides the header's.
    """
    sale_id = shop.packed()

    shop.ship(sale_id, Status="DRAFT", RequireBy="2026-03-09")

    assert "2026-03-09T00:00:00" == shop.get(sale_id)["ShipBy"]


def test_a_quote_comes_before_the_order(shop: Shop) -> None:
    """
    With SkipQuote=false the order waits for the authorised quote; it can be prepaid.
    """
    sale = shop.sale(SkipQuote="false")
    body = {
        "SaleID": sale["ID"],
        "CombineAdditionalCharges": False,
        "Memo": "",
        "Lines": [line("BELL-01", 3)],
    }
    with pytest.raises(Refusal, match="quote Status is DRAFT"):
        shop.order(sale["ID"])
    shop.ask("POST", "sale/quote", {**body, "Status": "AUTHORISED"})
    prepaid = {
        "TaskID": sale["ID"],
        "Type": "PREPAYMENT",
        "Amount": "45",
        "DatePaid": "2026-03-02",
        "Account": "1100",
        "CurrencyRate": "1",
    }
    shop.ask("POST", "sale/payment", prepaid)
    word = shop.row(sale["ID"])["CombinedPaymentStatus"]
    shop.order(sale["ID"])
    shop.invoice(sale["ID"])

    assert ("ESTIMATING", "PREPAID") == (sale["Status"], word)
    assert "PAID" == shop.get(sale["ID"])["Invoices"][0]["Status"]


def test_an_invoice_is_drafted_changed_voided_and_made_again(shop: Shop) -> None:
    """
    A voided invoice keeps its number beside the new one.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id, "DRAFT")
    status = shop.get(sale_id)["Status"]
    change = {"SaleID": sale_id, "TaskID": sale_id, "Memo": "Thanks"}
    shop.ask("PUT", "sale/invoice", {**change, "Status": "AUTHORISED"})
    shop.ask("DELETE", "sale/invoice", TaskID=sale_id, Void="true")
    again = shop.invoice(sale_id, TaskID="00000000-0000-0000-0000-000000000000")

    assert "INVOICING" == status
    assert [("INV-00001", "VOIDED", 0), ("INV-00002", "AUTHORISED", 1)] == [
        (i["InvoiceNumber"], i["Status"], len(i["Lines"])) for i in again["Invoices"]
    ]
    assert "Thanks" == again["Invoices"][0]["Memo"]


def test_lines_repeat_the_measures_of_their_product(shop: Shop) -> None:
    """
    Only in the whole sale, not in its parts.
    """
    sale_id = shop.packed()
    sale = shop.get(sale_id)
    order = shop.ask("GET", "sale/order", SaleID=sale_id)
    task = sale["Fulfilments"][0]

    rows = (
        sale["Order"]["Lines"][0],
        task["Pick"]["Lines"][0],
        task["Pack"]["Lines"][0],
    )
    assert [(1.2, "kg")] * 3 == [(r["ProductWeight"], r["WeightUnits"]) for r in rows]
    assert "ProductWeight" not in order["Lines"][0]


def test_the_switches_of_a_sale(shop: Shop) -> None:
    """
    Charges among the lines, countries as codes, transactions, no movements.
    """
    sale_id = shop.sale()["ID"]
    charge = {
        "Description": "Freight",
        "Price": 6,
        "Quantity": 1,
        "Tax": 1.2,
        "TaxRule": "20% (VAT on Income)",
    }
    shop.order(sale_id, AdditionalCharges=[charge], Total=52.2)
    shop.pick(sale_id)
    shop.pack(sale_id)
    shop.ship(sale_id)
    shop.invoice(sale_id)

    sale = shop.get(
        sale_id,
        CombineAdditionalCharges="true",
        HideInventoryMovements="true",
        IncludeTransactions="true",
        CountryFormat="Code2",
    )

    assert ["BELL-01", ""] == [row["SKU"] for row in sale["Order"]["Lines"]]
    assert ([], "GB", []) == (
        sale["Order"]["AdditionalCharges"],
        sale["ShippingAddress"]["Country"],
        sale["InventoryMovements"],
    )
    assert 2 == len(sale["Transactions"])
    assert "GBR" == shop.get(sale_id, CountryFormat="Code")["BillingAddress"]["Country"]


def test_put_replaces_the_header(shop: Shop) -> None:
    """
    What is left out is cleared, or kept where the profile says so.
    """
    sale = shop.sale(CustomerReference="PO 8812", ExternalID="web-1")

    changed = shop.ask("PUT", "sale", {"ID": sale["ID"].upper(), "Note": "Fragile"})

    assert ("Fragile", "", None, "") == (
        changed["Note"],
        changed["CustomerReference"],
        changed["ExternalID"],
        changed["ShippingAddress"]["Line1"],
    )
    assert ("Kestrel Cycles", "30 days") == (changed["Customer"], changed["Terms"])


def test_an_address_of_its_own_goes_onto_the_customer(shop: Shop) -> None:
    """
    Unless it is said to be another's.
    """
    address = {"Line1": "1 New Road", "Country": "France"}
    shop.sale(ShippingAddress={**address, "ShipToOther": True})
    shop.sale(ShippingAddress=address)

    [customer] = shop.ask("GET", "customer")["CustomerList"]
    assert ["4 Mill Lane", "5 Quay Street", "1 New Road"] == [
        one["Line1"] for one in customer["Addresses"]
    ]


def test_a_service_sale_is_billed_and_has_nothing_to_ship(shop: Shop) -> None:
    """
    It has neither order nor fulfilment.
    """
    shop.product("HELP-1", Type="Service")
    sale = shop.sale(ServiceOnly=True)
    with pytest.raises(Refusal, match="Service Sale"):
        shop.order(sale["ID"], sku="HELP-1")
    shop.invoice(sale["ID"], Lines=[line("HELP-1", 1)])

    row = shop.row(sale["ID"])
    assert ("Service Sale", "INVOICED", "NOT AVAILABLE") == (
        row["Type"],
        row["Status"],
        row["CombinedShippingStatus"],
    )
