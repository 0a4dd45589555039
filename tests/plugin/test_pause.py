"""
Looking at the servers of an Example that failed.
"""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

FAILS = """
Feature: F
  Example: E
    Given Cin7 Core is connected as a store in ShipStation
    Then ShipStation has 7 orders, each once
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project of one Example that fails, in which nothing may last long.
    """
    pytester.makeini("[pytest]\nstrict = true\ntimeout = 60\n")
    pytester.path.joinpath("my.feature").write_text(FAILS, encoding="utf-8")


def test_the_servers_stay_until_enter(pytester: pytest.Pytester) -> None:
    """
    The commands that are printed show the journals, and Enter ends the run.
    """
    command = [sys.executable, "-m", "pytest", "--pause-on-failure", "my.feature"]
    with subprocess.Popen(  # noqa: S603  # our own command
        command,
        cwd=pytester.path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as paused:
        assert paused.stdin is not None
        assert paused.stdout is not None
        lines = iter(paused.stdout.readline, "")
        curls = []
        for line in lines:
            if line.startswith("curl "):
                curls.append(line)
            if "/api/log" in line:
                break
        answers = [_run(line) for line in curls]
        paused.stdin.write("\n")
        paused.stdin.close()
        rest = paused.stdout.read()

    assert 4 == len(answers)
    assert all('"exchanges":[{' in answer for answer in answers[:2])
    assert '"orders":' in answers[2]
    assert "Enter goes on" in rest
    assert "1 failed" in rest


def test_it_needs_one_process(pytester: pytest.Pytester) -> None:
    """
    Several processes would all wait for the one keyboard.
    """
    result = pytester.runpytest_inprocess("--pause-on-failure", "-n", "2")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --pause-on-failure needs one process: no -n"])


def _run(line: str) -> str:
    command = [*shlex.split(line), "--silent", "--fail"]
    done = subprocess.run(  # noqa: S603  # what was printed
        command, capture_output=True, text=True, check=True, timeout=20, cwd=Path.home()
    )
    return done.stdout
