"""
Answers ShipStation's question for the orders that changed in a window.
"""

from collections.abc import Sequence
from itertools import chain
from threading import Lock

from engine.custom_store.mirror import refresh
from engine.custom_store.order_xml import (
    order_element,
    orders_document,
    products_shown,
    with_images,
)
from engine.domain.method_policy import Method
from engine.domain.outcome import delivered
from engine.domain.records import CustomStore, MirroredOrder, Origin
from engine.domain.status_word import SHIPPED_WORD, VOIDED_WORD
from engine.domain.windows import Window
from engine.flows.budget import catch_up_budget
from engine.ports.world import World

PAGE_SIZE = 100

_TURN_SECONDS = 5


class Turns:
    """
    One lock for each custom store, so that one catch-up goes on at a time.
    """

    def __init__(self) -> None:
        self._locks: dict[str, Lock] = {}

    def of(self, organisation: str) -> Lock:
        """
        Return the organisation's lock, always the same one.
        """
        return self._locks.setdefault(organisation, Lock())


def export(
    world: World, store: CustomStore, window: Window, *, page: int, turns: Turns
) -> str:
    """
    Return one page of the window as XML.

    Before the first page the mirror catches up a little, so that a tracking number
    that was typed a minute ago is seen.

    Raises:
        CannotAnswer: Cin7 Core could not be asked, and nothing older is told.
        CredentialsRefused: Cin7 Core does not know the organisation's key.
    """
    if page == 1:
        _catch_up(world, store, turns)
    mirror = world.ledger.mirror
    count = mirror.count(store.organisation, window)
    orders = mirror.page(
        store.organisation, window, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE
    )
    orders = _claimed(world, store, orders)
    pages = max(1, -(-count // PAGE_SIZE))
    elements = [
        order_element(one.content, one.status_word, one.changed_at) for one in orders
    ]
    pictures = world.ledger.pictures.known(
        store.organisation, chain.from_iterable(map(products_shown, elements))
    )
    addresses = {key: picture.url for key, picture in pictures.items()}
    return orders_document(
        (with_images(one, addresses) for one in elements), pages=pages
    )


def _catch_up(world: World, store: CustomStore, turns: Turns) -> None:
    organisation = world.ledger.organisations.get(store.organisation)
    lock = turns.of(store.organisation)
    if organisation is None or not lock.acquire(timeout=_TURN_SECONDS):
        return
    try:
        sales = world.vendors.sales(organisation, patient=False)
        refresh(world, store, sales, budget=catch_up_budget(world.clock))
    finally:
        lock.release()


def _claimed(
    world: World, store: CustomStore, orders: Sequence[MirroredOrder]
) -> Sequence[MirroredOrder]:
    """
    Claim what is offered for the first time; leave out what another path has.
    """
    first = [
        one
        for one in orders
        if not one.is_claimed and one.status_word not in {VOIDED_WORD, SHIPPED_WORD}
    ]
    if not first:
        return orders
    now = world.clock.now()
    with world.ledger.transaction():
        taken = world.ledger.orders.offer(
            store.organisation,
            [
                Origin(
                    direction="outbound",
                    method=Method.CUSTOM_STORE,
                    sale_id=one.sale_id,
                    task_id=one.task_id,
                    sale_number=one.sale_number,
                    order_number=one.order_number,
                    first_seen_at=now,
                    was_shipped=one.is_all_shipped,
                )
                for one in first
            ],
        )
        offered = [
            delivered(
                one.sale_number, f"offered as {one.status_word}", reason="offered"
            )
            for one in first
            if one.task_id not in taken
        ]
        world.ledger.log.add(store.organisation, Method.CUSTOM_STORE, offered, at=now)
    return [one for one in orders if one.task_id not in taken]
