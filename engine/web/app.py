"""
The WSGI application: health, figures, the JSON API, the custom store and the pages.
"""

import hmac
from collections.abc import Callable
from typing import Any

import msgspec
from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException

from engine.ports.world import Log
from engine.web import (
    accounts,
    custom_store,
    operations,
    reconciliation,
    shipping,
    stores,
    webhooks,
)
from engine.web.callers import identify
from engine.web.correlation import correlate
from engine.web.declare import Asked, Office, Route, Told
from engine.web.openapi import document
from engine.web.pages.mount import with_pages
from engine.web.refusals import AWAY, REFUSED, status_of

_MOST_BYTES = 1_000_000
_JSON = "application/json"
_PDF = "application/pdf"
_ROUTES = (
    *accounts.ROUTES,
    *stores.ROUTES,
    *shipping.ROUTES,
    *reconciliation.ROUTES,
    *operations.ROUTES,
)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def build_app(office: Office) -> Flask:
    """
    Return the application; all that can be made once is made here.
    """
    app = Flask("engine", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _MOST_BYTES
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False

    _add_probes(app, office)

    @app.route("/custom-store", methods=["GET", "POST"])
    def store() -> Response:
        response = custom_store.answer(office, request)
        action = custom_store.action_of(request)
        office.figures.store_answered(action, response.status_code)
        return response

    @app.post("/webhooks/cin7-core/<organisation>")
    def webhook(organisation: str) -> Response:
        return webhooks.answer(office, request, organisation)

    for route in _ROUTES:
        _add(app, office, route)
    _add_openapi(app, office)
    correlate(app, office)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_error_handler(Exception, _bug(office.log))
    app.wsgi_app = with_pages(app.wsgi_app, office)  # type: ignore[assignment, method-assign]  # as Flask says
    return app


def _add_probes(app: Flask, office: Office) -> None:
    @app.get("/health")
    def health() -> Response:
        return _told(200, {"status": "ok"})

    @app.get("/ready")
    def ready() -> Response:
        if why := office.why_not_ready():
            return _problem(503, "not_ready", why)
        runs = "started" if office.runs.is_started else "not started"
        return _told(200, {"status": "ready", "runs": runs})

    @app.get("/metrics")
    def metrics() -> Response:
        if not office.are_figures_public and (refusal := _refusal(office, request)):
            return refusal
        figures, media_type = office.figures.exposition()
        return Response(figures, 200, content_type=media_type)


def _add(app: Flask, office: Office, route: Route) -> None:
    decoder = msgspec.json.Decoder(route.body) if route.body is not None else None

    def view(**path: str) -> Response:
        refusal = _refusal(office, request)
        if refusal and not route.for_users:
            return refusal
        try:
            caller = identify(office.world, request.authorization) if refusal else None
            if refusal and caller is None:
                return refusal
            body = decoder.decode(request.get_data() or b"{}") if decoder else None
            asked = Asked(path, request.args.to_dict(), body, caller)
            told = route.handler(office, asked)
        except msgspec.DecodeError as problem:
            return _problem(
                400, "invalid_request", f"the body is not as expected: {problem}"
            )
        except REFUSED as problem:
            return _problem(status_of(problem), problem.code, str(problem))
        except AWAY as problem:
            sentence = f"{problem}; try again"
            return _problem(status_of(problem), "vendor_unavailable", sentence)
        return _reply(told)

    name = f"{route.method} {route.path}"
    app.add_url_rule(route.path, name.replace(".", "_"), view, methods=[route.method])


def _add_openapi(app: Flask, office: Office) -> None:
    @app.get("/api/openapi.json")
    def openapi() -> Response:
        return _refusal(office, request) or _told(200, document(_ROUTES))


def _refusal(office: Office, asked: Request) -> Response | None:
    """
    Return a refusal unless the token is right; how wrong it is cannot be timed.
    """
    scheme, _, token = asked.headers.get("Authorization", "").partition(" ")
    told = token.strip().encode() if scheme.lower() == "bearer" else b""
    if office.token and hmac.compare_digest(told, office.token.encode()):
        return None
    sentence = "send the token of SEATRIAL_ENGINE_TOKEN as 'Authorization: Bearer …'"
    response = _problem(401, "unauthorised", sentence)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _reply(told: Told) -> Response:
    if told.body is None:
        return Response(status=told.status)
    if isinstance(told.body, bytes):
        return Response(told.body, told.status, content_type=_PDF)
    return _told(told.status, told.body)


def _told(status: int, body: Any) -> Response:
    return Response(_ENCODER.encode(body), status, content_type=_JSON)


def _problem(status: int, code: str, sentence: str) -> Response:
    return _told(status, {"error": {"code": code, "message": sentence}})


def _http_problem(problem: HTTPException) -> Response:
    """
    Answer what Flask itself refuses: unknown paths, wrong verbs, large bodies.
    """
    name = (problem.name or "error").lower().replace(" ", "_")
    return _problem(problem.code or 500, name, problem.description or problem.name)


def _bug(log: Log) -> Callable[[Exception], Response]:
    def answer(problem: Exception) -> Response:
        log.failure("request failed", problem, path=request.path)
        return _problem(500, "internal", "the engine failed; its log says why")

    return answer
