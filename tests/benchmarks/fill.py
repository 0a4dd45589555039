"""
Accounts with many orders, or sales, built through the domain and not over HTTP.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from emulators.cin7_core.domain.customer import Customer
from emulators.cin7_core.domain.ordering import create_sale, write_order
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.shipstation.domain.labels import LabelWish, buy_label
from emulators.shipstation.domain.marking import ShippedMark, mark_as_shipped
from emulators.shipstation.domain.order import STATUSES, Order
from emulators.shipstation.domain.order_form import draft_of
from emulators.shipstation.domain.order_pass import complete
from emulators.shipstation.domain.order_upsert import Target
from emulators.shipstation.domain.order_upsert import write_order as put_order
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.service import ShipStation

SPREAD_SECONDS = 300
_START = datetime(2026, 1, 1)  # noqa: DTZ001  # US Pacific, as orders have it
_STATES = ("ID", "TX", "NY", "CA", "WA")
_CUSTOMER = "c0000000-0000-4000-8000-000000000001"
_PRODUCT = "c0000000-0000-4000-8000-000000000002"
_TAX = "20% (VAT on Income)"


def fill_shipstation(service: ShipStation, clock: VirtualClock, orders: int) -> None:
    """
    Give the account so many orders, with as many customers, products and shipments.

    A fifth of the orders is marked as shipped besides.
    """
    account = service.tenant(None).state
    first: Shipment | None = None
    for number in range(orders):
        clock.lag(SPREAD_SECONDS)
        body = order_body(number)
        draft = draft_of(body, key=f"key-{number}")
        order = put_order(account, Target(key=draft.key), draft)
        complete(account, order)
        account.orders.put(order)
        if first is None:
            first = _label(account, order)
        else:
            _copy(account, first, order, number)
        if number % 5 == 0 and order.status not in ("shipped", "cancelled"):
            mark = ShippedMark(carrier="Courier", tracking_number=f"A-{number}")
            mark_as_shipped(account, order, mark)


def order_body(number: int) -> dict[str, Any]:
    """
    Return an order as the API takes it.
    """
    address = {
        "name": f"Ann Lee {number:06}",
        "street1": f"{number} Any Street",
        "city": "Boise",
        "state": _STATES[number % 5],
        "postalCode": f"{83000 + number % 1000}",
        "country": ("US", "CA")[number % 10 == 0],
    }
    return {
        "orderNumber": f"M-{number:06}",
        "orderKey": f"key-{number}",
        "orderDate": _moment(number),
        "paymentDate": _moment(number + 1),
        "orderStatus": STATUSES[number % 2],
        "customerUsername": f"ann{number}@example.com",
        "customerEmail": f"ann{number}@example.com",
        "billTo": address,
        "shipTo": address,
        "items": [
            {
                "lineItemKey": "1",
                "sku": f"MUG-{number:06}",
                "name": f"Mug {number:06}",
                "quantity": 2,
                "unitPrice": 9.5,
                "weight": {"value": 12, "units": "ounces"},
            },
            {"lineItemKey": "2", "sku": "HAT-1", "name": "Hat", "quantity": 1},
        ],
        "shippingAmount": 5,
        "internationalOptions": {
            "contents": "merchandise",
            "customsItems": [{"description": "Mug", "countryOfOrigin": "US"}]
            if number % 10 == 0
            else None,
            "nonDelivery": None,
        },
    }


def _moment(number: int) -> str:
    return f"{_START + timedelta(seconds=SPREAD_SECONDS * number):%Y-%m-%d %H:%M:%S}"


def _label(account: Any, order: Order) -> Shipment:
    wish = LabelWish(
        order_id=order.order_id,
        carrier_code="fedex",
        service_code="fedex_ground",
        options={},
    )
    order.enter("awaiting_shipment")
    return buy_label(account, wish).shipment


def _copy(account: Any, first: Shipment, order: Order, number: int) -> None:
    """
    Add a shipment like the first one: a label is a page, and takes milliseconds.
    """
    shipment = replace(
        first,
        shipment_id=first.shipment_id + number,
        order_id=order.order_id,
        order_number=order.order_number,
        created_at=account.now(),
        ship_date=order.ordered_on.date(),
        tracking_number=f"9400{number:018}",
        lines=tuple((line, 1) for line in order.lines),
        document={**first.document, "shipTo": order.ship_to},
    )
    account.shipments.add(shipment)
    if number % 10 == 0:
        account.shipments.void(shipment, at=account.now())


def fill_cin7_core(service: Cin7Core, clock: VirtualClock, sales: int) -> None:
    """
    Give the account so many sales, four of five with an authorised order.
    """
    account = service.tenant(None).state
    account.customers.keep(
        Customer(_CUSTOMER, "Kestrel Cycles", "Active", account.now(), flags={})
    )
    product = Product(
        _PRODUCT,
        "BELL-01",
        "Brass bell",
        "Other",
        "Stock",
        "FIFO",
        "Item",
        "Active",
        [],
        account.now(),
        account.now(),
    )
    account.products.keep(product)
    account.stock.count(Spot(_PRODUCT, account.locations.default.id), Decimal(10**9))
    for number in range(sales):
        clock.lag(SPREAD_SECONDS)
        sale = create_sale(account, _sale_body(number))
        if number % 5:
            write_order(account, sale, _order_body(sale.id))


def _sale_body(number: int) -> dict[str, Any]:
    return {
        "Customer": "Kestrel Cycles",
        "Location": "Main Warehouse",
        "SkipQuote": True,
        "TaxRule": _TAX,
        "ExternalID": f"web-{number}",
        "CustomerReference": f"PO-{number:06}",
        "ShipBy": _moment(number)[:10],
    }


def _order_body(sale_id: str) -> dict[str, Any]:
    return {
        "SaleID": sale_id,
        "Status": "AUTHORISED",
        "Lines": [
            {
                "SKU": "BELL-01",
                "Name": "Brass bell",
                "Quantity": 3,
                "Price": 12.5,
                "Tax": 7.5,
                "TaxRule": _TAX,
            }
        ],
    }
