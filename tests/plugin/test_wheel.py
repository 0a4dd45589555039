"""
The wheel in an empty project: feature files, and one step of the project's own.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
PACKED = """
Feature: Method 1
  Example: A packed sale arrives
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted
    When ShipStation imports the store's orders
    Then order SO-00001 is in Awaiting Shipment
"""
GERMAN = """# language: de
Funktionalität: Methode 2
  Beispiel: Ein Verkauf wird eine Bestellung
    Angenommen in Cin7 Core ist ein ShipStation-Shop verbunden
    Wenn die Integration abgleicht
"""
OWN = """
Feature: Our rule
  Example: Kestrel Cycles buys
    Given Cin7 Core is connected as a store in ShipStation
    When sale SO-00001 is packed for our best customer
    Then sale SO-00001 stands in Cin7 Core
"""
STEPS = """
from pytest_bdd import parsers, then, when


@when(parsers.parse("sale {number} is packed for our best customer"))
def _(cin7_core, number):
    cin7_core.readies(number)


@then(parsers.parse("sale {number} stands in Cin7 Core"))
def _(cin7_core, number):
    assert cin7_core.sales() == [number]
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """
    Return the Python of an environment into which only the wheel was installed.

    It sees the packages of this one, but nothing of this working copy.
    """
    folder = tmp_path_factory.mktemp("wheel")
    ended(sys.executable, "-c", BUILD, str(folder), cwd=ROOT)
    [wheel] = folder.glob("seatrial-*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "-q")
    ended(*pip, "install", "--no-deps", "--no-index", str(wheel), cwd=folder)
    [site] = folder.glob("venv/lib/python*/site-packages")
    (site / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """
    Return the folder of a project: three features, and no glue.
    """
    for name, text in (("packed", PACKED), ("german", GERMAN), ("own", OWN)):
        (tmp_path / f"{name}.feature").write_text(text, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(STEPS, encoding="utf-8")
    return tmp_path


def ended(*command: str, cwd: Path) -> str:
    """
    Return what a command that succeeds has printed.
    """
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """
    Run a command that knows nothing of where this test runs.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PYTEST"))
    }
    return subprocess.run(  # noqa: S603  # our own commands
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.timeout(120)
def test_features_pass_in_an_empty_project(python: Path, project: Path) -> None:
    """
    English, German, and one with a step of its own; the code is that of the wheel.
    """
    where = ended(
        str(python), "-c", "import harness; print(harness.__file__)", cwd=project
    )
    told = ended(str(python), "-m", "pytest", "-q", cwd=project)

    assert "3 passed" in told
    assert Path(where).is_relative_to(python.parents[1])


@pytest.mark.parametrize("name", ["scenarios", "engine"])
@pytest.mark.timeout(120)
def test_a_package_of_the_same_name_is_a_sentence(
    python: Path, project: Path, name: str
) -> None:
    """
    A project that has one is told which, and what to do.
    """
    (project / name).mkdir()
    (project / name / "__init__.py").touch()

    done = run(str(python), "-m", "pytest", cwd=project)

    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"Seatrial's package '{name}' is hidden by {project}" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
