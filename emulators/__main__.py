"""
The fakes alone, for a client in any language: ``python -m emulators``.
"""

import json
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from emulators.kit.ambient import WallClock
from emulators.kit.pages.site import PREFIX
from emulators.kit.server import Server
from emulators.kit.service import Service
from emulators.kit.sockets import LOOPBACK, PortTaken, listen
from emulators.kit.state_file import StateFile
from emulators.options import BadOption, Start
from emulators.start_options import Refused, start_options

PORT = click.IntRange(0, 65535)
NAMES = ("cin7_core", "shipstation")
API = "/ExternalApi/v2"


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where one fake listens.
    """

    name: str
    listening: socket.socket


def serve(
    places: list[Place], *, rate_limits: bool, start: Start
) -> tuple[dict[str, dict[str, str]], Callable[[], None]]:
    """
    Serve the fakes on the wall clock.

    Returns:
        Addresses and credentials by name, and a function that stops everything.

    Raises:
        BadOption: They cannot begin so; nothing serves then.
    """
    clock = WallClock()
    servers: dict[str, Server] = {}
    state: StateFile | None = None

    def close() -> None:
        for server in servers.values():
            server.close()
        clock.close()
        if state is not None:
            state.close()

    try:
        tls = start.context(clock.now())
        for place in places:
            service = _service(place.name, clock, rate_limits=rate_limits)
            servers[place.name] = Server(service, listening=place.listening, tls=tls)
        state = start.begin(servers, clock)
    except BadOption:
        close()
        raise
    more = {} if start.authority is None else {"ca": start.authority}
    said = {name: credentials(name, one.url) | more for name, one in servers.items()}
    return said, close


def credentials(name: str, url: str) -> dict[str, str]:
    """
    Return the addresses of a fake, with who comes in: by its API, and on its pages.
    """
    pages = f"{url.removesuffix(API)}{PREFIX}/"
    if name == "cin7_core":
        from emulators.cin7_core import service as cin7_core  # noqa: PLC0415

        return {
            "url": url,
            "pages": pages,
            "account_id": cin7_core.ACCOUNT_ID,
            "application_key": cin7_core.APPLICATION_KEY,
            "username": cin7_core.USERNAME,
            "password": cin7_core.PASSWORD,
        }
    from emulators.shipstation import service as shipstation  # noqa: PLC0415

    return {
        "url": url,
        "pages": pages,
        "api_key": shipstation.MAIN_KEY,
        "api_secret": shipstation.MAIN_SECRET,
        "username": shipstation.MAIN,
        "password": shipstation.PAGE_PASSWORD,
    }


def _service(name: str, clock: WallClock, *, rate_limits: bool) -> Service[Any]:
    # Imported here: one fake alone starts without the other.
    if name == "cin7_core":
        from emulators.cin7_core.service import Cin7Core  # noqa: PLC0415

        return Cin7Core(clock, rate_limits=rate_limits)
    from emulators.shipstation.service import ShipStation  # noqa: PLC0415

    return ShipStation(clock, rate_limits=rate_limits)


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
@click.argument("name", type=click.Choice(NAMES), required=False)
@click.option("--only", type=click.Choice(NAMES), help="Start this fake alone.")
@click.option("--cin7-port", type=PORT, default=0, help="Cin7 Core; 0 for a free one.")
@click.option("--shipstation-port", type=PORT, default=0, help="ShipStation; likewise.")
@click.option("--rate-limits", type=click.Choice(["on", "off"]), default="on")
@start_options
@click.option(
    "--world",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Build the world of this .json at first.",
)
@click.option("--fd", "fds", type=(str, int), multiple=True, hidden=True)
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def main(
    fds: tuple[tuple[str, int], ...], *, until_stdin_closes: bool, **chosen: Any
) -> None:
    """
    Serve both fakes, or the one that is named, and print one line of JSON.

    They stop at SIGINT or SIGTERM.
    """
    start = Start(**{name: chosen[name] for name in Start.__slots__})
    try:
        places = [Place(name, socket.socket(fileno=fd)) for name, fd in fds] or (
            _places(chosen)
        )
        addresses, close = serve(
            places, rate_limits=chosen["rate_limits"] == "on", start=start
        )
    except PortTaken as error:
        raise click.ClickException(str(error)) from None
    except BadOption as error:
        raise Refused(str(error)) from None
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    until_told(stdin_closes=until_stdin_closes)
    close()


def _places(chosen: Mapping[str, Any]) -> list[Place]:
    ports = {
        "cin7_core": chosen["cin7_port"],
        "shipstation": chosen["shipstation_port"],
    }
    name = chosen["name"] or chosen["only"]
    if chosen["only"] not in (None, name):
        raise BadOption(f"--only {chosen['only']} and {name} are two fakes; name one")
    return [
        Place(one, listen(LOOPBACK, ports[one])) for one in ([name] if name else NAMES)
    ]


if __name__ == "__main__":
    main()
