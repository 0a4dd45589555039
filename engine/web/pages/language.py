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
        known = [ENGLISH, *LANGUAGES]
        g.language = request.accept_languages.best_match(known) or ENGLISH
    return str(g.language)


def say(sentence: str, **facts: Any) -> str:
    """
    Return the sentence in the language of the request, with the facts in it.
    """
    said = LANGUAGES.get(language(), {}).get(sentence, sentence)
    return said.format(**facts) if facts else said
