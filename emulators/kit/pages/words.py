"""
The words that all pages have in common, in German.
"""

from collections.abc import Callable, Iterable, Mapping

LANGUAGES = ("en", "de")

GERMAN: Mapping[str, str] = {
    "Cancel": "Abbrechen",
    "Go to the content": "Zum Inhalt",
    "Log in": "Anmelden",
    "Log out": "Abmelden",
    "Menu": "Menü",
    "Password": "Passwort",
    "Save": "Speichern",
    "Signed in as": "Angemeldet als",
    "The form has expired. Go back and try again.": (
        "Das Formular ist abgelaufen. Gehen Sie zurück und versuchen Sie es erneut."
    ),
    "There is no such page.": "Diese Seite gibt es nicht.",
    "This is a fake for tests: nothing leaves this machine.": (
        "Dies ist eine Nachbildung für Tests: Nichts verlässt diesen Rechner."
    ),
    "To the first page": "Zur ersten Seite",
    "Too many attempts. Try again in a minute.": (
        "Zu viele Versuche. Versuchen Sie es in einer Minute noch einmal."
    ),
    "User name": "Benutzername",
    "User name or password is wrong.": "Benutzername oder Passwort ist falsch.",
}


def language_of(wanted: Iterable[str]) -> str:
    """
    Return the first of a browser's languages that pages have: ``de`` for ``de-AT``.
    """
    plain = (one.partition("-")[0] for one in wanted)
    return next((one for one in plain if one in LANGUAGES), LANGUAGES[0])


def translator(language: str, german: Mapping[str, str]) -> Callable[..., str]:
    """
    Return a function that says an English sentence in a language.

    Words in braces are put in afterwards; what has no German stays English.
    """
    words = {**GERMAN, **german} if language == "de" else {}

    def say(sentence: str, **values: object) -> str:
        said = words.get(sentence, sentence)
        return said.format(**values) if values else said

    return say
