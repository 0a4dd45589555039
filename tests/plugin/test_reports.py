"""
What a run leaves for others: Cucumber Messages, JUnit, and the page.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

import pytest
from cucumber_messages import Envelope, message_converter
from pytest_bdd import parsers

from harness.report.definitions import words_of
from harness.report.record import Word
from scenarios.phrases import phrase

FEATURE = """\
@feature
Feature: Reports

  @own
  Rule: All that can happen to a step

    Example: Good
      Given a good step
        | with | a table |

    Example: Bad
      Given a good step
      When a bad step is taken
      Then a good step

    Example: Unknown
      Given a good step
      And a step that nobody wrote
      And a good step

    Example: Doubtful
      Given a doubtful step

    @skip
    Example: Left out
      Given a good step

    Scenario Outline: In rows
      Given <count> good steps
        \"\"\"
        with <count> lines
        \"\"\"

      Examples:
        | count |
        | 2     |
        | 3     |
"""
STEPS = """
    from pytest_bdd import given, parsers, step, when

    @step("a good step")
    def _():
        pass

    @when("a bad step is taken")
    def _():
        raise ValueError("it went wrong")

    @given(parsers.parse("{count:d} good steps"))
    def _(count):
        pass

    @given(parsers.parse("a doubtful {thing}"))
    def _(thing):
        raise AssertionError("nobody knows whether this is meant")

    @given(parsers.parse("{kind} doubtful step"))
    def _(kind):
        raise AssertionError("nobody knows whether this is meant")
"""
LUCK = """
    from pytest_bdd import given

    tries = []

    @given("a try")
    def _():
        tries.append(1)
        assert len(tries) > 2
"""
MINE = "Feature: F\n  Example: E\n    Given a try\n"


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project that is strict about marks and warnings.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")


def written(pytester: pytest.Pytester, text: str, steps: str) -> None:
    """
    Write a feature and its phrases.
    """
    pytester.makeconftest(steps)
    pytester.path.joinpath("my.feature").write_text(text, encoding="utf-8")


def run(pytester: pytest.Pytester, *arguments: str) -> list[Any]:
    """
    Run, and return the messages; each is read by the official types, and lost nothing.
    """
    pytester.runpytest_inprocess(
        "--seatrial-messages=out/messages.ndjson",
        "--junitxml=out/junit.xml",
        *arguments,
    )
    text = pytester.path.joinpath("out/messages.ndjson").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    for line in lines:
        envelope = message_converter.from_dict(line, Envelope)
        assert line == message_converter.to_dict(envelope)
    return lines


def of(lines: Sequence[Any], kind: str) -> list[Any]:
    """
    Return the messages of a kind.
    """
    return [line[kind] for line in lines if kind in line]


def results(lines: Sequence[Any]) -> dict[str, list[str]]:
    """
    Return the results of the steps by the name of the Example and its line.
    """
    pickles = {one["id"]: one for one in of(lines, "pickle")}
    cases = {one["id"]: one for one in of(lines, "testCase")}
    found: dict[str, list[str]] = {}
    names = {}
    for started in of(lines, "testCaseStarted"):
        pickle = pickles[cases[started["testCaseId"]]["pickleId"]]
        names[started["id"]] = f"{pickle['name']}:{pickle['location']['line']}"
    for finished in of(lines, "testStepFinished"):
        name = names[finished["testCaseStartedId"]]
        found.setdefault(name, []).append(finished["testStepResult"]["status"])
    return found


EXPECTED = {
    "Good:7": ["PASSED", "PASSED"],
    "Bad:11": ["PASSED", "FAILED", "SKIPPED", "PASSED"],
    "Unknown:16": ["PASSED", "UNDEFINED", "SKIPPED", "PASSED"],
    "Doubtful:21": ["AMBIGUOUS", "PASSED"],
    "Left out:25": ["SKIPPED", "SKIPPED"],
    "In rows:36": ["PASSED", "PASSED"],
    "In rows:37": ["PASSED", "PASSED"],
}


@pytest.mark.parametrize("processes", ["0", "2"])
def test_messages_tell_each_step(pytester: pytest.Pytester, processes: str) -> None:
    """
    After a failure the steps are skipped; undefined and ambiguous ones are named so.

    What is left out is told as well, and the last step is what was around the others.
    One file is written, whatever the number of processes.
    """
    written(pytester, FEATURE, STEPS)

    lines = run(pytester, "-n", processes)

    assert results(lines) == EXPECTED
    assert [len(of(lines, one)) for one in ("meta", "source", "gherkinDocument")] == [
        1,
        1,
        1,
    ]
    assert [one["success"] for one in of(lines, "testRunFinished")] == [False]


def test_messages_refer_to_what_was_told_before(pytester: pytest.Pytester) -> None:
    """
    Each id is given once, and before it is used.
    """
    written(pytester, FEATURE, STEPS)

    lines = run(pytester)

    kinds = ("pickle", "stepDefinition", "testCase", "testCaseStarted", "hook")
    known: list[str] = []
    for line in lines:
        [(kind, message)] = line.items()
        if kind in kinds:
            known.append(message["id"])
        for key in ("pickleId", "testCaseId", "testCaseStartedId"):
            assert message.get(key) in {None, *known}
        for step in message.get("testSteps", ()):
            assert set(step.get("stepDefinitionIds", ())) <= set(known)
    assert len(known) == len(set(known))


def test_messages_have_tables_and_texts(pytester: pytest.Pytester) -> None:
    """
    Data tables and texts are there, with the values of their row, and so is the rule.
    """
    written(pytester, FEATURE, STEPS)

    lines = run(pytester)

    pickles = of(lines, "pickle")
    table = {"rows": [{"cells": [{"value": "with"}, {"value": "a table"}]}]}
    assert pickles[0]["steps"][0]["argument"] == {"dataTable": table}
    assert pickles[-1]["steps"][0]["argument"] == {
        "docString": {"content": "with 3 lines"}
    }
    [document] = of(lines, "gherkinDocument")
    assert document["feature"]["children"][0]["rule"]["name"].startswith("All that can")
    places = [one["sourceReference"] for one in of(lines, "stepDefinition")]
    assert {"uri": "conftest.py", "location": {"line": 3}} in places


def words(lines: Sequence[Any], text: str) -> list[Any]:
    """
    Return what the phrases took from the first step of this text, a list for each.
    """
    [found, *_] = [
        step["id"]
        for pickle in of(lines, "pickle")
        for step in pickle["steps"]
        if step["text"] == text
    ]
    steps = [step for case in of(lines, "testCase") for step in case["testSteps"]]
    [step] = [one for one in steps if one.get("pickleStepId") == found]
    return [one["stepMatchArguments"] for one in step["stepMatchArgumentsLists"]]


def test_messages_have_the_words_of_a_step(pytester: pytest.Pytester) -> None:
    """
    Each with its place and its kind; a doubtful step has those of both phrases.
    """
    written(pytester, FEATURE, STEPS)

    lines = run(pytester)

    count = {"group": {"start": 0, "value": "2"}, "parameterTypeName": "int"}
    assert [[count]] == words(lines, "2 good steps")
    assert [
        [{"group": {"start": 11, "value": "step"}}],
        [{"group": {"start": 0, "value": "a"}}],
    ] == words(lines, "a doubtful step")
    assert [[]] == words(lines, "a good step")
    assert [] == words(lines, "a step that nobody wrote")


@pytest.mark.parametrize(
    ("parser", "said", "expected"),
    [
        (
            phrase("order {number:Number} is there", de="{number:Number} ist da"),
            "SO-00001 ist da",
            [Word(0, "SO-00001", "Number")],
        ),
        (parsers.re(r"(?P<a>\d+)(?P<b>x)? of .*"), "12 of x", [Word(0, "12")]),
        (parsers.string("plain"), "plain", []),
    ],
)
def test_every_kind_of_phrase_tells_its_words(
    parser: Any, said: str, expected: list[Word]
) -> None:
    """
    Also in another language; a group that took nothing is no word.
    """
    assert expected == words_of(parser, said)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_attempts_are_told_apart(pytester: pytest.Pytester, processes: str) -> None:
    """
    With pytest-rerunfailures each attempt is told, and the page counts the last one.
    """
    written(pytester, MINE, LUCK)

    lines = run(
        pytester, "--reruns", "2", "-n", processes, "--seatrial-report=out/report"
    )

    assert [one["attempt"] for one in of(lines, "testCaseStarted")] == [0, 1, 2]
    assert [one["willBeRetried"] for one in of(lines, "testCaseFinished")] == [
        True,
        True,
        False,
    ]
    assert of(lines, "testRunFinished")[0]["success"]
    page = pytester.path.joinpath("out/report/index.html").read_text(encoding="utf-8")
    assert "<title>Seatrial: 1 passed, 0 failed</title>" in page


def test_a_failure_brings_its_journal(pytester: pytest.Pytester) -> None:
    """
    The journal of calls is attached to the step that failed.
    """
    written(
        pytester,
        "Feature: F\n  Example: E\n"
        "    Given Cin7 Core is connected as a store in ShipStation\n"
        "    Then ShipStation has 7 orders, each once\n",
        "",
    )

    lines = run(pytester)

    [attached] = of(lines, "attachment")
    [failed] = [
        one["testStepId"]
        for one in of(lines, "testStepFinished")
        if one["testStepResult"]["status"] == "FAILED"
    ]
    assert attached["testStepId"] == failed
    assert "shipstation/" in attached["body"]


def test_a_file_that_cannot_be_written_is_a_sentence(
    pytester: pytest.Pytester,
) -> None:
    """
    It is a mistake of the call, told before anything is run.
    """
    result = pytester.runpytest_inprocess("--seatrial-messages=.")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: --seatrial-messages: * Is a directory: '.'"])


@pytest.mark.parametrize("processes", ["0", "2"])
def test_junit_has_the_steps(pytester: pytest.Pytester, processes: str) -> None:
    """
    Cases are named as in the feature, rows by their columns; steps have results.
    """
    written(pytester, FEATURE, STEPS)

    run(pytester, "-n", processes)

    root = ET.parse(pytester.path / "out/junit.xml").getroot()  # noqa: S314  # pytest's
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert set(cases) == {
        "Good",
        "Bad",
        "Unknown",
        "Doubtful",
        "Left out",
        "In rows [count: 2]",
        "In rows [count: 3]",
    }
    told = {one.get("name"): one.get("value") for one in cases["Bad"].iter("property")}
    assert told == {
        "feature": "Reports",
        "rule": "All that can happen to a step",
        "example": "Bad",
        "tags": "feature own",
        "evidence": "own",
        "place": "my.feature:11",
    }
    assert cases["Bad"].findtext("system-out") == (
        "Given a good step ... passed\n"
        "When a bad step is taken ... failed\n"
        "Then a good step ... skipped"
    )
    assert cases["Left out"].find("skipped") is not None
