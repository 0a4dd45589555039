"""
The command that compares both sides, over real vendors' fakes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import main
from harness.bench import KEY, MAIN_LOGIN, TOKEN, Addresses, Bench, OwnEngine
from harness.wall import WallTime
from harness.worlds.empty import empty


class SharedEngine(OwnEngine):
    """
    The engine, and where its ledger is, so that a command can open it too.
    """

    environment: dict[str, str]

    def __init__(self, addresses: Addresses) -> None:
        super().__init__(addresses)
        self.environment = {
            "SEATRIAL_ENGINE_DATABASE_URL": self._engine.settings.database_url,
            "SEATRIAL_ENGINE_CIN7_CORE_URL": addresses.cin7_core,
            "SEATRIAL_ENGINE_SHIPSTATION_URL": addresses.shipstation,
            "SEATRIAL_ENGINE_TOKEN": TOKEN,
            "SEATRIAL_ENGINE_KEY": KEY,
        }


@pytest.fixture
def bench() -> Iterator[Bench]:
    """
    Yield a bench with a sale whose order somebody has deleted in ShipStation.
    """
    made = Bench(SharedEngine, clock=WallTime())
    cast = made.cast
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.cin7_core.knows_customer(
        "Kestrel Cycles", email="orders@kestrel.example", phone="1"
    )
    cast.cin7_core.readies("SO-00001")
    cast.engine.synchronises()
    cast.shipstation.deletes("SO-00001")
    yield made
    made.close()


def command(bench: Bench, *arguments: str, answer: str | None = None) -> Result:
    """
    Run the command over the bench's ledger.
    """
    assert isinstance(bench.system, SharedEngine)
    told = ["reconcile", "--json", *arguments]
    return CliRunner().invoke(main, told, env=bench.system.environment, input=answer)


def test_it_lists_asks_and_mends(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A no changes nothing; a yes, or --yes, does.
    """
    monkeypatch.chdir(Path("/"))

    listed = command(bench)
    refused = command(bench, "--repair", "send_again", answer="n\n")
    mended = command(bench, "--repair", "send_again", "--yes")
    bench.cast.engine.synchronises()
    after = command(bench, "--organisation", MAIN_LOGIN.account_id)

    (told,) = [json.loads(line) for line in listed.stdout.splitlines()]
    assert (told["kind"], told["repair"]) == ("order_missing", "send_again")
    assert [one.exit_code for one in (listed, refused, mended, after)] == [1, 1, 0, 0]
    assert "Do this?" in refused.stderr
    assert json.loads(mended.stdout.splitlines()[-1])["reason"] == "send_again"
    assert bench.cast.shipstation.status("SO-00001") == "Awaiting Shipment"
    assert after.stdout == ""


def test_what_is_no_repair_is_a_sentence(bench: Bench) -> None:
    """
    With the names of those that there are.
    """
    result = command(bench, "--repair", "pray")

    assert result.exit_code == 2
    assert "send_again, import" in result.output
