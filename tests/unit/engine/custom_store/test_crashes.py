"""
A process that dies anywhere loses nothing and does nothing twice.

Each test finds out how many steps the work has, and dies at each of them once, before
the call of a port and right after it; then another process goes on.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from engine.custom_store.export import Turns, export
from engine.custom_store.notices import receive
from engine.custom_store.run import run
from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.records import CustomStore
from engine.domain.sale import Invoice, Sale
from engine.domain.ship_plan import ShipPlan
from engine.domain.windows import Window
from engine.ports.world import World
from tests.unit.engine.builders import (
    BELL,
    MUG,
    ORGANISATION,
    a_fulfilment,
    a_row,
    a_sale,
    with_task,
)
from tests.unit.engine.fakes import Bench, FakeCin7Core, make_bench
from tests.unit.engine.mortal import Died, mortal

STORE = CustomStore(ORGANISATION, is_enabled=True, cost_to_invoice=True)
BODY = (
    b"<ShipNotice><OrderNumber>SO-00001</OrderNumber><Carrier>UPS</Carrier>"
    b"<TrackingNumber>1Z9</TrackingNumber><ShippingCost>8.95</ShippingCost>"
    b"<NotesToCustomer>Thank you</NotesToCustomer>"
    b"<Items><Item><SKU>MUG-1</SKU><Quantity>2</Quantity></Item></Items></ShipNotice>"
)
MOST_STEPS = 500


class WritableCin7Core(FakeCin7Core):
    """
    A Cin7 Core whose sales are as they were last written.
    """

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage.
        """
        super().ship(plan)
        sale = self.documents["sale-SO-00001"]
        changed = with_task(
            sale,
            ship_status=plan.status,
            ship_lines=plan.lines,
            shipping_notes=plan.shipping_notes,
        )
        self.put(changed, a_row(changed, len(self.calls)))

    def charge(self, cost: InvoiceCost) -> None:
        """
        Write the charges of the invoice.
        """
        super().charge(cost)
        sale = self.documents["sale-SO-00001"]
        (invoice,) = sale.invoices
        written = Invoice(invoice.status, task_id=invoice.task_id, charges=cost.charges)
        self.documents[sale.sale_id] = a_sale(
            fulfilments=sale.fulfilments, invoices=(written,)
        )


def two_boxes() -> Sale:
    """
    Return a sale in two boxes, with a drafted invoice.
    """
    task = a_fulfilment("task-so-00001", pack_lines=(MUG, BELL))
    return a_sale(fulfilments=(task,), invoices=(Invoice("DRAFT", task_id="bill-1"),))


def a_bench() -> Bench:
    """
    Return a bench with a sale in two boxes, and a product with an image.
    """
    bench = make_bench()
    bench.vendors.cin7_core = WritableCin7Core()
    bench.world.ledger.custom_stores.put(STORE)
    bench.cin7_core.put(two_boxes())
    bench.cin7_core.products = [
        ListedProduct("p-mug", "v1", (Image("https://example.org/mug.png"),))
    ]
    return bench


def offered() -> Bench:
    """
    Return a bench whose sale was offered.
    """
    bench = a_bench()
    export(bench.world, STORE, Window(), page=1, turns=Turns())
    bench.cin7_core.calls.clear()
    return bench


def dead_at_each_step(
    make: Callable[[], Bench], work: Callable[[World], object]
) -> list[tuple[str, Bench]]:
    """
    Return a bench for each step at which the work can be cut, with the step's name.
    """
    cut = []
    for dies_at in range(MOST_STEPS):
        bench = make()
        world, reaper = mortal(bench, dies_at)
        try:
            work(world)
        except Died:
            cut.append((reaper.steps[-1], bench))
        else:
            return cut
    raise AssertionError("the work has no end")


def receives(world: World) -> None:
    """
    Take the notice.
    """
    receive(world, STORE, BODY, {})


def goes_on(bench: Bench) -> None:
    """
    Let other processes do what is due, when the dead one's lease has ended.
    """
    bench.clock.advance(minutes=3)
    for _ in range(2):
        run(bench.world, STORE, patient=True)
        bench.clock.advance(minutes=15)


def is_stored(bench: Bench) -> bool:
    """
    Tell whether the notice is on disk.
    """
    with bench.database.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar_one()
    return bool(found)


def test_a_notice_that_is_stored_is_applied_once() -> None:
    """
    Whatever the step: one number, one cost, one note, one shipment, offered no more.
    """
    cut = dead_at_each_step(offered, receives)
    stored = [(step, bench) for step, bench in cut if is_stored(bench)]

    for step, bench in stored:
        goes_on(bench)
        sale = bench.cin7_core.documents["sale-SO-00001"]
        (task,) = sale.fulfilments
        numbers = [line.tracking_number for line in task.ship_lines]
        assert numbers == ["1Z9", ""], step
        assert task.shipping_notes == "Thank you", step
        assert [one.price for one in sale.invoices[0].charges] == [Decimal("8.95")], (
            step
        )
        (shipment,) = bench.world.ledger.shipments.all(ORGANISATION)
        assert shipment.is_applied, step
        assert bench.waiting() == [], step
        assert bench.world.ledger.mirror.count(ORGANISATION, Window()) == 0, step
    assert len(stored) > 15


def test_a_notice_that_was_not_stored_is_sent_again() -> None:
    """
    ShipStation had no success, and a second notice does all.
    """
    for step, bench in dead_at_each_step(offered, receives):
        bench.clock.advance(minutes=3)

        receives(bench.world)

        (shipment,) = bench.world.ledger.shipments.all(ORGANISATION)
        assert shipment.tracking_number == "1Z9", step
        (invoice,) = bench.cin7_core.documents["sale-SO-00001"].invoices
        assert len(invoice.charges) == 1, step


def test_a_refresh_that_is_cut_is_made_up_for() -> None:
    """
    The sale is offered once, with its image, and what was read is logged once.
    """
    cut = dead_at_each_step(a_bench, lambda world: run(world, STORE, patient=True))

    for step, bench in cut:
        goes_on(bench)
        document = export(bench.world, STORE, Window(), page=1, turns=Turns())
        assert document.count("<Order>") == 1, step
        assert "mug.png" in document, step
        assert bench.log() == [("SO-00001", "delivered", "offered")], step
    assert len(cut) > 30


def test_a_change_that_is_cut_reaches_the_next_window() -> None:
    """
    The moment of a change is when it reached the mirror, so no window misses it.
    """

    def changed() -> Bench:
        bench = offered()
        bench.clock.advance(minutes=15)
        sale = two_boxes()
        sale = a_sale(fulfilments=sale.fulfilments, invoices=(), note="Changed")
        bench.cin7_core.put(sale, a_row(sale, 2))
        return bench

    for step, bench in dead_at_each_step(
        changed, lambda world: run(world, STORE, patient=True)
    ):
        asked_at = bench.clock.now()
        goes_on(bench)
        told = export(bench.world, STORE, Window(asked_at), page=1, turns=Turns())
        assert "Changed" in told, step


@pytest.mark.parametrize("page", [1, 2])
def test_an_export_that_is_cut_is_answered_the_same(page: int) -> None:
    """
    What was claimed for a page that never arrived is offered all the same.
    """

    def asks(world: World) -> str:
        return export(world, STORE, Window(), page=page, turns=Turns())

    whole = asks(a_bench().world)
    for step, bench in dead_at_each_step(a_bench, asks):
        assert asks(bench.world) == whole, step
