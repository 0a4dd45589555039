"""
A person at ShipStation.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient

LABEL = {
    "carrierCode": "stamps_com",
    "serviceCode": "usps_priority_mail",
    "packageCode": "package",
    "confirmation": "none",
    "weight": {"value": 16, "units": "ounces"},
    "testLabel": False,
}

STATUSES = {
    "awaiting_payment": "Awaiting Payment",
    "awaiting_shipment": "Awaiting Shipment",
    "on_hold": "On Hold",
    "shipped": "Shipped",
    "cancelled": "Cancelled",
}


class NoStore(AssertionError):
    """
    No Cin7 Core store is connected.
    """


class AtShipStation:
    """
    What a person does and sees at one account of ShipStation.
    """

    def __init__(self, origin: str) -> None:
        self._control = ControlClient(origin)
        self._origin = origin

    def close(self) -> None:
        """
        Leave.
        """
        self._control.close()

    # The store

    def knows_where_cin7_core_is(self, custom_store_url: str) -> None:
        """
        Have the Cin7 Core tile wired to this address, as ShipStation has built in.
        """
        self._control.screen("PUT", "/tiles/cin7-core", {"url": custom_store_url})

    def connects_store(self, username: str, password: str) -> int:
        """
        Choose the Cin7 Core tile, enter user name and password; return the store.
        """
        store = self._control.screen(
            "POST",
            "/stores",
            {"tile": "Cin7 Core", "username": username, "password": password},
        )
        return int(store["storeId"])

    def reconfigures_store(self, username: str, password: str) -> None:
        """
        Enter another user name and password for the connected store.
        """
        self._control.screen(
            "PUT",
            f"/stores/{self.store()['storeId']}/connection",
            {"username": username, "password": password},
        )

    def store(self) -> dict[str, Any]:
        """
        Return the connected Cin7 Core store.

        Raises:
            NoStore: There is none.
        """
        for store in self._control.person("GET", "/stores"):
            if store["marketplaceName"] == "Cin7 Core":
                return dict(store)
        raise NoStore("no Cin7 Core store is connected")

    def imports(self) -> None:
        """
        Press Import on the store.
        """
        store = self.store()
        self._control.screen("POST", f"/stores/{store['storeId']}/import")

    def store_error(self) -> str | None:
        """
        Return the error that stands at the store, if any.
        """
        activity = self._control.screen(
            "GET", f"/stores/{self.store()['storeId']}/activity"
        )
        error: str | None = activity["error"]
        return error

    # Orders

    def orders(self) -> list[dict[str, Any]]:
        """
        Return every order, as the screen shows it.
        """
        orders: list[dict[str, Any]] = self._control.screen("GET", "/orders")["orders"]
        return orders

    def order(self, number: str) -> dict[str, Any] | None:
        """
        Return the order of this number, or None.
        """
        orders = [one for one in self.orders() if one["orderNumber"] == number]
        if len(orders) > 1:
            raise AssertionError(f"{number} is at ShipStation {len(orders)} times")
        return orders[0] if orders else None

    def status(self, number: str) -> str | None:
        """
        Return the tab that the order stands under, or None where it is not there.
        """
        order = self.order(number)
        return STATUSES[order["orderStatus"]] if order else None

    def notes_to_buyer(self, number: str, text: str) -> None:
        """
        Write a note to the buyer on the order.
        """
        self._control.screen(
            "PUT", f"/orders/{self._order_id(number)}/notes-to-buyer", {"text": text}
        )

    def creates_label(
        self, number: str, *, items: Mapping[str, int] | None = None
    ) -> dict[str, Any]:
        """
        Create a label for the order, or for a part of its items.
        """
        body: dict[str, Any] = {**LABEL, "shipDate": self._today()}
        if items:
            body["items"] = [{"sku": s, "quantity": q} for s, q in items.items()]
        label: dict[str, Any] = self._control.screen(
            "POST", f"/orders/{self._order_id(number)}/label", body
        )
        return label

    def shipment(self, number: str) -> dict[str, Any]:
        """
        Return the latest shipment of the order.
        """
        shipments = self._control.person(
            "GET", "/shipments", orderNumber=number, includeShipmentItems="true"
        )["shipments"]
        return dict(shipments[-1])

    # Keys

    def api_keys(self) -> tuple[str, str]:
        """
        Copy the API key and the secret from the screen.
        """
        [keys] = self._control.screen("GET", "/api-keys")["keys"]
        return keys["apiKey"], keys["apiSecret"]

    def regenerates_keys(self) -> tuple[str, str]:
        """
        Press Regenerate API Keys, and return the new pair.
        """
        self._control.screen("POST", "/api-keys/regenerate")
        return self.api_keys()

    def another_service(self, key: str, secret: str) -> "AnotherService":
        """
        Return a service of somebody else that uses the pair.
        """
        return AnotherService(self._origin, key, secret)

    # What went over the wire

    def journal(self) -> list[dict[str, Any]]:
        """
        Return what ShipStation was asked, and what it sent.
        """
        exchanges: list[dict[str, Any]] = self._control.do("journal")["exchanges"]
        return exchanges

    def sent(self, action: str) -> list[dict[str, Any]]:
        """
        Return what ShipStation sent to the store: ``export`` or ``shipnotify``.
        """
        return [
            exchange
            for exchange in self.journal()
            if exchange["by"] == "vendor" and f"action={action}" in exchange["query"]
        ]

    def misbehaves(self, operation: str, kind: str, **settings: Any) -> None:
        """
        Let the operation misbehave.
        """
        self._control.do(
            "add_fault",
            {"kind": kind, "operation": f"shipstation.{operation}", **settings},
        )

    def notice(self) -> dict[str, str]:
        """
        Return the simple elements of the last notification, as it went out.
        """
        notice = _xml(self.sent("shipnotify")[-1]["request"])
        return {element.tag: element.text or "" for element in notice}

    def noticed_items(self) -> dict[str, Decimal]:
        """
        Return the quantities of the last notification by SKU.
        """
        notice = _xml(self.sent("shipnotify")[-1]["request"])
        return {
            item.findtext("SKU", ""): Decimal(item.findtext("Quantity", "0"))
            for item in notice.iterfind("Items/Item")
        }

    def exported(self, number: str) -> dict[str, str]:
        """
        Return the simple elements of the order, as the store last exported it.
        """
        for exchange in reversed(self.sent("export")):
            for order in _xml(exchange["reply"]).iterfind("Order"):
                if order.findtext("OrderNumber") == number:
                    return {element.tag: element.text or "" for element in order}
        raise AssertionError(f"the store has not exported {number}")

    def has(self, what: str, **facts: Any) -> None:
        """
        Have one more user, tag, warehouse, product: what ``/screens/<what>`` takes.
        """
        self._control.screen("POST", f"/{what}", facts)

    def types_in_order(self, number: str) -> None:
        """
        Type in an order that no store has sent.
        """
        address = {
            "name": "Ann Lee",
            "street1": "500 W 2nd St",
            "city": "Austin",
            "state": "TX",
            "postalCode": "78701",
            "country": "US",
        }
        body = {
            "orderNumber": number,
            "orderDate": self._today(),
            "orderStatus": "awaiting_shipment",
            "billTo": {"name": "Ann Lee"},
            "shipTo": address,
            "items": [{"sku": "MUG", "name": "Mug", "quantity": 1, "unitPrice": 9.5}],
        }
        self._control.screen("POST", "/orders", body)

    def _order_id(self, number: str) -> int:
        order = self.order(number)
        if order is None:
            raise AssertionError(f"ShipStation has no order {number}")
        return int(order["orderId"])

    def _today(self) -> str:
        return str(self._control.do("clock")["now"])[:10]


class AnotherService:
    """
    A label printer, a report, a dashboard: anything that talks to ShipStation by keys.
    """

    def __init__(self, origin: str, key: str, secret: str) -> None:
        self._origin = origin
        self._authorization = authorization(key, secret)

    def is_served(self) -> bool:
        """
        Whether ShipStation still talks to it.
        """
        import requests  # noqa: PLC0415  # only this actor is a client by itself

        answer = requests.get(
            f"{self._origin}/stores",
            headers={"Authorization": self._authorization},
            timeout=5,
        )
        return answer.ok


def _xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # what our own parts wrote
