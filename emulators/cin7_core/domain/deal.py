"""
Product deals: discounts for groups of products, kept and shown; sales do not use them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from emulators.cin7_core.domain.books import Book
from emulators.cin7_core.domain.card import NewId
from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.product import Products
from emulators.cin7_core.domain.reading import (
    Document,
    boolean,
    day,
    guid,
    number,
    text,
)
from emulators.cin7_core.domain.shelf import Filters, Shelf, having

Json = dict[str, Any]

_FLAGS = ("IsActive", "AllowCoupons", "SingleCouponCodeUsage")
_DAYS = ("DateFrom", "DateTo")
_RULE_TEXTS = ("BuyType", "BuyValueType", "GetType", "GetValueType")
_RULE_VALUES = ("BuyValue", "GetValue")
_RULE_FLAGS = ("BuyMore", "IsOrderLevel")
_NAMED = {"Brand": "brands", "Category": "categories"}


@dataclass(slots=True)
class Deal:
    """
    A deal.

    Attributes:
        document: What no rule looks at, as it is shown.

        discounts: What is discounted how, as it is shown.
    """

    id: str
    place: int
    modified_at: datetime
    name: str = ""
    document: Json = field(default_factory=dict)
    discounts: list[Json] = field(default_factory=list)


class Deals(Shelf[Deal]):
    """
    The deals of one account.
    """

    missing = "Deal with ID {id} not found"
    filters = Filters(
        exact={"ID": having("id")}, within={"Search": lambda deal: (deal.name,)}
    )
    _by_id: dict[str, Deal]


@dataclass(frozen=True, slots=True)
class DealReader:
    """
    Reads deals, with what they may name.
    """

    products: Products
    books: Mapping[str, Book]
    new_id: NewId

    def write(self, deal: Deal, body: Document) -> Deal:
        """
        Return the deal with what the body has; its discounts are replaced whole.

        Raises:
            NoProduct: A product does not exist.
            NotOnFile, NotInBook: A brand or category does not exist.
            NotInBook: A brand or category does not exist.
        """
        discounts = deal.discounts
        if body.get("DealDiscounts") is not None:
            discounts = [self._discount(row) for row in body["DealDiscounts"]]
        written: Json = {key: boolean(body[key]) for key in _FLAGS if key in body}
        written |= {key: midnight(day(body[key])) for key in _DAYS if key in body}
        if "CustomersGroup" in body:
            written["CustomersGroup"] = text(body, "CustomersGroup")
        if "CouponCodes" in body:
            written["CouponCodes"] = body["CouponCodes"]
        return replace(
            deal,
            name=text(body, "Name", deal.name),
            document=deal.document | written,
            discounts=discounts,
        )

    def _discount(self, row: Document) -> Json:
        return {
            "ID": self._own_id(row),
            "DiscountID": guid(row["DiscountID"]),
            "DiscountName": text(row, "DiscountName"),
            "DiscountType": text(row, "DiscountType"),
            "Sequence": int(number(row.get("Sequence"))),
            **{key: boolean(row.get(key)) for key in _RULE_FLAGS},
            **{key: text(row, key) for key in _RULE_TEXTS},
            **{key: _value(row.get(key)) for key in _RULE_VALUES},
            "DealDiscountProducts": [
                self._product(one) for one in row.get("DealDiscountProducts") or ()
            ],
            "DealDiscountCategories": self._rows(
                "Category", row.get("DealDiscountCategories")
            ),
            "DealDiscountBrands": self._rows("Brand", row.get("DealDiscountBrands")),
            "DealDiscountTags": [
                {"ID": self._own_id(one), "TagName": one["TagName"]}
                for one in row.get("DealDiscountTags") or ()
            ],
        }

    def _product(self, row: Document) -> Json:
        product = self.products.wanted({**row, "SKU": row.get("ProductSKU")})
        return {
            "ID": self._own_id(row),
            "ProductID": product.id,
            "ProductSKU": product.sku,
            "ProductName": product.name,
            "IsFamily": boolean(row.get("IsFamily")),
        }

    def _rows(self, noun: str, rows: Any) -> list[Json]:
        return [self._row(noun, one) for one in rows or ()]

    def _row(self, noun: str, row: Document) -> Json:
        book = self.books[_NAMED[noun]]
        row_id = guid(row.get(f"{noun}ID"))
        found = book.by_key(row_id) if row_id else book.wanted(text(row, f"{noun}Name"))
        return {
            "ID": self._own_id(row),
            f"{noun}ID": found["ID"],
            f"{noun}Name": found["Name"],
        }

    def _own_id(self, row: Document) -> str:
        return guid(row.get("ID")) or self.new_id()


def _value(given: Any) -> Any:
    return None if given is None else number(given)


def deal_document(deal: Deal) -> Json:
    """
    Return the deal as the vendor shows it.
    """
    document = deal.document
    return {
        "ID": deal.id,
        "Name": deal.name,
        "CustomersGroup": document.get("CustomersGroup", ""),
        **{key: document.get(key, False) for key in _FLAGS},
        "CouponCodes": document.get("CouponCodes"),
        **{key: document.get(key) for key in _DAYS},
        "DealCustomers": [],
        "DealCustomerTags": [],
        "DealDiscounts": deal.discounts,
    }
