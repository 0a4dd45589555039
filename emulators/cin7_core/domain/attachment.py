"""
Files that hang on products, families and sales; no file is ever kept, only its name.

The default image of a product is what web shops show.
"""

from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

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
PUBLIC = "isPublic=True"


class NoAttachment(Refused):
    """
    There is no attachment of this id.
    """


class NoContent(Refused):
    """
    A new attachment has neither content nor an address to take it from.
    """


class HasFiles(Protocol):
    """
    What files hang on.
    """

    attachments: list[dict[str, Any]]


Holder = TypeVar("Holder", bound=HasFiles)


class Files(Generic[Holder]):
    """
    What each file hangs on, by the file's id.
    """

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._holders: dict[str, Holder] = {}
        for holder in holders:
            self.put(holder)

    def put(self, holder: Holder) -> None:
        """
        Take note of the files that hang on something.
        """
        for one in holder.attachments:
            self._holders[one["ID"]] = holder

    def detach(self, file_id: str) -> Holder:
        """
        Take a file away, and return what it hung on.

        Raises:
            NoAttachment: Nothing has it.
        """
        holder = self._holders.pop(file_id, None)
        if holder is None:
            raise NoAttachment(f"Attachment with ID {file_id} not found")
        left = [one for one in holder.attachments if one["ID"] != file_id]
        holder.attachments = left
        return holder


def attach(
    holder: HasFiles, body: Document, new_id: str, *, address_ends: str = PUBLIC
) -> dict[str, Any]:
    """
    Hang a file on something, and return how it is shown.

    Raises:
        NoContent: There is no file.
    """
    if not (text(body, "Content") or text(body, "FileDownloadUrl")):
        raise NoContent("Content or FileDownloadUrl is required")
    name = text(body, "FileName")
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    is_default = boolean(body.get("IsDefault"))
    if is_default:
        for other in holder.attachments:
            other["IsDefault"] = "false"
    address = f"{_HOST}?ID={new_id}&ContentType={kind}&FileName={quote(name)}"
    file = {
        "ID": new_id,
        "ContentType": kind,
        "IsDefault": "true" if is_default else "false",
        "FileName": name,
        "DownloadUrl": f"{address}&{address_ends}",
    }
    holder.attachments.append(file)
    return file
