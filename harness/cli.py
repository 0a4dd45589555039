"""
The command ``seatrial``.
"""

import json
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from emulators.start_options import Refused, start_options
from harness.contracts.commands import PORT, check, verify
from harness.coverage.commands import coverage
from harness.own_features import own_features, run_features

if TYPE_CHECKING:
    from harness.pages.server import ControlRoomServer
    from harness.rehearsal import Rehearsal
    from harness.up import Up

STARTED = perf_counter()
OUT = Path("out")
ENGINE = "engine"
PARTS = ("cin7_core", "shipstation", ENGINE)
_FAKES_OPTIONS = ("--profile", "--state", "--tls", "--journal")
WORLD_NAMES = ("empty", "one_packed_sale", "a_shop")


@click.group()
@click.version_option(package_name="seatrial")
def main() -> None:
    """
    Sea trials for the Cin7 Core and ShipStation integration.
    """


@main.command()
@click.option(
    "--world",
    help=(
        f"The state at the start: {', '.join(WORLD_NAMES)}, or a .json of what people "
        "do; one_packed_sale, or empty with --only."
    ),
)
@start_options
@click.option("--only", type=click.Choice(PARTS), help="Start this part alone.")
@click.option(
    "--cin7-port", "cin7_core", type=PORT, default=0, help="0 for a free one."
)
@click.option(
    "--shipstation-port", "shipstation", type=PORT, default=0, help="0 for a free one."
)
@click.option("--engine-port", "engine", type=PORT, default=0, help="0 for a free one.")
@click.option(
    "--control-port", "control", type=PORT, default=0, help="The control room's."
)
@click.option("--rate-limits", type=click.Choice(["on", "off"]), default="on")
@click.option(
    "--clock",
    type=click.Choice(["wall", "virtual"]),
    default="wall",
    help="virtual: it is 2 March 2026, 09:00, until the control room advances it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def up(*, as_json: bool, **chosen: Any) -> None:
    """
    Serve both fakes and the engine until SIGINT or SIGTERM.
    """
    told = threading.Event()

    def tell(number: int, frame: FrameType | None) -> None:
        del number, frame
        told.set()

    # Set explicitly: a shell's background job inherits an ignored SIGINT.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, tell)
    from harness.up import UpFailed  # noqa: PLC0415  # the rest needs no servers

    with closing(_control_room(chosen["control"])) as control_room:
        serving = _serving(chosen)
        try:
            ready = {
                **serving.addresses,
                "control_room": {"pages": control_room.url},
                "ready_seconds": _since_start(),
            }
            click.echo(json.dumps(ready) if as_json else _readable(ready))
            sys.stdout.flush()
            control_room.open(serving.addresses)
            while not told.wait(0.5):
                serving.check()
        except UpFailed as error:
            raise click.ClickException(str(error)) from None
        finally:
            serving.close()


def _control_room(port: int) -> "ControlRoomServer":
    from emulators.kit.sockets import PortTaken  # noqa: PLC0415  # as the others
    from harness.pages.server import ControlRoomServer  # noqa: PLC0415

    try:
        return ControlRoomServer(port)
    except PortTaken as error:
        sentence = f"{error}; choose another port, or 0 for a free one"
        raise click.ClickException(sentence) from None


def _serving(chosen: Mapping[str, Any]) -> "Up | Rehearsal":
    from harness.up import Up, UpFailed  # noqa: PLC0415

    options = {name: chosen[name.removeprefix("--")] for name in _FAKES_OPTIONS}
    only = chosen["only"]
    world = _world(chosen["world"], only, options)
    is_virtual = chosen["clock"] == "virtual"
    if is_virtual and (only or any(options.values()) or chosen["rate_limits"] != "on"):
        raise Refused(
            "--clock virtual serves all three parts as they are: it goes with a named"
            " --world, with ports and with --json"
        )
    try:
        if is_virtual:
            from harness.rehearsal import Rehearsal  # noqa: PLC0415  # as the others

            ports = {part: chosen[part] for part in PARTS}
            return Rehearsal(ports=ports, world=world)
        return Up(
            [only] if only else list(PARTS),
            ports={part: chosen[part] for part in PARTS},
            world=world,
            rate_limits=chosen["rate_limits"] == "on",
            options=[
                text
                for name, value in options.items()
                if value is not None
                for text in (name, str(value))
            ],
            state=options["--state"],
        )
    except UpFailed as error:
        if error.status == Refused.exit_code:
            sys.exit(error.status)  # the fakes have said why
        raise click.ClickException(str(error)) from None


def _places(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    from harness.gherkin import split_place  # noqa: PLC0415  # as the others

    existing = click.Path(exists=True)
    for value in values:
        existing.convert(split_place(value)[0], parameter, context)
    return values


@main.command()
@click.argument("paths", nargs=-1, callback=_places)
@click.option(
    "--report",
    type=click.Path(file_okay=False),
    default=str(OUT / "report"),
    help="Folder of the HTML report.",
)
@click.option(
    "--junit",
    type=click.Path(dir_okay=False),
    default=str(OUT / "junit.xml"),
    help="File of the JUnit report.",
)
@click.option(
    "--tags", default="", help="Run what has these tags: '@seed and not @own'."
)
@click.option(
    "--pause-on-failure", is_flag=True, help="Leave the servers of a failure up."
)
def run(
    paths: tuple[str, ...],
    *,
    report: str,
    junit: str,
    tags: str,
    pause_on_failure: bool,
) -> None:
    """
    Run the features against both fakes and the engine, and report.

    A path may name lines: features/x.feature:12 runs what stands there.
    """
    is_green = run_features(
        paths,
        *("-p", "no:terminal"),
        "--seatrial-progress",
        f"--seatrial-report={report}",
        f"--junitxml={junit}",
        f"--seatrial-tags={tags}",
        *(["--pause-on-failure"] if pause_on_failure else []),
    )
    click.echo(f"\nReport: {Path(report, 'index.html')}   JUnit: {junit}")
    sys.exit(0 if is_green else 1)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
@click.option("--language", default="", metavar="CODE", help="Say them in it: de.")
def steps(paths: tuple[str, ...], *, as_json: bool, language: str) -> None:
    """
    List the phrases that features may use, with an example and where each stands.
    """
    import pytest  # noqa: PLC0415  # the other commands do without

    arguments = [*(paths or [str(own_features())]), "-p", "no:terminal"]
    listing = f"--seatrial-steps={'json' if as_json else 'table'}"
    status = pytest.main([*arguments, listing, f"--seatrial-language={language}"])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise click.ClickException("the features could not be read; see above")


@main.command()
@click.argument("names", nargs=-1)
@click.option(
    "--processes", type=click.IntRange(1), default=2, help="How many at a time."
)
def strength(names: tuple[str, ...], processes: int) -> None:
    """
    Break documented rules on purpose, one at a time, and see that features notice.

    NAMES are beginnings of the breakages' names; all are tried without.
    """
    from harness.strength.table import tried  # noqa: PLC0415  # only needed here

    sys.exit(0 if tried(names, own_features(), processes=processes) else 1)


@main.command()
@click.argument("service", type=click.Choice(PARTS[:2]), required=False)
def operations(service: str | None) -> None:
    """
    List the vendors' operations, and which of them the fakes do.
    """
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from harness.catalogues import catalogue_of  # noqa: PLC0415

    console = Console(highlight=False)
    for name in [service] if service else PARTS[:2]:
        catalogue = catalogue_of(name)
        table = Table(title=name, title_justify="left")
        for column in ("Operation", "Method", "Path", "What it does"):
            table.add_column(column)
        for one in catalogue:
            what = one.summary if one.built else "[dim]not built: answers 501[/dim]"
            table.add_row(one.name, one.method, one.path, what)
        built = sum(one.built for one in catalogue)
        table.caption = f"{built} of {len(catalogue)} operations are built"
        console.print(table)


main.add_command(check)
main.add_command(coverage)
main.add_command(verify)


def _world(world: str | None, only: str | None, options: dict[str, Any]) -> str:
    """
    Return the named world to build; one of data goes to the fakes with the options.

    Where a state is there already, no world is built in it.
    """
    if only == ENGINE and any(options.values()):
        raise Refused(f"{', '.join(_FAKES_OPTIONS)} are for fakes, not for the engine")
    if options["--tls"] and only is None:
        raise Refused("--tls needs --only: the engine calls the fakes by plain http")
    if world is not None and world.endswith(".json"):
        options["--world"] = world
        return "empty"
    if world is not None and world not in WORLD_NAMES:
        raise Refused(
            f"--world: no world {world!r} and no .json file; "
            f"there are {', '.join(WORLD_NAMES)}"
        )
    state = options["--state"]
    if only is None and state is not None:
        _check_ledger(state)
    if only or (state is not None and Path(state).exists()):
        return world if world and only else "empty"
    return world or "one_packed_sale"


def _check_ledger(state: Path) -> None:
    from harness.fleet import ledger_beside  # noqa: PLC0415  # as the others

    ledger = ledger_beside(state)
    if ledger.exists() and not state.exists():
        raise Refused(
            f"--state: {ledger} is the engine's ledger of a state that is gone; "
            f"delete it, or bring {state} back"
        )


def _since_start() -> float:
    return round(perf_counter() - STARTED, 3)


def _readable(ready: dict[str, object]) -> str:
    lines = []
    for part, facts in ready.items():
        if isinstance(facts, dict):
            lines.append(part)
            lines += [f"  {name:16} {value}" for name, value in facts.items()]
        else:
            lines.append(f"{part} {facts}")
    return "\n".join([*lines, "Stop with Ctrl-C."])


if __name__ == "__main__":
    main()
