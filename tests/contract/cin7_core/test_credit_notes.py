"""
Credit notes, refunds and goods that come back, by plain HTTP.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from tests.contract.cin7_core.shop import (
    EMPTY,
    WAREHOUSE,
    Json,
    Refusal,
    Shop,
    line,
    parcel,
)

FREIGHT = {
    "Description": "Freight",
    "Price": 6,
    "Quantity": 1,
    "Tax": 1.2,
    "TaxRule": "20% (VAT on Income)",
    "Account": "4000",
}


def _shipped(shop: Shop) -> str:
    """
    Take a simple sale of three to shipped and invoiced, and return its id.
    """
    sale_id = shop.packed()
    shop.ship(sale_id)
    shop.invoice(sale_id)
    return sale_id


def _back(quantity: float = 1, **more: Any) -> Json:
    return {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": quantity, **more}


def test_goods_come_back_when_a_credit_note_is_authorised(shop: Shop) -> None:
    """
    A draft moves nothing; the number and the stock come with AUTHORISED.
    """
    sale_id = _shipped(shop)

    draft = shop.credit(sale_id, 2, Status="DRAFT", Restock=[_back(2)])
    before = shop.level()
    note = shop.credit(sale_id, 2, TaskID=sale_id, Restock=[_back(2)])

    assert (None, "DRAFT") == (draft["CreditNoteNumber"], draft["Status"])
    assert ("CR-00001", "INV-00001", "AUTHORISED") == (
        note["CreditNoteNumber"],
        note["CreditNoteInvoiceNumber"],
        note["Status"],
    )
    assert (7, 0, 7) == before
    assert (9, 0, 9) == shop.level()
    [row] = note["Restock"]
    assert (WAREHOUSE, WAREHOUSE, "2026-03-02T00:00:00") == (
        row["Location"],
        row["RestockLocation"],
        row["RestockDate"],
    )


def test_goods_come_back_to_another_place(shop: Shop) -> None:
    """
    ``RestockLocation`` says where they are put.
    """
    shop.ask("POST", "ref/location", {"Name": "Returns"})
    sale_id = _shipped(shop)

    shop.credit(sale_id, 1, Restock=[_back(RestockLocation="Returns")])

    rows = shop.ask("GET", "ref/productavailability", Sku="BELL-01")
    assert [(WAREHOUSE, 7), ("Returns", 1)] == [
        (row["Location"], row["OnHand"]) for row in rows["ProductAvailabilityList"]
    ]


def test_goods_that_never_left_do_not_come_back(shop: Shop) -> None:
    """
    Picked and packed is not gone; and no more comes back than has left.
    """
    sale_id = shop.packed()
    shop.invoice(sale_id)

    with pytest.raises(Refusal, match="to restock is 1, but 0 have been shipped"):
        shop.credit(sale_id, 1, Restock=[_back(1)])
    shop.ship(sale_id)
    with pytest.raises(Refusal, match="to restock is 4, but 3 have been shipped"):
        shop.credit(sale_id, 1, Restock=[_back(2), _back(2)])

    assert (7, 0, 7) == shop.level()
    assert [None] == [n["CreditNoteNumber"] for n in shop.get(sale_id)["CreditNotes"]]


def test_our_own_sentences_say_so(shop: Shop) -> None:
    """
    The refusal of such a restock is not recorded.
    """
    sale_id = shop.packed()
    shop.invoice(sale_id)
    body = shop.credit_body(sale_id, 1, Restock=[_back(1)])

    answer = shop.call("POST", "sale/creditnote", body)

    assert (400, "text not recorded") == (
        answer.status_code,
        answer.headers["X-Emulator-Hint"],
    )


def test_money_goes_back_without_goods(shop: Shop) -> None:
    """
    A refund of a sale that has not left needs no restock.
    """
    sale_id = shop.packed()
    shop.invoice(sale_id)
    shop.pay(sale_id, 45)

    note = shop.credit(sale_id, 3)
    row = shop.row(sale_id)

    assert [] == note["Restock"]
    assert ("NOT AVAILABLE", "AUTHORISED", "CREDITED", "NOT REFUNDED") == (
        row["RestockStatus"],
        row["CreditNoteStatus"],
        row["Status"],
        row["CombinedPaymentStatus"],
    )
    assert "INVOICED / CREDITED" == row["CombinedInvoiceStatus"]
    assert (0, 45, 45, "CR-00001") == (
        row["InvoiceAmount"],
        row["PaidAmount"],
        row["SaleInvoicesTotalAmount"],
        row["CreditNoteNumber"],
    )


def test_a_refund_pays_out(shop: Shop) -> None:
    """
    When all is paid out, the sale is balanced again.
    """
    sale_id = _shipped(shop)
    shop.pay(sale_id, 45)
    shop.credit(sale_id, 1, AdditionalCharges=[FREIGHT], Restock=[_back()])
    word = shop.row(sale_id)["CombinedPaymentStatus"]

    refund = shop.pay(sale_id, 22.2, Type="Refund")
    with pytest.raises(Refusal, match=r"Refunds are 22\.21, but only 22\.2 is"):
        shop.pay(sale_id, 0.01, Type="Refund")

    row = shop.row(sale_id)
    assert ("NOT REFUNDED", "PAID", "COMPLETED") == (
        word,
        row["CombinedPaymentStatus"],
        row["Status"],
    )
    assert (22.8, 22.8) == (row["InvoiceAmount"], row["PaidAmount"])
    assert ("Refund", "CR-00001", None) == (
        refund["Type"],
        refund["CreditNoteNumber"],
        refund["InvoiceNumber"],
    )
    [note] = shop.ask(
        "GET", "sale/creditnote", SaleID=sale_id, IncludePaymentInfo="true"
    )["CreditNotes"]
    assert (0, [22.2]) == (
        note["CreditNoteBalance"],
        [one["Amount"] for one in note["Payments"]],
    )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "invoice Status is NOT AVAILABLE"),
        ({"draft": True}, "invoice Status is DRAFT"),
        ({"draft": False, "CreditNoteInvoiceNumber": "INV-9"}, "no invoice 'INV-9'"),
        ({"draft": False, "TaskID": WAREHOUSE}, "TaskID is invalid"),
        ({"draft": False, "Lines": []}, "Credit note has no lines"),
    ],
)
def test_a_credit_note_needs_its_invoice(
    shop: Shop, change: dict[str, Any], text: str
) -> None:
    """
    The invoice has to be authorised or paid, and of this sale.
    """
    draft = change.pop("draft", None)
    sale_id = shop.packed()
    if draft is not None:
        shop.invoice(sale_id, "DRAFT" if draft else "AUTHORISED")

    with pytest.raises(Refusal, match=text):
        shop.credit(sale_id, 1, **change)


def test_a_credit_note_is_written_once(shop: Shop) -> None:
    """
    Authorised it is closed, and a simple sale has only one.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1)

    with pytest.raises(Refusal, match="Status is AUTHORISED"):
        shop.credit(sale_id, 1, TaskID=sale_id)
    with pytest.raises(Refusal, match="has a credit note already"):
        shop.credit(sale_id, 1)


def test_an_undone_credit_note_takes_its_goods_along(shop: Shop) -> None:
    """
    Undone it is a draft, voided it keeps its number and another may follow.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1, Restock=[_back()])

    undone = shop.ask("DELETE", "sale/creditnote", TaskID=sale_id)["CreditNotes"]
    level = shop.level()
    shop.credit(sale_id, 1, TaskID=sale_id, Restock=[_back()])
    voided = shop.ask("DELETE", "sale/creditnote", TaskID=sale_id, Void="true")
    again = shop.credit(sale_id, 2, Restock=[_back(2)])

    assert ["DRAFT"] == [note["Status"] for note in undone]
    assert (7, 0, 7) == level
    assert [("CR-00001", "VOIDED", [])] == [
        (note["CreditNoteNumber"], note["Status"], note["Restock"])
        for note in voided["CreditNotes"]
    ]
    assert "CR-00002" == again["CreditNoteNumber"]
    assert (9, 0, 9) == shop.level()


def test_goods_that_are_gone_again_hold_the_credit_note(shop: Shop) -> None:
    """
    What came back and was promised to another cannot be taken out.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1, Restock=[_back()])
    shop.order(shop.sale()["ID"], 8)

    with pytest.raises(Refusal, match="0 of BELL-01 are left in Main Warehouse"):
        shop.ask("DELETE", "sale/creditnote", TaskID=sale_id, Void="true")


def test_what_came_back_serves_who_waits(shop: Shop) -> None:
    """
    A backorder ends with goods of another sale.
    """
    sale_id = _shipped(shop)
    waiting = shop.sale()["ID"]
    shop.order(waiting, 8)
    before = shop.get(waiting)["Status"]

    shop.credit(sale_id, 1, Restock=[_back()])

    assert ("BACKORDERED", "ORDERED") == (before, shop.get(waiting)["Status"])


def test_refunds_and_credits_hold_what_they_rest_on(shop: Shop) -> None:
    """
    A refund holds its credit note, a credit note its invoice.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1)
    with pytest.raises(Refusal, match="credit note CR-00001 is authorised"):
        shop.ask("DELETE", "sale/invoice", TaskID=sale_id, Void="true")
    shop.pay(sale_id, 15, Type="Refund")

    with pytest.raises(Refusal, match="it has refunds"):
        shop.ask("DELETE", "sale/creditnote", TaskID=sale_id)
    with pytest.raises(Refusal, match="it has refunds"):
        shop.ask("DELETE", "sale", ID=sale_id)


@pytest.mark.parametrize(("void", "status"), [("true", "VOIDED"), ("", "ORDERING")])
def test_the_end_of_a_sale_counts_no_goods_twice(
    shop: Shop, void: str, status: str
) -> None:
    """
    What came back stays, the rest follows.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 2, Restock=[_back(2)])

    sale = shop.ask("DELETE", "sale", ID=sale_id, Void=void)

    assert status == sale["Status"]
    assert (10, 0, 10) == shop.level()


def test_a_fulfilment_whose_goods_came_back_stays(shop: Shop) -> None:
    """
    The credit note has to go first.
    """
    sale = shop.sale(SaleType="Advanced")
    sale_id, task = sale["ID"], sale["Fulfilments"][0]["TaskID"]
    shop.order(sale_id)
    shop.pick(task)
    shop.pack(task)
    shop.ship(task)
    shop.invoice(sale_id, TaskID=sale["Invoices"][0]["TaskID"])
    note = shop.credit(sale_id, 1, Restock=[_back()])

    with pytest.raises(Refusal, match="a credit note has restocked its goods"):
        shop.ask("DELETE", "sale/fulfilment", TaskID=task, Void="true")
    shop.ask("DELETE", "sale/creditnote", TaskID=note["TaskID"], Void="true")
    shop.ask("DELETE", "sale/fulfilment", TaskID=task, Void="true")

    assert note["TaskID"] != sale_id
    assert (10, 3, 7) == shop.level()


def test_the_whole_sale_shows_its_credit_note(shop: Shop) -> None:
    """
    With totals, refunds, measures of products, movements and transactions.
    """
    shop.stock(10, unit_cost=4)
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1, AdditionalCharges=[FREIGHT], Restock=[_back()])
    shop.pay(sale_id, 5, Type="refund")

    sale = shop.get(sale_id, IncludeTransactions="true")
    [note] = sale["CreditNotes"]

    assert (18.5, 3.7, 22.2, [5]) == (
        note["TotalBeforeTax"],
        note["Tax"],
        note["Total"],
        [one["Amount"] for one in note["Refunds"]],
    )
    assert ("AUTHORISED", 1.2) == (
        note["RestockStatus"],
        note["Restock"][0]["ProductWeight"],
    )
    assert ([12, -4], 8) == (
        [one["COGS"] for one in sale["InventoryMovements"]],
        sale["COGSAmount"],
    )
    assert [
        "Invoice INV-00001",
        "Cost of goods sold",
        "Credit note CR-00001",
        "Restock",
        "Refund ",
    ] == [one["Description"] for one in sale["Transactions"]]
    combined = shop.ask(
        "GET", "sale/creditnote", SaleID=sale_id, CombineAdditionalCharges="true"
    )["CreditNotes"]
    assert [(2, 0)] == [
        (len(one["Lines"]), len(one["AdditionalCharges"])) for one in combined
    ]


def test_a_service_sale_has_nothing_to_restock(shop: Shop) -> None:
    """
    Restock lines are left out, as nobody can write them.
    """
    shop.product("HELP-1", Type="Service")
    sale_id = shop.sale(ServiceOnly=True)["ID"]
    shop.invoice(sale_id, Lines=[line("HELP-1", 1)])

    rows = [line("HELP-1", 1)]
    note = shop.credit(sale_id, 1, Lines=rows, Restock=[_back()])

    assert ("AUTHORISED", []) == (note["Status"], note["Restock"])
    assert "AUTHORISED" == shop.row(sale_id)["CreditNoteStatus"]


def test_the_list_of_credit_notes(shop: Shop, clock: VirtualClock) -> None:
    """
    Only sales with one, found by number, status and time, in pages.
    """
    first, second, _ = (_shipped(shop) for _ in range(3))
    shop.credit(first, 1, "INV-00001")
    clock.advance(60)
    shop.credit(second, 1, "INV-00002", Status="DRAFT")

    def found(**query: object) -> list[str]:
        rows = shop.ask("GET", "saleCreditNoteList", **query)["SaleList"]
        return [row["OrderNumber"] for row in rows]

    assert ["SO-00001", "SO-00002"] == found()
    assert ["SO-00001"] == found(Search="cr-00001")
    assert ["SO-00002"] == found(CreditNoteStatus="draft")
    assert ["SO-00001"] == found(Status="CREDITED")
    assert ["SO-00002"] == found(UpdatedSince="2026-03-02T09:01:00Z")
    assert ["SO-00001"] == found(UpdatedUntil="2026-03-02T09:00:59Z")
    assert [] == found(CreatedSince="2026-03-02T09:01:00Z")
    assert ["SO-00002"] == found(Page=2, Limit=1)
    assert 3 == shop.ask("GET", "saleList")["Total"]
    shop.ask("DELETE", "sale", ID=first, Void="true")
    assert ["SO-00001"] == found(CreditNoteStatus="VOIDED")


def test_payments_are_changed_and_taken_back(shop: Shop) -> None:
    """
    The invoice is paid or owed again, as the money has it.
    """
    sale_id = _shipped(shop)
    payment = shop.pay(sale_id, 45)
    stages = [shop.get(sale_id)["Invoices"][0]["Status"]]
    change = {"ID": payment["ID"], "Amount": "40", "Reference": "Card"}

    changed = shop.ask("PUT", "sale/payment", change)
    stages.append(shop.get(sale_id)["Invoices"][0]["Status"])
    with pytest.raises(Refusal, match="Amount is 46, but only 45 is owed"):
        shop.ask("PUT", "sale/payment", {**change, "Amount": 46})
    done = shop.ask("DELETE", "sale/payment", ID=payment["ID"])

    assert ["PAID", "AUTHORISED"] == stages
    assert (40, "Card", "1100", payment["DateCreated"]) == (
        changed["Amount"],
        changed["Reference"],
        changed["Account"],
        changed["DateCreated"],
    )
    assert {"Success": True} == done
    assert [] == shop.ask("GET", "sale/payment", SaleID=sale_id)
    assert "UNPAID" == shop.row(sale_id)["CombinedPaymentStatus"]
    with pytest.raises(Refusal, match="not found"):
        shop.ask("DELETE", "sale/payment", ID=payment["ID"])


def test_refunds_are_changed_and_taken_back(shop: Shop) -> None:
    """
    No more is paid out than was credited.
    """
    sale_id = _shipped(shop)
    shop.credit(sale_id, 1)
    refund = shop.pay(sale_id, 10, Type="Refund")

    with pytest.raises(Refusal, match="Refunds are 16, but only 15 is credited"):
        shop.ask("PUT", "sale/payment", {"ID": refund["ID"], "Amount": 16})
    shop.ask("PUT", "sale/payment", {"ID": refund["ID"], "Amount": 15})
    shop.ask("DELETE", "sale/payment", ID=refund["ID"])

    assert [] == shop.get(sale_id)["CreditNotes"][0]["Refunds"]


def test_what_was_paid_in_advance_is_not_changed(shop: Shop) -> None:
    """
    It can be taken back.
    """
    sale_id = shop.sale(SkipQuote=False)["ID"]
    quote = {"SaleID": sale_id, "CombineAdditionalCharges": False, "Memo": ""}
    rows = [line("BELL-01", 3)]
    shop.ask("POST", "sale/quote", {**quote, "Status": "AUTHORISED", "Lines": rows})
    payment = shop.pay(sale_id, 20, Type="Prepayment")

    with pytest.raises(Refusal, match="Prepayment cannot be modified"):
        shop.ask("PUT", "sale/payment", {"ID": payment["ID"], "Amount": 10})
    shop.ask("DELETE", "sale/payment", ID=payment["ID"])

    assert "UNPAID" == shop.row(sale_id)["CombinedPaymentStatus"]


def test_an_advanced_sale_is_credited_twice(shop: Shop) -> None:
    """
    Each credit note is a task of its own, and together they restock what has left.
    """
    sale = shop.sale(SaleType="Advanced")
    sale_id, task = sale["ID"], sale["Fulfilments"][0]["TaskID"]
    shop.order(sale_id)
    shop.pick(task)
    shop.pack(task, {"Box 1": 2, "Box 2": 1})
    boxes = (parcel("Box 1", IsShipped=True), parcel("Box 2", IsShipped=False))
    shop.ship(task, *boxes)
    shop.invoice(sale_id, TaskID=sale["Invoices"][0]["TaskID"])

    shop.credit(sale_id, 1, Restock=[_back()])
    shop.credit(sale_id, 1, Restock=[_back()])
    with pytest.raises(Refusal, match="to restock is 3, but 2 have been shipped"):
        shop.credit(sale_id, 1, Restock=[_back()])

    row = shop.row(sale_id)
    assert ("CR-00001,CR-00002", "ORDERED") == (row["CreditNoteNumber"], row["Status"])
    assert EMPTY not in {one["TaskID"] for one in shop.get(sale_id)["CreditNotes"]}
