"""
The tab *Custom Store*: the switch of method 1, and its settings.
"""

from typing import Any

from flask import Response, request
from msgspec import UNSET

from engine.connections.problems import ChangeNotConfirmed
from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.web import models, stores
from engine.web.pages.connections import connections_of
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.fields import FieldProblem, kept, read, typed
from engine.web.pages.forms import CUSTOM_STORE
from engine.web.pages.language import say
from engine.web.pages.methods import ways_out
from engine.web.pages.visit import Visit, organisations_of
from engine.web.refusals import REFUSED, status_of

PAGES = Pages()


@PAGES.get("/custom-store")
def show(visit: Visit) -> Response:
    """
    Show the switch and the settings.
    """
    store = stores.show_custom_store(visit.office, visit.asked()).body
    values = kept(CUSTOM_STORE, _settings(store))
    return _page(visit, values, store.status)


@PAGES.post("/custom-store")
def save(visit: Visit) -> Response:
    """
    Save the switch and the settings.
    """
    form = request.form
    status = "Enabled" if form.get("status") == "Enabled" else "Disabled"
    more: dict[str, Any] = {"organisation": visit.account, "status": status}
    if "change_integration_type" in form:
        more["change_integration_type"] = True
    values = typed(CUSTOM_STORE, form)
    try:
        body = read(CUSTOM_STORE, form, models.CustomStoreChange, **more)
    except FieldProblem as problem:
        return _page(
            visit, values, status, code=422, field=problem.name, problem=str(problem)
        )
    body.api_key, body.api_secret = _pair()
    try:
        saved = stores.change_custom_store(visit.office, visit.asked(body)).body
    except REFUSED as problem:
        return _page(
            visit,
            values,
            status,
            problem=str(problem),
            code=status_of(problem),
            is_english=True,
            asks=isinstance(problem, ChangeNotConfirmed),
            ways_out=ways_out(Method.CUSTOM_STORE, problem, connections_of(visit)),
        )
    tell(say("Saved: the custom store is {status}.", status=say(saved.status)))
    for warning in saved.warnings:
        tell(warning, kind="warning", is_english=True)
    return go_to("custom-store")


def _settings(store: models.CustomStoreView) -> dict[str, Any]:
    return {one.name: getattr(store, one.name) for one in CUSTOM_STORE}


def _pair() -> tuple[Any, Any]:
    """
    Return the pair to compare by: the typed one, none, or whatever there is.
    """
    if "forget_keys" in request.form:
        return None, None
    key, secret = (
        request.form.get(one, "").strip() for one in ("api_key", "api_secret")
    )
    return key or UNSET, secret or UNSET


def _page(
    visit: Visit, values: dict[str, Any], status: str, *, code: int = 200, **told: Any
) -> Response:
    office = visit.office
    here = (office.world.public_url or request.host_url).rstrip("/")
    store = stores.show_custom_store(office, visit.asked()).body
    return shown(
        "custom_store.html",
        code,
        tab="custom-store",
        fields=CUSTOM_STORE,
        values=values,
        status=status,
        is_comparable=store.comparable,
        address=f"{here}/custom-store",
        memberships=len(organisations_of(office, visit.caller)),
        refusal=visit.refusal(Permission.INTEGRATIONS),
        **told,
    )
