"""
``python -m emulators`` and ``seatrial up``: profile, state, world and https.
"""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests

from emulators.kit.control_client import ControlClient
from tests.contract.test_up import up

FAKES = [sys.executable, "-m", "emulators"]
POLITE_ATTEMPTS = 3000


@contextmanager
def fakes(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], Any]]:
    """
    Start the fakes, and return the process with what it printed.
    """
    with subprocess.Popen(  # noqa: S603  # our own command
        [*FAKES, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(timeout=10)


def refusal(*command: str) -> tuple[int, list[str]]:
    """
    Return the status and the lines of a command that is refused.
    """
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stderr.strip().splitlines()


def exported(said: Any) -> list[str | None]:
    """
    Return the numbers of the orders that the engine's custom store has.
    """
    cin7_core = said["cin7_core"]
    answer = requests.get(
        said["engine"]["custom_store_url"],
        params={
            "action": "export",
            "page": "1",
            "start_date": "01/01/2020 00:00",
            "end_date": "12/31/2099 23:59",
        },
        auth=(cin7_core["username"], cin7_core["password"]),
        timeout=10,
    )
    answer.raise_for_status()
    orders = ET.fromstring(answer.content)  # noqa: S314  # our own
    return [order.findtext("OrderNumber") for order in orders]


def written(path: Path, document: object) -> str:
    """
    Write a document, and return the name of its file.
    """
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


PRODUCT = {
    "SKU": "BELL-01",
    "Name": "Brass bell",
    "Category": "Other",
    "Type": "Stock",
    "CostingMethod": "FIFO",
    "UOM": "Item",
    "Status": "Active",
    "PriceTier1": 12.5,
}


@pytest.mark.parametrize("preset", ["legacy_2021", "dear_2019", "strict"])
def test_a_preset_is_the_profile_of_the_fakes_that_have_it(preset: str) -> None:
    """
    The others stay as they are by default.
    """
    with fakes("--profile", preset) as (_, said):
        for name in ("cin7_core", "shipstation"):
            url = said[name]["url"].removesuffix("/ExternalApi/v2")
            control = ControlClient(url)
            profile, presets = control.do("profile"), control.do("presets")
            control.close()

            assert presets.get(preset, presets["current"]) == profile


def test_a_file_sets_facts_and_another_builds_a_world(tmp_path: Path) -> None:
    """
    With both fakes each file has a part for each of them.
    """
    profile = {"shipstation": {"key_scope": "account"}}
    world = {"cin7_core": {"steps": [{"do": "POST /product", "body": PRODUCT}]}}

    with fakes(
        *("--profile", written(tmp_path / "profile.json", profile)),
        *("--world", written(tmp_path / "world.json", world)),
    ) as (_, said):
        shipstation = ControlClient(said["shipstation"]["url"])
        cin7_core = ControlClient(
            said["cin7_core"]["url"].removesuffix("/ExternalApi/v2")
        )
        facts = shipstation.do("profile")
        found = cin7_core.person("GET", "/ExternalApi/v2/product", Sku="BELL-01")
        shipstation.close()
        cin7_core.close()

    assert facts["key_scope"] == "account"
    assert found["Total"] == 1


def test_the_state_survives_the_process(tmp_path: Path) -> None:
    """
    A user, an account and its keys, and what was changed since; nobody else reads it.
    """
    file = tmp_path / "state.json"
    with fakes("--state", str(file)) as (_, said):
        control = ControlClient(said["shipstation"]["url"])
        opened = control.do("open_account", {"name": "second"})
        second = ControlClient(said["shipstation"]["url"], account="second")
        second.screen("POST", "/tags", {"name": "Rush", "color": "#800080"})
        second.close()
        control.close()

    with fakes("--state", str(file)) as (_, said):
        tags = requests.get(
            f"{said['shipstation']['url']}/accounts/listtags",
            auth=(opened["api_key"], opened["api_secret"]),
            timeout=5,
        )

    assert [tag["name"] for tag in tags.json()] == ["Rush"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_journal_on_file_outlives_a_reset(tmp_path: Path) -> None:
    """
    Each call to an account is a line, before the reset and after it; nobody's as well.
    """
    file = tmp_path / "journal.jsonl"
    with fakes("shipstation", "--journal", str(file)) as (_, said):
        url = said["shipstation"]["url"]
        login = (said["shipstation"]["api_key"], said["shipstation"]["api_secret"])
        control = ControlClient(url)
        requests.get(f"{url}/stores", auth=login, timeout=5)
        control.do("reset")
        requests.get(f"{url}/orders", auth=login, timeout=5)
        requests.get(f"{url}/orders", auth=("who", "knows"), timeout=5)
        control.close()

    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(one["operation"], one["status"]) for one in lines] == [
        ("shipstation.list_stores", 200),
        ("shipstation.list_orders", 200),
        ("shipstation.list_orders", 401),
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_kill_loses_the_last_moments_at_most(tmp_path: Path) -> None:
    """
    What was changed is in the file soon afterwards.
    """
    file = tmp_path / "state.json"
    with fakes("shipstation", "--state", str(file)) as (process, said):
        control = ControlClient(said["shipstation"]["url"])
        control.screen("POST", "/tags", {"name": "Rush", "color": "#800080"})
        attempts = 0
        while b"Rush" not in file.read_bytes() and attempts < POLITE_ATTEMPTS:
            control.do("health")
            attempts += 1
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
        control.close()

    with fakes("shipstation", "--state", str(file)) as (_, said):
        control = ControlClient(said["shipstation"]["url"])
        tags = control.person("GET", "/accounts/listtags")
        control.close()

    assert [tag["name"] for tag in tags] == ["Rush"]


def test_https_is_good_for_who_trusts_the_authority(tmp_path: Path) -> None:
    """
    And for nobody else; the authority is the same at the next start.
    """
    folder = str(tmp_path / "tls")
    with fakes("shipstation", "--tls", folder) as (_, said):
        url, ca = said["shipstation"]["url"], said["shipstation"]["ca"]
        first = Path(ca).read_bytes()
        trusted = requests.get(f"{url}/_emulator/health", verify=ca, timeout=5)
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{url}/_emulator/health", timeout=5)

    with fakes("shipstation", "--tls", folder) as (_, said):
        again = Path(said["shipstation"]["ca"]).read_bytes()

    assert url.startswith("https://")
    assert trusted.json() == {"status": "ok"}
    assert again == first


def test_up_goes_on_from_a_state(tmp_path: Path) -> None:
    """
    The world is built once, and the engine still knows its sale.
    """
    file = tmp_path / "state.json"
    with up("--state", str(file)) as (_, said):
        before = exported(said)

    with up("--state", str(file)) as (_, said):
        control = ControlClient(
            said["cin7_core"]["url"].removesuffix("/ExternalApi/v2")
        )
        sales = control.person("GET", "/ExternalApi/v2/saleList")
        control.close()
        after = exported(said)

    assert [sale["OrderNumber"] for sale in sales["SaleList"]] == ["SO-00001"]
    assert after == before == ["SO-00001"]
    key = file.with_name("state.json.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_ledger_without_its_state_is_left_alone(tmp_path: Path) -> None:
    """
    It would know sales and orders that are nowhere.
    """
    file = tmp_path / "state.json"
    ledger = file.with_name("state.json.ledger.db")
    ledger.write_bytes(b"a ledger")

    status, lines = refusal("harness.cli", "up", "--state", str(file))

    assert status == 2
    assert lines[-1].endswith(f"delete it, or bring {file} back")
    assert ledger.read_bytes() == b"a ledger"


WRONG_STEP = {"steps": [{"do": "GET /stores"}, {"do": "TAKE /stores"}]}


@pytest.mark.parametrize(
    ("option", "content", "sentence"),
    [
        ("--profile", {"key_scope": "moon"}, "key_scope is one of"),
        ("--profile", {"moon": "full"}, "no fact 'moon'"),
        ("--world", WRONG_STEP, "step 2 makes no sense"),
        ("--world", {"steps": 7}, "a world is"),
        ("--world", {"steps": [{"do": "GET /orders/1"}]}, "step 1, GET /orders/1, was"),
        ("--state", {"fakes": 7}, "holds no state"),
        (
            "--state",
            {"fakes": {"shipstation": {"accounts": [{"format": 0}]}}},
            "this snapshot is of format 0, and this fake reads format 1",
        ),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(
    tmp_path: Path, option: str, content: object, sentence: str
) -> None:
    """
    One sentence, and status 2.
    """
    file = written(tmp_path / "file.json", content)

    status, lines = refusal("emulators", "shipstation", option, file)

    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith(f"Error: {option}: ")
    assert sentence in lines[0]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["emulators", "--profile", "moon"], "no preset 'moon'"),
        (["emulators", "--world", "nothing.json"], "nothing.json cannot be read"),
        (["emulators", "--journal", "/nowhere/j"], "/nowhere/j cannot be written"),
        (["emulators", "--tls", "/dev/null/tls"], "/dev/null/tls cannot be used"),
        (["emulators", "shipstation", "--only", "cin7_core"], "two fakes; name one"),
        (["harness.cli", "up", "--world", "moon"], "no world 'moon'"),
        (["harness.cli", "up", "--tls", "tls"], "--tls needs --only"),
        (["harness.cli", "up", "--only", "engine", "--state", "s"], "not for the"),
        (["harness.cli", "up", "--profile", "moon"], "no preset 'moon'"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    command: list[str], sentence: str
) -> None:
    """
    One sentence, and status 2.
    """
    status, lines = refusal(*command)

    assert (status, len(lines)) == (2, 1)
    assert sentence in lines[0]
