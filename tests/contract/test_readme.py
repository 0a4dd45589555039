"""
Every command of the README runs.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.test_up import up

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines()
]
OURS = [command for command in COMMANDS if command.startswith(".venv/bin/")]
SERVES = ".venv/bin/seatrial up --json"


def test_every_command_is_tried_somewhere() -> None:
    """
    Targets of make run in CI; what serves, and what asks it, have tests of their own.
    """
    elsewhere = {"make run", "make up", SERVES}

    left = [one for one in COMMANDS if one not in elsewhere and one not in OURS]
    assert {one.split()[0] for one in left} == {"curl"}


@pytest.mark.parametrize("command", [one for one in OURS if one != SERVES])
def test_command_runs(command: str, tmp_path: Path) -> None:
    """
    It ends with 0, from the project's root; what runs features runs some of them.
    """
    name, *arguments = shlex.split(command.removeprefix(".venv/bin/"))
    if name == "seatrial" and arguments[0] == "run":
        arguments += [f"--report={tmp_path}", f"--junit={tmp_path / 'junit.xml'}"]
    program = str(Path(sys.executable).parent / name)

    ended = subprocess.run(  # noqa: S603  # the README's own words
        [program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTEST_ADDOPTS": "-k tracking"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_curl_speaks_to_the_control_plane() -> None:
    """
    The README's lines plan a fault, and save, restore and compare an account.
    """
    lines = [command for command in COMMANDS if command.startswith("curl")]

    with up("--only", "shipstation") as (_, addresses):
        answers = [_curl(line, addresses["shipstation"]["url"]) for line in lines]

    fault, saved, restored, compared = answers
    assert '"kind":"lost-reply"' in fault
    assert '"name":"monday"' in saved
    assert '"api_key"' in restored
    assert compared == '{"changes":[]}'


def _curl(line: str, url: str) -> str:
    """
    Return what the line prints; it has to succeed.
    """
    return subprocess.run(  # noqa: S603  # the README's own words
        ["bash", "-c", f"{line} --silent --fail"],  # noqa: S607
        env={**os.environ, "SHIPSTATION": url},
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    ).stdout


def test_the_feature_of_the_readme_is_known(pytester: pytest.Pytester) -> None:
    """
    Its steps have definitions, and it passes.
    """
    [feature] = re.findall(r"```gherkin\n(.*?)```", README, re.DOTALL)
    pytester.path.joinpath("mine.feature").write_text(feature, encoding="utf-8")

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=1)
