"""
Serve the pages of a vendor under ``/ui``: session, form tokens, language, headers.

It is made when the first browser comes: a client of the API does not wait for it.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from flask import (
    Flask,
    Response,
    flash,
    redirect,
    render_template,
    request,
    session,
)
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException

from emulators.kit.ambient import secret
from emulators.kit.pages.page import (
    Enter,
    Leave,
    Page,
    Paper,
    Redirect,
    Refused,
    Shown,
    Vendor,
    View,
    Visit,
    Visitor,
)
from emulators.kit.pages.site import PREFIX, Site
from emulators.kit.pages.words import LANGUAGES, language_of, translator
from emulators.kit.service import Service

SIGN_IN = "/log-in"
_HERE = Path(__file__).parent
_STAYS = timedelta(hours=12)
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
        " img-src 'self' data: http://127.0.0.1:* http://localhost:*;"
        " object-src 'self'; frame-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_STATIC_HEADERS = {**_HEADERS, "Cache-Control": "max-age=3600"}


class Pages:
    """
    A WSGI application for browsers.

    Args:
        ask: Does what a person does in an account.
    """

    def __init__(
        self,
        service: Service[Any],
        site: Site,
        ask: Callable[[str, str, str, Any], tuple[int, bytes]],
        decode: Callable[[bytes], Any],
    ) -> None:
        self._service = service
        self._site = site
        self._vendor = Vendor(ask, decode, site.sentence)
        self._say = {one: translator(one, site.german) for one in LANGUAGES}
        self._flask = self._built()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """
        Answer one request; the path still has the prefix.
        """
        environ["SCRIPT_NAME"] = PREFIX
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(PREFIX) or "/"
        return self._flask(environ, start_response)

    def _built(self) -> Flask:
        app = Flask(f"{self._site.name}_pages", static_folder=_HERE / "static")
        app.config.update(
            SECRET_KEY=secret(64),
            SESSION_COOKIE_NAME=f"seatrial_{self._site.name}",
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            SESSION_COOKIE_PATH=PREFIX,
            PERMANENT_SESSION_LIFETIME=_STAYS,
            WTF_CSRF_TIME_LIMIT=None,
            SEND_FILE_MAX_AGE_DEFAULT=3600,
        )
        folders = (self._site.templates, _HERE / "templates")
        app.jinja_loader = ChoiceLoader([FileSystemLoader(one) for one in folders])
        app.jinja_env.undefined = StrictUndefined
        app.jinja_env.filters["clock"] = _clock
        app.context_processor(self._common)
        CSRFProtect(app)
        for method, path, view in (
            ("GET", "/", self._go_home),
            ("GET", SIGN_IN, self._ask_name),
            ("POST", SIGN_IN, self._sign_in),
            ("POST", "/log-out", self._sign_out),
        ):
            app.add_url_rule(path, f"{method} {path}", view, methods=[method])
        for one in self._site.pages():
            app.add_url_rule(
                one.path,
                f"{one.method} {one.path}",
                self._view(one),
                methods=[one.method],
            )
        app.register_error_handler(HTTPException, self._no_page)
        app.after_request(_headed)
        return app

    # What all templates know

    def _common(self) -> dict[str, Any]:
        language = language_of(request.accept_languages.values())
        return {
            "_": self._say[language],
            "language": language,
            "site": self._site,
            "visitor": self._visitor(),
            "here": request.path,
            "url": lambda path: PREFIX + path,
            "now": self._service.clock.now(),
        }

    # Who is there

    def _visitor(self) -> Visitor | None:
        if "user" not in session:
            return None
        visitor = Visitor(session["user"], session["account"])
        return visitor if self._site.is_in(visitor) else None

    def _ask_name(self) -> Any:
        return render_template("sign_in.html", problem="", username="")

    def _sign_in(self) -> Any:
        name = request.form.get("username", "")
        service = self._service
        now = service.clock.now()
        if service.sign_ins.is_used_up(name.lower(), now):
            return self._refused("Too many attempts. Try again in a minute.", 429)
        visitor = self._site.sign_in(name, request.form.get("password", ""))
        if visitor is None:
            service.sign_ins.take(name.lower(), now)
            return self._refused("User name or password is wrong.", 401)
        return self._entered(Enter(visitor, _local(request.args.get("next", ""))))

    def _refused(self, why: str, status: int) -> Any:
        name = request.form.get("username", "")
        return render_template("sign_in.html", problem=why, username=name), status

    def _entered(self, enter: Enter) -> Any:
        session.clear()
        if enter.visitor is not None:
            session.permanent = True
            session.update(user=enter.visitor.user, account=enter.visitor.account)
        return redirect(PREFIX + (enter.to or self._site.home), 303)

    def _sign_out(self) -> Any:
        return self._entered(Enter(None, SIGN_IN))

    def _go_home(self) -> Any:
        return redirect(PREFIX + self._site.home)

    # Pages

    def _view(self, page: Page) -> Callable[..., Any]:
        def view(**path: Any) -> Any:
            return self._show(page, **path)

        return view

    def _show(self, page: Page, **path: Any) -> Any:
        visitor = self._visitor()
        if visitor is None:
            whole = request.full_path.rstrip("?") if request.method == "GET" else ""
            return redirect(f"{PREFIX}{SIGN_IN}?next={quote(whole)}", 303)
        visit = Visit(
            visitor,
            path=path,
            query=request.args.to_dict(),
            form=request.form,
            origin=request.host_url.rstrip("/"),
            vendor=self._vendor,
        )
        try:
            return self._shown(page(visit), visit)
        except Refused as error:
            return self._shown_again(page, visit, error)

    def _shown_again(self, page: Page, visit: Visit, error: Refused) -> Any:
        """
        Show the form again with the sentence and what was typed, or the sentence alone.
        """
        if page.form is not None:
            again = visit.refused(str(error))
            try:
                return self._shown(page.form(again), again, status=422)
            except Refused as worse:
                error = worse
        return render_template("problem.html", sentence=str(error)), error.status

    def _shown(self, shown: Shown, visit: Visit, *, status: int = 200) -> Any:
        match shown:
            case View(template, values):
                return render_template(template, visit=visit, **values), status
            case Redirect(to, notice):
                if notice:
                    flash(notice)
                return redirect(PREFIX + to, 303)
            case Leave(to):
                return redirect(to, 303)
            case Enter():
                return self._entered(shown)
            case Paper(data, media_type, name):
                response = Response(data, content_type=media_type)
                response.headers["Content-Disposition"] = f'inline; filename="{name}"'
                return response

    def _no_page(self, error: HTTPException) -> Any:
        sentence = "There is no such page."
        if isinstance(error, CSRFError):
            sentence = "The form has expired. Go back and try again."
        elif error.code != 404:  # noqa: PLR2004  # everything else says what it is
            sentence = error.description or error.name
        language = language_of(request.accept_languages.values())
        said = self._say[language](sentence)
        return render_template("problem.html", sentence=said), error.code or 500


def _headed(response: Response) -> Response:
    is_static = request.path.startswith("/static/") and response.status_code == 200  # noqa: PLR2004
    response.headers.update(_STATIC_HEADERS if is_static else _HEADERS)
    return response


def _local(target: str) -> str:
    """
    Return a path of these pages, or nothing for what leads elsewhere.
    """
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_ours and not (parts.scheme or parts.netloc) else ""


def _clock(text: str | None) -> str:
    """
    Return an instant of the vendor's as a person reads it, to the minute.
    """
    return (text or "")[:16].replace("T", " ")
