"""
What pytest loads by itself once Seatrial is installed: options, then the plugin.

It is one module of a name that nobody else has, so that a project with packages
called ``scenarios`` or ``harness`` of its own gets a sentence, not a riddle.
"""

import importlib
from collections.abc import Iterable
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent
PACKAGES = ("emulators", "harness", "scenarios")

# Before any conftest.py is read: it may import them.
pytest.register_assert_rewrite("harness.actors", "scenarios.steps")


def pytest_addoption(parser: pytest.Parser) -> None:
    """
    Add the options.
    """
    group = parser.getgroup("seatrial", "Seatrial")
    group.addoption(
        "--seatrial-report",
        metavar="FOLDER",
        help="Write index.html, the report of all features, into this folder.",
    )
    group.addoption(
        "--seatrial-coverage",
        metavar="FILE",
        help="Write what the Examples have shown, axis by axis, into this file (JSON).",
    )
    group.addoption(
        "--seatrial-messages",
        metavar="FILE",
        help="Write what happens into this file as Cucumber Messages (NDJSON).",
    )
    group.addoption(
        "--seatrial-tags",
        metavar="EXPRESSION",
        default="",
        help="Run the Examples with these tags, by a Cucumber tag expression:"
        " --seatrial-tags='@seed and not (@own or @slow)', with the equals sign.",
    )
    group.addoption(
        "--seatrial-progress",
        action="store_true",
        help="Print a line for each feature, and tables at the end.",
    )
    group.addoption(
        "--seatrial-steps",
        nargs="?",
        const="table",
        choices=["table", "json"],
        help="List every phrase with its words, an example and its place; run nothing.",
    )
    group.addoption(
        "--seatrial-language",
        metavar="CODE",
        default="",
        help="List the phrases as this language says them, such as de.",
    )
    group.addoption(
        "--seatrial-dry-run",
        action="store_true",
        help="Run nothing; fail on steps that no phrase matches, or two, and on phrases"
        " of this project that no step says.",
    )
    group.addoption(
        "--pause-on-failure",
        action="store_true",
        help="Leave the servers of an Example that failed up until Enter, and print"
        " where they are, how to sign in, and how to see the journals.",
    )
    group.addoption(
        "--seatrial-engine-process",
        action="store_true",
        help="Run the Examples tagged @durable, and only them, against an engine that"
        " is a process of its own, on the wall's time.",
    )

    _add_start_options(group)
    _add_system_options(group)


def _add_start_options(group: pytest.OptionGroup) -> None:
    group.addoption(
        "--seatrial-world",
        metavar="NAME",
        default="",
        help="Begin each Example in this world: one_packed_sale or a_shop.",
    )
    group.addoption(
        "--seatrial-profile",
        metavar="VENDOR=PRESET",
        action="append",
        default=[],
        help="Begin each Example with this preset of the contested facts, such as"
        " cin7_core=dear_2019, or with a fact: cin7_core.FACT=MEMBER.",
    )


def _add_system_options(group: pytest.OptionGroup) -> None:
    group.addoption(
        "--seatrial-system-url",
        metavar="URL",
        default="",
        help="Drive the integration that serves there in place of ours, on the wall's"
        " time; docs/system_under_test.md has what it has to answer.",
    )
    group.addoption(
        "--seatrial-system-token",
        metavar="TOKEN",
        default="",
        help="Its bearer token; the environment's SEATRIAL_SYSTEM_TOKEN is not seen in"
        " lists of processes.",
    )
    group.addoption(
        "--seatrial-system-command",
        metavar="COMMAND",
        default="",
        help="Start it first, with SEATRIAL_SYSTEM_PORT, SEATRIAL_CIN7_CORE_URL and"
        " others in its environment.",
    )
    for name, vendor in (("cin7", "Cin7 Core"), ("shipstation", "ShipStation")):
        group.addoption(
            f"--seatrial-{name}-port",
            metavar="PORT",
            type=int,
            default=0,
            help=f"Where the fake of {vendor} is for that system; a free port without.",
        )


def pytest_configure(config: pytest.Config) -> None:
    """
    Load the plugin.
    """
    is_foreign = config.getoption("--seatrial-system-url") or config.getoption(
        "--seatrial-system-command"
    )
    _refuse_a_clash(PACKAGES if is_foreign else (*PACKAGES, "engine"))
    from scenarios.plugin import register  # noqa: PLC0415  # after the check above

    register(config)


def _refuse_a_clash(names: Iterable[str]) -> None:
    for name in names:
        found = importlib.util.find_spec(name)
        place = found.origin if found else None
        if place is None or HOME not in Path(place).resolve().parents:
            raise pytest.UsageError(
                f"Seatrial's package {name!r} is hidden by {place or 'a folder'}: "
                f"rename yours, or run pytest with --import-mode=importlib"
            )
