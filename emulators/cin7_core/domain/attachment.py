"""
Files that hang on a product; the default image is what web shops show.
"""

from urllib.parse import quote

from emulators.cin7_core.domain.product import Product, Products
from emulators.cin7_core.domain.reading import Document, boolean, text
from emulators.cin7_core.domain.refusal import Refused

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
_HOST = "https://inventory.dearsystems.com/Attachment/Download"


class NoAttachment(Refused):
    """
    There is no attachment of this id.
    """


class NoContent(Refused):
    """
    A new attachment has neither content nor an address to take it from.
    """


def attach(product: Product, body: Document, new_id: str) -> None:
    """
    Hang a file on the product.

    Raises:
        NoContent: There is no file.
    """
    if not (text(body, "Content") or text(body, "FileDownloadUrl")):
        raise NoContent("Content or FileDownloadUrl is required")
    name = text(body, "FileName")
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    is_default = boolean(body.get("IsDefault"))
    if is_default:
        for other in product.attachments:
            other["IsDefault"] = "false"
    address = f"{_HOST}?ID={new_id}&ContentType={kind}&FileName={quote(name)}"
    product.attachments.append(
        {
            "ID": new_id,
            "ContentType": kind,
            "IsDefault": "true" if is_default else "false",
            "FileName": name,
            "DownloadUrl": f"{address}&isPublic=True",
        }
    )


def detach(products: Products, attachment_id: str) -> Product:
    """
    Take a file away, and return the product that it hung on.

    Raises:
        NoAttachment: No product has it.
    """
    for product in products:
        left = [one for one in product.attachments if one["ID"] != attachment_id]
        if len(left) < len(product.attachments):
            product.attachments = left
            return product
    raise NoAttachment(f"Attachment with ID {attachment_id} not found")
