"""
What an account is asked to be compared: lists, and a few of the things found in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from emulators.kit.operation import Operation

MOST_THINGS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """
    Where an operation has its id from.

    Attributes:
        name: The parameter, in the query or the path.

        operation: The one whose answers have the ids.

        at: Where in the answer, as ``orders[].orderId``.

        only: A field of the row and the value that it has to have.

        query: What else is asked.
    """

    name: str
    operation: str
    at: str
    only: tuple[str, str] | None = None
    query: Mapping[str, str] = field(default_factory=dict)

    def ids(self, answers: list[Any]) -> list[str | int]:
        """
        Return at most three ids out of the answers: first, middle and last.
        """
        rows, _, name = self.at.rpartition(".")
        found = [
            row[name]
            for answer in answers
            for row in _rows(answer, rows)
            if isinstance(row, dict) and _is_id(row.get(name)) and self._fits(row)
        ]
        distinct = list(dict.fromkeys(found))
        picked = (0, len(distinct) // 2, len(distinct) - 1)
        return [distinct[n] for n in sorted({*picked})] if distinct else []

    def _fits(self, row: Mapping[str, Any]) -> bool:
        return self.only is None or row.get(self.only[0]) == self.only[1]


_BY_SALE = ("SaleID", "list_sales", "SaleList[].SaleID")
_BY_TASK = ("TaskID", "list_fulfilments", "Fulfilments[].TaskID")
_BY_CARRIER = ("carrierCode", "list_carriers", "[].code")
_PURCHASES = ("get_purchase_list", "PurchaseList[].ID")

FOUND: Mapping[str, Mapping[str, Found]] = {
    "cin7_core": {
        "get_sale": Found("ID", "list_sales", "SaleList[].SaleID"),
        "get_quote": Found(*_BY_SALE),
        "get_order": Found(*_BY_SALE),
        "list_fulfilments": Found(*_BY_SALE),
        "list_invoices": Found(*_BY_SALE),
        "list_credit_notes": Found(*_BY_SALE),
        "list_payments": Found(*_BY_SALE),
        "get_sale_manual_journal": Found(*_BY_SALE),
        "get_sale_attachment": Found(*_BY_SALE),
        "get_pick": Found(*_BY_TASK),
        "get_pack": Found(*_BY_TASK),
        "get_ship": Found(*_BY_TASK),
        "list_attachments": Found("ProductID", "list_products", "Products[].ID"),
        "list_product_suppliers": Found("ProductID", "list_products", "Products[].ID"),
        "list_product_family_attachments": Found(
            "FamilyID", "list_product_families", "ProductFamilies[].ID"
        ),
        "get_stock_adjustment": Found(
            "TaskID", "get_stock_adjustment_list", "StockAdjustmentList[].TaskID"
        ),
        "get_stock_transfer": Found(
            "TaskID", "get_stock_transfer_list", "StockTransferList[].TaskID"
        ),
        "get_purchase": Found("ID", *_PURCHASES, only=("Type", "Simple Purchase")),
        "get_advanced_purchase": Found(
            "ID", *_PURCHASES, only=("Type", "Advanced Purchase")
        ),
        "get_purchase_order": Found("TaskID", *_PURCHASES),
    },
    "shipstation": {
        "get_carrier": Found(*_BY_CARRIER),
        "list_packages": Found(*_BY_CARRIER),
        "list_services": Found(*_BY_CARRIER),
        "get_customer": Found(
            "customer_id", "list_customers", "customers[].customerId"
        ),
        "get_order": Found("order_id", "list_orders", "orders[].orderId"),
        "list_orders_by_tag": Found(
            "tagId",
            "list_tags",
            "[].tagId",
            query={"orderStatus": "awaiting_shipment"},
        ),
        "get_product": Found("product_id", "list_products", "products[].productId"),
        "get_store": Found("store_id", "list_stores", "[].storeId"),
        "get_refresh_status": Found("storeId", "list_stores", "[].storeId"),
        "get_warehouse": Found("warehouse_id", "list_warehouses", "[].warehouseId"),
    },
}


def asks_for_a_thing(declared: Operation[Any]) -> bool:
    """
    Tell whether an operation cannot be called without an id.
    """
    return "<" in declared.path or any(p.required for p in declared.query.values())


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and bool(value)


def _rows(document: Any, at: str) -> Iterator[Any]:
    """
    Return what stands at ``orders[]`` or ``[]``.
    """
    name = at.removesuffix("[]")
    rows = document.get(name) if name and isinstance(document, dict) else document
    yield from rows if isinstance(rows, list) else ()
