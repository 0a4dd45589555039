"""
Where Cin7 Core tells of events. Nothing of what it tells is believed or kept.
"""

import hmac

import msgspec
from flask import Request, Response

from engine.custom_store.webhooks import heard
from engine.web.declare import Office

_MOST_BYTES = 256 * 1024
_ABSENT = b"\0"


def answer(office: Office, request: Request, organisation: str) -> Response:
    """
    Take an event; a refusal is a sentence in plain text.
    """
    known = office.world.ledger.webhooks.get(organisation.lower())
    if known is None:
        return _said(404, "no webhook of this organisation is registered here")
    if not _has_secret(request, known.secret):
        return _said(401, "send the secret that the webhook was registered with")
    if (request.content_length or 0) > _MOST_BYTES:
        return _said(413, "an event is not that large")
    try:
        told = msgspec.json.decode(request.get_data(cache=False))
    except msgspec.DecodeError as problem:
        return _said(400, f"the event cannot be read: {problem}")
    if heard(office.world, organisation.lower(), told):
        office.runs.reschedule()
    return Response(status=204)


def _has_secret(request: Request, secret: str) -> bool:
    """
    Tell whether the secret is right; how wrong it is cannot be timed.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    told = token.strip().encode() if scheme.lower() == "bearer" else _ABSENT
    return hmac.compare_digest(told, secret.encode())


def _said(status: int, sentence: str) -> Response:
    return Response(sentence, status, content_type="text/plain; charset=utf-8")
