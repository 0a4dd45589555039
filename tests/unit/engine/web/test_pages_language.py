"""
The sentences of the pages, in both languages.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from jinja2 import Environment, nodes

import engine.web.pages
from engine.domain.labels import CONFIRMATIONS, LabelState
from engine.domain.method_policy import Method
from engine.domain.records import State
from engine.web.pages import diary, fields, forms, methods
from engine.web.pages.declare import tell
from engine.web.pages.fields import Field
from engine.web.pages.german import GERMAN
from engine.web.pages.language import language, say, whole

HERE = Path(engine.web.pages.__file__).parent


def _in_templates() -> Iterator[str]:
    environment = Environment()  # noqa: S701 - nothing is rendered
    for path in HERE.glob("templates/*.html"):
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "_":
                yield from _constants(call.args[0])


def _constants(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Const):
        yield str(node.value)
    if isinstance(node, nodes.CondExpr):
        yield from _constants(node.expr1)
        yield from _constants(node.expr2 or nodes.Const(""))


def _in_code() -> Iterator[str]:
    for path in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"say", "WayOut"} and node.args:
                told = node.args[0]
                if isinstance(told, ast.Constant):
                    yield str(told.value)


def _declared() -> Iterator[str]:
    every: list[Field] = [*forms.CUSTOM_STORE, *forms.SETUP, *forms.SERVICE]
    for field in every:
        yield from (field.label, field.hint)
        yield from (said for _, said in field.choices)
    for method in map(methods.spoken, Method):
        yield from (method.name, method.tab, method.purpose, method.flow)
    tables = (diary.OUTCOMES, diary.STATES, diary.DIFFERENCES, diary.REPAIRS)
    for table in tables:
        yield from table.values()
    yield from fields.SENTENCES.values()
    yield from (fields.ANY_SENTENCE, *State, *LabelState, "Enabled", "Disabled")
    yield from (one.replace("_", " ") for one in CONFIRMATIONS)


def all_sentences() -> set[str]:
    """
    Return whatever a page can say of itself.
    """
    return {*_in_templates(), *_in_code(), *_declared()} - {""}


def test_every_sentence_is_translated() -> None:
    """
    No sentence lacks its German, and no German lacks its sentence.
    """
    assert set(GERMAN) == all_sentences()


def test_facts_stand_in_both_languages() -> None:
    """
    A translation names the same facts as its sentence.
    """
    lame = [
        sentence
        for sentence, said in GERMAN.items()
        if sorted(_facts(sentence)) != sorted(_facts(said))
    ]

    assert [] == lame


def _facts(sentence: str) -> list[str]:
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("de-AT,de;q=0.9", "de"),
        ("fr,en;q=0.5", "en"),
        ("en-GB,de;q=0.4", "en"),
        ("", "en"),
        ("fr", "en"),
    ],
)
def test_the_browser_chooses(told: str, expected: str) -> None:
    """
    What it asks for first is spoken, and English where that is neither.
    """
    with Flask("x").test_request_context(headers={"Accept-Language": told}):
        assert expected == language()
        assert (say("Setup") == "Setup") == (expected == "en")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("there is none", "There is none."),
        ("dhl_express: no services!", "dhl_express: no services!"),
        ("SO-1 is held back", "SO-1 is held back."),
        ("", ""),
    ],
)
def test_a_refusal_stands_as_a_sentence(said: str, expected: str) -> None:
    """
    It begins with a capital letter, unless it begins with a name, and it ends.
    """
    assert expected == whole(said)


def test_sentences_fit_into_a_cookie() -> None:
    """
    However much there is to say, a browser keeps the cookie.
    """
    app = Flask("x")
    app.secret_key = "signs the cookies of a test"
    with app.test_request_context():
        for number in range(1000):
            tell(f"{number} " + "went wrong, and here is why " * 100)
        serializer: Any = SecureCookieSessionInterface().get_signing_serializer(app)
        cookie = serializer.dumps(dict(session))

    assert 8 == len(serializer.loads(cookie)["_flashes"])
    assert len(cookie) < 4000
