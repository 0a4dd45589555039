"""
What runs regularly: one line for each method. How and where it runs is not said here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from engine.custom_store import run as custom_store
from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome
from engine.domain.records import Connection, CustomStore, State
from engine.domain.schedule import INTERVAL
from engine.flows.endings import is_looked_after
from engine.ports.world import World
from engine.shipping_service import run as shipping_service
from engine.shipstation_store import run as shipstation_store


@dataclass(frozen=True, slots=True)
class Work:
    """
    A custom store, or a connection.

    Attributes:
        key: Names the work; one of the same key runs at a time.
        do: Does one slice; it is told whether it may wait for a vendor's limit.
        is_unfinished: Whether something is left over from the last slice.
        is_urgent: Whether a vendor has told of something since.
        is_current: Whether it is still to be run, when its turn comes: another run may
            have found that its keys are dead.
        interval: How long after a whole run the next is due.
    """

    key: str
    organisation: str
    method: Method
    do: Callable[[bool], list[Outcome]]
    is_unfinished: Callable[[], bool] = lambda: False
    is_urgent: Callable[[], bool] = lambda: False
    is_current: Callable[[], bool] = lambda: True
    interval: timedelta = INTERVAL


def works(world: World) -> list[Work]:
    """
    Return all that runs regularly at present.
    """
    stores = world.ledger.custom_stores.enabled()
    connections = world.ledger.connections.all()
    return [
        *(_custom_store(world, one) for one in stores),
        *(_connection(world, one) for one in connections if _is_run(world, one)),
    ]


def _is_run(world: World, connection: Connection) -> bool:
    return connection.state is State.ACTIVE or is_looked_after(world, connection)


def _custom_store(world: World, store: CustomStore) -> Work:
    return Work(
        key=f"{Method.CUSTOM_STORE}:{store.organisation}",
        organisation=store.organisation,
        method=Method.CUSTOM_STORE,
        do=lambda patient: custom_store.run(world, store, patient=patient),
        is_unfinished=partial(custom_store.is_unfinished, world, store.organisation),
        is_urgent=partial(custom_store.is_urgent, world, store.organisation),
    )


def _connection(world: World, connection: Connection) -> Work:
    is_service = connection.method is Method.SHIPPING_SERVICE
    method = shipping_service if is_service else shipstation_store
    return Work(
        key=connection.id,
        organisation=connection.organisation,
        method=connection.method,
        do=lambda patient: method.run(world, connection, patient=patient),
        is_unfinished=partial(method.is_unfinished, world, connection),
        is_current=partial(_is_current, world, connection),
        interval=timedelta(minutes=connection.settings.poll_minutes),
    )


def _is_current(world: World, connection: Connection) -> bool:
    found = world.ledger.connections.get(connection.id)
    return found is not None and found.state is connection.state
