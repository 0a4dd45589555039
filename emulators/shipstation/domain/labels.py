"""
Buy a label for an order: what it costs, and what it does to the order.

The documentation forbids labels for orders that await payment, and allows them on hold.
What is cancelled offers none at the screen, so it is refused as well. A second label
for an order that is shipped is allowed; nothing is left that could be in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.carrier_tables import Offer
from emulators.shipstation.domain.carriers import Carrier
from emulators.shipstation.domain.errors import NullReference, Refused
from emulators.shipstation.domain.label_page import LabelPage, print_label
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.order import (
    AWAITING_PAYMENT,
    CANCELLED,
    SHIPPED,
    Line,
    Order,
)
from emulators.shipstation.domain.planned_shipments import (
    Parts,
    chosen_parts,
    planned_shipments,
)
from emulators.shipstation.domain.rates import insurance_cost, label_cost, zone_between
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.domain.wire import day, money, pacific

_FIRST_ID = 72513480
_TEST_ID = -1
_TEST_TRACKING = "9" * 20
_TEST_CARRIER = "stamps_com"
_UNLABELLED = (AWAITING_PAYMENT, CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish:
    """
    What is asked of a label.

    Attributes:
        ship_date: Today for None; so is the weight the order's, and the options too.

        parts: SKUs and quantities; for None all that is left, or the next shipment of
            an order that was split.

        test: A sample, for USPS only, which costs and changes nothing.
    """

    order_id: int
    carrier_code: str | None
    service_code: str | None
    package_code: str | None = None
    confirmation: str | None = None
    ship_date: date | None = None
    weight: Weight | None = None
    options: Mapping[str, Any]
    test: bool = False
    parts: Parts | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """
    A label that was made.

    Attributes:
        shipment: None for a test label.

        page: The PDF.
    """

    shipment: Shipment | None
    cost: Decimal
    insurance_cost: Decimal
    tracking_number: str
    page: bytes

    @property
    def shipment_id(self) -> int:
        """
        The shipment's number; -1 for a test label.
        """
        return self.shipment.shipment_id if self.shipment else _TEST_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """
    A label before it is paid.
    """

    order: Order
    carrier: Carrier
    service: Offer
    package: Offer
    confirmation: str
    ship_date: date
    weight: Weight
    options: Mapping[str, Any]
    lines: tuple[tuple[Line, int], ...]


def buy_label(account: Account, wish: LabelWish) -> Label:
    """
    Buy a label; the order is shipped when all of it has one.

    A wish that fails later on has written its weight and ship date on the order
    already, without moving the date of modification.

    Raises:
        NotFound: There is no such order.

        Refused: ShipStation or the carrier does not make it.

        Impossible: More is to be shipped than there is.
    """
    order = account.orders.get(wish.order_id)
    if order.status in _UNLABELLED:
        raise Refused(
            f"Order {order.order_number} is {order.status.replace('_', ' ')}: "
            "no label can be created for it."
        )
    ship_date = wish.ship_date or pacific(account.now()).date()
    order.document["shipDate"] = day(ship_date)
    if wish.weight is not None:
        order.weight = wish.weight
    plan = _plan(account, order, wish, ship_date)
    return _test_label(account, plan) if wish.test else _real_label(account, plan)


def _plan(account: Account, order: Order, wish: LabelWish, ship_date: date) -> _Plan:
    carrier = account.carriers.find(wish.carrier_code)
    service = carrier.provider.service(wish.service_code) if carrier else None
    if carrier is None or service is None:
        raise NullReference
    package = carrier.provider.package(wish.package_code or "package")
    if package is None:
        raise Refused("Invalid packageCode", recorded=True)
    if wish.test and carrier.provider.code != _TEST_CARRIER:
        raise Refused("Test labels are made for USPS only.")
    kept = {key: order.to_document()[key] for key in _OPTIONS}
    return _Plan(
        order=order,
        carrier=carrier,
        service=service,
        package=package,
        confirmation=wish.confirmation or "none",
        ship_date=ship_date,
        weight=order.weight,
        options={**kept, **wish.options},
        lines=_parts(order, wish.parts),
    )


_OPTIONS = ("dimensions", "insuranceOptions", "internationalOptions", "advancedOptions")


def _parts(order: Order, parts: Parts | None) -> tuple[tuple[Line, int], ...]:
    if parts is None:
        return tuple(next(iter(planned_shipments(order)), ()))
    return chosen_parts(order, order.unshipped(), parts)


def _test_label(account: Account, plan: _Plan) -> Label:
    page = print_label(_page(account, plan, _TEST_TRACKING, test=True))
    return Label(None, Decimal(0), Decimal(0), _TEST_TRACKING, page)


def _real_label(account: Account, plan: _Plan) -> Label:
    order = plan.order
    place = account.warehouses.find(order.advanced["warehouseId"])
    price = label_cost(
        plan.service.code,
        plan.weight,
        zone=zone_between(place.origin if place else None, order.ship_to),
        confirmation=plan.confirmation,
    )
    insurance = insurance_cost(plan.options["insuranceOptions"])
    account.carriers.pay(plan.carrier, price + insurance)
    tracking_number = _tracking_number(account, plan.carrier)
    page = print_label(_page(account, plan, tracking_number, test=False))
    shipment = _shipment(account, plan, tracking_number, (price, insurance))
    account.shipments.add(shipment)
    _ship(account, plan)
    return Label(shipment, price, insurance, tracking_number, page)


def _ship(account: Account, plan: _Plan) -> None:
    order = plan.order
    order.ship(plan.lines)
    if not order.unshipped():
        order.enter(SHIPPED)
    order.document.update(
        carrierCode=plan.carrier.provider.code,
        serviceCode=plan.service.code,
        packageCode=plan.package.code,
        confirmation=plan.confirmation,
    )
    order.modified_at = account.now()
    account.orders.put(order)


def _shipment(
    account: Account, plan: _Plan, tracking_number: str, costs: tuple[Decimal, Decimal]
) -> Shipment:
    order = plan.order
    return Shipment(
        shipment_id=account.ids.number("shipment", _FIRST_ID),
        order_id=order.order_id,
        order_number=order.order_number,
        store_id=order.store_id,
        created_at=account.now(),
        ship_date=plan.ship_date,
        carrier_code=plan.carrier.provider.code,
        notice_code=plan.carrier.provider.notice_code,
        service_code=plan.service.code,
        service_name=plan.service.name,
        tracking_number=tracking_number,
        weight=plan.weight,
        lines=plan.lines,
        document={
            "orderKey": order.order_key,
            "userId": account.owner.user_id,
            "customerEmail": order.document.get("customerEmail"),
            "shipmentCost": costs[0],
            "insuranceCost": costs[1],
            "packageCode": plan.package.code,
            "confirmation": plan.confirmation,
            "warehouseId": order.advanced["warehouseId"],
            "shipTo": order.ship_to,
            **plan.options,
            "advancedOptions": {
                **plan.options["advancedOptions"],
                "storeId": order.store_id,
            },
        },
    )


def _tracking_number(account: Account, carrier: Carrier) -> str:
    match carrier.provider.notice_code:
        case "USPS":
            return "9400" + account.ids.digits(18)
        case "UPS":
            return "1Z" + account.ids.digits(16)
        case "FedEx":
            return account.ids.digits(12)
    return account.ids.digits(10)


def _page(account: Account, plan: _Plan, tracking: str, *, test: bool) -> LabelPage:
    order = plan.order
    place = account.warehouses.find(order.advanced["warehouseId"])
    store = account.stores.get(order.store_id)
    return LabelPage(
        carrier=plan.carrier.provider.name,
        service=plan.service.name,
        sender=_lines_of(place.origin) if place else (store.name,),
        recipient=_lines_of(order.ship_to),
        order_number=order.order_number,
        weight=f"{money(plan.weight.value)} {plan.weight.units}",
        ship_date=plan.ship_date.isoformat(),
        tracking_number=tracking,
        test=test,
    )


def _lines_of(address: Mapping[str, Any]) -> tuple[str, ...]:
    town = " ".join(
        address[key] for key in ("city", "state", "postalCode") if address.get(key)
    )
    lines = [
        *(address.get(k) for k in ("name", "company", "street1", "street2", "street3")),
        town,
        address.get("country"),
    ]
    return tuple(line for line in lines if line)
