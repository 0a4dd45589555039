"""
What follows when ShipStation refuses a key pair.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.domain.method_policy import SPOKEN
from engine.domain.outcome import failed
from engine.domain.records import Connection, State
from engine.flows import endings
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

    One that was disconnected ends for good: nobody enters a new pair for it.
    """
    sharing = world.ledger.connections.sharing(connection.keys)
    reason = (
        "ShipStation refuses the API key and secret: they were regenerated, deleted or"
        " have expired."
    )
    if sharing:
        names = "; ".join(_name(world, one) for one in sharing)
        reason = f"{reason} Enter the new pair for: {names}"
    now = world.clock.now()
    with world.ledger.transaction():
        if connection.state is State.DISCONNECTED:
            endings.forget_end(world, connection.id)
        for one in sharing:
            world.ledger.connections.set_state(one.id, State.BROKEN, reason=reason)
            world.ledger.log.add(
                one.organisation, one.method, [failed("", "keys", reason)], at=now
            )


def _name(world: World, connection: Connection) -> str:
    """
    Return what a person calls the connection: its organisation and its method.
    """
    organisation = world.ledger.organisations.get(connection.organisation)
    name = organisation.name if organisation else connection.organisation
    return f"{name}, {SPOKEN[connection.method]}"
