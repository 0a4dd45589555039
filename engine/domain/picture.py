"""
Images of products: which one an order shows, and what an address must look like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s/?#\[\]@]+([/?#].*)?", re.IGNORECASE)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Image:
    """
    An image of a product.

    Attributes:
        is_default: Lists leave it out; then no image says so.
    """

    url: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """
    A product as far as its images go; *version* is equal while nothing changed.
    """

    product_id: str
    version: str
    images: tuple[Image, ...] = ()
    sku: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """
    The image that stands for a product; an empty address if there is none.
    """

    product_id: str
    url: str
    version: str


def default_image(images: Sequence[Image]) -> Image | None:
    """
    Return the default image, or the only one; nothing if that is not told.
    """
    marked = [one for one in images if one.is_default]
    candidates = marked or images
    return candidates[0] if len(candidates) == 1 else None


def image_address(url: str) -> str:
    """
    Return the address as an order may carry it, or nothing if it cannot.
    """
    if not _WEB.fullmatch(url.strip()):
        return ""
    address = quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]-._")
    return address if len(address) <= _LONGEST else ""
