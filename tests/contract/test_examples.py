"""
The examples that people copy.
"""

import shlex
from pathlib import Path
from typing import Any

import click
import yaml  # type: ignore[import-untyped]  # types for one test are not worth a package

from harness.cli import main
from harness.contracts.expectations import read_expectations

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
WORKFLOW: dict[Any, Any] = yaml.safe_load(
    (EXAMPLES / "github-actions.yml").read_text(encoding="utf-8")
)
STEPS: list[dict[str, Any]] = [
    step for job in WORKFLOW["jobs"].values() for step in job["steps"]
]
COMMANDS = [shlex.split(step["run"]) for step in STEPS if "run" in step]


def test_the_workflow_has_what_one_needs() -> None:
    """
    A name, what it runs on, and jobs with a machine, steps and a limit.
    """
    # YAML 1.1 reads the key "on" as true.
    assert {"name", True, "permissions", "jobs"} == set(WORKFLOW)
    assert set(WORKFLOW[True]) <= {"push", "pull_request", "schedule"}
    for job in WORKFLOW["jobs"].values():
        assert {"runs-on", "timeout-minutes", "steps"} <= set(job)


def test_a_step_runs_or_uses() -> None:
    """
    One of both, with keys that steps have.
    """
    for step in STEPS:
        assert len({"run", "uses"} & set(step)) == 1
        assert set(step) <= {"run", "uses", "name", "with", "env", "if"}
        assert isinstance(step.get("run", step.get("uses")), str)
        assert "run" in step or "@v" in step["uses"]


def test_its_commands_exist() -> None:
    """
    With these options; what comes after -- is the merchant's own.
    """
    ours = [words[1:] for words in COMMANDS if words[0] == "seatrial"]

    assert [name for name, *_ in ours] == ["run", "check", "verify"]
    for name, *words in ours:
        command = main.commands[name]
        context = click.Context(command, resilient_parsing=True)
        known = {
            word for one in command.params for word in (*one.opts, *one.secondary_opts)
        }
        own = words[: words.index("--")] if "--" in words else words
        assert {word for word in own if word.startswith("--")} <= known
        command.parse_args(context, words)


def test_what_it_writes_is_uploaded() -> None:
    """
    Also where the check failed: then it is wanted most.
    """
    for name in ("features", "contracts"):
        *_, last = WORKFLOW["jobs"][name]["steps"]
        [words] = [one for one in COMMANDS if f"out/{name}.xml" in one]

        assert words[words.index("--junit") + 1].startswith(f"{last['with']['path']}/")
        assert last["if"] == "always()"


def test_its_expectations_can_be_read() -> None:
    """
    The operations in it are the vendors'.
    """
    read = read_expectations(EXAMPLES / "expected.json")

    assert [str(one) for one in read.calls] == [
        "at least 1 call",
        "at least 1 call with these parts",
        "no call",
    ]
