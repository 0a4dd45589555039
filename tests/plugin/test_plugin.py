"""
The plugin in a folder of somebody else's: feature files, and nothing beside them.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """
Feature: Somebody's rules

  Rule: One

    Example: A packed sale arrives
      Given Cin7 Core is connected as a store in ShipStation
      And sale SO-00001 is packed, and its shipment drafted
      When ShipStation imports the store's orders
      Then order SO-00001 is in {status}
"""


@pytest.fixture(autouse=True)
def config(pytester: pytest.Pytester) -> None:
    """
    Have a project of one folder.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")
    pytester.mkdir("rules")


def feature(pytester: pytest.Pytester, text: str) -> None:
    """
    Write the feature file.
    """
    pytester.path.joinpath("rules", "mine.feature").write_text(text, encoding="utf-8")


def test_a_feature_needs_no_python(pytester: pytest.Pytester) -> None:
    """
    A file with known phrases runs, and so does it in two processes.
    """
    feature(pytester, GOOD.format(status="Awaiting Shipment"))

    result = pytester.runpytest_subprocess("rules", "-n", "2")

    result.assert_outcomes(passed=1)


def test_a_failure_shows_the_scenario_and_the_journal(
    pytester: pytest.Pytester,
) -> None:
    """
    The failed step is marked, and the calls that led there are listed.
    """
    feature(pytester, GOOD.format(status="Cancelled"))

    result = pytester.runpytest_subprocess("rules")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*Example: A packed sale arrives",
            "*> Then order SO-00001 is in Cancelled",
            "*Journal*",
            "*vendor GET http://127.0.0.1:*/custom-store*action=export*-> 200*",
        ]
    )
    assert "ahoy-shop-1" not in result.stdout.str()


def test_two_examples_of_one_name_are_refused(pytester: pytest.Pytester) -> None:
    """
    One of them would be dropped silently.
    """
    twice = GOOD.format(status="Awaiting Shipment")
    feature(
        pytester, twice + twice.partition("Rule: One")[2].join(["\n  Rule: Two", ""])
    )

    result = pytester.runpytest_subprocess("rules")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["*two Examples are called 'A packed sale arrives'; rename one"]
    )


def test_a_coroutine_step_fails(pytester: pytest.Pytester) -> None:
    """
    Nobody would await it, and the Example would pass unseen.
    """
    pytester.makeconftest(
        """
        from pytest_bdd import given

        @given("a coroutine")
        async def _():
            raise AssertionError("never awaited")
        """
    )
    feature(
        pytester, "Feature: F\n  Rule: R\n    Example: E\n      Given a coroutine\n"
    )

    result = pytester.runpytest_subprocess("rules")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the step 'a coroutine' is a coroutine*"])


def test_what_is_not_gherkin_is_a_sentence(pytester: pytest.Pytester) -> None:
    """
    The file and the line are named.
    """
    feature(pytester, "Feature: F\n  Example: E\n    Given x\n  Nonsense\n")

    result = pytester.runpytest_subprocess("rules")

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*mine.feature: Parser errors:", "(4:3)*"])


def test_a_hidden_package_is_a_sentence(pytester: pytest.Pytester) -> None:
    """
    A project with a package called scenarios is told so.
    """
    pytester.mkpydir("scenarios")
    feature(pytester, GOOD.format(status="Awaiting Shipment"))

    result = pytester.runpytest_subprocess("rules", "-p", "no:cacheprovider")

    result.stderr.fnmatch_lines(["*Seatrial's package 'scenarios' is hidden by*"])


def test_a_folder_has_phrases_of_its_own(pytester: pytest.Pytester) -> None:
    """
    The same words mean to each feature file what the nearest folder says.
    """
    for name in ("here", "there"):
        folder = pytester.mkdir(name)
        folder.joinpath("conftest.py").write_text(
            "from pytest_bdd import given\n\n"
            "@given('the place is asked for')\n"
            f"def _(place):\n    place.append({name!r})\n",
            encoding="utf-8",
        )
        folder.joinpath("mine.feature").write_text(
            "Feature: Places\n\n"
            "  Example: It is asked for\n    Given the place is asked for\n"
            f"    Then it is {name}\n",
            encoding="utf-8",
        )
    pytester.makeconftest(
        "import pytest\nfrom pytest_bdd import parsers, then\n\n"
        "@pytest.fixture\ndef place():\n    return []\n\n"
        "@then(parsers.parse('it is {name}'))\n"
        "def _(place, name):\n    assert place == [name]\n"
    )

    result = pytester.runpytest_subprocess("here", "there")

    result.assert_outcomes(passed=2)


OWN = """
    from pytest_bdd import given, parsers, then

    @given(parsers.parse("a box of {count:d}"))
    def _(count):
        raise AssertionError("nothing is run")

    @given(parsers.parse("a box of {things}"))
    def _(things):
        raise AssertionError("nothing is run")

    @then("nobody says this")
    def _():
        raise AssertionError("nothing is run")
"""


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_dry_run_says_what_is_wrong_with_steps(
    pytester: pytest.Pytester, processes: str
) -> None:
    """
    Undefined, ambiguous and unused phrases; in several processes it would see none.
    """
    pytester.makeconftest(OWN)
    feature(
        pytester,
        "Feature: F\n  Rule: R\n    Example: E\n"
        "      Given a box of apples\n      And a box of 7\n      And a bx of pears\n",
    )

    result = pytester.runpytest_subprocess(
        "rules", "--seatrial-dry-run", "-n", processes
    )

    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "rules/mine.feature:6: Given a bx of pears: there is no such phrase*",
            "*5: Given a box of 7: is said by 'a box of {count:d}' and 'a box of *",
            "conftest.py:11: no step says 'then nobody says this'",
            "3 steps checked, 3 problems",
        ]
    )


def test_a_dry_run_of_nothing_fails(pytester: pytest.Pytester) -> None:
    """
    A mistyped folder does not look like a good one.
    """
    result = pytester.runpytest_subprocess("rules", "--seatrial-dry-run")

    assert result.ret != 0


def test_a_dry_run_of_a_good_feature_passes(pytester: pytest.Pytester) -> None:
    """
    Phrases that came with the installation may be left unsaid.
    """
    feature(pytester, GOOD.format(status="Nowhere"))

    result = pytester.runpytest_subprocess("rules", "--seatrial-dry-run")

    assert result.ret == 0
    result.stdout.fnmatch_lines(["4 steps checked, 0 problems"])


def test_our_own_steps_are_all_said_and_all_clear() -> None:
    """
    No step of our features could mean two things, and no phrase is left over.
    """
    features = Path(__file__).parents[2] / "features"
    command = [sys.executable, "-m", "pytest", str(features), "--seatrial-dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own command

    assert " 0 problems" in done.stdout
    assert done.returncode == 0


def test_phrases_are_listed_with_an_example(pytester: pytest.Pytester) -> None:
    """
    Words with their kinds, a step that says it, and the place; for a program too.
    """
    pytester.makeconftest(OWN)
    feature(
        pytester,
        "Feature: F\n  Rule: R\n    Example: E\n      Given a box of apples\n",
    )

    table = pytester.runpytest_subprocess("rules", "--seatrial-steps", "-q")
    listed = pytester.runpytest_subprocess("rules", "--seatrial-steps=json", "-qq")
    phrases = json.loads(listed.outlines[0])

    table.stdout.fnmatch_lines(
        ["conftest.py", "  given a box of {things} :7", "        a box of apples"]
    )
    assert {
        "keyword": "given",
        "text": "sale {number:Number} is ordered",
        "words": {"number": "Number"},
        "translations": {"de": "der Verkauf {number:Number} ist bestellt"},
        "example": "",
    }.items() <= next(
        one for one in phrases if one["text"] == "sale {number:Number} is ordered"
    ).items()
    assert {
        "keyword": "given",
        "text": "a box of {things}",
        "words": {"things": "text"},
        "translations": {},
        "example": "a box of apples",
        "place": "conftest.py:7",
    } in phrases
