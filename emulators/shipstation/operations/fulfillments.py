"""
Fulfillments: orders that were shipped without a label of ShipStation's.
"""

from emulators.kit.operation import not_built
from emulators.shipstation.operations.queries import DOCS

list_fulfillments = not_built(
    "list_fulfillments",
    "GET",
    "/fulfillments",
    source=f"{DOCS}/fulfillments/list-fulfillments/",
)
