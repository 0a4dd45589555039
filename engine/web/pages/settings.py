"""
The tabs *Setup* and *Shipping Service*: the settings of a connection.
"""

from typing import Any

from flask import Response, request

from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.domain.units import DIMENSION_UNITS, WEIGHT_UNITS
from engine.web import accounts, models
from engine.web.pages.connections import connection_of
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.fields import (
    Field,
    FieldProblem,
    Kind,
    in_words,
    kept,
    named_in,
    read,
    typed,
)
from engine.web.pages.language import say
from engine.web.pages.methods import spoken
from engine.web.pages.visit import Visit
from engine.web.refusals import REFUSED, status_of

PAGES = Pages()

_TARGET_STORE = Field(
    "target_store",
    "Store of created orders",
    Kind.NUMBER,
    "ShipStation's id of a manual store. Empty means the first one.",
)
_POLL_MINUTES = Field(
    "poll_minutes",
    "Minutes between two runs",
    Kind.NUMBER,
    "From 5 to 1440.",
)
_LOCATIONS = Field(
    "locations",
    "Locations",
    Kind.LIST,
    "Only sales of these are exported, one name a line. Empty means all.",
)

SETUP = (
    Field(
        "order_flow",
        "Order flow",
        Kind.CHOICE,
        "Shipments come from ShipStation whichever way orders go.",
        (
            ("both", "both ways"),
            ("import", "import from ShipStation"),
            ("create", "create in ShipStation"),
        ),
    ),
    Field(
        "stores",
        "Stores that are imported",
        Kind.LIST,
        "ShipStation's ids, one a line. Empty means all that Cin7 Core does not feed.",
    ),
    _TARGET_STORE,
    Field(
        "capture_when",
        "Capture an order when it is",
        Kind.CHOICE,
        choices=(
            ("awaiting_payment", "Awaiting Payment"),
            ("awaiting_shipment", "Awaiting Shipment"),
            ("shipped", "Shipped"),
        ),
    ),
    Field(
        "lock_date",
        "Order lock date",
        Kind.DAY,
        "Orders of earlier days are not captured.",
    ),
    Field(
        "customer",
        "Customer",
        hint="One customer of Cin7 Core for all imported sales. Empty means each"
        " order's own.",
    ),
    Field("company_as_customer", "Use the company as the customer", Kind.FLAG),
    Field(
        "location",
        "Location",
        hint="Where imported sales are picked. Empty means the default one.",
    ),
    Field("price_tier", "Price tier", hint="Empty means the default one."),
    Field("tax_rule", "Tax rule", hint="Empty means the default one."),
    Field(
        "missing_product",
        "A product that Cin7 Core lacks",
        Kind.CHOICE,
        choices=(("create", "is created"), ("hold", "holds the order back")),
    ),
    Field("allow_backorder", "Allow backorder", Kind.FLAG),
    Field(
        "automatic_pick",
        "Auto pick",
        Kind.FLAG,
        "As an order is imported, if all of it is in stock.",
    ),
    Field("automatic_pack", "Auto pack", Kind.FLAG, "What is packed has to be picked."),
    Field(
        "automatic_ship",
        "Auto ship",
        Kind.FLAG,
        "Then no shipment of ShipStation is taken.",
    ),
    Field(
        "invoice_status",
        "Invoice",
        Kind.CHOICE,
        choices=(("none", "none"), ("draft", "Draft"), ("authorised", "Authorised")),
    ),
    Field(
        "payment_account",
        "Payment account",
        hint="Where payments of authorised invoices go. Empty means that none is"
        " entered.",
    ),
    Field(
        "voided_shipment",
        "A shipment that is voided afterwards",
        Kind.CHOICE,
        choices=(("report", "is reported"), ("reverse", "is taken back")),
    ),
    Field(
        "ignore_restock",
        "Ignore restock for non-fulfilled sales",
        Kind.FLAG,
        "A refund of goods that never left puts none back into stock.",
    ),
    _POLL_MINUTES,
)

SERVICE = (
    Field(
        "default_ship_from",
        "Default Ship From Address",
        Kind.CHOICE,
        "Of parcels whose location has no address.",
        (
            ("company", "the company's address"),
            ("default_location", "the default location's address"),
        ),
    ),
    Field(
        "mode",
        "What the service is used for",
        Kind.CHOICE,
        choices=(
            ("labels", "labels in Cin7 Core"),
            ("export", "export for fulfilment"),
            ("both", "both"),
        ),
    ),
    Field(
        "document_number",
        "Number on labels and orders",
        Kind.CHOICE,
        choices=(("order", "Sale order number"), ("invoice", "Invoice number")),
    ),
    Field(
        "currency",
        "Currency of the ShipStation account",
        hint="Three letters, such as USD. It has to be that of Cin7 Core.",
        is_needed=True,
    ),
    Field(
        "weight_units",
        "Its unit of weight",
        Kind.CHOICE,
        choices=tuple((one, one) for one in WEIGHT_UNITS),
    ),
    Field(
        "dimension_units",
        "Its unit of length",
        Kind.CHOICE,
        choices=tuple((one, one) for one in DIMENSION_UNITS),
    ),
    _LOCATIONS,
    Field(
        "carriers",
        "Carriers",
        Kind.LIST,
        "Only sales with these are exported, one name a line. Empty means all.",
    ),
    Field(
        "customer_tags",
        "Customer tags",
        Kind.LIST,
        "Only sales of customers with one of these are exported. Empty means all.",
    ),
    _TARGET_STORE,
    _POLL_MINUTES,
)


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
        tell(warning, kind="warning")
    return go_to("connections", connection)


@PAGES.post("/connections/<connection>/default")
def set_default(visit: Visit, connection: str) -> Response:
    """
    Let parcels go by this shipping service where none is chosen.
    """
    found = connection_of(visit, connection)
    for warning in _change(visit, found, models.ServiceChange(is_default=True)):
        tell(warning, kind="warning")
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
