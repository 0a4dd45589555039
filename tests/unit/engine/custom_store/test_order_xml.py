"""
Orders as they are written.
"""

from dataclasses import replace

from lxml import etree

from engine.custom_store.order_xml import order_element, orders_document, render
from engine.custom_store.xml import first_problem
from engine.domain.order_export import ExportOrder, export_order
from tests.unit.engine.builders import NOON, a_sale


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
    document = orders_document([order_element(content, "paid", NOON)], pages=1)
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
