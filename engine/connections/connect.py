"""
Connects an organisation to a ShipStation account by a key pair.
"""

import re

from engine.connections.organisations import find
from engine.connections.problems import (
    AlreadyConnected,
    KeysRefused,
    NotBuilt,
    VendorSilent,
)
from engine.connections.slots import begin
from engine.domain.method_policy import Method
from engine.domain.records import Connection, KeyPair, State
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import World

_V1_KEY = re.compile("[0-9a-f]{32}")


def connect(
    world: World, organisation: str, method: Method, *, keys: KeyPair
) -> tuple[Connection, tuple[str, ...]]:
    """
    Return the new connection and the warnings of the method policy.

    Raises:
        NotFound: There is no such organisation.
        NotBuilt: The method is a shipping service.
        KeysRefused: ShipStation does not know the pair.
        VendorSilent: ShipStation could not be asked.
        MethodRefused: The policy forbids the method.
        AlreadyConnected: The account is connected by this method already.
    """
    found = find(world, organisation)
    if method is not Method.SHIPSTATION_STORE:
        raise NotBuilt("ShipStation as a shipping service is not built yet")
    account = account_of(world, keys)
    connection = Connection(
        id=world.ids.new(),
        organisation=found.id,
        method=method,
        state=State.ACTIVE,
        reason="",
        account=account,
        keys=keys,
    )
    with world.ledger.transaction():
        warnings = begin(world, found, method)
        if not world.ledger.connections.add(connection):
            raise AlreadyConnected(
                f"{found.name} is connected to this ShipStation account already:"
                " disconnect it first, or replace the keys of that connection"
            )
        world.ledger.cursors.put(f"shipments:{connection.id}", world.clock.now())
    return connection, warnings


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
            f"ShipStation refused the API key and secret{hint}"
        ) from problem
    except (CannotAnswer, Rejected) as problem:
        raise VendorSilent(f"{problem}; try again") from problem
