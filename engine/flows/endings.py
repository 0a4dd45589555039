"""
Methods that have ended: since when, and who sees to what they had on its way.
"""

from datetime import datetime, timedelta

from engine.domain.method_policy import Method
from engine.domain.records import Connection, InboundState, OutboundState, State
from engine.ports.world import World

# An order that nobody ships in this time will hardly be shipped.
LOOKED_AFTER = timedelta(days=30)

_INBOUND = (InboundState.WAITING, InboundState.SAVED, InboundState.CHANGED)
_OUTBOUND = (OutboundState.SENDING, OutboundState.SENT)


def custom_store(organisation: str) -> str:
    """
    Return the key of an organisation's custom store.
    """
    return f"{Method.CUSTOM_STORE}:{organisation}"


def note_end(world: World, key: str) -> None:
    """
    Note that a store or a connection has ended now, unless it had before.
    """
    if world.ledger.cursors.get(_cursor(key)) is None:
        world.ledger.cursors.put(_cursor(key), world.clock.now())


def forget_end(world: World, key: str) -> None:
    """
    Note that it goes on, or that nothing of it is to be looked after.
    """
    world.ledger.cursors.drop(_cursor(key))


def has_carried(world: World, connection: Connection) -> bool:
    """
    Tell whether orders came or went by the connection.
    """
    inbound, outbound = world.ledger.inbound, world.ledger.outbound
    return any(
        inbound.in_state(connection.id, state, limit=1) for state in _INBOUND
    ) or any(outbound.in_state(connection.id, state, limit=1) for state in _OUTBOUND)


def is_looked_after(world: World, connection: Connection) -> bool:
    """
    Tell whether a connection that was disconnected sees to its orders still.

    It does for a while, unless another connection to the same account does.
    """
    if connection.state is not State.DISCONNECTED:
        return False
    ended_at = world.ledger.cursors.get(_cursor(connection.id))
    if ended_at is None or world.clock.now() - ended_at >= LOOKED_AFTER:
        return False
    return not any(
        one.state is not State.DISCONNECTED and _is_alike(one, connection)
        for one in world.ledger.connections.all(connection.organisation)
    )


def shipments_since(world: World, connection: Connection) -> datetime:
    """
    Return from when on a new connection asks for shipments.

    Since nobody was told of them: since the custom store was disabled, or since an
    earlier connection to the account asked last.
    """
    now, cursors = world.clock.now(), world.ledger.cursors
    moments = [cursors.get(_cursor(custom_store(connection.organisation)))]
    for one in world.ledger.connections.all(connection.organisation):
        is_earlier = one.state is State.DISCONNECTED and _is_alike(one, connection)
        if is_earlier and cursors.get(_cursor(one.id)) is not None:
            moments.append(cursors.get(f"shipments:{one.id}"))
    known = [one for one in moments if one is not None and now - one < LOOKED_AFTER]
    return min(known, default=now)


def _is_alike(one: Connection, other: Connection) -> bool:
    return (one.method, one.account) == (other.method, other.account)


def _cursor(key: str) -> str:
    return f"ended:{key}"
