"""
The end of a sale, and the way back: void and undo.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.crediting import forget_restock
from emulators.cin7_core.domain.journal import Journal
from emulators.cin7_core.domain.moving import put_back
from emulators.cin7_core.domain.promises import keep_promises
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_events import tell_sale
from emulators.cin7_core.domain.stage import Stage
from emulators.cin7_core.profile import ShippedSaleVoid


class AlreadyShipped(Refused):
    """
    The sale has left, in part at least, and the profile lets it not be voided.
    """


def void_sale(account: Account, sale: Sale) -> None:
    """
    Void the sale: promises are taken back, and what has left is in stock again.

    Raises:
        AlreadyShipped: It has left, and the profile says that this cannot be reversed.
    """
    refuses = account.profile.shipped_sale_void is ShippedSaleVoid.REFUSED
    if refuses and any(task.shipped_boxes for task in sale.fulfilments):
        raise AlreadyShipped(
            f"Sale {sale.number} cannot be voided: it has been shipped"
        )
    if not sale.is_voided:
        forget_restock(account, sale)
        for task in sale.fulfilments:
            put_back(account, sale, task)
            task.void()
        for invoice in sale.invoices:
            invoice.void()
        for note in sale.credit_notes:
            note.void()
        sale.quote.stage = sale.order.stage = Stage.VOIDED
        sale.prepayments.clear()
        sale.journal = Journal()
        sale.is_voided = True
        keep_promises(account, sale)
        tell_sale(account, "Sale/Voided", sale)
    account.touch(sale)


def undo_sale(account: Account, sale: Sale) -> None:
    """
    Take the sale back to drafts: the lines stay, the tasks begin again.

    Raises:
        Refused: Something was paid, or refunded.
    """
    for invoice in sale.invoices:
        invoice.check_unpaid()
    for note in sale.credit_notes:
        note.check_not_refunded()
    forget_restock(account, sale)
    for paper in sale.bills():
        paper.stage = Stage.NOT_AVAILABLE
    for task in sale.fulfilments:
        put_back(account, sale, task)
        task.clear()
    sale.is_voided = False
    sale.journal.stage = Stage.DRAFT
    if sale.order.stage is not Stage.NOT_AVAILABLE:
        sale.order.stage = Stage.DRAFT
    sale.quote.stage = Stage.NOT_AVAILABLE if sale.skip_quote else Stage.DRAFT
    keep_promises(account, sale)
    account.touch(sale)
    tell_sale(account, "Sale/Undo", sale)
