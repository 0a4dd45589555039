"""
Stores: the manual one, and shops that ShipStation asks for orders.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain import marketplaces
from emulators.shipstation.domain.errors import Impossible, NotFound, NullReference
from emulators.shipstation.domain.notify_settings import NotifySettings
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    AWAITING_SHIPMENT,
    CANCELLED,
    ON_HOLD,
    SHIPPED,
)
from emulators.shipstation.domain.wire import trimmed

_FIRST_ID = 179188
_MOST_ACTIVITIES = 1000

CIN7_CORE = "Cin7 Core"
CUSTOM_STORE = "Custom Store"

Words = Mapping[str, tuple[str, ...]]

CONTACT = ("accountName", "email", "phone", "publicEmail", "website")

# What ShipStation's form for a custom store is filled with when it opens.
DEFAULT_WORDS: Words = {
    AWAITING_PAYMENT: ("unpaid",),
    AWAITING_SHIPMENT: ("paid",),
    SHIPPED: ("shipped",),
    CANCELLED: ("cancelled",),
    ON_HOLD: ("on_hold",),
}
_CIN7_CORE_WORDS: Words = {
    AWAITING_PAYMENT: (),
    AWAITING_SHIPMENT: ("authorised", "draft", "paid"),
    SHIPPED: ("shipped",),
    CANCELLED: ("voided",),
    ON_HOLD: (),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """
    A kind of shop that speaks the Custom Store protocol.

    Attributes:
        words: The shop's words for each of our statuses, as first set.
    """

    name: str
    marketplace_id: int
    words: Words


TILES = {
    CIN7_CORE: Tile(CIN7_CORE, marketplaces.CIN7_CORE, _CIN7_CORE_WORDS),
    CUSTOM_STORE: Tile(CUSTOM_STORE, marketplaces.CUSTOM_STORE, DEFAULT_WORDS),
}


class RefreshStatus(Enum):
    """
    What a store is doing; only the words of the second are published.
    """

    READY = (1, "Ready")
    UPDATING = (2, "Updating orders")
    ERROR = (3, "Error")


@dataclass(frozen=True, slots=True)
class Activity:
    """
    One line of a store's activity log.

    Attributes:
        trigger: ``manual``, ``automatic`` or ``api``.

        action: ``import`` or ``notify``.

        orders: How many it was about.
    """

    at: datetime
    trigger: str
    action: str
    succeeded: bool
    message: str
    orders: int

    def document(self) -> dict[str, Any]:
        """
        Return what the log's screen shows.
        """
        return {
            "at": self.at.isoformat(),
            "trigger": self.trigger,
            "action": self.action,
            "result": "ok" if self.succeeded else "error",
            "message": self.message,
            "orders": self.orders,
        }


@dataclass(slots=True, kw_only=True)
class Store:
    """
    One store.

    Attributes:
        tile: What kind of shop it is; None for a manual store.

        url: Of a custom store; that of a tile is the account's.

        words: The shop's words for each status; matched exactly.

        refreshed_to: Up to here its orders have been asked for.

        error: What the last import failed with; None after a good one.

        notify: When it is told of shipments.

        branding: How customers read its name in mails and on packing slips.

        losing: How many of its next notices get lost; doubling: sent twice.

        active: One that is not is in no list unless that is asked for, and not asked
            for orders.

        contact: What else V1 shows, by V1's names.
    """

    store_id: int
    name: str
    tile: Tile | None
    created_at: datetime
    modified_at: datetime
    company: str | None
    auto_refresh: bool
    url: str | None = None
    username: str = ""
    password: str = field(default="", repr=False)
    words: Words = field(default_factory=dict)
    refreshed_to: datetime | None = None
    attempted_at: datetime | None = None
    refresh_status: RefreshStatus = RefreshStatus.READY
    error: str | None = None
    notify: NotifySettings = field(default_factory=NotifySettings)
    branding: str | None = None
    losing: int = 0
    doubling: int = 0
    active: bool = True
    contact: dict[str, str | None] = field(default_factory=dict)
    activities: deque[Activity] = field(
        default_factory=lambda: deque(maxlen=_MOST_ACTIVITIES)
    )

    @property
    def marketplace_id(self) -> int:
        """
        The marketplace's number; 0 for a manual store.
        """
        return self.tile.marketplace_id if self.tile else marketplaces.SHIPSTATION

    @property
    def marketplace_name(self) -> str:
        """
        The marketplace's name.
        """
        return self.tile.name if self.tile else "ShipStation"

    @property
    def words_are_own(self) -> bool:
        """
        Whether its status words are of a person's choice, as those of no tile are.
        """
        return self.marketplace_id == marketplaces.CUSTOM_STORE

    def status_for(self, word: str) -> str | None:
        """
        Return our status for the shop's word; None if it is in no list.
        """
        return next((s for s, words in self.words.items() if word in words), None)

    def document(self) -> dict[str, Any]:
        """
        Return what V1 shows.
        """
        return {
            "storeId": self.store_id,
            "storeName": self.name,
            "marketplaceId": self.marketplace_id,
            "marketplaceName": self.marketplace_name,
            "accountName": self.contact.get("accountName"),
            "email": self.contact.get("email"),
            "integrationUrl": self.url,
            "active": self.active,
            "companyName": self.company,
            "phone": self.contact.get("phone"),
            "publicEmail": self.contact.get("publicEmail"),
            "website": self.contact.get("website"),
            "refreshDate": trimmed(self.refreshed_to),
            "lastRefreshAttempt": trimmed(self.attempted_at),
            "createDate": trimmed(self.created_at),
            "modifyDate": trimmed(self.modified_at),
            "autoRefresh": self.auto_refresh,
            "statusMappings": self._mappings(),
        }

    def refresh_document(self) -> dict[str, Any]:
        """
        Return what V1 shows of its imports.
        """
        number, words = self.refresh_status.value
        return {
            "storeId": self.store_id,
            "refreshStatusId": number,
            "refreshStatus": words,
            "lastRefreshAttempt": trimmed(self.attempted_at),
            "refreshDate": trimmed(self.refreshed_to),
        }

    def _mappings(self) -> list[dict[str, str]] | None:
        """
        Return the lists of a shop that has statuses of its own choice.
        """
        if not self.words_are_own:
            return None
        return [
            {"orderStatus": status, "statusKey": word}
            for status, words in self.words.items()
            for word in words
        ]


class Stores:
    """
    The stores of one account, and where its Cin7 Core tile sends its calls.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._by_id: dict[int, Store] = {}
        self.cin7_core_url: str | None = None

    def add_manual(self, name: str, *, now: datetime) -> Store:
        """
        Add a store whose orders a person types in.
        """
        first = not self._by_id
        return self._add(
            name,
            None,
            now=now,
            company="" if first else None,
            auto_refresh=not first,
        )

    def connect(
        self,
        tile_name: str,
        *,
        name: str | None,
        login: tuple[str, str],
        url: str | None,
        words: Words,
        now: datetime,
    ) -> Store:
        """
        Add a shop. It is neither asked nor tested by that.

        Raises:
            Impossible: There is no such tile, or it lacks its address.
        """
        tile = TILES.get(tile_name)
        if tile is None:
            raise Impossible(f"no tile {tile_name!r}; there are {', '.join(TILES)}")
        if tile.name == CUSTOM_STORE and not url:
            raise Impossible("a custom store has a URL")
        store = self._add(name or tile.name, tile, now=now, auto_refresh=True)
        store.url = url if tile.name == CUSTOM_STORE else None
        store.username, store.password = login
        store.words = {**tile.words, **words}
        return store

    def address_of(self, store: Store) -> str | None:
        """
        Return where the shop is asked for its orders.
        """
        if store.tile is not None and store.tile.name == CIN7_CORE:
            return self.cin7_core_url
        return store.url

    def get(self, store_id: int) -> Store:
        """
        Return the store of this id.

        Raises:
            NotFound: There is none.
        """
        try:
            return self._by_id[store_id]
        except KeyError:
            raise NotFound(f"store {store_id}") from None

    def find(self, store_id: int | None) -> Store | None:
        """
        Return the store of this id, if there is one.
        """
        return self._by_id.get(store_id or 0)

    def first_manual(self) -> Store:
        """
        Return the store of orders that name none.

        Raises:
            NullReference: No manual store is active.
        """
        manual = (store for store in self if store.tile is None and store.active)
        store = next(manual, None)
        if store is None:
            raise NullReference
        return store

    def refreshable(self) -> list[Store]:
        """
        Return those that are shops.
        """
        return [store for store in self if store.tile is not None and store.active]

    def __iter__(self) -> Iterator[Store]:
        return iter(self._by_id.values())

    def _add(
        self,
        name: str,
        tile: Tile | None,
        *,
        now: datetime,
        auto_refresh: bool,
        company: str | None = None,
    ) -> Store:
        store = Store(
            store_id=self._ids.number("store", _FIRST_ID),
            name=name,
            tile=tile,
            created_at=now,
            modified_at=now,
            company=company,
            auto_refresh=auto_refresh,
        )
        self._by_id[store.store_id] = store
        return store
