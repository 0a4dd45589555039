"""
Compares one connection's orders, sales and shipments with the ledger, and mends them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial

from engine.domain.capture import Surroundings, judge
from engine.domain.eligibility import gate_that_holds_row
from engine.domain.order_export import NotExportable, exported_number
from engine.domain.outcome import Outcome, delivered, held_back, unchanged
from engine.domain.reconciliation import (
    Comparison,
    Difference,
    Kind,
    Listed,
    Numbers,
    Parcel,
    lost_exports,
    lost_imports,
    number_differences,
    order_difference,
    written_numbers,
)
from engine.domain.records import (
    INBOUND,
    Connection,
    InboundOrder,
    InboundState,
    Origin,
    OutboundOrder,
    OutboundState,
    SeenShipment,
    State,
)
from engine.domain.sale import Fulfilment, Sale, SaleRow
from engine.domain.service import ShippingService
from engine.domain.setup import Setup
from engine.domain.store_order import StoreOrder
from engine.flows import outbound
from engine.flows.budget import slice_budget
from engine.flows.outbound import WINDOW_DAYS, Outlet
from engine.flows.pages import PageReader, orders_of
from engine.flows.polling import SOURCE, Origins, Poll, apply_listed
from engine.ports.vendors import CredentialsRefused, ListedShipment, ShipStationAccount
from engine.ports.world import World
from engine.reconciliation.sides import BEFORE, Cin7Side, Place, all_parcels
from engine.shipping_service.orders import number_of
from engine.shipstation_store.capture import Stores, capture_again
from engine.shipstation_store.importing import adopt as adopt_sale

_LINES = 500


@dataclass(slots=True)
class _Found:
    """
    ShipStation's parcels of one sale.
    """

    origin: Origin
    live: list[ListedShipment] = field(default_factory=list)
    voided: set[str] = field(default_factory=set)
    unapplied: list[Parcel] = field(default_factory=list)


class ConnectedOrders(Place):
    """
    What one connection by a key pair has carried, in both directions.
    """

    def __init__(
        self, world: World, connection: Connection, cin7: Cin7Side, *, patient: bool
    ) -> None:
        super().__init__(world, connection.organisation, cin7)
        self.place = connection.id
        self.method = connection.method
        self._connection = connection
        self._account: ShipStationAccount = world.vendors.shipstation(
            connection.keys, patient=patient
        )
        self._begins_at = world.clock.now() - timedelta(days=WINDOW_DAYS)

    @property
    def _setup(self) -> Setup | None:
        settings = self._connection.settings
        return settings if isinstance(settings, Setup) and settings.imports else None

    @property
    def _creates(self) -> bool:
        settings = self._connection.settings
        return settings.creates if isinstance(settings, Setup) else settings.exports

    def compare(self) -> Comparison:
        """
        Return how both sides differ.

        Raises:
            CannotAnswer: One of the vendors is unable for now.
        """
        if self._connection.state is not State.ACTIVE:
            return self.incomparable(self._connection.reason)
        try:
            differences = (
                *self._missing(),
                *self._unsold(),
                *self._tracking(),
                *self._lost(),
            )
        except CredentialsRefused:
            return self.incomparable(
                "ShipStation refuses the API key and secret; enter the new pair"
            )
        return self.compared(differences)

    # What is done about it

    def send_again(self, difference: Difference) -> list[Outcome]:
        """
        Let the next run read the sale, and send its orders again.
        """
        number = difference.order_number
        row = self.cin7.row(difference.key)
        if row is None:
            told = f"{number} is not listed any more"
            return self.noted(unchanged(number, "not_listed", told))
        outbound.send_again(self._outlet, row)
        told = f"{number} is sent again by the next run"
        return self.noted(delivered(row.order_number, told, reason="send_again"))

    def import_order(self, difference: Difference) -> list[Outcome]:
        """
        Let the next run make a sale of the order.
        """
        order = self._by_id[int(difference.key)]
        capture_again(self.world, self._connection, order)
        told = f"order {order.order_number} becomes a sale by the next run"
        return self.noted(delivered(order.order_number, told, reason="import"))

    def apply_shipment(self, difference: Difference) -> list[Outcome]:
        """
        Write the shipment into the sale.
        """
        wanted = [
            one
            for found in self._found.values()
            for one in found.live
            if one.shipment_id == difference.key
        ]
        return [apply_listed(self._poll, one) for one in wanted]

    def write_numbers(self, difference: Difference) -> list[Outcome]:
        """
        Write ShipStation's good numbers into the sale.
        """
        found = self._found[difference.order_number]
        return [
            apply_listed(self._poll, one)
            for one in found.live
            if one.shipment.tracking_number
        ]

    def adopt(self, difference: Difference) -> list[Outcome]:
        """
        Note that an order and a sale are the same, as their marks say.
        """
        marked = [one for one in self._orders if one.external_id == difference.key]
        if marked:
            [order] = marked
            row = self._marked[difference.key]
            adopt_sale(self.world, self._connection, order, row=row)
            told = f"order {order.order_number} is {row.order_number}"
            return self.noted(delivered(row.order_number, told, reason="adopted"))
        return self._adopt_export(difference)

    def _adopt_export(self, difference: Difference) -> list[Outcome]:
        sale_id, task_id = difference.key.split()
        number = difference.order_number
        sale = self.cin7.account.sale(sale_id)
        task = sale.fulfilment(task_id)
        order = next(one for one in self._orders if one.order_key.lower() == task_id)
        if task is None:
            told = f"{sale.order_number} has no fulfilment {task_id}"
            return self.noted(unchanged(number, "stranger", told))
        try:
            is_ours = outbound.adopt(self._outlet, sale, task, order_id=order.order_id)
        except NotExportable as problem:
            held = held_back(sale.order_number, problem.reason, str(problem))
            return self.noted(held)
        if not is_ours:
            told = f"{number} left by another method"
            return self.noted(unchanged(number, "claimed", told))
        told = f"{number} is known again"
        return self.noted(delivered(number, told, reason="adopted"))

    # Both sides

    @cached_property
    def _orders(self) -> Sequence[StoreOrder]:
        reader = PageReader(orders_of(self._account), self._begins_at - BEFORE)
        orders = [one for page in reader.pages() for one in page]
        self.problems += reader.problems
        return orders

    @cached_property
    def _by_id(self) -> Mapping[int, StoreOrder]:
        return {one.order_id: one for one in self._orders}

    @cached_property
    def _marked(self) -> Mapping[str, SaleRow]:
        return {
            row.external_id: row
            for row in self.cin7.updated.values()
            if row.external_id
        }

    @cached_property
    def _inbound(self) -> Mapping[int, InboundOrder]:
        return self.world.ledger.inbound.known(self.organisation, self._by_id)

    @cached_property
    def _ours(self) -> Mapping[str, Origin]:
        keys = [one.order_key.lower() for one in self._orders if one.order_key]
        return self._left(keys)

    @cached_property
    def _found(self) -> Mapping[str, _Found]:
        """
        Return the parcels of our sales, by the sale's number.
        """
        parcels, problems = all_parcels(self._account, self._begins_at - BEFORE)
        self.problems += problems
        why = self._why_not_applied(parcels)
        found: dict[str, _Found] = {}
        origins = Origins(self.world, self.organisation, parcels)
        for one in parcels:
            if one.is_return:
                continue
            for origin in self._wanted(origins.of(one)):
                of_sale = found.setdefault(origin.sale_number, _Found(origin))
                number = one.shipment.tracking_number
                if one.is_voided:
                    of_sale.voided.add(number)
                    continue
                of_sale.live.append(one)
                if one.shipment_id in why:
                    told = Parcel(one.shipment_id, number, why[one.shipment_id])
                    of_sale.unapplied.append(told)
        return found

    def _wanted(self, found: Iterable[Origin]) -> list[Origin]:
        """
        Return those of the origins whose parcels this connection writes.
        """
        settings = self._connection.settings
        is_left_alone = isinstance(settings, Setup) and settings.automatic_ship
        return [
            one
            for one in found
            if one.method is self.method
            and not (is_left_alone and one.direction == INBOUND)
        ]

    def _why_not_applied(self, parcels: Sequence[ListedShipment]) -> dict[str, str]:
        """
        Return why shipments are not applied, by their ids; applied ones are not there.
        """
        shipments = self.world.ledger.shipments
        seen: dict[str, SeenShipment] = {}
        applied = set()
        for start in range(0, len(parcels), _LINES):
            some = parcels[start : start + _LINES]
            ids = [one.shipment_id for one in some]
            seen.update(shipments.known(self.organisation, SOURCE, ids))
            numbers = {one.shipment.tracking_number for one in some} - {""}
            told = shipments.numbered(self.organisation, numbers)
            applied |= {one.tracking_number for one in told if one.is_applied}
        why = {}
        for one in parcels:
            known = seen.get(one.shipment_id)
            is_there = known is not None and known.is_applied
            if not is_there and one.shipment.tracking_number not in applied:
                why[one.shipment_id] = _why(known)
        return why

    # What differs

    def _missing(self) -> Iterator[Difference]:
        """
        Yield the sales that should have an order in ShipStation, and have none.
        """
        if not self._creates:
            return
        listed = self._listed
        if self.problems:
            return
        for order in self._sent_in_vain(listed):
            why = order.state if order.state is OutboundState.SENT else order.reason
            yield Difference(
                Kind.ORDER_MISSING, order.order_number, "", why, order.sale_id
            )
        for row in self._never_sent(listed):
            yield Difference(
                Kind.ORDER_MISSING, row.order_number, "", "never sent", row.sale_id
            )

    @cached_property
    def _listed(self) -> Listed:
        return Listed(
            frozenset(
                name
                for one in self._orders
                for name in (one.order_key.lower(), one.order_number)
            ),
            frozenset(merged for one in self._orders for merged in one.merged_ids),
        )

    def _sent_in_vain(self, listed: Listed) -> Iterator[OutboundOrder]:
        ledger, organisation = self.world.ledger, self.organisation
        for one in ledger.outbound.sent_since(self.place, self._begins_at):
            if one.state not in {OutboundState.SENT, OutboundState.REFUSED}:
                continue
            is_there = listed.has(one.task_id, one.order_number, one.order_id)
            if is_there or one.sale_id not in self.cin7.ready:
                continue
            if not ledger.shipments.applied_items(organisation, one.task_id):
                yield one

    def _never_sent(self, listed: Listed) -> Iterator[SaleRow]:
        """
        Yield the sales that are ready, and that no method has sent or held back.
        """
        ledger, organisation = self.world.ledger, self.organisation
        ready = self.cin7.ready
        noted = ledger.outbound.sales(self.place, ready)
        moved = {one.sale_id for one in ledger.orders.offered(organisation, ready)}
        moved |= ledger.orders.imported(organisation, ready)
        for sale_id, row in ready.items():
            is_known = sale_id in moved or sale_id in noted or row.external_id
            if is_known or listed.has("", row.order_number, None):
                continue
            if gate_that_holds_row(row) is None:
                yield row

    def _unsold(self) -> Iterator[Difference]:
        """
        Yield the orders of ShipStation that should be sales, and are none.
        """
        setup = self._setup
        if setup is None:
            return
        strangers = {key for key, _ in self._strange_exports()}
        fed = Stores(self.world, self._account).fed if self._orders else frozenset()
        for order in self._orders:
            known = self._inbound.get(order.order_id)
            is_marked = known is None and order.external_id in self._marked
            if is_marked or order.order_key.lower() in strangers:
                continue
            difference = order_difference(
                order,
                known,
                self.cin7.row(known.sale_id) if known and known.sale_id else None,
                is_captured=self._is_captured(order, setup, fed),
                is_recent=self._is_recent(order),
            )
            if difference is not None:
                yield difference

    def _is_captured(
        self, order: StoreOrder, setup: Setup, fed: frozenset[int]
    ) -> bool:
        around = Surroundings(
            is_ours=order.order_key.lower() in self._ours,
            is_part=self._is_part(order),
            fed_stores=fed,
        )
        return judge(order, setup, around).state is InboundState.WAITING

    def _is_part(self, order: StoreOrder) -> bool:
        others = {*order.merged_ids, order.parent_id} - {None, order.order_id}
        ids = [one for one in others if one is not None]
        found = self.world.ledger.orders.of_shipstation(self.organisation, ids)
        return bool(found)

    def _is_recent(self, order: StoreOrder) -> bool:
        """
        Tell whether the order's sale was made in the window.
        """
        found = self.world.ledger.orders.of_shipstation(
            self.organisation, [order.order_id]
        )
        return any(one.first_seen_at >= self._begins_at for one in found)

    def _tracking(self) -> Iterator[Difference]:
        numbers: dict[str, Numbers] = defaultdict(Numbers)
        keys: dict[str, str] = {}
        for name, found in self._found.items():
            live = {one.shipment.tracking_number for one in found.live} - {""}
            row = self.cin7.row(found.origin.sale_id)
            written = written_numbers(row) if row else frozenset()
            if row is None:
                # Nothing was written lately: only what is not applied is news.
                live &= {one.tracking_number for one in found.unapplied}
            if found.origin.first_seen_at < self._begins_at:
                written &= live | found.voided
            keys[name] = found.origin.sale_id
            numbers[name] = Numbers(
                frozenset(live),
                frozenset(found.voided),
                written,
                tuple(found.unapplied),
            )
        self.numbers = numbers
        return number_differences(numbers, keys)

    def _lost(self) -> Iterator[Difference]:
        """
        Yield what belongs together by its marks, and is not in the ledger.
        """
        if self._setup is not None:
            known = [key for key, one in self._inbound.items() if one.sale_id]
            yield from lost_imports(self._orders, self.cin7.updated.values(), known)
        if self._creates:
            rows = {one.order_number: one for one in self.cin7.updated.values()}
            yield from lost_exports(self._strange_exports(), rows)

    def _strange_exports(self) -> list[tuple[str, str]]:
        """
        Return keys and numbers of orders that came from here, and are not known.
        """
        return [
            (key, one.order_number)
            for one in self._orders
            if one.source == "Cin7 Core"
            and (key := one.order_key.lower())
            and key not in self._ours
        ]

    def _left(self, keys: Sequence[str]) -> dict[str, Origin]:
        found: dict[str, Origin] = {}
        for start in range(0, len(keys), _LINES):
            some = keys[start : start + _LINES]
            found.update(self.world.ledger.orders.left(self.organisation, some))
        return found

    @property
    def _outlet(self) -> Outlet:
        settings = self._connection.settings
        numbered: Callable[[Sale, Fulfilment], str] = exported_number
        if isinstance(settings, ShippingService):
            numbered = partial(number_of, settings.document_number)
        return Outlet(
            self.world, self._connection, settings.target_store, numbered=numbered
        )

    @property
    def _poll(self) -> Poll:
        return Poll(
            self.world,
            self._connection,
            self.cin7.account,
            self._account,
            slice_budget(self.world.clock),
        )


def _why(known: SeenShipment | None) -> str:
    if known is None:
        return "never seen"
    return "waiting" if known.is_waiting else "refused, or not ours then"
