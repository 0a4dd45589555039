"""
What operators ask the engine: is it ready, what did it count, which request was it.
"""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.engine.builders import a_sale
from tests.unit.engine.fakes import Bench, SilentLog


def figures(api: Any) -> dict[str, float]:
    """
    Return the figures that are told, by name and labels.
    """
    lines = api.get("/metrics").text.splitlines()
    told = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(figure) for name, _, figure in told}


@pytest.fixture
def shop(bench: Bench) -> None:
    """
    Let there be a sale.
    """
    bench.cin7_core.put(a_sale())


def test_not_ready_tells_why(client: FlaskClient, bench: Bench) -> None:
    """
    Alive all the while.
    """
    with bench.database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")

    reply: Any = client.get("/ready")

    assert reply.status_code == 503
    assert reply.json["error"]["message"].startswith("the ledger's schema is 0000, and")
    assert client.get("/health").json == {"status": "ok"}


def test_a_ledger_that_is_gone_is_not_ready(client: FlaskClient, bench: Bench) -> None:
    """
    A database that does not answer is no reason to end the process.
    """
    with bench.database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")

    assert client.get("/ready").status_code == 503


def test_figures_need_the_token(client: FlaskClient, api: Any) -> None:
    """
    They tell how a business goes.
    """
    reply = api.get("/metrics")

    assert reply.status_code == 200
    assert reply.content_type.startswith("text/plain; version=")
    del api.environ_base["HTTP_AUTHORIZATION"]
    assert client.get("/metrics").status_code == 401


@pytest.mark.usefixtures("shop")
def test_the_custom_store_is_counted(api: Any) -> None:
    """
    By action and status; whatever else is asked for is one action.
    """
    for action in ("export", "EXPORT", "delete-all"):
        api.get(f"/custom-store?action={action}", auth=("ada", "secret"))
    api.get("/custom-store?action=export", auth=("ada", "wrong"))

    name = "seatrial_engine_custom_store_requests_total"
    told = figures(api)
    assert told[f'{name}{{action="export",status="200"}}'] == 2
    assert told[f'{name}{{action="other",status="400"}}'] == 1
    assert told[f'{name}{{action="export",status="401"}}'] == 1


@pytest.mark.usefixtures("shop")
def test_what_stands_in_the_ledger_is_told(api: Any) -> None:
    """
    Each state of a notice is there, also with none in it.
    """
    api.post("/api/sync", json={})

    told = figures(api)
    assert told['seatrial_engine_mirror_size{of="sales"}'] == 1
    assert told['seatrial_engine_mirror_size{of="offered"}'] == 1
    assert told['seatrial_engine_notices{state="pending"}'] == 0
    assert told["seatrial_engine_inbox_size"] == 0
    active = 'seatrial_engine_connections{method="custom_store",state="active"}'
    assert told[active] == 1


def test_a_request_has_an_id(client: FlaskClient, log: SilentLog) -> None:
    """
    The one that it came with if it is one; an address is told without its ids.
    """
    told = client.get("/health", headers={"X-Request-ID": "mine-1"})
    strange = client.get("/health", headers={"X-Request-ID": "<b>"})
    client.get("/api/sales/SO-00001?organisation=x")

    assert told.headers["X-Request-ID"] == "mine-1"
    assert strange.headers["X-Request-ID"].startswith("id-")
    assert any("/api/sales/<number>" in event for event in log.events)
    assert not any("SO-00001" in event for event in log.events)
