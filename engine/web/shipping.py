"""
The JSON API of method 3: packages, rates and labels of a sale.
"""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET

from engine.domain.labels import Label, Wish
from engine.domain.packages import Package, box_names
from engine.domain.permissions import Permission
from engine.domain.rates import ServiceOffer
from engine.ports.vendors import Choice
from engine.shipping_service.desk import Desk, open_desk
from engine.shipping_service.freight import (
    Counter,
    Freight,
    Goods,
    Measures,
    enter_packages,
    look,
    open_counter,
)
from engine.shipping_service.labels import buy_labels
from engine.shipping_service.problems import NotHere, Unusable
from engine.shipping_service.rates import Question, ask_rates
from engine.shipping_service.samples import sample_labels
from engine.shipping_service.voids import void_label
from engine.web import models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office, Routes, Told

ROUTES = Routes()

_MOST = 1_000_000
_PROBLEM = models.ProblemView
_REFUSALS = {403: _PROBLEM, 404: _PROBLEM, 409: _PROBLEM}
_ALL_REFUSALS = {**_REFUSALS, 422: _PROBLEM, 503: _PROBLEM}


@ROUTES.declare(
    "GET",
    "/api/sales/<number>/packages",
    query=("organisation", "fulfilment"),
    replies={200: models.PackagesView, **_REFUSALS, 503: _PROBLEM},
    for_users=True,
)
def show_packages(office: Office, asked: Asked) -> Told:
    """
    Show the packages of a sale: one for each box, as entered or as its products weigh.
    """
    counter = _counter(office, asked, asked.query.get("organisation"), Permission.PACK)
    told = asked.query.get("fulfilment", "")
    number = int(told) if told.isdecimal() else None
    freight = look(counter, Goods(asked.path["number"], number))
    return Told(200, _packages(counter, freight))


@ROUTES.declare(
    "PUT",
    "/api/sales/<number>/packages",
    body=models.PackagesForm,
    replies={200: models.PackagesView, **_ALL_REFUSALS},
    for_users=True,
)
def write_packages(office: Office, asked: Asked) -> Told:
    """
    Enter weights and sizes of the boxes of a sale, and how they shall be shipped.
    """
    body: models.PackagesForm = asked.body
    counter = _counter(office, asked, body.organisation, Permission.PACK)
    told = body.shipping_instructions
    freight = enter_packages(
        counter,
        Goods(asked.path["number"], body.fulfilment),
        [_measures(one) for one in body.packages],
        instructions=None if told is UNSET else told,
    )
    return Told(200, _packages(counter, freight))


@ROUTES.declare(
    "POST",
    "/api/sales/<number>/rates",
    body=models.RatesForm,
    replies={200: models.RatesView, **_ALL_REFUSALS},
    for_users=True,
)
def rate(office: Office, asked: Asked) -> Told:
    """
    Ask carriers what they take for a sale; nothing is bought.
    """
    body: models.RatesForm = asked.body
    desk = _desk(office, asked, body.organisation, body.connection)
    question = Question(tuple(body.carriers), body.package_code, body.confirmation)
    goods = Goods(asked.path["number"], body.fulfilment)
    found = ask_rates(desk, goods, question)
    return Told(
        200,
        models.RatesView(
            order_number=asked.path["number"],
            currency=found.currency,
            package_code=body.package_code,
            confirmation=body.confirmation,
            rates=[_rate(one) for one in found.offers],
            messages=list(found.remarks),
        ),
    )


@ROUTES.declare(
    "POST",
    "/api/sales/<number>/labels",
    body=models.LabelsForm,
    replies={200: models.LabelsView, **_ALL_REFUSALS},
    for_users=True,
)
def make_labels(office: Office, asked: Asked) -> Told:
    """
    Make a label for each package of a sale; those that have one cost nothing.
    """
    body: models.LabelsForm = asked.body
    desk = _desk(office, asked, body.organisation, body.connection)
    goods = Goods(asked.path["number"], body.fulfilment)
    if body.test:
        made = sample_labels(desk, goods, _wish(office, body))
        samples = [
            models.SampleView(one.box, one.tracking_number, one.pdf) for one in made
        ]
        return Told(200, models.LabelsView([], samples=samples))
    bought = buy_labels(desk, goods, _wish(office, body))
    missing = None
    if bought.problem:
        missing = models.MissingLabelView(bought.box, bought.problem)
    labels = [_label(one) for one in bought.labels]
    return Told(200, models.LabelsView(labels, missing, messages=list(bought.remarks)))


@ROUTES.declare(
    "GET",
    "/api/sales/<number>/labels",
    query=("organisation",),
    replies={200: models.LabelsView, 403: _PROBLEM, 404: _PROBLEM},
    for_users=True,
)
def list_labels(office: Office, asked: Asked) -> Told:
    """
    List the labels of a sale, void ones too, oldest first.
    """
    organisation = asked.query.get("organisation")
    counter = _counter(office, asked, organisation, Permission.SHIP)
    found = office.world.ledger.labels.of_sale(
        counter.organisation, asked.path["number"]
    )
    return Told(200, models.LabelsView([_label(one) for one in found]))


@ROUTES.declare(
    "GET",
    "/api/labels/<label>.pdf",
    replies={200: None, 403: _PROBLEM, 404: _PROBLEM},
    for_users=True,
)
def print_label(office: Office, asked: Asked) -> Told:
    """
    Print a label, again if need be: the PDF.
    """
    _, label = _asked_label(office, asked)
    pdf = office.world.ledger.labels.pdf(label.id)
    if not pdf:
        reason = label.remark or "it is not known yet whether it was bought"
        raise NotHere("no_pdf", f"the label of '{label.box}' has no PDF: {reason}")
    return Told(200, pdf)


@ROUTES.declare(
    "DELETE",
    "/api/labels/<label>",
    replies={200: models.VoidView, **_REFUSALS, 503: _PROBLEM},
    for_users=True,
)
def remove_label(office: Office, asked: Asked) -> Told:
    """
    Void a label; if the carrier approves, its number leaves the ship stage too.
    """
    organisation, label = _asked_label(office, asked)
    counter = open_counter(office.world, organisation)
    result = void_label(open_desk(counter, label.connection), label)
    return Told(
        200,
        models.VoidView(
            approved=result.is_approved,
            message=result.message,
            label=_label(result.label),
            messages=list(result.remarks),
        ),
    )


@ROUTES.declare(
    "GET",
    "/api/carriers",
    query=("organisation", "connection"),
    replies={200: models.CarriersView, **_REFUSALS, 503: _PROBLEM},
    for_users=True,
)
def list_carriers(office: Office, asked: Asked) -> Told:
    """
    List the carriers that labels can be had of, with services and kinds of packages.
    """
    organisation = asked.query.get("organisation", "")
    desk = _desk(office, asked, organisation, asked.query.get("connection"))
    with desk.asking():
        carriers = [
            models.CarrierView(
                one.code,
                one.name,
                _choices(desk.account.services(one.code)),
                _choices(desk.account.package_kinds(one.code)),
            )
            for one in desk.account.carriers()
        ]
    return Told(200, models.CarriersView(carriers))


def _counter(
    office: Office, asked: Asked, organisation: str | None, permission: Permission
) -> Counter:
    counter = open_counter(office.world, organisation or "")
    check_may(asked, counter.organisation, permission)
    return counter


def _desk(
    office: Office, asked: Asked, organisation: str, connection: str | None
) -> Desk:
    return open_desk(_counter(office, asked, organisation, Permission.SHIP), connection)


def _asked_label(office: Office, asked: Asked) -> tuple[str, Label]:
    found = office.world.ledger.labels.find(asked.path["label"])
    if found is None:
        raise NotHere("not_found", f"there is no label {asked.path['label']}")
    check_may(asked, found[0], Permission.SHIP)
    return found


def _measures(told: models.PackageForm) -> Measures:
    sides = (told.length, told.width, told.height)
    _check_amounts(told.weight, *sides)
    if any(sides) and not (all(sides) and told.dimension_units):
        raise Unusable(
            "size",
            f"'{told.box}': tell length, width, height and dimension_units together,"
            " or none of them",
        )
    length, width, height = sides
    measured = None
    if length is not None and width is not None and height is not None:
        measured = (length, width, height)
    return Measures(
        told.box, told.weight, told.weight_units, measured, told.dimension_units or ""
    )


def _check_amounts(*told: Decimal | None) -> None:
    """
    Return if each is a number that a parcel can have.
    """
    for one in told:
        if one is not None and not (one.is_finite() and 0 < one <= _MOST):
            raise Unusable(
                "amount",
                f"{one} is not possible: tell more than nothing, and less than {_MOST}",
            )


def _wish(office: Office, body: models.LabelsForm) -> Wish:
    _check_amounts(body.insured_value)
    return Wish(
        carrier=body.carrier,
        service=body.service,
        package_code=body.package_code,
        confirmation=body.confirmation,
        shipped_on=body.ship_date or office.world.clock.now().date(),
        insured=body.insured_value,
        insurer=body.insurer,
        is_test=body.test,
    )


def _packages(counter: Counter, freight: Freight) -> models.PackagesView:
    task = freight.task
    entered = counter.world.ledger.packages.entered(counter.organisation, task.task_id)
    return models.PackagesView(
        order_number=freight.sale.order_number,
        fulfilment=task.number,
        boxes=list(box_names(task)),
        packages=[
            _package(one, is_entered=one.box in entered) for one in freight.packages
        ],
        shipping_instructions=freight.instructions,
        problem=freight.problem or None,
    )


def _package(one: Package, *, is_entered: bool) -> models.PackageView:
    size = None
    if told := one.size:
        size = models.SizeView(told.length_cm, told.width_cm, told.height_cm)
    return models.PackageView(one.box, one.weight_grams, size, is_entered)


def _rate(one: ServiceOffer) -> models.RateView:
    prices = [models.PackagePriceView(each.box, each.price) for each in one.packages]
    return models.RateView(one.carrier, one.service, one.name, one.total, prices)


def _label(one: Label) -> models.LabelView:
    return models.LabelView(
        id=one.id,
        order_number=one.sale_number,
        box=one.box,
        state=one.state,
        carrier=one.carrier,
        service=one.service,
        package_code=one.package_code,
        confirmation=one.confirmation,
        weight_grams=one.weight_grams,
        tracking_number=one.tracking_number,
        cost=one.cost,
        insurance_cost=one.insurance_cost,
        shipped_on=one.shipped_on,
        written=one.is_written,
        remark=one.remark or None,
        pdf=f"/api/labels/{one.id}.pdf" if one.is_printable else None,
    )


def _choices(found: Sequence[Choice]) -> list[models.ChoiceView]:
    return [models.ChoiceView(one.code, one.name) for one in found]
