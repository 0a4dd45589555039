"""
The command line ``seatrial-engine``: serve, and look after connections.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from socket import socket
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from datetime import datetime

    from engine.bootstrap import Engine
    from engine.domain.reconciliation import Difference
    from engine.domain.records import Organisation, Run
    from engine.ports.world import World
    from engine.settings import Told

_PROBLEM = 1
_USAGE = 2
_COURTESY_SECONDS = 0.5
_CLOSING_SECONDS = 5.0
_FILE = "engine.settings"


def _remember(context: click.Context, _option: click.Parameter, file: object) -> None:
    context.meta[_FILE] = file


class _Command(click.Command):
    """
    A command, which may be told a file of settings.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        file = click.Option(
            ["--settings"],
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_remember,
            help="A TOML file of settings; else the one of SEATRIAL_ENGINE_SETTINGS.",
        )
        self.params.append(file)


class _Group(click.Group):
    command_class = _Command
    group_class = type


@click.group(cls=_Group)
def main() -> None:
    """
    Carry orders and shipments between Cin7 Core and ShipStation.
    """


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 means any free.")
@click.option("--json", "as_json", is_flag=True, help="Tell the address as JSON.")
@click.option("--worker", is_flag=True, help="Only run what is due; no HTTP.")
@click.option("--fd", type=int, hidden=True, help="A socket that listens already.")
@click.option("--until-stdin-closes", "ends_with_stdin", is_flag=True, hidden=True)
def serve(
    host: str | None,
    port: int | None,
    *,
    as_json: bool,
    worker: bool,
    fd: int | None,
    ends_with_stdin: bool,
) -> None:
    """
    Serve the custom store and the JSON API, and run what is due.

    Told to end, it takes no more work and waits SEATRIAL_ENGINE_DRAIN_SECONDS for the
    runs that go on; what is not done by then goes on in another process, or after the
    next start.
    """
    # Nothing that a start makes is garbage: looking for some costs it a seventh.
    gc.disable()
    ended = _told_to_end(ends_with_stdin=ends_with_stdin)
    listening = None if fd is None else socket(fileno=fd)
    with _engine(needs_token=not worker) as engine:
        engine.take_over_logs()
        engine.take_part()
        if worker:
            _start(engine)
            _announce({"worker": engine.name}, as_json=as_json)
        else:
            url = _listen(engine, host, port, listening=listening)
            told = {"url": url, "custom_store_url": f"{url}/custom-store"}
            _announce(told, as_json=as_json)
            # Whoever waited for the address comes first: runs take a while to start.
            if not ended.wait(_COURTESY_SECONDS):
                _start(engine)
        gc.freeze()
        gc.enable()
        ended.wait()
        _end_at_the_latest(engine.settings.drain_seconds + _CLOSING_SECONDS)


def _end_at_the_latest(seconds: float) -> None:
    """
    See to it that the process ends, also where a database is away that is waited for.
    """
    last = Timer(seconds, os._exit, [0])
    last.daemon = True
    last.start()


def _listen(
    engine: "Engine", host: str | None, port: int | None, *, listening: socket | None
) -> str:
    """
    Serve, and return where.
    """
    try:
        return engine.serve(host, port, listening=listening).url
    except OSError as problem:
        where = f"{host or engine.settings.host}:{port or engine.settings.port}"
        _fail(f"cannot listen on {where}: {problem.strerror or problem}", _USAGE)


def _start(engine: "Engine") -> None:
    try:
        engine.start()
    except Exception as problem:  # noqa: BLE001 - said as a sentence
        first = str(problem).partition("\n")[0]
        _fail(f"the runs cannot start: {first}", _USAGE)


def _told_to_end(*, ends_with_stdin: bool) -> Event:
    """
    Return what is set by SIGTERM, by SIGINT, or by the end of standard input.

    A parent that starts the engine holds its standard input: it closes when the
    parent ends, however that happens.
    """
    ended = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    if ends_with_stdin:

        def read() -> None:
            sys.stdin.buffer.read()
            ended.set()

        Thread(target=read, daemon=True).start()
    return ended


@main.group()
def connections() -> None:
    """
    Look after connections with a key pair.
    """


@connections.command("list")
@click.option("--organisation", help="Only those of this organisation.")
def list_connections(organisation: str | None) -> None:
    """
    List connections and the reasons of broken ones.
    """
    with _engine() as engine:
        found = engine.world.ledger.connections.all(
            organisation.lower() if organisation else None
        )
        for one in found:
            told = (one.id, one.organisation, one.method, one.state, one.reason)
            click.echo("\t".join(told).rstrip())


@connections.command("connect")
@click.argument("organisation")
@click.option("--key", prompt=True, help="ShipStation's API key.")
@click.option(
    "--secret", prompt=True, hide_input=True, help="ShipStation's API secret."
)
@click.option(
    "--method",
    type=click.Choice(["shipstation_store", "shipping_service"]),
    default="shipstation_store",
    show_default=True,
    help="As a store of Cin7 Core's, or as a shipping service.",
)
@click.option("--currency", default="", help="Of the ShipStation account: USD.")
@click.option("--weight-units", default="", help="pounds, ounces or grams.")
@click.option("--dimension-units", default="", help="inches or centimeters.")
def connect_organisation(
    organisation: str, key: str, secret: str, *, method: str, **counts: str
) -> None:
    """
    Connect an organisation to a ShipStation account by method 2 or 3.

    A shipping service has to know the currency and the units of the account.
    """
    from engine.connections.connect import connect  # noqa: PLC0415 - see _engine
    from engine.domain.records import KeyPair  # noqa: PLC0415 - see _engine
    from engine.domain.service import ShippingService  # noqa: PLC0415 - see _engine
    from engine.domain.setup import Setup  # noqa: PLC0415 - see _engine

    settings: Setup | ShippingService = Setup()
    if method == "shipping_service":
        settings = ShippingService(
            currency=counts["currency"],
            weight_units=counts["weight_units"],
            dimension_units=counts["dimension_units"],
        )
    with _engine() as engine:
        made, warnings = connect(
            engine.world, organisation, keys=KeyPair(key, secret), settings=settings
        )
        click.echo(made.id)
        for warning in warnings:
            click.echo(warning, err=True)


@connections.command()
@click.argument("connection")
def disconnect(connection: str) -> None:
    """
    End a connection; what it carried stays in the ledger.
    """
    from engine.connections import maintain  # noqa: PLC0415 - see _engine

    with _engine() as engine:
        maintain.disconnect(engine.world, connection)


@connections.command()
@click.argument("connection")
@click.option("--key", prompt=True, help="The new API key.")
@click.option("--secret", prompt=True, hide_input=True, help="The new API secret.")
def keys(connection: str, key: str, secret: str) -> None:
    """
    Give a connection a new key pair.
    """
    from engine.connections import maintain  # noqa: PLC0415 - see _engine
    from engine.domain.records import KeyPair  # noqa: PLC0415 - see _engine

    with _engine() as engine:
        maintain.replace_keys(engine.world, connection, KeyPair(key, secret))


@main.command()
@click.option("--organisation", help="Only this organisation.")
@click.option(
    "--method",
    type=click.Choice(["custom_store", "shipstation_store", "shipping_service"]),
    help="Only it.",
)
def sync(organisation: str | None, method: str | None) -> None:
    """
    Run now what matches: one slice each.
    """
    from engine.domain.method_policy import Method  # noqa: PLC0415 - see _engine

    with _engine() as engine:
        runs = engine.runs.run_now(
            organisation=organisation.lower() if organisation else None,
            method=Method(method) if method else None,
        )
        for run in runs:
            counts = " ".join(f"{kind}={count}" for kind, count in run.outcomes.items())
            click.echo(
                f"{run.organisation}\t{run.method}\t{counts}\t{run.error}".rstrip()
            )
        if any(run.error for run in runs):
            raise SystemExit(_PROBLEM)


@main.command()
@click.option("--organisation", help="Only this organisation.")
@click.option("--subject", help="Only this sale.")
@click.option(
    "--outcome",
    type=click.Choice(["delivered", "unchanged", "held_back", "failed"]),
    help="Only this outcome.",
)
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10000))
def log(
    organisation: str | None, subject: str | None, outcome: str | None, limit: int
) -> None:
    """
    Print the operations log, newest first.
    """
    with _engine() as engine:
        entries = engine.world.ledger.log.read(
            organisation=organisation.lower() if organisation else None,
            subject=subject,
            outcome=outcome,
            limit=limit,
        )
        for entry in entries:
            one = entry.outcome
            at = entry.at.isoformat(timespec="seconds")
            told = (at, entry.method, one.subject, one.kind, one.reason, one.detail)
            click.echo("\t".join(told).rstrip())


@main.command()
@click.option("--organisation", help="Only this organisation.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10000))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one run a line.")
def runs(organisation: str | None, limit: int, *, as_json: bool) -> None:
    """
    Print the runs: those that wait, then the newest.
    """
    with _engine() as engine:
        whose = organisation.lower() if organisation else None
        begun = engine.world.ledger.runs.recent(limit=limit, organisation=whose)
        for run in [*engine.runs.queued(whose), *begun][:limit]:
            click.echo(json.dumps(_told(run)) if as_json else _line(run))


def _told(run: "Run") -> dict[str, object]:
    return {
        "id": run.id,
        "state": run.state.value,
        "organisation": run.organisation,
        "method": run.method.value,
        "started_at": _moment(run.started_at),
        "ended_at": _moment(run.ended_at),
        "attempts": run.attempts,
        "executor": run.executor or None,
        "outcomes": dict(run.outcomes),
        "error": run.error or None,
    }


def _line(run: "Run") -> str:
    counts = " ".join(f"{kind}={count}" for kind, count in run.outcomes.items())
    told = (_moment(run.started_at), run.state, run.organisation, run.method)
    more = (f"attempt {run.attempts}", run.executor, counts, run.error)
    return "\t".join(one or "-" for one in (*told, *more))


def _moment(at: "datetime | None") -> str | None:
    return at.isoformat(timespec="seconds") if at else None


@main.command()
@click.option("--organisation", help="Only this organisation.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one thing a line.")
@click.option(
    "--repair",
    "repairs",
    multiple=True,
    metavar="KIND",
    help="Mend what this repair mends, after asking; may be given several times.",
)
@click.option("--yes", "is_agreed", is_flag=True, help="Mend without asking.")
def reconcile(
    organisation: str | None,
    repairs: tuple[str, ...],
    *,
    as_json: bool,
    is_agreed: bool,
) -> None:
    """
    Compare both sides for each method in use, and list what differs.

    What came since the last run counts too, so synchronise first. Exit code 1 says
    that something differs still, or could not be compared.
    """
    from engine.connections.organisations import find  # noqa: PLC0415 - see _engine
    from engine.domain.reconciliation import Repair  # noqa: PLC0415 - see _engine
    from engine.ports import vendors  # noqa: PLC0415 - see _engine

    if unknown := set(repairs) - set(Repair):
        _fail(f"no repair {min(unknown)}: there are {', '.join(Repair)}", _USAGE)
    desk = _Reconciling(frozenset(repairs), as_json=as_json, is_agreed=is_agreed)
    with _engine() as engine:
        world = engine.world
        some = [find(world, organisation)] if organisation else None
        try:
            equal = [
                desk.see_to(world, one)
                for one in some or world.ledger.organisations.all()
            ]
        except (
            vendors.CannotAnswer,
            vendors.CredentialsRefused,
            vendors.Rejected,
        ) as problem:
            _fail(f"{problem}; try again", _PROBLEM)
        if not all(equal):
            raise SystemExit(_PROBLEM)


@dataclass(frozen=True, slots=True)
class _Reconciling:
    """
    Lists differences, and mends those that the repairs are wanted for.
    """

    repairs: frozenset[str]
    as_json: bool
    is_agreed: bool

    def see_to(self, world: "World", organisation: "Organisation") -> bool:
        """
        Compare one organisation; return whether nothing differs, or no longer.
        """
        from engine.reconciliation import report  # noqa: PLC0415 - see _engine

        left: dict[str, Difference] = {}
        is_compared = True
        for one in report.reconcile(world, organisation, patient=True):
            where = {"organisation": organisation.id, "method": one.method.value}
            if one.reason:
                is_compared = False
                self._say({**where, "reason": one.reason})
            for difference in one.differences:
                name = difference.id(one.place)
                left[name] = difference
                self._say({**where, "id": name, **_facts(difference)})
        chosen = {key: one for key, one in left.items() if one.repair in self.repairs}
        if chosen and self._is_wanted(chosen):
            for done in report.repair(world, organisation, chosen, patient=True):
                self._say({"repaired": done.difference, **asdict(done.outcome)})
                if done.outcome.kind in {"delivered", "unchanged"}:
                    left.pop(done.difference, None)
        return is_compared and not left

    def _is_wanted(self, chosen: "Mapping[str, Difference]") -> bool:
        for name, one in chosen.items():
            told = one.repair.sentence if one.repair else ""
            click.echo(f"{name} ({one.order_number}): {told}", err=True)
        return self.is_agreed or click.confirm("Do this?", err=True)

    def _say(self, told: "Mapping[str, object]") -> None:
        values = (str(one) for one in told.values() if one)
        click.echo(json.dumps(told) if self.as_json else "\t".join(values))


def _facts(difference: "Difference") -> dict[str, object]:
    return {
        "kind": difference.kind.value,
        "order_number": difference.order_number,
        "shipstation": difference.shipstation,
        "cin7_core": difference.cin7_core,
        "repair": difference.repair,
    }


@main.group()
def users() -> None:
    """
    Look after the engine's own directory of users.
    """


@users.command("list")
def list_users() -> None:
    """
    List users and their organisations.
    """
    with _engine() as engine:
        _check_directory(engine)
        for user in engine.world.ledger.users.all():
            activity = "active" if user.is_active else "inactive"
            click.echo("\t".join((user.username, activity, *user.organisations)))


@users.command("add")
@click.argument("username")
@click.argument("organisations", nargs=-1)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@click.option("--inactive", is_flag=True, help="Known, but may not.")
def add_user(
    username: str, organisations: tuple[str, ...], *, password: str, inactive: bool
) -> None:
    """
    Add a user, or replace one.
    """
    from engine.connections.organisations import find  # noqa: PLC0415 - see _engine
    from engine.domain.records import User  # noqa: PLC0415 - see _engine

    with _engine() as engine:
        _check_directory(engine)
        known = tuple(find(engine.world, name).id for name in organisations)
        user = User(username, not inactive, known)
        hashed = engine.hash_password(password)
        engine.world.ledger.users.put(user, password_hash=hashed)


@main.command("settings")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show_settings(*, as_json: bool) -> None:
    """
    Print every setting and where it comes from; secrets are masked.
    """
    told = _settings()
    rows = {
        name: {"value": _shown(name, value), "source": told.sources[name].value}
        for name, value in told.settings.model_dump(mode="json").items()
    }
    if as_json:
        file = None if told.file is None else str(told.file)
        click.echo(json.dumps({"file": file, "settings": rows}))
        return
    for name, row in rows.items():
        value = "" if row["value"] is None else row["value"]
        click.echo(f"{name}\t{value}\t{row['source']}")


def _shown(name: str, value: Any) -> Any:
    from engine.adapters.logs import mask_text  # noqa: PLC0415 - see _engine
    from engine.settings import SECRETS  # noqa: PLC0415 - see _engine

    if name in SECRETS and value is not None:
        return "***"
    return mask_text(value) if isinstance(value, str) else value


@contextmanager
def _engine(*, needs_token: bool = False) -> Iterator["Engine"]:
    """
    Yield an engine over the settings; say problems as sentences.

    Imports wait until a command runs, so that ``--help`` is immediate.
    """
    from engine.adapters.ledger.schema import CannotOpen  # noqa: PLC0415 - as above
    from engine.adapters.presence import Taken  # noqa: PLC0415 - as above
    from engine.adapters.vault import NoKey  # noqa: PLC0415 - as above
    from engine.bootstrap import build  # noqa: PLC0415 - as above
    from engine.connections.problems import Refusal  # noqa: PLC0415 - as above

    settings = _settings().settings
    if needs_token and settings.token is None:
        _fail("set SEATRIAL_ENGINE_TOKEN to a token of at least 16 characters", _USAGE)
    try:
        engine = build(settings)
    except (CannotOpen, NoKey) as problem:
        _fail(str(problem), _USAGE)
    try:
        yield engine
    except (Refusal, Taken) as problem:
        _fail(str(problem), _PROBLEM)
    except NoKey as problem:
        _fail(str(problem), _USAGE)
    finally:
        if not engine.close():
            # A run that did not end in time would keep the process: cut it.
            sys.stdout.flush()
            os._exit(0)


def _settings() -> "Told":
    from engine.settings import BadSettings, read_settings  # noqa: PLC0415 - see _engine

    try:
        return read_settings(click.get_current_context().meta.get(_FILE))
    except BadSettings as problem:
        _fail(str(problem), _USAGE)


def _check_directory(engine: "Engine") -> None:
    if engine.settings.directory_url is not None:
        _fail("users are kept by the directory that the settings name", _PROBLEM)


def _announce(told: dict[str, str], *, as_json: bool) -> None:
    click.echo(json.dumps(told) if as_json else "\n".join(told.values()))


def _fail(sentence: str, code: int) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
