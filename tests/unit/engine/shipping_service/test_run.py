"""
The regular work of a shipping service: what is exported, in what batches.
"""

from dataclasses import replace

import pytest

from engine.domain.sale import Sale
from engine.domain.service import Mode, ShippingService
from engine.domain.ship_notice import Shipment
from engine.ports.vendors import CannotAnswer, ListedShipment
from engine.shipping_service.export import export_filter
from engine.shipping_service.labels import buy_labels
from engine.shipping_service.run import is_unfinished, run
from tests.unit.engine.builders import MUG, OTHER, a_sale
from tests.unit.engine.fakes import Bench
from tests.unit.engine.shipping_service.desks import (
    GOODS,
    HEAVY_BELL,
    SERVICE,
    TASK,
    WISH,
    ShopInTheStates,
    a_shop,
    desk_of,
    numbers,
    parcels_of,
)

SALE = "sale-SO-00001"


def exporting(bench: Bench, **settings: object) -> None:
    """
    Run the one shipping service, as an exporting one, until nothing is left over.
    """
    (connection,) = bench.world.ledger.connections.all(OTHER)
    changed = replace(SERVICE, mode=Mode.EXPORT, **settings)  # type: ignore[arg-type]
    bench.world.ledger.connections.set_settings(connection.id, changed)
    connection = replace(connection, settings=changed)
    for _ in range(9):
        run(bench.world, connection, patient=True)
        bench.clock.advance(minutes=1)
        if not is_unfinished(bench.world, connection):
            return
    raise AssertionError("the work has no end")


def test_no_call_takes_more_than_a_hundred_orders() -> None:
    """
    250 sales are sent in batches, as fast as Cin7 Core lets them be read.
    """
    bench = a_shop()
    bench.cin7_core.documents.clear()
    bench.cin7_core.rows.clear()
    for number in range(250):
        bench.cin7_core.put(a_sale(f"SO-{number:05d}"))

    exporting(bench)

    sizes = [
        int(one.removeprefix("create "))
        for one in parcels_of(bench).calls
        if one.startswith("create")
    ]
    assert sum(sizes) == 250
    assert max(sizes) <= 100


def test_a_service_for_labels_exports_nothing() -> None:
    """
    It lists no sales at Cin7 Core either.
    """
    bench = a_shop()
    (connection,) = bench.world.ledger.connections.all(OTHER)
    bench.cin7_core.calls.clear()

    run(bench.world, connection, patient=True)

    assert bench.cin7_core.calls == []
    assert parcels_of(bench).forms == []
    assert not is_unfinished(bench.world, connection)


@pytest.mark.parametrize(
    ("settings", "gate"),
    [
        ({}, None),
        ({"locations": ("Main",)}, None),
        ({"locations": ("Annex",)}, "location"),
        ({"carriers": ("Ground",)}, None),
        ({"carriers": ("Air",)}, "carrier"),
        ({"customer_tags": ("Trade", "VIP")}, None),
        ({"customer_tags": ("Retail",)}, "customer_tag"),
    ],
)
def test_the_filter_names_what_it_does_not_want(
    settings: dict[str, tuple[str, ...]], gate: str | None
) -> None:
    """
    Location, carrier, tag of the customer.
    """
    shop = ShopInTheStates()
    shop.tags["c-1"] = ["Trade"]
    wanted = export_filter(replace(SERVICE, **settings), shop)  # type: ignore[arg-type]

    held = wanted(a_sale())

    assert (held.gate if held else None) == gate


def test_a_sale_without_a_location_has_that_of_its_goods() -> None:
    """
    And a customer's tags are asked for once.
    """
    shop = ShopInTheStates()
    service = ShippingService(locations=("Main",), customer_tags=("Trade",))
    wanted = export_filter(service, shop)  # type: ignore[arg-type]
    sales: list[Sale] = [a_sale(location=""), a_sale(location="")]

    gates = [held.gate for one in sales if (held := wanted(one))]

    assert gates == ["customer_tag", "customer_tag"]
    assert shop.calls == ["tags c-1"]


def test_a_poll_leaves_labels_of_ours_alone() -> None:
    """
    While one is being made it waits, and afterwards the label says its box itself.
    """
    bench = a_shop(MUG, HEAVY_BELL)
    parcels = parcels_of(bench)
    parcels.losses = [CannotAnswer("it hung up")]
    with pytest.raises(CannotAnswer):
        buy_labels(desk_of(bench.world), GOODS, WISH)
    (connection,) = bench.world.ledger.connections.all(OTHER)
    shipment = Shipment("94-1", "stamps_com", shipped_on=WISH.shipped_on)
    listed = ListedShipment(
        "7001",
        TASK,
        "SO-00001",
        is_voided=False,
        is_return=False,
        shipment=shipment,
        order_id=100,
    )
    parcels.shipments = [listed]

    run(bench.world, connection, patient=True)
    early = [one.ship_lines for one in bench.cin7_core.documents[SALE].fulfilments]
    bench.clock.advance(minutes=15)
    run(bench.world, connection, patient=True)

    assert early == [()]
    assert numbers(bench) == ["94-1", ""]
