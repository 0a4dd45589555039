"""
Who supplies a product, under which name and at which cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.card import NewId
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.location import Location, Locations
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    day,
    guid,
    number,
    text,
)
from emulators.cin7_core.domain.supplier import Supplier

_TEXTS = ("SupplierInventoryCode", "SupplierProductName", "SupplierProductURL")
_COSTS = ("Cost", "FixedCost", "PurchaseCost")
_LEVELS = ("ReorderQuantity", "Lead", "Safety")
_DAYS = (
    "IsMonday",
    "IsTuesday",
    "IsWednesday",
    "IsThursday",
    "IsFriday",
    "IsSaturday",
    "IsSunday",
)


@dataclass(slots=True)
class ProductSupplier:
    """
    A supplier of one product.

    Attributes:
        options: How much is ordered when, for each location; rendered.
    """

    id: str
    supplier: Supplier
    texts: dict[str, str] = field(default_factory=dict)
    costs: dict[str, Decimal] = field(default_factory=dict)
    drop_ship: bool = False
    options: list[dict[str, Any]] = field(default_factory=list)

    def write(self, row: Document, locations: Locations, new_id: NewId) -> None:
        """
        Write what the row has; the options are replaced whole.

        Raises:
            NoLocation: An option is for a location that does not exist.
        """
        options = row.get("ProductSupplierOptions")
        if options is not None:
            self.options = _options(options, locations, new_id)
        self.texts |= {key: text(row, key) for key in _TEXTS if key in row}
        self.costs |= {key: number(row[key]) for key in _COSTS if key in row}
        self.drop_ship = boolean(row.get("DropShip"), default=self.drop_ship)


def _options(
    rows: Iterable[Document], locations: Locations, new_id: NewId
) -> list[dict[str, Any]]:
    shown = []
    for row in rows:
        location = _location(row, locations)
        least = row.get("MinimumToReorder")
        shown.append(
            {
                "ID": guid(row.get("ID")) or new_id(),
                "LocationID": location.id if location else None,
                "LocationName": location.label if location else None,
                **{key: number(row.get(key)) for key in _LEVELS},
                "MinimumToReorder": None if least is None else number(least),
                "SupplyIntervals": [
                    _interval(one, new_id) for one in row.get("SupplyIntervals") or ()
                ],
            }
        )
    return shown


def _location(row: Document, locations: Locations) -> Location | None:
    """
    Return the location of an option; the default option has none.
    """
    if guid(row.get("LocationID")):
        return locations.by_id(guid(row["LocationID"]))
    name = text(row, "LocationName")
    return locations.named(name) if name else None


def _interval(row: Document, new_id: NewId) -> dict[str, Any]:
    return {
        "ID": guid(row.get("ID")) or new_id(),
        "DeliveryMethod": row["DeliveryMethod"],
        "IntervalDays": number(row.get("IntervalDays")),
        "IntervalStartDate": midnight(day(row.get("IntervalStartDate"))),
        **{key: boolean(row.get(key)) for key in _DAYS},
    }


def product_supplier_document(one: ProductSupplier) -> dict[str, Any]:
    """
    Return the supplier of a product as the vendor shows it.
    """
    return {
        "SupplierID": one.supplier.id,
        "SupplierName": one.supplier.name,
        "ProductSupplierID": one.id,
        **{key: one.texts.get(key, "") for key in _TEXTS},
        **{key: one.costs.get(key, ZERO) for key in _COSTS},
        "Currency": one.supplier.texts.get("Currency", ""),
        "DropShip": one.drop_ship,
        "LastSupplied": None,
        "ProductSupplierOptions": one.options,
    }
