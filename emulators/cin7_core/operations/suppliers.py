"""
Suppliers, and which products they supply.
"""

from collections.abc import Callable, Iterable
from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_events import tell_product, tell_supplier
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_supplier import product_supplier_document
from emulators.cin7_core.domain.reading import Document
from emulators.cin7_core.domain.supplier import Supplier
from emulators.cin7_core.domain.supplier_card import (
    change_supplier,
    create_supplier,
    supplier_document,
)
from emulators.cin7_core.domain.supplying import (
    add_suppliers,
    change_suppliers,
    remove_supplier,
)
from emulators.cin7_core.operations.documents import CardType, card_operations
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    answers,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_PRODUCT_SOURCE = f"{DOCS}/product-suppliers"


def _told(
    write: Callable[[Account, Document], Supplier], account: Account, body: Document
) -> Supplier:
    supplier = write(account, body)
    tell_supplier(account, supplier)
    return supplier


suppliers = card_operations(
    CardType(
        noun="supplier",
        path="/supplier",
        key="SupplierList",
        schema="supplier",
        shelf=lambda account: account.suppliers,
        filters={
            "ID": GUID,
            "Name": TEXT,
            "ModifiedSince": INSTANT,
            "IncludeDeprecated": BOOLEAN,
        },
        create=partial(_told, create_supplier),
        change=partial(_told, change_supplier),
        show=lambda _, found, is_written: supplier_document(
            found, with_owner=is_written
        ),
    )
)


@operation(
    "GET",
    "/product-suppliers",
    responses=answers("product_suppliers.json"),
    query={"ProductID": required(GUID)},
    source=_PRODUCT_SOURCE,
)
def list_product_suppliers(call: Call, account: Account) -> Reply:
    """
    List the suppliers of a product, all at once.
    """
    product = account.products.by_id(call.query["ProductID"])
    owner = {"ProductID": product.id, "ProductSKU": product.sku}
    rows = [{**owner, **product_supplier_document(one)} for one in product.suppliers]
    return Reply(200, {"ProductSuppliers": rows})


@operation(
    "POST",
    "/product-suppliers",
    request="product_suppliers.write.json",
    responses=answers("success.json"),
    source=_PRODUCT_SOURCE,
)
def create_product_suppliers(call: Call, account: Account) -> Reply:
    """
    Give products their suppliers; one that does not fit keeps all from being written.
    """
    return _supplied(account, add_suppliers(account, call.body))


@operation(
    "PUT",
    "/product-suppliers",
    request="product_suppliers.write.json",
    responses=answers("success.json"),
    source=_PRODUCT_SOURCE,
)
def change_product_suppliers(call: Call, account: Account) -> Reply:
    """
    Change suppliers of products; the options of each are replaced whole.
    """
    return _supplied(account, change_suppliers(account, call.body))


@operation(
    "DELETE",
    "/product-suppliers",
    responses=answers("success.json"),
    query={"ProductID": required(GUID), "SupplierID": required(GUID)},
    source=_PRODUCT_SOURCE,
)
def delete_product_supplier(call: Call, account: Account) -> Reply:
    """
    Take a supplier away from a product, with its options.
    """
    product = account.products.by_id(call.query["ProductID"])
    supplier = account.suppliers.by_id(call.query["SupplierID"])
    remove_supplier(account, product, supplier)
    return _supplied(account, [product])


def _supplied(account: Account, products: Iterable[Product]) -> Reply:
    for product in products:
        tell_product(account, product)
    return Reply(200, {"Success": True})
