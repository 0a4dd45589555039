"""
The files that hang on a sale.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.attachment import attach
from emulators.cin7_core.domain.reading import Document
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sale_events import tell_attachment

_SHOWN = ("ID", "ContentType", "FileName", "DownloadUrl")


def attach_to_sale(account: Account, sale: Sale, body: Document) -> None:
    """
    Hang a file on a sale; its address is good for a while only, and says from when.

    Raises:
        NoContent: There is no file.
    """
    stamp = f"timeStamp={account.now():%Y%m%d%H%M%S}"
    file = attach(sale, body, account.new_id(), address_ends=stamp)
    account.touch(sale)
    tell_attachment(account, sale, file)


def detach_from_sale(account: Account, file_id: str) -> Sale:
    """
    Take a file away, and return the sale that it hung on.

    Raises:
        NoAttachment: No sale has it.
    """
    sale = account.sales.files.detach(file_id)
    account.touch(sale)
    return sale


def attachment_lines(sale: Sale) -> list[dict[str, Any]]:
    """
    Return the files of a sale; unlike a product it has no default one.
    """
    return [{key: one[key] for key in _SHOWN} for one in sale.attachments]
