"""
What pytest-bdd by itself would hide, or not do: each defect, and what is promised.

Steps that are coroutines, Examples of one name, the list of phrases and dry runs in
several processes stand in `test_plugin`; attempts, skipped steps and Examples, tables
and texts, and JUnit in `test_reports`; tags with a space in `test_selection`.
"""

from pathlib import Path

import pytest

DOUBTFUL = """
    from pytest_bdd import given, parsers

    @given(parsers.parse("a {kind} step"))
    def _(kind):
        pass

    @given(parsers.parse("a doubtful {thing}"))
    def _(thing):
        pass
"""
COUNTED = """
    from pytest_bdd import given, parsers

    asked = []

    class Counting(parsers.string):
        def is_matching(self, name):
            asked.append(name)
            return super().is_matching(name)

    @given(Counting("something"))
    def _():
        pass

    def pytest_sessionfinish(session):
        print(f"asked {len(asked)} times")
"""
OUTLINE = """
Feature: F

  Scenario Outline: In rows
    Given a box of <count>

    @unregistered @issue:7 @jira(X-1)
    Examples:
      | count |
      | 7     |
"""
TYPED = """
    from pytest_bdd import given, parsers

    @given(parsers.parse("a box of {count:d}"))
    def _(count):
        assert count == 7
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project that is strict about marks and warnings.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")


def feature(pytester: pytest.Pytester, text: str, steps: str = "") -> None:
    """
    Write a feature and its phrases.
    """
    pytester.makeconftest(steps)
    pytester.path.joinpath("my.feature").write_text(text, encoding="utf-8")


def test_a_step_with_two_phrases_fails(pytester: pytest.Pytester) -> None:
    """
    pytest-bdd takes the one that it finds last; here the run says both, and fails.
    """
    feature(pytester, "Feature: F\n  Example: E\n    Given a doubtful step\n", DOUBTFUL)

    result = pytester.runpytest_inprocess()

    result.assert_outcomes(failed=1)
    sentence = (
        "the step 'a doubtful step' is said by 'a doubtful {thing}' (conftest.py:7)"
        " and 'a {kind} step' (conftest.py:3); reword one"
    )
    assert sentence in result.outlines


def test_a_phrase_of_the_project_replaces_one_of_ours(
    pytester: pytest.Pytester,
) -> None:
    """
    The same text in a conftest is no doubt: the project's own is meant.
    """
    text = "ShipStation imports the store's orders"
    feature(
        pytester,
        f"Feature: F\n  Example: E\n    When {text}\n",
        "from pytest_bdd import when\n\n"
        f'@when("{text}")\ndef _():\n    print("mine")\n',
    )

    result = pytester.runpytest_inprocess("-s")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*mine*"])


@pytest.mark.parametrize(
    "text",
    [
        "Feature: F\n  Background:\n    Given x\n  Example: E\n",
        "Feature: F\n  Scenario Outline: E\n    Given <x>\n    Examples:\n    | x |\n",
    ],
)
def test_an_example_without_a_step_is_refused(
    pytester: pytest.Pytester, text: str
) -> None:
    """
    pytest-bdd passes it, or runs its outline with the names of the columns.
    """
    feature(pytester, text)

    result = pytester.runpytest_inprocess()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*my.feature:*: 'E' has no step to run"])


def test_a_dry_run_understands_outlines(pytester: pytest.Pytester) -> None:
    """
    pytest-bdd's own reports the typed word of an outline as missing; this has its rows.
    """
    feature(pytester, OUTLINE, TYPED)

    result = pytester.runpytest_inprocess("--seatrial-dry-run")

    assert result.ret == 0
    result.stdout.fnmatch_lines(["1 steps checked, 0 problems"])


def test_tags_need_not_be_registered(pytester: pytest.Pytester) -> None:
    """
    Marks that nobody registered are refused, also those of tables and with colons.
    """
    feature(pytester, f"@issue:8\n{OUTLINE.strip()}", TYPED)

    pytester.runpytest_inprocess("-m", "unregistered").assert_outcomes(passed=1)


def test_a_phrase_is_looked_up_once_for_a_file(pytester: pytest.Pytester) -> None:
    """
    pytest-bdd goes through all phrases for each step of each Example.
    """
    examples = "".join(f"  Example: {n}\n    Given something\n" for n in range(50))
    feature(pytester, f"Feature: F\n{examples}", COUNTED)

    result = pytester.runpytest_inprocess("-s")

    result.assert_outcomes(passed=50)
    result.stdout.fnmatch_lines(["*asked 1 times*"])


def test_files_of_a_module_are_watched_too(pytester: pytest.Pytester) -> None:
    """
    A project that still binds features in Python has the same reports.
    """
    feature(pytester, OUTLINE.replace("@unregistered @issue:7 @jira(X-1)", ""), TYPED)
    Path("my.feature").rename("bound.txt")
    pytester.makepyfile("from pytest_bdd import scenarios\n\nscenarios('bound.txt')\n")

    pytester.runpytest_inprocess("--junitxml=junit.xml").assert_outcomes(passed=1)

    junit = pytester.path.joinpath("junit.xml").read_text(encoding="utf-8")
    assert 'name="In rows [count: 7]"' in junit
    assert "Given a box of 7 ... passed" in junit
