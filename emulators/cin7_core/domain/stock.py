"""
The stock ledger: what lies where, what is promised, and what is free.

An authorised order reserves in its warehouse, whatever the bin; an authorised pick
takes from a spot; a shipment lets it leave.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.listing import Listing
from emulators.cin7_core.domain.reading import ZERO
from emulators.kit.finder import Plan


@dataclass(frozen=True, slots=True)
class Spot:
    """
    One product at one place.

    Attributes:
        bin_id: Empty outside bins.

        batch: Batch or serial number, empty without.
    """

    product_id: str
    warehouse_id: str
    bin_id: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """
    How much of a product is at a spot.
    """

    spot: Spot
    on_hand: Decimal
    allocated: Decimal
    expiry_on: date | None = None

    @property
    def available(self) -> Decimal:
        """
        What nobody has been promised.
        """
        return self.on_hand - self.allocated


_PLAN: Plan[Spot] = Plan(
    tests={
        "ID": lambda spot, wanted: spot.product_id == wanted,
        "Location": lambda spot, wanted: spot.warehouse_id == wanted,
        "Batch": lambda spot, wanted: spot.batch.casefold() == wanted.casefold(),
    },
    groups={
        "ID": lambda spot: (spot.product_id,),
        "Location": lambda spot: (spot.warehouse_id,),
        "Batch": lambda spot: (spot.batch.casefold(),),
        "Place": lambda spot: (spot.bin_id or spot.warehouse_id,),
    },
    asked={"Batch": str.casefold},
)


class Stock:
    """
    The stock of one account.
    """

    _on_hand: dict[Spot, Decimal]
    _picked: dict[Spot, Decimal]
    _reserved: dict[tuple[str, str], Decimal]
    _expiry: dict[tuple[str, str], date]
    # Products that moved since `news` was last asked, in the order they did.
    _moved: dict[str, None]
    _told: dict[Spot, Level]
    derived = ("_listing", "_spots")

    def __init__(self) -> None:
        self._on_hand = {}
        self._picked = {}
        self._reserved = {}
        self._expiry = {}
        self._moved = {}
        self._told = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the spots that there are, the oldest first.
        """
        self._listing = Listing(_PLAN, {spot: spot for spot in self._on_hand})
        self._spots: dict[str, list[Spot]] = {}
        for spot in self._on_hand:
            self._spots.setdefault(spot.product_id, []).append(spot)

    def count(
        self, spot: Spot, quantity: Decimal, *, expiry_on: date | None = None
    ) -> None:
        """
        Let so much be there, as a stock count finds it; a batch may have an expiry.
        """
        self.know(spot)
        if expiry_on is not None:
            self._expiry[spot.product_id, spot.batch] = expiry_on
        self._set_on_hand(spot, quantity)

    def know(self, spot: Spot) -> None:
        """
        Let the spot be one that levels are told of, though nothing lies there yet.
        """
        if spot not in self._on_hand:
            self._on_hand[spot] = ZERO
            self._spots.setdefault(spot.product_id, []).append(spot)
            self._listing.put(spot, spot)

    def expiry_on(self, spot: Spot) -> date | None:
        """
        Return when the batch at the spot expires, if anybody said so.
        """
        return self._expiry.get((spot.product_id, spot.batch))

    def on_hand(self, spot: Spot) -> Decimal:
        """
        Return what lies at the spot.
        """
        return self._on_hand.get(spot, ZERO)

    def unpicked(self, spot: Spot) -> Decimal:
        """
        Return what lies at the spot and is in no pick.
        """
        return self.on_hand(spot) - self.picked(spot)

    def picked(self, spot: Spot) -> Decimal:
        """
        Return what of a spot's goods is in picks.
        """
        return self._picked.get(spot, ZERO)

    def free(self, product_id: str, warehouse_id: str) -> Decimal:
        """
        Return what nobody in the warehouse has been promised.
        """
        here = sum(
            (self.unpicked(spot) for spot in self.spots(product_id, warehouse_id)),
            ZERO,
        )
        return here - self._reserved.get((product_id, warehouse_id), ZERO)

    def spots(self, product_id: str, warehouse_id: str) -> list[Spot]:
        """
        Return the spots of a product in a warehouse, the oldest first.
        """
        found = self.spots_of(product_id)
        return [spot for spot in found if spot.warehouse_id == warehouse_id]

    def spots_of(self, product_id: str) -> Sequence[Spot]:
        """
        Return all spots of a product, the oldest first.
        """
        return self._spots.get(product_id, ())

    def reserve(self, product_id: str, warehouse_id: str, wanted: Decimal) -> Decimal:
        """
        Promise as much as is free, and return how much that is.
        """
        granted = max(ZERO, min(wanted, self.free(product_id, warehouse_id)))
        self._promise(product_id, warehouse_id, granted)
        return granted

    def release(self, product_id: str, warehouse_id: str, quantity: Decimal) -> None:
        """
        Take a promise back.
        """
        self._promise(product_id, warehouse_id, -quantity)

    def pick(self, spot: Spot, quantity: Decimal) -> None:
        """
        Take from the spot into a pick.
        """
        self._picked[spot] = self._picked.get(spot, ZERO) + quantity
        self._moved[spot.product_id] = None

    def unpick(self, spot: Spot, quantity: Decimal) -> None:
        """
        Put back what a pick had taken.
        """
        self._picked[spot] = self._picked.get(spot, ZERO) - quantity
        self._moved[spot.product_id] = None

    def leave(self, spot: Spot, quantity: Decimal) -> None:
        """
        Let picked goods leave the house.
        """
        self.unpick(spot, quantity)
        self._set_on_hand(spot, self.on_hand(spot) - quantity)

    def come_back(self, spot: Spot, quantity: Decimal) -> None:
        """
        Undo `leave`: the goods are in their pick again.
        """
        self._set_on_hand(spot, self.on_hand(spot) + quantity)
        self.pick(spot, quantity)

    def find(self, asked: Mapping[str, Any]) -> Sequence[Spot]:
        """
        Return the spots of a product, a warehouse or a batch, the oldest first.
        """
        return self._listing.search(asked)

    def number(self, spot: Spot) -> int:
        """
        Return how many spots are older.
        """
        return self._listing.number(spot)

    def spots_at(self, place_id: str) -> int:
        """
        Return how many spots a bin has or had, or a warehouse outside its bins.
        """
        return self._listing.count("Place", place_id)

    def levels(self) -> Iterator[Level]:
        """
        Tell of every spot how much is there and how much is promised.
        """
        for product_id in self._spots:
            yield from self.levels_of(product_id)

    def levels_of(self, product_id: str) -> Iterator[Level]:
        """
        Tell of every spot of a product how much is there and how much is promised.

        Reservations know no bin: they are shown where goods are, oldest spot first.
        """
        spots = self._spots.get(product_id, ())
        left = {
            spot.warehouse_id: self._reserved.get((product_id, spot.warehouse_id), ZERO)
            for spot in spots
        }
        for spot in spots:
            share = max(ZERO, min(left[spot.warehouse_id], self.unpicked(spot)))
            left[spot.warehouse_id] -= share
            allocated = self._picked.get(spot, ZERO) + share
            yield Level(spot, self.on_hand(spot), allocated, self.expiry_on(spot))

    def level(self, spot: Spot) -> Level:
        """
        Tell of one spot, also of one where nothing ever was.
        """
        levels = (one for one in self.levels_of(spot.product_id) if one.spot == spot)
        return next(levels, Level(spot, ZERO, ZERO))

    def held(self, product_id: str) -> Decimal:
        """
        Return what lies of a product at all its spots.
        """
        spots = self._spots.get(product_id, ())
        return sum((self.on_hand(spot) for spot in spots), ZERO)

    def news(self) -> list[Level]:
        """
        Return the levels that are not what they were when this was last asked.
        """
        moved, self._moved = self._moved, {}
        levels = [one for product in moved for one in self.levels_of(product)]
        found = [one for one in levels if self._told.get(one.spot) != one]
        self._told |= {one.spot: one for one in found}
        return found

    def _set_on_hand(self, spot: Spot, quantity: Decimal) -> None:
        self._on_hand[spot] = quantity
        self._moved[spot.product_id] = None

    def _promise(self, product_id: str, warehouse_id: str, quantity: Decimal) -> None:
        key = (product_id, warehouse_id)
        self._reserved[key] = self._reserved.get(key, ZERO) + quantity
        self._moved[product_id] = None
