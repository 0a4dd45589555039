"""
Orders as they are written.
"""

from dataclasses import replace

from lxml import etree

from engine.custom_store.order_xml import (
    order_element,
    orders_document,
    products_shown,
    render,
    with_images,
)
from engine.custom_store.xml import first_problem
from engine.domain.order_export import ExportOrder, export_order
from tests.unit.engine.builders import NOON, a_sale

IMAGES = {"p-mug": "https://example.org/mug.png?a=1&b=2"}


def an_order() -> ExportOrder:
    """
    Return the order of the usual sale.
    """
    sale = a_sale()
    return export_order(sale, sale.fulfilments[0])


def written(order: ExportOrder) -> etree._Element:
    """
    Return the order's element as a receiver reads it.
    """
    content = render(order, word="paid", at=NOON).content
    element = with_images(order_element(content, "paid", NOON), IMAGES)
    document = orders_document([element], pages=1)
    assert first_problem(document.encode()) is None
    return etree.fromstring(document.encode())[0]


def test_an_order_is_valid_and_complete() -> None:
    """
    Every field arrives under its name.
    """
    order = written(an_order())

    told = {name: order.findtext(name) for name in ("OrderID", "OrderStatus", "Gift")}
    assert told == {"OrderID": "task-so-00001", "OrderStatus": "paid", "Gift": "false"}
    assert order.findtext("LastModified") == "03/05/2026 12:00"
    assert order.findtext("OrderDate") == "03/04/2026 00:00"
    assert order.findtext("Customer/BillTo/Email") == "ada@example.org"
    assert order.findtext("Customer/ShipTo/Country") == "US"
    assert order.findtext("Items/Item/WeightUnits") == "Grams"
    assert order.findtext("Items/Item/ImageUrl") == IMAGES["p-mug"]


def test_text_survives_whatever_it_is() -> None:
    """
    Markup and the end of a CDATA section arrive as they were typed.
    """
    note = "a <b> & ]]> c ]]]]>>"

    assert note == written(replace(an_order(), internal_notes=note)).findtext(
        "InternalNotes"
    )


def test_what_xml_cannot_hold_is_removed_and_told() -> None:
    """
    Control characters and halves of surrogates are no characters of XML.
    """
    order = replace(an_order(), customer_notes="ring\x0bthe\x00 bell\ufffe")

    drawn = render(order, word="paid", at=NOON)

    assert written(order).findtext("CustomerNotes") == "ringthe bell"
    assert drawn.remarks == ("CustomerNotes lost characters that XML cannot hold",)


def test_long_text_is_cut_and_told() -> None:
    """
    The limit is the schema's.
    """
    order = replace(an_order(), internal_notes="x" * 1024)

    drawn = render(order, word="paid", at=NOON)

    assert drawn.problem == ""
    assert drawn.remarks == ("InternalNotes was cut from 1024 characters to 1000",)


def test_the_limit_counts_as_net_does() -> None:
    """
    A character beyond the first plane is two there, and is never cut in half.
    """
    order = replace(an_order(), internal_notes="x" + "\U0001f4e6" * 600)

    told = written(order).findtext("InternalNotes") or ""

    assert len(told.encode("utf-16-le")) // 2 == 999
    assert told.endswith("\U0001f4e6")


def test_a_place_for_an_image_cannot_be_forged() -> None:
    """
    A text that looks like the mark loses what makes it one.
    """
    order = replace(an_order(), internal_notes="\x1ap-mug\x1a")

    content = render(order, word="paid", at=NOON).content

    assert products_shown(content) == ["p-mug"]
    assert written(order).findtext("InternalNotes") == "p-mug"


def test_line_ends_are_those_of_xml() -> None:
    """
    Every reader of XML would do the same.
    """
    order = replace(an_order(), customer_notes="one\r\ntwo\rthree")

    assert written(order).findtext("CustomerNotes") == "one\ntwo\nthree"


def test_an_order_against_the_schema_has_a_problem() -> None:
    """
    A country of three letters is cut by nobody into another one.
    """
    order = an_order()
    wrong = replace(order, ship_to=replace(order.ship_to, country="U"))

    assert "Country" in render(wrong, word="paid", at=NOON).problem


def test_the_schema_takes_elements_in_any_order_and_no_strange_ones() -> None:
    """
    Order is free, what is not listed is refused.
    """
    document = orders_document(["<Order><Strange/></Order>"], pages=1)

    assert "Strange" in (first_problem(document.encode()) or "")
    assert first_problem(orders_document([], pages=1).encode()) is None
