"""
Features read as data.
"""

from pathlib import Path

import pytest

from harness.gherkin import read_feature

TEXT = """
@operation:shipstation.list_orders
Feature: Mapping

  @seed @seed-34 @C06
  Rule: Nothing awaits payment
    Source: https://example.org/article

    @slow
    Scenario Outline: <word>
      Given a sale
      Then it is not there

      @odd
      Examples:
        | word |
        | paid |
"""


def test_a_rule_has_its_tags_and_its_source(tmp_path: Path) -> None:
    """
    Evidence, statements and catalogue ids are told apart.
    """
    path = tmp_path / "one.feature"
    path.write_text(TEXT, encoding="utf-8")

    feature = read_feature(path)

    [rule] = feature.rules
    [example] = rule.examples
    assert rule.evidence == ["seed"]
    assert rule.statements == ["seed-34"]
    assert rule.catalogue_ids == ["C06"]
    assert rule.source == "https://example.org/article"
    assert example.tags == {"slow", "odd"}
    assert [step.keyword for step in example.steps] == ["Given", "Then"]


@pytest.mark.parametrize("text", ["", "Feature: F\n Example: E\n  Given x\n  Nonsense"])
def test_what_is_no_feature_is_named(tmp_path: Path, text: str) -> None:
    """
    The sentence names the file.
    """
    path = tmp_path / "broken.feature"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=r"broken\.feature"):
        read_feature(path)
