"""
Reference books over the API: one declaration for all that are alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.bank_account import bank_account
from emulators.cin7_core.domain.book_kinds import KINDS
from emulators.cin7_core.domain.bookkeeping import add_row, change_row, delete_row
from emulators.cin7_core.domain.books import Row
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import (
    BOOLEAN,
    TEXT,
    Call,
    Operation,
    Param,
    Reply,
    also_at,
    operation,
    required,
)

_SOURCE = f"{DOCS}/reference-books"


@dataclass(frozen=True, slots=True)
class BookPath:
    """
    How a book is reached.

    Attributes:
        plural: The list's operation and schema are named after it.

        schema: The schemas of new and changed rows begin so.

        bare: Schema of one row, where writes answer with the row alone.

        verbs: C, U and D, for create, update and delete.

        show: A row as the vendor shows it.
    """

    path: str
    book: str
    key: str
    name: str
    plural: str
    filters: Mapping[str, Param] = field(default_factory=lambda: {"Name": TEXT})
    schema: str = "book_row"
    bare: str = ""
    verbs: str = "CUD"
    show: Callable[[Row], Row] = dict

    def operations(self) -> tuple[Operation[Account], ...]:
        """
        Return the operations of the book.
        """
        makers = {"C": self._create, "U": self._update, "D": self._delete}
        return (self._list(), *(makers[verb]() for verb in self.verbs))

    def _list(self) -> Operation[Account]:
        def list_rows(call: Call, account: Account) -> Reply:
            asked = {k: v for k, v in call.query.items() if k in self.filters}
            if "Code" in asked:
                account.books[self.book].by_key(asked["Code"])
            found = account.books[self.book].find(asked)
            return listed(self.key, found, call.query, self.show)

        list_rows.__name__ = f"list_{self.plural}"
        list_rows.__doc__ = f"List the {_words(self.plural)}, in pages."
        query = {**PAGING, **self.filters}
        answer = answers(f"{self.plural}.json")
        return operation(
            "GET", self.path, responses=answer, query=query, source=_SOURCE
        )(list_rows)

    def _create(self) -> Operation[Account]:
        def create(call: Call, account: Account) -> Reply:
            return self._one(add_row(account, self.book, call.body))

        return self._written("POST", "create", create, "Add one of the")

    def _update(self) -> Operation[Account]:
        def update(call: Call, account: Account) -> Reply:
            return self._one(change_row(account, self.book, call.body))

        return self._written("PUT", "update", update, "Change one of the")

    def _delete(self) -> Operation[Account]:
        key = "ID" if KINDS[self.book].id_field else "Code"

        def delete(call: Call, account: Account) -> Reply:
            delete_row(account, self.book, call.query[key])
            return Reply(200, {"Success": True})

        delete.__name__ = f"delete_{self.name}"
        delete.__doc__ = f"Delete one of the {_words(self.plural)} that nothing names."
        return operation(
            "DELETE",
            self.path,
            responses=answers("success.json"),
            query={key: required(GUID if key == "ID" else TEXT)},
            source=_SOURCE,
        )(delete)

    def _written(
        self,
        method: str,
        verb: str,
        handler: Callable[[Call, Account], Reply],
        sentence: str,
    ) -> Operation[Account]:
        handler.__name__ = f"{verb}_{self.name}"
        handler.__doc__ = f"{sentence} {_words(self.plural)}."
        return operation(
            method,
            self.path,
            request=f"{self.schema}.{verb}.json",
            responses=answers(self.bare or f"{self.plural}.json"),
            source=_SOURCE,
        )(handler)

    def _one(self, row: Row) -> Reply:
        shown = self.show(row)
        if self.bare:
            return Reply(200, shown)
        return Reply(200, {"Total": 1, "Page": 1, self.key: [shown]})


def _words(name: str) -> str:
    return name.replace("_", " ")


def _account_row(row: Row) -> Row:
    """
    Return an account without its bank, which only writes and the list of banks have.
    """
    return {key: row[key] for key in row if key != "Bank"}


def _with_attributes(row: Row) -> Row:
    """
    Return a set of attributes with its ten once more as an array.
    """
    attributes = [
        {part: row[f"Attribute{n}{part}"] for part in ("Name", "Type", "Values")}
        for n in range(1, 11)
    ]
    return {**row, "Attributes": attributes}


_PATHS = (
    BookPath(
        "/ref/paymentterm",
        "terms",
        "PaymentTermList",
        "payment_term",
        "payment_terms",
        {
            "ID": GUID,
            "Name": TEXT,
            "Method": TEXT,
            "IsActive": BOOLEAN,
            "IsDefault": BOOLEAN,
        },
        schema="payment_term",
    ),
    BookPath(
        "/ref/tax",
        "taxes",
        "TaxRuleList",
        "tax",
        "taxes",
        {
            "ID": GUID,
            "Name": TEXT,
            "IsActive": BOOLEAN,
            "IsTaxForSale": BOOLEAN,
            "IsTaxForPurchase": BOOLEAN,
            "Account": TEXT,
        },
        schema="tax",
        verbs="CU",
    ),
    BookPath(
        "/ref/account",
        "accounts",
        "AccountsList",
        "account",
        "accounts",
        {"Code": TEXT, "Name": TEXT, "Type": TEXT, "Status": TEXT},
        schema="account",
        show=_account_row,
    ),
    BookPath(
        "/ref/attributeset",
        "attribute_sets",
        "AttributeSetList",
        "attribute_set",
        "attribute_sets",
        {"ID": GUID, "Name": TEXT},
        schema="attribute_set",
        bare="attribute_set.json",
        show=_with_attributes,
    ),
    BookPath("/ref/unit", "units", "UnitList", "unit", "units", bare="book_row.json"),
    BookPath(
        "/ref/brand", "brands", "BrandList", "brand", "brands", bare="book_row.json"
    ),
    BookPath(
        "/ref/category",
        "categories",
        "CategoryList",
        "category",
        "categories",
        bare="book_row.json",
    ),
    BookPath(
        "/ref/carrier",
        "carriers",
        "CarrierList",
        "carrier",
        "carriers",
        {"CarrierID": GUID, "Description": TEXT},
        schema="carrier",
    ),
)

BOOKS: tuple[Operation[Account], ...] = tuple(
    one for path in _PATHS for one in path.operations()
)


@also_at("/ref/accountBank")
@operation(
    "GET",
    "/ref/account/bank",
    responses=answers("bank_accounts.json"),
    query={**PAGING, "ID": GUID, "Name": TEXT, "Bank": TEXT},
    source=_SOURCE,
)
def list_bank_accounts(call: Call, account: Account) -> Reply:
    """
    List the accounts at banks, and what was paid into each.

    A data pipeline calls it by the other path.
    """
    found = account.books["accounts"].find(_at_banks(call.query))
    return listed("BankAccountsList", found, call.query, partial(bank_account, account))


@operation(
    "GET",
    "/ref/priceTier",
    responses=answers("price_tiers.json"),
    source=_SOURCE,
)
def list_price_tiers(call: Call, account: Account) -> Reply:
    """
    List the price tiers, all at once.
    """
    del call
    rows = [
        {"Code": row["Code"], "Name": row["Name"]}
        for row in account.books["price_tiers"]
    ]
    return Reply(200, {"PriceTiers": rows})


def _at_banks(query: Mapping[str, Any]) -> dict[str, Any]:
    fields = {"ID": "BankAccountId", "Name": "Name", "Bank": "Bank"}
    asked = {field: query[name] for name, field in fields.items() if name in query}
    return {"Type": "BANK", **asked}
