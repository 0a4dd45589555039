"""
Nothing that is written anywhere has a secret in it, not even at DEBUG.

One rich scenario uses every kind of secret, and lets things go wrong that tempt a
program to tell too much. Then all that it has left is searched.
"""

import json
import socket
from base64 import b64encode
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from engine.bootstrap import build
from engine.cli import main
from engine.settings import Settings
from harness.actors.engine import EngineRefused
from harness.actors.stranger import Stranger
from harness.bench import MAIN_LOGIN, Addresses, Bench
from harness.report.evidence import journal_lines
from harness.worlds.one_packed_sale import connected, connected_beside

# As long as real ones, so that none is a word by chance.
TOKEN = "engine-token-Zq7"
KEY = b64encode(b"0123456789-fernet-key-0123456789").decode()
DATABASE_PASSWORD = "database-password-Xk3"
WRONG_PASSWORD = "wrong-password-Vw9"
PAGES = (
    "organisations",
    "connections",
    "users",
    "runs",
    "log",
    "shipments",
    "orders",
    "custom-store",
    "reconciliation",
    "openapi.json",
)


class Talkative:
    """
    An engine that writes all that it can, and can be reached for webhooks.
    """

    def __init__(self, addresses: Addresses, folder: Path) -> None:
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        self.token = TOKEN
        self.database_url = f"sqlite:///{folder}/ledger.db"
        self.engine = build(
            Settings(
                database_url=self.database_url,
                cin7_core_url=addresses.cin7_core,
                shipstation_url=addresses.shipstation,
                directory_url=addresses.directory,
                public_url=f"http://127.0.0.1:{port}",
                token=TOKEN,
                key=KEY,
                log_level="DEBUG",
            ),
            clock=addresses.clock,
        )
        self.engine.take_over_logs()
        self._server = self.engine.serve(listening=listening)
        self.engine.start()
        self.url = self._server.url

    def reset(self) -> None:
        """
        Empty the ledger.
        """
        self.engine.reset()

    def close(self) -> None:
        """
        Stop serving.
        """
        self._server.close()
        self.engine.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """
    Yield a bench with a talkative engine.
    """
    bench = Bench(lambda addresses: Talkative(addresses, tmp_path))
    yield bench
    bench.close()


def one_day(bench: Bench) -> set[str]:
    """
    Let much happen, and return the secrets that were in use.
    """
    cast, engine = bench.cast, bench.cast.engine
    connected(cast)
    second = connected_beside(cast)
    cast.cin7_core.readies("SO-00001")
    engine.synchronises()
    cast.shipstation.imports()
    bench.clock.settle()
    cast.shipstation.creates_label("SO-00001")
    bench.clock.settle()
    pair = cast.shipstation.api_keys()
    engine.sets_custom_store("Enabled", api_key=pair[0], api_secret=pair[1])
    engine.reconciliation()
    _what_goes_wrong(bench, pair)
    registered = bench.system.engine.world.ledger.webhooks  # type: ignore[attr-defined]
    hooks = registered.get(engine.organisation)
    assert hooks is not None
    logins = (cast.cin7_core.login, second.login)
    return {
        TOKEN,
        KEY,
        DATABASE_PASSWORD,
        hooks.secret,
        *pair,
        *cast.shipstation.api_keys(),
        *chain.from_iterable((one.application_key, one.password) for one in logins),
        WRONG_PASSWORD,
        _basic(*pair),
        _basic(cast.cin7_core.login.username, WRONG_PASSWORD),
        *(_basic(one.username, one.password) for one in logins),
    }


def _what_goes_wrong(bench: Bench, pair: tuple[str, str]) -> None:
    """
    Refusals, vendors that repeat what they were sent, and a bug.
    """
    cast, engine = bench.cast, bench.cast.engine
    username = cast.cin7_core.login.username
    Stranger(engine.custom_store_url, (username, WRONG_PASSWORD)).asks("export")
    query = {"SS-UserName": username, "SS-Password": cast.cin7_core.login.password}
    Stranger(engine.custom_store_url).asks("export", **query)
    with pytest.raises(EngineRefused):
        engine.connects_shipstation_store(pair[0], WRONG_PASSWORD)
    engine.sets_method_policy("cin7")
    engine.connects_shipstation_store(*pair)
    echo = f"no: {pair[0]} {pair[1]} Basic {_basic(*pair)}"
    cast.shipstation.misbehaves("list_shipments", "status", status=400, body=echo)
    told = [{"ErrorCode": 400, "Exception": f"bad key {MAIN_LOGIN.application_key}"}]
    cast.cin7_core.misbehaves("list_sales", "status", status=400, body=told)
    engine.synchronises()
    cast.shipstation.regenerates_keys()
    engine.synchronises()
    engine.enters_keys(*cast.shipstation.api_keys())
    _meets_a_bug(bench)


def _meets_a_bug(bench: Bench) -> None:
    """
    Let a statement fail that has much to tell.
    """
    cast = bench.cast
    database = bench.system.engine.world.ledger.database  # type: ignore[attr-defined]
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE order_links RENAME TO gone")
    cast.shipstation.types_in_order("M-1")
    cast.shipstation.creates_label("M-1")
    cast.engine.synchronises()
    with database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO order_links")


def _basic(username: str, password: str) -> str:
    return b64encode(f"{username}:{password}".encode()).decode()


def pages(bench: Bench) -> Iterator[tuple[str, str]]:
    """
    Yield what the engine tells over HTTP.
    """
    headers = {"Authorization": f"Bearer {TOKEN}"}
    query = {"organisation": bench.cast.engine.organisation, "limit": "1000"}
    for page in PAGES:
        url = f"{bench.system.url}/api/{page}"
        answer = requests.get(url, query, headers=headers, timeout=9)
        yield page, answer.text
    for path in ("metrics", "ready", "health"):
        url = f"{bench.system.url}/{path}"
        yield path, requests.get(url, headers=headers, timeout=9).text


def commands(bench: Bench) -> Iterator[tuple[str, str]]:
    """
    Yield what the commands print.
    """
    database_url: str = bench.system.database_url  # type: ignore[attr-defined]
    told = {"DATABASE_URL": database_url, "KEY": KEY, "TOKEN": TOKEN, "PORT": "0"}
    unreachable = f"postgresql://ada:{DATABASE_PASSWORD}@127.0.0.1:1/none"
    for command, database in (
        ("log --limit 10000", database_url),
        ("connections list", database_url),
        ("users list", database_url),
        ("settings", unreachable),
        ("settings --json", unreachable),
        ("sync", unreachable),
    ):
        environment = {
            f"SEATRIAL_ENGINE_{name}": value
            for name, value in {**told, "DATABASE_URL": database}.items()
        }
        result = CliRunner().invoke(main, command.split(), env=environment)
        yield command, result.output + repr(result.exception)


def journals(bench: Bench) -> Iterator[tuple[str, str]]:
    """
    Yield what the fakes wrote down, as a person and as a failing Example sees it.
    """
    yield "journal lines", journal_lines(bench)
    for server in (bench.cin7_core, bench.shipstation):
        service = server.service
        for journal in (
            service.journal,
            *(one.journal for one in service.tenants.values()),
        ):
            for exchange in journal:
                document = exchange.document()
                if exchange.fault:
                    # What a tester has typed in is shown to the tester.
                    del document["reply"]
                text = json.dumps(document, default=str)
                yield f"{exchange.method} {exchange.path}", text


def test_no_secret_is_written_anywhere(
    bench: Bench, capfd: pytest.CaptureFixture[str]
) -> None:
    """
    In logs, pages, commands and journals, plain or in the form of Basic.
    """
    secrets = one_day(bench)
    written = [*pages(bench), *commands(bench), *journals(bench)]
    output = capfd.readouterr()
    written += [("standard output", output.out), ("the log", output.err)]

    leaks = {
        (place, secret)
        for place, text in written
        for secret in secrets
        if secret in text
    }

    assert leaks == set()
    assert len(output.err.splitlines()) > 100
    assert all(line.startswith("{") for line in output.err.splitlines())
    assert '"event": "run failed"' in output.err
    assert "***" in dict(written)["log"]


REPORTED = """
Feature: Secrets

  Rule: One

    Example: It fails
      Given Cin7 Core is connected as a store in ShipStation
      And a second organisation with a user and a store of its own
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the orders of both stores
      Then order SO-00001 is in Cancelled
"""


def test_no_secret_is_in_a_report(pytester: pytest.Pytester) -> None:
    """
    Neither in the page nor in JUnit's file, of an Example that fails.
    """
    pytester.makeini("[pytest]\nstrict = true\n")
    feature = pytester.path / "secrets.feature"
    feature.write_text(REPORTED, encoding="utf-8")

    result = pytester.runpytest_subprocess(
        str(feature), "--seatrial-report=report", "--junitxml=junit.xml", "-vv"
    )

    result.assert_outcomes(failed=1)
    files = [*pytester.path.glob("report/*"), pytester.path / "junit.xml"]
    written = "".join(one.read_text(encoding="utf-8") for one in files)
    written += result.stdout.str() + result.stderr.str()
    login = MAIN_LOGIN
    assert "action=export" in written
    for secret in (
        login.application_key,
        login.password,
        _basic(login.username, login.password),
        "second-user-ahoy-shop-1",
        "a-token-for-the-bench",
    ):
        assert secret not in written
