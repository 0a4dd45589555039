"""
The engine as it is started: its command, its server and its end.
"""

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from engine.adapters.ambient import WallClock
from engine.adapters.logs import StructuredLog, mask_text, masked
from engine.adapters.vault import FernetVault, NoKey
from engine.bootstrap import build
from engine.cli import main
from engine.domain.method_policy import Policy
from engine.domain.records import Organisation
from engine.settings import Settings

TOKEN = "a-token-of-sixteen"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """
    Return settings that touch nothing but a folder of the test.
    """
    told = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/engine.db",
        "KEY_FILE": str(tmp_path / "key"),
        "TOKEN": TOKEN,
        "SHIPSTATION_URL": "http://127.0.0.1:9",
        "PORT": "0",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"SEATRIAL_ENGINE_{name}", value)
    return Settings()


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """
    Yield the command, running.
    """
    command = [sys.executable, "-m", "engine.cli", *arguments]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        yield running


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_it_is_told_to_end(number: signal.Signals) -> None:
    """
    One line of JSON tells the addresses; both signals end it with success.
    """
    with process("serve", "--json") as running:
        assert running.stdout is not None
        told = json.loads(running.stdout.readline())
        health = requests.get(f"{told['url']}/health", timeout=5).json()
        store = requests.get(told["custom_store_url"], timeout=5).status_code
        running.send_signal(number)

        assert (health, store) == ({"status": "ok"}, 401)
        assert running.wait(5) == 0


@pytest.mark.usefixtures("settings")
def test_a_taken_port_is_a_sentence() -> None:
    """
    No traceback, and exit code 2.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with process("serve", "--port", port) as running:
            _, errors = running.communicate(timeout=10)

    assert running.returncode == 2
    assert errors.startswith(f"cannot listen on 127.0.0.1:{port}")
    assert "Traceback" not in errors


def test_a_server_leaves_no_thread(settings: Settings) -> None:
    """
    Twice in one process, with the calendar's thread running.
    """
    before = threading.enumerate()

    for _ in range(2):
        engine = build(settings)
        server = engine.serve("127.0.0.1", 0)
        engine.start()
        assert requests.get(f"{server.url}/ready", timeout=5).status_code == 200
        engine.close()

    assert before == threading.enumerate()


def test_a_reset_forgets_everything(settings: Settings) -> None:
    """
    All rows are gone and the engine goes on.
    """
    engine = build(settings)
    engine.world.ledger.organisations.put(Organisation("o", "Name", "key"))

    engine.reset()

    assert engine.world.ledger.organisations.all() == []
    engine.close()


def test_the_commands_look_after_the_ledger(settings: Settings) -> None:
    """
    Users and connections without a running server; problems are sentences.
    """
    engine = build(settings)
    new = Organisation("o", "Name", "key", Policy.STRICT)
    engine.world.ledger.organisations.put(new)
    engine.close()
    runner = CliRunner()

    added = runner.invoke(main, ["users", "add", "ada", "o", "--password", "secret"])
    listed = runner.invoke(main, ["users", "list"])
    keys = ["--key", "k", "--secret", "s"]
    silent = runner.invoke(main, ["connections", "connect", "o", *keys])
    method = ["--method", "shipping_service"]
    service = runner.invoke(main, ["connections", "connect", "o", *keys, *method])
    unknown = runner.invoke(main, ["connections", "disconnect", "none"])

    assert (added.exit_code, listed.output) == (0, "ada\tactive\to\n")
    assert silent.exit_code == 1
    assert "ShipStation cannot be reached" in silent.output
    assert service.output == silent.output
    assert (unknown.exit_code, unknown.output) == (1, "there is no connection none\n")
    for command in (["connections", "list"], ["sync"], ["log"], ["runs"]):
        assert runner.invoke(main, command).exit_code == 0


def test_bad_settings_are_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With the name of the variable, without its value.
    """
    monkeypatch.setenv("SEATRIAL_ENGINE_TOKEN", "short")

    result = CliRunner().invoke(main, ["serve"])

    assert result.exit_code == 2
    assert "SEATRIAL_ENGINE_TOKEN" in result.output
    assert "short" not in result.output.replace("shorter", "")


def test_the_own_directory_admits(settings: Settings) -> None:
    """
    A password is slow to guess, and the hash is all that is kept.
    """
    engine = build(settings)
    engine.world.ledger.organisations.put(Organisation("o", "Name", "key"))
    added = CliRunner().invoke(main, ["users", "add", "ada", "o", "--password", "p"])

    identity = engine.world.directory.whoami("ada", "p")

    assert added.exit_code == 0
    assert identity is not None
    assert identity.memberships[0].organisation == "o"
    assert engine.world.directory.whoami("ada", "q") is None
    engine.close()


def test_a_vault_makes_its_key_and_keeps_it(tmp_path: Path) -> None:
    """
    Only the owner may read the file; another key unlocks nothing.
    """
    file = tmp_path / "key"
    locked = FernetVault(None, file).lock("secret")

    assert "secret" not in locked
    assert FernetVault(None, file).unlock(locked) == "secret"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(NoKey, match="another key"):
        FernetVault(None, tmp_path / "other").unlock(locked)


def test_secrets_are_masked() -> None:
    """
    By the names of fields and inside texts.
    """
    event = {"api_key": "k", "password": "p", "url": "https://u:p@host/?SS-Password=p"}

    assert masked(event) == {
        "api_key": "***",
        "password": "***",
        "url": "https://***@host/?SS-Password=***",
    }
    assert mask_text("Authorization: Basic YTpiYWJhYmE=") == "Authorization: Basic ***"


def test_the_wall_clock_runs_what_is_due() -> None:
    """
    In order of time, not what was struck out, and it ends when it is closed.
    """
    clock, done, ran = WallClock(StructuredLog("ERROR")), threading.Event(), []
    clock.enter(clock.now(), "struck", lambda: ran.append("struck")).cancel()
    clock.enter(clock.now(), "first", lambda: ran.append("first"))
    clock.enter(clock.now(), "last", done.set)

    assert done.wait(5)
    clock.sleep(0.001)
    clock.close()
    assert ran == ["first"]
