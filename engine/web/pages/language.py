"""
The two languages of the pages. A sentence in English is its own key.

What use cases say, refusals and the operations log, is English in both.
"""

from typing import Any

from flask import g, has_request_context, request

from engine.web.pages.german import GERMAN

ENGLISH = "en"
LANGUAGES = {"de": GERMAN}


def language() -> str:
    """
    Return the language that the browser asks for, as far as it is one of ours.
    """
    if not has_request_context():
        return ENGLISH
    if "language" not in g:
        told = (one.partition("-")[0] for one in request.accept_languages.values())
        known = (one for one in told if one == ENGLISH or one in LANGUAGES)
        g.language = next(known, ENGLISH)
    return str(g.language)


def say(sentence: str, **facts: Any) -> str:
    """
    Return the sentence in the language of the request, with the facts in it.
    """
    said = LANGUAGES.get(language(), {}).get(sentence, sentence)
    return said.format(**facts) if facts else said


def whole(sentence: str) -> str:
    """
    Return what a use case says as a sentence that stands by itself.
    """
    first, _, _ = sentence.partition(" ")
    begun = sentence[:1].upper() if first.isalpha() else sentence[:1]
    end = "" if sentence.endswith((".", "!", "?")) else "."
    return f"{begun}{sentence[1:]}{end}" if sentence else ""
