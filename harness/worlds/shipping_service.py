"""
ShipStation connected as a shipping service, for a shop in the United States.
"""

from collections.abc import Sequence
from typing import Any

from harness.actors import Cast
from harness.actors.cin7_core import Item
from harness.worlds.empty import empty
from harness.worlds.one_packed_sale import CUSTOMER

AUSTIN = {
    "Line1": "500 W 2nd St",
    "City": "Austin",
    "State": "Texas",
    "Postcode": "78701",
    "Country": "United States",
}
LAS_CRUCES = {
    "Line1": "4704 Arabela Dr",
    "City": "Las Cruces",
    "State": "New Mexico",
    "Postcode": "88012",
    "Country": "United States",
}


def shop_in_the_states(cast: Cast) -> None:
    """
    Have a customer, and an address of the company where parcels leave.
    """
    empty(cast)
    cast.cin7_core.knows_customer(
        CUSTOMER, email="orders@kestrel.example", phone="512 555 0100", address=AUSTIN
    )
    cast.cin7_core.sends_from(LAS_CRUCES)


def with_service(cast: Cast, **settings: Any) -> None:
    """
    Have the shop, and ShipStation connected as a shipping service.
    """
    shop_in_the_states(cast)
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys(), **settings)


def packed(
    cast: Cast, number: str, boxes: Sequence[str], *items: Item, **sale: Any
) -> None:
    """
    Have a sale to Austin, packed into the boxes.
    """
    cast.cin7_core.sells(number, *items, **{"address": AUSTIN, **sale})
    cast.cin7_core.picks(number)
    cast.cin7_core.packs(number, boxes=boxes)
