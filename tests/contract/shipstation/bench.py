"""
The fake on a socket, as a client and a person meet it.
"""

from dataclasses import dataclass
from typing import Any

import requests

from emulators.kit.ambient import VirtualClock
from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient
from emulators.kit.server import Server
from emulators.shipstation.service import MAIN_KEY, MAIN_SECRET, ShipStation
from tests.contract.shipstation.shop import Shop

LOGIN = {"Authorization": authorization(MAIN_KEY, MAIN_SECRET)}
LABEL = {
    "carrierCode": "stamps_com",
    "serviceCode": "usps_priority_mail",
    "packageCode": "package",
    "confirmation": None,
    "shipDate": "2026-03-02",
    "testLabel": False,
}
MANUAL_ORDER: dict[str, Any] = {
    "orderNumber": "M-1",
    "orderDate": "2026-03-01 08:30:00",
    "orderStatus": "awaiting_shipment",
    "customerUsername": "ann@example.com",
    "billTo": {"name": "Ann Lee"},
    "shipTo": {
        "name": "Ann Lee",
        "street1": "1 Any Street",
        "city": "Boise",
        "state": "ID",
        "postalCode": "83702",
        "country": "US",
    },
    "items": [
        {
            "lineItemKey": "1",
            "sku": "MUG-1",
            "name": "Mug",
            "quantity": 2,
            "unitPrice": 9.5,
            "weight": {"value": 12, "units": "ounces"},
        },
        {"lineItemKey": "2", "sku": "HAT-1", "name": "Hat", "quantity": 1},
    ],
    "shippingAmount": 5,
}


@dataclass
class Bench:
    """
    One fake with all that is around it.
    """

    server: Server
    clock: VirtualClock
    service: ShipStation
    client: requests.Session
    control: ControlClient

    def get(self, path: str, **query: Any) -> requests.Response:
        """
        Ask the API.
        """
        return self.client.get(
            self.server.url + path, params=query, headers=LOGIN, timeout=5
        )

    def post(self, path: str, body: Any = None) -> requests.Response:
        """
        Send something to the API.
        """
        return self.client.post(
            self.server.url + path, json=body, headers=LOGIN, timeout=5
        )

    def put(self, path: str, body: Any = None) -> requests.Response:
        """
        Write something by the API.
        """
        return self.client.put(
            self.server.url + path, json=body, headers=LOGIN, timeout=5
        )

    def delete(self, path: str) -> requests.Response:
        """
        Delete something by the API.
        """
        return self.client.delete(self.server.url + path, headers=LOGIN, timeout=5)

    def connect(self, shop: Shop) -> int:
        """
        Connect the shop by the Cin7 Core tile; return the store's id.
        """
        self.control.screen("PUT", "/tiles/cin7-core", {"url": shop.url})
        store = self.control.screen(
            "POST",
            "/stores",
            {"tile": "Cin7 Core", "username": "ada", "password": "s3 cret"},
        )
        return int(store["storeId"])

    def run_import(self, store_id: int) -> dict[str, Any]:
        """
        Press Import, wait for it, and return the log's screen.
        """
        self.control.screen("POST", f"/stores/{store_id}/import")
        self.clock.settle()
        return self.activity(store_id)

    def activity(self, store_id: int) -> dict[str, Any]:
        """
        Return the log's screen.
        """
        screen: dict[str, Any] = self.control.screen(
            "GET", f"/stores/{store_id}/activity"
        )
        return screen

    def orders(self, number: str) -> list[dict[str, Any]]:
        """
        Return the orders of a number as their screen shows them.
        """
        found = self.control.screen("GET", f"/orders?number={number}")
        orders: list[dict[str, Any]] = found["orders"]
        return orders
