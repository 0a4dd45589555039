"""
Set up an organisation: one of its users enters its account and application key.
"""

from typing import Any

from flask import Flask, Response, redirect, request

from engine.domain.permissions import Permission
from engine.ports.vendors import Identity
from engine.web import accounts, models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office
from engine.web.pages import logging_in
from engine.web.pages.declare import ROOT, shown
from engine.web.pages.language import say
from engine.web.pages.visit import begin, visitor
from engine.web.refusals import AWAY, REFUSED, status_of

_PATH = f"{ROOT}/set-up"


def add(app: Flask, office: Office) -> None:
    """
    Add the form and what it does.
    """

    @app.get(_PATH)
    def set_up() -> Any:
        return _form() if visitor(office) else redirect(logging_in.address(_PATH), 303)

    @app.post(_PATH)
    def is_set_up() -> Any:
        caller = visitor(office)
        if caller is None:
            return redirect(logging_in.address(_PATH), 303)
        return _answer(office, caller)


def _answer(office: Office, caller: Identity) -> Any:
    """
    Ask the directory again: a session knows nothing of organisations that are new here.
    """
    password = request.form.get("password", "")
    identity = logging_in.identified(office, caller.username, password, _form)
    if isinstance(identity, Response):
        return identity
    name, account, key = (
        request.form.get(one, "").strip()
        for one in ("name", "account_id", "application_key")
    )
    if not (name and account and key):
        return _form(say("Nothing may stay empty."), 422)
    asked = Asked({}, {}, models.NewOrganisation(name, account, key), identity)
    try:
        check_may(asked, account.lower(), Permission.INTEGRATIONS)
        accounts.set_up_organisation(office, asked)
    except (*REFUSED, *AWAY) as problem:
        return _form(str(problem), status_of(problem), is_english=True)
    begin(office, identity)
    return redirect(f"{ROOT}?account={account.lower()}", 303)


def _form(
    problem: str = "", status: int = 200, *, is_english: bool = False
) -> Response:
    return shown(
        "set_up.html",
        status,
        problem=problem,
        is_english=is_english,
        typed=request.form,
    )
