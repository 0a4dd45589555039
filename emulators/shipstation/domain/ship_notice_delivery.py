"""
Carry the news of a parcel out: to the customer's mailbox, and to each shop it concerns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.order import Line, Order
from emulators.shipstation.domain.outbox import MailKind
from emulators.shipstation.domain.parcel import Parcel
from emulators.shipstation.domain.ship_notice_page import NoticePage, print_notice
from emulators.shipstation.domain.store_calls import CallFailed, StoreLine, line_to
from emulators.shipstation.domain.stores import Activity, Store

_LOST = "The operation has timed out"


@dataclass(frozen=True, slots=True)
class _Errand:
    """
    One notice to one store.

    Attributes:
        line: The way there; its absence is the problem.

        times: 0 for one that gets lost, 2 for one that is sent twice.
    """

    store: Store
    order_number: str
    line: StoreLine | None
    problem: str | None
    body: bytes
    times: int


def deliver(account: Account, parcel: Parcel, trigger: str) -> None:
    """
    Mail the customer and tell the shops of a parcel, as far as they are to be told.
    """
    with account.lock:
        parcel.notice.entry = None
        _mail(account, parcel)
        errands = list(_errands(account, parcel))
    problems = [_run(errand, parcel) for errand in errands]
    with account.lock:
        _note(account, parcel, trigger, list(zip(errands, problems, strict=True)))


def _mail(account: Account, parcel: Parcel) -> None:
    """
    Mail the customer, once.
    """
    if not parcel.notice.to_customer or parcel.notice.mailed:
        return
    store = account.stores.get(parcel.store_id)
    order = account.orders.ever(parcel.order_id)
    if order is not None:
        now = account.now()
        account.outbox.send(store, order, parcel, kind=MailKind.SHIPPED, at=now)
        parcel.notice.mailed = True


def _errands(account: Account, parcel: Parcel) -> Iterator[_Errand]:
    """
    Yield a notice for the order, or for each of those that were combined into it.
    """
    order = account.orders.ever(parcel.order_id)
    if order is None or not parcel.notice.to_shop:
        return
    for origin in order.origins or (order,):
        store = account.stores.get(origin.store_id)
        lines = _lines_of(origin, order, parcel)
        if store.tile is None or (parcel.lines and not lines):
            continue
        body = print_notice(
            NoticePage(
                order=origin,
                parcel=parcel,
                lines=lines,
                notes_to_buyer=order.notes_to_buyer,
                mailed=parcel.notice.mailed,
            )
        )
        yield _errand(account, store, origin.order_number, body)


def _lines_of(
    origin: Order, order: Order, parcel: Parcel
) -> tuple[tuple[Line, int], ...]:
    if origin is order:
        return parcel.lines
    own = {line.line_id for line in origin.lines}
    return tuple(part for part in parcel.lines if part[0].line_id in own)


def _errand(account: Account, store: Store, number: str, body: bytes) -> _Errand:
    line, problem, times = None, None, 1
    try:
        line = line_to(account, store)
    except Impossible as error:
        problem = str(error)
    if store.losing:
        store.losing -= 1
        problem, times = _LOST, 0
    elif store.doubling:
        store.doubling -= 1
        times = 2
    return _Errand(store, number, line, problem, body, times)


def _run(errand: _Errand, parcel: Parcel) -> str | None:
    """
    Send it, and return what went wrong.
    """
    if errand.line is None or errand.problem is not None:
        return errand.problem
    try:
        for _ in range(errand.times):
            errand.line.send(
                "POST",
                {
                    "action": "shipnotify",
                    "order_number": errand.order_number,
                    "carrier": parcel.notice_code,
                    "service": parcel.service_name,
                    "tracking_number": parcel.tracking_number,
                },
                body=errand.body,
                headers={"Content-Type": "text/xml; charset=utf-8"},
            )
    except CallFailed as error:
        return str(error)
    return None


def _note(
    account: Account,
    parcel: Parcel,
    trigger: str,
    results: list[tuple[_Errand, str | None]],
) -> None:
    if not results:
        return
    problems = [problem for _, problem in results if problem is not None]
    parcel.notice.succeeded = not problems
    parcel.notice.error = problems[0] if problems else None
    parcel.notice.known = parcel.notice.known or not problems
    for errand, problem in results:
        message = problem or f"order {errand.order_number} notified"
        errand.store.activities.appendleft(
            Activity(account.now(), trigger, "notify", problem is None, message, 1)
        )
