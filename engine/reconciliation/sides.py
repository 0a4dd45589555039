"""
Reads both sides by pages of their lists, each list once; what each method adds to it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, count
from typing import TypeVar

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered, failed
from engine.domain.reconciliation import Comparison, Difference, Numbers
from engine.domain.sale import SaleRow
from engine.flows.pages import PageReader, fulfillments_of, shipments_of
from engine.flows.parcels import take_numbers_back
from engine.ports.vendors import (
    SALES_PAGE,
    Cin7Account,
    ListedShipment,
    ShipStationAccount,
)
from engine.ports.world import World

BEFORE = timedelta(days=1)

_Row = TypeVar("_Row")


class Cin7Side:
    """
    The sales of an organisation that changed since an instant, and those to be shipped.
    """

    def __init__(self, account: Cin7Account, since: datetime) -> None:
        self.account = account
        self._since = since

    @cached_property
    def updated(self) -> Mapping[str, SaleRow]:
        """
        Return what changed, by id.
        """

        def read(page: int) -> Sequence[SaleRow]:
            return self.account.updated_since(self._since, page)

        return {row.sale_id: row for row in all_rows(read, SALES_PAGE)}

    @cached_property
    def ready(self) -> Mapping[str, SaleRow]:
        """
        Return what is packed and not shipped, however old it is.
        """
        rows = all_rows(self.account.ready_for_shipping, SALES_PAGE)
        return {row.sale_id: row for row in rows}

    def row(self, sale_id: str) -> SaleRow | None:
        """
        Return the row of a sale, if it is listed.
        """
        return self.updated.get(sale_id) or self.ready.get(sale_id)


def all_parcels(
    account: ShipStationAccount, since: datetime
) -> tuple[list[ListedShipment], list[Outcome]]:
    """
    Return what was shipped since, with a label or without, and what cannot be read.
    """
    parcels: list[ListedShipment] = []
    problems: list[Outcome] = []
    for source in (shipments_of(account), fulfillments_of(account)):
        reader = PageReader(source, since)
        parcels += chain.from_iterable(reader.pages())
        problems += reader.problems
    return parcels, problems


def all_rows(read: Callable[[int], Sequence[_Row]], size: int) -> Iterator[_Row]:
    """
    Yield the rows of all pages; a page that is not full is the last.
    """
    for page in count(1):
        rows = read(page)
        yield from rows
        if len(rows) < size:
            return


class Place(ABC):
    """
    A method in use by an organisation: compares, and mends what a person chose.

    Attributes:
        place: What names it among the methods in use.
        numbers: The tracking numbers of both sides by sale, once they are compared.
        problems: What could not be read of ShipStation's lists.
    """

    place: str
    method: Method

    def __init__(self, world: World, organisation: str, cin7: Cin7Side) -> None:
        self.world = world
        self.organisation = organisation
        self.cin7 = cin7
        self.numbers: Mapping[str, Numbers] = {}
        self.problems: list[Outcome] = []

    @abstractmethod
    def compare(self) -> Comparison:
        """
        Return how both sides differ.

        Raises:
            CannotAnswer: One of the vendors is unable for now.
        """

    @abstractmethod
    def send_again(self, difference: Difference) -> list[Outcome]:
        """
        Let the order be sent by the next run, or be in the next pull.
        """

    @abstractmethod
    def import_order(self, difference: Difference) -> list[Outcome]:
        """
        Let the next run make a sale of the order.
        """

    @abstractmethod
    def apply_shipment(self, difference: Difference) -> list[Outcome]:
        """
        Write the shipment into the sale.
        """

    @abstractmethod
    def write_numbers(self, difference: Difference) -> list[Outcome]:
        """
        Write ShipStation's good numbers into the sale; what stands there stays once.
        """

    @abstractmethod
    def adopt(self, difference: Difference) -> list[Outcome]:
        """
        Note that an order and a sale belong together, as their marks say.
        """

    def take_numbers(self, difference: Difference) -> list[Outcome]:
        """
        Let the sale have the numbers of ShipStation's good labels.
        """
        removed = self.remove_numbers(difference)
        return removed + self.write_numbers(difference)

    def remove_numbers(self, difference: Difference) -> list[Outcome]:
        """
        Take the numbers of voided labels from the sale.
        """
        name, dead = difference.order_number, self.numbers[difference.order_number].dead
        if not dead:
            return []
        sale = self.cin7.account.sale(difference.key)
        take_numbers_back(self.cin7.account, sale, dead)
        shipments = self.world.ledger.shipments
        for one in shipments.numbered(self.organisation, dead):
            shipments.mark(self.organisation, one, applied=False, voided=True)
        told = f"{', '.join(sorted(dead))} of voided labels: taken from {name}"
        return self.noted(delivered(name, told, reason="number_removed"))

    def noted(self, outcome: Outcome) -> list[Outcome]:
        """
        Write the outcome into the operations log, and return it.
        """
        at = self.world.clock.now()
        self.world.ledger.log.add(self.organisation, self.method, [outcome], at=at)
        return [outcome]

    def incomparable(self, why: str) -> Comparison:
        """
        Return that nothing could be compared, and why.
        """
        return Comparison(self.place, self.method, f"not comparable: {why}")

    def compared(self, differences: Iterable[Difference]) -> Comparison:
        """
        Return what differs, and that it is not all if something cannot be read.
        """
        found = tuple(differences)
        told = "; ".join(one.detail for one in self.problems)
        reason = f"not comparable as a whole: {told}" if told else ""
        return Comparison(self.place, self.method, reason, found)

    def cannot(self, difference: Difference) -> list[Outcome]:
        """
        Return that the method has no such repair.
        """
        told = f"{self.method} cannot mend '{difference.kind}'"
        return [failed(difference.order_number, "no_repair", told)]
