"""
Products, their files, and what of them is in stock.
"""

from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.attachment import attach
from emulators.cin7_core.domain.availability import (
    availability_row,
    find_availability,
)
from emulators.cin7_core.domain.card_events import tell_product
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_card import (
    EVERYTHING,
    product_document,
    update_product,
)
from emulators.cin7_core.domain.product_card import create_product as create
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.supplying import read_suppliers
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import BOOLEAN, TEXT, Call, Reply, operation, required

_PRODUCTS = answers("products.json")
_FILES = answers("product.attachments.json")
_SOURCE = f"{DOCS}/product"
_SWITCHES = (
    "IncludeDeprecated",
    "IncludeBOM",
    "IncludeSuppliers",
    "IncludeMovements",
    "IncludeAttachments",
    "IncludeReorderLevels",
    "IncludeCustomPrices",
)


@operation(
    "GET",
    "/product",
    responses=_PRODUCTS,
    query={
        **PAGING,
        "ID": GUID,
        "Name": TEXT,
        "Sku": TEXT,
        "ModifiedSince": INSTANT,
        **dict.fromkeys(_SWITCHES, BOOLEAN),
    },
    source=_SOURCE,
)
def list_products(call: Call, account: Account) -> Reply:
    """
    List products; nested arrays are filled only where asked for.
    """
    found = account.products.find(call.query, account.profile.product_match)
    return listed(
        "Products",
        found,
        call.query,
        lambda product: product_document(account, product, call.query),
    )


@operation(
    "POST",
    "/product",
    request="product.create.json",
    responses=_PRODUCTS,
    source=_SOURCE,
)
def create_product(call: Call, account: Account) -> Reply:
    """
    Create a product.
    """
    product = create(account, call.body)
    tell_product(account, product, is_new=True)
    return _one(account, product)


@operation(
    "PUT",
    "/product",
    request="product.update.json",
    responses=_PRODUCTS,
    source=_SOURCE,
)
def change_product(call: Call, account: Account) -> Reply:
    """
    Change a product; arrays are replaced whole.
    """
    product = account.products.by_id(guid(call.body["ID"]))
    suppliers = read_suppliers(account, product, call.body)
    update_product(account, product, call.body)
    product.suppliers = suppliers
    tell_product(account, product)
    return _one(account, product)


@operation(
    "GET",
    "/product/attachments",
    responses=_FILES,
    query={"ProductID": required(GUID)},
    source=f"{DOCS}/product-attachments",
)
def list_attachments(call: Call, account: Account) -> Reply:
    """
    List the files of a product, as a bare array.
    """
    return Reply(200, account.products.by_id(call.query["ProductID"]).attachments)


@operation(
    "POST",
    "/product/attachments",
    request="product.attachment.create.json",
    responses=_FILES,
    source=f"{DOCS}/product-attachments",
)
def create_attachment(call: Call, account: Account) -> Reply:
    """
    Hang a file on a product.
    """
    product = account.products.by_id(guid(call.body["ProductID"]))
    attach(product, call.body, account.new_id())
    return _files(account, product)


@operation(
    "DELETE",
    "/product/attachments",
    responses=_FILES,
    query={"ID": required(GUID)},
    source=f"{DOCS}/product-attachments",
)
def delete_attachment(call: Call, account: Account) -> Reply:
    """
    Take a file away from its product.
    """
    return _files(account, account.products.files.detach(call.query["ID"]))


@operation(
    "GET",
    "/ref/productavailability",
    responses=answers("availability.json"),
    query={
        **PAGING,
        "ID": GUID,
        "Name": TEXT,
        "Sku": TEXT,
        "Location": TEXT,
        "Batch": TEXT,
        "Category": TEXT,
    },
    source=f"{DOCS}/product-availability",
)
def list_availability(call: Call, account: Account) -> Reply:
    """
    List what is in stock: a row for each product, place and batch.
    """
    found = find_availability(account, call.query)
    show = partial(availability_row, account)
    return listed("ProductAvailabilityList", found, call.query, show)


def _files(account: Account, product: Product) -> Reply:
    """
    Call the product changed, and return its files.
    """
    product.modified_at = account.stamps.take()
    account.products.place(product)
    tell_product(account, product)
    return Reply(200, product.attachments)


def _one(account: Account, product: Product) -> Reply:
    document = product_document(account, product, EVERYTHING)
    return Reply(200, {"Total": 1, "Page": 1, "Products": [document]})
