"""
The fakes alone, for a client in any language: ``python -m emulators``.
"""

import json
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from emulators.kit.ambient import WallClock
from emulators.kit.server import Server
from emulators.kit.sockets import LOOPBACK, PortTaken, listen

PORT = click.IntRange(0, 65535)
NAMES = ("cin7_core", "shipstation")


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where one fake listens.
    """

    name: str
    listening: socket.socket


def serve(
    places: list[Place], *, rate_limits: bool
) -> tuple[dict[str, dict[str, str]], Callable[[], None]]:
    """
    Serve the fakes on the wall clock.

    Returns:
        Addresses and credentials by name, and a function that stops everything.
    """
    clock = WallClock()
    servers = [
        (place.name, _server(place, clock, rate_limits=rate_limits)) for place in places
    ]

    def close() -> None:
        for _, server in servers:
            server.close()
        clock.close()

    return {name: credentials(name, server.url) for name, server in servers}, close


def credentials(name: str, url: str) -> dict[str, str]:
    """
    Return the address of a fake with the credentials of its account ``main``.
    """
    if name == "cin7_core":
        from emulators.cin7_core import service as cin7_core  # noqa: PLC0415

        return {
            "url": url,
            "account_id": cin7_core.ACCOUNT_ID,
            "application_key": cin7_core.APPLICATION_KEY,
            "username": cin7_core.USERNAME,
            "password": cin7_core.PASSWORD,
        }
    from emulators.shipstation import service as shipstation  # noqa: PLC0415

    return {
        "url": url,
        "api_key": shipstation.MAIN_KEY,
        "api_secret": shipstation.MAIN_SECRET,
    }


def _server(place: Place, clock: WallClock, *, rate_limits: bool) -> Server:
    # Imported here: one fake alone starts without the other.
    service: Any
    if place.name == "cin7_core":
        from emulators.cin7_core.service import Cin7Core  # noqa: PLC0415

        service = Cin7Core(clock, rate_limits=rate_limits)
    else:
        from emulators.shipstation.service import ShipStation  # noqa: PLC0415

        service = ShipStation(clock, rate_limits=rate_limits)
    return Server(service, listening=place.listening)


def until_told(*, stdin_closes: bool) -> None:
    """
    Wait for SIGINT or SIGTERM, or for the end of standard input.
    """
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    if stdin_closes:

        def read() -> None:
            sys.stdin.buffer.read()
            told.set()

        threading.Thread(target=read, daemon=True).start()
    told.wait()


@click.command()
@click.option("--only", type=click.Choice(NAMES), help="Start this fake alone.")
@click.option("--cin7-port", type=PORT, default=0, help="Cin7 Core; 0 for a free one.")
@click.option("--shipstation-port", type=PORT, default=0, help="ShipStation; likewise.")
@click.option("--rate-limits", type=click.Choice(["on", "off"]), default="on")
@click.option("--fd", "fds", type=(str, int), multiple=True, hidden=True)
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def main(
    only: str | None,
    cin7_port: int,
    shipstation_port: int,
    rate_limits: str,
    fds: tuple[tuple[str, int], ...],
    *,
    until_stdin_closes: bool,
) -> None:
    """
    Serve the fakes until SIGINT or SIGTERM, and print one line of JSON.
    """
    ports = {"cin7_core": cin7_port, "shipstation": shipstation_port}
    try:
        places = [Place(name, socket.socket(fileno=fd)) for name, fd in fds] or [
            Place(name, listen(LOOPBACK, ports[name]))
            for name in ([only] if only else NAMES)
        ]
    except PortTaken as error:
        raise click.ClickException(str(error)) from None
    addresses, close = serve(places, rate_limits=rate_limits == "on")
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    until_told(stdin_closes=until_stdin_closes)
    close()


if __name__ == "__main__":
    main()
