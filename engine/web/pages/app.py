"""
The pages as an application: log-in, headers, errors, and one page for each view.
"""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, flash, g, redirect, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from engine.ports.vendors import Identity
from engine.web.correlation import correlate
from engine.web.declare import Office
from engine.web.pages import (
    connections,
    custom_store,
    diary,
    logging_in,
    sales,
    setting_up,
    settings,
)
from engine.web.pages.declare import ROOT, Page, at, shown
from engine.web.pages.language import language, say, whole
from engine.web.pages.visit import Visit, organisations_of, visitor
from engine.web.refusals import AWAY, REFUSED, status_of

_PAGES = (
    *connections.PAGES,
    *custom_store.PAGES,
    *settings.PAGES,
    *sales.PAGES,
    *diary.PAGES,
)
_MOST_BYTES = 200_000
_CSS = Path(__file__).with_name("pages.css")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Language, Cookie",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_ALWAYS = frozenset({"Cache-Control", "X-Content-Type-Options"})


def build_pages(office: Office) -> Flask:
    """
    Return the application; all that can be made once is made here.
    """
    app = Flask(__name__, static_folder=None)
    _configure(app, office)
    correlate(app, office)
    CSRFProtect(app)
    _add_words(app, office)
    _add_stylesheet(app)
    app.after_request(_guarded)
    app.get("/")(lambda: redirect(ROOT))
    logging_in.add(app, office)
    setting_up.add(app, office)
    for page in _PAGES:
        _add(app, office, page)
    _add_errors(app, office)
    return app


def _configure(app: Flask, office: Office) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=_MOST_BYTES,
        SECRET_KEY=office.session_key(),
        SESSION_COOKIE_NAME="seatrial_engine",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=office.world.public_url.startswith("https:"),
        SESSION_REFRESH_EACH_REQUEST=False,
        # A token lives as long as its session, whose age another clock tells.
        WTF_CSRF_TIME_LIMIT=None,
    )


def _add_words(app: Flask, office: Office) -> None:
    """
    Add what each template can say and ask.
    """
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["whole"] = whole
    app.jinja_env.globals.update(
        _=say, at=at, as_options=_as_options, language=language
    )

    @app.context_processor
    def known() -> dict[str, Any]:
        visit = g.get("visit")
        tabs = connections.connections_of(visit) if visit else []
        return {"visitor": visitor(office), "visit": visit, "tabs": tabs}


def _add_stylesheet(app: Flask) -> None:
    """
    Add the one file beside the pages, which a browser keeps as long as it is the same.
    """
    style = _CSS.read_bytes()
    digest = sha256(style).hexdigest()[:12]
    app.jinja_env.globals["style_address"] = f"/pages.css?{digest}"

    @app.get("/pages.css")
    def stylesheet() -> Response:
        response = Response(style, content_type="text/css; charset=utf-8")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _guarded(response: Response) -> Response:
    for name, value in _HEADERS.items():
        if response.mimetype == "text/html" or name in _ALWAYS:
            response.headers.setdefault(name, value)
    return response


def _as_options(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, one) for one in values]


def _add(app: Flask, office: Office, page: Page) -> None:
    def view(**path: str) -> Any:
        caller = visitor(office)
        if caller is None:
            return _to_log_in(page)
        told = request.args.get("account", "")
        mine = organisations_of(office, caller)
        chosen = [one for one in mine if one.id == told.lower()]
        if not told and len(mine) == 1:
            return redirect(f"{request.path}?account={mine[0].id}", 302)
        if not chosen:
            return _choice(caller, mine, told)
        g.visit = Visit(office, caller, chosen[0])
        try:
            return page.view(g.visit, **path)
        except REFUSED as problem:
            return _refused(status_of(problem), str(problem))
        except AWAY as problem:
            return _refused(status_of(problem), f"{problem}; try again")

    name = f"{page.method} {page.path}".replace(".", "_")
    app.add_url_rule(f"{ROOT}{page.path}", name, view, methods=[page.method])


def _to_log_in(page: Page) -> Any:
    """
    Ask for name and password, and come back to what was looked at.
    """
    if session.pop("name", None):
        flash(say("Your session has ended: please log in again."), "warning")
    account = request.args.get("account", "")
    back = request.full_path if page.method == "GET" else f"{ROOT}?account={account}"
    return redirect(logging_in.address(back.rstrip("?")), 303)


def _choice(caller: Identity, mine: list[Any], told: str) -> Response:
    """
    Let the user choose one of several organisations; another is not told of.
    """
    problem = ""
    if told:
        problem = say(
            "{user} is no active member of an organisation {account} that is set up"
            " here.",
            user=caller.username,
            account=told,
        )
    return shown(
        "choice.html", 403 if told else 200, organisations=mine, problem=problem
    )


def _refused(status: int, sentence: str, *, is_ours: bool = True) -> Response:
    """
    Show a refusal on a page of its own; what use cases say is English.
    """
    return shown("refused.html", status, sentence=sentence, is_english=is_ours)


def _add_errors(app: Flask, office: Office) -> None:
    def of_http(problem: HTTPException) -> Any:
        said = {
            404: say("There is no such page."),
            405: say("That cannot be done here."),
            413: say("That is more than a form of these pages sends."),
        }
        status = problem.code or 500
        sentence = said.get(status, str(problem.description))
        return _refused(status, sentence, is_ours=status not in said)

    def of_csrf(_: CSRFError) -> Any:
        sentence = say(
            "The form was too old, or not from this page, so nothing was done. Open"
            " the page again and repeat what you wanted."
        )
        return _refused(400, sentence, is_ours=False)

    def of_bug(problem: Exception) -> Any:
        office.log.failure("page failed", problem, path=request.path)
        sentence = say("The engine failed, and its log says why.")
        return _refused(500, sentence, is_ours=False)

    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(CSRFError, of_csrf)
    app.register_error_handler(Exception, of_bug)
