"""
Pages of a custom store: good ones, bad ones, and hostile ones.
"""

from datetime import UTC, datetime

import pytest

from emulators.shipstation.domain.custom_store_page import (
    read_amount,
    read_date,
    read_page,
)
from emulators.shipstation.domain.store_calls import CallFailed
from emulators.shipstation.profile import OrderSchema
from tests.unit.emulators.shipstation.pages import DISCOUNT, ITEM, order_xml, page_xml

_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
)


def _refusal(body: bytes, schema: OrderSchema = OrderSchema.E) -> str:
    with pytest.raises(CallFailed) as refused:
        read_page(body, schema=schema, headers={})
    return str(refused.value)


@pytest.mark.parametrize(("pages", "read"), [(None, 1), (0, 1), (1, 1), (7, 7)])
def test_a_page_says_how_many_there_are(pages: int | None, read: int) -> None:
    """
    One that does not say so, or says none, is the only one.
    """
    page = read_page(
        page_xml(order_xml(), pages=pages), schema=OrderSchema.E, headers={}
    )

    assert max(page.pages, 1) == read
    assert len(page.orders) == 1


def test_elements_may_come_in_any_order() -> None:
    """
    The published schema says so, for all but the lists.
    """
    shuffled = order_xml(ship_to={"Name": None}).replace(
        "<Country>US</Country>", "<Country>US</Country><Name>Ada</Name>"
    )

    page = read_page(page_xml(shuffled), schema=OrderSchema.E, headers={})

    assert len(page.orders) == 1


def test_what_the_document_says_of_its_encoding_is_ignored() -> None:
    """
    ShipStation's own plug-in declares UTF-16 on bytes of UTF-8, and works.
    """
    body = page_xml(order_xml(GiftMessage="Größe")).replace(b'"utf-8"', b'"utf-16"')

    page = read_page(
        b"\xef\xbb\xbf" + body,
        schema=OrderSchema.E,
        headers={"Content-Type": "text/xml; charset=UTF-8"},
    )

    assert page.orders[0].findtext("GiftMessage") == "Größe"


@pytest.mark.parametrize("body", [b"", b"  \n"])
def test_an_empty_answer_has_no_root_element(body: bytes) -> None:
    """
    The sentence is the recorded one.
    """
    sentence = (
        f"Invalid XML. Error: 'Root element is missing.' We received: '{body.decode()}'"
    )

    assert _refusal(body) == sentence


@pytest.mark.parametrize(
    "body", [b"<!doctype html> <html lang='en'>oops</html>", b"\n<html>oops"]
)
def test_a_page_of_html_is_quoted_after_the_recorded_words(body: bytes) -> None:
    """
    It is cut off after a while.
    """
    refusal = _refusal(body + b"x" * 999)

    assert refusal.startswith("An error occurred attempting to update orders: <")
    assert len(refusal) < 300


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE Orders SYSTEM "http://evil.example/x.dtd"><Orders/>',
        b'<!-- hi --><!DOCTYPE Orders [<!ENTITY x SYSTEM "/etc/passwd">]><Orders>&x;',
        f'<!DOCTYPE Orders [{_LAUGHS}]><Orders pages="&l9;">&l9;</Orders>'.encode(),
    ],
)
def test_a_document_type_is_prohibited(body: bytes) -> None:
    """
    Neither an entity of another file nor a billion laughs is looked at.
    """
    assert "DTD is prohibited" in _refusal(body)


def test_a_prologue_of_many_comments_costs_no_time() -> None:
    """
    The search for a document type does not go back and forth.
    """
    assert "Invalid XML" in _refusal(b"<!-- -->" * 5000 + b"<oops")


def test_a_huge_answer_is_not_read() -> None:
    """
    Sixteen megabytes are enough.
    """
    assert "too large" in _refusal(b"<Orders>" + b" " * 17_000_000)


def test_a_text_that_is_too_deep_is_refused() -> None:
    """
    The parser's own limits stand.
    """
    assert "Invalid XML" in _refusal(b"<Orders>" + b"<a>" * 5000)


@pytest.mark.parametrize(
    "body",
    [
        b"<Orders>",
        b"not xml",
        b"\xff\xfe",
        b"<Order/>",
        b"<Orders extra='1'/>",
        page_xml("<Order/>"),
        page_xml(order_xml(), order_xml(ship_to={"Country": None})),
        page_xml(order_xml(ship_to={"Country": "USA"})),
        page_xml(order_xml(OrderTotal=None)),
        page_xml(order_xml(OrderTotal="")),
        page_xml(order_xml(Gift="yes")),
        page_xml(order_xml(OrderDate="2026-03-02T09:15:00Z")),
        page_xml(order_xml(CurrencyCode="DOLLAR")),
        page_xml(order_xml(items=ITEM.replace("Grams", "kg"))),
        page_xml(order_xml(items=ITEM.replace(">2<", ">1.5<"))),
        page_xml(order_xml(items=DISCOUNT.replace("<SKU></SKU>", ""))),
        page_xml(order_xml(Unknown="x")),
    ],
)
def test_one_thing_against_the_schema_loses_the_whole_page(body: bytes) -> None:
    """
    Also the good order that stands before the bad one.
    """
    assert _refusal(body).startswith("Invalid XML. Error: '")


@pytest.mark.parametrize(
    ("element", "order"),
    [
        ("CurrencyCode", order_xml(items="")),
        ("UPC", order_xml(CurrencyCode=None)),
    ],
)
def test_schema_d_knows_less(element: str, order: str) -> None:
    """
    ShipStation's newest sample is not valid against its newest schema.
    """
    assert f"'{element}'" in _refusal(page_xml(order), OrderSchema.D)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12/08/2011 12:56", "2011-12-08T12:56:00+00:00"),
        ("12/8/2011 9:56 PM", "2011-12-08T21:56:00+00:00"),
        ("12/8/2011 12:05 AM", "2011-12-08T00:05:00+00:00"),
        ("12/8/2011 21:56 PM", "2011-12-08T21:56:00+00:00"),
        ("12/8/11 12:56:30 PM", "2011-12-08T12:56:30+00:00"),
    ],
)
def test_dates_are_read_as_utc(text: str, iso: str) -> None:
    """
    With 12 or 24 hours, and even with both at once, as in ShipStation's own sample.
    """
    assert read_date(text) == datetime.fromisoformat(iso).astimezone(UTC)


def test_a_date_without_sense_and_an_endless_amount_are_refused() -> None:
    """
    Their form is that of the schema, their meaning is none.
    """
    with pytest.raises(CallFailed, match="valid DateTime"):
        read_date("99/99/9999 99:99")
    with pytest.raises(CallFailed, match="too large"):
        read_amount("9" * 50)
