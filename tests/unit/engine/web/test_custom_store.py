"""
The custom store's address, as ShipStation calls it.
"""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from engine.custom_store.xml import first_problem
from engine.domain.method_policy import Method
from engine.domain.records import Connection, KeyPair, State
from engine.ports.vendors import CannotAnswer
from tests.unit.engine.builders import ORGANISATION, a_sale
from tests.unit.engine.fakes import Bench, SilentLog

WINDOW = "start_date=03%2f05%2f2026+11%3a00&end_date=03%2f05%2f2026%2012:00"
NOTICE = "action=shipnotify&order_number=SO-00001&carrier=UPS&tracking_number=1Z9"


TOO_MANY = b"""<ShipNotice><OrderNumber>SO-00001</OrderNumber><Items>
<Item><SKU>MUG-1</SKU><Quantity>9</Quantity></Item></Items></ShipNotice>"""


def exported(
    client: FlaskClient,
    query: str = WINDOW,
    user: str = "ada",
    word: str = "secret",
) -> TestResponse:
    """
    Ask for an export.
    """
    return client.get(f"/custom-store?action=export&{query}", auth=(user, word))


def notified(
    client: FlaskClient, query: str = NOTICE, data: bytes = b""
) -> TestResponse:
    """
    Send a notice.
    """
    return client.post(f"/custom-store?{query}", auth=("ada", "secret"), data=data)


def connected(bench: Bench) -> None:
    """
    Let method 2 be active and the store Disabled.
    """
    bench.world.ledger.custom_stores.put(replace(bench.store, is_enabled=False))
    keys, method = KeyPair("k", "s"), Method.SHIPSTATION_STORE
    connection = Connection("c", ORGANISATION, method, State.ACTIVE, "", "a", keys)
    bench.world.ledger.connections.add(connection)


def test_an_export_is_a_valid_page(client: FlaskClient, bench: Bench) -> None:
    """
    XML, not to be cached, with the number of pages.
    """
    bench.cin7_core.put(a_sale())

    reply = exported(client)

    assert reply.status_code == 200
    assert reply.content_type.startswith("text/xml")
    assert reply.headers["Cache-Control"] == "no-store"
    assert first_problem(reply.data) is None
    root = etree.fromstring(reply.data)
    assert (root.get("pages"), root.findtext("Order/OrderNumber")) == ("1", "SO-00001")


def test_pages_have_a_hundred_orders(client: FlaskClient, bench: Bench) -> None:
    """
    Together the pages have each order once.
    """
    bench.cin7_core.put(a_sale())
    exported(client)
    mirror = bench.world.ledger.mirror
    (order,) = mirror.orders(ORGANISATION, "sale-SO-00001").values()
    for number in range(150):
        mirror.put_order(ORGANISATION, replace(order, task_id=f"task-{number:03}"))

    pages = [exported(client, f"{WINDOW}&page={page}").data for page in (1, 2, 3)]

    assert [page.count(b"<Order>") for page in pages] == [100, 51, 0]
    assert all(b'pages="2"' in page for page in pages)


def test_windows_bound_what_is_told(client: FlaskClient, bench: Bench) -> None:
    """
    Outside the window there is nothing; without dates there is no bound.
    """
    bench.cin7_core.put(a_sale())

    counts = [
        exported(client, query).data.count(b"<Order>")
        for query in ("", WINDOW, WINDOW.replace("2026", "2025"), "start_date=")
    ]

    assert counts == [1, 1, 0, 1]


def test_a_date_that_cannot_be_read_is_refused(client: FlaskClient) -> None:
    """
    With a sentence that repeats it.
    """
    reply = exported(client, "start_date=yesterday")

    assert (reply.status_code, "yesterday" in reply.text) == (400, True)


@pytest.mark.parametrize(
    ("user", "password", "status"),
    [
        ("ada", "wrong", 401),
        ("nobody", "secret", 401),
        ("bob", "secret", 403),
        ("lee", "secret", 403),
        ("kim", "secret", 403),
        ("eve", "secret", 300),
    ],
)
def test_who_may_not(
    client: FlaskClient, user: str, password: str, status: int
) -> None:
    """
    Unknown, inactive, of a Disabled store, of several organisations; notices alike.
    """
    reply = exported(client, user=user, word=password)
    notice = client.post(f"/custom-store?{NOTICE}", auth=(user, password))

    assert (reply.status_code, notice.status_code) == (status, status)
    assert "Location" not in reply.headers
    assert ("WWW-Authenticate" in reply.headers) == (status == 401)


def test_credentials_in_the_query_are_ignored(
    client: FlaskClient, log: SilentLog
) -> None:
    """
    Only the header counts, and the log does not repeat them.
    """
    query = "action=export&SS-UserName=ada&SS-Password=secret"

    assert client.get(f"/custom-store?{query}").status_code == 401
    assert "secret" not in "".join(log.events)


@pytest.mark.parametrize("query", ["", "action=delete"])
def test_other_actions_are_unknown(client: FlaskClient, query: str) -> None:
    """
    There are exactly two.
    """
    reply = client.get(f"/custom-store?{query}", auth=("ada", "secret"))

    assert reply.status_code == 400


def test_method_2_keeps_the_store_from_exporting(
    client: FlaskClient, bench: Bench
) -> None:
    """
    Notices for orders that left before are still taken.
    """
    bench.cin7_core.put(a_sale())
    exported(client)
    connected(bench)

    reply = exported(client)

    assert (reply.status_code, "fulfilled twice" in reply.text) == (409, True)
    assert bench.log()[-1] == ("", "held_back", "slot")
    assert notified(client).status_code == 200


def test_a_silent_cin7_core_makes_the_store_unavailable(
    client: FlaskClient, bench: Bench
) -> None:
    """
    ShipStation asks for the same window again; so with a silent directory.
    """
    bench.cin7_core.problem = CannotAnswer("Cin7 Core did not answer in time")
    reply = exported(client)
    bench.directory.is_silent = True

    assert (reply.status_code, reply.text) == (503, "Cin7 Core did not answer in time")
    assert exported(client).status_code == 503
    assert bench.log()[-1] == ("", "failed", "unavailable")


def test_a_notice_reaches_the_sale(client: FlaskClient, bench: Bench) -> None:
    """
    By the action's name in any case.
    """
    bench.cin7_core.put(a_sale())
    exported(client)

    reply = notified(client, NOTICE.replace("shipnotify", "shipNotify"))

    assert reply.status_code == 200
    assert bench.cin7_core.plans[0].lines[0].tracking_number == "1Z9"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<ShipNotice>", 400),
        (b"<!DOCTYPE ShipNotice><ShipNotice/>", 400),
        (b"<ShipNotice><OrderNumber>SO-9</OrderNumber></ShipNotice>", 404),
        (b"x" * 1_000_001, 413),
        (
            TOO_MANY,
            422,
        ),
    ],
)
def test_bad_notices_are_refused(
    client: FlaskClient, bench: Bench, body: bytes, status: int
) -> None:
    """
    Malformed, unknown, too large, impossible.
    """
    bench.cin7_core.put(a_sale())
    exported(client)

    assert notified(client, data=body).status_code == status


@pytest.mark.parametrize(
    "kind",
    [
        "text/xml",
        "application/xml; charset=utf-16",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json",
        "image/png",
        "nonsense",
        "",
    ],
)
def test_the_content_type_of_a_notice_does_not_matter(
    client: FlaskClient, bench: Bench, kind: str
) -> None:
    """
    The body says itself how it is encoded; senders are known to say anything.
    """
    bench.cin7_core.put(a_sale())
    exported(client)
    body = "<ShipNotice><OrderNumber>SO-00001</OrderNumber></ShipNotice>"
    mark = b"\xef\xbb\xbf"

    replies = [
        client.post(
            "/custom-store?action=shipnotify",
            data=encoded,
            auth=("ada", "secret"),
            headers={"Content-Type": kind},
        )
        for encoded in (body.encode(), body.encode("utf-16"), mark + body.encode())
    ]

    assert [reply.status_code for reply in replies] == [200, 200, 200]


@pytest.mark.parametrize(
    "page", ["0", "-1", "x", "9" * 30, "9" * 5000, "\u0663", "1.5", ""]
)
def test_a_strange_page_is_no_failure(client: FlaskClient, page: str) -> None:
    """
    It is the first, or one that has no orders.
    """
    assert exported(client, urlencode({"page": page})).status_code == 200
