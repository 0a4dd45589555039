"""
Settings are checked before they are stored.
"""

from dataclasses import replace
from datetime import date

import pytest

from engine.connections.connect import connect
from engine.connections.problems import SettingsRefused, VendorSilent
from engine.connections.settings import change_settings
from engine.domain.records import Connection, KeyPair
from engine.domain.setup import InvoiceStatus, OrderFlow, Setup
from engine.ports.vendors import CannotAnswer
from tests.unit.engine.builders import OTHER
from tests.unit.engine.fakes import Bench


@pytest.fixture
def connection(bench: Bench) -> Connection:
    """
    Return a connection by method 2 with its first settings.
    """
    keys = KeyPair("a" * 32, "b" * 32)
    made, _ = connect(bench.world, OTHER, keys=keys, settings=Setup())
    return made


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"poll_minutes": 4}, "from 5 to 1440"),
        ({"automatic_pack": True}, "turn automatic_pick on"),
        ({"automatic_pick": True, "automatic_ship": True}, "turn automatic_pack on"),
        ({"payment_account": "1100"}, "invoice_status to authorised"),
        ({"customer": "Kestrel Cycles", "company_as_customer": True}, "choose one"),
        ({"customer": "Nobody"}, "no customer of Cin7 Core 'Nobody'"),
        ({"location": "Moon"}, "'Moon': choose one of Main Warehouse"),
        ({"price_tier": "Tier 9"}, "price_tier"),
        ({"tax_rule": "None"}, "tax_rule"),
        ({"stores": (1, 3)}, "no store of ShipStation '3': choose one of 1, 2"),
        ({"target_store": 2}, "no manual store of ShipStation '2'"),
        (
            {"invoice_status": InvoiceStatus.AUTHORISED, "payment_account": "9"},
            "no account for payments '9'",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    bench: Bench, connection: Connection, change: dict[str, object], sentence: str
) -> None:
    """
    And nothing is changed.
    """
    with pytest.raises(SettingsRefused, match=sentence):
        change_settings(bench.world, connection, replace(Setup(), **change))  # type: ignore[arg-type]

    stored = bench.world.ledger.connections.get(connection.id)
    assert stored is not None
    assert Setup() == stored.setup


def test_settings_come_back_as_they_were_stored(
    bench: Bench, connection: Connection
) -> None:
    """
    Days, numbers and words included.
    """
    told = Setup(
        order_flow=OrderFlow.IMPORT,
        stores=(2, 1),
        target_store=1,
        lock_date=date(2026, 3, 1),
        customer="Kestrel Cycles",
        location="Main Warehouse",
        automatic_pick=True,
        ignore_restock=True,
    )

    change_settings(bench.world, connection, told)

    stored = bench.world.ledger.connections.get(connection.id)
    assert stored is not None
    assert told == stored.setup


def test_only_what_changes_is_asked_for(bench: Bench, connection: Connection) -> None:
    """
    A setting that stays costs no call.
    """
    located = Setup(location="Main Warehouse")
    changed = change_settings(bench.world, connection, located)
    bench.cin7_core.calls.clear()

    change_settings(bench.world, changed, replace(located, poll_minutes=30))

    assert bench.cin7_core.calls == []


def test_a_silent_vendor_changes_nothing(bench: Bench, connection: Connection) -> None:
    """
    The person is asked to try again.
    """
    bench.cin7_core.problem = CannotAnswer("silent")

    with pytest.raises(VendorSilent, match="try again"):
        change_settings(bench.world, connection, Setup(location="Main Warehouse"))
