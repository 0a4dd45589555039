"""
Leads and opportunities.
"""

from collections.abc import Callable
from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.crm_events import tell_lead, tell_opportunity
from emulators.cin7_core.domain.lead import Lead
from emulators.cin7_core.domain.lead_card import change_lead, create_lead, lead_document
from emulators.cin7_core.domain.opportunity import DRAFT, Opportunity
from emulators.cin7_core.domain.opportunity_card import (
    change_opportunity,
    create_opportunity,
    opportunity_document,
)
from emulators.cin7_core.domain.reading import Document, guid
from emulators.cin7_core.operations.documents import CardType, card_operations
from emulators.cin7_core.operations.params import GUID, INSTANT
from emulators.kit.operation import TEXT


def _lead(
    write: Callable[[Account, Document], Lead],
    account: Account,
    body: Document,
    *,
    is_new: bool,
) -> Lead:
    lead = write(account, body)
    tell_lead(account, lead, is_new=is_new)
    return lead


def _create_opportunity(account: Account, body: Document) -> Opportunity:
    opportunity = create_opportunity(account, body)
    tell_opportunity(account, opportunity, DRAFT)
    return opportunity


def _change_opportunity(account: Account, body: Document) -> Opportunity:
    before = account.opportunities.by_id(guid(body["ID"])).status
    opportunity = change_opportunity(account, body)
    tell_opportunity(account, opportunity, before)
    return opportunity


leads = card_operations(
    CardType(
        noun="lead",
        path="/crm/lead",
        key="LeadList",
        schema="lead",
        shelf=lambda account: account.leads,
        filters={"ID": GUID, "Name": TEXT, "ModifiedSince": INSTANT},
        create=partial(_lead, create_lead, is_new=True),
        change=partial(_lead, change_lead, is_new=False),
        show=lambda _, lead, **__: lead_document(lead),
    )
)
opportunities = card_operations(
    CardType(
        noun="opportunity",
        path="/crm/opportunity",
        key="opportunityList",
        schema="opportunity",
        shelf=lambda account: account.opportunities,
        filters={"ID": GUID, "ModifiedSince": INSTANT},
        create=_create_opportunity,
        change=_change_opportunity,
        show=lambda account, found, **_: opportunity_document(account, found),
    )
)
