"""
What webhooks are told of leads and opportunities.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_check import field_of
from emulators.cin7_core.domain.lead import Lead
from emulators.cin7_core.domain.lead_card import lead_document
from emulators.cin7_core.domain.opportunity import AUTHORISED, VOIDED, Opportunity

_EVENTS = {AUTHORISED: "Opportunity/Authorized", VOIDED: "Opportunity/Voided"}
_ONLY_AUTHORISED = "SaleRepName"


def tell_lead(account: Account, lead: Lead, *, is_new: bool) -> None:
    """
    Announce a lead that was written.
    """
    account.courier.announce(
        "Lead/Updated", lambda: _lead(account, lead, is_new=is_new)
    )


def tell_opportunity(account: Account, opportunity: Opportunity, before: str) -> None:
    """
    Announce an opportunity that was authorised or voided.
    """
    kind = _EVENTS.get(opportunity.status)
    if kind and opportunity.status != before:
        account.courier.announce(kind, lambda: _opportunity(opportunity, kind))


def _lead(account: Account, lead: Lead, *, is_new: bool) -> dict[str, Any]:
    card = lead_document(lead)
    tiers = account.books["price_tiers"]
    details = {
        "Event": "Creation" if is_new else "Update",
        "LeadID": lead.id,
        **{key: card[key] for key in ("Name", "Currency", "Comments", "LeadStatus")},
        "CloseChance": int(lead.close_chance),
        "PriceTier": field_of(tiers, card["PriceTier"], "Code", 0),
        "Amount": lead.amount,
        "CloseDate": f"{card['CloseDate']}Z" if card["CloseDate"] else None,
        "Addresses": card["Addresses"],
        "Contacts": card["Contacts"],
    }
    return {
        "NumberOfLeads": 1,
        "LeadsDetailsList": [details],
        "EventType": "Lead/Updated",
    }


def _opportunity(opportunity: Opportunity, kind: str) -> dict[str, Any]:
    contact = opportunity.contact
    body = {
        "OpportunityID": opportunity.id,
        "OpportunityNumber": opportunity.number,
        "CustomerOrLeadName": opportunity.party_name,
        "CustomerOrLeadContactName": contact.get("Name", ""),
        "CustomerOrLeadContactEmail": contact.get("Email", ""),
        "SaleRepName": opportunity.texts.get("SalesRepresentative", ""),
        "SaleRepEmail": "",
        "EventType": kind,
    }
    if kind == _EVENTS[VOIDED]:
        del body[_ONLY_AUTHORISED]
    return body
