"""
Products.
"""

from emulators.kit.operation import BOOLEAN, Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Refused
from emulators.shipstation.domain.products import Product
from emulators.shipstation.operations.product_reading import product_body
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)


@operation(
    "GET",
    "/products",
    responses={200: "products.page.json"},
    query={
        **texts("sku", "name", "upc"),
        **integers("productCategoryId", "productTypeId", "tagId"),
        **dates("startDate", "endDate"),
        "showInactive": BOOLEAN,
        **sorting("SKU", "ModifyDate", "CreateDate"),
        **PAGING,
    },
    source=f"{DOCS}/products/list/",
)
def list_products(call: Call, account: Account) -> Reply:
    """
    List products.
    """
    found = account.products.search(call.query)
    return paged(
        "products",
        found,
        call.query,
        Product.to_document,
        profile=account.profile,
        quirk=True,
    )


@operation(
    "GET",
    "/products/<int:product_id>",
    responses={200: "product.json"},
    source=f"{DOCS}/products/get-product/",
)
def get_product(call: Call, account: Account) -> Reply:
    """
    Return one product.
    """
    return Reply(200, account.products.get(call.path["product_id"]).to_document())


@operation(
    "PUT",
    "/products/<int:product_id>",
    request="product.update.json",
    responses={200: "success.json"},
    source=f"{DOCS}/products/update/",
)
def update_product(call: Call, account: Account) -> Reply:
    """
    Write all of a product; what is left out is empty then.
    """
    product = account.products.get(call.path["product_id"])
    body = product_body(call.body)
    if not body["sku"]:
        raise Refused("The SKU must be provided.")
    account.products.update(product, body, now=account.now())
    message = "The requested product has been updated"
    return Reply(200, {"success": True, "message": message})
