"""
A person at ShipStation.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient
from harness.actors.channel_order import FACTS, WORDS, ChannelOrder, channel_items
from harness.actors.pauses import pauses

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
    "pending_fulfillment": "Pending Fulfillment",
    "rejected_fulfillment": "Rejected Fulfillment",
}


class NoStore(AssertionError):
    """
    No Cin7 Core store is connected.
    """


class AtShipStation:
    """
    What a person does and sees at one account of ShipStation.
    """

    def __init__(self, origin: str, *, account: str | None = None) -> None:
        self._control = ControlClient(origin, account=account)
        self._origin = origin
        self._spoilt: dict[str, list[str]] = {}
        self._noted: tuple[str, str] | None = None

    def forget(self) -> None:
        """
        Forget what was noted of an account that is emptied.
        """
        self._spoilt.clear()
        self._noted = None

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

    def connects_custom_store(
        self, url: str, username: str, password: str, **statuses: Sequence[str]
    ) -> None:
        """
        Choose the tile Custom Store, and say which words of its mean a status.
        """
        body = {
            "tile": "Custom Store",
            "url": url,
            "username": username,
            "password": password,
            "statuses": statuses,
        }
        self._control.screen("POST", "/stores", body)

    def tests_connection(self, url: str, username: str, password: str) -> str:
        """
        Press Test Connection, and return what it says.
        """
        body = {"url": url, "username": username, "password": password}
        answer = self._control.screen("POST", "/stores/test-connection", body)
        return "success" if answer["ok"] else str(answer["message"])

    def changes_settings(self, **settings: Any) -> None:
        """
        Change settings of the store, and save them.
        """
        path = f"/stores/{self.store()['storeId']}/settings"
        self._control.screen("PUT", path, settings)

    def settings(self) -> dict[str, Any]:
        """
        Read the settings of the store.
        """
        path = f"/stores/{self.store()['storeId']}/settings"
        return dict(self._control.screen("GET", path))

    def treats_notifications(self, **counts: int) -> None:
        """
        Have the next notifications lost on the way (``lose``), or doubled (``double``).
        """
        path = f"/stores/{self.store()['storeId']}/notices"
        self._control.screen("PUT", path, counts)

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

    def imports_everything(self) -> None:
        """
        Press Import for every connected store of either tile.
        """
        for store in self._control.person("GET", "/stores"):
            if store["marketplaceName"] in {"Cin7 Core", "Custom Store"}:
                path = f"/stores/{store['storeId']}/import"
                self._control.screen("POST", path)

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

    def orders_of(self, number: str) -> list[dict[str, Any]]:
        """
        Return the orders of a sale: one for each fulfilment that has left.
        """
        return [
            one
            for one in self.orders()
            if one["orderNumber"] == number
            or one["orderNumber"].startswith(f"{number}-")
        ]

    def status(self, number: str) -> str | None:
        """
        Return the tab that the order stands under, or None where it is not there.
        """
        order = self.order(number)
        return STATUSES[order["orderStatus"]] if order else None

    def wanted(self, number: str) -> dict[str, Any]:
        """
        Return the order of this number.
        """
        order = self.order(number)
        if order is None:
            raise AssertionError(f"ShipStation has no order {number}")
        return order

    def item(self, number: str, sku: str) -> dict[str, Any]:
        """
        Return the order's item of this SKU.
        """
        [item] = [one for one in self.wanted(number)["items"] if one["sku"] == sku]
        return dict(item)

    def all_statuses(self) -> set[str]:
        """
        Return the tabs that have orders.
        """
        return {STATUSES[order["orderStatus"]] for order in self.orders()}

    def notes_to_buyer(self, number: str, text: str) -> None:
        """
        Write a note to the buyer on the order.
        """
        self._control.screen(
            "PUT", f"/orders/{self._order_id(number)}/notes-to-buyer", {"text": text}
        )

    def holds(self, number: str, *, days: int) -> None:
        """
        Hold the order for so many days.
        """
        until = date.fromisoformat(self._today()) + timedelta(days=days)
        path = f"/orders/{self._order_id(number)}/hold"
        self._control.screen("POST", path, {"until": until.isoformat()})

    def restores(self, number: str) -> None:
        """
        Restore the order from hold.
        """
        self._control.screen("POST", f"/orders/{self._order_id(number)}/restore")

    def cancels(self, number: str) -> None:
        """
        Cancel the order.
        """
        self._control.screen("POST", f"/orders/{self._order_id(number)}/cancel")

    def combines(self, *numbers: str) -> None:
        """
        Combine the orders into one.
        """
        ids = [self._order_id(number) for number in numbers]
        self._control.screen("POST", "/orders/combine", {"orderIds": ids})

    def splits(self, number: str, items: Mapping[str, int]) -> None:
        """
        Split these items off the order.
        """
        body = {"items": [{"sku": s, "quantity": q} for s, q in items.items()]}
        path = f"/orders/{self._order_id(number)}/split"
        self._control.screen("POST", path, body)

    def marks_shipped(
        self, number: str, *, carrier: str = "usps", tracking_number: str
    ) -> None:
        """
        Mark the order as shipped by something else, and let the store know.
        """
        body = {
            "carrierCode": carrier,
            "trackingNumber": tracking_number,
            "notifySalesChannel": True,
        }
        path = f"/orders/{self._order_id(number)}/mark-as-shipped"
        self._control.screen("POST", path, body)

    def is_marked_by_api(self, number: str) -> None:
        """
        Have a script mark the order as shipped, with nothing but what it must say.
        """
        body = {"orderId": self._order_id(number), "carrierCode": "usps"}
        self._control.person("POST", "/orders/markasshipped", body)

    def voids_label(self, number: str) -> str:
        """
        Void the latest label of the order, and return what the carrier says.
        """
        path = f"/shipments/{self.shipment(number)['shipmentId']}/void"
        return str(self._control.screen("POST", path)["message"])

    def is_known_for(self, fact: str, member: str) -> None:
        """
        Have a contested fact of ShipStation be this way.

        The pair is noted before screens come that may show no secret.
        """
        if fact == "key_screens":
            self._noted = self.api_keys()
        self._control.do("change_profile", {fact: member})

    def carrier_scans(self, number: str) -> None:
        """
        Have the carrier scan the latest parcel of the order.
        """
        path = f"/shipments/{self.shipment(number)['shipmentId']}/scan"
        self._control.screen("POST", path)

    def sends_notification_again(self, number: str) -> None:
        """
        Send the notification of the latest shipment once more.
        """
        path = f"/shipments/{self.shipment(number)['shipmentId']}/notify"
        self._control.screen("POST", path)

    def creates_label(
        self, number: str, *, items: Mapping[str, int] | None = None, **more: Any
    ) -> dict[str, Any]:
        """
        Create a label for the order, or for a part of its items.
        """
        body: dict[str, Any] = {**LABEL, "shipDate": self._today(), **more}
        if items:
            body["items"] = [{"sku": s, "quantity": q} for s, q in items.items()]
        label: dict[str, Any] = self._control.screen(
            "POST", f"/orders/{self._order_id(number)}/label", body
        )
        return label

    def creates_return_label(self, number: str) -> None:
        """
        Create a label that brings the order's goods back.
        """
        path = f"/orders/{self._order_id(number)}/return-label"
        self._control.screen("POST", path)

    def shipment(self, number: str) -> dict[str, Any]:
        """
        Return the latest shipment of the order.
        """
        return self.shipments(number)[-1]

    def shipments(self, number: str) -> list[dict[str, Any]]:
        """
        Return the shipments of the order, oldest first.
        """
        shipments: list[dict[str, Any]] = self._control.person(
            "GET", "/shipments", orderNumber=number, includeShipmentItems="true"
        )["shipments"]
        return shipments

    # Keys

    def api_keys(self) -> tuple[str, str]:
        """
        Copy the API key and the secret from the screen, or from where they were noted.
        """
        if self._noted is not None:
            return self._noted
        [keys] = self._control.screen("GET", "/api-keys")["keys"]
        return keys["apiKey"], keys["apiSecret"]

    def regenerates_keys(self) -> tuple[str, str]:
        """
        Press Regenerate API Keys, and return the new pair.
        """
        self._control.screen("POST", "/api-keys/regenerate")
        return self.api_keys()

    def deletes_keys(self) -> str:
        """
        Delete the API keys, and return what the screen says then.
        """
        return str(self._control.screen("DELETE", "/api-keys")["sentence"])

    def generates_keys(self) -> tuple[str, str]:
        """
        Press Generate New API Keys, and return the pair.
        """
        self._control.screen("POST", "/api-keys")
        return self.api_keys()

    def has_todays_key_screens(self) -> None:
        """
        Have today's screens, which show no secret.
        """
        self.is_known_for("key_screens", "two_pairs")

    def asks_for_key_set(self, *, months: int = 12) -> None:
        """
        Ask for another key set, good for so many months.
        """
        self._control.screen("POST", "/key-sets", {"months": months})

    def follows_mailed_link(self) -> tuple[str, str]:
        """
        Follow the last link that was mailed, and note the pair that is shown once.
        """
        links = [mail["link"] for mail in self.owner_mails() if mail["link"]]
        body = {"link": links[-1]}
        pair = self._control.screen("POST", "/key-sets/verified", body)
        self._noted = pair["apiKey"], pair["apiSecret"]
        return self._noted

    def makes_key_set(self, *, months: int = 12) -> tuple[str, str]:
        """
        Ask for another key set, follow the link, and note the pair.
        """
        self.asks_for_key_set(months=months)
        return self.follows_mailed_link()

    def deletes_key_set(self, key: str) -> None:
        """
        Delete the key set of this key.
        """
        self._control.screen("DELETE", f"/key-sets/{key}")

    def key_sets(self) -> dict[str, Any]:
        """
        Return the key sets with their dates, and what the screen says of them.
        """
        screen: dict[str, Any] = self._control.screen("GET", "/key-sets")
        return screen

    def renews_keys(self) -> None:
        """
        End the pair in use and make another, by whichever screens the account has.
        """
        if self._noted is None:
            self.regenerates_keys()
        else:
            self.deletes_key_set(self._noted[0])
            self.makes_key_set()

    def customer_mails(self) -> list[dict[str, Any]]:
        """
        Return the mails to customers, oldest first.
        """
        mails: list[dict[str, Any]] = self._control.screen("GET", "/outbox")["mails"]
        return mails

    def owner_mails(self) -> list[dict[str, Any]]:
        """
        Return the mails to the owner of the account, oldest first.
        """
        mails: list[dict[str, Any]] = self._control.screen("GET", "/outbox")[
            "ownerMails"
        ]
        return mails

    def opens_account(self, name: str) -> tuple[str, str]:
        """
        Open another account at ShipStation, and return its API key and secret.
        """
        opened = self._control.do("open_account", {"name": name})
        return opened["api_key"], opened["api_secret"]

    def another_service(self, key: str, secret: str) -> "AnotherService":
        """
        Return a service of somebody else that uses the pair.
        """
        return AnotherService(self._origin, key, secret)

    def now(self) -> datetime:
        """
        Return what time it is, for all parties.
        """
        return datetime.fromisoformat(self._control.do("clock")["now"])

    # What went over the wire

    def journal(self) -> list[dict[str, Any]]:
        """
        Return what ShipStation was asked, and what it sent.
        """
        exchanges: list[dict[str, Any]] = self._control.do("journal")["exchanges"]
        return exchanges

    def asked(self, operation: str) -> list[Any]:
        """
        Return what clients asked of an operation, oldest first.
        """
        return [
            exchange["request"]
            for exchange in self.journal()
            if exchange["by"] == "api"
            and exchange["operation"] == f"shipstation.{operation}"
        ]

    def sent(self, action: str) -> list[dict[str, Any]]:
        """
        Return what ShipStation sent to the store: ``export`` or ``shipnotify``.
        """
        return [
            exchange
            for exchange in self.journal()
            if exchange["by"] == "vendor" and f"action={action}" in exchange["query"]
        ]

    def pauses(self, operation: str) -> list[float]:
        """
        Return for how many seconds the operation was left alone after each refusal.
        """
        return pauses(self.journal(), f"shipstation.{operation}")

    def refused(self, operation: str) -> int:
        """
        Return how many calls of the operation were refused.
        """
        return sum(
            one["by"] == "api"
            and one["operation"] == f"shipstation.{operation}"
            and one["status"] == 429  # noqa: PLR2004  # one call too many
            for one in self.journal()
        )

    def misbehaves(self, operation: str, kind: str, **settings: Any) -> None:
        """
        Let the operation misbehave.
        """
        self._control.do(
            "add_fault",
            {"kind": kind, "operation": f"shipstation.{operation}", **settings},
        )

    def behaves(self) -> None:
        """
        Let it misbehave no more.
        """
        self._control.do("clear_faults")

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

    def last_exported(self) -> list[str]:
        """
        Return the numbers of the orders in the store's last page.
        """
        page = _xml(self.sent("export")[-1]["reply"])
        return [order.findtext("OrderNumber", "") for order in page.iterfind("Order")]

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

    # Orders of sales channels

    def opens_manual_store(self, name: str) -> int:
        """
        Open another manual store, and return its number.
        """
        store = self._control.screen("POST", "/stores/manual", {"storeName": name})
        return int(store["storeId"])

    def takes_order(
        self, number: str, *, store: int | str | None = None, **facts: Any
    ) -> dict[str, Any]:
        """
        Take an order from a sales channel into a manual store, the first for None.

        The facts are those of `ChannelOrder` (items, customer, email, company, ship_to,
        amount_paid, tax, shipping, order_date, status), and any other field of V1's.
        """
        known = {name: facts.pop(name) for name in FACTS & facts.keys()}
        body = ChannelOrder(number=number, **known).body(now=self._now())
        advanced = {
            "storeId": self._store_id(store),
            **facts.pop("advancedOptions", {}),
        }
        return self._writes({**body, **facts, "advancedOptions": advanced})

    def edits_order(self, number: str, **changes: Any) -> dict[str, Any]:
        """
        Edit an open order.

        The changes are items, amount_paid, tax, shipping, status, email, ship_to (what
        differs), warehouse, store, and any field of V1's.
        """
        order = self.wanted(number)
        changes = {WORDS.get(name, name): value for name, value in changes.items()}
        advanced = dict(order["advancedOptions"])
        if "warehouse" in changes:
            advanced["warehouseId"] = changes.pop("warehouse")
        if "store" in changes:
            moved = {"storeId": self._store_id(changes.pop("store"))}
            self._corrects(number, moved)
        if "ship_to" in changes:
            changes["shipTo"] = {**order["shipTo"], **changes.pop("ship_to")}
        if "items" in changes:
            changes["items"] = channel_items(changes["items"])
        return self._writes({**order, "advancedOptions": advanced, **changes})

    def refunds(self, number: str, amount: Decimal | float | str) -> None:
        """
        Have the channel report that so much was given back, whatever the status.
        """
        paid = Decimal(str(self.wanted(number)["amountPaid"]))
        self._corrects(number, {"amountPaid": paid - Decimal(str(amount))})

    def deletes(self, number: str) -> None:
        """
        Delete the order.
        """
        self._control.person("DELETE", f"/orders/{self._order_id(number)}")

    def sends_to_provider(self, number: str) -> None:
        """
        Send the order to a provider, who ships it.
        """
        path = f"/orders/{self._order_id(number)}/send-to-provider"
        self._control.screen("POST", path)

    def provider_rejects(self, number: str) -> None:
        """
        Have the provider reject the order.
        """
        self._control.screen("POST", f"/orders/{self._order_id(number)}/reject")

    def poisons(self, number: str) -> None:
        """
        Have each page of orders fail that the order is on.
        """
        self._spoils(number, f"/orders/{self._order_id(number)}", "failure")

    def blanks(self, number: str) -> None:
        """
        Have null stand on the pages of orders in the place of the order.
        """
        self._spoils(number, f"/orders/{self._order_id(number)}", "null")

    def poisons_parcel(self, number: str) -> None:
        """
        Have each page of shipments fail that the latest one of the order is on.
        """
        path = f"/shipments/{self.shipment(number)['shipmentId']}"
        self._spoils(number, path, "failure")

    def blanks_parcel(self, number: str) -> None:
        """
        Have null stand on the pages in the place of the order's latest shipment.
        """
        path = f"/shipments/{self.shipment(number)['shipmentId']}"
        self._spoils(number, path, "null")

    def heals(self, number: str) -> None:
        """
        Have the order and its shipments show themselves again.
        """
        for path in self._spoilt.pop(number, []):
            self._control.screen("PUT", f"{path}/listing", {"as": "itself"})

    def warehouses(self) -> list[dict[str, Any]]:
        """
        Return the places to ship from.
        """
        places: list[dict[str, Any]] = self._control.person("GET", "/warehouses")
        return places

    def label_of(self, number: str) -> dict[str, Any] | None:
        """
        Return the latest shipment of the order whose label is good, or None.
        """
        good = [one for one in self.shipments(number) if not one["voided"]]
        return good[-1] if good else None

    def parcels(self, number: str) -> list[dict[str, Any]]:
        """
        Return what left for the order, with a label or without, oldest first.
        """
        marked = self._control.person("GET", "/fulfillments", orderNumber=number)
        parcels = [*self.shipments(number), *marked["fulfillments"]]
        return sorted(parcels, key=lambda parcel: str(parcel["createDate"]))

    def _writes(self, order: Mapping[str, Any]) -> dict[str, Any]:
        written = self._control.person("POST", "/orders/createorder", order)
        return dict(written)

    def _corrects(self, number: str, facts: Mapping[str, Any]) -> None:
        path = f"/orders/{self._order_id(number)}/corrections"
        self._control.screen("PUT", path, facts)

    def _spoils(self, number: str, path: str, shown: str) -> None:
        self._control.screen("PUT", f"{path}/listing", {"as": shown})
        self._spoilt.setdefault(number, []).append(path)

    def _store_id(self, store: int | str | None) -> int | None:
        """
        Return the number of a store, by its number or its name.

        Raises:
            NoStore: There is none of the name.
        """
        if not isinstance(store, str):
            return store
        for one in self._control.person("GET", "/stores"):
            if one["storeName"] == store:
                return int(one["storeId"])
        raise NoStore(f"ShipStation has no store {store}")

    def _now(self) -> str:
        return str(self._control.do("clock")["now"])

    def _order_id(self, number: str) -> int:
        return int(self.wanted(number)["orderId"])

    def _today(self) -> str:
        return self._now()[:10]


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

    def calls(self, times: int) -> None:
        """
        Ask ShipStation so many times, one after another.
        """
        for _ in range(times):
            assert self.is_served()  # noqa: S101  # otherwise the limit was met before


def _xml(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  # what our own parts wrote
