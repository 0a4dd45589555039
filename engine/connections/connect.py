"""
Connects an organisation to a ShipStation account by a key pair.
"""

import re

from engine.connections.organisations import find
from engine.connections.problems import (
    AlreadyConnected,
    KeysRefused,
    VendorSilent,
)
from engine.connections.settings import (
    METHODS,
    Settings,
    check_settings,
    currency_warnings,
    keep_one_default,
)
from engine.connections.slots import begin
from engine.domain.records import Connection, KeyPair, State
from engine.flows import endings
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import World

_V1_KEY = re.compile("[0-9a-f]{32}")


def connect(
    world: World,
    organisation: str,
    *,
    keys: KeyPair,
    settings: Settings,
    changes_type: bool = False,
) -> tuple[Connection, tuple[str, ...]]:
    """
    Return the new connection, and the warnings of method policy and currencies.

    The settings tell the method. *changes_type* says yes to the policy's question
    whether another method may end for it.

    Raises:
        NotFound: There is no such organisation.
        KeysRefused: ShipStation does not know the pair.
        VendorSilent: A vendor could not be asked.
        SettingsRefused: A setting names what a vendor does not have.
        MethodRefused: The policy forbids the method.
        ChangeNotConfirmed: Another method would have to end.
        AlreadyConnected: The account is connected by this method already.
    """
    found = find(world, organisation)
    method = METHODS[type(settings)]
    account = account_of(world, keys)
    connection = Connection(
        id=world.ids.new(),
        organisation=found.id,
        method=method,
        state=State.ACTIVE,
        reason="",
        account=account,
        keys=keys,
        settings=settings,
    )
    check_settings(world, connection, before=type(settings)())
    differing = currency_warnings(world, connection)
    with world.ledger.transaction():
        warnings = begin(world, found, method, changes_type=changes_type)
        if not world.ledger.connections.add(connection):
            raise AlreadyConnected(
                f"{found.name} is connected to this ShipStation account already:"
                " disconnect it first, or replace the keys of that connection"
            )
        since = endings.shipments_since(world, connection)
        world.ledger.cursors.put(f"shipments:{connection.id}", since)
        world.ledger.cursors.put(f"orders:{connection.id}", world.clock.now())
        _take_over(world, connection)
        keep_one_default(world, connection)
    return connection, (*warnings, *differing)


def _take_over(world: World, connection: Connection) -> None:
    """
    Go on with the orders of a connection that was disconnected.
    """
    for one in world.ledger.connections.all(connection.organisation):
        is_same = (one.method, one.account) == (connection.method, connection.account)
        if one.state is not State.DISCONNECTED or not is_same:
            continue
        world.ledger.inbound.hand_over(one.id, to=connection.id)


def account_of(world: World, keys: KeyPair) -> str:
    """
    Return what recognises the account that the pair opens, by a call to it.

    Raises:
        KeysRefused: ShipStation does not know the pair.
        VendorSilent: ShipStation could not be asked.
    """
    try:
        return world.vendors.shipstation(keys, patient=False).identity()
    except CredentialsRefused as problem:
        hint = (
            ""
            if _V1_KEY.fullmatch(keys.key)
            else (
                "; a key of API V1 has 32 hexadecimal digits and a secret of its own,"
                " a key of API V2 does not work here"
            )
        )
        raise KeysRefused(
            f"ShipStation refused the API key and secret (401 Unauthorized){hint}"
        ) from problem
    except (CannotAnswer, Rejected) as problem:
        raise VendorSilent(f"{problem}; try again") from problem
