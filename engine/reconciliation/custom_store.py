"""
Compares what left by method 1 with what ShipStation made of it, and mends it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.custom_store.notices import apply_told
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered, unchanged
from engine.domain.reconciliation import (
    Comparison,
    Difference,
    Kind,
    Listed,
    Numbers,
    lost_exports,
    number_differences,
    written_numbers,
)
from engine.domain.records import OUTBOUND, CustomStore, Origin
from engine.ports.vendors import (
    ORDERS_PAGE,
    CredentialsRefused,
    ListedOrder,
    ListedShipment,
    ShipStationAccount,
)
from engine.ports.world import World
from engine.reconciliation.sides import (
    BEFORE,
    Cin7Side,
    Place,
    all_parcels,
    all_rows,
)


@dataclass(slots=True)
class _Found:
    """
    ShipStation's parcels of one sale.
    """

    live: list[ListedShipment] = field(default_factory=list)
    voided: set[str] = field(default_factory=set)


class PulledOrders(Place):
    """
    The orders that ShipStation has pulled from one custom store.

    Orders that came in by other methods, and parcels without a number, are not its.
    """

    place = Method.CUSTOM_STORE.value
    method = Method.CUSTOM_STORE

    def __init__(
        self, world: World, store: CustomStore, cin7: Cin7Side, *, patient: bool
    ) -> None:
        super().__init__(world, store.organisation, cin7)
        self._store = store
        self._patient = patient
        begins_at = world.clock.now() - timedelta(days=store.window_days)
        self._left = world.ledger.orders.left_since(
            store.organisation, Method.CUSTOM_STORE, begins_at
        )
        first = min((one.first_seen_at for one in self._left), default=begins_at)
        self._since = first - BEFORE
        self._found: Mapping[str, _Found] = {}

    def compare(self) -> Comparison:
        """
        Return how both sides differ.

        Raises:
            CannotAnswer: One of the vendors is unable for now.
        """
        if self._store.keys is None:
            return self.incomparable(
                "method 1 has no API key; give the custom store a key pair that is only"
                " used to compare"
            )
        account = self.world.vendors.shipstation(
            self._store.keys, patient=self._patient
        )
        try:
            self._found = self._parcels(account)
            orders = _orders(account, self._since)
        except CredentialsRefused:
            return self.incomparable(
                "ShipStation refuses the key pair; enter a new one"
            )
        return self.compared(
            (*self._tracking(), *self._missing(orders), *self._lost(orders))
        )

    def send_again(self, difference: Difference) -> list[Outcome]:
        """
        Let the order be in the next window that is pulled.
        """
        self.world.ledger.mirror.touch(
            self.organisation, [difference.key], at=self.world.clock.now()
        )
        told = f"{difference.order_number} is in the next pull again"
        return self.noted(delivered(difference.order_number, told, reason="send_again"))

    def import_order(self, difference: Difference) -> list[Outcome]:
        """
        Say no: a custom store takes no orders.
        """
        return self.cannot(difference)

    def apply_shipment(self, difference: Difference) -> list[Outcome]:
        """
        Say no: what a notice has not told is a number that lacks.
        """
        return self.cannot(difference)

    def write_numbers(self, difference: Difference) -> list[Outcome]:
        """
        Write ShipStation's good numbers into the sale, as if notices had come.

        Raises:
            Impossible: The sale is voided, or fewer items are packed.
        """
        outcomes = []
        for one in self._found[difference.order_number].live:
            origin = self._origin(one)
            if origin is not None and one.shipment.tracking_number:
                outcomes.append(self._apply(origin, one))
        return outcomes

    def adopt(self, difference: Difference) -> list[Outcome]:
        """
        Note that an order with a fulfilment's key was pulled.
        """
        sale_id, task_id = difference.key.split()
        sale = self.cin7.account.sale(sale_id)
        number = difference.order_number
        if sale.fulfilment(task_id) is None:
            told = f"{sale.order_number} has no fulfilment {task_id}"
            return self.noted(unchanged(number, "stranger", told))
        origin = Origin(
            direction=OUTBOUND,
            method=self.method,
            sale_id=sale_id,
            task_id=task_id,
            sale_number=sale.order_number,
            order_number=number,
            first_seen_at=self.world.clock.now(),
        )
        if self.world.ledger.orders.offer(self.organisation, [origin]):
            told = f"{number} left by another method"
            return self.noted(unchanged(number, "claimed", told))
        told = f"{number} is known again"
        return self.noted(delivered(number, told, reason="adopted"))

    def _apply(self, origin: Origin, listed: ListedShipment) -> Outcome:
        ledger, organisation = self.world.ledger, self.organisation
        number = listed.shipment.tracking_number
        outcome = apply_told(
            self.world, self._store, origin, listed.shipment, patient=self._patient
        )
        for seen in ledger.shipments.numbered(organisation, [number]):
            ledger.shipments.mark(organisation, seen, applied=True, voided=False)
        return outcome

    def _parcels(self, account: ShipStationAccount) -> Mapping[str, _Found]:
        """
        Return the parcels of our orders, by the sale's number.
        """
        found: dict[str, _Found] = defaultdict(_Found)
        parcels, problems = all_parcels(account, self._since)
        self.problems += problems
        for one in parcels:
            origin, number = self._origin(one), one.shipment.tracking_number
            if origin is None or not number or one.is_return:
                continue
            if one.is_voided:
                found[origin.sale_number].voided.add(number)
            else:
                found[origin.sale_number].live.append(one)
        return found

    def _origin(self, listed: ListedShipment) -> Origin | None:
        key, number = listed.order_key.lower(), listed.order_number
        by_key = (one for one in self._left if one.task_id == key)
        by_number = (one for one in self._left if one.order_number == number)
        return next(by_key, None) or next(by_number, None)

    def _tracking(self) -> Iterator[Difference]:
        ours = {one.sale_id: one.sale_number for one in self._left}
        numbers = {}
        for sale_id, row in self.cin7.updated.items() if ours else ():
            if sale_id in ours:
                found = self._found.get(ours[sale_id], _Found())
                live = (one.shipment.tracking_number for one in found.live)
                numbers[ours[sale_id]] = Numbers(
                    frozenset(live), frozenset(found.voided), written_numbers(row)
                )
        self.numbers = numbers
        keys = {number: sale_id for sale_id, number in ours.items()}
        return number_differences(numbers, keys)

    def _missing(self, orders: Sequence[ListedOrder]) -> Iterator[Difference]:
        """
        Yield the orders that ShipStation lacks and that are offered still.
        """
        listed = Listed(
            frozenset(
                name
                for one in orders
                for name in (one.order_key.lower(), one.order_number)
            )
        )
        absent = [
            one
            for one in self._left
            if not listed.has(one.task_id, one.order_number, None)
        ]
        ids = [one.task_id for one in absent]
        offered = self.world.ledger.mirror.offered(self.organisation, ids)
        for one in absent:
            if one.task_id in offered:
                yield Difference(
                    Kind.ORDER_MISSING, one.order_number, "", "offered", one.task_id
                )

    def _lost(self, orders: Sequence[ListedOrder]) -> Iterator[Difference]:
        told = {one.order_key.lower(): one.order_number for one in orders}
        known = self.world.ledger.orders.left(self.organisation, told)
        unknown = [(key, n) for key, n in told.items() if key and key not in known]
        if not unknown:
            return iter(())
        rows = {row.order_number: row for row in self.cin7.updated.values()}
        return lost_exports(unknown, rows)


def _orders(account: ShipStationAccount, since: datetime) -> list[ListedOrder]:
    def read(page: int) -> Sequence[ListedOrder]:
        return account.orders_since(since, page)

    return list(all_rows(read, ORDERS_PAGE))
