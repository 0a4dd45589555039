"""
The address where Cin7 Core tells of events.
"""

from collections.abc import Iterator
from functools import partial

import pytest
from flask.testing import FlaskClient

from engine.adapters.ledger.census import take_census
from engine.adapters.metrics import Metrics
from engine.adapters.presence import Alone
from engine.adapters.runs import InlineRuns
from engine.custom_store.run import is_urgent
from engine.domain.records import Registration
from engine.ports.vendors import CredentialsRefused
from engine.web.app import build_app
from engine.web.declare import Office
from tests.unit.engine.builders import ORGANISATION, OTHER, a_sale
from tests.unit.engine.fakes import Bench, SilentLog

PATH = f"/webhooks/cin7-core/{ORGANISATION}"
RIGHT = {"Authorization": "Bearer s3cret"}
EVENT = b'{"SaleID": "sale-so-00001", "EventType": "Sale/PackAuthorised"}'


@pytest.fixture
def runs(bench: Bench, log: SilentLog) -> Iterator[InlineRuns]:
    """
    Return runs that stand in the calendar, with webhooks registered.
    """
    bench.world.ledger.webhooks.put(ORGANISATION, Registration("s3cret", ("hook-1",)))
    runs = InlineRuns(bench.world, bench.clock, log, presence=Alone("here"))
    runs.start()
    yield runs
    runs.stop()


@pytest.fixture
def client(bench: Bench, runs: InlineRuns, log: SilentLog) -> FlaskClient:
    """
    Return a client of the engine's web.
    """
    office = Office(
        world=bench.world,
        runs=runs,
        log=log,
        hash_password=str,
        why_not_ready=bench.database.problem,
        is_directory_ours=True,
        token="a-token-of-sixteen",
        session_key=lambda: b"signs the cookies of a test",
        figures=Metrics(partial(take_census, bench.database)),
    )
    return build_app(office).test_client()


def test_an_event_brings_a_run_at_once(client: FlaskClient, bench: Bench) -> None:
    """
    Not after the quarter of an hour that a poll waits.
    """
    bench.clock.advance(minutes=1)
    bench.cin7_core.put(a_sale())
    bench.cin7_core.calls.clear()

    reply = client.post(PATH, data=EVENT, headers=RIGHT)
    bench.clock.advance(seconds=1)

    assert reply.status_code == 204
    assert "sale sale-SO-00001" in bench.cin7_core.calls


def test_many_events_are_one_run(client: FlaskClient, bench: Bench) -> None:
    """
    What comes within a breath is answered together.
    """
    bench.clock.advance(minutes=1)
    bench.cin7_core.calls.clear()

    for _ in range(20):
        client.post(PATH, data=EVENT, headers=RIGHT)
        bench.clock.advance(milliseconds=100)
    bench.clock.advance(seconds=20)

    listed = [one for one in bench.cin7_core.calls if one.startswith("updated")]
    assert len(listed) == 2


def test_a_run_that_fails_is_not_tried_without_end(
    client: FlaskClient, bench: Bench
) -> None:
    """
    Events do not make an engine hammer on a vendor that refuses it.
    """
    bench.clock.advance(minutes=1)
    bench.cin7_core.calls.clear()
    bench.cin7_core.problem = CredentialsRefused("no")

    for _ in range(5):
        client.post(PATH, data=EVENT, headers=RIGHT)
    bench.clock.advance(minutes=5)

    assert len(bench.cin7_core.calls) == 1


@pytest.mark.parametrize(
    ("path", "headers", "body", "status"),
    [
        (f"/webhooks/cin7-core/{OTHER}", RIGHT, EVENT, 404),
        ("/webhooks/cin7-core/nobody", RIGHT, EVENT, 404),
        (PATH, {}, EVENT, 401),
        (PATH, {"Authorization": "Bearer wrong"}, EVENT, 401),
        (PATH, {"Authorization": "Bearer"}, EVENT, 401),
        (PATH, {"Authorization": "Basic s3cret"}, EVENT, 401),
        (PATH, RIGHT, b"{", 400),
        (PATH, RIGHT, b"", 400),
        (PATH, RIGHT, b"\xff\xfe", 400),
        (PATH, RIGHT, b"[" + b" " * 300_000 + b"]", 413),
        (PATH, RIGHT, b"[]", 204),
    ],
)
def test_what_is_no_event_changes_nothing(
    client: FlaskClient,
    bench: Bench,
    path: str,
    headers: dict[str, str],
    body: bytes,
    status: int,
) -> None:
    """
    An unknown organisation, a wrong secret, a body that is none or too large.
    """
    assert client.post(path, data=body, headers=headers).status_code == status
    assert not is_urgent(bench.world, ORGANISATION)


def test_the_address_takes_events_only(client: FlaskClient) -> None:
    """
    Nothing can be read there.
    """
    assert client.get(PATH, headers=RIGHT).status_code == 405
