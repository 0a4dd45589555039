"""
Setting up, connecting, changing policy and keys.
"""

from dataclasses import replace

import pytest

from engine.connections.connect import connect
from engine.connections.custom_store import set_custom_store
from engine.connections.maintain import disconnect, replace_keys
from engine.connections.organisations import change_policy, set_up
from engine.connections.problems import (
    AlreadyConnected,
    KeysRefused,
    MethodRefused,
    NotFound,
    VendorSilent,
)
from engine.domain.method_policy import Method, Policy
from engine.domain.records import Connection, KeyPair, Organisation, State
from engine.domain.setup import Setup
from engine.ports.vendors import CannotAnswer, CredentialsRefused
from tests.unit.engine.builders import ORGANISATION, OTHER
from tests.unit.engine.fakes import Bench

KEYS = KeyPair("a" * 32, "b" * 32)
IMPORT = Method.SHIPSTATION_STORE


def connected(bench: Bench, organisation: str = OTHER) -> Connection:
    """
    Return a new connection of the organisation that has no custom store.
    """
    connection, _ = connect(bench.world, organisation, keys=KEYS, settings=Setup())
    return connection


def test_credentials_are_checked_before_they_are_stored(bench: Bench) -> None:
    """
    Wrong ones, and a silent vendor, leave nothing behind.
    """
    new = Organisation("new", "New", "key")
    bench.cin7_core.problem = CredentialsRefused("no")
    with pytest.raises(KeysRefused):
        set_up(bench.world, new)
    bench.cin7_core.problem = CannotAnswer("silent")
    with pytest.raises(VendorSilent):
        set_up(bench.world, new)

    assert bench.world.ledger.organisations.get("new") is None


def test_method_2_is_refused_beside_an_enabled_store(bench: Bench) -> None:
    """
    Under *strict*, and nothing is connected.
    """
    with pytest.raises(MethodRefused, match="disable the custom store"):
        connected(bench, ORGANISATION)

    assert bench.world.ledger.connections.all() == []


def test_a_store_is_not_enabled_beside_method_2(bench: Bench) -> None:
    """
    The switch stays Disabled.
    """
    connected(bench)
    store = bench.world.ledger.custom_stores.get(OTHER)

    with pytest.raises(MethodRefused, match="disconnect the ShipStation store"):
        set_custom_store(bench.world, replace(store, is_enabled=True))

    assert not bench.world.ledger.custom_stores.get(OTHER).is_enabled


def test_the_slot_is_one_for_each_organisation(bench: Bench) -> None:
    """
    The store decides, not a check in code.
    """
    organisations = bench.world.ledger.organisations

    assert organisations.take_slot(OTHER, Method.CUSTOM_STORE)
    assert organisations.take_slot(OTHER, Method.CUSTOM_STORE)
    assert not organisations.take_slot(OTHER, IMPORT)
    organisations.free_slot(OTHER, Method.CUSTOM_STORE)
    assert organisations.take_slot(OTHER, IMPORT)


def test_a_disconnected_method_frees_the_slot(bench: Bench) -> None:
    """
    Then the store may be enabled.
    """
    disconnect(bench.world, connected(bench).id)
    store = bench.world.ledger.custom_stores.get(OTHER)

    assert set_custom_store(bench.world, replace(store, is_enabled=True)) == ()


def test_the_cin7_policy_warns(bench: Bench) -> None:
    """
    Both are active then, and *strict* is refused until one is off.
    """
    change_policy(bench.world, ORGANISATION, Policy.CIN7)

    _, warnings = connect(bench.world, ORGANISATION, keys=KEYS, settings=Setup())

    assert len(warnings) == 1
    with pytest.raises(MethodRefused):
        change_policy(bench.world, ORGANISATION, Policy.STRICT)


def test_an_account_is_connected_once(bench: Bench) -> None:
    """
    Under any of its pairs, but for each organisation; again after a disconnect.
    """
    first = connected(bench)

    with pytest.raises(AlreadyConnected):
        connect(bench.world, OTHER, keys=KeyPair("c" * 32, "d" * 32), settings=Setup())
    disconnect(bench.world, first.id)
    assert connected(bench).state is State.ACTIVE


def test_refused_keys_get_a_hint_when_they_look_strange(bench: Bench) -> None:
    """
    A key of API V2 has another form.
    """
    bench.vendors.ship_station.problem = CredentialsRefused("no")

    with pytest.raises(KeysRefused, match="API V2"):
        connect(bench.world, OTHER, keys=KeyPair("TEST_x+y", ""), settings=Setup())
    with pytest.raises(KeysRefused) as caught:
        connected(bench)
    assert "V2" not in str(caught.value)


def test_new_keys_make_a_broken_connection_active(bench: Bench) -> None:
    """
    The reason goes with the state.
    """
    connection = connected(bench)
    connections = bench.world.ledger.connections
    connections.set_state(connection.id, State.BROKEN, reason="refused")

    after = replace_keys(bench.world, connection.id, KeyPair("new", "pair"))

    assert (after.state, after.reason, after.keys.key) == (State.ACTIVE, "", "new")


def test_what_is_not_there_is_said_so(bench: Bench) -> None:
    """
    Unknown organisations and connections.
    """
    with pytest.raises(NotFound):
        connect(bench.world, "nobody", keys=KEYS, settings=Setup())
    with pytest.raises(NotFound):
        disconnect(bench.world, "none")
