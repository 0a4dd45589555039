"""
Asks carriers what they take for the packages of a sale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.domain.packages import Package
from engine.domain.rates import Looks, Rate, ServiceOffer, offers
from engine.domain.route import Route, can_be_left, goal_of, start_at, warehouse_of
from engine.domain.sale import Address, Fulfilment, Sale
from engine.domain.service import ShipFrom
from engine.ports.vendors import PageBroken
from engine.shipping_service.desk import Desk, check_labels
from engine.shipping_service.freight import Goods, load
from engine.shipping_service.problems import Unusable, told_in_full

OWN_PACKAGE = "package"


@dataclass(frozen=True, slots=True)
class Question:
    """
    What shall be compared.

    Attributes:
        carriers: Their codes; nothing means all that are connected.
        package_code: ShipStation's kind of package, which the carrier may own.
    """

    carriers: tuple[str, ...] = ()
    package_code: str = OWN_PACKAGE
    confirmation: str = "none"


@dataclass(frozen=True, slots=True)
class Rates:
    """
    The services that take all packages, cheapest first.

    Attributes:
        remarks: Sentences on carriers that do not, and on an empty list.
    """

    currency: str
    offers: tuple[ServiceOffer, ...]
    remarks: tuple[str, ...]


def ask_rates(desk: Desk, goods: Goods, question: Question) -> Rates:
    """
    Return what the carriers take, with one call for each carrier and distinct package.

    Raises:
        NotHere: There is no such sale or fulfilment.
        InTheWay: The currencies differ, the keys are refused, or the sale is voided.
        Unusable: A package has no weight, an address is missing, or a carrier is none.
        CannotAnswer: A vendor is unable for now.
    """
    company = check_labels(desk)
    freight = load(desk.counter, goods, usual_units=company.weight_units)
    route = find_route(desk, freight.sale, freight.task, company=company.name)
    chosen = _chosen(desk, question.carriers)
    found: dict[Looks, list[Rate]] = {}
    remarks: list[str] = []
    for package in {one.looks: one for one in freight.packages}.values():
        found[package.looks] = []
        for carrier in chosen:
            try:
                found[package.looks] += _asked(desk, carrier, package, route, question)
            except PageBroken as problem:
                remarks.append(f"{carrier}: {problem}")
    offered = offers(freight.packages, found)
    if not offered:
        number = freight.sale.order_number
        remarks.append(f"no service of these carriers takes all packages of {number}")
    return Rates(company.currency, offered, tuple(dict.fromkeys(remarks)))


def find_route(desk: Desk, sale: Sale, task: Fulfilment, *, company: str) -> Route:
    """
    Return where the packages leave and where they go.

    They leave at the location that they were packed at; if it has no address, at the
    Default Ship From Address.

    Raises:
        Unusable: One of both cannot be told.
    """
    with told_in_full():
        goal = goal_of(sale)
        for address, where in _starts(desk, warehouse_of(sale, task)):
            if can_be_left(address):
                return Route(start_at(address, who=company, where=where), goal)
    raise Unusable(
        "ship_from",
        f"nobody knows where {sale.order_number} leaves: give its location an address"
        " in Cin7 Core, or what the Default Ship From Address names",
    )


def _starts(desk: Desk, warehouse: str) -> Iterator[tuple[Address, str]]:
    """
    Yield the addresses that come into question, best first.
    """
    locations = desk.shop.locations()
    for one in locations:
        if one.name == warehouse:
            yield one.address, f"location {one.name}"
    if desk.service.default_ship_from is ShipFrom.DEFAULT_LOCATION:
        for one in locations:
            if one.is_default:
                yield one.address, f"location {one.name}"
    elif address := desk.shop.company_address():
        yield address, "the company's address"


def _chosen(desk: Desk, wanted: tuple[str, ...]) -> Sequence[str]:
    with desk.asking():
        known = [one.code for one in desk.account.carriers()]
    for one in wanted:
        if one not in known:
            raise Unusable(
                "carrier",
                f"carrier '{one}' is not connected in ShipStation: choose of"
                f" {', '.join(known) or 'none'}",
            )
    return wanted or known


def _asked(
    desk: Desk, carrier: str, package: Package, route: Route, question: Question
) -> Sequence[Rate]:
    with desk.asking():
        return desk.account.rates(
            carrier,
            package,
            route,
            package_code=question.package_code,
            confirmation=question.confirmation,
            units=desk.units,
        )
