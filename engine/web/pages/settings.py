"""
The tabs *Setup* and *Shipping Service*: the settings of a connection.
"""

from typing import Any

from flask import Response, request

from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.web import accounts, models
from engine.web.pages.connections import connection_of
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.fields import (
    Field,
    FieldProblem,
    in_words,
    kept,
    named_in,
    read,
    typed,
)
from engine.web.pages.forms import SERVICE, SETUP
from engine.web.pages.language import say
from engine.web.pages.methods import spoken
from engine.web.pages.visit import Visit
from engine.web.refusals import REFUSED, status_of

PAGES = Pages()


@PAGES.get("/connections/<connection>")
def show(visit: Visit, connection: str) -> Response:
    """
    Show the settings of a connection.
    """
    found = connection_of(visit, connection)
    return _page(visit, found, kept(_fields(found), found.settings))


@PAGES.post("/connections/<connection>")
def save(visit: Visit, connection: str) -> Response:
    """
    Save all settings of a connection.
    """
    found = connection_of(visit, connection)
    fields = _fields(found)
    values = typed(fields, request.form)
    kind: Any = models.ServiceChange if _is_service(found) else models.SetupChange
    try:
        body = read(fields, request.form, kind)
        warnings = _change(visit, found, body)
    except FieldProblem as problem:
        return _page(
            visit, found, values, code=422, field=problem.name, problem=str(problem)
        )
    except REFUSED as problem:
        return _page(
            visit,
            found,
            values,
            field=named_in(fields, str(problem)),
            problem=in_words(fields, str(problem)),
            is_english=True,
            code=status_of(problem),
        )
    tell(say("The changes are saved."))
    for warning in warnings:
        tell(warning, kind="warning", is_english=True)
    return go_to("connections", connection)


@PAGES.post("/connections/<connection>/default")
def set_default(visit: Visit, connection: str) -> Response:
    """
    Let parcels go by this shipping service where none is chosen.
    """
    found = connection_of(visit, connection)
    for warning in _change(visit, found, models.ServiceChange(is_default=True)):
        tell(warning, kind="warning", is_english=True)
    tell(say("This shipping service is the default now."))
    return go_to("connections", connection)


def _change(visit: Visit, found: models.ConnectionView, body: Any) -> list[str]:
    change = accounts.change_service if _is_service(found) else accounts.change_setup
    asked = visit.asked(body, {"connection": found.id})
    warnings: list[str] = change(visit.office, asked).body.warnings
    return warnings


def _is_service(found: models.ConnectionView) -> bool:
    return found.method == Method.SHIPPING_SERVICE


def _fields(found: models.ConnectionView) -> tuple[Field, ...]:
    return SERVICE if _is_service(found) else SETUP


def _page(
    visit: Visit,
    found: models.ConnectionView,
    values: dict[str, Any],
    *,
    code: int = 200,
    **told: Any,
) -> Response:
    return shown(
        "settings.html",
        code,
        tab=found.id,
        connection=found,
        method=spoken(found.method),
        is_service=_is_service(found),
        fields=_fields(found),
        values=values,
        refusal=visit.refusal(Permission.INTEGRATIONS),
        **told,
    )
