"""
Integrations of somebody else's, driven by their address alone.
"""

import shlex
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from emulators.kit.sockets import LOOPBACK, listen, origin_of
from harness.bench import Addresses
from harness.engine_process import EngineProcess, settings_of
from harness.wall import WallTime

URL = "--seatrial-system-url=http://127.0.0.1:9"
ROOT = Path(__file__).resolve().parents[2]
SMALL_ENGINE = f"{sys.executable} {Path(__file__).with_name('small_engine.py')}"
SUBSET = (
    "custom_store/several_organisations.feature",
    "shipstation_store/creating_orders.feature",
    "shipping_service/rates.feature",
)
FILE_SERVER = """
import os, http.server as h
h.test(h.SimpleHTTPRequestHandler, port=int(os.environ["SEATRIAL_SYSTEM_PORT"]))
"""
GATES = """
Feature: Gates

  @needs:custom_store
  Rule: Of method 1

    Example: A packed sale arrives
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in Awaiting Shipment

    Example: A sale that left already does not
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted with tracking number QX1
      When ShipStation imports the store's orders
      Then ShipStation has no order SO-00001

    Example: An hour later
      Given Cin7 Core is connected as a store in ShipStation
      When 60 minutes pass

  @needs:shipstation_store
  Rule: Of method 2

    Example: It is connected
      Given a ShipStation store is connected in Cin7 Core

  @needs:shipping_service
  Rule: Of method 3

    Example: It is connected too
      Given ShipStation is connected as a shipping service
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project of one folder.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")
    pytester.path.joinpath("gates.feature").write_text(GATES, encoding="utf-8")


def free_ports(count: int) -> list[int]:
    """
    Return ports at which nobody listens now.
    """
    listening = [listen(LOOPBACK, 0) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in listening]
    for one in listening:
        one.close()
    return ports


class Elsewhere:
    """
    Options for a system that runs already, beside fakes at fixed ports.
    """

    def __init__(self) -> None:
        self.cin7, self.shipstation = free_ports(2)
        self.ports = (
            f"--seatrial-cin7-port={self.cin7}",
            f"--seatrial-shipstation-port={self.shipstation}",
        )

    def addresses(self) -> Addresses:
        """
        Return what the system has to know.
        """
        cin7 = f"http://{LOOPBACK}:{self.cin7}"
        return Addresses(
            cin7_core=f"{cin7}/ExternalApi/v2",
            shipstation=f"http://{LOOPBACK}:{self.shipstation}",
            directory=f"{cin7}/directory",
            clock=WallTime(),
        )


@pytest.mark.timeout(180)
def test_our_engine_is_driven_by_its_address(
    pytester: pytest.Pytester, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    All three methods hold for it as a stranger, and again with what it remembers.
    """
    elsewhere = Elsewhere()
    settings = settings_of(elsewhere.addresses(), f"sqlite:///{tmp_path}/ledger.db")
    listening = listen(LOOPBACK, 0)
    engine = EngineProcess(settings, listening=listening)
    monkeypatch.setenv("SEATRIAL_SYSTEM_TOKEN", settings["TOKEN"])
    try:
        first, second = (
            pytester.runpytest_subprocess(
                *(str(ROOT / "features" / name) for name in names),
                f"--seatrial-system-url={origin_of(listening)}",
                *elsewhere.ports,
            )
            for names in (SUBSET, SUBSET[:1])
        )
    finally:
        engine.terminate()
        listening.close()

    assert set(first.parseoutcomes()) == {"passed", "skipped"}
    assert first.parseoutcomes()["passed"] >= 15
    assert set(second.parseoutcomes()) == {"passed", "skipped"}


def test_a_small_engine_shows_what_it_lacks(pytester: pytest.Pytester) -> None:
    """
    A rule holds, a gate is missing, and two methods do not apply; each is told.
    """
    result = pytester.runpytest_subprocess(
        f"--seatrial-system-command={SMALL_ENGINE}",
        "--junitxml=junit.xml",
        "--seatrial-report=report",
    )
    cases = ET.parse(pytester.path / "junit.xml").iter("testcase")  # noqa: S314
    skipped = {
        case.get("name"): one.get("message")
        for case in cases
        for one in case.iter("skipped")
    }
    page = (pytester.path / "report" / "index.html").read_text(encoding="utf-8")

    result.assert_outcomes(passed=1, failed=1, skipped=3)
    result.stdout.fnmatch_lines(
        [
            "*Example: A sale that left already does not",
            "*> Then ShipStation has no order SO-00001",
            "*Not applicable to the system under test*",
            "1 Example: the system under test has no shipstation_store",
            "*test_a_sale_that_left_already_does_not*",
        ]
    )
    assert skipped == {
        "An hour later": "not applicable: nobody moves the wall's clock by 3600 "
        "seconds",
        "It is connected": "not applicable: the system under test has no "
        "shipstation_store",
        "It is connected too": "not applicable: the system under test has no "
        "shipping_service",
    }
    assert "</b> not applicable" in page


def test_what_is_not_applicable_stands_in_the_tables(
    pytester: pytest.Pytester,
) -> None:
    """
    The command's own tables count it by itself, with the reasons.
    """
    result = pytester.runpytest_subprocess(
        "gates.feature",
        f"--seatrial-system-command={SMALL_ENGINE}",
        "--seatrial-progress",
        "-p",
        "no:terminal",
    )

    result.stdout.fnmatch_lines(
        [
            "*- It is connected*not applicable: the system under test has no*",
            "*Not applicable*",
            "Not applicable: 1 Example: the system under test has no shipping_service",
        ]
    )


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        (
            "raise SystemExit('no settings')",
            "*ended with status 1 before it answered at *; it said last: no settings",
        ),
        (
            FILE_SERVER,
            "*is no system under test: GET /api/runs is 404, and not a list of runs*",
        ),
    ],
    ids=["it ends", "a file server"],
)
def test_a_command_that_starts_no_such_engine_is_a_sentence(
    pytester: pytest.Pytester, program: str, sentence: str
) -> None:
    """
    What is wrong with it stands in one line, with its own last words.
    """
    command = shlex.join([sys.executable, "-c", program])

    result = pytester.runpytest_subprocess(f"--seatrial-system-command={command}")

    check_refused(result, sentence)


def test_a_wrong_token_is_a_sentence(pytester: pytest.Pytester) -> None:
    """
    The system is there, and opens nothing.
    """
    result = pytester.runpytest_subprocess(
        f"--seatrial-system-command=env SEATRIAL_SYSTEM_TOKEN=another {SMALL_ENGINE}"
    )

    check_refused(result, "*refuses the token: it answers 401")


def test_an_address_without_an_engine_is_a_sentence(pytester: pytest.Pytester) -> None:
    """
    It is said before any Example runs.
    """
    [port] = free_ports(1)

    result = pytester.runpytest_subprocess(
        f"--seatrial-system-url=http://{LOOPBACK}:{port}",
        "--seatrial-system-token=a-token",
        *Elsewhere().ports,
    )

    check_refused(result, f"*no system under test answers at http://*:{port}: it can*")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            [URL, "--seatrial-system-token=t"],
            "*where the fakes will be: name both with --seatrial-cin7-port and*",
        ),
        (
            [URL, *Elsewhere().ports],
            "*no token opens the system under test: set SEATRIAL_SYSTEM_TOKEN, or*",
        ),
        (
            [URL, "--seatrial-system-token=t", "-n2", *Elsewhere().ports],
            "*several processes (-n) cannot share one address*",
        ),
        (
            ["--seatrial-system-command=x", "--seatrial-engine-process"],
            "*choose one",
        ),
        (["--seatrial-system-command=no-such-command-here"], "*no command*to run"),
        (list(Elsewhere().ports), "*name it with --seatrial-system-url"),
    ],
)
def test_options_that_do_not_go_together_are_a_sentence(
    pytester: pytest.Pytester, options: list[str], sentence: str
) -> None:
    """
    Each says what to do instead.
    """
    check_refused(pytester.runpytest_subprocess(*options), sentence)


def check_refused(result: pytest.RunResult, sentence: str) -> None:
    """
    Check that the run ended with this sentence, and nothing else.
    """
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "Traceback" not in result.stdout.str() + result.stderr.str()
    result.stderr.fnmatch_lines([f"ERROR: {sentence}"])
