"""
Reference books: rows are added, renamed and deleted, unless something names them.
"""

from typing import Any

import pytest

from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import TAX, UNKNOWN, Refusal, Shop

PLAIN = [("unit", "UOM"), ("brand", "Brand"), ("category", "Category")]
SET = {
    "Name": "Bells",
    "Attribute1Name": "Cast on",
    "Attribute1Type": "Date",
    "Attribute1Values": "",
    "Attribute2Name": "Pitch",
    "Attribute2Type": "Numeric",
}
RULE = {"Name": "GST", "Account": "2200", "IsActive": True, "TaxInclusive": False}


def part(percent: object, order: int, **more: Any) -> dict[str, Any]:
    """
    Return a component of a tax.
    """
    names = {"Name": f"Part {order}", "AccountCode": "2200"}
    return {**names, "Percent": percent, "ComponentOrder": order, **more}


@pytest.mark.parametrize(("path", "field"), PLAIN)
def test_a_plain_book_is_written(shop: Shop, path: str, field: str) -> None:
    """
    Writes answer with the bare row; what a product names is renamed in it, and stays.
    """
    row = shop.ask("POST", f"ref/{path}", {"Name": "Crate"})
    shop.product("MUG", **{field: "crate"})
    changed = shop.ask("PUT", f"ref/{path}", {"ID": row["ID"], "Name": "Chest"})
    [product] = shop.ask("GET", "product", Sku="MUG")["Products"]

    assert {"ID": row["ID"], "Name": "Chest"} == changed
    assert "Chest" == product[field]
    with pytest.raises(Refusal, match="'Chest' cannot be deleted: it is in use"):
        shop.ask("DELETE", f"ref/{path}", ID=row["ID"])
    shop.ask(
        "PUT", "product", {"ID": product["ID"], field: "Other"} | _other(shop, path)
    )
    assert {"Success": True} == shop.ask("DELETE", f"ref/{path}", ID=row["ID"])
    with pytest.raises(Refusal, match=f"{path.capitalize()} with ID .* not found"):
        shop.ask("DELETE", f"ref/{path}", ID=row["ID"])


def _other(shop: Shop, path: str) -> dict[str, Any]:
    if path != "category":
        shop.ask("POST", f"ref/{path}", {"Name": "Other"})
    return {}


@pytest.mark.parametrize(("path", "field"), PLAIN)
def test_a_name_is_taken_in_any_case(shop: Shop, path: str, field: str) -> None:
    """
    Also by the name that another row is changed to; its own is free.
    """
    del field
    first = shop.ask("POST", f"ref/{path}", {"Name": "Crate"})
    second = shop.ask("POST", f"ref/{path}", {"Name": "Chest"})
    noun = path.capitalize()

    for method, body in (
        ("POST", {"Name": "CRATE"}),
        ("PUT", {"ID": second["ID"], "Name": "crate"}),
    ):
        with pytest.raises(Refusal) as refused:
            shop.ask(method, f"ref/{path}", body)
        assert (
            f"This {path} already exists. {noun} name must be unique."
            == refused.value.text
        )
    again = shop.ask("PUT", f"ref/{path}", {"ID": first["ID"], "Name": "CRATE"})
    assert "CRATE" == again["Name"]


def test_only_the_sentence_about_units_is_recorded(shop: Shop) -> None:
    """
    The other books say it by analogy.
    """
    shop.ask("POST", "ref/brand", {"Name": "Item"})
    unit = shop.call("POST", "ref/unit", {"Name": "item"})
    brand = shop.call("POST", "ref/brand", {"Name": "item"})

    assert "X-Emulator-Hint" not in unit.headers
    assert "text not recorded" == brand.headers["X-Emulator-Hint"]


def test_a_book_is_listed_by_the_beginning_of_its_names(shop: Shop) -> None:
    """
    In any case, in pages, and in the order the rows came, also after a change.
    """
    rows = [shop.ask("POST", "ref/unit", {"Name": f"Box {n}"}) for n in range(3)]
    shop.ask("PUT", "ref/unit", {"ID": rows[0]["ID"], "Name": "BOX zero"})
    page = shop.ask("GET", "ref/unit", Name="box", Limit=2)

    assert (3, ["BOX zero", "Box 1"]) == (
        page["Total"],
        [row["Name"] for row in page["UnitList"]],
    )
    assert 0 == shop.ask("GET", "ref/unit", Name="ox")["Total"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("unit", {"ID": UNKNOWN, "Name": "x"}),
        ("paymentterm", {"ID": UNKNOWN}),
        ("tax", {"ID": UNKNOWN}),
        ("attributeset", {"ID": UNKNOWN, **SET}),
        ("carrier", {"CarrierID": UNKNOWN, "Description": "x"}),
    ],
)
def test_there_is_no_upsert(shop: Shop, path: str, body: dict[str, Any]) -> None:
    """
    A change wants the id of a row that exists.
    """
    with pytest.raises(Refusal, match=f"with ID {UNKNOWN} not found"):
        shop.ask("PUT", f"ref/{path}", body)


def test_one_payment_term_is_the_default(shop: Shop) -> None:
    """
    A new default takes the place of the old one; the list filters by all it has.
    """
    body = {
        "Name": "5 EOM",
        "Duration": "5",
        "Method": "days since the end of the month",
    }
    [term] = shop.ask("POST", "ref/paymentterm", {**body, "IsDefault": "true"})[
        "PaymentTermList"
    ]

    def names(**query: object) -> list[str]:
        rows = shop.ask("GET", "ref/paymentterm", **query)["PaymentTermList"]
        return [row["Name"] for row in rows]

    assert (5, True, True) == (term["Duration"], term["IsActive"], term["IsDefault"])
    assert ["5 EOM"] == names(IsDefault="true")
    assert ["30 days", "COD"] == names(IsDefault="false")
    assert ["5 EOM"] == names(Method="Days since the end of the month")
    shop.ask("PUT", "ref/paymentterm", {"ID": term["ID"], "IsActive": False})
    assert ["5 EOM"] == names(IsActive="false", ID=term["ID"].upper())
    with pytest.raises(Refusal, match="Active payment term with name 5 EOM"):
        shop.customer("Heron Boats", PaymentTerm="5 EOM")
    with pytest.raises(Refusal, match="Method is invalid"):
        shop.ask("POST", "ref/paymentterm", {"Name": "x", "Method": "some day"})


def test_terms_of_customers_and_sales_are_renamed_and_stay(shop: Shop) -> None:
    """
    A sale that keeps its terms can still be written.
    """
    sale = shop.sale()
    [term] = shop.ask("GET", "ref/paymentterm", Name="30")["PaymentTermList"]
    shop.ask("PUT", "ref/paymentterm", {"ID": term["ID"], "Name": "One month"})
    kept = shop.ask("PUT", "sale", {"ID": sale["ID"], "Note": "x"})
    [customer] = shop.ask("GET", "customer")["CustomerList"]

    assert ("One month", "One month") == (kept["Terms"], customer["PaymentTerm"])
    with pytest.raises(Refusal, match="Payment term 'One month' cannot be deleted"):
        shop.ask("DELETE", "ref/paymentterm", ID=term["ID"])


def test_terms_of_suppliers_purchases_and_leads_are_renamed_too(shop: Shop) -> None:
    """
    And stay, as long as one of them has them.
    """
    [term] = shop.ask("POST", "ref/paymentterm", {"Name": "By ship"})["PaymentTermList"]
    shop.supplier(PaymentTerm="By ship")
    body = {"Supplier": "Foundry & Sons", "Terms": "By ship"}
    purchase = shop.ask("POST", "advanced-purchase", body)
    shop.ask("POST", "crm/lead", {"Name": "Heron", "PaymentTerm": "By ship"})
    shop.ask("PUT", "ref/paymentterm", {"ID": term["ID"], "Name": "By sea"})
    [supplier] = shop.ask("GET", "supplier")["SupplierList"]
    [lead] = shop.ask("GET", "crm/lead")["LeadList"]

    assert {"By sea"} == {
        supplier["PaymentTerm"],
        shop.ask("GET", "advanced-purchase", ID=purchase["ID"])["Terms"],
        lead["PaymentTerm"],
    }
    with pytest.raises(Refusal, match="Payment term 'By sea' cannot be deleted"):
        shop.ask("DELETE", "ref/paymentterm", ID=term["ID"])


def test_a_tax_rule_adds_its_parts_up(shop: Shop) -> None:
    """
    Numbers of parts are texts, their ids in upper case; the percentage is read only.
    """
    parts = [part("10.0", 1, Compound="1"), part(2.5, 2)]
    body = {**RULE, "Components": parts, "TaxPercent": 99}
    [made] = shop.ask("POST", "ref/tax", body)["TaxRuleList"]
    first, second = made["Components"]

    assert (12.5, True, True) == (
        made["TaxPercent"],
        made["IsTaxForSale"],
        made["IsTaxForPurchase"],
    )
    assert ("10.0000000000", "1", "1") == (
        first["Percent"],
        first["Compound"],
        first["ComponentOrder"],
    )
    assert ("2.5000000000", "0", "2") == (
        second["Percent"],
        second["Compound"],
        second["ComponentOrder"],
    )
    assert first["ID"] == first["ID"].upper()
    changed = {"ID": made["ID"], "Components": [{**first, "Percent": 20}]}
    [after] = shop.ask("PUT", "ref/tax", changed)["TaxRuleList"]
    assert (20, [first["ID"]]) == (
        after["TaxPercent"],
        [one["ID"] for one in after["Components"]],
    )
    rows = shop.ask("GET", "ref/tax", Account="2200", Name="g", IsTaxForSale="true")
    assert ["GST"] == [row["Name"] for row in rows["TaxRuleList"]]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"Account": "9"}, "There is no account '9'"),
        (
            {"Components": [part(1, 1, AccountCode="4000")]},
            "no active account for liab",
        ),
        ({"Name": TAX.upper()}, "This tax rule already exists"),
        ({"Components": [{"Name": "x"}]}, "'Percent' not provided"),
    ],
)
def test_a_tax_rule_that_makes_no_sense(
    shop: Shop, wrong: dict[str, Any], text: str
) -> None:
    """
    Its parts go to active accounts for liabilities.
    """
    with pytest.raises(Refusal, match=text):
        shop.ask("POST", "ref/tax", {**RULE, **wrong})


def test_a_tax_rule_that_was_renamed_is_still_the_default(shop: Shop) -> None:
    """
    Cards and headers say the new name, and the company's settings do.
    """
    sale = shop.sale()
    [rule] = shop.ask("GET", "ref/tax", Name=TAX)["TaxRuleList"]
    shop.ask("PUT", "ref/tax", {"ID": rule["ID"], "Name": "VAT"})

    assert "VAT" == shop.ask("GET", "me")["DefaultSaleTaxRuleName"]
    assert "VAT" == shop.get(sale["ID"])["TaxRule"]
    with pytest.raises(Refusal):
        shop.ask("DELETE", "ref/tax", ID=rule["ID"])


def test_an_account_is_known_by_its_code(shop: Shop) -> None:
    """
    Its class follows from its type, its display name from both names.
    """
    body = {"Code": "6100", "Name": "Freight", "Type": "EXPENSE", "Status": "ACTIVE"}
    [made] = shop.ask("POST", "ref/account", body)["AccountsList"]
    [changed] = shop.ask(
        "PUT",
        "ref/account",
        {"Code": "6100", "Name": "Carriage", "SystemAccount": "GST"},
    )["AccountsList"]

    assert ("EXPENSE", "6100: Freight") == (made["Class"], made["DisplayName"])
    assert ("6100: Carriage", None) == (
        changed["DisplayName"],
        changed["SystemAccount"],
    )
    assert [changed] == shop.ask("GET", "ref/account", Type="expense", Name="c")[
        "AccountsList"
    ][1:]
    with pytest.raises(Refusal, match="Account code must be unique"):
        shop.ask("POST", "ref/account", body)
    shop.product("MUG", ExpenseAccount="6100")
    with pytest.raises(Refusal, match="Account '6100' cannot be deleted"):
        shop.ask("DELETE", "ref/account", Code="6100")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_code_is_an_error(shop: Shop, method: str) -> None:
    """
    Where other lists are empty; the sentence is recorded.
    """
    answer = shop.call(method, "ref/account", Code="9")

    assert (400, "Account with specified ID not found") == (
        answer.status_code,
        answer.json()[0]["Exception"],
    )
    assert "X-Emulator-Hint" not in answer.headers


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("1200", "is a system account"),
        ("2200", "cannot be deleted: it is in use"),
        ("4000", "cannot be deleted: it is in use"),
    ],
    ids=["system", "of a tax", "of a customer"],
)
def test_accounts_that_are_needed_stay(shop: Shop, code: str, text: str) -> None:
    """
    Those of the system, of taxes, of customers.
    """
    with pytest.raises(Refusal, match=text):
        shop.ask("DELETE", "ref/account", Code=code)


def test_an_account_at_a_bank_knows_what_was_paid(shop: Shop) -> None:
    """
    What customers paid less what was refunded; the filters go by bank, name and id.
    """
    body = {"Code": "1110", "Name": "Savings", "Type": "BANK", "Status": "ACTIVE"}
    with pytest.raises(Refusal, match="'Bank' not provided"):
        shop.ask("POST", "ref/account", body)
    bank = {"Bank": "Harbour Bank", "BankAccountNumber": "20-11-40"}
    [made] = shop.ask("POST", "ref/account", {**body, **bank})["AccountsList"]
    sale_id = shop.packed()
    shop.invoice(sale_id)
    shop.pay(sale_id, 45, Account="1110")
    note = shop.credit(sale_id, 1)
    shop.pay(note["TaskID"], 15, Type="Refund", Account="1110")

    def rows(**query: object) -> list[dict[str, Any]]:
        return list(shop.ask("GET", "ref/account/bank", **query)["BankAccountsList"])

    [row] = rows(Bank="harbour bank")
    assert "Bank" not in made
    assert ("20-11-40", "1110", "GBP", 30) == (
        row["AccountNumber"],
        row["AccountCode"],
        row["Currency"],
        row["BalanceInDear"],
    )
    assert [row] == shop.ask("GET", "ref/accountBank", Name="S")["BankAccountsList"]
    assert [row] == rows(Name="sav") == rows(ID=made["BankAccountId"])
    assert ["1100", "1110"] == [one["AccountCode"] for one in rows()]
    with pytest.raises(Refusal, match="Account '1110' cannot be deleted"):
        shop.ask("DELETE", "ref/account", Code="1110")


def test_an_account_that_was_typed_in_may_have_no_bank(shop: Shop) -> None:
    """
    Only the API wants bank and number.
    """
    row = {"Code": "1120", "Name": "Till", "Type": "BANK"}
    shop.screen("POST", "/books/accounts", {"rows": [row]})
    [shown] = shop.ask("GET", "ref/account/bank", Name="till")["BankAccountsList"]

    assert (None, None) == (shown["AccountID"], shown["Bank"])


def test_a_set_of_attributes_has_ten(shop: Shop) -> None:
    """
    What is not given is not used; products' attributes are dates and numbers.
    """
    made = shop.ask("POST", "ref/attributeset", SET)
    changed = {"ID": made["ID"], **SET, "Name": "Chimes", "Attribute3Name": "Note"}
    shop.product("GONG", AttributeSet="bells", AdditionalAttribute1="2026-03-02")
    after = shop.ask("PUT", "ref/attributeset", changed)
    [product] = shop.ask("GET", "product", Sku="GONG")["Products"]

    assert 10 == len(made["Attributes"])
    assert {"Name": "Cast on", "Type": "Date", "Values": ""} == made["Attributes"][0]
    assert "Not used" == made["Attribute10Type"]
    assert ("Chimes", "Note") == (after["Name"], after["Attributes"][2]["Name"])
    assert "Chimes" == product["AttributeSet"]
    assert 1 == shop.ask("GET", "ref/attributeset", ID=made["ID"], Name="ch")["Total"]
    for wrong in (
        {"AdditionalAttribute1": "02/03/2026"},
        {"AdditionalAttribute2": "1.23456"},
        {"AdditionalAttribute2": "high"},
    ):
        with pytest.raises(Refusal, match=r"AdditionalAttribute[12] is invalid"):
            shop.ask("PUT", "product", {"ID": product["ID"], **wrong})
    with pytest.raises(Refusal, match="Attribute set 'Chimes' cannot be deleted"):
        shop.ask("DELETE", "ref/attributeset", ID=made["ID"])
    with pytest.raises(Refusal, match="Attribute1Type is invalid"):
        shop.ask("POST", "ref/attributeset", {**SET, "Attribute1Type": "Colour"})


def test_a_carrier_is_deleted_by_another_name_than_its_own(shop: Shop) -> None:
    """
    The parameter is ID, the field CarrierID; one that cards or sales name stays.
    """
    shop.sale(Carrier="DHL")
    rows = shop.ask("GET", "ref/carrier")["CarrierList"]
    by_name = {row["Description"]: row["CarrierID"] for row in rows}

    shop.ask("DELETE", "ref/carrier", ID=by_name["FedEx"])
    assert 0 == shop.ask("GET", "ref/carrier", CarrierID=by_name["FedEx"])["Total"]
    for name in ("DHL", "Royal Mail"):
        with pytest.raises(Refusal, match=f"Carrier '{name}' cannot be deleted"):
            shop.ask("DELETE", "ref/carrier", ID=by_name[name])
    with pytest.raises(Refusal, match="'ID' not provided"):
        shop.ask("DELETE", "ref/carrier", CarrierID=by_name["UPS"])
    body = {"CarrierID": by_name["Royal Mail"], "Description": "Post"}
    shop.ask("PUT", "ref/carrier", body)
    assert "Post" == shop.ask("GET", "customer")["CustomerList"][0]["Carrier"]


def test_books_are_saved_and_restored(shop: Shop, control: ControlClient) -> None:
    """
    Ids, order and names are found again, and names stay unique.
    """
    row = shop.ask("POST", "ref/unit", {"Name": "Crate"})
    before = shop.ask("GET", "ref/unit")
    control.do("save", {"name": "books"})
    shop.ask("DELETE", "ref/unit", ID=row["ID"])
    control.do("restore", {"name": "books"})

    assert before == shop.ask("GET", "ref/unit")
    with pytest.raises(Refusal, match="already exists"):
        shop.ask("POST", "ref/unit", {"Name": "crate"})
    shop.ask("DELETE", "ref/unit", ID=row["ID"])
