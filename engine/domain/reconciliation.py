"""
What both sides of the integration say, what differs, and how it could be mended.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from engine.domain.method_policy import Method
from engine.domain.records import InboundOrder, InboundState
from engine.domain.sale import VOIDED, SaleRow
from engine.domain.store_order import IMPORT_MARK, OrderStatus, StoreOrder

_TASK_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Repair(StrEnum):
    """
    What a person may have done about a difference; nothing is done unasked.
    """

    SEND_AGAIN = "send_again"
    IMPORT = "import"
    APPLY_SHIPMENT = "apply_shipment"
    TAKE_NUMBER = "take_number"
    REMOVE_NUMBER = "remove_number"
    ADOPT = "adopt"

    @property
    def sentence(self) -> str:
        """
        Return what it does.
        """
        return _SENTENCES[self]


class Kind(StrEnum):
    """
    The ways in which both sides can differ.
    """

    ORDER_MISSING = "order_missing"
    ORDER_NOT_IMPORTED = "order_not_imported"
    SALE_VOIDED = "sale_voided"
    SALE_MISSING = "sale_missing"
    TRACKING_MISSING = "tracking_missing"
    TRACKING_DIFFERS = "tracking_differs"
    SHIPMENT_VOIDED = "shipment_voided"
    NOT_SHIPPED = "not_shipped_in_shipstation"
    SHIPMENT_NOT_APPLIED = "shipment_not_applied"
    ORIGIN_LOST = "origin_lost"


_SENTENCES = {
    Repair.SEND_AGAIN: "the next run, or pull, sends the order again",
    Repair.IMPORT: "the next run makes a sale of the order",
    Repair.APPLY_SHIPMENT: "the shipment is written into the sale",
    Repair.TAKE_NUMBER: "the sale gets the numbers of ShipStation's good labels",
    Repair.REMOVE_NUMBER: "the numbers of voided labels are taken from the sale",
    Repair.ADOPT: "the ledger notes that order and sale belong together",
}
# A number that a person has typed in stays: only a person knows what it is.
_REPAIRS = {
    Kind.ORDER_MISSING: Repair.SEND_AGAIN,
    Kind.ORDER_NOT_IMPORTED: Repair.IMPORT,
    Kind.SALE_VOIDED: Repair.IMPORT,
    Kind.SALE_MISSING: Repair.IMPORT,
    Kind.TRACKING_MISSING: Repair.TAKE_NUMBER,
    Kind.TRACKING_DIFFERS: Repair.TAKE_NUMBER,
    Kind.SHIPMENT_VOIDED: Repair.REMOVE_NUMBER,
    Kind.SHIPMENT_NOT_APPLIED: Repair.APPLY_SHIPMENT,
    Kind.ORIGIN_LOST: Repair.ADOPT,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Something that one side has and the other has not.

    Attributes:
        key: What a repair acts on: the id of a fulfilment, sale, order or shipment.
    """

    kind: Kind
    order_number: str
    shipstation: str
    cin7_core: str
    key: str = ""

    @property
    def repair(self) -> Repair | None:
        """
        Return what could be done about it, or nothing.
        """
        return _REPAIRS.get(self.kind)

    def id(self, place: str) -> str:
        """
        Return what names it among those of an organisation, as long as it is the same.
        """
        facts = (self.order_number, self.shipstation, self.cin7_core, self.key)
        told = "\n".join((place, self.kind, *facts))
        return sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What was found of one method in use, or why nothing could be compared.

    Attributes:
        place: The connection's id; of the custom store its method.
    """

    place: str
    method: Method
    reason: str = ""
    differences: tuple[Difference, ...] = field(default=())

    @property
    def is_comparable(self) -> bool:
        """
        Tell whether both sides were read.
        """
        return not self.reason


@dataclass(frozen=True, slots=True)
class Parcel:
    """
    A good shipment of ShipStation's that nobody applied, and why.
    """

    shipment_id: str
    tracking_number: str
    why: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    The tracking numbers of a sale.

    Attributes:
        live: Those of ShipStation's shipments that are not voided.
        voided: Those of voided ones.
        written: Those that stand in Cin7 Core.
        unapplied: Good shipments that the ledger does not know as applied.
    """

    live: frozenset[str] = frozenset()
    voided: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    unapplied: tuple[Parcel, ...] = ()

    @property
    def missing(self) -> frozenset[str]:
        """
        Return what Cin7 Core lacks.
        """
        return self.live - self.written

    @property
    def dead(self) -> frozenset[str]:
        """
        Return what Cin7 Core has, and no parcel carries any more.
        """
        return (self.written - self.live) & self.voided


def number_differences(
    sales: Mapping[str, Numbers], keys: Mapping[str, str]
) -> Iterator[Difference]:
    """
    Yield what differs, by sale number; *keys* are the sales' ids.
    """
    for number, numbers in sorted(sales.items()):
        is_split = bool(numbers.missing and numbers.written - numbers.live)
        late = set()
        for one in numbers.unapplied:
            is_late = one.tracking_number in numbers.missing and not is_split
            if is_late or not one.tracking_number:
                late.add(one.tracking_number)
                told = one.tracking_number or "shipped without a number"
                yield Difference(
                    Kind.SHIPMENT_NOT_APPLIED, number, told, one.why, one.shipment_id
                )
        if kind := _kind(numbers, late):
            yield Difference(
                kind, number, _list(numbers.live), _list(numbers.written), keys[number]
            )


def _kind(numbers: Numbers, late: set[str]) -> Kind | None:
    missing = numbers.missing - late
    extra = numbers.written - numbers.live
    if missing:
        return Kind.TRACKING_DIFFERS if numbers.written else Kind.TRACKING_MISSING
    if not extra:
        return None
    if numbers.dead:
        return Kind.SHIPMENT_VOIDED
    return Kind.TRACKING_DIFFERS if numbers.live else Kind.NOT_SHIPPED


def _list(numbers: Iterable[str]) -> str:
    return ", ".join(sorted(numbers))


def written_numbers(row: SaleRow) -> frozenset[str]:
    """
    Return the tracking numbers of the sale, as the list joins them.
    """
    told = (one.strip() for one in row.tracking_numbers.split(","))
    return frozenset(one for one in told if one)


@dataclass(frozen=True, slots=True)
class Listed:
    """
    The names of the orders that ShipStation lists.

    Attributes:
        names: Keys in small letters, and numbers.
        merged: Ids of orders that went up in others.
    """

    names: frozenset[str]
    merged: frozenset[int] = frozenset()

    def has(self, task_id: str, order_number: str, order_id: int | None) -> bool:
        """
        Tell whether the order is there, or in another.
        """
        return (
            task_id in self.names
            or order_number in self.names
            or (order_id is not None and order_id in self.merged)
        )


def is_voided(row: SaleRow) -> bool:
    """
    Tell whether the whole sale was voided.
    """
    return VOIDED in {row.status, row.order_status}


def order_difference(
    order: StoreOrder,
    known: InboundOrder | None,
    row: SaleRow | None,
    *,
    is_captured: bool,
    is_recent: bool,
) -> Difference | None:
    """
    Return why an order of ShipStation that should be a sale is none.

    *is_captured*: By the rules of Setup it becomes one. *is_recent*: Its sale is new
    enough to be listed.
    """
    if known is None or not known.sale_id:
        is_queued = known is not None and known.state is InboundState.WAITING
        if not is_captured or is_queued:
            return None
        why = f"no sale: {known.state} for '{known.reason}'" if known else "no sale"
        return _of_order(Kind.ORDER_NOT_IMPORTED, order, why)
    if order.status == OrderStatus.CANCELLED or known.state is InboundState.ENDED:
        return None
    if row is None and is_recent:
        why = f"{known.sale_number} is not listed"
        return _of_order(Kind.SALE_MISSING, order, why)
    if row is not None and is_voided(row):
        return _of_order(Kind.SALE_VOIDED, order, f"{known.sale_number} is voided")
    return None


def _of_order(kind: Kind, order: StoreOrder, why: str) -> Difference:
    return Difference(kind, order.order_number, order.status, why, str(order.order_id))


def lost_imports(
    orders: Sequence[StoreOrder], rows: Iterable[SaleRow], known: Iterable[int]
) -> Iterator[Difference]:
    """
    Yield the sales that carry an order's mark, and that the ledger does not know.
    """
    listed = {one.external_id: one for one in orders}
    ids = set(known)
    for row in rows:
        order = listed.get(row.external_id)
        if order is None or is_voided(row) or order.order_id in ids:
            continue
        yield Difference(
            Kind.ORIGIN_LOST,
            order.order_number,
            f"order {order.order_id}",
            f"{row.order_number} carries {row.external_id}",
            key=row.external_id,
        )


def lost_exports(
    orders: Iterable[tuple[str, str]], numbers: Mapping[str, SaleRow]
) -> Iterator[Difference]:
    """
    Yield the orders whose number is a sale's, and whose key the ledger does not know.

    *orders* are keys in small letters and numbers; *numbers* are rows by number. That
    the key is one of the sale's fulfilments only the sale itself can tell.
    """
    for key, number in orders:
        row = numbers.get(number) or numbers.get(number.rpartition("-")[0])
        if row is None or not _TASK_ID.fullmatch(key):
            continue
        if not row.external_id.startswith(IMPORT_MARK):
            yield Difference(
                Kind.ORIGIN_LOST,
                number,
                f"order key {key}",
                f"sale {row.order_number}",
                key=f"{row.sale_id} {key}",
            )
