"""
What pytest loads by itself once Seatrial is installed: options, then the plugin.

It is one module of a name that nobody else has, so that a project with packages
called ``scenarios`` or ``harness`` of its own gets a sentence, not a riddle.
"""

import importlib
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent
PACKAGES = ("emulators", "harness", "scenarios")


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


def pytest_configure(config: pytest.Config) -> None:
    """
    Load the plugin.
    """
    _refuse_a_clash()
    pytest.register_assert_rewrite("harness.actors", "scenarios.steps")
    from scenarios.plugin import register  # noqa: PLC0415  # after the check above

    register(config)


def _refuse_a_clash() -> None:
    for name in PACKAGES:
        found = importlib.util.find_spec(name)
        place = found.origin if found else None
        if place is None or HOME not in Path(place).resolve().parents:
            raise pytest.UsageError(
                f"Seatrial's package {name!r} is hidden by {place or 'a folder'}: "
                f"rename yours, or run pytest with --import-mode=importlib"
            )
