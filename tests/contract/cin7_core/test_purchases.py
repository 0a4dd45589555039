"""
Purchases: headers, orders, and what is on order.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import TAX, WAREHOUSE, Json, Refusal, Shop, hook

UNKNOWN = "0000000a-0000-4000-8000-000000000000"


@pytest.fixture
def buyer(shop: Shop) -> Shop:
    """
    Return the shop, which knows a supplier.
    """
    shop.supplier()
    return shop


def buy(shop: Shop, path: str = "advanced-purchase", **more: Any) -> Json:
    """
    Create a purchase.
    """
    body = {"Supplier": "Foundry & Sons", "Location": WAREHOUSE, **more}
    return dict(shop.ask("POST", path, body))


def order(
    shop: Shop,
    task_id: str,
    quantity: float = 20,
    status: str = "AUTHORISED",
    **more: Any,
) -> Json:
    """
    Write the order of a purchase: one line.
    """
    body = {"TaskID": task_id, "Memo": "", "Status": status, "Lines": [bells(quantity)]}
    return dict(shop.ask("POST", "purchase/order", {**body, **more}))


def bells(quantity: float = 20, **more: Any) -> Json:
    """
    Return a line of an order.
    """
    return {
        "SKU": "BELL-01",
        "Name": "Brass bell",
        "Quantity": quantity,
        "Price": 4.5,
        "Tax": quantity * 0.9,
        "TaxRule": TAX,
        "SupplierSKU": "FS-77",
        **more,
    }


def numbers(shop: Shop, **query: object) -> list[str]:
    """
    Return the numbers of the purchases that are listed.
    """
    rows = shop.ask("GET", "purchaseList", **query)["PurchaseList"]
    return [row["OrderNumber"] for row in rows]


def test_a_purchase_takes_what_the_card_of_its_supplier_has(buyer: Shop) -> None:
    """
    Contact, terms, tax rule and bill; a simple one has a task of each kind by its id.
    """
    made = buy(buyer)
    assert ("PO-00001", "DRAFT", "Simple Purchase", "2026-03-02T00:00:00") == tuple(
        made[key] for key in ("OrderNumber", "Status", "Type", "OrderDate")
    )
    assert ("B. Smith", "30 days", TAX, "GBP", "Exclusive") == tuple(
        made[key]
        for key in ("Contact", "Terms", "TaxRule", "SupplierCurrency", "TaxCalculation")
    )
    assert "1 Forge Road" == made["BillingAddress"]["Line1"]
    assert "NOT AVAILABLE" == made["Order"]["Status"]
    for part in ("StockReceived", "PutAway", "Invoice", "CreditNote", "ManualJournals"):
        [task] = made[part]
        assert (made["ID"], "NOT AVAILABLE") == (task["TaskID"], task["Status"])
    assert made == buyer.ask("GET", "advanced-purchase", ID=made["ID"])


def test_goods_go_to_their_warehouse(buyer: Shop) -> None:
    """
    Or to where the header says.
    """
    harbour = {
        "Name": "Harbour",
        "AddressLine1": "1 Dock Road",
        "AddressCountry": "United Kingdom",
    }
    buyer.ask("POST", "ref/location", harbour)
    there = buy(buyer, Location="Harbour")["ShippingAddress"]
    other = {"Line1": "7 Hill Street", "Country": "United Kingdom", "ShipToOther": True}
    elsewhere = buy(buyer, ShippingAddress=other)["ShippingAddress"]

    assert ("1 Dock Road", False) == (there["Line1"], there["ShipToOther"])
    assert ("7 Hill Street", True) == (elsewhere["Line1"], elsewhere["ShipToOther"])


def test_an_authorised_order_is_on_order(buyer: Shop) -> None:
    """
    In its warehouse, with the day when it is due; nothing is more available for it.
    """
    made = buy(buyer, RequiredBy="2026-03-09")
    order(buyer, made["ID"], status="DRAFT")
    drafted = buyer.places()[WAREHOUSE]["OnOrder"]
    written = order(buyer, made["ID"])
    row = buyer.places()[WAREHOUSE]

    assert (0, 20, 10, 10, "2026-03-09T00:00:00") == (
        drafted,
        *(row[key] for key in ("OnOrder", "OnHand", "Available", "NextDeliveryDate")),
    )
    assert ("AUTHORISED", 90, 18, 108) == tuple(
        written[key] for key in ("Status", "TotalBeforeTax", "Tax", "Total")
    )
    [line] = written["Lines"]
    assert ("FS-77", 1.2) == (line["SupplierSKU"], line["ProductWeight"])
    shown = buyer.ask("GET", "advanced-purchase", ID=made["ID"])
    assert ("ORDERED", "NOT RECEIVED", "NOT INVOICED") == tuple(
        shown[key]
        for key in ("Status", "CombinedReceivingStatus", "CombinedInvoiceStatus")
    )


def test_what_never_was_in_stock_gets_a_row(buyer: Shop) -> None:
    """
    Orders of several purchases add up, and the first one due is told.
    """
    buyer.product("MUG")
    buyer.product("CARE", Type="Service")
    mugs = [bells(5, SKU="MUG", Tax=0), bells(2, SKU="CARE", Tax=0)]
    for day in ("2026-03-12", "2026-03-09"):
        order(buyer, buy(buyer, RequiredBy=day)["ID"], Lines=mugs)

    row = buyer.places("MUG")[WAREHOUSE]
    assert (0, 10, "2026-03-09T00:00:00") == tuple(
        row[key] for key in ("OnHand", "OnOrder", "NextDeliveryDate")
    )
    assert {} == buyer.places("CARE")


@pytest.mark.parametrize(("void", "status"), [("true", "VOIDED"), ("false", "DRAFT")])
def test_an_order_is_taken_back(buyer: Shop, void: str, status: str) -> None:
    """
    Undone or voided, nothing is on order any more.
    """
    made = buy(buyer)
    order(buyer, made["ID"])
    ended = buyer.ask("DELETE", "advanced-purchase", ID=made["ID"], Void=void)

    assert status == ended["Order"]["Status"]
    assert 0 == buyer.places()[WAREHOUSE]["OnOrder"]
    later = "VOIDED" if void == "true" else "NOT AVAILABLE"
    assert later == ended["Invoice"][0]["Status"]


def test_a_closed_order_is_not_written(buyer: Shop) -> None:
    """
    Authorised until it is undone, voided for good.
    """
    made = buy(buyer)
    order(buyer, made["ID"])
    with pytest.raises(Refusal, match="Order cannot be changed: Status is AUTHORISED"):
        order(buyer, made["ID"], 3)
    buyer.ask("DELETE", "purchase", ID=made["ID"])
    order(buyer, made["ID"], 3)
    assert 3 == buyer.places()[WAREHOUSE]["OnOrder"]
    buyer.ask("DELETE", "purchase", ID=made["ID"], Void="true")
    with pytest.raises(Refusal, match="Purchase PO-00001 is voided"):
        order(buyer, made["ID"], 3)
    with pytest.raises(Refusal, match="Purchase PO-00001 is voided"):
        buyer.ask("PUT", "purchase", {"ID": made["ID"], "Note": "x"})


def test_charges_have_references_and_may_stand_among_the_lines(buyer: Shop) -> None:
    """
    Inclusive of tax, the totals hold it.
    """
    made = buy(buyer, TaxCalculation="Inclusive")
    charge = {
        "Description": "Freight",
        "Reference": "by road",
        "Quantity": 1,
        "Price": 15,
        "Tax": 2.5,
        "TaxRule": TAX,
    }
    written = order(buyer, made["ID"], AdditionalCharges=[charge])
    query = {"TaskID": made["ID"], "CombineAdditionalCharges": "true"}
    combined = buyer.ask("GET", "purchase/order", **query)

    assert (84.5, 20.5, 105) == tuple(
        written[key] for key in ("TotalBeforeTax", "Tax", "Total")
    )
    assert ["by road"] == [one["Reference"] for one in written["AdditionalCharges"]]
    assert [] == combined["AdditionalCharges"]
    assert ["Brass bell", "Freight"] == [one["Name"] for one in combined["Lines"]]
    with pytest.raises(Refusal, match="Total is 1, but the lines make"):
        order(buyer, buy(buyer)["ID"], Total=1)


def test_the_old_endpoint_refuses_advanced_purchases(buyer: Shop) -> None:
    """
    With a sentence that was recorded; its own are simple, and have one task each.
    """
    advanced = buy(buyer, PurchaseType="Advanced")
    simple = buy(buyer, "purchase")
    order(buyer, advanced["ID"])

    assert ("Advanced Purchase", []) == (advanced["Type"], advanced["Invoice"])
    assert "NOT AVAILABLE" == simple["Invoice"]["Status"]
    assert simple == buyer.ask("GET", "purchase", ID=simple["ID"])
    text = "does not support Advanced Purchase and Service Purchase"
    for method, more in (("GET", {}), ("DELETE", {}), ("PUT", {"ID": advanced["ID"]})):
        with pytest.raises(Refusal, match=text):
            buyer.ask(method, "purchase", more or None, ID=advanced["ID"])
    answer = buyer.call("GET", "advanced-purchase", ID=UNKNOWN)
    assert (400, [{"ErrorCode": 400, "Exception": "Purchase not found"}]) == (
        answer.status_code,
        answer.json(),
    )
    assert "X-Emulator-Hint" not in answer.headers


def test_a_header_is_changed_in_part(buyer: Shop) -> None:
    """
    What is left out stays; another supplier may be put in.
    """
    made = buy(buyer, Note="ring", Approach="Stock", RequiredBy="2026-03-09")
    other = buyer.supplier("Anvil Works")
    body = {"ID": made["ID"], "SupplierID": other["ID"], "Phone": "0114"}
    changed = buyer.ask("PUT", "advanced-purchase", body)

    keys = ("Supplier", "Phone", "Note", "Approach", "RequiredBy", "OrderNumber")
    assert (
        "Anvil Works",
        "0114",
        "ring",
        "STOCK",
        "2026-03-09T00:00:00",
        "PO-00001",
    ) == (tuple(changed[key] for key in keys))


def test_a_purchase_names_what_exists(buyer: Shop) -> None:
    """
    And comes with a rate where its supplier has another currency.
    """
    buyer.supplier("Fonderie", Currency="EUR")
    for more, text in (
        ({"Supplier": "Nobody"}, "Supplier 'Nobody' not found"),
        ({"SupplierID": UNKNOWN}, f"Supplier with ID {UNKNOWN} not found"),
        ({"Location": "Moon"}, "Location 'Moon' was not found"),
        ({"TaxRule": "none"}, "There is no tax rule 'none'"),
        ({"Supplier": "Fonderie"}, "CurrencyRate is required for a purchase in EUR"),
    ):
        with pytest.raises(Refusal, match=text):
            buy(buyer, **more)
    assert [] == numbers(buyer)
    made = buy(buyer, Supplier="Fonderie", CurrencyRate=0.86)
    assert ("EUR", 0.86) == (made["SupplierCurrency"], made["CurrencyRate"])
    with pytest.raises(Refusal, match="Product with SKU 'NONE' not found"):
        order(buyer, made["ID"], Lines=[bells(SKU="NONE")])
    with pytest.raises(Refusal, match="Required attribute 'Memo' not provided"):
        buyer.ask("POST", "purchase/order", {"TaskID": made["ID"]})
    with pytest.raises(Refusal, match="Purchase not found"):
        order(buyer, UNKNOWN)


def test_the_list_of_purchases_is_filtered(
    buyer: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    By statuses, texts, days and the last change.
    """
    buyer.supplier("Anvil Works")
    order(buyer, buy(buyer, RequiredBy="2026-03-09")["ID"])
    clock.advance(60)
    order(buyer, buy(buyer, Supplier="Anvil Works")["ID"], status="DRAFT")
    voided = buy(buyer, RequiredBy="2026-03-10")["ID"]
    ended = buyer.ask("DELETE", "purchase", ID=voided, Void="true")
    since = ended["LastUpdatedDate"]

    assert ["PO-00001", "PO-00002", "PO-00003"] == numbers(buyer)
    assert ["PO-00001"] == numbers(buyer, Status="ordered")
    assert ["PO-00002"] == numbers(buyer, OrderStatus="DRAFT")
    assert ["PO-00003"] == numbers(buyer, InvoiceStatus="VOIDED")
    assert ["PO-00002"] == numbers(buyer, Search="anvil")
    assert ["PO-00001"] == numbers(buyer, RequiredBy="2026-03-09T12:00:00Z")
    assert ["PO-00003"] == numbers(buyer, UpdatedSince=since)
    assert ["PO-00002", "PO-00003"] == numbers(
        buyer, UpdatedSince="2026-03-02T09:00:30Z"
    )
    assert [] == numbers(buyer, DropShipTaskID=voided)
    assert ["PO-00002"] == numbers(buyer, Page=2, Limit=1)
    control.do("change_profile", {"since_bounds": "exclusive"})
    assert [] == numbers(buyer, UpdatedSince=since)


def test_news_of_purchases(
    buyer: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    An authorised order, and each change of the header.
    """
    hook(buyer, listener.url, "Purchase/OrderAuthorised")
    hook(buyer, listener.url, "Purchase/Updated")
    made = buy(buyer)
    order(buyer, made["ID"])
    clock.advance(60)

    [ordered] = listener.bodies("Purchase/OrderAuthorised")
    assert {
        "TaskID": made["ID"],
        "PurchaseOrderNumber": "PO-00001",
        "SupplierName": "Foundry & Sons",
        "SupplierContactName": "B. Smith",
        "SupplierContactEmail": "b@foundry.example",
        "EventType": "Purchase/OrderAuthorised",
    } == ordered
    updates = listener.bodies("Purchase/Updated")
    assert ["DRAFT", "ORDERED"] == [
        one["CustomerDetailsList"][0]["Status"] for one in updates
    ]
    assert {1} == {one["NumberOfPurchase"] for one in updates}
