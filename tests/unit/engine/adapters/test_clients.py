"""
The clients of both vendors: what they send, understand and try again.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from engine.adapters.allowance import Allowance
from engine.adapters.cin7_core import Cin7Core
from engine.adapters.directory import HttpDirectory
from engine.adapters.http import Http, Timeouts, basic, operation_of
from engine.adapters.shipstation import ShipStation
from engine.domain.records import KeyPair, Organisation
from engine.domain.sale import ShipLine
from engine.domain.ship_plan import ShipPlan
from engine.ports.vendors import (
    CannotAnswer,
    CredentialsRefused,
    ListedShipment,
    Rejected,
    Throttled,
)
from tests.unit.engine.adapters.stub import Stub, serving
from tests.unit.engine.fakes import ManualClock

ME = b'{"Company": "Ada Ltd"}'
PLAN = ShipPlan(
    "task-1",
    "AUTHORISED",
    (ShipLine("Box 1", "UPS", "1Z9", date(2026, 3, 6), is_shipped=True),),
    "Thank you",
    adds_tracking=True,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Stub]:
    """
    Yield the stub of this module.
    """
    with serving() as stub:
        yield stub


@pytest.fixture
def stub(server: Stub) -> Stub:
    """
    Return the stub, with nothing told.
    """
    server.answers.clear()
    server.calls.clear()
    return server


@pytest.fixture
def http() -> Iterator[Http]:
    """
    Yield a pool.
    """
    pool = Http("The vendor", Timeouts(1, 1, 2))
    yield pool
    pool.close()


def cin7_core(
    http: Http,
    stub: Stub,
    clock: ManualClock | None = None,
    allowance: Allowance | None = None,
) -> Cin7Core:
    """
    Return a client, patient if there is a clock to wait on.
    """
    organisation = Organisation("account", "Ada Ltd", "key")
    return Cin7Core(
        http,
        stub.url,
        organisation,
        clock=clock or ManualClock(),
        patient=clock is not None,
        allowance=allowance or Allowance(clock or ManualClock(), lambda _: None),
    )


def shipstation(
    http: Http,
    stub: Stub,
    clock: ManualClock | None = None,
    allowance: Allowance | None = None,
) -> ShipStation:
    """
    Return a client, patient if there is a clock to wait on.
    """
    return ShipStation(
        http,
        stub.url,
        KeyPair("key", "secret"),
        clock=clock or ManualClock(),
        patient=clock is not None,
        allowance=allowance or Allowance(clock or ManualClock(), lambda _: None),
    )


def test_cin7_core_is_asked_with_both_headers(http: Http, stub: Stub) -> None:
    """
    Account and key travel in headers.
    """
    stub.will(200, ME)

    assert cin7_core(http, stub).check() == "Ada Ltd"
    _, path, headers, _ = stub.calls[0]
    assert path == "/me"
    assert headers["api-auth-accountid"] == "account"
    assert headers["api-auth-applicationkey"] == "key"


LIMITS = [
    (
        429,
        b"You reached 60 calls per minute API limit",
        {"Retry_After": "30 sec"},
        30.0,
    ),
    (429, b"", {}, 60.0),
    (503, b"You reached 60 calls per minute API limit", {}, 60.0),
    (400, b'[{"ErrorCode":400,"Exception":"60 calls per 60 seconds"}]', {}, 60.0),
]


@pytest.mark.parametrize(("status", "body", "headers", "wait"), LIMITS)
def test_the_three_forms_of_the_limit(
    http: Http,
    stub: Stub,
    status: int,
    body: bytes,
    headers: dict[str, str],
    wait: float,
) -> None:
    """
    A patient client waits as told; another ends at once.
    """
    clock = ManualClock()
    stub.will(status, body, **headers)
    stub.will(200, ME)
    stub.will(status, body, **headers)

    cin7_core(http, stub, clock).check()

    assert clock.slept == [wait]
    with pytest.raises(Throttled):
        cin7_core(http, stub).check()


def test_a_403_is_throttling_first(http: Http, stub: Stub) -> None:
    """
    Only the third in a row means that the credentials are refused.
    """
    clock = ManualClock()
    for status in (403, 200, 403, 403, 403):
        stub.will(status, ME)

    cin7_core(http, stub, clock).check()
    with pytest.raises(CredentialsRefused):
        cin7_core(http, stub, clock).check()

    assert clock.slept == [60.0, 60.0, 60.0]


def test_a_broken_vendor_is_tried_again_with_growing_waits(
    http: Http, stub: Stub
) -> None:
    """
    Five attempts, then the run ends.
    """
    clock = ManualClock()
    for _ in range(5):
        stub.will(500)

    with pytest.raises(CannotAnswer, match="answered 500"):
        cin7_core(http, stub, clock).check()

    assert clock.slept == [2.0, 4.0, 8.0, 16.0]


def test_a_write_is_not_repeated_blindly(http: Http, stub: Stub) -> None:
    """
    After a lost reply somebody has to look first; a throttled one did nothing.
    """
    clock = ManualClock()
    stub.will(429)
    stub.will(500)

    with pytest.raises(CannotAnswer):
        cin7_core(http, stub, clock).ship(PLAN)

    assert len(stub.calls) == 2
    assert msgspec.json.decode(stub.calls[0][3]) == {
        "TaskID": "task-1",
        "Status": "AUTHORISED",
        "ShippingNotes": "Thank you",
        "AddTrackingNumbers": True,
        "Lines": [
            {
                "ShipmentDate": "2026-03-06",
                "Carrier": "UPS",
                "Box": "Box 1",
                "TrackingNumber": "1Z9",
                "IsShipped": True,
            }
        ],
    }


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (400, b'[{"ErrorCode":400,"Exception":"Sale not found"}]', "Sale not found"),
        (200, b'{"ErrorCode":404,"Exception":"Category not found."}', "Category"),
        (200, b"<html>Page not found</html>", "SEATRIAL_ENGINE_CIN7_CORE_URL"),
    ],
)
def test_a_no_is_a_no(
    http: Http, stub: Stub, status: int, body: bytes, sentence: str
) -> None:
    """
    Errors come with any status, and an unknown path is a page.
    """
    stub.will(status, body)

    with pytest.raises(Rejected, match=sentence):
        cin7_core(http, stub, ManualClock()).sale("sale-1")


def test_a_list_is_read(http: Http, stub: Stub) -> None:
    """
    Rows are asked for in the largest pages, since an instant in UTC.
    """
    row: dict[str, Any] = {
        "SaleID": "ABC",
        "OrderNumber": "SO-1",
        "Updated": "2026-03-05T09:14:22.37Z",
    }
    row |= {"OrderStatus": "AUTHORISED", "CombinedTrackingNumbers": None}
    stub.will(200, msgspec.json.encode({"Total": 1, "SaleList": [row]}))
    since = datetime(2026, 3, 5, 9, 0, 1, 250000, tzinfo=UTC)

    (found,) = cin7_core(http, stub).updated_since(since, 2)

    assert (found.sale_id, found.tracking_numbers) == ("abc", "")
    assert stub.calls[0][1] == (
        "/saleList?Page=2&Limit=1000&UpdatedSince=2026-03-05T09%3A00%3A01.250Z"
    )


def test_a_sale_is_read(http: Http, stub: Stub) -> None:
    """
    Names vary by case, numbers may be strings, nulls may stand anywhere.
    """
    document = {
        "ID": "ABC",
        "Phone": None,
        "Order": {"SaleOrderNumber": "SO-1", "Status": "AUTHORISED", "Total": 36.5},
        "SaleOrderDate": "2026-03-04T00:00:00",
        "LastModifiedOn": "2026-03-05T09:14:22",
        "Fulfilments": [
            {
                "TaskID": "DEF",
                "FulfillmentNumber": 2,
                "Pack": {
                    "Status": "AUTHORISED",
                    "Lines": [{"SKU": "MUG", "Quantity": "1.5", "ProductWeight": 0.35}],
                },
                "Ship": {"Status": "DRAFT", "Lines": [{"Boxes": "Box 1"}]},
            }
        ],
    }
    stub.will(200, msgspec.json.encode(document))

    sale = cin7_core(http, stub).sale("abc")

    task = sale.fulfilments[0]
    assert (sale.sale_id, sale.phone, sale.total) == ("abc", "", Decimal("36.5"))
    assert (task.task_id, task.number, task.ship_lines[0].box) == ("def", 2, "Box 1")
    assert task.pack_lines[0].quantity == Decimal("1.5")
    assert sale.last_modified_at == datetime(2026, 3, 5, 9, 14, 22, tzinfo=UTC)


def test_shipments_are_asked_for_in_pacific_time(http: Http, stub: Stub) -> None:
    """
    Noon in UTC is four o'clock in winter.
    """
    shipment = {"shipmentId": 7, "orderKey": "K", "trackingNumber": "1Z9"}
    shipment |= {"carrierCode": "ups", "shipmentCost": 7.8, "shipDate": "2026-03-06"}
    shipment |= {"shipmentItems": [{"sku": "MUG", "quantity": 2}]}
    stub.will(200, msgspec.json.encode({"shipments": [shipment], "pages": 0}))

    (found,) = shipstation(http, stub).shipments_since(
        datetime(2026, 3, 5, 12, 0, tzinfo=UTC), 1, size=500
    )

    assert isinstance(found, ListedShipment)
    assert (found.shipment_id, found.order_key) == ("7", "K")
    assert found.shipment.cost == Decimal("7.8")
    assert found.shipment.items[0].quantity == 2
    assert "createDateStart=2026-03-05+04%3A00%3A00" in stub.calls[0][1]
    assert "includeShipmentItems=true" in stub.calls[0][1]


def test_an_account_is_known_by_its_users(http: Http, stub: Stub) -> None:
    """
    Their order and case make no difference.
    """
    stub.will(200, b'[{"userId": "B"}, {"userId": "a"}]')
    stub.will(200, b'[{"userId": "A"}, {"userId": "b"}]')
    client = shipstation(http, stub)

    assert client.identity() == client.identity()


def test_shipstations_limit_is_obeyed(http: Http, stub: Stub) -> None:
    """
    After a refusal, and before one when the allowance is used up.
    """
    clock = ManualClock()
    stub.will(429, b'{"message": "Too Many Requests"}', X_Rate_Limit_Reset="17")
    stub.will(200, b"[]", X_Rate_Limit_Remaining="0", X_Rate_Limit_Reset="42")
    stub.will(200, b"[]")
    client = shipstation(http, stub, clock)

    client.identity()
    client.identity()

    assert clock.slept == [17.0, 42.0]


def test_clients_of_one_pair_share_what_is_left(http: Http, stub: Stub) -> None:
    """
    What one heard, patient or not, spares the next a call in vain.
    """
    clock = ManualClock()
    waits: list[float] = []
    allowance = Allowance(clock, waits.append)
    stub.will(429, X_Rate_Limit_Reset="17")
    stub.will(200, b"[]")

    with pytest.raises(Throttled):
        shipstation(http, stub, allowance=allowance).identity()
    clock.advance(seconds=5)
    shipstation(http, stub, clock, allowance).identity()

    assert (clock.slept, waits, len(stub.calls)) == ([12.0], [12.0], 2)


@pytest.mark.parametrize("status", [200, 401, 403, 429, 500])
def test_too_many_requests_is_read_in_the_body(
    http: Http, stub: Stub, status: int
) -> None:
    """
    Whatever the status says, the keys are not refused and nothing is broken.
    """
    clock = ManualClock()
    stub.will(status, b'{ "message": "Too Many Requests" }', X_Rate_Limit_Reset="9")
    stub.will(200, b"[]")

    shipstation(http, stub, clock).identity()

    assert clock.slept == [9.0]


def test_a_note_is_no_refusal(http: Http, stub: Stub) -> None:
    """
    A page of orders may contain the words.
    """
    order = {"orderKey": "K", "orderNumber": "N", "notes": "Too Many Requests" * 40}
    stub.will(200, msgspec.json.encode({"orders": [order]}))

    (found,) = shipstation(http, stub).orders_since(datetime(2026, 3, 5, tzinfo=UTC), 1)

    assert found.order_key == "K"


def test_an_answer_that_repeats_credentials_loses_them(http: Http, stub: Stub) -> None:
    """
    Before a sentence is made of it, which goes into logs and pages.
    """
    pair = KeyPair("k" * 32, "s" * 32)
    sent = basic(pair.key, pair.secret)["Authorization"]
    stub.will(400, f"bad header {sent}, {pair.key}, {pair.secret}".encode())
    client = ShipStation(
        http,
        stub.url,
        pair,
        clock=ManualClock(),
        patient=False,
        allowance=Allowance(ManualClock(), lambda _: None),
    )

    with pytest.raises(Rejected) as problem:
        client.identity()

    assert str(problem.value).endswith("bad header Basic ***, ***, ***")


@pytest.mark.parametrize(
    ("url", "operation"),
    [
        ("/saleList?Page=2", "GET /saleList"),
        ("/orders/123456", "GET /orders/{id}"),
        ("/sale/4b8f3f0e-37c5-4d5f-9f0a-1d2c3b4a5e6f/x", "GET /sale/{id}/x"),
        ("/products/SO-00001", "GET /products/{id}"),
        ("/sale/fulfilment/ship", "GET /sale/fulfilment/ship"),
    ],
)
def test_an_operation_is_named_without_ids(url: str, operation: str) -> None:
    """
    So that there are few names.
    """
    assert operation_of("GET", url) == operation


def test_refused_keys_are_told_at_once_by_an_impatient_client(
    http: Http, stub: Stub
) -> None:
    """
    One call, one answer.
    """
    stub.will(401, b'{"Message": "no"}')

    with pytest.raises(CredentialsRefused):
        shipstation(http, stub).identity()


def test_refused_keys_are_no_throttling_at_shipstation(http: Http, stub: Stub) -> None:
    """
    A patient client does not ask a second time either.
    """
    clock = ManualClock()
    stub.will(401, b'{"Message": "no"}')

    with pytest.raises(CredentialsRefused):
        shipstation(http, stub, clock).identity()

    assert clock.slept == []


def test_nobody_there_is_a_sentence(http: Http) -> None:
    """
    A vendor that cannot be reached cannot answer.
    """
    nowhere = Stub(url="http://127.0.0.1:9")

    with pytest.raises(CannotAnswer, match="cannot be reached"):
        cin7_core(http, nowhere).check()


def test_the_directory_tells_who_somebody_is(http: Http, stub: Stub) -> None:
    """
    401 is nobody; anything else but 200 is no answer.
    """
    told = {"UserName": "ada", "Email": "", "Active": True}
    told |= {"Organisations": [{"AccountID": "ABC", "Name": "Ada", "Active": True}]}
    stub.will(200, msgspec.json.encode(told))
    stub.will(401)
    stub.will(500)
    directory = HttpDirectory(lambda: http, f"{stub.url}/directory")

    identity = directory.whoami("ada", "pässword")

    assert identity is not None
    assert identity.memberships[0].organisation == "abc"
    assert stub.calls[0][1] == "/directory/whoami"
    assert directory.whoami("ada", "wrong") is None
    with pytest.raises(CannotAnswer):
        directory.whoami("ada", "x")
