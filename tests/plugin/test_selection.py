"""
Choosing Examples by tags and by lines.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.cli import main
from harness.pickles import read_pickles

FEATURE = """\
@feature
Feature: Choosing

  Background:
    Given something to do

  @rule
  Rule: One

    @example
    Example: Alone
      Given something to do

    Scenario Outline: Rows
      Given <count> things to do

      @few
      Examples:
        | count |
        | 1     |
        | 2     |

      @many @issue:7
      Examples: More
        | count |
        | 100   |

  Rule: Two

    Example: Other
      Given a text
        \"\"\"
        of lines
        \"\"\"
"""
STEPS = """
    from pytest_bdd import given, parsers

    @given("something to do")
    def _():
        pass

    @given(parsers.parse("{count:d} things to do"))
    def _(count):
        print(f"did {count}")

    @given("a text")
    def _(docstring):
        print("did a text")
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project of one feature, strict about marks.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")
    pytester.makeconftest(STEPS)
    pytester.path.joinpath("my.feature").write_text(FEATURE, encoding="utf-8")


def passed(pytester: pytest.Pytester, *arguments: str) -> int:
    """
    Return how many Examples passed; no other was run.
    """
    outcomes = pytester.runpytest_inprocess(*arguments).parseoutcomes()
    assert set(outcomes) <= {"passed", "deselected"}
    return outcomes["passed"]


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ("@feature", 5),
        ("@rule and not @example", 3),
        ("not @rule", 1),
        ("(@few or @many) and @rule", 3),
        ("@issue:7", 1),
        ("rule and not example", 3),
    ],
)
def test_tags_of_every_level_choose(
    pytester: pytest.Pytester, expression: str, count: int
) -> None:
    """
    Feature, rule, Example and table have a say, with the @ and without.
    """
    assert count == passed(pytester, "my.feature", f"--seatrial-tags={expression}")


@pytest.mark.parametrize("expression", ["@a or", "@a @b", "(@a", "@a\\x", "not"])
def test_a_wrong_expression_is_a_sentence(
    pytester: pytest.Pytester, expression: str
) -> None:
    """
    It is a mistake of the call, not a failure.
    """
    result = pytester.runpytest_inprocess("-q", f"--seatrial-tags={expression}")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    [line] = [one for one in result.errlines if one]
    assert line.startswith(f"ERROR: {expression!r} is no tag expression such as ")


def test_nothing_chosen_is_an_error(pytester: pytest.Pytester) -> None:
    """
    A mistyped tag does not look like a good run.
    """
    result = pytester.runpytest_inprocess("my.feature", "--seatrial-tags=@mistyped")

    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    result.stdout.fnmatch_lines(["no Example has the tags '@mistyped'"])


@pytest.mark.parametrize(
    ("places", "count"),
    [
        (["my.feature:12"], 1),  # a step of an Example
        (["my.feature:10"], 1),  # its tag
        (["my.feature:14"], 3),  # an outline
        (["my.feature:18"], 2),  # a table
        (["my.feature:20"], 1),  # a row
        (["my.feature:8"], 4),  # a rule
        (["my.feature:2"], 5),  # the feature
        (["my.feature:5"], 5),  # what all of them begin with
        (["my.feature:33"], 1),  # inside a text
        (["my.feature:20:25"], 2),
        (["my.feature:20", "my.feature:33"], 2),
        (["my.feature:20", "my.feature"], 5),
        (["my.feature:14", "--seatrial-tags=@many or @few", "-n", "2"], 3),
    ],
)
def test_a_line_chooses_what_stands_there(
    pytester: pytest.Pytester, places: Sequence[str], count: int
) -> None:
    """
    An Example, a row, a table, an outline or a rule; several lines add up.
    """
    assert count == passed(pytester, *places)


@pytest.mark.parametrize("line", [3, 13, 99])
def test_a_line_with_nothing_is_a_sentence(
    pytester: pytest.Pytester, line: int
) -> None:
    """
    The nearest Example is named.
    """
    result = pytester.runpytest_inprocess("-q", f"my.feature:{line}")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"ERROR: my.feature: no Example stands at line {line}; '*' is at line *"]
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--tags", "@mistyped"], 1),
        (["--tags", "@many"], 0),
        (["my.feature:20"], 0),
        (["my.feature:3"], 2),
        (["your.feature:3"], 2),
    ],
)
def test_the_command_chooses_likewise(
    pytester: pytest.Pytester, arguments: Sequence[str], status: int
) -> None:
    """
    ``seatrial run`` takes tags and lines; a wrong call ends with 2.
    """
    features = pytester.mkdir("features")
    pytester.path.joinpath("my.feature").rename(features / "my.feature")
    places = [f"features/{one}" if ".feature" in one else one for one in arguments]

    ended = CliRunner().invoke(main, ["run", *places])

    assert status == ended.exit_code


def test_rows_are_told_apart() -> None:
    """
    A row is named by its columns.
    """
    features = Path(__file__).parents[2] / "features"
    pickles = read_pickles(features / "operation" / "api_keys.feature")

    assert pickles[-1].title == "So many in a row [times: 3, ended: failed]"
    assert pickles[-1].tags[-3:] == ("@own", "@P10", "@operation:cin7_core.list_sales")
