"""
The engine's settings, from the environment. Each name begins SEATRIAL_ENGINE_.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

_SHORTEST_TOKEN = 16


class Settings(BaseSettings):
    """
    Everything that differs between two deployments.

    Attributes:
        directory_url: Where ``/whoami`` answers; unset means the own table of users.
        key: A Fernet key; unset means the one in *key_file*, made if missing.
        public_url: Where Cin7 Core can reach this engine, for webhooks; unset means
            that it cannot, and sales are polled.
        carriers: Cin7 Core's names of carriers by ShipStation's, added to the known.
        runs: Durable runs go on after a crash, over several processes if they share a
            PostgreSQL database; inline runs, and those on a ledger in memory, end with
            their process.
        runs_at_once: How many connections one process runs at a time.
        drain_seconds: How long runs may go on after the engine was told to end.
    """

    model_config = SettingsConfigDict(env_prefix="SEATRIAL_ENGINE_", frozen=True)

    database_url: str = "sqlite:///seatrial-engine.db"
    cin7_core_url: str = "https://inventory.dearsystems.com/ExternalApi/v2"
    shipstation_url: str = "https://ssapi.shipstation.com"
    directory_url: str | None = None
    token: str | None = Field(default=None, min_length=_SHORTEST_TOKEN, repr=False)
    key: str | None = Field(default=None, repr=False)
    key_file: Path = Path("seatrial-engine.key")
    host: str = "127.0.0.1"
    port: int = Field(default=8070, ge=0, le=65535)
    public_url: str | None = Field(default=None, pattern="^https?://[^/]")
    connect_timeout_seconds: float = Field(default=5.0, gt=0)
    read_timeout_seconds: float = Field(default=20.0, gt=0)
    total_timeout_seconds: float = Field(default=30.0, gt=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "WARNING"
    carriers: dict[str, str] = {}
    runs: Literal["durable", "inline"] = "durable"
    runs_at_once: int = Field(default=4, ge=1, le=64)
    drain_seconds: float = Field(default=10.0, ge=0)
