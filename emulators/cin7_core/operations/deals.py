"""
Product deals.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.deal import Deal, DealReader, deal_document
from emulators.cin7_core.domain.reading import Document, guid
from emulators.cin7_core.operations.documents import CardType, card_operations
from emulators.cin7_core.operations.params import GUID
from emulators.kit.operation import TEXT


def _create(account: Account, body: Document) -> Deal:
    deals = account.deals
    return _write(
        account, Deal(account.new_id(), deals.next_place, account.now()), body
    )


def _change(account: Account, body: Document) -> Deal:
    return _write(account, account.deals.by_id(guid(body["ID"])), body)


def _write(account: Account, deal: Deal, body: Document) -> Deal:
    reader = DealReader(account.products, account.books, account.new_id)
    written = reader.write(deal, body)
    written.modified_at = account.stamps.take()
    account.deals.place(written)
    return written


deals = card_operations(
    CardType(
        noun="deal",
        path="/reference/deals",
        key="Deals",
        schema="deal",
        shelf=lambda account: account.deals,
        filters={"ID": GUID, "Search": TEXT},
        create=_create,
        change=_change,
        show=lambda _, deal, **__: deal_document(deal),
        usual=25,
        counts=False,
    )
)
