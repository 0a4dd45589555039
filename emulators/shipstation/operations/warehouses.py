"""
Warehouses: the places that an account ships from.
"""

from emulators.kit.operation import Call, Reply, not_built, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations.queries import DOCS

_WAREHOUSES = f"{DOCS}/warehouses"


@operation(
    "GET",
    "/warehouses",
    responses={200: "warehouses.list.json"},
    source=f"{_WAREHOUSES}/list/",
)
def list_warehouses(call: Call, account: Account) -> Reply:
    """
    List the places.
    """
    del call
    return Reply(200, account.warehouses.documents())


@operation(
    "GET",
    "/warehouses/<int:warehouse_id>",
    responses={200: "warehouse.json"},
    source=f"{_WAREHOUSES}/get/",
)
def get_warehouse(call: Call, account: Account) -> Reply:
    """
    Return one place.
    """
    return Reply(200, account.warehouses.get(call.path["warehouse_id"]).document())


create_warehouse = not_built(
    "create_warehouse",
    "POST",
    "/warehouses/createwarehouse",
    source=f"{_WAREHOUSES}/create/",
)
update_warehouse = not_built(
    "update_warehouse",
    "PUT",
    "/warehouses/<int:warehouse_id>",
    source=f"{_WAREHOUSES}/update/",
)
delete_warehouse = not_built(
    "delete_warehouse",
    "DELETE",
    "/warehouses/<int:warehouse_id>",
    source=f"{_WAREHOUSES}/delete/",
)
