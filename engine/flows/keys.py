"""
What follows when ShipStation refuses a key pair.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.domain.outcome import failed
from engine.domain.records import Connection, State
from engine.ports.vendors import CredentialsRefused
from engine.ports.world import World


@contextmanager
def breaking(world: World, connection: Connection) -> Iterator[None]:
    """
    Break the connections that share the pair if ShipStation refuses it inside.

    Only calls to ShipStation belong inside.
    """
    try:
        yield
    except CredentialsRefused:
        break_connections(world, connection)
        raise


def break_connections(world: World, connection: Connection) -> None:
    """
    Stop every connection that shares the refused pair, and say which need a new one.
    """
    sharing = world.ledger.connections.sharing(connection.keys)
    names = ", ".join(one.id for one in sharing)
    reason = (
        "ShipStation refuses the API key and secret: they were regenerated, deleted or"
        f" have expired. Enter the new pair for: {names}"
    )
    now = world.clock.now()
    with world.ledger.transaction():
        for one in sharing:
            world.ledger.connections.set_state(one.id, State.BROKEN, reason=reason)
            world.ledger.log.add(
                one.organisation, one.method, [failed("", "keys", reason)], at=now
            )
