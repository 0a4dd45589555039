"""
Random lives of a ShipStation account.
"""

from collections.abc import Callable, Iterator
from typing import Any

from emulators.shipstation.service import ShipStation
from tests.histories.teller import START, Listening, Teller
from tests.unit.emulators.shipstation.pages import order_xml, page_xml

_ADDRESS = {
    "name": "Ann Lee",
    "street1": "1 Any Street",
    "city": "Boise",
    "state": "ID",
    "postalCode": "83702",
    "country": "US",
}
_STATUSES = ("awaiting_shipment", "awaiting_payment", "cancelled", "shipped")
_NOTIFY = ("immediately", "at_time", "after_hours", "mail_stream", "off")


def shop(method: str, url: str) -> tuple[int, bytes]:
    """
    Answer as a shop with two orders, which does not hear of one of them.
    """
    if method == "POST":
        return (500 if "SO-00002" in url else 200), b""
    return 200, page_xml(
        order_xml(), order_xml(OrderID="sale-2/1", OrderNumber="SO-00002")
    )


def teller() -> Teller:
    """
    Return an account that is new.
    """
    return Teller(ShipStation, Listening(shop), START)


def live(at: Teller, steps: list[tuple[int, int]]) -> None:
    """
    Let all this happen: each step is what, and to which.
    """
    for what, which in steps:
        _STEPS[what % len(_STEPS)](at, which)


def paths(at: Teller) -> Iterator[str]:
    """
    Yield all that a client or a person can look at.
    """
    yield from (
        "/accounts/listtags",
        "/carriers",
        "/customers",
        "/fulfillments",
        "/orders?pageSize=500",
        "/orders?sortBy=ModifyDate&sortDir=DESC&pageSize=7",
        "/orders?orderStatus=awaiting_shipment",
        "/orders?orderNumber=m-1&createDateStart=2026-03-01",
        "/products?showInactive=true",
        "/shipments?includeShipmentItems=true",
        "/shipments?voidDateStart=2026-01-01",
        "/stores",
        "/users",
        "/warehouses",
        "/screens/tiles",
        "/screens/orders",
        "/screens/outbox",
        "/screens/api-keys",
    )
    for order in _orders(at):
        yield f"/orders/{order['orderId']}"
        yield f"/screens/orders/{order['orderId']}/packing-slip"
    for store in at.tell("GET", "/stores"):
        yield f"/screens/stores/{store['storeId']}/activity"
        yield f"/screens/stores/{store['storeId']}/settings"
        yield f"/stores/getrefreshstatus?storeId={store['storeId']}"


def _orders(at: Teller) -> list[Any]:
    return [o for o in at.tell("GET", "/orders?pageSize=500")["orders"] if o]


def _one(rows: list[Any], which: int) -> Any:
    return rows[which % len(rows)] if rows else None


def _order(at: Teller, which: int) -> str:
    order = _one(_orders(at), which)
    return str(order["orderId"]) if order else "1"


def _shipment(at: Teller, which: int) -> str:
    rows = at.tell("GET", "/shipments?pageSize=500")["shipments"]
    shipment = _one(rows, which)
    return str(shipment["shipmentId"]) if shipment else "1"


def _store_id(at: Teller, which: int) -> str:
    return str(_one(at.tell("GET", "/stores"), which)["storeId"])


def _write_order(at: Teller, which: int) -> None:
    body = {
        "orderNumber": f"M-{which % 7}",
        "orderKey": f"key-{which % 7}",
        "orderDate": f"2026-03-0{which % 9 + 1} 08:30:00",
        "orderStatus": _STATUSES[which % 5 % 4],
        "customerUsername": f"ann{which % 3}@example.com",
        "customerEmail": "ann@example.com" if which % 2 else None,
        "paymentDate": "2026-03-01" if which % 3 else None,
        "billTo": _ADDRESS,
        "shipTo": _ADDRESS,
        "items": [
            {
                "sku": f"MUG-{which % 4}",
                "name": "Mug",
                "quantity": which % 3 + 1,
                "unitPrice": 9.5,
                "weight": {"value": 12, "units": "ounces"},
                "options": [{"name": "Size", "value": "L"}],
            },
            {"sku": "HAT-1", "name": "Hat", "quantity": 2, "unitPrice": 10},
        ],
        "shippingAmount": 5,
        "tagIds": [8362],
    }
    at.tell("POST", "/orders/createorder", body)


def _hold(at: Teller, which: int) -> None:
    path = f"/screens/orders/{_order(at, which)}/hold"
    at.tell("POST", path, {"until": f"2026-03-{which % 7 + 3:02}"})


def _label(at: Teller, which: int) -> None:
    body = {
        "carrierCode": "stamps_com",
        "serviceCode": "usps_priority_mail",
        "packageCode": "package",
        "confirmation": None,
        "shipDate": "2026-03-02",
        **({"items": [{"sku": "HAT-1", "quantity": 1}]} if which % 2 else {}),
    }
    at.tell("POST", f"/screens/orders/{_order(at, which)}/label", body)


def _mark(at: Teller, which: int) -> None:
    body = {
        "orderId": int(_order(at, which)),
        "carrierCode": "Courier",
        "trackingNumber": f"A-{which}",
        "notifySalesChannel": which % 2 == 0,
        "notifyCustomer": True,
    }
    at.tell("POST", "/orders/markasshipped", body)


def _combine(at: Teller, which: int) -> None:
    ids = [int(_order(at, which)), int(_order(at, which + 1))]
    at.tell("POST", "/screens/orders/combine", {"orderIds": ids})


def _split(at: Teller, which: int) -> None:
    body = {"items": [{"sku": "HAT-1", "quantity": 1}]}
    at.tell("POST", f"/screens/orders/{_order(at, which)}/split", body)


def connect(at: Teller, which: int) -> None:
    """
    Connect a shop, as long as there are few.
    """
    if len(at.tell("GET", "/stores")) < 4:
        body = {
            "tile": "Custom Store",
            "url": f"https://shop{which % 3}.example/store",
            "username": "shop",
            "password": "made up",
            "statuses": {"awaiting_shipment": ["paid"]},
        }
        at.tell("POST", "/screens/stores", body)


def _settings(at: Teller, which: int) -> None:
    body = {"notify": _NOTIFY[which % 5], "mailCustomer": which % 2 == 0}
    at.tell("PUT", f"/screens/stores/{_store_id(at, which)}/settings", body)


def _warehouse(at: Teller, which: int) -> None:
    body = {"warehouseName": f"House {which}", "originAddress": _ADDRESS}
    at.tell("POST", "/screens/warehouses", body)


_STEPS: tuple[Callable[[Teller, int], object], ...] = (
    _write_order,
    _write_order,
    _write_order,
    _hold,
    _label,
    _label,
    _mark,
    _combine,
    _split,
    connect,
    _settings,
    _warehouse,
    lambda at, which: at.clock.advance(which * 977),
    lambda at, which: at.tell("POST", f"/screens/stores/{_store_id(at, which)}/import"),
    lambda at, which: at.tell(
        "POST", f"/screens/shipments/{_shipment(at, which)}/void"
    ),
    lambda at, which: at.tell(
        "POST",
        f"/screens/shipments/{_shipment(at, which)}/scan",
        {"delivered": which % 2 == 0},
    ),
    lambda at, which: at.tell("DELETE", f"/orders/{_order(at, which)}"),
    lambda at, which: at.tell("POST", f"/screens/orders/{_order(at, which)}/restore"),
    lambda at, which: at.tell(
        "POST", f"/screens/orders/{_order(at, which)}/return-label"
    ),
    lambda at, which: at.tell(
        "POST", f"/screens/orders/{_order(at, which)}/send-to-provider"
    ),
    lambda at, which: at.tell(
        "PUT",
        f"/screens/orders/{_order(at, which)}/listing",
        {"as": ("itself", "null")[which % 2]},
    ),
    lambda at, which: at.tell(
        "POST", "/screens/tags", {"name": f"Tag {which}", "color": "#800080"}
    ),
)
