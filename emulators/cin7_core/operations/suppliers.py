"""
Suppliers, and which products they supply.
"""

from collections.abc import Iterable

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card_events import tell_product, tell_supplier
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_supplier import product_supplier_document
from emulators.cin7_core.domain.supplier import Supplier
from emulators.cin7_core.domain.supplier_card import change_supplier as change
from emulators.cin7_core.domain.supplier_card import create_supplier as create
from emulators.cin7_core.domain.supplier_card import supplier_document
from emulators.cin7_core.domain.supplying import (
    add_suppliers,
    change_suppliers,
    remove_supplier,
)
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_SUPPLIERS = answers("suppliers.json")
_SOURCE = f"{DOCS}/supplier"
_PRODUCT_SOURCE = f"{DOCS}/product-suppliers"


@operation(
    "GET",
    "/supplier",
    responses=_SUPPLIERS,
    query={
        **PAGING,
        "ID": GUID,
        "Name": TEXT,
        "ModifiedSince": INSTANT,
        "IncludeDeprecated": BOOLEAN,
    },
    source=_SOURCE,
)
def list_suppliers(call: Call, account: Account) -> Reply:
    """
    List suppliers, in pages; deprecated ones only where asked for.
    """
    shows_all = call.query.get("IncludeDeprecated") or "ID" in call.query
    asked = call.query if shows_all else {**call.query, "Status": "Active"}
    found = account.suppliers.find(asked, account.profile.since_bounds)
    return listed(
        "SupplierList",
        found,
        call.query,
        lambda supplier: supplier_document(supplier, with_owner=False),
    )


@operation(
    "POST",
    "/supplier",
    request="supplier.create.json",
    responses=_SUPPLIERS,
    source=_SOURCE,
)
def create_supplier(call: Call, account: Account) -> Reply:
    """
    Create a supplier.
    """
    return _one(account, create(account, call.body))


@operation(
    "PUT",
    "/supplier",
    request="supplier.update.json",
    responses=_SUPPLIERS,
    source=_SOURCE,
)
def change_supplier(call: Call, account: Account) -> Reply:
    """
    Change a supplier; addresses and contacts without an id are added.
    """
    return _one(account, change(account, call.body))


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


def _one(account: Account, supplier: Supplier) -> Reply:
    tell_supplier(account, supplier)
    document = supplier_document(supplier, with_owner=True)
    return Reply(200, {"Total": 1, "Page": 1, "SupplierList": [document]})


def _supplied(account: Account, products: Iterable[Product]) -> Reply:
    for product in products:
        tell_product(account, product)
    return Reply(200, {"Success": True})
