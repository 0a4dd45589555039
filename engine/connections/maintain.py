"""
Replaces the keys of a connection, or ends it.
"""

from engine.connections.connect import account_of
from engine.connections.problems import AlreadyConnected, NotFound
from engine.connections.slots import end
from engine.domain.method_policy import Method
from engine.domain.outcome import unchanged
from engine.domain.records import Connection, KeyPair, State
from engine.flows import endings
from engine.ports.world import World


def find_connection(world: World, connection: str) -> Connection:
    """
    Return the connection.

    Raises:
        NotFound: There is none, or it was disconnected.
    """
    found = world.ledger.connections.get(connection)
    if found is None or found.state is State.DISCONNECTED:
        raise NotFound(f"there is no connection {connection}")
    return found


def replace_keys(world: World, connection: str, keys: KeyPair) -> Connection:
    """
    Give the connection a new pair and let it go on where it stopped.

    Raises:
        NotFound: There is no such connection.
        KeysRefused: ShipStation does not know the pair.
        VendorSilent: ShipStation could not be asked.
        AlreadyConnected: The pair opens an account that is connected already.
    """
    found = find_connection(world, connection)
    account = account_of(world, keys)
    with world.ledger.transaction():
        if not world.ledger.connections.replace_keys(found.id, keys, account=account):
            raise AlreadyConnected(
                "the new keys open a ShipStation account that another connection"
                " of this organisation uses"
            )
    return find_connection(world, connection)


def disconnect(world: World, connection: str) -> None:
    """
    End the connection; what it carried stays in the ledger.

    Nothing new comes or goes by it. Orders that are on their way finish: a ShipStation
    store asks for their shipments for a while, if its keys work.

    Raises:
        NotFound: There is no such connection.
    """
    found = find_connection(world, connection)
    with world.ledger.transaction():
        world.ledger.connections.set_state(found.id, State.DISCONNECTED)
        end(world, found.organisation, found.method)
        is_store = found.method is Method.SHIPSTATION_STORE
        is_working = found.state is State.ACTIVE
        if is_store and is_working and endings.has_carried(world, found):
            _look_after(world, found)


def _look_after(world: World, connection: Connection) -> None:
    endings.note_end(world, connection.id)
    now = world.clock.now()
    until = now + endings.LOOKED_AFTER
    sentence = (
        "the ShipStation store is disconnected: nothing new is read or sent, and for"
        f" orders that it carried shipments are asked for until {until:%d %B %Y}"
    )
    told = unchanged("", "disconnected", sentence)
    world.ledger.log.add(connection.organisation, connection.method, [told], at=now)
