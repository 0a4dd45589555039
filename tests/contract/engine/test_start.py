"""
The engine's start: its settings, its ledger, and what it says where they are wrong.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from engine.adapters.ledger.database import Database
from engine.adapters.ledger.schema import CannotOpen
from engine.adapters.migrations import upgrade
from engine.adapters.vault import FernetVault, NoKey
from engine.bootstrap import build
from engine.cli import main
from engine.domain.records import Organisation
from engine.settings import Settings, read_settings

Run = Callable[..., Result]
SECRET = "s3cret-of-the-database"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """
    Return what runs a command in a folder of its own, with settings told.
    """
    monkeypatch.chdir(tmp_path)

    def run(*command: str, **told: str) -> Result:
        environment = {f"SEATRIAL_ENGINE_{name}": told[name] for name in told}
        return CliRunner().invoke(main, command, env=environment)

    return run


WRONG = [
    ({"PORT": "abc"}, "SEATRIAL_ENGINE_PORT must be a whole number from 0 to 65535, "),
    ({"PORT": "70000"}, "and is '70000'"),
    ({"LOG_LEVEL": "loud"}, "one of DEBUG, INFO, WARNING and ERROR, and is 'loud'"),
    ({"CIN7_CORE_URL": "inventory"}, "an address that begins with http:// or https://"),
    ({"READ_TIMEOUT_SECONDS": "0"}, "must be a number of seconds above 0, and is '0'"),
    ({"TOKEN": "short"}, "SEATRIAL_ENGINE_TOKEN must be a secret of at least 16 char"),
    ({"KEY": "no-key"}, "SEATRIAL_ENGINE_KEY must be a Fernet key"),
    ({"CARRIERS": "{"}, "SEATRIAL_ENGINE_CARRIERS must be a table of names"),
    ({"DATABASE_URL": "mysql://h/d"}, "SEATRIAL_ENGINE_DATABASE_URL must be sqlite"),
    ({"DATABASE_URL": "sqlite:////no/such/x.db"}, "there is no folder /no/such; make"),
    ({"DATABASE_URL": "postgresql+other://h/d"}, "DATABASE_URL cannot be read: write"),
    (
        {"DATABASE_URL": f"postgresql://ada:{SECRET}@127.0.0.1:x/d"},
        "DATABASE_URL cannot be read: write",
    ),
    ({"KEY_FILE": "/no/such/key"}, "the key of the ledger cannot be kept in /no/such/"),
    ({"SETTINGS": "none.toml"}, "the settings in none.toml cannot be read: no such"),
]


@pytest.mark.parametrize(("told", "sentence"), WRONG)
def test_a_wrong_setting_is_a_sentence(
    run: Run, told: Mapping[str, str], sentence: str
) -> None:
    """
    It has a name and a way out, no secret, no jargon and no traceback.
    """
    result = run("sync", **told)

    assert sentence in result.output
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    for foreign in (SECRET, "no-key", "short", "Traceback", "Input should", "pydantic"):
        assert foreign not in result.output


FILES = [
    ("port = 'abc'", "port in engine.toml must be a whole number from 0 to 65535, and"),
    ("prot = 8070", "prot in engine.toml is no setting: did you mean port?"),
    ("port = ", "the settings in engine.toml are not TOML: invalid value"),
    ("[port]\na = 1", "port in engine.toml must be a whole number"),
]


@pytest.mark.parametrize(("text", "sentence"), FILES)
def test_a_wrong_file_is_a_sentence(
    run: Run, tmp_path: Path, text: str, sentence: str
) -> None:
    """
    Unknown names are refused, with the name that was probably meant.
    """
    (tmp_path / "engine.toml").write_text(text)

    result = run("connections", "list", "--settings", "engine.toml")

    assert (result.exit_code, result.output.startswith(sentence)) == (2, True)


def test_the_environment_wins_over_the_file(run: Run, tmp_path: Path) -> None:
    """
    The command says which setting comes from where, and shows no secret.
    """
    file = tmp_path / "engine.toml"
    url = f"postgresql://ada:{SECRET}@db/engine"
    file.write_text(f'port = 1\nhost = "0.0.0.0"\ndatabase_url = "{url}"\n')

    result = run(
        "settings", "--json", SETTINGS=str(file), PORT="2", TOKEN="a-token-of-sixteen"
    )

    told = json.loads(result.stdout)
    assert told["file"] == str(file)
    assert told["settings"]["port"] == {"value": 2, "source": "environment"}
    assert told["settings"]["host"] == {"value": "0.0.0.0", "source": "file"}  # noqa: S104
    assert told["settings"]["log_level"]["source"] == "default"
    assert told["settings"]["token"]["value"] == "***"
    assert told["settings"]["database_url"]["value"] == "postgresql://***@db/engine"
    assert SECRET not in run("settings", SETTINGS=str(file)).output


def test_each_setting_says_what_it_must_be() -> None:
    """
    A refusal is made of it.
    """
    lacking = [
        name for name, field in Settings.model_fields.items() if not field.description
    ]

    assert lacking == []


def test_an_empty_variable_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    As files of containers leave them.
    """
    monkeypatch.setenv("SEATRIAL_ENGINE_TOKEN", "")

    assert read_settings().settings.token is None


def test_a_key_file_holds_a_key(tmp_path: Path) -> None:
    """
    What holds none is left as it is, and so is what cannot be read.
    """
    file = tmp_path / "key"
    file.write_text("not a key\n")

    with pytest.raises(NoKey, match="holds no Fernet key: name the file"):
        FernetVault(None, file).check()
    with pytest.raises(NoKey, match="is a directory; name another file"):
        FernetVault(None, tmp_path).check()
    assert file.read_text() == "not a key\n"


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    """
    An older engine does not know what stands in it.
    """
    url = f"sqlite:///{tmp_path}/newer.db"
    database = Database(url)
    database.prepare()
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(CannotOpen, match=r"changed by a newer engine .* is 9999"):
        database.prepare()

    assert database.problem().startswith("the ledger's schema is 9999")
    database.close()


@pytest.mark.parametrize("first", ["", "0001"])
def test_of_two_that_start_one_makes_the_schema(tmp_path: Path, first: str) -> None:
    """
    In an empty database, and in one that has to be migrated.
    """
    url = f"sqlite:///{tmp_path}/engine.db"
    if first:
        old = create_engine(url)
        with old.begin() as connection:
            upgrade(connection, first)
        old.dispose()
    command = [sys.executable, "-m", "engine.cli", "connections", "list"]
    told = {"DATABASE_URL": url, "KEY_FILE": str(tmp_path / "key")}
    named = {f"SEATRIAL_ENGINE_{name}": value for name, value in told.items()}

    started = [
        subprocess.Popen(  # noqa: S603 - our own command
            command, env={**os.environ, **named}, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    ended = [(one.communicate(timeout=30)[1], one.returncode) for one in started]

    assert ended == [("", 0)] * 3


def test_another_key_is_not_ready(run: Run, tmp_path: Path) -> None:
    """
    What is stored can only be opened with the key that locked it.
    """
    url = f"sqlite:///{tmp_path}/engine.db"
    first = build(Settings(database_url=url, key_file=tmp_path / "key"))
    first.world.ledger.organisations.put(Organisation("o", "Ada", "application-key"))
    first.close()

    second = build(Settings(database_url=url, key_file=tmp_path / "other"))
    reply = second.wsgi.test_client().get("/ready")
    second.close()

    assert reply.status_code == 503
    assert "set SEATRIAL_ENGINE_KEY or" in reply.json["error"]["message"]
    other = {"DATABASE_URL": url, "KEY_FILE": str(tmp_path / "other")}
    ended = run("connections", "connect", "o", "--key", "k", "--secret", "s", **other)
    assert (ended.exit_code, "under another key" in ended.output) == (2, True)
