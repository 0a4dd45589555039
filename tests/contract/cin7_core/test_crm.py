"""
Leads, opportunities and deals.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import TAX, UNKNOWN, Json, Refusal, Shop, hook


def lead(shop: Shop, name: str = "Heron Boats", **more: Any) -> Json:
    """
    Create a lead with a contact.
    """
    body = {
        "Name": name,
        "Contacts": [
            {"Name": "H. Reed", "JobTitle": "Owner", "Email": "h@heron.example"}
        ],
        **more,
    }
    [made] = shop.ask("POST", "crm/lead", body)["LeadList"]
    return dict(made)


def opportunity(shop: Shop, **more: Any) -> Json:
    """
    Create an opportunity: of a customer, and one line.
    """
    body = {"CustomerName": "Kestrel Cycles", "Lines": [bells()], **more}
    [made] = shop.ask("POST", "crm/opportunity", body)["opportunityList"]
    return dict(made)


def bells(**more: Any) -> Json:
    """
    Return a line of an opportunity.
    """
    return {
        "ProductSku": "BELL-01",
        "Quantity": 3,
        "Price": 12.5,
        "Tax": 7.5,
        "TaxRule": TAX,
        **more,
    }


def deal(shop: Shop, name: str = "Spring bells", **more: Any) -> Json:
    """
    Create a deal for bells.
    """
    discount = {
        "DiscountID": UNKNOWN,
        "DiscountName": "Spring",
        "DealDiscountProducts": [{"ProductSKU": "bell-01"}],
        **more,
    }
    body = {"Name": name, "CustomersGroup": "POS", "DealDiscounts": [discount]}
    [made] = shop.ask("POST", "reference/deals", body)["Deals"]
    return dict(made)


# Leads


def test_a_lead_is_changed_in_part(shop: Shop) -> None:
    """
    It begins as NEW in the company's currency; its contacts have a JobTitle.
    """
    made = lead(shop, Amount="500", CloseDate="2026-06-19")
    body = {"ID": made["ID"], "CloseChance": 60, "Contacts": [{"Name": "P. Reed"}]}
    [changed] = shop.ask("PUT", "crm/lead", body)["LeadList"]

    assert ("NEW", "GBP", "Tier 1", 500, "2026-06-19T00:00:00") == tuple(
        made[key]
        for key in ("LeadStatus", "Currency", "PriceTier", "Amount", "CloseDate")
    )
    assert (60, 500) == (changed["CloseChance"], changed["Amount"])
    assert [("H. Reed", "Owner"), ("P. Reed", "")] == [
        (one["Name"], one["JobTitle"]) for one in changed["Contacts"]
    ]
    assert [changed] == shop.ask("GET", "crm/lead", ID=made["ID"])["LeadList"]


def test_leads_are_listed(shop: Shop, clock: VirtualClock) -> None:
    """
    By the beginning of a name, and by the last change.
    """
    first = lead(shop)
    clock.advance(60)
    lead(shop, "Harbour Cafe")

    def names(**query: object) -> list[str]:
        rows = shop.ask("GET", "crm/lead", **query)["LeadList"]
        return [row["Name"] for row in rows]

    assert ["Heron Boats", "Harbour Cafe"] == names()
    assert ["Heron Boats"] == names(Name="HER")
    assert ["Harbour Cafe"] == names(ModifiedSince="2026-03-02T09:00:30Z")
    assert ["Harbour Cafe"] == names(Page=2, Limit=1)
    assert [] == names(ID=UNKNOWN)
    shop.ask("PUT", "crm/lead", {"ID": first["ID"], "Name": "Grebe Boats"})
    assert (["Grebe Boats"], []) == (names(Name="gre"), names(Name="her"))


def test_a_lead_names_what_exists(shop: Shop) -> None:
    """
    As a customer does.
    """
    with pytest.raises(Refusal, match="There is no tax rule 'none'"):
        lead(shop, TaxRule="none")
    with pytest.raises(Refusal, match="Nobody was not found in Company Contacts"):
        lead(shop, SalesRepresentative="Nobody")
    with pytest.raises(Refusal, match="CloseChance is invalid"):
        lead(shop, CloseChance=101)
    with pytest.raises(Refusal, match=f"Lead with ID {UNKNOWN} not found"):
        shop.ask("PUT", "crm/lead", {"ID": UNKNOWN})
    assert 0 == shop.ask("GET", "crm/lead")["Total"]


# Opportunities


def test_an_opportunity_takes_what_the_card_has(shop: Shop) -> None:
    """
    Of a customer or of a lead; its totals are those of its lines.
    """
    charge = {
        "Description": "Fitting",
        "Quantity": 1,
        "Amount": 6,
        "Tax": 1.2,
        "TaxRule": TAX,
    }
    made = opportunity(shop, AdditionalCharges=[charge], Total=52.2)
    other = opportunity(
        shop, CustomerName=None, LeadID=lead(shop)["ID"], TaxInclusive=True
    )

    assert ("OP-00001", "DRAFT", "Kestrel Cycles", "J. Ash", "30 days", 30) == tuple(
        made[key]
        for key in (
            "OpportunityNumber",
            "OpportunityStatus",
            "CustomerName",
            "Contact",
            "Terms",
            "TermDays",
        )
    )
    assert ("5 Quay Street", "Ely") == (made["ShipToAddress1"], made["ShipToCity"])
    assert (8.7, 52.2) == (made["TaxTotal"], made["Total"])
    [line], [fitting] = made["Lines"], made["AdditionalCharges"]
    assert ("Bell BELL-01", 37.5, 20) == tuple(
        line[key] for key in ("ProductName", "Total", "TaxPercent")
    )
    assert ("Fitting", 6) == (fitting["Description"], fitting["Amount"])
    assert ("OP-00002", "Heron Boats", None, 37.5) == tuple(
        other[key]
        for key in ("OpportunityNumber", "CustomerName", "CustomerID", "Total")
    )


def test_an_opportunity_is_changed_in_part(shop: Shop, clock: VirtualClock) -> None:
    """
    Its lines are replaced whole; the list is asked by id and by the last change.
    """
    first = opportunity(shop, CustomField1="blue")
    clock.advance(60)
    opportunity(shop)
    since = {"ModifiedSince": "2026-03-02T09:00:30Z"}
    before = shop.ask("GET", "crm/opportunity", **since)
    clock.advance(60)
    body = {"ID": first["ID"], "Lines": [bells(Quantity=1), bells(Quantity=2)]}
    [changed] = shop.ask("PUT", "crm/opportunity", body)["opportunityList"]

    assert ("blue", [1, 2]) == (
        changed["CustomField1"],
        [line["Quantity"] for line in changed["Lines"]],
    )
    assert ["OP-00002"] == [
        one["OpportunityNumber"] for one in before["opportunityList"]
    ]
    assert 2 == shop.ask("GET", "crm/opportunity", **since)["Total"]
    found = shop.ask("GET", "crm/opportunity", ID=first["ID"])
    assert [changed] == found["opportunityList"]


def test_an_opportunity_names_what_exists(shop: Shop) -> None:
    """
    A customer or a lead, a product, a place; and totals that are right.
    """
    for more, text in (
        ({"CustomerName": None}, "Required attribute 'CustomerID' not provided"),
        ({"CustomerName": "Nobody"}, "Customer 'Nobody' not found"),
        ({"LeadID": UNKNOWN}, f"Lead with ID {UNKNOWN} not found"),
        ({"Lines": [bells(ProductSku="NONE")]}, "Product with SKU 'NONE' not found"),
        ({"OpportunityLocation": "Moon"}, "Location 'Moon' was not found"),
        ({"Total": 1}, "Total is 1, but the lines make 45"),
    ):
        with pytest.raises(Refusal, match=text):
            opportunity(shop, **more)
    with pytest.raises(Refusal, match=f"Opportunity with ID {UNKNOWN} not found"):
        shop.ask("PUT", "crm/opportunity", {"ID": UNKNOWN})
    assert 0 == shop.ask("GET", "crm/opportunity")["Total"]


def test_news_of_leads_and_opportunities(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    A lead that was written, an opportunity that is authorised or voided, each once.
    """
    for kind in ("Lead/Updated", "Opportunity/Authorized", "Opportunity/Voided"):
        hook(shop, listener.url, kind)
    made = lead(shop, CloseDate="2026-06-19", PriceTier="tier 2")
    shop.ask("PUT", "crm/lead", {"ID": made["ID"], "PriceTier": "Tier 2"})
    task = opportunity(shop, OpportunityStatus="authorised")["ID"]
    shop.ask("PUT", "crm/opportunity", {"ID": task, "OpportunityMemo": "soon"})
    shop.ask("PUT", "crm/opportunity", {"ID": task, "OpportunityStatus": "VOIDED"})
    clock.advance(60)

    told = [one["LeadsDetailsList"][0] for one in listener.bodies("Lead/Updated")]
    assert [("Creation", 2), ("Update", 2)] == [
        (one["Event"], one["PriceTier"]) for one in told
    ]
    assert (made["ID"], "2026-06-19T00:00:00Z") == (
        told[0]["LeadID"],
        told[0]["CloseDate"],
    )
    [authorised] = listener.bodies("Opportunity/Authorized")
    [voided] = listener.bodies("Opportunity/Voided")
    assert {
        "OpportunityID": task,
        "OpportunityNumber": "OP-00001",
        "CustomerOrLeadName": "Kestrel Cycles",
        "CustomerOrLeadContactName": "J. Ash",
        "CustomerOrLeadContactEmail": "j@kestrel.example",
        "SaleRepName": "",
        "SaleRepEmail": "",
        "EventType": "Opportunity/Authorized",
    } == authorised
    assert {*authorised} - {"SaleRepName"} == {*voided}


# Deals


def test_a_deal_shows_what_its_discounts_are_for(shop: Shop) -> None:
    """
    Products, categories, brands and tags, each with an id; no totals stand around it.
    """
    made = deal(
        shop,
        DealDiscountCategories=[{"CategoryName": "other"}],
        DealDiscountTags=[{"TagName": "tea"}],
    )
    answer = shop.ask("GET", "reference/deals")

    assert {"Deals": [made]} == answer
    [discount] = made["DealDiscounts"]
    assert ("Spring", UNKNOWN, None) == tuple(
        discount[key] for key in ("DiscountName", "DiscountID", "BuyValue")
    )
    assert ["BELL-01"] == [
        one["ProductSKU"] for one in discount["DealDiscountProducts"]
    ]
    assert ["Other"] == [
        one["CategoryName"] for one in discount["DealDiscountCategories"]
    ]
    assert ["tea"] == [one["TagName"] for one in discount["DealDiscountTags"]]


def test_a_deal_is_changed_in_part(shop: Shop) -> None:
    """
    Its discounts are replaced whole; a category is also known by its id.
    """
    made = deal(shop)
    [category] = shop.ask("GET", "ref/category")["CategoryList"]
    discount = {
        "DiscountID": UNKNOWN,
        "GetValue": "2.5",
        "DealDiscountCategories": [{"CategoryID": category["ID"]}],
    }
    body = {"ID": made["ID"], "IsActive": "true", "DateFrom": "2026-04-01"}
    [changed] = shop.ask(
        "PUT", "reference/deals", {**body, "DealDiscounts": [discount]}
    )["Deals"]

    assert ("Spring bells", "POS", True, "2026-04-01T00:00:00") == tuple(
        changed[key] for key in ("Name", "CustomersGroup", "IsActive", "DateFrom")
    )
    [only] = changed["DealDiscounts"]
    assert (2.5, [], "Other") == (
        only["GetValue"],
        only["DealDiscountProducts"],
        only["DealDiscountCategories"][0]["CategoryName"],
    )


def test_deals_come_by_twenty_five(shop: Shop) -> None:
    """
    Unless another limit is asked; a text is a part of the name.
    """
    for number in range(26):
        deal(shop, f"Deal {number}")

    def names(**query: object) -> list[str]:
        return [
            row["Name"] for row in shop.ask("GET", "reference/deals", **query)["Deals"]
        ]

    assert (25, ["Deal 25"]) == (len(names()), names(Page=2))
    assert 26 == len(names(Limit=100))
    assert ["Deal 7", "Deal 17"] == names(Search="7")
    assert ["Deal 0"] == names(ID=shop.ask("GET", "reference/deals")["Deals"][0]["ID"])


def test_a_deal_names_what_exists(shop: Shop) -> None:
    """
    Its discounts are not looked up: their rules are not built.
    """
    for more, text in (
        ({"DealDiscountProducts": [{"ProductID": UNKNOWN}]}, "Product with ID"),
        ({"DealDiscountCategories": [{"CategoryID": UNKNOWN}]}, "Category with ID"),
        ({"DealDiscountBrands": [{"BrandName": "Nix"}]}, "Brand 'Nix' was not found"),
        ({"DiscountID": None}, "DiscountID is invalid"),
    ):
        with pytest.raises(Refusal, match=text):
            deal(shop, **more)
    with pytest.raises(Refusal, match=f"Deal with ID {UNKNOWN} not found"):
        shop.ask("PUT", "reference/deals", {"ID": UNKNOWN})
    assert [] == shop.ask("GET", "reference/deals")["Deals"]
