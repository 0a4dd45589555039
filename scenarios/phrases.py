"""
The kinds of words that phrases have.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pytest_bdd import parsers

from harness.actors.cin7_core import Item

_NUMBER = r"SO-\d{5}"
_ORDER = r"[A-Z]-\d+"
_ITEM = r"\d+(?:\.\d+)? [A-Z0-9-]+"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Januar",
            "February Februar",
            "March März",
            "April",
            "May Mai",
            "June Juni",
            "July Juli",
            "August",
            "September",
            "October Oktober",
            "November",
            "December Dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = rf"\d{{1,2}}\.? (?:{'|'.join(_MONTHS)}) \d{{4}}"


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of word: how it looks, and what it means.
    """

    pattern: str
    read: Callable[[str], object]

    def __call__(self, text: str) -> object:
        """
        Return what the word means.
        """
        return self.read(text)


def _items(text: str) -> list[Item]:
    """
    Read ``3 BELL-01 and 2 LAMP-02``.
    """
    return [
        Item(sku, Decimal(count))
        for count, sku in (one.split(" ") for one in re.split(", | and | und ", text))
    ]


def _day(text: str) -> date:
    """
    Read ``8 March 2026`` and ``8. März 2026``.
    """
    day, month, year = text.split(" ")
    return date(int(year), _MONTHS[month], int(day.rstrip(".")))


KINDS = {
    "Number": Kind(_NUMBER, str),
    "Numbers": Kind(f"{_NUMBER}(?:, {_NUMBER})*", lambda text: text.split(", ")),
    "Order": Kind(_ORDER, str),
    "Items": Kind(f"{_ITEM}(?:(?:, | and | und ){_ITEM})*", _items),
    "Day": Kind(_DAY, _day),
}
WORDS = {
    "de": {
        "Ablehnung": "a refusal",
        "Adresse eines Shops": "address of a shop",
        "API-Geheimnis": "API secret",
        "API-Schlüssel": "API key",
        "Benutzername": "user name",
        "Deutsch": "German",
        "Englisch": "English",
        "Passwort": "password",
        "aktiv": "active",
        "autorisiert": "authorised",
        "bezahlt": "paid",
        "der Custom Store": "the custom store",
        "der ShipStation-Shop": "the ShipStation store",
        "der Integration": "the integration",
        "ein Schlüsselpaar": "one pair",
        "Erfolg": "success",
        "erste": "first",
        "Fehler": "an error",
        "fehlerhafte Anfrage": "a bad request",
        "gelungen": "succeeded",
        "gescheitert": "failed",
        "gestört": "broken",
        "Gramm": "grams",
        "letzte": "last",
        "nicht verfügbar": "unavailable",
        "Pfund": "pounds",
        "Unzen": "ounces",
        "zu viele Aufrufe": "too many calls",
        "zwei Schlüsselsätze": "two key sets",
    },
}


class Phrase(parsers.StepParser):
    """
    A phrase, and what it is in other languages: any of them may be said.

    Attributes:
        translations: The text by language.
    """

    def __init__(self, text: str, translations: Mapping[str, str]) -> None:
        super().__init__(text)
        self.translations = translations
        texts = {"en": text, **translations}
        self._readings = {language: _parser(one) for language, one in texts.items()}
        # Almost all that a step is held against begins with other words.
        self._begins = {
            language: one.partition("{")[0].lower() for language, one in texts.items()
        }

    def language_of(self, name: str) -> str | None:
        """
        Return the language in which a step says it, or None where it does not.
        """
        said = name.lower()
        for language, begin in self._begins.items():
            if said.startswith(begin) and self._readings[language].is_matching(name):
                return language
        return None

    def is_matching(self, name: str) -> bool:
        """
        Tell whether a step says it, in any language.
        """
        return self.language_of(name) is not None

    def reading(self, name: str) -> parsers.parse:
        """
        Return the text that a step says, in whichever language.

        Raises:
            LookupError: It says none.
        """
        language = self.language_of(name)
        if language is None:
            raise LookupError(name)
        return self._readings[language]

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """
        Return the words of a step; those of a fixed choice are in English.
        """
        language = self.language_of(name)
        if language is None:
            return None
        words = WORDS.get(language, {})
        return {
            key: words.get(value, value) if isinstance(value, str) else value
            for key, value in self._readings[language].parse_arguments(name).items()
        }


def phrase(text: str, **translations: str) -> Phrase:
    """
    Return a phrase in which braces name words, such as ``{number:Number}``.

    Kinds: Number (of a sale), Numbers, Order (of ShipStation), Items, Day. A keyword is
    a language: ``phrase("no order is left", de="ist keine Bestellung übrig")``. A
    translation has the same words; those that are one of a few are in `WORDS`.
    """
    return Phrase(text, translations)


def _parser(text: str) -> parsers.parse:
    return parsers.parse(text, extra_types=KINDS)
