"""
``seatrial coverage``, through the command line.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.coverage.declared import nothing_shown
from harness.report.html import render

FEATURE = """\
Feature: Coverage

  @seed-34
  Rule: One

    Example: A packed sale arrives
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """
    Return a file of a run that showed nothing.
    """
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps(nothing_shown().document()), encoding="utf-8")
    return path


def test_a_run_is_counted_in_several_processes(tmp_path: Path) -> None:
    """
    The statement is proved, the operation shown, and only the chosen axis printed.
    """
    feature = tmp_path / "mine.feature"
    feature.write_text(FEATURE, encoding="utf-8")
    out = tmp_path / "new" / "coverage.json"

    arguments = ["-n", "2", "--out", str(out), "--axis", "statements", "--missing"]
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "harness.cli", "coverage", str(feature), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    axes = json.loads(out.read_text(encoding="utf-8"))["axes"]
    assert axes["statements"]["seed"]["covered"] == ["seed-34"]
    assert "get_sale" in axes["operations"]["cin7_core"]["covered"]
    assert "missing: seed seed-03" in ended.stdout
    assert "faults" not in ended.stdout


def test_under_the_mark_the_command_fails(file: Path) -> None:
    """
    A sentence says which axis, and by how much.
    """
    ended = CliRunner().invoke(
        main, ["coverage", "--from", str(file), "--fail-under", "faults=10"]
    )

    assert ended.exit_code == 1
    assert "faults: 0.0 percent is shown, less than the 10" in ended.output


@pytest.mark.parametrize("mark", ["faults", "faults=x", "faults=101", "speed=3"])
def test_a_mark_that_means_nothing_is_refused(file: Path, mark: str) -> None:
    """
    An unknown axis and a bad number are errors of usage.
    """
    ended = CliRunner().invoke(
        main, ["coverage", "--from", str(file), "--fail-under", mark]
    )

    assert ended.exit_code == 2


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """
    Neither what is no JSON nor what is another's is read.
    """
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")

    ended = CliRunner().invoke(main, ["coverage", "--from", str(other)])

    assert ended.exit_code == 2
    assert "it is no coverage of Seatrial" in ended.output


def test_the_report_has_the_axes() -> None:
    """
    The page has the section where coverage was collected.
    """
    page = render([], nothing_shown())

    assert "<h2>Coverage</h2>" in page
    assert "<h2>Coverage</h2>" not in render([])
