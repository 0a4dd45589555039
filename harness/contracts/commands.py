"""
The commands that check contracts: options, sentences and exit codes.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from emulators.start_options import Refused

if TYPE_CHECKING:
    from harness.contracts.check import Checked, Setting

VENDORS = ("cin7_core", "shipstation")
WORLDS = ("empty", "a_shop")
PORT = click.IntRange(0, 65535)
_STOPPED = 128


def _show_schema(context: click.Context, option: click.Option, *, value: bool) -> None:
    del option
    if not value or context.resilient_parsing:
        return
    from harness.contracts.expectations import (  # noqa: PLC0415
        schema_of_expectations,
    )

    click.echo(json.dumps(schema_of_expectations(), indent=2))
    context.exit()


@click.command(context_settings={"allow_interspersed_args": False})
@click.argument("command", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--expect",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Calls that there have to be, and problems to overlook: a .json.",
)
@click.option(
    "--expect-schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, option, value: _show_schema(context, option, value=value),
    help="Print the JSON Schema of that file, and end.",
)
@click.option(
    "--junit",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of the JUnit report.",
)
@click.option(
    "--journal",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep all calls and answers in this file, as lines of JSON.",
)
@click.option(
    "--world",
    default="empty",
    help=f"The state at the start: {', '.join(WORLDS)}, or a .json of what people do.",
)
@click.option("--profile", help="A preset of contested facts, or a .json of them.")
@click.option("--only", type=click.Choice(VENDORS), help="Start this fake alone.")
@click.option(
    "--cin7-port", "cin7_core", type=PORT, default=0, help="0 for a free one."
)
@click.option(
    "--shipstation-port", "shipstation", type=PORT, default=0, help="0 for a free one."
)
@click.option("--rate-limits", type=click.Choice(["on", "off"]), default="on")
def check(
    command: tuple[str, ...],
    *,
    expect: Path | None,
    junit: Path | None,
    **chosen: Any,
) -> None:
    """
    Run COMMAND against both fakes, and fail where it breaks the vendors' contracts.

    It finds the fakes by its environment: SEATRIAL_CIN7_CORE_URL, …_ACCOUNT_ID,
    …_APPLICATION_KEY, …_USERNAME and …_PASSWORD; SEATRIAL_SHIPSTATION_URL, …_API_KEY
    and …_API_SECRET. It ends with 0 where all is well, with 1 where the command failed
    or broke a contract, with 2 where an option makes no sense.
    """
    # Imported here: the other commands do without.
    from harness.contracts import check as checking  # noqa: PLC0415
    from harness.contracts.expectations import (  # noqa: PLC0415
        BadExpectations,
        Expectations,
        read_expectations,
    )
    from harness.contracts.session import (  # noqa: PLC0415
        FakeDied,
        NoCommand,
        check_command,
    )
    from harness.up import UpFailed  # noqa: PLC0415

    try:
        expectations = read_expectations(expect) if expect else Expectations()
        check_command(command)
        checked = checking.check(command, _setting(chosen), expectations)
        if checked.told is None:
            checking.report(checked, expectations, junit)
    except BadExpectations as error:
        raise Refused(f"--expect: {error}") from None
    except NoCommand as error:
        raise Refused(str(error)) from None
    except FakeDied as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise Refused(f"{error.filename} cannot be written: {error.strerror}") from None
    except UpFailed as error:
        if error.status == Refused.exit_code:
            sys.exit(error.status)  # the fakes have said why
        raise Refused(str(error)) from None
    _end(checked)


def _end(checked: "Checked") -> None:
    if checked.told is not None:
        click.echo(f"Error: stopped by {checked.told.name}", err=True)
        sys.exit(_STOPPED + checked.told)
    if checked.failure:
        raise click.ClickException(checked.failure)
    sys.exit(1 if checked.findings else 0)


def _setting(chosen: Mapping[str, Any]) -> "Setting":
    from harness.contracts.check import Setting  # noqa: PLC0415

    world, options = chosen["world"], []
    if world.endswith(".json"):
        options, world = ["--world", world], "empty"
    elif world not in WORLDS:
        raise Refused(
            f"--world: no world {world!r} and no .json file; "
            f"there are {', '.join(WORLDS)}"
        )
    if chosen["profile"]:
        options += ["--profile", chosen["profile"]]
    return Setting(
        parts=[chosen["only"]] if chosen["only"] else VENDORS,
        ports={part: chosen[part] for part in VENDORS},
        world=world,
        rate_limits=chosen["rate_limits"] == "on",
        options=options,
        journal=chosen["journal"],
    )


@click.command()
@click.argument("url")
@click.option(
    "--as", "vendor", type=click.Choice(VENDORS), required=True, help="What it is."
)
@click.option(
    "--account-id", envvar="SEATRIAL_CIN7_CORE_ACCOUNT_ID", help="Of Cin7 Core."
)
@click.option(
    "--application-key",
    envvar="SEATRIAL_CIN7_CORE_APPLICATION_KEY",
    help="Of Cin7 Core; others see what stands on a command line.",
)
@click.option("--api-key", envvar="SEATRIAL_SHIPSTATION_API_KEY", help="ShipStation's.")
@click.option(
    "--api-secret", envvar="SEATRIAL_SHIPSTATION_API_SECRET", help="Likewise."
)
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False),
    help="File of the certificate authority, if it is not a known one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def verify(url: str, vendor: str, *, as_json: bool, **chosen: Any) -> None:
    """
    Read a live account at URL, or a fake, and tell where it is not as our fakes are.

    It only reads: lists, and at most three of the things in each. Credentials are taken
    from the environment, under the names of seatrial check, or from the options. It
    ends with 0 where all is the same, with 1 where something is not, with 2 where the
    account cannot be read.
    """
    from emulators.kit.ambient import WallClock  # noqa: PLC0415  # as above
    from harness.contracts.account import Account, CannotRead  # noqa: PLC0415
    from harness.contracts.verify import verify as compare  # noqa: PLC0415
    from harness.contracts.verify_terminal import print_verified  # noqa: PLC0415

    credentials = _credentials(vendor, chosen)
    account = Account(
        vendor,
        _address(url),
        credentials,
        clock=WallClock(),
        ca=chosen["ca"],
        tell=lambda sentence: click.echo(sentence, err=True),
    )
    try:
        verified = compare(account)
    except CannotRead as error:
        raise Refused(str(error)) from None
    finally:
        account.close()
    if as_json:
        click.echo(json.dumps(verified.document()))
    else:
        print_verified(verified)
    sys.exit(1 if verified.drift else 0)


def _credentials(vendor: str, chosen: Mapping[str, Any]) -> dict[str, str]:
    from harness.contracts.account import CREDENTIALS  # noqa: PLC0415

    given = {name: (chosen[name] or "").strip() for name in CREDENTIALS[vendor]}
    missing = " and ".join(_variable(vendor, name) for name in given if not given[name])
    if missing:
        raise Refused(f"there are no credentials: set {missing}")
    for name, value in given.items():
        if not (value.isascii() and value.isprintable()):
            variable = _variable(vendor, name)
            raise Refused(f"{variable} has characters that no credential has")
    return given


def _variable(vendor: str, name: str) -> str:
    return f"SEATRIAL_{vendor}_{name}".upper()


def _address(url: str) -> str:
    """
    Return where the API is; no credentials belong there, as it is printed.
    """
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good or parts.query or parts.fragment:
        raise Refused("URL is the address of an API, such as https://api.example.com")
    if parts.username is not None:
        raise Refused("URL has credentials in it; give them by the environment")
    return url.rstrip("/")
