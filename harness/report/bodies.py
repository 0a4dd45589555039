"""
Bodies as a person reads them: indented, and without secrets.
"""

from decimal import Decimal

import msgspec
from lxml import etree

from emulators.kit.masking import mask_document, may_hold_secret

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_encode = msgspec.json.Encoder(decimal_format="number").encode
_XML = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    remove_blank_text=True,
    strip_cdata=False,
)


class Bodies:
    """
    Readable texts; each body is read once, however often it passes.
    """

    def __init__(self) -> None:
        self._texts: dict[bytes, str] = {}

    def text(self, body: bytes) -> str:
        """
        Return the body as text.
        """
        text = self._texts.get(body)
        if text is None:
            text = self._texts[body] = readable(body)
        return text


def readable(body: bytes) -> str:
    """
    Return a body, indented, with secrets masked; numbers stay as they were sent.
    """
    if body.lstrip()[:1] == b"<":
        return _xml(body)
    try:
        if may_hold_secret(body):
            body = _encode(mask_document(_decode(body)))
        return msgspec.json.format(body, indent=2).decode()
    except (msgspec.DecodeError, UnicodeDecodeError):
        return body.decode("utf-8", "replace")


def _xml(body: bytes) -> str:
    try:
        root = etree.fromstring(body, _XML)
    except etree.XMLSyntaxError:
        return body.decode("utf-8", "replace")
    etree.indent(root)
    return etree.tostring(root, encoding="unicode")
