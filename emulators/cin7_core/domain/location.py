"""
Warehouses and their bins. Both are locations; a bin has a parent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulators.cin7_core.domain.listing import Listing
from emulators.cin7_core.domain.reading import Document, boolean, guid, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stock import Spot
from emulators.kit.finder import Plan

_SEPARATOR = ": "
FLAGS = ("IsShopfloor", "IsCoMan", "IsStaging", "FixedAssetsLocation")
# What bodies may spell otherwise.
_ALSO = {"IsDeprecated": "Deprecated", "IsShopfloor": "IsShopFloor"}
ADDRESS = (
    "AddressLine1",
    "AddressLine2",
    "AddressCitySuburb",
    "AddressStateProvince",
    "AddressZipPostCode",
    "AddressCountry",
)


class NoLocation(Refused):
    """
    There is no location of this name or id.
    """


class LocationTaken(Refused):
    """
    A location of this name exists.
    """


class BinStays(Refused):
    """
    Bins are added and taken away, and never changed.
    """


class NoWarehouse(Refused):
    """
    A bin would be in another bin.
    """


@dataclass(slots=True)
class Location:
    """
    A place where stock lies.

    Attributes:
        parent: The warehouse that a bin belongs to; None for a warehouse.
    """

    id: str
    name: str
    parent: "Location | None" = None
    is_default: bool = False
    is_deprecated: bool = False
    pick_zones: str = ""
    flags: dict[str, bool] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    bins: list["Location"] = field(default_factory=list)

    @property
    def warehouse(self) -> "Location":
        """
        The warehouse that it is, or is in.
        """
        return self.parent or self

    @property
    def label(self) -> str:
        """
        How sale documents name it: ``Warehouse``, or ``Warehouse: Bin``.
        """
        return (
            f"{self.parent.name}{_SEPARATOR}{self.name}" if self.parent else self.name
        )

    def spot(self, product_id: str, batch: str = "") -> Spot:
        """
        Return where a product lies here.
        """
        bin_id = self.id if self.parent else ""
        return Spot(product_id, self.warehouse.id, bin_id, batch)


_PLAN: Plan[Location] = Plan(
    tests={
        "ID": lambda one, wanted: one.id == wanted,
        "Name": lambda one, wanted: one.name.casefold().startswith(wanted.casefold()),
        "Deprecated": lambda one, wanted: one.is_deprecated == wanted,
    },
    groups={
        "ID": lambda one: (one.id,),
        "Deprecated": lambda one: (one.is_deprecated,),
        "IsDefault": lambda one: (one.is_default,),
    },
    beginnings={"Name": "Name"},
    orders={"Name": lambda one: one.name.casefold()},
)


class Locations:
    """
    The locations of one account.
    """

    _by_id: dict[str, Location]
    derived = ("_by_label", "_listing")

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the locations that there are.
        """
        self._by_label = {one.label.lower(): one for one in self}
        self._listing = Listing(_PLAN, self._by_id)

    def __iter__(self) -> Iterator[Location]:
        return iter(self._by_id.values())

    @property
    def default(self) -> Location:
        """
        The warehouse that is taken where none is named.
        """
        chosen = self._listing.of("IsDefault", value=True)
        return chosen[0] if chosen else next(iter(self))

    def find(self, query: Mapping[str, Any]) -> Sequence[Location]:
        """
        Return the locations that match the parameters of the list.
        """
        return self._listing.search(query)

    def add(self, location: Location) -> Location:
        """
        Add a warehouse, or a bin to its warehouse.

        Raises:
            LocationTaken: The name is taken there.
        """
        if location.label.lower() in self._by_label:
            raise LocationTaken(f"Location '{location.label}' already exists")
        self._by_id[location.id] = location
        self._by_label[location.label.lower()] = location
        if location.parent:
            location.parent.bins.append(location)
        self._settle(location)
        return location

    def remove(self, location: Location) -> None:
        """
        Take a location away, a warehouse with its bins.
        """
        for one in (*location.bins, location):
            del self._by_id[one.id], self._by_label[one.label.lower()]
            self._listing.drop(one.id)
        if location.parent:
            location.parent.bins.remove(location)

    def create(self, body: Document, new_id: str) -> Location:
        """
        Add the location of a body; with a ParentID it is a bin.

        Raises:
            LocationTaken: The name is taken there.
            NoLocation: There is no such parent.
            NoWarehouse: The parent is a bin.
        """
        body = _spelt(body)
        parent_id = guid(body.get("ParentID"))
        parent = self.by_id(parent_id) if parent_id else None
        if parent and parent.parent:
            raise NoWarehouse(f"Bin '{parent.label}' cannot have bins")
        return self.add(
            Location(
                new_id,
                body["Name"],
                parent,
                is_default=boolean(body.get("IsDefault")),
                is_deprecated=boolean(body.get("IsDeprecated")),
                pick_zones=text(body, "PickZones"),
                flags={flag: boolean(body.get(flag)) for flag in FLAGS},
                address={key: text(body, key) for key in ADDRESS},
            )
        )

    def change(self, body: Document) -> Location:
        """
        Write what the body has into a warehouse.

        Raises:
            NoLocation: There is none.
            LocationTaken: The name is taken.
            BinStays: It is a bin.
        """
        body = _spelt(body)
        location = self.by_id(guid(body["ID"]))
        if location.parent:
            raise BinStays(f"Bin '{location.label}' cannot be changed")
        self._rename(location, text(body, "Name", location.name))
        location.is_default = boolean(
            body.get("IsDefault"), default=location.is_default
        )
        location.is_deprecated = boolean(
            body.get("IsDeprecated"), default=location.is_deprecated
        )
        location.pick_zones = text(body, "PickZones", location.pick_zones)
        location.flags |= {k: boolean(body[k]) for k in FLAGS if k in body}
        location.address |= {k: text(body, k) for k in ADDRESS if k in body}
        self._settle(location)
        return location

    def _settle(self, location: Location) -> None:
        """
        Index a location that was written, and let no other be the default beside it.
        """
        if location.is_default:
            for other in self._listing.of("IsDefault", value=True):
                if other is not location:
                    other.is_default = False
                    self._listing.put(other.id, other)
        for one in (location, *location.bins):
            self._listing.put(one.id, one)

    def _rename(self, location: Location, name: str) -> None:
        taken = self._by_label.get(name.lower(), location)
        if taken is not location:
            raise LocationTaken(f"Location '{name}' already exists")
        places = (location, *location.bins)
        for one in places:
            del self._by_label[one.label.lower()]
        location.name = name
        for one in places:
            self._by_label[one.label.lower()] = one

    def by_id(self, location_id: str) -> Location:
        """
        Return the location.

        Raises:
            NoLocation: There is none.
        """
        try:
            return self._by_id[location_id.lower()]
        except KeyError:
            raise NoLocation(f"Location with ID {location_id} not found") from None

    def named(self, label: str) -> Location:
        """
        Return the location of this name, in any case.

        Raises:
            NoLocation: There is none.
        """
        found = self.known(label)
        if found is None:
            raise NoLocation(f"Location '{label}' was not found")
        return found

    def known(self, label: str) -> Location | None:
        """
        Return the location of this name, in any case, if there is one.
        """
        return self._by_label.get(label.strip().lower())

    def of_line(self, row: Document) -> Location:
        """
        Return the place that a pick or pack line names; an id wins over a name.

        Raises:
            NoLocation: There is none.
        """
        location_id = guid(row.get("LocationID"))
        if location_id:
            return self.by_id(location_id)
        return self.named(text(row, "Location"))


def _spelt(body: Document) -> Document:
    """
    Return the body with its fields under the names that the documentation has.
    """
    others = {name: body[also] for name, also in _ALSO.items() if also in body}
    return {**others, **body}
