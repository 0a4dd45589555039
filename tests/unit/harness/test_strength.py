"""
Rules that are broken on purpose.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from harness.gherkin import read_feature
from harness.strength.breakage import Breakage, always, breakage
from harness.strength.catalogue import BREAKAGES
from harness.strength.trial import trials

FEATURES = Path(__file__).parents[3] / "features"
TAGS = {
    tag
    for path in FEATURES.rglob("*.feature")
    for rule in read_feature(path).rules
    for tag in rule.tags
}


def test_breakages_have_names_of_their_own() -> None:
    """
    The command line chooses them by name.
    """
    assert {1} == {*Counter(one.name for one in BREAKAGES).values()}


@pytest.mark.parametrize("one", BREAKAGES, ids=lambda one: one.name)
def test_a_breakage_names_rules_that_there_are(one: Breakage) -> None:
    """
    Else nobody could notice.
    """
    assert {*one.rules} <= TAGS


def test_a_broken_rule_is_noticed_and_the_others_are_not_blamed() -> None:
    """
    By the Examples of that rule alone; each trial has a process of its own.
    """
    chosen = [one for one in BREAKAGES if one.name in {"gate-address", "gate-location"}]

    verdicts = list(trials(chosen, FEATURES, processes=2))

    assert [(True, ""), (True, "")] == [(one.noticed, one.problem) for one in verdicts]


def test_what_no_rule_looks_at_is_told() -> None:
    """
    So is a rule that there is none of.
    """
    [gate] = [one for one in BREAKAGES if one.name == "gate-address"]
    elsewhere, nowhere = replace(gate, rules=("B18",)), replace(gate, rules=("Z99",))

    [passed] = trials([elsewhere], FEATURES, processes=1)
    [unknown] = trials([nowhere], FEATURES, processes=1)

    assert (passed.noticed, passed.problem) == (False, "")
    assert (unknown.noticed, unknown.problem) == (False, "no rule has a tag of Z99")


def test_a_breakage_whose_place_is_gone_is_an_error() -> None:
    """
    It would break nothing, and look as if nobody had noticed.
    """
    gone = breakage("gone", "B02", "Nothing.", "engine.domain.nowhere", always(0))

    with pytest.raises(AttributeError, match="nowhere"):
        gone.apply()
