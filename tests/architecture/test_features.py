"""
The features, the documents and the catalogues tell the same story.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from harness.applicability import CAPABILITIES, VIRTUAL_TIME, needs_of
from harness.behaviour import catalogue, statements
from harness.catalogues import catalogue_of
from harness.gherkin import Example, Feature, Rule, read_feature
from harness.pickles import read_pickles
from tests.contested import PROFILES, otherwise

ROOT = Path(__file__).resolve().parents[2]
FEATURES = [read_feature(path) for path in sorted(ROOT.glob("features/**/*.feature"))]


def _name(feature: Feature) -> str:
    """
    Return the name of a feature: two folders may have a file of the same name.
    """
    return feature.path.relative_to(ROOT / "features").with_suffix("").as_posix()


RULES = [
    pytest.param(rule, id=f"{_name(feature)}: {rule.name}")
    for feature in FEATURES
    for rule in feature.rules
]
EXAMPLES = [
    pytest.param(
        feature,
        example,
        id=f"{_name(feature)}: {example.name}",
    )
    for feature in FEATURES
    for example in feature.examples()
]
LINES = {line.id: line for line in catalogue()}
STATEMENTS = {one.id for one in statements()}
MOST_STEPS = 6
GERMAN = [feature for feature in FEATURES if _name(feature).startswith("de/")]


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_evidence(rule: Rule) -> None:
    """
    Each rule says how it is known, once, and cites its source.
    """
    assert len(rule.evidence) == 1
    assert rule.source.startswith("https://") or rule.evidence == ["own"]


@pytest.mark.parametrize("rule", RULES)
def test_rule_stands_in_the_catalogue(rule: Rule) -> None:
    """
    Each rule has one id of the catalogue, with the same evidence.
    """
    [identifier] = rule.catalogue_ids

    assert rule.evidence == [LINES[identifier].evidence]


@pytest.mark.parametrize("rule", RULES)
def test_statements_exist(rule: Rule) -> None:
    """
    A rule proves only statements that there are.
    """
    assert set(rule.statements) <= STATEMENTS


@pytest.mark.parametrize("feature", FEATURES, ids=_name)
def test_every_example_stands_under_a_rule(feature: Feature) -> None:
    """
    No Example is loose, and no two have one name.
    """
    counted = Counter(example.name for example in feature.examples())

    assert feature.loose == ()
    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize(("feature", "example"), EXAMPLES)
def test_example_is_short(feature: Feature, example: Example) -> None:
    """
    An Example has six steps at the most.
    """
    del feature

    assert len(example.steps) <= MOST_STEPS


@pytest.mark.parametrize(("feature", "example"), EXAMPLES)
def test_example_speaks_business(feature: Feature, example: Example) -> None:
    """
    No step knows an address, JSON or a status code of HTTP.
    """
    del feature
    technical = re.compile(r"https?://|[{}]|\b(?:GET|POST|PUT|JSON|XML|HTTP)\b")

    assert [step.text for step in example.steps if technical.search(step.text)] == []


@pytest.mark.parametrize("feature", FEATURES, ids=_name)
def test_needs_are_known(feature: Feature) -> None:
    """
    Each Example says what a system needs for it; what only looks at vendors' pages not.
    """
    needs = [needs_of(pickle) for pickle in read_pickles(feature.path)]

    assert set().union(*needs) <= {*CAPABILITIES, VIRTUAL_TIME}
    assert "browser" in feature.tags or all(needs)


@pytest.mark.parametrize("feature", FEATURES, ids=_name)
def test_links_lead_to_operations(feature: Feature) -> None:
    """
    An ``@operation:`` tag names an operation that is built.
    """
    for tag in feature.tags:
        if tag.startswith("operation:"):
            service, name = tag.removeprefix("operation:").split(".")
            assert catalogue_of(service)[name].built


@pytest.mark.parametrize("german", GERMAN, ids=_name)
def test_german_says_the_same(german: Feature) -> None:
    """
    A feature in German has the rules, Examples and steps of the English one.
    """
    name = _name(german).removeprefix("de/")
    [english] = [feature for feature in FEATURES if _name(feature) == name]

    assert _outline(english) == _outline(german)


def _outline(feature: Feature) -> list[object]:
    """
    Return what does not depend on the language; the process of @durable is tried once.
    """
    return [
        (
            rule.tags - {"durable"},
            rule.source,
            [len(one.steps) for one in rule.examples],
        )
        for rule in feature.rules
    ]


@pytest.mark.parametrize("vendor", PROFILES)
def test_each_contested_fact_is_met_as_it_is_not_by_default(vendor: str) -> None:
    """
    Some Example has each member of each fact; the defaults are all others'.
    """
    said = re.compile(rf'in {vendor} the contested "(.*)" is "(.*)"')
    met = {
        found.groups()
        for feature in FEATURES
        for pickle in read_pickles(feature.path)
        for step in pickle.steps
        if (found := said.fullmatch(step.text))
    }

    assert met == set(otherwise(vendor))
