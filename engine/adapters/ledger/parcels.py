"""
The inbox of ship notices and the shipments seen, in the ledger.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.records import Notice, NoticeState, Origin, SeenShipment
from engine.domain.ship_notice import ShippedItem

_INBOX = tables.inbox
_SHIPMENTS = tables.shipments

# Each read sale asks it: written once, because to write one costs more than it does.
_NOTICED = select(_INBOX.c.task_id).where(
    _INBOX.c.organisation == bindparam("of"),
    _INBOX.c.sale_id == bindparam("sale"),
    _INBOX.c.state == NoticeState.APPLIED.value,
)
# Asked at every turn.
_PENDING = (
    select(_INBOX)
    .where(
        _INBOX.c.organisation == bindparam("of"),
        _INBOX.c.state == NoticeState.PENDING.value,
        or_(_INBOX.c.retry_at.is_(None), _INBOX.c.retry_at <= bindparam("now")),
    )
    .order_by(_INBOX.c.serial)
)
_WAITING = (
    select(_SHIPMENTS)
    .where(
        _SHIPMENTS.c.organisation == bindparam("of"),
        _SHIPMENTS.c.is_waiting,
        _SHIPMENTS.c.source == bindparam("by"),
        or_(_SHIPMENTS.c.retry_at.is_(None), _SHIPMENTS.c.retry_at <= bindparam("now")),
    )
    .order_by(_SHIPMENTS.c.serial)
    .limit(bindparam("most"))
)


class InboxTable:
    """
    Ship notices, each once by fulfilment and shipment.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(
        self, organisation: str, origin: Origin, *, identity: str, payload: str
    ) -> Notice:
        """
        Store the notice, or return the one that was stored before.
        """
        with self._database.begin() as connection:
            connection.execute(
                self._database.insert(_INBOX).values(
                    organisation=organisation,
                    task_id=origin.task_id,
                    sale_id=origin.sale_id,
                    sale_number=origin.sale_number,
                    identity=identity,
                    payload=payload,
                    state=NoticeState.PENDING.value,
                )
            )
            query = select(_INBOX).where(
                _INBOX.c.organisation == organisation,
                _INBOX.c.task_id == origin.task_id,
                _INBOX.c.identity == identity,
            )
            return _notice(connection.execute(query).one())

    def lease(self, notice: Notice, *, now: datetime, until: datetime) -> bool:
        """
        Take the notice to apply it; return false if somebody else has it.
        """
        is_free = or_(_INBOX.c.leased_until.is_(None), _INBOX.c.leased_until <= now)
        with self._database.begin() as connection:
            taken = connection.execute(
                update(_INBOX)
                .where(
                    _INBOX.c.serial == notice.id,
                    _INBOX.c.state != NoticeState.APPLIED.value,
                    is_free,
                )
                .values(leased_until=until)
            )
        return bool(taken.rowcount)

    def settle(
        self,
        notice: Notice,
        state: NoticeState,
        *,
        at: datetime,
        retry_at: datetime | None = None,
    ) -> None:
        """
        Give the notice back in its new state, to be tried again no sooner than told.
        """
        row = {"leased_until": None, "settled_at": at, "retry_at": retry_at}
        with self._database.begin() as connection:
            connection.execute(
                update(_INBOX)
                .where(_INBOX.c.serial == notice.id)
                .values(state=state.value, **row)
            )

    def pending(self, organisation: str, *, now: datetime) -> Sequence[Notice]:
        """
        Return the notices that may be tried now, oldest first.
        """
        told = {"of": organisation, "now": now}
        with self._database.read() as connection:
            return [_notice(row) for row in connection.execute(_PENDING, told)]

    def noticed(self, organisation: str, sale_id: str) -> set[str]:
        """
        Return the fulfilments of the sale that a notice was applied to.
        """
        told = {"of": organisation, "sale": sale_id}
        with self._database.read() as connection:
            return set(connection.execute(_NOTICED, told).scalars())


class ShipmentTable:
    """
    Shipments seen, each once by its source.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def see(self, organisation: str, shipment: SeenShipment, *, at: datetime) -> bool:
        """
        Remember the shipment and return whether it is new.
        """
        row = {
            "organisation": organisation,
            "source": shipment.source,
            "external_id": shipment.external_id,
            "order_number": shipment.order_number,
            "task_id": shipment.task_id,
            "tracking_number": shipment.tracking_number,
            "carrier": shipment.carrier,
            "service": shipment.service,
            "cost": shipment.cost,
            "shipped_on": shipment.shipped_on,
            "items": [[one.sku, one.quantity] for one in shipment.items],
            "is_applied": shipment.is_applied,
            "is_voided": shipment.is_voided,
            "order_key": shipment.order_key,
            "order_id": shipment.order_id,
            "is_waiting": shipment.is_waiting,
            "retry_at": shipment.retry_at,
            "seen_at": at,
        }
        with self._database.begin() as connection:
            seen = self._database.insert(_SHIPMENTS).values(**row)
            return bool(connection.execute(seen).rowcount)

    def applied_items(
        self, organisation: str, task_id: str
    ) -> Sequence[tuple[ShippedItem, ...]]:
        """
        Return the items of each shipment that was applied to the fulfilment.

        What both a notice and a poll told of counts once.
        """
        query = (
            select(_SHIPMENTS)
            .where(
                _SHIPMENTS.c.organisation == organisation,
                _SHIPMENTS.c.task_id == task_id,
                _SHIPMENTS.c.is_applied,
            )
            .order_by(_SHIPMENTS.c.serial)
        )
        found: dict[str, tuple[ShippedItem, ...]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                key = row.tracking_number or f"{row.source}:{row.external_id}"
                found.setdefault(key, _items(row))
        return list(found.values())

    def known(
        self, organisation: str, source: str, ids: Iterable[str]
    ) -> Mapping[str, SeenShipment]:
        """
        Return those of the shipments that were seen before.
        """
        query = select(_SHIPMENTS).where(
            _SHIPMENTS.c.organisation == organisation,
            _SHIPMENTS.c.source == source,
            _SHIPMENTS.c.external_id.in_(list(ids)),
        )
        with self._database.read() as connection:
            return {row.external_id: _seen(row) for row in connection.execute(query)}

    def numbered(
        self, organisation: str, tracking_numbers: Iterable[str]
    ) -> Sequence[SeenShipment]:
        """
        Return the shipments with one of these numbers, whoever told of them.
        """
        query = select(_SHIPMENTS).where(
            _SHIPMENTS.c.organisation == organisation,
            _SHIPMENTS.c.tracking_number.in_(list(tracking_numbers)),
        )
        with self._database.read() as connection:
            return [_seen(row) for row in connection.execute(query)]

    def waiting(
        self, organisation: str, source: str, *, now: datetime, limit: int
    ) -> Sequence[SeenShipment]:
        """
        Return the shipments that may be applied now, oldest first.
        """
        told = {"of": organisation, "by": source, "now": now, "most": limit}
        with self._database.read() as connection:
            return [_seen(row) for row in connection.execute(_WAITING, told)]

    def settle(self, organisation: str, shipment: SeenShipment) -> None:
        """
        Store what became of a shipment that was seen before.
        """
        self._change(
            organisation,
            shipment,
            is_applied=shipment.is_applied,
            is_voided=shipment.is_voided,
            is_waiting=shipment.is_waiting,
            retry_at=shipment.retry_at,
            task_id=shipment.task_id,
            order_number=shipment.order_number,
        )

    def mark(
        self, organisation: str, shipment: SeenShipment, *, applied: bool, voided: bool
    ) -> None:
        """
        Change what is known of a shipment.
        """
        self._change(organisation, shipment, is_applied=applied, is_voided=voided)

    def _change(
        self, organisation: str, shipment: SeenShipment, **columns: object
    ) -> None:
        changed = (
            update(_SHIPMENTS)
            .where(
                _SHIPMENTS.c.organisation == organisation,
                _SHIPMENTS.c.source == shipment.source,
                _SHIPMENTS.c.external_id == shipment.external_id,
            )
            .values(columns)
        )
        with self._database.begin() as connection:
            connection.execute(changed)

    def all(self, organisation: str | None = None) -> Sequence[SeenShipment]:
        """
        Return the shipments, newest first.

        What both a notice and a poll told of stands once, as it was told first.
        """
        query = select(_SHIPMENTS).order_by(_SHIPMENTS.c.serial.desc())
        if organisation is not None:
            query = query.where(_SHIPMENTS.c.organisation == organisation)
        found: dict[tuple[str, ...], SeenShipment] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found[_parcel(row)] = _seen(row)
        return list(found.values())


def _parcel(row: Row[Any]) -> tuple[str, ...]:
    """
    Return what is the same for the same parcel, whoever told of it.
    """
    if row.is_applied and row.task_id and row.tracking_number:
        return row.organisation, row.task_id, row.tracking_number
    return row.organisation, row.source, row.external_id, ""


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.serial,
        task_id=row.task_id,
        sale_id=row.sale_id,
        sale_number=row.sale_number,
        state=NoticeState(row.state),
        payload=row.payload,
    )


def _items(row: Row[Any]) -> tuple[ShippedItem, ...]:
    stored = row._mapping["items"]  # noqa: SLF001 - a row has a method of that name
    return tuple(ShippedItem(sku, quantity) for sku, quantity in stored)


def _seen(row: Row[Any]) -> SeenShipment:
    return SeenShipment(
        source=row.source,
        external_id=row.external_id,
        order_number=row.order_number,
        task_id=row.task_id,
        tracking_number=row.tracking_number,
        carrier=row.carrier,
        service=row.service,
        cost=row.cost,
        shipped_on=row.shipped_on,
        items=_items(row),
        is_applied=row.is_applied,
        is_voided=row.is_voided,
        order_key=row.order_key,
        order_id=row.order_id,
        is_waiting=row.is_waiting,
        retry_at=row.retry_at,
    )
