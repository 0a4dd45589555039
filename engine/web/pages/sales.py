"""
The page of a sale: its packages, rates and labels, and *Resend to ShipStation*.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from flask import Response, make_response, request

from engine.connections.problems import NotFound
from engine.domain.eligibility import GATES
from engine.domain.labels import CONFIRMATIONS, INSURERS
from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.web import models, shipping, stores
from engine.web.declare import Office, Told
from engine.web.pages.connections import connections_of
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.language import say
from engine.web.pages.sale_forms import labels_form, packages_form, rates_form
from engine.web.pages.visit import Visit
from engine.web.refusals import AWAY, REFUSED, status_of

PAGES = Pages()

View = TypeVar("View")

WEIGHTS = ("g", "kg", "oz", "lb")
SIDES = ("cm", "mm", "m", "in", "ft")

_GATES = {one.name: one.sentence for one in GATES}


class Section(Generic[View]):
    """
    A part of the page: what it shows, or the sentence on why it cannot.

    Attributes:
        view: What the JSON API tells.
        problem: Why it tells nothing.
    """

    def __init__(self, ask: Callable[[], Told]) -> None:
        self.view: View | None = None
        self.problem = ""
        self.status = 200
        try:
            self.view = ask().body
        except REFUSED as problem:
            self.problem, self.status = str(problem), status_of(problem)
        except AWAY as problem:
            self.problem, self.status = f"{problem}; try again", status_of(problem)


@PAGES.get("/sales")
def find(_visit: Visit) -> Response:
    """
    Ask for the number of a sale, and go to it.
    """
    if number := request.args.get("number", "").strip():
        return go_to("sales", number)
    return shown("sales.html", tab="sales")


@PAGES.get("/sales/<number>")
def show(visit: Visit, number: str) -> Response:
    """
    Show a sale.
    """
    return _page(visit, number)


@PAGES.get("/sales/<number>/rates")
def rates(visit: Visit, number: str) -> Response:
    """
    Show a sale with what carriers take for it.
    """
    body = rates_form(visit.account)
    asked = visit.asked(body, {"number": number})
    return _page(
        visit, number, rates=Section(lambda: shipping.rate(visit.office, asked))
    )


@PAGES.post("/sales/<number>/packages")
def enter_packages(visit: Visit, number: str) -> Response:
    """
    Store what boxes weigh and measure, and how they shall be shipped.
    """
    try:
        body = packages_form(visit.account)
        asked = visit.asked(body, {"number": number})
        shipping.write_packages(visit.office, asked)
    except REFUSED as problem:
        return _refused(visit, number, problem, part="packages")
    tell(say("The packages are saved."))
    return _back(number)


@PAGES.post("/sales/<number>/labels")
def make_labels(visit: Visit, number: str) -> Response:
    """
    Make a label for each package that has none.
    """
    try:
        body = labels_form(visit.account)
        made = shipping.make_labels(
            visit.office, visit.asked(body, {"number": number})
        ).body
    except REFUSED as problem:
        return _refused(visit, number, problem, part="labels")
    tell(say("Labels of this sale: {count}.", count=len(made.labels)))
    if made.missing is not None:
        sentence = f"{made.missing.box}: {made.missing.message}"
        tell(sentence, kind="problem", is_english=True)
    for message in made.messages:
        tell(message, kind="warning", is_english=True)
    return _back(number)


@PAGES.get("/labels/<label>.pdf")
def print_label(visit: Visit, label: str) -> Response:
    """
    Open the PDF.
    """
    pdf = shipping.print_label(visit.office, visit.asked(path={"label": label})).body
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{label}.pdf"'
    return response


@PAGES.post("/sales/<number>/labels/<label>/void")
def void(visit: Visit, number: str, label: str) -> Response:
    """
    Void a label, and say what the carrier says.
    """
    asked = visit.asked(path={"label": label})
    try:
        told = shipping.remove_label(visit.office, asked).body
    except REFUSED as problem:
        return _refused(visit, number, problem, part="labels")
    if told.approved:
        tell(say("The label is void, and its number is taken from the sale."))
    else:
        tell(
            say("The carrier does not approve: {message}", message=told.message),
            kind="problem",
        )
    for message in told.messages:
        tell(message, kind="warning", is_english=True)
    return _back(number)


@PAGES.post("/sales/<number>/resend")
def resend(visit: Visit, number: str) -> Response:
    """
    Mark the sale for the next pull.
    """
    body = models.Resend(visit.account, number)
    try:
        told = stores.resend(visit.office, visit.asked(body)).body
    except REFUSED as problem:
        return _refused(visit, number, problem, part="store")
    if told.marked:
        orders = ", ".join(told.marked)
        tell(say("Marked for ShipStation's next import: {orders}.", orders=orders))
    for order, gate in told.held_back.items():
        tell(f"{order}: {_GATES.get(gate, gate)}", kind="warning", is_english=True)
    return _back(number)


def _page(visit: Visit, number: str, status: int = 200, **told: Any) -> Response:
    office, path = visit.office, {"number": number}
    fulfilment = request.args.get("fulfilment", "")
    packages = Section[models.PackagesView](
        lambda: shipping.show_packages(
            office, visit.asked(path=path, query={"fulfilment": fulfilment})
        )
    )
    if packages.status == 404:  # noqa: PLR2004 - HTTP
        raise NotFound(packages.problem)
    labels = Section[models.LabelsView](
        lambda: shipping.list_labels(office, visit.asked(path=path))
    )
    services = [
        one for one in connections_of(visit) if one.method == Method.SHIPPING_SERVICE
    ]
    return shown(
        "sale.html",
        status,
        tab="sales",
        number=number,
        packages=packages,
        labels=labels,
        store=_store(office, visit, number),
        services=services,
        gates=_GATES,
        fulfilment=fulfilment,
        weights=WEIGHTS,
        sides=SIDES,
        confirmation_options=[(one, one.replace("_", " ")) for one in CONFIRMATIONS],
        insurers=INSURERS,
        pack_refusal=visit.refusal(Permission.PACK),
        ship_refusal=visit.refusal(Permission.SHIP),
        **told,
    )


def _store(office: Office, visit: Visit, number: str) -> Section[Any] | None:
    """
    Return what the custom store does with the sale, if it is Enabled.
    """
    if stores.show_custom_store(office, visit.asked()).body.status != "Enabled":
        return None
    asked = visit.asked(path={"number": number})
    return Section(lambda: stores.show_sale(office, asked))


def _refused(visit: Visit, number: str, problem: Exception, *, part: str) -> Response:
    return _page(
        visit, number, status_of(problem), problem=str(problem), problem_part=part
    )


def _back(number: str) -> Response:
    return go_to("sales", number, fulfilment=request.args.get("fulfilment"))
