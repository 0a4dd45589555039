"""
The web over a world of fakes.
"""

from functools import partial

import pytest
from flask.testing import FlaskClient

from engine.adapters.directory import password_hash
from engine.adapters.ledger.census import take_census
from engine.adapters.metrics import Metrics
from engine.adapters.presence import Alone
from engine.adapters.runs import InlineRuns
from engine.web.app import build_app
from engine.web.declare import Office
from tests.unit.engine.fakes import Bench, SilentLog

TOKEN = "a-token-of-sixteen"


@pytest.fixture
def log() -> SilentLog:
    """
    Return the operators' log.
    """
    return SilentLog()


@pytest.fixture
def office(bench: Bench, log: SilentLog) -> Office:
    """
    Return what the web hands to use cases.
    """
    return Office(
        world=bench.world,
        runs=InlineRuns(bench.world, bench.clock, log, presence=Alone("here")),
        log=log,
        hash_password=lambda password: password_hash(password, b"salt"),
        why_not_ready=bench.database.problem,
        is_directory_ours=True,
        token=TOKEN,
        figures=Metrics(partial(take_census, bench.database)),
        session_key=lambda: b"signs the cookies of a test",
    )


@pytest.fixture
def client(office: Office) -> FlaskClient:
    """
    Return a client of the engine's web.
    """
    return build_app(office).test_client()


@pytest.fixture
def api(client: FlaskClient) -> FlaskClient:
    """
    Return a client that has the token.
    """
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {TOKEN}"
    return client
