"""
An opportunity as bodies bring it and the vendor shows it.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import billing_document
from emulators.cin7_core.domain.card import BILLING, SHIPPING
from emulators.cin7_core.domain.card_check import (
    check_books,
    field_of,
)
from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.lead import Lead
from emulators.cin7_core.domain.lines import Line
from emulators.cin7_core.domain.opportunity import BOOKS, Opportunity
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    day,
    guid,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused

Json = dict[str, Any]
Numbered = tuple[tuple[str, Line], ...]

_TEXTS = (
    "CustomerReference",
    "Contact",
    "Phone",
    "DefaultAccount",
    "Terms",
    "TaxRule",
    "PriceTier",
    "SalesRepresentative",
    "OpportunityMemo",
    "OpportunityComment",
    "BillingAddressLine1",
    "BillingAddressLine2",
    "ShippingAddressLine1",
    "ShippingAddressLine2",
    "ShipToCompany",
    "ShipToContact",
    "ShipToAddress1",
    "ShipToAddress2",
    "ShipToCity",
    "ShipToState",
    "ShipToPostCode",
    "ShipToCountry",
    *(f"CustomField{n}" for n in range(1, 11)),
)


class NoParty(Refused):
    """
    It is neither a customer's nor a lead's.
    """


def create_opportunity(account: Account, body: Document) -> Opportunity:
    """
    Keep a new opportunity; what the body leaves out comes from the card.

    Raises:
        NoParty: It is nobody's.
        Refused: Something that the body names does not exist, or a total is wrong.
    """
    customer, lead = _party(account, body)
    opportunity = Opportunity(
        id=account.new_id(),
        place=account.opportunities.next_place,
        modified_at=account.now(),
        customer=customer,
        lead=lead,
        location=account.locations.default,
        opened_on=account.today(),
        texts=_texts_of(customer or lead),
    )
    return _keep(account, _filled(account, opportunity, body))


def change_opportunity(account: Account, body: Document) -> Opportunity:
    """
    Write what the body has into an opportunity; lines are replaced whole.

    Raises:
        NotFiled: There is no such opportunity.
        Refused: Something that the body names does not exist, or a total is wrong.
    """
    opportunity = account.opportunities.by_id(guid(body["ID"]))
    if any(body.get(key) for key in ("CustomerID", "CustomerName", "LeadID")):
        customer, lead = _party(account, body)
        opportunity = replace(opportunity, customer=customer, lead=lead)
    return _keep(account, _filled(account, opportunity, body))


def _party(account: Account, body: Document) -> tuple[Customer | None, Lead | None]:
    lead_id = guid(body.get("LeadID"))
    if lead_id:
        return None, account.leads.by_id(lead_id)
    if not body.get("CustomerID") and not body.get("CustomerName"):
        raise NoParty("Required attribute 'CustomerID' not provided", recorded=True)
    named = {**body, "Customer": body.get("CustomerName")}
    return account.customers.of_sale(named), None


def _texts_of(party: Customer | Lead | None) -> dict[str, str]:
    if party is None:
        return {}
    ship = party.address_for(SHIPPING)
    bill, shown = (billing_document(one) for one in (party.address_for(BILLING), ship))
    return {
        "Contact": party.contact.get("Name", ""),
        "Phone": party.contact.get("Phone", ""),
        "DefaultAccount": party.texts.get("RevenueAccount", ""),
        "Terms": party.texts.get("PaymentTerm", ""),
        "TaxRule": party.texts.get("TaxRule", ""),
        "PriceTier": party.texts.get("PriceTier", ""),
        "SalesRepresentative": party.texts.get("SalesRepresentative", ""),
        "BillingAddressLine1": bill["DisplayAddressLine1"],
        "BillingAddressLine2": bill["DisplayAddressLine2"],
        "ShippingAddressLine1": shown["DisplayAddressLine1"],
        "ShippingAddressLine2": shown["DisplayAddressLine2"],
        "ShipToCompany": party.name,
        "ShipToAddress1": ship.line1,
        "ShipToAddress2": ship.line2,
        "ShipToCity": ship.city,
        "ShipToState": ship.state,
        "ShipToPostCode": ship.postcode,
        "ShipToCountry": ship.country,
    }


def _filled(account: Account, one: Opportunity, body: Document) -> Opportunity:
    check_books(account, body, BOOKS)
    account.contacts.check_representative(text(body, "SalesRepresentative"))
    name = text(body, "OpportunityLocation")
    written = {key: text(body, key) for key in _TEXTS if key in body}
    filled = replace(
        one,
        location=account.locations.named(name) if name else one.location,
        opened_on=day(body.get("OpportunityDate")) or one.opened_on,
        status=text(body, "OpportunityStatus", one.status).upper(),
        tax_inclusive=boolean(body.get("TaxInclusive"), default=one.tax_inclusive),
        rate=number(body.get("CurrencyConversionRate"), one.rate),
        ship_to_other=boolean(body.get("ShipToOther"), default=one.ship_to_other),
        texts=one.texts | written,
    )
    reader = account.line_reader()
    if body.get("Lines") is not None:
        rows = [
            {**row, "SKU": row.get("ProductSku"), "Name": row.get("ProductName")}
            for row in body["Lines"]
        ]
        filled.lines = _numbered(account, reader.lines(rows))
    if body.get("AdditionalCharges") is not None:
        rows = [{**row, "Price": row["Amount"]} for row in body["AdditionalCharges"]]
        filled.charges = _numbered(account, reader.charges(rows, ()))
    totals = {"Tax": body.get("TaxTotal"), "Total": body.get("Total")}
    reader.check_totals(totals, filled.totals())
    return filled


def _numbered(account: Account, lines: Iterable[Line]) -> Numbered:
    return tuple((account.new_id(), line) for line in lines)


def _keep(account: Account, opportunity: Opportunity) -> Opportunity:
    opportunity.modified_at = account.stamps.take()
    account.opportunities.place(opportunity)
    return opportunity


def opportunity_document(account: Account, one: Opportunity) -> Json:
    """
    Return the opportunity as the vendor shows it.
    """
    totals, customer, lead = one.totals(), one.customer, one.lead
    party = customer or lead
    texts = {key: one.texts.get(key, "") for key in _TEXTS}
    return {
        "ID": one.id,
        "OpportunityNumber": one.number,
        "OpportunityStatus": one.status,
        "OpportunityDate": midnight(one.opened_on),
        "OpportunityLocation": one.location.label,
        "CustomerID": customer.id if customer else None,
        "CustomerName": one.party_name,
        "LeadID": lead.id if lead else None,
        "Currency": account.organisation.currency,
        "CustomerCurrency": party.texts.get("Currency", "") if party else "",
        "CurrencyConversionRate": one.rate,
        **texts,
        **_terms(account, texts["Terms"]),
        "TaxInclusive": one.tax_inclusive,
        "TaxPercent": _percent(account, texts["TaxRule"]),
        "ShipToOther": one.ship_to_other,
        "Lines": [_line(account, *line) for line in one.lines],
        "AdditionalCharges": [_charge(account, *line) for line in one.charges],
        "TaxTotal": totals.tax,
        "Total": totals.total,
    }


def _terms(account: Account, name: str) -> Json:
    """
    Return the days of the terms, which the vendor counts from the date.
    """
    days = field_of(account.books["terms"], name, "Duration", 0)
    return {"TermDays": days, "TermMethod": 1, "TermDueNextMonth": 0}


def _percent(account: Account, name: str) -> Any:
    return field_of(account.books["taxes"], name, "TaxPercent", ZERO)


def _line(account: Account, line_id: str, line: Line) -> Json:
    product = line.product
    return {
        "ID": line_id,
        "ProductID": product.id if product else None,
        "ProductSku": product.sku if product else "",
        "ProductName": line.name,
        "Price": line.price,
        **_amounts(account, line),
    }


def _charge(account: Account, line_id: str, line: Line) -> Json:
    return {
        "ID": line_id,
        "Description": line.name,
        "Amount": line.price,
        **_amounts(account, line),
    }


def _amounts(account: Account, line: Line) -> Json:
    return {
        "Quantity": line.quantity,
        "Discount": line.discount,
        "Tax": line.tax,
        "TaxRule": line.tax_rule,
        "TaxPercent": _percent(account, line.tax_rule),
        "Comment": line.comment,
        "Total": line.total,
    }
