"""
One ShipStation account: all that belongs to a seller.
"""

from datetime import datetime

from emulators.kit.service import Surroundings
from emulators.shipstation.domain.carriers import Carriers
from emulators.shipstation.domain.courier import Courier
from emulators.shipstation.domain.customers import Customers
from emulators.shipstation.domain.fulfillments import Fulfillments
from emulators.shipstation.domain.keys import KeyRing
from emulators.shipstation.domain.list_manners import ListManners
from emulators.shipstation.domain.news import tell_of_order
from emulators.shipstation.domain.order import Order
from emulators.shipstation.domain.orders import Orders
from emulators.shipstation.domain.outbox import Outbox
from emulators.shipstation.domain.premises import Premises, Warehouses
from emulators.shipstation.domain.products import Products
from emulators.shipstation.domain.shipments import Shipments
from emulators.shipstation.domain.stores import Stores
from emulators.shipstation.domain.webhooks import Webhooks
from emulators.shipstation.domain.wire import stamp
from emulators.shipstation.profile import Profile


class Account:
    """
    The state of one account.

    A new one has its owner, one manual store, two sample customers and its carriers,
    and no orders, tags or warehouses.

    Attributes:
        has_api: Whether its plan comes with the API.
    """

    has_api: bool = True

    def __init__(
        self, surroundings: Surroundings, keys: KeyRing, *, seller_id: int = 0
    ) -> None:
        self.name = surroundings.name
        self.seller_id = seller_id
        self.profile = Profile()
        self.keys = keys
        self.key_links: dict[str, int] = {}
        self.agenda = surroundings.agenda
        self.ids = surroundings.ids
        self.outbound = surroundings.outbound
        self.lock = surroundings.lock
        self.webhooks = Webhooks(self.ids)
        self.courier = Courier(
            self.webhooks, surroundings, lambda: self.profile.webhook_attempts.number
        )
        self.orders = Orders(self._tell_of_order)
        self.shipments = Shipments()
        self.fulfillments = Fulfillments(self.ids)
        self.listed_orders = ListManners()
        self.listed_shipments = ListManners()
        self.outbox = Outbox()
        self.products = Products(self.ids)
        self.customers = Customers(self.ids)
        self.carriers = Carriers(self.ids)
        self.warehouses = Warehouses(self.ids)
        self.premises = Premises(self.ids, self.warehouses)
        self.stores = Stores(self.ids)
        self.owner = self.premises.add_user("owner@example.com", "Account Owner")
        self._furnish()

    def _furnish(self) -> None:
        self.stores.add_manual("Manual Orders", now=self.now())
        self.customers.add_samples(self.now())

    def _tell_of_order(self, order: Order) -> None:
        tell_of_order(self.courier, order.store_id, order.import_batch or "")

    def now(self) -> datetime:
        """
        Return the present instant, as the database keeps it.
        """
        return stamp(self.agenda.now())
