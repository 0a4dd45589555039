"""
Whatever stands in a sale, its order is good XML that says the same, or is held back.

One bad order loses a whole page at ShipStation, so none may ever leave.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.adapters.cin7_documents import read_sale as read_document
from engine.custom_store.notice_xml import parse_notice
from engine.custom_store.order_xml import order_element, orders_document, with_images
from engine.custom_store.reading import read_sale
from engine.custom_store.xml import Malformed, first_problem
from engine.domain.order_export import ExportOptions
from engine.domain.records import CustomStore
from engine.domain.ship_notice import ShipNotice
from engine.domain.windows import NotADate, Window, parse_window
from tests.unit.engine.builders import NOON, ORGANISATION
from tests.unit.engine.fakes import Bench, make_bench

STORE = CustomStore(
    ORGANISATION,
    is_enabled=True,
    options=ExportOptions("AdditionalAttribute1", {"ProductCustomField1": "Colour"}),
)
NASTY = (
    "",
    " ",
    "\U0001f4e6\U0001f468\u200d\U0001f469\u200d\U0001f467 caf\u0065\u0301",
    "a ]]> b ]]]]>> <![CDATA[",
    "<Order>&amp;</Order><!-- <?xml?>",
    "'; DROP TABLE orders; --",
    "\x00\x01\x08\x0b\x1f\x7f\x85\ufffe\uffff",
    "\x1ap-mug\x1a",
    "one\r\ntwo\rthree\n",
    "\u202eright to left\u202c",
    "%s {0} ${x} \\u0000",
    "x" * 10_000,
    "\U0001f4e6" * 10_000,
)
TEXTS = (
    st.sampled_from(NASTY)
    | st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=60)
    | st.text(st.characters(categories=["Cc", "Cs", "Co", "So"]), max_size=20)
)
SANE = st.decimals("0.0001", "9999", places=4).map(str)
ABSURD = st.sampled_from(
    ["0", "-1", "1e400", "-1e400", "NaN", "Infinity", "abc", "99999999999"]
)


def seldom(usual: st.SearchStrategy[Any], strange: st.SearchStrategy[Any]) -> Any:
    """
    Return a strategy that is strange once in twelve times.
    """
    return st.integers(0, 11).flatmap(lambda one: usual if one else strange)


NUMBERS = seldom(SANE, ABSURD)

# Element of the order, the limit of the schema.
TOLD = {
    "ShippingMethod": ("Carrier", 100),
    "CustomerNotes": ("ShippingNotes", 1000),
    "InternalNotes": ("Note", 1000),
    "CustomField1": ("CustomerReference", 100),
    "CustomField2": ("SourceChannel", 100),
    "Customer/BillTo/Company": ("Customer", 100),
    "Customer/BillTo/Phone": ("Phone", 50),
    "Customer/BillTo/Email": ("Email", 100),
}
ADDRESS = {
    "Address1": ("Line1", 200),
    "Address2": ("Line2", 200),
    "City": ("City", 100),
    "PostalCode": ("Postcode", 50),
    "Company": ("Company", 100),
}
NUMBER_FIELDS = ("Quantity", "Price", "Discount", "Tax", "ProductWeight", "Total")


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """
    Return a sale as Cin7 Core tells it: ready, but for what stands in its fields.
    """
    texts = {name: draw(TEXTS) for name, _ in TOLD.values()}
    numbers = dict.fromkeys(NUMBER_FIELDS, "1")
    for name in draw(st.sets(st.sampled_from(NUMBER_FIELDS), max_size=2)):
        numbers[name] = draw(NUMBERS)
    legible = TEXTS.map("A{}".format)
    line = {"ProductID": "p-1", "SKU": draw(TEXTS), "Name": draw(TEXTS), **numbers}
    pack = {
        **line,
        "Box": "Box 1",
        "Location": draw(TEXTS),
        "BatchSN": draw(TEXTS),
        "WeightUnits": draw(st.sampled_from(["kg", "lb", "stone", None])),
        "ProductCustomField1": draw(TEXTS),
    }
    done = {"Status": "AUTHORISED", "Lines": [pack]}
    ship = {"Status": "DRAFT", "Lines": [{"Box": "Box 1"}]}
    address = {name: draw(seldom(legible, TEXTS)) for name, _ in ADDRESS.values()}
    days = st.sampled_from(["soon", "0000-00-00", None])
    return {
        **texts,
        "SaleOrderDate": draw(seldom(st.just("2026-03-04T00:00:00"), days)),
        "CustomerCurrency": "USD",
        "Location": draw(TEXTS),
        "ShippingAddress": {**address, "Country": "Germany", "State": draw(TEXTS)},
        "AdditionalAttributes": {"AdditionalAttribute1": draw(TEXTS)},
        "Order": {
            "SaleOrderNumber": "SO-00001",
            "Status": "AUTHORISED",
            "Lines": [line],
            "AdditionalCharges": [{"Description": draw(TEXTS), "Total": draw(NUMBERS)}],
            "Tax": numbers["Tax"],
            "Total": draw(NUMBERS),
        },
        "Fulfilments": [{"TaskID": "t", "Pick": done, "Pack": done, "Ship": ship}],
    }


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """
    Return a bench for all examples; each has a sale of its own.
    """
    bench = make_bench()
    yield bench
    bench.database.close()


_serial = count(1)


def held_or_written(
    bench: Bench, document: dict[str, Any]
) -> tuple[etree._Element | None, str]:
    """
    Return the order's element, or nothing, and what the log says of it.
    """
    number = next(_serial)
    document["ID"] = f"sale-{number}"
    document["Fulfilments"][0]["TaskID"] = f"task-{number}"
    try:
        sale = read_document(document)
    except (ValueError, ArithmeticError) as problem:
        return None, str(problem)
    outcomes = read_sale(bench.world, STORE, sale)
    (order,) = bench.world.ledger.mirror.orders(ORGANISATION, sale.sale_id).values()
    told = " ".join(one.detail for one in outcomes)
    if not order.is_offered:
        return None, told
    element = with_images(order_element(order.content, "draft", NOON), {})
    page = orders_document([element], pages=1).encode()
    assert first_problem(page) is None
    return etree.fromstring(page)[0], told


def is_character(one: str) -> bool:
    """
    Tell whether XML 1.0 has the character, by the production in its text.
    """
    code = ord(one)
    return (
        code in {0x9, 0xA, 0xD}
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )


def check_text(got: str | None, typed: str, limit: int, told: str) -> None:
    """
    Check that the text arrived as it was typed, and that the log tells what was lost.
    """
    legal = "".join(filter(is_character, typed))
    expected = legal.replace("\r\n", "\n").replace("\r", "\n").strip()
    size = len(expected.encode("utf-16-le")) // 2
    if size <= limit:
        assert (got or "") == expected
    else:
        assert got
        assert expected.startswith(got)
        assert len(got.encode("utf-16-le")) // 2 <= limit
        assert "was cut" in told
    if legal != typed:
        assert "lost characters" in told


@settings(max_examples=150, deadline=None)
@given(document=documents())
def test_an_order_says_the_same_or_is_held_back(
    bench: Bench, document: dict[str, Any]
) -> None:
    """
    Valid by the schema, each text intact; else a sentence says why it is held.
    """
    order, told = held_or_written(bench, document)

    event("held back" if order is None else "written")
    if order is None:
        assert told
        return
    for path, (field, limit) in TOLD.items():
        check_text(order.findtext(path), document[field], limit, told)
    address = document["ShippingAddress"]
    for name, (field, limit) in ADDRESS.items():
        found = order.findtext(f"Customer/ShipTo/{name}")
        check_text(found, address[field], limit, told)
    packed = document["Fulfilments"][0]["Pack"]["Lines"][0]
    check_text(order.findtext("Items/Item/SKU"), packed["SKU"], 100, told)
    check_text(order.findtext("Items/Item/Location"), packed["Location"], 100, told)
    assert int(order.findtext("Items/Item/Quantity") or 0) >= 1


@pytest.mark.parametrize("text", NASTY)
def test_every_text_at_once(bench: Bench, text: str) -> None:
    """
    The same nasty text in each field; an address of nothing is held back.
    """
    line = {"ProductID": "p", "SKU": text, "Name": text, "Quantity": "1", "Price": "2"}
    done = {"Status": "AUTHORISED", "Lines": [{**line, "Location": text}]}
    ship = {"Status": "DRAFT", "Lines": [{"Box": "Box 1"}]}
    lines = {field: text for field, _ in ADDRESS.values()}
    document: dict[str, Any] = {
        **{field: text for field, _ in TOLD.values()},
        "SaleOrderDate": "2026-03-04",
        "ShippingAddress": {**lines, "Country": "Germany"},
        "Order": {"SaleOrderNumber": "SO-1", "Status": "AUTHORISED", "Lines": [line]},
        "Fulfilments": [{"TaskID": "t", "Pick": done, "Pack": done, "Ship": ship}],
    }

    order, told = held_or_written(bench, document)

    if order is None:
        assert not any(one.isprintable() and not one.isspace() for one in text)
        assert "address" in told
    else:
        for path, (field, limit) in TOLD.items():
            check_text(order.findtext(path), document[field], limit, told)


def read_or_refused(read: Callable[[], object]) -> object:
    """
    Return what was read, or the sentence of the refusal.
    """
    try:
        return read()
    except (NotADate, Malformed) as problem:
        return str(problem)


DATES = (
    "{0:%m/%d/%Y %H:%M}",
    "{0.month}/{0.day}/{0.year:04} {0.hour}:{0:%M}",
    "{0:%m/%d/%Y %H:%M:%S}",
    "{0:%m/%d/%Y %I:%M %p}",
    "{0:%m/%d/%Y %I:%M:%S %p}",
    "{0:%m/%d/%Y  %H:%M:%S %p}",
)


@settings(max_examples=200, deadline=None)
@given(
    moment=st.datetimes(min_value=NOON.replace(tzinfo=None, year=1900)),
    shape=st.sampled_from(DATES),
)
def test_every_shape_of_a_date_is_the_same_minute(moment: Any, shape: str) -> None:
    """
    With and without seconds and halves of the day, even both at once.
    """
    text = shape.format(moment.replace(second=0, microsecond=0))

    start_at = parse_window(text, None).start_at

    assert start_at is not None
    assert start_at.replace(tzinfo=None) == moment.replace(second=0, microsecond=0)


@settings(max_examples=300, deadline=None)
@given(start=TEXTS, end=TEXTS)
@example(start="12/31/9999 23:59", end="12/31/9999 23:59")
@example(start="00/00/0000 00:00", end="99/99/9999 99:99")
@example(start="2026-03-05T12:00:00Z", end="03/05/2026")
def test_any_other_text_is_refused_as_no_date(start: str, end: str) -> None:
    """
    With a sentence, never with a failure.
    """
    told = read_or_refused(lambda: parse_window(start, end))

    assert isinstance(told, Window) or told


@settings(max_examples=300, deadline=None)
@given(
    body=st.binary(max_size=200)
    | st.tuples(
        st.sampled_from(["OrderNumber", "ShippingCost", "ShipDate", "Items", "x:y"]),
        TEXTS,
        st.sampled_from(["utf-8", "utf-16", "latin-1", "utf-7", "klingon"]),
    ).map(
        lambda one: (
            f'<?xml version="1.0" encoding="{one[2]}"?>'
            f"<ShipNotice><{one[0]}>{one[1]}</{one[0]}></ShipNotice>"
        ).encode("utf-8", errors="replace")
    ),
    number=TEXTS,
)
@example(body="<ShipNotice/>".encode("utf-16"), number="SO-1")
@example(body=b"\xef\xbb\xbf<ShipNotice/>", number="SO-1")
@example(
    body=b"<ShipNotice><ShippingCost>1e999999</ShippingCost></ShipNotice>", number="1"
)
def test_any_notice_is_read_or_refused(body: bytes, number: str) -> None:
    """
    Wrong encodings, no XML, absurd numbers: malformed, never a failure.
    """
    query = {"order_number": number, "tracking_number": number}

    told = read_or_refused(lambda: parse_notice(body, query))

    assert told
    if isinstance(told, ShipNotice):
        assert told.order_number or told.order_id
        assert "\x00" not in told.shipment.identity
