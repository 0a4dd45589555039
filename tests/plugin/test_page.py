"""
The page of a run: what it shows, what it must not, and how large it gets.
"""

import gzip
import json
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from harness.bench import KEY, MAIN_LOGIN, TOKEN
from harness.report.html import Report
from harness.report.record import Attached, ExampleRecord
from harness.report.watch import attach_to

FEATURES = Path(__file__).resolve().parents[2] / "features"
PICTURE = b"\x89PNG\r\n\x1a\nno picture at all"
FAILING = """\
Feature: What goes wrong

  @own @C01
  Rule: Text with </script><b>markup</b> is text
    Source: our own

    Example: It </script><b>fails</b>
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When 15 minutes pass
      Then order SO-00001 is in Cancelled
      And order SO-00001 is in Cancelled

    Example: There is no browser
      Given Cin7 Core is connected as a store in ShipStation
      When a browser is wanted
      Then a picture is taken

    Example: It is seen
      When a picture is taken
"""
STEPS = f"""
    import pytest
    from pytest_bdd import step

    @step("a browser is wanted")
    def _():
        pytest.skip("there is no Chromium here")

    @step("a picture is taken")
    def _(attach):
        attach("The <orders> page", "image/png", {PICTURE!r})
        attach("console", "text/plain", b"all is well")
"""


class Run:
    """
    A run that wrote a page and messages into a folder.
    """

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.out = folder / "out"
        command = [sys.executable, "-m", "pytest", "--seatrial-report=out"]
        command += ["--seatrial-messages=out/all.ndjson", *map(str, arguments)]
        subprocess.run(  # noqa: S603  # our own command
            command, cwd=folder, check=False, capture_output=True, timeout=50
        )
        self.page = self.out.joinpath("index.html").read_text(encoding="utf-8")

    def messages(self, kind: str) -> list[Any]:
        """
        Return the messages of a kind.
        """
        text = self.out.joinpath("all.ndjson").read_text(encoding="utf-8")
        lines = [json.loads(line) for line in text.splitlines()]
        return [line[kind] for line in lines if kind in line]


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """
    Return a run in which things went wrong.
    """
    folder = tmp_path_factory.mktemp("failing")
    folder.joinpath("conftest.py").write_text(dedent(STEPS), encoding="utf-8")
    folder.joinpath("bad.feature").write_text(FAILING, encoding="utf-8")
    folder.joinpath("pytest.ini").write_text("[pytest]\nstrict = true\n", "utf-8")
    return Run(folder, "-n", 0)


@pytest.fixture(scope="module")
def green(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """
    Return a run of features in which every kind of secret passes.
    """
    names = (
        "custom_store/connecting.feature",
        "shipstation_store/connecting.feature",
        "operation/api_keys.feature",
    )
    return Run(tmp_path_factory.mktemp("green"), *(FEATURES / name for name in names))


def journals_of(page: str) -> Any:
    """
    Return the journals as the page's script reads them.
    """
    [packed] = re.findall(r'id="journals">(.*?)</script>', page)
    return json.loads(gzip.decompress(b64decode(packed)))


def examples_of(page: str) -> dict[str, str]:
    """
    Return the part of each Example by its result.
    """
    parts = page.split('<details class="example" data-result="')[1:]
    return {part.partition('"')[0]: part for part in parts}


def test_a_failure_is_shown(failing: Run) -> None:
    """
    Expected and actual, the step, how the clock moved, the calls; and it stands open.
    """
    part = examples_of(failing.page)["failed"]

    assert "<title>Seatrial: 1 passed, 1 failed</title>" in failing.page
    assert '<li>What goes wrong: <a href="#bad-7">' in failing.page
    assert part.partition(">")[0].endswith(" open")
    assert "assert &#39;Awaiting Shipment&#39; == &#39;Cancelled&#39;" in part
    assert "the clock moved by 15 min, to Mon 2 Mar 09:15:00" in part
    assert ["✓", "✓", "✓", "✗", "not"] == re.findall(r"<time>(\S+) ", part)
    assert "GET /custom-store?action=export</text>" in part
    assert "GET /ExternalApi/v2/saleList?" in part


def test_what_an_example_says_is_text(failing: Run) -> None:
    """
    Markup in it does not end the page's own.
    """
    assert "<b>fails" not in failing.page
    assert "<b>markup" not in failing.page
    assert 2 == failing.page.count("</script>")
    assert "It &lt;/script&gt;&lt;b&gt;fails&lt;/b&gt;" in failing.page


def test_what_could_not_be_run_says_why(failing: Run) -> None:
    """
    It has not passed, and neither has the step that left it; messages say it as well.
    """
    part = examples_of(failing.page)["not run"]
    told = [one["testStepResult"] for one in failing.messages("testStepFinished")]

    assert "Not run: there is no Chromium here" in part
    assert ["✓", "not", "not"] == re.findall(r"<time>(\S+) ", part)
    assert '<li><b class="warn">1</b> not run</li>' in failing.page
    assert ["there is no Chromium here"] == [
        one["message"]
        for one in told
        if one["status"] == "SKIPPED" and "message" in one
    ]


def test_attachments_stand_beside_the_page(failing: Run) -> None:
    """
    A picture is shown at its step, another file is linked; messages carry both.
    """
    part = examples_of(failing.page)["passed"]
    [picture, text] = re.findall(r'href="(attachments/\w+\.\w+)"', part)
    attached = [
        one
        for one in failing.messages("attachment")
        if one["contentEncoding"] == "BASE64"
    ]

    assert f'<img src="{picture}" alt="The &lt;orders&gt; page"' in part
    assert PICTURE == failing.out.joinpath(picture).read_bytes()
    assert b"all is well" == failing.out.joinpath(text).read_bytes()
    assert [("The <orders> page", "image/png"), ("console", "text/plain")] == [
        (one["fileName"], one["mediaType"]) for one in attached
    ]
    assert b64encode(PICTURE).decode() == attached[0]["body"]


def test_attachments_of_an_earlier_run_are_gone(tmp_path: Path) -> None:
    """
    Files that are not the report's stay.
    """
    folder = tmp_path / "attachments"
    folder.mkdir()
    for name in ("0123456789abcdef.png", "mine.png"):
        folder.joinpath(name).write_bytes(b"")
    report = Report(tmp_path)
    report.add(ExampleRecord("a.feature", "A", "R", "E"))

    report.write()

    assert ["mine.png"] == [one.name for one in folder.iterdir()]


def test_only_an_example_that_runs_can_be_attached_to(
    request: pytest.FixtureRequest,
) -> None:
    """
    Elsewhere nobody would ever see it, and the sentence says so.
    """
    with pytest.raises(LookupError, match="'x' belongs to no Example that is running"):
        attach_to(request.node, Attached("x", "text/plain", b""))


def test_the_page_is_the_same_with_several_processes(tmp_path: Path) -> None:
    """
    But for how long things took, and the ports.
    """
    feature = FEATURES / "custom_store/status_mapping.feature"

    def told(processes: int) -> tuple[str, str]:
        page = Run(tmp_path, feature, "-n", processes).page
        journals = json.dumps(journals_of(page)["journals"])
        rest = re.sub(r'\d+\.\d+( s)?\b|(?<=id="journals">)[^<]*', "…", page)
        return rest, re.sub(r", (\d+|null)(?=[],])", "", journals)

    assert told(0) == told(2)


def test_faults_are_told_where_they_are_planned_and_met(green: Run) -> None:
    """
    At their steps, and in the diagram.
    """
    settings = "times 3, status 403"
    assert f"⚡ planned: status at cin7_core.list_sales, {settings}" in green.page
    assert "⚡ met: status at cin7_core.list_sales" in green.page
    assert 'class="fault" x="239"' in green.page


def test_an_example_takes_little_room(green: Run) -> None:
    """
    Five megabytes are enough for 450 Examples and what the page is without them.
    """
    bare = re.sub(r"<(style|script)>.*?</\1>", "", green.page, flags=re.DOTALL)
    texts, _, rest = bare.partition("<h2>Seed statements</h2>")
    room = len(texts.encode()) + len(rest[rest.index('id="journals">') :])

    assert room / green.page.count('class="example"') < 10_500


def test_no_secret_is_in_the_page(green: Run) -> None:
    """
    Neither in its text nor in the journals, whoever typed it in or was told.
    """
    bodies = journals_of(green.page)["bodies"]
    written = green.page + json.dumps(journals_of(green.page))
    login = MAIN_LOGIN
    basic = b64encode(f"{login.username}:{login.password}".encode()).decode()
    secrets = (login.application_key, login.password, TOKEN, KEY, basic)
    unmasked = re.compile(r'"api_?(?:key|secret)": "(?!\*\*\*")', re.IGNORECASE)
    header = re.compile(r"Authorization\W+(?:Basic|Bearer)")

    assert [] == [one for one in secrets if one in written]
    assert [] == [one for one in bodies if unmasked.search(one) or header.search(one)]
    assert any('": "***"' in one for one in bodies)
