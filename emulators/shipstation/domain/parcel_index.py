"""
Find parcels by what V1's lists ask for, without looking at each.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from emulators.shipstation.domain.indexes import Groups, Sorted
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.wire import instant_of

Kind = TypeVar("Kind", bound=Parcel)

_GROUPS: Mapping[str, Callable[[Parcel], object]] = {
    "orderId": lambda parcel: parcel.order_id,
    "orderNumber": lambda parcel: parcel.order_number,
    "trackingNumber": lambda parcel: parcel.tracking_number,
    "storeId": lambda parcel: parcel.store_id,
    "batchId": lambda parcel: parcel.batch_id,
}


class ParcelIndex(Generic[Kind]):
    """
    Parcels by number, in the order of their making.
    """

    def __init__(self) -> None:
        self._all: dict[int, Kind] = {}
        self._groups = {name: Groups() for name in _GROUPS}
        self._made: Sorted[datetime] = Sorted()
        self._shipped: Sorted[date] = Sorted()
        self._voided: Sorted[datetime] = Sorted()

    def put(self, number: int, parcel: Kind) -> None:
        """
        Take it in.
        """
        self._all[number] = parcel
        for name, value in _GROUPS.items():
            self._groups[name].put(number, value(parcel))
        self._made.put(number, parcel.created_at)
        self._shipped.put(number, parcel.ship_date)

    def note_void(self, number: int, at: datetime) -> None:
        """
        Take note that its label is void.
        """
        self._voided.put(number, at)

    def get(self, number: int) -> Kind | None:
        """
        Return the parcel of this number.
        """
        return self._all.get(number)

    def of_order(self, order_id: int) -> list[Kind]:
        """
        Return the parcels of an order.
        """
        numbers = self._groups["orderId"].of(order_id)
        return [self._all[number] for number in sorted(numbers)]

    def candidates(self, query: Mapping[str, Any]) -> list[Kind]:
        """
        Return the parcels that the narrowest index leaves; bounds are inclusive.
        """
        left: list[Collection[int]] = [
            group.of(query[name])
            for name, group in self._groups.items()
            if name in query
        ]
        for name, dates in (("createDate", self._made), ("voidDate", self._voided)):
            first, last = _bounds(query, name)
            if first or last:
                left.append(
                    dates.between(
                        first and instant_of(first), last and instant_of(last)
                    )
                )
        first, last = _bounds(query, "shipDate")
        if first or last:
            left.append(
                self._shipped.between(first and first.date(), last and last.date())
            )
        if not left:
            return list(self._all.values())
        narrowest: Collection[int] = min(left, key=len)
        return [self._all[number] for number in sorted(narrowest)]


def _bounds(
    query: Mapping[str, Any], name: str
) -> tuple[datetime | None, datetime | None]:
    return query.get(f"{name}Start"), query.get(f"{name}End")
