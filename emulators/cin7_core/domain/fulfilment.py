"""
One fulfilment task: picked, packed and shipped together. Its guards, and its steps.

Stock is not moved here: `fulfilling` does, when a step has been taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from emulators.cin7_core.domain.address import Address
from emulators.cin7_core.domain.fulfilment_lines import (
    ShipLine,
    StockLine,
    check_not_empty,
    check_within,
    quantities,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import OPEN, SHIPPING, Stage


class StageClosed(Refused):
    """
    The stage is authorised, or voided, and cannot be written any more.
    """


class StageNotReached(Refused):
    """
    The stage before it is not authorised.
    """


class UnknownBox(Refused):
    """
    A shipment names a box that was not packed.
    """


class BoxMissing(Refused):
    """
    A shipment that is replaced does not name every packed box.
    """


class NotShipped(Refused):
    """
    Tracking numbers are to be added to what is not authorised.
    """


@dataclass(slots=True)
class Fulfilment:
    """
    A task.

    Attributes:
        address: Overrides the sale's for this shipment.

        is_combined: There is no pack: what is picked is in the box that is shipped.
    """

    task_id: str
    number: int
    pick: Stage = Stage.NOT_AVAILABLE
    pick_lines: tuple[StockLine, ...] = ()
    pack: Stage = Stage.NOT_AVAILABLE
    pack_lines: tuple[StockLine, ...] = ()
    ship: Stage = Stage.NOT_AVAILABLE
    ship_lines: tuple[ShipLine, ...] = ()
    require_by: date | None = None
    address: Address | None = None
    shipping_notes: str = ""
    invoice_number: str = field(default="")
    is_combined: bool = False

    @property
    def is_voided(self) -> bool:
        """
        Whether nothing of it counts any more.
        """
        return self.pick is Stage.VOIDED

    @property
    def is_packed(self) -> bool:
        """
        Whether it can be shipped.
        """
        return self.pack is Stage.AUTHORISED or self.is_combined

    @property
    def boxes(self) -> frozenset[str]:
        """
        The names of the packed boxes.
        """
        return frozenset(line.box for line in self.pack_lines)

    @property
    def shipped_boxes(self) -> frozenset[str]:
        """
        The boxes that have left.
        """
        if self.ship not in SHIPPING:
            return frozenset()
        return frozenset(
            box for line in self.ship_lines if line.is_shipped for box in line.box_names
        )

    def shipped_lines(self) -> Iterator[StockLine]:
        """
        Return what has left.
        """
        gone = self.shipped_boxes
        return (line for line in self.pack_lines if line.box in gone)

    # Guards

    def check_pick(self) -> None:
        """
        Make sure that the pick can be written.

        Raises:
            StageClosed: It is authorised or voided.
        """
        _check_open("Pick", self.pick)

    def check_pack(self) -> None:
        """
        Make sure that the pack can be written.

        Raises:
            StageNotReached: The pick is not authorised, or there is no pack.
            StageClosed: The pack is authorised or voided.
        """
        _check_open("Pack", self.pack)
        if self.is_combined:
            raise StageNotReached("Pack is not available: it is combined with the pick")
        if self.pick is not Stage.AUTHORISED:
            raise StageNotReached(f"Pack is not possible: pick Status is {self.pick}")

    def check_ship(self) -> None:
        """
        Make sure that the shipment can be written.

        Raises:
            StageNotReached: The pack is not authorised.
            StageClosed: The shipment is authorised, in part or whole, or voided.
        """
        _check_open("Ship", self.ship)
        if not self.is_packed:
            raise StageNotReached(f"Ship is not possible: pack Status is {self.pack}")

    # Steps

    def combine(self, box: str) -> None:
        """
        Let what is picked be in one box, without a pack.
        """
        self.is_combined = True
        self.pack_lines = tuple(replace(line, box=box) for line in self.pick_lines)

    def write_pack(
        self, lines: tuple[StockLine, ...], status: Stage, *, adds: bool
    ) -> None:
        """
        Write the pack; the lines add to those that are there, or replace them.

        Raises:
            TooMany: More would be packed than was picked.
        """
        written = (*self.pack_lines, *lines) if adds else lines
        check_not_empty("Pack", written, status)
        check_within(written, quantities(self.pick_lines), "are picked")
        self.pack_lines = written
        self.pack = status

    def write_ship(
        self, lines: tuple[ShipLine, ...], status: Stage, *, adds: bool
    ) -> None:
        """
        Write the shipment; it is authorised by itself when every box has left.

        A line that adds replaces those of the same boxes and leaves the others alone.

        Raises:
            UnknownBox: A box was not packed.
            BoxMissing: The lines replace all, and a box is not among them.
        """
        if self.is_combined and lines:
            self.combine(lines[0].boxes)
        named = frozenset(box for line in lines for box in line.box_names)
        if unknown := named - self.boxes:
            raise UnknownBox(f"Box '{min(unknown)}' was not packed")
        if adds:
            kept = (one for one in self.ship_lines if not one.box_names & named)
            written: tuple[ShipLine, ...] = (*kept, *lines)
        else:
            if missing := self.boxes - named:
                raise BoxMissing(f"Box '{min(missing)}' is missing in the shipment")
            written = lines
        check_not_empty("Ship", written, status)
        self.ship_lines = written
        self.ship = status
        if status in SHIPPING:
            is_full = self.shipped_boxes >= self.boxes
            self.ship = Stage.AUTHORISED if is_full else Stage.PARTIALLY_AUTHORISED

    def add_tracking(self, lines: tuple[ShipLine, ...]) -> None:
        """
        Write tracking numbers and carriers of what is authorised already.

        A box that has left does not come back; one that has not may leave now.

        Raises:
            NotShipped: The shipment is not authorised, not even in part.
            UnknownBox: A box was not packed.
        """
        if self.ship not in SHIPPING:
            raise NotShipped(
                f"Tracking numbers cannot be added: ship Status is {self.ship}"
            )
        gone = self.shipped_boxes
        written = tuple(
            replace(line, is_shipped=line.is_shipped or line.box_names <= gone)
            for line in lines
        )
        self.write_ship(written, self.ship, adds=True)

    def reopen(self) -> None:
        """
        Take it back to a draft of its pick; the picked lines stay.
        """
        self.pick = Stage.DRAFT if self.pick_lines else Stage.NOT_AVAILABLE
        self._forget_after_pick(Stage.NOT_AVAILABLE)

    def clear(self) -> None:
        """
        Take it back to the beginning.
        """
        self.pick, self.pick_lines = Stage.NOT_AVAILABLE, ()
        self._forget_after_pick(Stage.NOT_AVAILABLE)

    def void(self) -> None:
        """
        Void it: it stays in the list, empty.
        """
        self.pick, self.pick_lines = Stage.VOIDED, ()
        self._forget_after_pick(Stage.VOIDED)

    def _forget_after_pick(self, stage: Stage) -> None:
        self.pack, self.pack_lines, self.is_combined = stage, (), False
        self.ship, self.ship_lines = stage, ()


def _check_open(name: str, stage: Stage) -> None:
    if stage not in OPEN:
        raise StageClosed(f"{name} cannot be changed: Status is {stage}")
