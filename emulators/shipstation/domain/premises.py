"""
What an account owns beside its orders: users, tags, and places to ship from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain.addresses import plain_address
from emulators.shipstation.domain.errors import NotFound
from emulators.shipstation.domain.listing import same
from emulators.shipstation.domain.wire import seven_digits

_FIRST_TAG_ID = 8362
_FIRST_WAREHOUSE_ID = 511543


@dataclass(slots=True)
class User:
    """
    Somebody who works in the account.
    """

    user_id: str
    username: str
    name: str
    active: bool = True

    def document(self) -> dict[str, str]:
        """
        Return what V1 shows.
        """
        return {"userId": self.user_id, "userName": self.username, "name": self.name}


@dataclass(slots=True)
class Warehouse:
    """
    A place to ship from.
    """

    warehouse_id: int
    name: str | None
    origin: dict[str, Any]
    returns: dict[str, Any]
    created_at: datetime
    default: bool

    def document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        return {
            "warehouseId": self.warehouse_id,
            "warehouseName": self.name,
            "originAddress": self.origin,
            "returnAddress": self.returns,
            "createDate": seven_digits(self.created_at),
            "isDefault": self.default,
            "sellerIntegrationId": None,
            "extInventoryIdentity": None,
            "registerFedexMeter": None,
        }


class Warehouses:
    """
    The places of one account; the first one is the default, whatever is asked.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[int, Warehouse] = {}

    def add(
        self,
        name: str | None,
        origin: Mapping[str, Any],
        *,
        returns: Mapping[str, Any] | None,
        default: bool,
        now: datetime,
    ) -> Warehouse:
        """
        Add a place; without an address for returns they go to where it ships from.
        """
        warehouse = Warehouse(
            self._ids.number("warehouse", _FIRST_WAREHOUSE_ID),
            name,
            plain_address(origin),
            _returns(returns, origin),
            now,
            default=False,
        )
        self._by_id[warehouse.warehouse_id] = warehouse
        if default or len(self._by_id) == 1:
            self._make_default(warehouse)
        return warehouse

    def update(
        self,
        warehouse: Warehouse,
        name: str | None,
        origin: Mapping[str, Any],
        *,
        returns: Mapping[str, Any] | None,
        default: bool,
    ) -> None:
        """
        Write all of a place; the default one stays it until another takes its part.
        """
        warehouse.name = name
        warehouse.origin = plain_address(origin)
        warehouse.returns = _returns(returns, origin)
        if default:
            self._make_default(warehouse)

    def delete(self, warehouse: Warehouse) -> None:
        """
        Let the place be found no longer; orders that name it keep its id.
        """
        del self._by_id[warehouse.warehouse_id]
        if warehouse.default and self._by_id:
            self._make_default(next(iter(self._by_id.values())))

    def get(self, warehouse_id: int) -> Warehouse:
        """
        Return the place of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[warehouse_id]
        except KeyError:
            raise NotFound(f"warehouse {warehouse_id}") from None

    def find(self, warehouse_id: int | None) -> Warehouse | None:
        """
        Return the place of this id, or the default one, if there is any.
        """
        chosen = self._by_id.get(warehouse_id or 0)
        return chosen or next((w for w in self._by_id.values() if w.default), None)

    def named(self, name: str | None) -> Warehouse | None:
        """
        Return the place of this name, or the default one, if there is any.
        """
        wanted = [w for w in self._by_id.values() if name and same(w.name, name)]
        return wanted[0] if wanted else self.find(None)

    def at(self, postal_code: str | None) -> Warehouse | None:
        """
        Return a place of this postal code, or the default one, if there is any.
        """
        there = (w for w in self._by_id.values() if w.origin["postalCode"])
        found = (w for w in there if same(w.origin["postalCode"], postal_code or ""))
        return next(found, None) or self.find(None)

    def documents(self) -> list[dict[str, Any]]:
        """
        Return what V1 lists.
        """
        return [warehouse.document() for warehouse in self._by_id.values()]

    def _make_default(self, warehouse: Warehouse) -> None:
        for other in self._by_id.values():
            other.default = other is warehouse


def _returns(
    returns: Mapping[str, Any] | None, origin: Mapping[str, Any]
) -> dict[str, Any]:
    return plain_address(returns or {**origin, "residential": None})


@dataclass(slots=True)
class Premises:
    """
    Users, tags and places of one account.
    """

    ids: Ids
    warehouses: Warehouses
    users: list[User] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)

    def add_user(self, username: str, name: str, *, active: bool = True) -> User:
        """
        Let somebody work in the account.
        """
        user = User(self.ids.guid(), username, name, active)
        self.users.append(user)
        return user

    def user(self, user_id: str) -> User:
        """
        Return who has this id.

        Raises:
            NotFound: Nobody.
        """
        found = (one for one in self.users if same(one.user_id, user_id))
        user = next(found, None)
        if user is None:
            raise NotFound(f"user {user_id}")
        return user

    def has_tag(self, tag_id: int) -> bool:
        """
        Say whether there is a tag of this id.
        """
        return any(tag["tagId"] == tag_id for tag in self.tags)

    def add_tag(self, name: str, color: str) -> dict[str, Any]:
        """
        Add a tag for orders.
        """
        number = self.ids.number("tag", _FIRST_TAG_ID)
        tag = {"tagId": number, "name": name, "color": color}
        self.tags.append(tag)
        return tag
