"""
A lead as bodies bring it and the vendor shows it.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card import address_rows, contact_rows, write_card
from emulators.cin7_core.domain.card_check import check_books
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.lead import BOOKS, Lead
from emulators.cin7_core.domain.reading import Document, day, guid, number, text

_TEXTS = (
    "Currency",
    "PaymentTerm",
    "TaxRule",
    "PriceTier",
    "SalesRepresentative",
    "Comments",
)
_NOT_OF_LEADS = frozenset({"MarketingConsent"})


def create_lead(account: Account, body: Document) -> Lead:
    """
    Keep a new lead, in the company's currency and at its first price unless told.

    Raises:
        NotInBook: Something that the body names does not exist.
        NoRepresentative: The company has no such contact for sales.
    """
    lead = Lead(account.new_id(), account.leads.next_place, "", account.now())
    lead.texts["Currency"] = account.organisation.currency
    lead.texts["PriceTier"] = account.price_tiers()[0]
    return _written(account, lead, body)


def change_lead(account: Account, body: Document) -> Lead:
    """
    Write what the body has into a lead.

    Raises:
        NotFiled: There is no such lead.
        NotInBook: Something that the body names does not exist.
        NoRepresentative: The company has no such contact for sales.
    """
    return _written(account, account.leads.by_id(guid(body["ID"])), body)


def _written(account: Account, lead: Lead, body: Document) -> Lead:
    check_books(account, body, BOOKS)
    account.contacts.check_representative(text(body, "SalesRepresentative"))
    lead.close_on = day(body.get("CloseDate")) or lead.close_on
    lead.name = text(body, "Name", lead.name)
    lead.status = text(body, "LeadStatus", lead.status)
    lead.close_chance = number(body.get("CloseChance"), lead.close_chance)
    lead.amount = number(body.get("Amount"), lead.amount)
    lead.texts |= {key: text(body, key) for key in _TEXTS if key in body}
    write_card(lead, body, account.new_id)
    lead.modified_at = account.stamps.take()
    account.leads.place(lead)
    return lead


def lead_document(lead: Lead) -> dict[str, Any]:
    """
    Return the lead as the vendor shows it.
    """
    return {
        "ID": lead.id,
        "Name": lead.name,
        "LeadStatus": lead.status,
        "CloseChance": lead.close_chance,
        "CloseDate": midnight(lead.close_on),
        "Amount": lead.amount,
        **{key: lead.texts.get(key, "") for key in _TEXTS},
        "Addresses": address_rows(lead, {}),
        "Contacts": contact_rows(lead, {}, without=_NOT_OF_LEADS),
    }
