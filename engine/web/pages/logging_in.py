"""
Log-in with the user name and password of Cin7 Core, as its directory knows them.
"""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request, session
from werkzeug.datastructures import Authorization

from engine.ports.vendors import CannotAnswer, Identity
from engine.web.callers import identify
from engine.web.declare import Office
from engine.web.pages.attempts import Who
from engine.web.pages.declare import ROOT, shown
from engine.web.pages.language import say
from engine.web.pages.visit import begin

_PATH = "/log-in"


def address(back: str) -> str:
    """
    Return where one logs in, to be led back afterwards.
    """
    return f"{_PATH}?{urlencode({'next': back})}"


def add(app: Flask, office: Office) -> None:
    """
    Add log-in and log-out.
    """

    @app.get(_PATH)
    def log_in() -> Any:
        return _form()

    @app.post(_PATH)
    def logged_in() -> Any:
        return _answer(office)

    @app.post("/log-out")
    def log_out() -> Any:
        session.clear()
        return redirect(_PATH, 303)


def _answer(office: Office) -> Any:
    name = request.form.get("username", "").strip()
    identity = identified(office, name, request.form.get("password", ""), _form)
    if isinstance(identity, Response):
        return identity
    begin(office, identity)
    return redirect(_back(), 303)


def identified(
    office: Office, name: str, password: str, form: Callable[[str, int], Response]
) -> Identity | Response:
    """
    Return who that is, or the form with the reason why nobody is.
    """
    who = (name.casefold(), request.remote_addr or "")
    if barred := _barred(office, who, form):
        return barred
    told = Authorization("basic", {"username": name, "password": password})
    try:
        identity = identify(office.world, told)
    except CannotAnswer:
        sentence = say("The directory of users cannot be asked now: try again.")
        return form(sentence, HTTPStatus.SERVICE_UNAVAILABLE)
    if identity is None:
        office.attempts.failed(who, now=office.world.clock.now())
        return form(
            say("The user name or the password is wrong."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    office.attempts.succeeded(who)
    if not identity.is_active:
        sentence = say("The user {user} is not active.", user=identity.username)
        return form(sentence, HTTPStatus.FORBIDDEN)
    return identity


def _barred(
    office: Office, who: Who, form: Callable[[str, int], Response]
) -> Response | None:
    """
    Return a page that says when to try again, after too many attempts.
    """
    now = office.world.clock.now()
    until = office.attempts.barred_until(who, now=now)
    if until is None:
        return None
    sentence = say(
        "That was wrong too often. Try again at {time} UTC, {minutes} min from now.",
        time=f"{until:%H:%M:%S}",
        minutes=ceil((until - now) / timedelta(minutes=1)),
    )
    response = form(sentence, HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(ceil((until - now).total_seconds()))
    return response


def _back() -> str:
    """
    Return the page that somebody wanted to see; one of ours, and of nobody else.
    """
    told = request.args.get("next", "")
    is_ours = told == ROOT or told.startswith((f"{ROOT}?", f"{ROOT}/"))
    return told if is_ours else ROOT


def _form(problem: str = "", status: int = 200) -> Response:
    return shown(
        "log_in.html",
        status,
        problem=problem,
        username=request.form.get("username", ""),
        back=request.args.get("next", ""),
    )
