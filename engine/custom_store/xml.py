"""
The one XML parser and the one schema, each made once and never reaching outside.
"""

from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

# libxml2 makes the types of all schemas with the first, which two threads cannot do at
# once, and a schema has one list of errors.
_schema_lock = Lock()


class Malformed(ValueError):
    """
    The bytes are no XML that is accepted here.
    """


def parse(document: bytes) -> "etree._Element":
    """
    Return the root of the document.

    Entities, DTDs and the network are off. With entities off the parser would
    still keep a reference to an external one, so any DOCTYPE is refused.

    Raises:
        Malformed: It is not well-formed, or has a DOCTYPE.
    """
    from lxml import etree  # noqa: PLC0415 - a start reads no XML

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Malformed(f"the body is not well-formed XML: {problem}") from None
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        raise Malformed("the body has a DOCTYPE, which is not accepted")
    return root


@cache
def _orders_schema() -> "etree.XMLSchema":
    from lxml import etree  # noqa: PLC0415 - as above

    source = files("engine.custom_store").joinpath("schemas/orders.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(source))


def first_problem(orders: bytes) -> str | None:
    """
    Return what is wrong with an Orders document by the schema, or nothing.
    """
    root = parse(orders)
    with _schema_lock:
        schema = _orders_schema()
        if schema.validate(root):
            return None
        errors: Any = schema.error_log
        return str(errors[0].message)
