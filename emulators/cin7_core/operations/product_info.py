"""
The products that a part of a sale names, where the caller asks for them.
"""

from collections.abc import Iterator
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.product_card import product_document
from emulators.cin7_core.domain.reading import EMPTY_GUID
from emulators.kit.operation import BOOLEAN, Call, Reply

SWITCH = {"IncludeProductInfo": BOOLEAN}


def with_products(call: Call, account: Account, reply: Reply) -> Reply:
    """
    Return the answer with each product once, if that was asked for.

    That there is an array for them is documented; its name, and that its rows are
    those of the product list, is our own guess.
    """
    if not call.query.get("IncludeProductInfo"):
        return reply
    products = [
        product_document(account, account.products.by_id(product_id), {})
        for product_id in dict.fromkeys(_products_in(reply.body))
        if product_id != EMPTY_GUID
    ]
    return Reply(reply.status, {**reply.body, "Products": products}, reply.headers)


def _products_in(body: Any) -> Iterator[str]:
    if isinstance(body, dict):
        if "ProductID" in body:
            yield body["ProductID"]
        body = list(body.values())
    if isinstance(body, list):
        for part in body:
            yield from _products_in(part)
