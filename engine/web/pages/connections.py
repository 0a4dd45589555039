"""
The page *Integrations > ShipStation*: the three methods, what is connected, and `+`.
"""

from typing import Any

from flask import Response, request

from engine.connections.problems import ChangeNotConfirmed, NotFound
from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.domain.units import DIMENSION_UNITS, WEIGHT_UNITS
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.web import accounts, models, stores
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.fields import FieldProblem, converted
from engine.web.pages.language import say
from engine.web.pages.methods import (
    CIN7_HELP,
    spoken,
    ways_out,
)
from engine.web.pages.visit import Visit
from engine.web.refusals import REFUSED, status_of

PAGES = Pages()

_COUNTS_IN = ("currency", "weight_units", "dimension_units")


def connections_of(visit: Visit) -> list[models.ConnectionView]:
    """
    Return what is connected, oldest first.
    """
    told = accounts.list_connections(visit.office, visit.asked()).body
    return [one for one in told.connections if one.state != "disconnected"]


def connection_of(visit: Visit, connection: str) -> models.ConnectionView:
    """
    Return a connection of the organisation.

    Raises:
        NotFound: It is none, or none of this one.
    """
    for one in connections_of(visit):
        if one.id == connection:
            return one
    raise NotFound(f"there is no connection {connection}")


@PAGES.get("")
def overview(visit: Visit) -> Response:
    """
    Show the methods and what is connected.
    """
    return shown(
        "overview.html",
        tab="connections",
        connections=connections_of(visit),
        custom_store=stores.show_custom_store(visit.office, visit.asked()).body,
        spoken=spoken,
        help_address=CIN7_HELP,
        refusal=visit.refusal(Permission.INTEGRATIONS),
    )


@PAGES.get("/connections/new")
def new(visit: Visit) -> Response:
    """
    Ask for API key and secret.
    """
    return _new(visit)


@PAGES.post("/connections/new")
def connect(visit: Visit) -> Response:
    """
    Connect by the button that was pressed.
    """
    form = request.form
    is_service = form.get("method") == Method.SHIPPING_SERVICE
    method = Method.SHIPPING_SERVICE if is_service else Method.SHIPSTATION_STORE
    key, secret = (form.get(one, "").strip() for one in ("api_key", "api_secret"))
    lacking = [
        name for name, told in (("api_key", key), ("api_secret", secret)) if not told
    ]
    if lacking:
        sentence = say("Enter the API key and the API secret.")
        return _new(visit, sentence, 422, field=lacking[0])
    told: dict[str, Any] = {
        "organisation": visit.account,
        "method": method.value,
        "api_key": key,
        "api_secret": secret,
        "change_integration_type": "change_integration_type" in form,
    }
    if is_service:
        told["service"] = {name: form.get(name, "").strip() for name in _COUNTS_IN}
    try:
        body = converted(told, models.NewConnection, {})
        made = accounts.add_connection(visit.office, visit.asked(body)).body
    except FieldProblem as problem:
        return _new(visit, str(problem), 422, field=problem.name)
    except REFUSED as problem:
        return _new_refused(visit, method, problem)
    tell(say("ShipStation is connected: {method}.", method=say(spoken(method).name)))
    for warning in made.warnings:
        tell(warning, kind="warning", is_english=True)
    return go_to("connections", made.id)


@PAGES.get("/connections/<connection>/keys")
def ask_keys(visit: Visit, connection: str) -> Response:
    """
    Ask for a new pair.
    """
    return _keys(visit, connection)


@PAGES.post("/connections/<connection>/keys")
def enter_keys(visit: Visit, connection: str) -> Response:
    """
    Give the connection the new pair.
    """
    connection_of(visit, connection)
    key, secret = (
        request.form.get(one, "").strip() for one in ("api_key", "api_secret")
    )
    if not (key and secret):
        return _keys(visit, connection, say("Enter the API key and the API secret."))
    try:
        body = converted({"api_key": key, "api_secret": secret}, models.NewKeys, {})
        accounts.replace_keys(
            visit.office, visit.asked(body, {"connection": connection})
        )
    except FieldProblem as problem:
        return _keys(visit, connection, str(problem))
    except REFUSED as problem:
        return _keys(visit, connection, str(problem), status_of(problem))
    tell(say("The new keys work, and the connection goes on where it stopped."))
    return go_to()


@PAGES.get("/connections/<connection>/disconnect")
def ask_disconnect(visit: Visit, connection: str) -> Response:
    """
    Ask whether the connection shall end.
    """
    found = connection_of(visit, connection)
    return shown(
        "disconnect.html",
        tab="connections",
        connection=found,
        spoken=spoken,
        refusal=visit.refusal(Permission.INTEGRATIONS),
    )


@PAGES.post("/connections/<connection>/disconnect")
def disconnect(visit: Visit, connection: str) -> Response:
    """
    End the connection.
    """
    connection_of(visit, connection)
    accounts.remove_connection(
        visit.office, visit.asked(path={"connection": connection})
    )
    tell(say("ShipStation is disconnected. What came and went stays in the ledger."))
    return go_to()


def _new(visit: Visit, problem: str = "", status: int = 200, **told: Any) -> Response:
    typed = {name: request.form.get(name, "") for name in ("api_key", *_COUNTS_IN)}
    if request.method == "GET":
        typed |= _as_cin7_core_counts(visit)
    return shown(
        "connect.html",
        status,
        tab="connections",
        problem=problem,
        typed=typed,
        weight_units=WEIGHT_UNITS,
        dimension_units=DIMENSION_UNITS,
        refusal=visit.refusal(Permission.INTEGRATIONS),
        **told,
    )


def _new_refused(visit: Visit, method: Method, problem: Exception) -> Response:
    sentence = str(problem)
    named = sentence.partition(":")[0]
    return _new(
        visit,
        sentence,
        status_of(problem),
        field=named if named in _COUNTS_IN else "",
        is_english=True,
        asks=isinstance(problem, ChangeNotConfirmed),
        ways_out=ways_out(method, problem, connections_of(visit)),
    )


def _as_cin7_core_counts(visit: Visit) -> dict[str, str]:
    """
    Return currency and units of Cin7 Core, which are nearly always ShipStation's too.
    """
    sales = visit.office.world.vendors.sales(visit.organisation, patient=False)
    try:
        company = sales.company()
    except (CannotAnswer, CredentialsRefused, Rejected):
        return {}
    weight = next(
        (name for name, unit in WEIGHT_UNITS.items() if unit == company.weight_units),
        "grams",
    )
    is_metric = weight == "grams"
    return {
        "currency": company.currency,
        "weight_units": weight,
        "dimension_units": "centimeters" if is_metric else "inches",
    }


def _keys(
    visit: Visit, connection: str, problem: str = "", status: int | None = None
) -> Response:
    return shown(
        "keys.html",
        status or (422 if problem else 200),
        tab="connections",
        connection=connection_of(visit, connection),
        typed={"api_key": request.form.get("api_key", "")},
        problem=problem,
        is_english=status is not None,
        spoken=spoken,
        refusal=visit.refusal(Permission.INTEGRATIONS),
    )
