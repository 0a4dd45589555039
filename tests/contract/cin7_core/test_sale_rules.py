"""
Rules of a sale, each as a table: defaults, totals, automatic steps, charges, rates.
"""

from functools import reduce
from typing import Any

import pytest

from tests.contract.cin7_core.shop import (
    EMPTY,
    TAX,
    WAREHOUSE,
    Json,
    Refusal,
    Shop,
    line,
)

CARD: Json = {
    "PaymentTerm": "Cash on Delivery",
    "PriceTier": "Tier 3",
    "TaxRule": "Tax Exempt",
    "Carrier": "DHL",
    "Location": "Harbour",
    "RevenueAccount": "4000",
}
FREIGHT: Json = {
    "Description": "Freight",
    "Price": 6,
    "Quantity": 1,
    "Tax": 1.2,
    "TaxRule": TAX,
}


@pytest.mark.parametrize(
    ("field", "default", "own"),
    [
        ("Contact", "R. Heron", "Somebody"),
        ("Phone", "01353 1", "01353 2"),
        ("Email", "r@heron.example", "other@heron.example"),
        ("Terms", None, "30 days"),
        ("PriceTier", "Tier 3", "Tier 2"),
        ("TaxRule", "Tax Exempt", TAX),
        ("Carrier", "DHL", "UPS"),
        ("Location", "Harbour", WAREHOUSE),
        ("DefaultAccount", "4000", "5000"),
    ],
)
def test_a_header_has_its_default_from_the_card(
    shop: Shop, field: str, default: str | None, own: str
) -> None:
    """
    What the body says wins.
    """
    terms = shop.ask("GET", "ref/paymentterm")["PaymentTermList"][-1]["Name"]
    shop.ask("POST", "ref/location", {"Name": "Harbour"})
    person = {"Name": "R. Heron", "Phone": "01353 1", "Email": "r@heron.example"}
    shop.customer("Heron Boats", **{**CARD, "PaymentTerm": terms}, Contacts=[person])
    body = {"Customer": "Heron Boats"}

    filled = shop.ask("POST", "sale", body)
    told = shop.ask("POST", "sale", {**body, field: own})

    assert (default or terms, own) == (filled[field], told[field])


def test_a_representative_comes_from_the_card_too(shop: Shop) -> None:
    """
    It has to be a contact of the company for sales.
    """
    shop.ask("POST", "me/contacts", {"Name": "M. Reed", "Type": "Sale"})
    shop.customer("Heron Boats", SalesRepresentative="M. Reed")

    sale = shop.sale(Customer="Heron Boats")
    assert "M. Reed" == sale["SalesRepresentative"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, None),
        ({"TotalBeforeTax": 43.5, "Tax": 8.7, "Total": 52.2}, None),
        ({"Total": "52.20"}, None),
        ({"Total": 52.21}, None),
        ({"Total": 52.22}, "Total is 52.22, but the lines make 52.2"),
        ({"Tax": 8}, "Tax is 8, but"),
        ({"TotalBeforeTax": 37.5}, "TotalBeforeTax is 37.5, but"),
        ({"Lines": [{**line("BELL-01", 3), "Total": 37.5}]}, None),
        ({"Lines": [{**line("BELL-01", 3), "Total": 36}]}, "Total of 'Brass bell'"),
        ({"AdditionalCharges": [{**FREIGHT, "Total": 7}]}, "Total of 'Freight'"),
    ],
    ids=str,
)
def test_totals_are_compared_with_the_lines(
    shop: Shop, more: Json, text: str | None
) -> None:
    """
    Where they are given, to the cent; those of single lines as well.
    """
    sale_id = shop.sale()["ID"]
    body = {"AdditionalCharges": [FREIGHT], **more}

    if text is None:
        assert 52.2 == shop.order(sale_id, **body)["Total"]
    else:
        with pytest.raises(Refusal, match=text):
            shop.order(sale_id, **body)


Steps = tuple[str, str, str]
UNTOUCHED: Steps = ("NOT PICKED", "NOT PACKED", "NOT SHIPPED")


@pytest.mark.parametrize(
    ("mode", "steps"),
    [
        ("NOPICK", UNTOUCHED),
        ("AUTOPICK", ("PICKED", "NOT PACKED", "NOT SHIPPED")),
        ("AUTOPICKPACK", ("PICKED", "PACKED", "NOT SHIPPED")),
        ("AUTOPICKPACKSHIP", ("PICKED", "PACKED", "SHIPPED")),
    ],
)
def test_a_mode_stands_on_the_order_or_on_the_sale(
    shop: Shop, mode: str, steps: Steps
) -> None:
    """
    It works when the order is authorised, and not while that is a draft.
    """
    by_order, by_sale = shop.sale(), shop.sale(AutoPickPackShipMode=mode)
    shop.order(by_order["ID"], status="DRAFT", AutoPickPackShipMode=mode)
    shop.order(by_sale["ID"], status="DRAFT")
    waiting = [_steps(shop, sale) for sale in (by_order, by_sale)]
    shop.order(by_order["ID"], AutoPickPackShipMode=mode)
    shop.order(by_sale["ID"])

    assert [("NOT AVAILABLE",) * 3] * 2 == waiting
    assert [steps] * 2 == [_steps(shop, sale) for sale in (by_order, by_sale)]


@pytest.mark.parametrize(
    ("header", "quantity"), [({"SaleType": "Advanced"}, 3), ({}, 12)], ids=str
)
def test_a_mode_is_ignored_silently(shop: Shop, header: Json, quantity: int) -> None:
    """
    By advanced sales, and where something is on backorder.
    """
    sale = shop.sale(**header)
    shop.order(sale["ID"], quantity, AutoPickPackShipMode="AUTOPICKPACKSHIP")

    assert UNTOUCHED == _steps(shop, sale)


def _steps(shop: Shop, sale: Json) -> Steps:
    row = shop.row(sale["ID"])
    return (
        row["CombinedPickingStatus"],
        row["CombinedPackingStatus"],
        row["CombinedShippingStatus"],
    )


@pytest.mark.parametrize(
    ("path", "names", "keys"),
    [
        ("sale", "ID", ("Quote",)),
        ("sale", "ID", ("Order",)),
        ("sale", "ID", ("Invoices", 0)),
        ("sale", "ID", ("CreditNotes", 0)),
        ("sale/quote", "SaleID", ()),
        ("sale/order", "SaleID", ()),
        ("sale/invoice", "SaleID", ("Invoices", 0)),
        ("sale/creditnote", "SaleID", ("CreditNotes", 0)),
    ],
    ids=str,
)
def test_charges_stand_among_the_lines_where_that_is_asked_for(
    shop: Shop, path: str, names: str, keys: tuple[Any, ...]
) -> None:
    """
    Such a line has the empty GUID as its product.
    """
    sale_id = shop.sale(SkipQuote=False)["ID"]
    rows: Json = {"Lines": [line("BELL-01", 3)], "AdditionalCharges": [FREIGHT]}
    quote = {"SaleID": sale_id, "CombineAdditionalCharges": False, "Memo": ""}
    shop.ask("POST", "sale/quote", {**quote, "Status": "AUTHORISED", **rows})
    shop.order(sale_id, **rows)
    shop.invoice(sale_id, **rows)
    shop.credit(sale_id, 3, AdditionalCharges=[FREIGHT])

    apart, together = (
        reduce(
            lambda part, key: part[key],
            keys,
            shop.ask("GET", path, **{names: sale_id}, CombineAdditionalCharges=switch),
        )
        for switch in ("false", "true")
    )
    assert (1, ["Freight"]) == (
        len(apart["Lines"]),
        [one["Description"] for one in apart["AdditionalCharges"]],
    )
    assert (EMPTY, "Freight", []) == (
        together["Lines"][1]["ProductID"],
        together["Lines"][1]["Name"],
        together["AdditionalCharges"],
    )


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("sale/quote", "SaleID"),
        ("sale/order", "SaleID"),
        ("sale/fulfilment", "SaleID"),
        ("sale/fulfilment/pick", "TaskID"),
        ("sale/fulfilment/pack", "TaskID"),
        ("sale/invoice", "SaleID"),
        ("sale/creditnote", "SaleID"),
    ],
)
def test_a_part_comes_with_its_products_where_that_is_asked_for(
    shop: Shop, path: str, name: str
) -> None:
    """
    Each once, beside the part and not in its lines.
    """
    sale_id = shop.sale(SkipQuote=False)["ID"]
    rows: Json = {"Lines": [line("BELL-01", 1), line("BELL-01", 2)]}
    quote = {"SaleID": sale_id, "CombineAdditionalCharges": True, "Memo": ""}
    shop.ask("POST", "sale/quote", {**quote, "Status": "AUTHORISED", **rows})
    shop.order(sale_id, **rows, AdditionalCharges=[FREIGHT])
    shop.pick(sale_id)
    shop.pack(sale_id, {"A": 1, "B": 2})
    shop.invoice(sale_id, **rows)
    shop.credit(sale_id, 1)

    query = {name: sale_id, "CombineAdditionalCharges": True}
    plain = shop.ask("GET", path, **query)
    full = shop.ask("GET", path, **query, IncludeProductInfo="true")
    [product] = full.pop("Products")
    assert plain == full
    assert ("BELL-01", 1.2, "kg") == (
        product["SKU"],
        product["Weight"],
        product["WeightUnits"],
    )


def test_a_rate_has_five_decimals(shop: Shop) -> None:
    """
    That of the sale is the one of its invoice, unless that has its own.
    """
    shop.customer("Quai Sud", Currency="EUR")
    with pytest.raises(Refusal, match="CurrencyRate is required for a sale in EUR"):
        shop.sale(Customer="Quai Sud")
    sale = shop.sale(Customer="Quai Sud", CurrencyRate=0.856731)
    shop.order(sale["ID"])
    [invoice] = shop.invoice(sale["ID"], CurrencyConversionRate="1.16725")["Invoices"]
    payment = shop.pay(sale["ID"], 45, CurrencyRate=0.85673)

    assert ("EUR", "GBP", 0.85673) == (
        sale["CustomerCurrency"],
        sale["BaseCurrency"],
        sale["CurrencyRate"],
    )
    assert (1.16725, 0.85673) == (
        invoice["CurrencyConversionRate"],
        payment["CurrencyRate"],
    )


def test_an_empty_array_deletes_the_rows_of_an_invoice(shop: Shop) -> None:
    """
    What a change leaves out stays.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id, "DRAFT", Memo="Thanks", AdditionalCharges=[FREIGHT])
    change = {"SaleID": sale_id, "TaskID": sale_id}

    [kept] = shop.ask("PUT", "sale/invoice", {**change, "Memo": ""})["Invoices"]
    body = {**change, "Lines": [], "AdditionalCharges": []}
    [emptied] = shop.ask("PUT", "sale/invoice", body)["Invoices"]

    assert ("", 1, 1) == (
        kept["Memo"],
        len(kept["Lines"]),
        len(kept["AdditionalCharges"]),
    )
    assert ([], [], "DRAFT") == (
        emptied["Lines"],
        emptied["AdditionalCharges"],
        emptied["Status"],
    )


def test_numbers_count_up_each_by_itself(shop: Shop) -> None:
    """
    Five digits after their letters; drafts of papers have none.
    """
    numbers = []
    for _ in range(2):
        sale_id = shop.sale()["ID"]
        shop.order(sale_id)
        [draft] = shop.invoice(sale_id, "DRAFT")["Invoices"]
        [invoice] = shop.invoice(sale_id)["Invoices"]
        note = shop.credit(sale_id, 1, invoice["InvoiceNumber"])
        order = shop.ask("GET", "sale/order", SaleID=sale_id)
        assert draft["InvoiceNumber"] is None
        numbers.append(
            (
                order["SaleOrderNumber"],
                invoice["InvoiceNumber"],
                note["CreditNoteNumber"],
            )
        )

    assert [
        ("SO-00001", "INV-00001", "CR-00001"),
        ("SO-00002", "INV-00002", "CR-00002"),
    ] == numbers
