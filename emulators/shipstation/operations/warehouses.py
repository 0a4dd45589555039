"""
Warehouses: the places that an account ships from.
"""

from typing import Any

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.order_reading import address_body
from emulators.shipstation.operations.queries import DOCS
from emulators.shipstation.profile import DefaultWarehouse, WarehouseUpdate

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


@operation(
    "POST",
    "/warehouses/createwarehouse",
    request="warehouse.write.json",
    responses={200: "warehouse.json"},
    source=f"{_WAREHOUSES}/create/",
)
def create_warehouse(call: Call, account: Account) -> Reply:
    """
    Add a place; the first one is the default, whatever is asked.
    """
    name, origin, more = _read(call.body)
    warehouse = account.warehouses.add(name, origin, **more, now=account.now())
    return Reply(200, warehouse.document())


@operation(
    "PUT",
    "/warehouses/<int:warehouse_id>",
    request="warehouse.write.json",
    responses={200: "warehouse.updated.json"},
    source=f"{_WAREHOUSES}/update/",
)
def update_warehouse(call: Call, account: Account) -> Reply:
    """
    Write all of a place.
    """
    warehouse = account.warehouses.get(call.path["warehouse_id"])
    name, origin, more = _read(call.body)
    account.warehouses.update(warehouse, name, origin, **more)
    if account.profile.warehouse_update is WarehouseUpdate.WAREHOUSE:
        return Reply(200, warehouse.document())
    message = "The requested warehouse has been updated."
    return Reply(200, {"success": True, "message": message})


@operation(
    "DELETE",
    "/warehouses/<int:warehouse_id>",
    responses={200: "success.json"},
    source=f"{_WAREHOUSES}/delete/",
)
def delete_warehouse(call: Call, account: Account) -> Reply:
    """
    Take a place out of sight.
    """
    warehouse = account.warehouses.get(call.path["warehouse_id"])
    keeps = account.profile.default_warehouse is DefaultWarehouse.KEPT
    if keeps and warehouse.default:
        raise Refused("The default warehouse cannot be deleted.")
    account.warehouses.delete(warehouse)
    message = "The requested warehouse has been deleted."
    return Reply(200, {"success": True, "message": message})


def _read(given: object) -> tuple[str | None, dict[str, Any], dict[str, Any]]:
    """
    Return name and address of the place, and what else is asked of it.
    """
    body = binding.needed(binding.mapping(binding.spelled(given), ""))
    name = binding.text(body.get("warehouseName"), "warehouseName")
    origin = address_body(body.get("originAddress"), "originAddress")
    more = {
        "returns": address_body(body.get("returnAddress"), "returnAddress"),
        "default": binding.boolean(body.get("isDefault"), "isDefault"),
    }
    return name, binding.needed(origin), more
