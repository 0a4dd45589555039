"""
Somebody who speaks to the custom store in ShipStation's place.
"""

from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import requests

NOTICE = """<?xml version="1.0" encoding="utf-8"?>
<ShipNotice><OrderNumber>{number}</OrderNumber>
<LabelCreateDate>03/02/2026 09:00</LabelCreateDate><ShipDate>03/02/2026</ShipDate>
<Carrier>USPS</Carrier><Service>Priority Mail</Service>
<TrackingNumber>{tracking}</TrackingNumber><ShippingCost>7.85</ShippingCost>
<Items>{items}</Items></ShipNotice>"""


class Stranger:
    """
    What can be asked of a custom store, with a login or without.

    Every answer is a text such as ``404 Not Found``.
    """

    def __init__(self, url: str, login: tuple[str, str] | None = None) -> None:
        self._url = url
        self._login = login

    def asks(self, action: str, **query: str) -> str:
        """
        Ask for an action.
        """
        return self._answer("GET", action, b"", query)

    def exports(self, **window: str) -> list[str]:
        """
        Return the numbers of the orders that changed in the window.
        """
        page = self._send("GET", "export", b"", window)
        orders = ET.fromstring(page.content).iterfind("Order")  # noqa: S314  # ours
        return [order.findtext("OrderNumber", "") for order in orders]

    def notifies(
        self,
        number: str,
        items: Mapping[str, Decimal] | None = None,
        *,
        tracking_number: str = "9400111",
    ) -> str:
        """
        Say that an order is shipped, with these items, or with none named.
        """
        lines = "".join(
            f"<Item><SKU>{escape(sku)}</SKU><Name>{escape(sku)}</Name>"
            f"<Quantity>{quantity}</Quantity></Item>"
            for sku, quantity in (items or {}).items()
        )
        body = NOTICE.format(number=number, tracking=tracking_number, items=lines)
        return self.sends(body)

    def sends(self, body: str) -> str:
        """
        Send this as a notification, whatever it is.
        """
        return self._answer("POST", "shipnotify", body.encode(), {})

    def _answer(
        self, method: str, action: str, body: bytes, query: Mapping[str, str]
    ) -> str:
        response = self._send(method, action, body, query)
        return f"{response.status_code} {HTTPStatus(response.status_code).phrase}"

    def _send(
        self, method: str, action: str, body: bytes, query: Mapping[str, str]
    ) -> requests.Response:
        return requests.request(
            method,
            self._url,
            params={"action": action, **query},
            data=body,
            auth=self._login,
            headers={"Content-Type": "text/xml"},
            timeout=10,
        )
