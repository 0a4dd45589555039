"""
Packages and labels in the ledger.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.labels import Label, LabelState
from engine.domain.packages import Package, Size
from engine.domain.ship_notice import ShippedItem

_LABELS = tables.labels
_PACKAGES = tables.packages
_INSTRUCTIONS = tables.shipping_instructions

# Everything but the PDF, which only a printer wants.
_TOLD = [one for one in _LABELS.columns if one.name not in {"serial", "pdf"}]
_SHOWN = (*_TOLD, _LABELS.c.pdf.is_not(None).label("is_printable"))


class PackageTable:
    """
    What was entered of packages, and how they shall be shipped.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, organisation: str, task_id: str, packages: Sequence[Package]) -> None:
        """
        Store these packages of a fulfilment; what was told before of others is gone.
        """
        with self._database.begin() as connection:
            connection.execute(
                delete(_PACKAGES).where(
                    _PACKAGES.c.organisation == organisation,
                    _PACKAGES.c.task_id == task_id,
                )
            )
            rows = [
                {
                    "organisation": organisation,
                    "task_id": task_id,
                    "box": one.box,
                    "weight_grams": one.weight_grams,
                    **_sides(one.size),
                }
                for one in packages
            ]
            if rows:
                connection.execute(self._database.insert(_PACKAGES), rows)

    def entered(self, organisation: str, task_id: str) -> Mapping[str, Package]:
        """
        Return the packages that were entered, by box.
        """
        query = select(_PACKAGES).where(
            _PACKAGES.c.organisation == organisation, _PACKAGES.c.task_id == task_id
        )
        with self._database.read() as connection:
            return {
                row.box: Package(row.box, row.weight_grams, _size(row))
                for row in connection.execute(query)
            }

    def instruct(self, organisation: str, task_id: str, text: str) -> None:
        """
        Store the shipping instructions of a fulfilment.
        """
        inserted = self._database.upsert(_INSTRUCTIONS).values(
            organisation=organisation, task_id=task_id, text=text
        )
        with self._database.begin() as connection:
            connection.execute(
                inserted.on_conflict_do_update(
                    index_elements=["organisation", "task_id"], set_={"text": text}
                )
            )

    def instructions(self, organisation: str, task_id: str) -> str:
        """
        Return the shipping instructions, or an empty text.
        """
        query = select(_INSTRUCTIONS.c.text).where(
            _INSTRUCTIONS.c.organisation == organisation,
            _INSTRUCTIONS.c.task_id == task_id,
        )
        with self._database.read() as connection:
            return connection.execute(query).scalar() or ""


class LabelTable:
    """
    Labels, wanted, bought and void.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, organisation: str, label: Label, *, pdf: bytes | None = None) -> None:
        """
        Store the label as it is now; the PDF that it has stays if none is told.
        """
        row = {
            column.name: getattr(label, column.name)
            for column in _TOLD
            if column.name not in {"organisation", "length_cm", "width_cm", "height_cm"}
        }
        row |= {"state": label.state.value, **_sides(label.size)}
        row["items"] = [[one.sku, one.quantity] for one in label.items]
        if pdf is not None:
            row["pdf"] = pdf
        with self._database.begin() as connection:
            same = _LABELS.c.id == label.id
            changed = connection.execute(update(_LABELS).where(same).values(**row))
            if not changed.rowcount:
                new = self._database.insert(_LABELS)
                connection.execute(new.values(organisation=organisation, **row))

    def drop(self, label_id: str) -> None:
        """
        Forget a label that nobody bought.
        """
        with self._database.begin() as connection:
            connection.execute(delete(_LABELS).where(_LABELS.c.id == label_id))

    def find(self, label_id: str) -> tuple[str, Label] | None:
        """
        Return the organisation and its label, or nothing.
        """
        query = select(*_SHOWN).where(_LABELS.c.id == label_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return (row.organisation, _label(row)) if row else None

    def pdf(self, label_id: str) -> bytes | None:
        """
        Return the PDF of a label, or nothing if it was not kept.
        """
        query = select(_LABELS.c.pdf).where(_LABELS.c.id == label_id)
        with self._database.read() as connection:
            found: bytes | None = connection.execute(query).scalar()
        return found

    def of_task(self, organisation: str, task_id: str) -> Sequence[Label]:
        """
        Return the labels of a fulfilment, void ones too, oldest first.
        """
        return self._all(
            _LABELS.c.organisation == organisation, _LABELS.c.task_id == task_id
        )

    def of_sale(self, organisation: str, sale_number: str) -> Sequence[Label]:
        """
        Return the labels of a sale, void ones too, oldest first.
        """
        return self._all(
            _LABELS.c.organisation == organisation,
            _LABELS.c.sale_number == sale_number,
        )

    def wanted(self, connection: str) -> Sequence[Label]:
        """
        Return the labels of a connection that may have been bought, oldest first.
        """
        return self._all(
            _LABELS.c.connection == connection,
            _LABELS.c.state == LabelState.WANTED.value,
        )

    def unwritten(self, connection: str) -> Sequence[Label]:
        """
        Return what Cin7 Core does not have yet of a connection's labels.
        """
        return self._all(
            _LABELS.c.connection == connection,
            _LABELS.c.state != LabelState.WANTED.value,
            _LABELS.c.is_written.is_(False),
        )

    def has_number(self, organisation: str, tracking_number: str) -> bool:
        """
        Tell whether a label carries the tracking number.
        """
        return bool(tracking_number) and self._is_any(
            _LABELS.c.organisation == organisation,
            _LABELS.c.tracking_number == tracking_number,
        )

    def is_being_made(self, organisation: str, task_id: str, since: datetime) -> bool:
        """
        Tell whether a label of the fulfilment was wanted since and is not there yet.
        """
        return self._is_any(
            _LABELS.c.organisation == organisation,
            _LABELS.c.task_id == task_id,
            _LABELS.c.state == LabelState.WANTED.value,
            _LABELS.c.wanted_at >= since,
        )

    def _all(self, *matching: ColumnElement[bool]) -> list[Label]:
        query = select(*_SHOWN).where(*matching).order_by(_LABELS.c.serial)
        with self._database.read() as connection:
            return [_label(row) for row in connection.execute(query)]

    def _is_any(self, *matching: ColumnElement[bool]) -> bool:
        query = select(func.count()).select_from(_LABELS).where(*matching)
        with self._database.read() as connection:
            return bool(connection.execute(query).scalar())


def _sides(size: Size | None) -> dict[str, Any]:
    return {
        "length_cm": size.length_cm if size else None,
        "width_cm": size.width_cm if size else None,
        "height_cm": size.height_cm if size else None,
    }


def _size(row: Row[Any]) -> Size | None:
    if row.length_cm is None:
        return None
    return Size(row.length_cm, row.width_cm, row.height_cm)


def _label(row: Row[Any]) -> Label:
    told = dict(row._mapping)  # noqa: SLF001 - the only way to all of a row
    for name in ("organisation", "length_cm", "width_cm", "height_cm"):
        told.pop(name)
    told |= {"state": LabelState(row.state), "size": _size(row)}
    told["items"] = tuple(ShippedItem(*one) for one in told["items"])
    return Label(**told)
