"""
The engine's settings: from the environment, else from a file, else as they come.

In the environment each name begins with SEATRIAL_ENGINE_; a file is TOML, and has the
names as they stand here.
"""

import os
import re
import tomllib
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError

PREFIX = "SEATRIAL_ENGINE_"
FILE = f"{PREFIX}SETTINGS"
SECRETS = frozenset({"token", "key"})

_SHORTEST_TOKEN = 16
_KEY_BYTES = 32
_HTTP = r"^https?://[^/\s]"
_DATABASE = r"^(sqlite|postgres(ql)?)(\+\w+)?://"
_ADDRESS = "an address that begins with http:// or https://"
_SECONDS = "a number of seconds above 0"


class BadSettings(ValueError):
    """
    Settings that cannot be used.

    Attributes:
        sentences: One for each problem, without the value of a secret.
    """

    def __init__(self, *sentences: str) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


class Settings(BaseSettings):
    """
    Everything that differs between two deployments.

    Each description says what the setting must be; a refusal repeats it.

    Attributes:
        directory_url: Where ``/whoami`` answers; unset means the own table of users.
        key: A Fernet key; unset means the one in *key_file*, made if missing.
        public_url: Where Cin7 Core can reach this engine, for webhooks; unset means
            that it cannot, and sales are polled.
        metrics_public: Whether ``/metrics`` answers without the token.
        carriers: Cin7 Core's names of carriers by ShipStation's, added to the known.
        runs: Durable runs go on after a crash, over several processes if they share a
            PostgreSQL database; inline runs, and those on a ledger in memory, end with
            their process.
        runs_at_once: How many connections one process runs at a time.
        drain_seconds: How long runs may go on after the engine was told to end.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, env_ignore_empty=True
    )

    database_url: str = Field(
        default="sqlite:///seatrial-engine.db",
        pattern=_DATABASE,
        description="sqlite:///<file> or postgresql://<user>:<password>@<host>/<name>",
    )
    cin7_core_url: str = Field(
        default="https://inventory.dearsystems.com/ExternalApi/v2",
        pattern=_HTTP,
        description=_ADDRESS,
    )
    shipstation_url: str = Field(
        default="https://ssapi.shipstation.com", pattern=_HTTP, description=_ADDRESS
    )
    directory_url: str | None = Field(default=None, pattern=_HTTP, description=_ADDRESS)
    token: str | None = Field(
        default=None,
        min_length=_SHORTEST_TOKEN,
        repr=False,
        description=f"a secret of at least {_SHORTEST_TOKEN} characters",
    )
    key: str | None = Field(
        default=None,
        repr=False,
        description="a Fernet key (32 random bytes as URL-safe base64); unset, the"
        f" engine makes one in {PREFIX}KEY_FILE",
    )
    key_file: Path = Field(
        default=Path("seatrial-engine.key"), description="the path of a file"
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="an address to listen on"
    )
    port: int = Field(
        default=8070, ge=0, le=65535, description="a whole number from 0 to 65535"
    )
    public_url: str | None = Field(default=None, pattern=_HTTP, description=_ADDRESS)
    connect_timeout_seconds: float = Field(default=5.0, gt=0, description=_SECONDS)
    read_timeout_seconds: float = Field(default=20.0, gt=0, description=_SECONDS)
    total_timeout_seconds: float = Field(default=30.0, gt=0, description=_SECONDS)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="WARNING", description="one of DEBUG, INFO, WARNING and ERROR"
    )
    metrics_public: bool = Field(default=False, description="true or false")
    carriers: dict[str, str] = Field(
        default={},
        description='a table of names, in the environment as JSON: {"fedex": "FedEx"}',
    )
    runs: Literal["durable", "inline"] = Field(
        default="durable", description="durable or inline"
    )
    runs_at_once: int = Field(
        default=4, ge=1, le=64, description="a whole number from 1 to 64"
    )
    drain_seconds: float = Field(
        default=10.0, ge=0, description="a number of seconds, 0 or more"
    )

    @field_validator("key")
    @classmethod
    def _is_fernet_key(cls, key: str | None) -> str | None:
        if key is not None and not is_fernet_key(key.encode()):
            raise ValueError(key)
        return key


def is_fernet_key(key: bytes) -> bool:
    """
    Tell whether the bytes are a key of Fernet, without its library.
    """
    try:
        return len(urlsafe_b64decode(key)) == _KEY_BYTES
    except ValueError:
        return False


class Source(StrEnum):
    """
    Where a setting comes from.
    """

    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Told:
    """
    The settings, and where each comes from.

    Attributes:
        file: The file that was read, if any.
    """

    settings: Settings
    sources: Mapping[str, Source]
    file: Path | None


def read_settings(file: Path | None = None) -> Told:
    """
    Read environment and file; the environment wins.

    Args:
        file: A TOML file; the one that SEATRIAL_ENGINE_SETTINGS names without it.

    Raises:
        BadSettings: The sentences say what is wrong, and what is expected.
    """
    named = os.environ.get(FILE, "")
    file = file or (Path(named) if named else None)
    in_file = _read_file(file) if file else {}
    in_environment = _read_environment()
    sources = {
        name: Source.ENVIRONMENT
        if name in in_environment
        else (Source.FILE if name in in_file else Source.DEFAULT)
        for name in Settings.model_fields
    }
    try:
        settings = Settings(**{**in_file, **in_environment})
    except ValidationError as problem:
        wrong = {str(one["loc"][0]): one["input"] for one in problem.errors()}
        sentences = (
            _sentence(name, value, file if sources[name] is Source.FILE else None)
            for name, value in wrong.items()
        )
        raise BadSettings(*sentences) from None
    return Told(settings, sources, file)


def _read_environment() -> dict[str, Any]:
    try:
        return EnvSettingsSource(Settings)()
    except SettingsError:
        # Only a table is read as JSON there.
        value = os.environ.get(f"{PREFIX}CARRIERS", "")
        raise BadSettings(_sentence("carriers", value, None)) from None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise BadSettings(f"the settings in {file} cannot be read: {why}") from None
    except ValueError as problem:
        why = re.sub(r"^(\w)", lambda first: first[1].lower(), str(problem))
        raise BadSettings(f"the settings in {file} are not TOML: {why}") from None
    unknown = [name for name in document if name not in Settings.model_fields]
    if unknown:
        raise BadSettings(*(_unknown(name, file) for name in unknown))
    return document


def _unknown(name: str, file: Path) -> str:
    near = get_close_matches(name, Settings.model_fields, n=1)
    hint = f"did you mean {near[0]}?" if near else "`seatrial-engine settings` has all"
    return f"{name} in {file} is no setting: {hint}"


def _sentence(name: str, value: object, file: Path | None) -> str:
    """
    Say what the setting must be, and what it is unless that might be a secret.
    """
    where = f"{name} in {file}" if file else f"{PREFIX}{name.upper()}"
    must = f"{where} must be {Settings.model_fields[name].description}"
    if name in SECRETS or name.endswith("_url") or name == "carriers":
        return must
    return f"{must}, and is '{value}'"
