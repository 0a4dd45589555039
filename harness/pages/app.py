"""
The pages of the control room: rendered here, without JavaScript but for the stream.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from inspect import getdoc
from pathlib import Path
from typing import Any

from flask import Flask, Response, flash, redirect, render_template, request, send_file
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import StrictUndefined
from urllib3.exceptions import HTTPError
from werkzeug.exceptions import HTTPException

from emulators.kit import pages as kit_pages
from emulators.kit.ambient import secret
from emulators.kit.control_client import ControlRefused
from emulators.kit.faults import FAULTS
from emulators.kit.pages.words import LANGUAGES, language_of, translator
from harness.pages.room import (
    FAKES,
    Line,
    Room,
    facts_with_evidence,
    fault_of,
    settings_of_faults,
)
from harness.pages.watch import TooMany, Watch
from harness.pages.words import GERMAN
from harness.worlds import WORLDS

_HERE = Path(__file__).parent
_LOOK = Path(kit_pages.__file__ or "").parent / "static" / "pages.css"
_LATEST = 100
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
        " img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class ControlRoom:
    """
    A WSGI application.

    Args:
        room: The parts.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._watch = Watch(room)
        self._faults = settings_of_faults()
        self._facts = facts_with_evidence()
        self._about = {
            one.kind: (getdoc(one) or "").partition("\n\n")[0] for one in FAULTS
        }
        self._say = {one: translator(one, GERMAN) for one in LANGUAGES}
        self._flask = self._built()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """
        Answer one request.
        """
        return self._flask(environ, start_response)

    def close(self) -> None:
        """
        End all streams.
        """
        self._watch.close()
        self._room.close()

    def _built(self) -> Flask:
        app = Flask("control_room", root_path=str(_HERE), static_folder="static")
        app.config.update(
            SECRET_KEY=secret(64),
            SESSION_COOKIE_NAME="seatrial_control_room",
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            TRUSTED_HOSTS=["127.0.0.1", "localhost", "[::1]"],
            WTF_CSRF_TIME_LIMIT=None,
        )
        app.jinja_env.undefined = StrictUndefined
        app.jinja_env.filters["pretty"] = _pretty
        app.context_processor(self._common)
        CSRFProtect(app)
        for path, view in (
            ("/", self._show_room),
            ("/stream", self._stream),
            ("/exchanges/<part>/<account>/<int:number>", self._show_exchange),
            ("/faults", self._show_faults),
            ("/snapshots", self._show_snapshots),
            ("/accounts", self._show_accounts),
        ):
            app.add_url_rule(path, view_func=view, methods=["GET"])
        for path, work in (
            ("/clock", self._move_clock),
            ("/faults", self._arm),
            ("/faults/clear", self._disarm),
            ("/worlds", self._build_world),
            ("/snapshots", self._keep_or_restore),
            ("/accounts", self._change_profile),
        ):
            app.add_url_rule(path, f"do {path}", self._doing(work), methods=["POST"])
        app.add_url_rule("/pages.css", view_func=lambda: send_file(_LOOK))
        app.register_error_handler(HTTPException, _problem)
        for kind in (ControlRefused, HTTPError):
            app.register_error_handler(kind, _gone)
        app.after_request(_headed)
        return app

    def _common(self) -> dict[str, Any]:
        language = language_of(request.accept_languages.values())
        return {
            "_": self._say[language],
            "language": language,
            "fakes": self._room.fakes,
            "addresses": self._room.addresses,
            "here": request.path,
        }

    def _doing(self, work: Callable[[Mapping[str, str]], str]) -> Callable[[], Any]:
        """
        Return what a form does: the work, and the page that it stands on again.
        """

        def view() -> Any:
            form = request.form.to_dict()
            try:
                flash(work(form))
            except ControlRefused as error:
                flash(str(error), "problem")
            return redirect(_BACK.get(request.path, request.path), 303)

        return view

    # Looking

    def _show_room(self) -> str:
        part, is_broken_only = _filter()
        # What is broken may lie far back; of the others there are enough at the end.
        found = self._room.lines(**({} if is_broken_only else {"limit": _LATEST}))
        lines = [one for one in found if _is_wanted(one, part, is_broken_only)]
        states = {one: self._room.state_of(one) for one in self._room.fakes}
        return render_template(
            "room.html",
            states=states,
            engine=self._room.state_of_engine(),
            lines=lines[-_LATEST:],
            last=max([0, *(one.number for one in found)]),
            part=part,
            is_broken_only=is_broken_only,
            worlds=WORLDS.values(),
        )

    def _show_exchange(self, part: str, account: str, number: int) -> Any:
        known = part in self._room.fakes
        line = self._room.line(part, account, number) if known else None
        if line is None:
            sentence = "The journal has no such exchange any more."
            return render_template("problem.html", sentence=sentence), 404
        return render_template("exchange.html", line=line, name=FAKES[part])

    def _stream(self) -> Response:
        after = request.args.get("after", "0")
        wanted = _filter()
        news = self._watch.follow(int(after) if after.isdecimal() else 0)
        render = self._flask.jinja_env.get_template("line.html").render

        def events() -> Iterator[str]:
            try:
                for lines in news:
                    yield ": so far\n\n"
                    for line in lines:
                        if _is_wanted(line, *wanted):
                            yield _event(render(line=line))
            except TooMany:
                yield "event: full\ndata: \n\n"

        return Response(events(), content_type="text/event-stream")

    def _show_faults(self) -> str:
        left = {one: self._room.do(one, "faults")["faults"] for one in self._room.fakes}
        return render_template(
            "faults.html",
            left=left,
            kinds=self._faults,
            about=self._about,
            operations={one: self._room.operations(one) for one in self._room.fakes},
        )

    def _show_snapshots(self) -> str:
        kept = {
            one: self._room.do(one, "snapshots")["snapshots"]
            for one in self._room.fakes
        }
        part, before = request.args.get("part", ""), request.args.get("before", "")
        changes: list[Any] | None = None
        if part in self._room.fakes and before:
            changes = self._room.do(part, "diff", before=before)["changes"]
        return render_template(
            "snapshots.html", kept=kept, changes=changes, part=part, before=before
        )

    def _show_accounts(self) -> str:
        profiles = {one: self._room.do(one, "profile") for one in self._room.fakes}
        presets = {one: self._room.do(one, "presets") for one in self._room.fakes}
        return render_template(
            "accounts.html", profiles=profiles, presets=presets, contested=self._facts
        )

    # Doing

    def _move_clock(self, form: Mapping[str, str]) -> str:
        minutes = form.get("minutes", "").strip()
        for part in tuple(self._room.fakes)[:1]:
            if minutes:
                self._room.do(part, "advance", {"seconds": _minutes(minutes) * 60})
        for part in self._room.fakes:
            self._room.do(part, "settle")
        return "Whatever was due has happened."

    def _arm(self, form: Mapping[str, str]) -> str:
        operation = form.get("operation", "")
        fault = fault_of(form.get("kind", ""), operation, form)
        part = operation.partition(".")[0]
        if part not in self._room.fakes:
            raise ControlRefused(f"no part has the operation {operation!r}")
        self._room.do(part, "add_fault", fault)
        return f"{operation}: {fault['kind']}"

    def _disarm(self, form: Mapping[str, str]) -> str:
        del form
        for part in self._room.fakes:
            self._room.do(part, "clear_faults")
        return "No fault is left."

    def _build_world(self, form: Mapping[str, str]) -> str:
        world = form.get("world", "")
        if world not in WORLDS:
            raise ControlRefused(f"there is no world {world!r}")
        self._room.build(world)
        return f"The world {world} is built."

    def _keep_or_restore(self, form: Mapping[str, str]) -> str:
        name, part = form.get("name", "").strip(), form.get("part", "")
        if part not in self._room.fakes:
            raise ControlRefused(f"there is no part {part!r}")
        match form.get("what"):
            case "restore":
                self._room.do(part, "restore", {"name": name})
                return f"{name} is restored."
            case "delete":
                self._room.do(part, "delete_snapshot", name=name)
                return f"{name} is deleted."
            case _:
                self._room.do(part, "save", {"name": name})
                return f"{name} is saved."

    def _change_profile(self, form: Mapping[str, str]) -> str:
        part = form.get("part", "")
        if part not in self._room.fakes:
            raise ControlRefused(f"there is no part {part!r}")
        if preset := form.get("preset"):
            self._room.do(part, "set_profile", {"preset": preset})
            return f"{FAKES[part]}: {preset}"
        fact, member = form.get("fact", ""), form.get("member", "").strip()
        self._room.do(part, "change_profile", {fact: member})
        return f"{FAKES[part]}: {fact} = {member}"


def _filter() -> tuple[str, bool]:
    """
    Return the part whose exchanges are asked for, and whether only broken ones are.
    """
    return request.args.get("part", ""), "broken" in request.args


def _is_wanted(line: Line, part: str, is_broken_only: bool) -> bool:  # noqa: FBT001  # as they come
    return part in ("", line.part) and (line.is_broken or not is_broken_only)


_BACK = {"/clock": "/", "/worlds": "/", "/faults/clear": "/faults"}


def _minutes(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ControlRefused(f"minutes are a number, not {text!r}") from None


def _event(row: str) -> str:
    return f"data: {json.dumps(row)}\n\n"


def _pretty(body: Any) -> str:
    return body if isinstance(body, str) else json.dumps(body, indent=2, default=str)


def _problem(error: HTTPException) -> Any:
    said = "The form has expired. Go back and try again."
    sentence = said if isinstance(error, CSRFError) else error.description
    return render_template("problem.html", sentence=sentence), error.code or 500


def _gone(error: Exception) -> Any:
    """
    Say that a part does not answer, or what it refuses.
    """
    return render_template("problem.html", sentence=str(error)), 502


def _headed(response: Response) -> Response:
    response.headers.update(_HEADERS)
    if request.path.endswith((".css", ".js")):
        response.headers["Cache-Control"] = "max-age=3600"
    return response
