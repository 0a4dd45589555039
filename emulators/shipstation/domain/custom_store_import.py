"""
Ask a store for its orders, page after page, and take them all or none of them.

The windows are ours: the first one reaches back 30 days, each further one begins an
hour before the end of the last that succeeded, since shops have reported windows that
overlap. The end is cut to the minute, which is what the protocol's dates have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.custom_store_order import order_draft, status_word
from emulators.shipstation.domain.custom_store_page import read_page
from emulators.shipstation.domain.errors import Impossible, Refused
from emulators.shipstation.domain.order import AWAITING_SHIPMENT
from emulators.shipstation.domain.order_entry import OrderDraft, take_from_store
from emulators.shipstation.domain.store_calls import CallFailed, StoreLine, line_to
from emulators.shipstation.domain.stores import Activity, RefreshStatus, Store
from emulators.shipstation.profile import (
    AfterFailedImport,
    Profile,
    UnmappedStatusWord,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

FIRST_REACH = timedelta(days=30)
OVERLAP = timedelta(hours=1)
INTERVAL_SECONDS = 15 * 60
_DATE_FORMAT = "%m/%d/%Y %H:%M"


@dataclass(frozen=True, slots=True)
class Window:
    """
    The time in which orders must have been modified.
    """

    start: datetime
    end: datetime

    def parameters(self, page: int) -> Mapping[str, str]:
        """
        Return the query that asks for one page of it.
        """
        return {
            "action": "export",
            "start_date": self.start.strftime(_DATE_FORMAT),
            "end_date": self.end.strftime(_DATE_FORMAT),
            "page": str(page),
        }


def window_of(
    refreshed_to: datetime | None, now: datetime, *, since: datetime | None = None
) -> Window:
    """
    Return the window of an import that begins now.

    It begins before the end of the last one that succeeded; a beginning that somebody
    asked for is taken as it is.
    """
    if since is not None:
        return Window(since, now)
    if refreshed_to is None:
        return Window(now - FIRST_REACH, now)
    return Window(refreshed_to - OVERLAP, now)


def connect_automatic_import(account: Account, store: Store) -> None:
    """
    Let the store be asked every 15 minutes from now on, also after failures.
    """

    def tick() -> None:
        connect_automatic_import(account, store)
        with account.lock:
            if not _goes_on(account, store) or not _begin(account, store):
                return
        _run(account, store, "automatic")

    account.agenda.after(INTERVAL_SECONDS, f"import of store {store.store_id}", tick)


def _goes_on(account: Account, store: Store) -> bool:
    """
    Tell whether the store is still asked by itself.
    """
    after = account.profile.after_failed_import
    is_off = after is AfterFailedImport.SWITCHES_OFF and store.error is not None
    return store.active and store.auto_refresh and not is_off


def start_import(
    account: Account, store: Store, *, trigger: str, since: datetime | None = None
) -> None:
    """
    Let the store be asked now, beside this call; one import at a time.

    Raises:
        Refused: It is no store that can be asked.
    """
    if store.tile is None or not store.active:
        raise Refused(f"Store {store.store_id} cannot be refreshed.")
    if _begin(account, store):
        account.agenda.soon(
            f"import of store {store.store_id}",
            lambda: _run(account, store, trigger, since=since),
        )


def _begin(account: Account, store: Store) -> bool:
    """
    Mark the store as busy; say no if it was.
    """
    if store.refresh_status is RefreshStatus.UPDATING:
        return False
    store.refresh_status = RefreshStatus.UPDATING
    store.attempted_at = account.now()
    return True


def _run(
    account: Account, store: Store, trigger: str, *, since: datetime | None = None
) -> None:
    try:
        with account.lock:
            window = window_of(store.refreshed_to, account.now(), since=since)
            profile = account.profile
            line = line_to(account, store)
        elements = _fetch(line, window, profile)
        with account.lock:
            message, orders = _take(account, store, elements, profile)
            store.refreshed_to = window.end
            _finish(account, store, trigger, message=message, orders=orders)
    except (CallFailed, Impossible) as error:
        with account.lock:
            _finish(account, store, trigger, message=str(error), orders=None)


def _fetch(line: StoreLine, window: Window, profile: Profile) -> list["_Element"]:
    elements: list[_Element] = []
    number, pages = 1, 1
    while number <= pages:
        answer = line.send("GET", window.parameters(number))
        try:
            page = read_page(answer.body, schema=profile.schema, headers=answer.headers)
        except CallFailed as error:
            raise CallFailed(line.masked(str(error))) from None
        elements += page.orders
        number, pages = number + 1, page.pages
    return elements


def _take(
    account: Account, store: Store, elements: list["_Element"], profile: Profile
) -> tuple[str, int]:
    """
    Take the orders in; return the sentence for the log, and how many there were.
    """
    drafts: list[OrderDraft] = []
    unknown: list[str] = []
    for element in elements:
        word = status_word(element)
        status = store.status_for(word) or _status_of_unmapped(word, profile)
        if status is None:
            unknown.append(word)
        else:
            drafts.append(order_draft(element, status=status, word=word))
    batch = account.ids.guid()
    for draft in drafts:
        take_from_store(account, store, draft, batch=batch)
    message = f"{len(drafts)} order{'' if len(drafts) == 1 else 's'} imported"
    if unknown:
        words = ", ".join(sorted(set(unknown)))
        message += f"; {len(unknown)} left out, in no list of statuses: {words}"
    return message, len(drafts)


def _status_of_unmapped(word: str, profile: Profile) -> str | None:
    match profile.unmapped_status_word:
        case UnmappedStatusWord.NOT_IMPORTED:
            return None
        case UnmappedStatusWord.AWAITING_SHIPMENT:
            return AWAITING_SHIPMENT
    raise CallFailed(f"The order status '{word}' is in no list of statuses.")


def _finish(
    account: Account, store: Store, trigger: str, *, message: str, orders: int | None
) -> None:
    """
    Write the log; without a number of orders it was a failure.
    """
    failed = orders is None
    store.refresh_status = RefreshStatus.ERROR if failed else RefreshStatus.READY
    store.error = message if failed else None
    store.activities.appendleft(
        Activity(account.now(), trigger, "import", not failed, message, orders or 0)
    )
