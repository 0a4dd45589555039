"""
An account with a product and a customer, for tests of the domain.
"""

from datetime import UTC, datetime
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.availability import count_stock
from emulators.cin7_core.domain.customer_card import create_customer
from emulators.cin7_core.domain.defaults import WAREHOUSE, fresh_account
from emulators.cin7_core.domain.fulfilling import write_pack, write_pick
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.ordering import create_sale, write_order
from emulators.cin7_core.domain.organisation import Organisation
from emulators.cin7_core.domain.product_card import create_product
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.shipping import write_ship
from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Ids, VirtualClock
from emulators.kit.journal import Journal
from emulators.kit.outbound import HttpOutbound, Outbound
from emulators.kit.service import Surroundings
from emulators.kit.state import StateLock

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TAX = "20% (VAT on Income)"


def surroundings(
    clock: VirtualClock | None = None, outbound: Outbound | None = None
) -> Surroundings:
    """
    Return what an account is built upon; without an outbound, nobody listens.
    """
    return Surroundings(
        name="trade",
        agenda=Agenda(clock or VirtualClock(NOW)),
        ids=Ids("trade"),
        outbound=outbound or HttpOutbound(),
        journal=Journal(),
        lock=StateLock(),
    )


def account_with_stock(
    quantity: int = 10, around: Surroundings | None = None
) -> Account:
    """
    Return an account that has so many bells.
    """
    around = around or surroundings()
    organisation = Organisation("account", "Fernhill Trading")
    account = fresh_account(organisation, "key", around)
    body = {
        "SKU": "BELL",
        "Name": "Bell",
        "Category": "Other",
        "Type": "Stock",
        "CostingMethod": "FIFO",
        "UOM": "Item",
        "Status": "Active",
        "PriceTier1": 10,
    }
    create_product(account, body)
    create_customer(account, {"Name": "Kestrel", "Status": "Active", "TaxRule": TAX})
    count_stock(account, {"sku": "BELL", "location": WAREHOUSE, "quantity": quantity})
    return account


def ordered(account: Account, quantity: int, **more: Any) -> Sale:
    """
    Return a sale whose order is authorised.
    """
    sale = create_sale(account, {"Customer": "Kestrel", **more})
    line = {"SKU": "BELL", "Name": "Bell", "Quantity": quantity, "Price": 10}
    body = {"Status": "AUTHORISED", "Lines": [{**line, "Tax": 0, "TaxRule": TAX}]}
    write_order(account, sale, body)
    return sale


def pick(account: Account, sale: Sale, task: Fulfilment, quantity: int) -> None:
    """
    Authorise a pick.
    """
    write_pick(account, sale, task, _body(quantity), adds=True)


def pack(account: Account, sale: Sale, task: Fulfilment, quantity: int) -> None:
    """
    Authorise a pack, all in one box.
    """
    write_pack(account, sale, task, _body(quantity), adds=True)


def ship(account: Account, sale: Sale, task: Fulfilment, **more: Any) -> None:
    """
    Authorise a shipment of that box.
    """
    line = {"ShipmentDate": "2026-03-02", "Box": "Box 1", **more}
    body = {"Status": "AUTHORISED", "Lines": [line]}
    write_ship(account, sale, task, body, adds=True)


def _body(quantity: int) -> dict[str, Any]:
    line = {"SKU": "BELL", "Location": WAREHOUSE, "Quantity": quantity}
    return {"Status": "AUTHORISED", "Lines": [line]}
