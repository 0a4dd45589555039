"""
Features in German: the same phrases by other words.
"""

import re

import pytest
from pytest_bdd.steps import step_function_context_registry

from scenarios.phrases import WORDS, Phrase, phrase

FEATURE = """\
# language: de
Funktionalität: Versand

  Regel: Ein Versandetikett versendet den Verkauf

    Beispiel: Eines
      Angenommen Cin7 Core ist in ShipStation als Shop verbunden
      Und der Verkauf SO-00001 über 3 BELL-01 und 2 LAMP-02 ist verpackt und seine\
 Sendung entworfen
      Und ShipStation hat SO-00001 importiert
      Wenn für SO-00001 ein Versandetikett mit nur 3 BELL-01 im Paket erstellt wird
      Dann ist der Verkauf SO-00001 in Cin7 Core teilweise versandt
"""


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\{.*?\}", text))


def test_a_german_feature_runs(pytester: pytest.Pytester) -> None:
    """
    It needs no more than the line that names its language.
    """
    pytester.makefile(".feature", mein=FEATURE)

    pytester.runpytest_inprocess("mein.feature").assert_outcomes(passed=1)


def test_a_mistyped_german_step_has_a_german_hint(pytester: pytest.Pytester) -> None:
    """
    The dry run names the nearest phrase of either language.
    """
    pytester.makefile(".feature", mein=FEATURE.replace("als Shop", "als Schop"))

    result = pytester.runpytest_inprocess("mein.feature", "--seatrial-dry-run")

    result.stdout.fnmatch_lines(
        ["*the nearest is 'Cin7 Core ist in ShipStation als Shop verbunden'"]
    )


def test_translations_are_listed(pytester: pytest.Pytester) -> None:
    """
    The list of phrases has each language that a phrase knows.
    """
    pytester.makefile(".feature", mein=FEATURE)

    result = pytester.runpytest_inprocess("--seatrial-steps", "-q")

    result.stdout.fnmatch_lines(
        [
            "  given sale {number:Number} is voided *",
            "        de der Verkauf {number:Number} ist storniert",
        ]
    )


def test_translations_have_the_same_words() -> None:
    """
    A function gets the same from each language.
    """
    phrases = {
        context.parser
        for context in step_function_context_registry.values()
        if isinstance(context.parser, Phrase)
    }

    assert [
        one.name
        for one in phrases
        for text in one.translations.values()
        if _words(text) != _words(one.name)
    ] == []


def test_words_of_a_fixed_choice_are_translated() -> None:
    """
    What a function compares is English, whatever was said.
    """
    told = phrase("all is {state}", de="alles ist {state}")

    assert {"state": "active"} == told.parse_arguments("alles ist aktiv")
    assert {"state": "aktiv"} == told.parse_arguments("all is aktiv")
    assert set(WORDS) == {"de"}
