"""
The shipping service that parcels of an organisation go by.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome
from engine.domain.records import Connection, State
from engine.domain.service import ShippingService
from engine.flows.keys import breaking
from engine.ports.vendors import (
    Cin7Account,
    Company,
    CredentialsRefused,
    ShipStationAccount,
    Units,
)
from engine.ports.world import World
from engine.shipping_service.freight import Counter
from engine.shipping_service.problems import InTheWay, NotHere


@dataclass(frozen=True, slots=True)
class Desk:
    """
    One shipping service, and the shop whose parcels it takes.
    """

    counter: Counter
    connection: Connection
    account: ShipStationAccount

    @property
    def world(self) -> World:
        """
        Return the ports.
        """
        return self.counter.world

    @property
    def organisation(self) -> str:
        """
        Return the organisation's id.
        """
        return self.counter.organisation

    @property
    def shop(self) -> Cin7Account:
        """
        Return the Cin7 Core account.
        """
        return self.counter.shop

    @property
    def service(self) -> ShippingService:
        """
        Return the settings.
        """
        return self.connection.service

    @property
    def units(self) -> Units:
        """
        Return the units that the ShipStation account works in.
        """
        return Units(self.service.weight_units, self.service.dimension_units)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """
        See to keys that ShipStation refuses; only calls to it belong inside.

        Raises:
            InTheWay: It does, and every connection with the pair is broken now.
        """
        try:
            with breaking(self.world, self.connection):
                yield
        except CredentialsRefused as problem:
            raise InTheWay(
                "connection_broken", f"{problem}: enter the new pair"
            ) from problem

    def log(self, *outcomes: Outcome) -> None:
        """
        Write into the operations log.
        """
        self.world.ledger.log.add(
            self.organisation,
            Method.SHIPPING_SERVICE,
            outcomes,
            at=self.world.clock.now(),
        )


def open_desk(
    counter: Counter, connection: str | None = None, *, patient: bool = False
) -> Desk:
    """
    Return the shipping service that is named, else the default one, else the only one.

    Raises:
        NotHere: There is none.
        InTheWay: It is broken, or nobody said which of several.
    """
    services = [
        one
        for one in counter.world.ledger.connections.all(counter.organisation)
        if one.method is Method.SHIPPING_SERVICE and one.state is not State.DISCONNECTED
    ]
    chosen = _chosen(services, connection)
    if chosen.state is State.BROKEN:
        raise InTheWay("connection_broken", chosen.reason)
    account = counter.world.vendors.shipstation(chosen.keys, patient=patient)
    return Desk(counter, chosen, account)


def check_labels(desk: Desk) -> Company:
    """
    Return the company, if rates and labels can be had for it by this service.

    Raises:
        InTheWay: The service exports only, or the currencies differ.
    """
    if not desk.service.labels:
        raise InTheWay(
            "mode",
            "this shipping service only exports sales: set its mode to labels or both",
        )
    company = desk.shop.company()
    if problem := desk.service.currency_problem(company.currency):
        raise InTheWay("currency_differs", problem)
    return company


def _chosen(services: Sequence[Connection], connection: str | None) -> Connection:
    if connection is not None:
        named = [one for one in services if one.id == connection]
        if not named:
            raise NotHere("not_found", f"there is no shipping service {connection}")
        return named[0]
    if not services:
        raise NotHere("no_service", "no shipping service is connected: connect one")
    defaults = [one for one in services if one.service.is_default]
    for choice in (defaults, services):
        if len(choice) == 1:
            return choice[0]
    listed = ", ".join(one.id for one in services)
    raise InTheWay(
        "several_services",
        f"there are several shipping services, {listed}: say which, or set one of them"
        " as default",
    )
