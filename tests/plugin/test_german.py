"""
Features in German: the same phrases by other words.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from harness.pickles import read_pickles
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


FEATURES = Path(__file__).parents[2] / "features"
TWINS = sorted(FEATURES.glob("de/**/*.feature"))
SAMPLES = {
    "": "etwas",
    "d": "7",
    "f": "1.5",
    "w": "cm",
    "Day": "8. März 2026",
    "Items": "3 BELL-01 und 2 LAMP-02",
    "Number": "SO-00001",
    "Numbers": "SO-00001, SO-00002",
    "Order": "W-1",
}


def _ours() -> list[StepFunctionContext]:
    """
    Return the phrases that ship with the project.
    """
    return [
        context
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith("scenarios.steps.")
    ]


def _texts(context: StepFunctionContext) -> list[str]:
    """
    Return the phrase in every language.
    """
    parser = context.parser
    translations = parser.translations if isinstance(parser, Phrase) else {}
    return [parser.name, *translations.values()]


def _words(text: str) -> list[str]:
    return sorted(re.findall(r"\{.*?\}", text))


def _said(text: str) -> str:
    """
    Return a sentence that says the phrase.
    """
    return re.sub(r"\{\w+:?(\w*)\}", lambda word: SAMPLES[word[1]], text)


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


def test_phrases_are_listed_in_german(pytester: pytest.Pytester) -> None:
    """
    With examples that are in German too.
    """
    pytester.makefile(".feature", mein=FEATURE)

    listing = ["--seatrial-steps", "--seatrial-language=de", "-q"]
    result = pytester.runpytest_inprocess(*listing)

    result.stdout.fnmatch_lines(
        [
            "  given der Verkauf {number:Number} ist storniert *",
            "  given ShipStation hat {number:Number} importiert *",
            "        ShipStation hat SO-00001 importiert",
        ]
    )
    result.stdout.no_fnmatch_line("*is voided*")


def test_every_phrase_is_there_in_german() -> None:
    """
    Whatever can be said in English can be said in German.
    """
    assert [
        context.parser.name
        for context in _ours()
        if "de" not in getattr(context.parser, "translations", {})
    ] == []


def test_translations_have_the_same_words() -> None:
    """
    A function gets the same from each language.
    """
    phrases = [one.parser for one in _ours() if isinstance(one.parser, Phrase)]

    assert [
        one.name
        for one in phrases
        for text in one.translations.values()
        if _words(text) != _words(one.name)
        or one.parse_arguments(_said(text)) != one.parse_arguments(_said(one.name))
    ] == []


def test_no_two_phrases_say_the_same() -> None:
    """
    A sentence of any language is said by the one phrase that it was made from.
    """
    ours = _ours()

    assert [
        (sentence, [one.parser.name for one in meant])
        for context in ours
        for text in _texts(context)
        for sentence in [_said(text)]
        for meant in [
            [
                one
                for one in ours
                if one.type == context.type and one.parser.is_matching(sentence)
            ]
        ]
        if meant != [context]
    ] == []


@pytest.mark.parametrize("german", TWINS, ids=lambda path: path.stem)
def test_twins_mean_the_same(german: Path) -> None:
    """
    Step by step, a German feature calls what the English one calls, by the same words.
    """
    english = FEATURES / german.relative_to(FEATURES / "de")
    meanings = [
        [_meanings(step.text) for one in read_pickles(path) for step in one.steps]
        for path in (english, german)
    ]

    assert [
        (first, second)
        for first, second in zip(*meanings, strict=True)
        if not any(one in first for one in second)
    ] == []


def _meanings(said: str) -> list[tuple[object, object]]:
    """
    Return the functions that a step may call, with what they are given.
    """
    return [
        (context.step_func, context.parser.parse_arguments(said))
        for context in _ours()
        if context.parser.is_matching(said)
    ]


def test_words_of_a_fixed_choice_are_translated() -> None:
    """
    What a function compares is English, whatever was said.
    """
    told = phrase("all is {state}", de="alles ist {state}")

    assert {"state": "active"} == told.parse_arguments("alles ist aktiv")
    assert {"state": "aktiv"} == told.parse_arguments("all is aktiv")
    assert set(WORDS) == {"de"}


def test_a_day_is_read_in_either_language() -> None:
    """
    The names of months are the language's own.
    """
    told = phrase("the night to {day:Day}", de="die Nacht zum {day:Day}")

    assert {"day": date(2026, 3, 8)} == told.parse_arguments(
        "the night to 8 March 2026"
    )
    assert {"day": date(2026, 3, 8)} == told.parse_arguments(
        "die Nacht zum 8. März 2026"
    )
