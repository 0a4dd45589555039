"""
A shop with a shipping service, over vendors in memory that keep what is done to them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from engine.connections.connect import connect
from engine.domain.labels import Purchase, Wish
from engine.domain.packages import Package
from engine.domain.rates import Rate
from engine.domain.records import Connection, KeyPair, Organisation
from engine.domain.route import Route
from engine.domain.sale import Address, OrderLine, PackLine, Sale
from engine.domain.service import ShippingService
from engine.domain.ship_plan import ShipPlan
from engine.domain.store_order import StoreOrder, StoreOrderForm
from engine.ports.vendors import (
    Bought,
    Choice,
    Company,
    CreatedOrder,
    Location,
    PageBroken,
    Units,
    Verdict,
)
from engine.ports.world import World
from engine.shipping_service.desk import Desk, open_desk
from engine.shipping_service.freight import Goods, open_counter
from tests.unit.engine.builders import (
    AUSTIN,
    BELL,
    MUG,
    NOON,
    OTHER,
    a_fulfilment,
    a_row,
    a_sale,
)
from tests.unit.engine.fakes import Bench, FakeCin7Core, FakeShipStation, make_bench

KEYS = KeyPair("a" * 32, "b" * 32)
SERVICE = ShippingService("USD", "grams", "centimeters")
GOODS = Goods("SO-00001")
TASK = "task-so-00001"
WISH = Wish(
    carrier="stamps_com",
    service="usps_priority_mail",
    package_code="package",
    confirmation="none",
    shipped_on=date(2026, 3, 5),
)
HEAVY_BELL = replace(BELL, weight=Decimal("0.2"), weight_units="kg")


class ShopInTheStates(FakeCin7Core):
    """
    A Cin7 Core that counts in dollars, and whose sales are as they were last written.
    """

    def __init__(self) -> None:
        super().__init__()
        self.own = Company("Ada Ltd", "USD", "kg", "cm")
        self.address: Address | None = AUSTIN
        self.places = [Location("Main", is_default=True, address=Address())]
        self.tags: dict[str, list[str]] = {}
        self.locked: Exception | None = None

    def company(self) -> Company:
        """
        Return the settings of the company.
        """
        self._called("me")
        return self.own

    def company_address(self) -> Address | None:
        """
        Return the company's address.
        """
        self._called("addresses")
        return self.address

    def locations(self) -> Sequence[Location]:
        """
        Return the warehouses.
        """
        self._called("locations")
        return self.places

    def customer_tags(self, customer_id: str) -> Sequence[str]:
        """
        Return the tags of a customer.
        """
        self._called(f"tags {customer_id}")
        return self.tags.get(customer_id, [])

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage, unless something is in the way.
        """
        if self.locked is not None:
            raise self.locked
        super().ship(plan)
        for sale in list(self.documents.values()):
            if task := sale.fulfilment(plan.task_id):
                after = replace(task, ship_status=plan.status, ship_lines=plan.lines)
                others = (one for one in sale.fulfilments if one is not task)
                changed = replace(sale, fulfilments=(*others, after))
                self.put(changed, a_row(changed, len(self.calls)))


class ParcelShop(FakeShipStation):
    """
    A ShipStation that sells labels.

    Attributes:
        purchases_made: What was bought, by order.
        refusals: Raised by the next purchases, before they are made.
        losses: Raised by the next purchases, after they were made.
    """

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.forms: list[StoreOrderForm] = []
        self.listed: list[StoreOrder] = []
        self.purchases_made: list[tuple[int, Purchase]] = []
        self.refusals: list[Exception | None] = []
        self.losses: list[Exception | None] = []
        self.rates_of: dict[str, list[Rate]] = {
            "stamps_com": [
                Rate("stamps_com", "usps_priority_mail", "Priority", Decimal("7.98")),
                Rate("stamps_com", "usps_media_mail", "Media", Decimal("2.80")),
            ],
            "fedex": [
                Rate("fedex", "fedex_2day", "2Day", Decimal(20), Decimal("0.60"))
            ],
        }
        self.verdict = Verdict(is_approved=True, message="Label voided successfully")
        self.answers: list[CreatedOrder] | None = None
        self.now = NOON

    def carriers(self) -> Sequence[Choice]:
        """
        Return two carriers.
        """
        return [Choice(code, code) for code in self.rates_of]

    def rates(
        self,
        carrier: str,
        package: Package,
        route: Route,
        *,
        package_code: str,
        confirmation: str,
        units: Units,
    ) -> Sequence[Rate]:
        """
        Return the rates of a carrier, whatever the package.
        """
        del route, package_code, confirmation, units
        self.calls.append(f"rates {carrier} {package.weight_grams}")
        if not self.rates_of[carrier]:
            raise PageBroken("no applicable services")
        return self.rates_of[carrier]

    def order(self, order_id: int) -> StoreOrder | None:
        """
        Return an order.
        """
        return next((one for one in self.listed if one.order_id == order_id), None)

    def orders_numbered(self, number: str) -> Sequence[StoreOrder]:
        """
        Return the orders with the number.
        """
        self.calls.append(f"orders {number}")
        return [one for one in self.listed if one.order_number == number]

    def create_orders(self, orders: Sequence[StoreOrderForm]) -> Sequence[CreatedOrder]:
        """
        Keep the orders: one for each key.
        """
        self.calls.append(f"create {len(orders)}")
        if self.answers is not None:
            return self.answers
        answers = []
        for form in orders:
            self.forms.append(form)
            keys = list(dict.fromkeys(one.order.order_id for one in self.forms))
            number = 100 + keys.index(form.order.order_id)
            answers.append(CreatedOrder(form.order.order_id, number))
        return answers

    def purchases(self, order_id: int) -> Sequence[Purchase]:
        """
        Return what was bought for an order.
        """
        self.calls.append(f"purchases {order_id}")
        return [one for owner, one in self.purchases_made if owner == order_id]

    def buy_label(
        self, order_id: int, package: Package, wish: Wish, *, units: Units
    ) -> Bought:
        """
        Sell a label.
        """
        del units
        self.calls.append(f"buy {package.box}")
        if self.refusals and (refusal := self.refusals.pop(0)):
            raise refusal
        count = len(self.purchases_made) + 1
        purchase = Purchase(
            shipment_id=7000 + count,
            created_at=self.now,
            carrier=wish.carrier,
            service=wish.service,
            weight_grams=package.weight_grams,
            tracking_number=f"94-{count}",
            cost=Decimal("7.98"),
            insurance_cost=Decimal(0),
            shipped_on=wish.shipped_on,
        )
        self.purchases_made.append((order_id, purchase))
        if self.losses and (loss := self.losses.pop(0)):
            raise loss
        return Bought(purchase, b"%PDF-")

    def void_label(self, shipment_id: int) -> Verdict:
        """
        Void a label, if this shop does that.
        """
        self.calls.append(f"void {shipment_id}")
        if self.verdict.is_approved:
            self.purchases_made = [
                (
                    owner,
                    replace(
                        one, is_voided=one.is_voided or one.shipment_id == shipment_id
                    ),
                )
                for owner, one in self.purchases_made
            ]
        return self.verdict


def in_boxes(*lines: PackLine, number: str = "SO-00001") -> Sale:
    """
    Return a sale that is packed as told, and not shipped.
    """
    task = a_fulfilment(
        f"task-{number.lower()}",
        pack_lines=lines or (MUG,),
        ship_status="NOT AVAILABLE",
        ship_lines=(),
    )
    ordered = tuple(
        OrderLine(one.product_id, one.sku, one.quantity, Decimal(18))
        for one in task.pack_lines
    )
    return a_sale(number, fulfilments=(task,), order_lines=ordered)


def a_shop(*lines: PackLine) -> Bench:
    """
    Return a bench with a packed sale and a shipping service.
    """
    bench = make_bench()
    bench.vendors.cin7_core = ShopInTheStates()
    bench.vendors.ship_station = ParcelShop()
    bench.world.ledger.custom_stores.put(replace(bench.store, is_enabled=False))
    bench.world.ledger.organisations.put(Organisation(OTHER, "Kim Ltd", "key-2"))
    bench.cin7_core.put(in_boxes(*lines))
    connects(bench)
    return bench


def connects(bench: Bench, service: ShippingService = SERVICE) -> Connection:
    """
    Return a shipping service that is connected.
    """
    made, _ = connect(bench.world, OTHER, keys=KEYS, settings=service)
    return made


def desk_of(world: World) -> Desk:
    """
    Return the desk of the one shipping service.
    """
    return open_desk(open_counter(world, OTHER))


def parcels_of(bench: Bench) -> ParcelShop:
    """
    Return the fake that sells labels.
    """
    shop = bench.vendors.ship_station
    assert isinstance(shop, ParcelShop)
    return shop


def shop_of(bench: Bench) -> ShopInTheStates:
    """
    Return the fake that counts in dollars.
    """
    shop = bench.vendors.cin7_core
    assert isinstance(shop, ShopInTheStates)
    return shop


def numbers(bench: Bench) -> list[str]:
    """
    Return the tracking numbers in the ship stage, box by box.
    """
    (task,) = bench.cin7_core.documents["sale-SO-00001"].fulfilments
    return [line.tracking_number for line in task.ship_lines]
