"""
The custom store's one address: exports for ShipStation, notices from it.
"""

from collections.abc import Callable, Mapping

from flask import Request, Response

from engine.custom_store import access, notices
from engine.custom_store.access import Credentials
from engine.custom_store.export import export
from engine.custom_store.xml import Malformed
from engine.domain.records import CustomStore
from engine.domain.ship_plan import Impossible
from engine.domain.windows import NotADate, parse_window
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.web.declare import Office, positive

_MOST_PAGES = 1_000_000
_STATUS: Mapping[type[Exception], int] = {
    access.Unknown: 401,
    access.Forbidden: 403,
    access.SeveralOrganisations: 300,
    access.SlotHeld: 409,
    notices.UnknownOrder: 404,
    Impossible: 422,
    Malformed: 400,
    NotADate: 400,
    CannotAnswer: 503,
    CredentialsRefused: 503,
    Rejected: 503,
}


def answer(office: Office, request: Request) -> Response:
    """
    Answer one call of ShipStation; a refusal is a sentence in plain text.
    """
    action = request.args.get("action", "").lower()
    try:
        store = access.admit(office.world, _credentials(request))
        handler = _ACTIONS.get(action)
        if handler is None:
            return _refused(400, f"the action '{action[:50]}' is unknown here")
        return handler(office, store, request)
    except tuple(_STATUS) as problem:
        status = next(
            code for kind, code in _STATUS.items() if isinstance(problem, kind)
        )
        office.log.info("custom store refused", action=action, status=status)
        return _refused(status, str(problem))


def action_of(request: Request) -> str:
    """
    Return what is asked for, ``other`` where that is unknown.
    """
    action = request.args.get("action", "").lower()
    return action if action in _ACTIONS else "other"


def _export(office: Office, store: CustomStore, request: Request) -> Response:
    access.check_export(office.world, store)
    window = parse_window(request.args.get("start_date"), request.args.get("end_date"))
    try:
        document = export(
            office.world, store, window, page=_page(request), turns=office.turns
        )
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        access.log_refusal(office.world, store, "unavailable", str(problem))
        raise
    headers = {"Cache-Control": "no-store"}
    return Response(document, 200, headers, content_type="text/xml; charset=utf-8")


def _page(request: Request) -> int:
    return positive(request.args.get("page", ""), usual=1, most=_MOST_PAGES)


def _notify(office: Office, store: CustomStore, request: Request) -> Response:
    access.check_notice(office.world, store)
    outcome = notices.receive(
        office.world, store, request.get_data(), request.args.to_dict()
    )
    if outcome.kind == "failed":
        office.runs.reschedule()
    sentence = outcome.detail or "the notice was taken"
    return Response(sentence, 200, content_type="text/plain; charset=utf-8")


_ACTIONS: Mapping[str, Callable[[Office, CustomStore, Request], Response]] = {
    "export": _export,
    "shipnotify": _notify,
}


def _credentials(request: Request) -> Credentials | None:
    """
    Return the Basic credentials.

    Those in the query, which ShipStation sends too, are not looked at: whatever
    stands in an address ends in somebody's log.
    """
    told = request.authorization
    if told is None or told.type != "basic":
        return None
    return Credentials(told.username or "", told.password or "")


def _refused(status: int, sentence: str) -> Response:
    response = Response(sentence, status, content_type="text/plain; charset=utf-8")
    if status == 401:  # noqa: PLR2004 - HTTP
        response.headers["WWW-Authenticate"] = 'Basic realm="custom store"'
    return response
