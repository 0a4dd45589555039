"""
Rates, and the packages that they are asked for.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.domain.packages import Package, Size
from engine.domain.route import Route
from engine.domain.sale import Address, Fulfilment
from engine.domain.service import ShipFrom
from engine.ports.vendors import Location, PageBroken
from engine.shipping_service.freight import (
    Goods,
    Measures,
    enter_packages,
    look,
    open_counter,
)
from engine.shipping_service.labels import buy_labels
from engine.shipping_service.problems import InTheWay, NotHere, Unusable
from engine.shipping_service.rates import Question, ask_rates, find_route
from tests.unit.engine.builders import AUSTIN, BELL, MUG, OTHER, a_fulfilment, with_task
from tests.unit.engine.fakes import Bench
from tests.unit.engine.shipping_service.desks import (
    GOODS,
    HEAVY_BELL,
    SERVICE,
    TASK,
    WISH,
    a_shop,
    desk_of,
    in_boxes,
    parcels_of,
    shop_of,
)

PORTLAND = replace(AUSTIN, city="Portland", state="Oregon", postcode="97201")


def asks(bench: Bench, *carriers: str) -> list[str]:
    """
    Ask for rates, and return the calls that it took.
    """
    ask_rates(desk_of(bench.world), GOODS, Question(carriers))
    return parcels_of(bench).calls


def route_of(bench: Bench) -> Route:
    """
    Return the way of the sale's parcels.
    """
    sale = bench.cin7_core.documents["sale-SO-00001"]
    desk = desk_of(bench.world)
    return find_route(desk, sale, sale.fulfilments[0], company="Kim Ltd")


def enters(bench: Bench, *measures: Measures) -> tuple[Package, ...]:
    """
    Enter packages, and return those that there are then.
    """
    counter = open_counter(bench.world, OTHER)
    return enter_packages(counter, GOODS, measures).packages


def test_equal_packages_share_a_call() -> None:
    """
    One call for each carrier and distinct package.
    """
    bench = a_shop(MUG, HEAVY_BELL, replace(MUG, box="Box 3"))

    assert asks(bench) == [
        "rates stamps_com 700.00",
        "rates fedex 700.00",
        "rates stamps_com 600.00",
        "rates fedex 600.00",
    ]


def test_prices_are_summed_cheapest_first() -> None:
    """
    The surcharge is part of the price.
    """
    bench = a_shop(MUG, HEAVY_BELL)

    found = ask_rates(desk_of(bench.world), GOODS, Question())

    assert [(one.service, one.total) for one in found.offers] == [
        ("usps_media_mail", Decimal("5.60")),
        ("usps_priority_mail", Decimal("15.96")),
        ("fedex_2day", Decimal("41.20")),
    ]
    assert found.remarks == ()


def test_a_service_that_takes_one_package_only_is_no_offer() -> None:
    """
    And a carrier that takes none says why; the rest is listed.
    """
    bench = a_shop(MUG)
    parcels_of(bench).rates_of["stamps_com"] = []

    found = ask_rates(desk_of(bench.world), GOODS, Question())
    alone = ask_rates(desk_of(bench.world), GOODS, Question(("stamps_com",)))

    assert [one.service for one in found.offers] == ["fedex_2day"]
    assert found.remarks == ("stamps_com: no applicable services",)
    assert alone.offers == ()
    assert "no service of these carriers" in alone.remarks[-1]


def test_an_unknown_carrier_is_refused() -> None:
    """
    With those that there are.
    """
    with pytest.raises(Unusable, match="choose of stamps_com, fedex"):
        asks(a_shop(), "pigeon")


def test_parcels_leave_where_they_were_packed() -> None:
    """
    Then from the address that the setting names.
    """
    bench = a_shop()
    shop = shop_of(bench)
    assert route_of(bench).start.city == "Austin"
    bench.world.ledger.connections.set_settings(
        desk_of(bench.world).connection.id,
        replace(SERVICE, default_ship_from=ShipFrom.DEFAULT_LOCATION),
    )
    shop.places = [
        Location("Main", is_default=False, address=Address()),
        Location("Annex", is_default=True, address=PORTLAND),
    ]
    assert route_of(bench).start.state == "OR"
    shop.places = [Location("Main", is_default=False, address=PORTLAND)]
    assert route_of(bench).start.postcode == "97201"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (Address(), "address"),
        (replace(AUSTIN, postcode=""), "address"),
        (replace(AUSTIN, country="Atlantis"), "country"),
    ],
)
def test_nowhere_is_no_goal(address: Address, code: str) -> None:
    """
    Said before ShipStation is asked.
    """
    bench = a_shop()
    sale = bench.cin7_core.documents["sale-SO-00001"]
    bench.cin7_core.put(replace(sale, shipping=address))

    with pytest.raises(Unusable) as told:
        asks(bench)

    assert told.value.code == code
    assert parcels_of(bench).calls == []


def test_nowhere_is_no_start() -> None:
    """
    Where no address is known, the way out is told.
    """
    bench = a_shop()
    shop_of(bench).address = None

    with pytest.raises(Unusable, match="Default Ship From Address"):
        asks(bench)


def test_a_box_weighs_what_lies_in_it() -> None:
    """
    A product without a unit counts in the usual one of Cin7 Core.
    """
    bench = a_shop(MUG, replace(HEAVY_BELL, box="Box 1", weight_units=""))

    freight = look(open_counter(bench.world, OTHER), GOODS)

    assert freight.packages == (Package("Box 1", Decimal("1300.00")),)


@pytest.mark.parametrize(
    ("line", "code"),
    [(BELL, "weight"), (replace(HEAVY_BELL, weight_units="stone"), "units")],
)
def test_a_box_that_cannot_be_weighed_is_refused(line: object, code: str) -> None:
    """
    Before a call to ShipStation; a weight that is entered helps.
    """
    bench = a_shop(MUG, line)  # type: ignore[arg-type]
    with pytest.raises(Unusable) as told:
        asks(bench)
    shown = look(open_counter(bench.world, OTHER), GOODS)

    enters(bench, Measures("Box 2", Decimal(3), "lb"))

    assert told.value.code == code
    assert "Box 2" in shown.problem
    assert "rates fedex 1360.78" in asks(bench)


def test_packages_are_entered_in_any_unit() -> None:
    """
    And kept in grams and centimetres; what is entered anew replaces it all.
    """
    bench = a_shop(MUG, HEAVY_BELL)
    sides = (Decimal(12), Decimal(10), Decimal("0.5"))

    first = enters(bench, Measures("Box 1", Decimal(2), "kg", sides, "in"))
    second = enters(bench)

    size = Size(Decimal("30.48"), Decimal("25.40"), Decimal("1.27"))
    assert first[0] == Package("Box 1", Decimal("2000.00"), size)
    assert second[0] == Package("Box 1", Decimal("700.00"))


@pytest.mark.parametrize(
    ("measures", "code"),
    [
        (Measures("Box 9", Decimal(1), "kg"), "box"),
        (Measures("Box 1", Decimal(0), "kg"), "weight"),
        (Measures("Box 1", Decimal(1), "stone"), "units"),
        (Measures("Box 1", Decimal(1), "kg", (Decimal(1),) * 3, "ell"), "units"),
        (Measures("Box 1", Decimal(1), "kg", (Decimal(0),) * 3, "cm"), "size"),
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(
    measures: Measures, code: str
) -> None:
    """
    And nothing is kept.
    """
    bench = a_shop()

    with pytest.raises(Unusable) as told:
        enters(bench, measures)

    assert told.value.code == code
    assert bench.world.ledger.packages.entered(OTHER, TASK) == {}


def test_a_package_with_a_label_stays() -> None:
    """
    What is printed cannot be changed; the other packages can.
    """
    bench = a_shop(MUG, HEAVY_BELL)
    parcels_of(bench).refusals = [None, PageBroken("out of numbers")]
    buy_labels(desk_of(bench.world), GOODS, WISH)

    with pytest.raises(InTheWay, match="void it before"):
        enters(bench, Measures("Box 1", Decimal(2), "kg"))

    assert enters(bench, Measures("Box 2", Decimal(2), "kg"))[1].weight_grams == 2000


def two_fulfilments(bench: Bench, **second: object) -> Fulfilment:
    """
    Give the sale a second fulfilment.
    """
    sale = bench.cin7_core.documents["sale-SO-00001"]
    task = a_fulfilment("task-2", number=2, **second)
    bench.cin7_core.put(replace(sale, fulfilments=(*sale.fulfilments, task)))
    return task


def test_of_several_fulfilments_the_packed_one_is_meant() -> None:
    """
    If that is not clear, it has to be said.
    """
    bench = a_shop()
    counter = open_counter(bench.world, OTHER)
    two_fulfilments(bench, pack_status="DRAFT")
    assert look(counter, GOODS).task.number == 1
    two_fulfilments(bench)

    with pytest.raises(InTheWay, match="1 or 2"):
        look(counter, GOODS)

    assert look(counter, Goods("SO-00001", 2)).task.task_id == "task-2"
    with pytest.raises(NotHere, match="no fulfilment 3"):
        look(counter, Goods("SO-00001", 3))


def test_what_is_not_packed_has_no_packages() -> None:
    """
    Neither rates nor packages to enter.
    """
    bench = a_shop()
    bench.cin7_core.put(with_task(in_boxes(MUG), pack_status="DRAFT"))

    with pytest.raises(Unusable, match="not authorised yet"):
        asks(bench)
    with pytest.raises(InTheWay, match="not authorised yet"):
        enters(bench)


def test_a_voided_sale_has_nothing_to_send() -> None:
    """
    Whatever its fulfilments say.
    """
    bench = a_shop()
    sale = bench.cin7_core.documents["sale-SO-00001"]
    bench.cin7_core.put(replace(sale, status="VOIDED"))

    with pytest.raises(InTheWay, match="voided"):
        asks(bench)
