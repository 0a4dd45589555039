"""
Products.
"""

from emulators.kit.operation import BOOLEAN, Call, Reply, not_built, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.products import Product
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
        "products", found, call.query, Product.to_document, quirk=account.profile
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


update_product = not_built(
    "update_product",
    "PUT",
    "/products/<int:product_id>",
    source=f"{DOCS}/products/update/",
)
