"""
A supplier as bodies bring it and the vendor shows it.
"""

from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.card import address_rows, contact_rows, write_card
from emulators.cin7_core.domain.card_check import check_books, check_system_account
from emulators.cin7_core.domain.instants import stamp
from emulators.cin7_core.domain.reading import Document, guid, number, text
from emulators.cin7_core.domain.supplier import BOOKS, Supplier

_TEXTS = (
    "Currency",
    "PaymentTerm",
    "TaxRule",
    "AccountPayable",
    "Comments",
    "TaxNumber",
    "AttributeSet",
    *(f"AdditionalAttribute{n}" for n in range(1, 11)),
)
_NOT_OF_SUPPLIERS = frozenset({"JobTitle", "MarketingConsent"})


def create_supplier(account: Account, body: Document) -> Supplier:
    """
    Keep a new supplier.

    Raises:
        SupplierTaken: Another one has the name.
        NotInBook: Something that the body names does not exist.
        WrongAccount: The payable account is another kind of account.
    """
    suppliers = account.suppliers
    suppliers.check_free(body["Name"])
    _check(account, body)
    now = account.stamps.take()
    supplier = Supplier(account.new_id(), suppliers.next_place, "", "Active", now)
    _write(account, supplier, body)
    return supplier


def change_supplier(account: Account, body: Document) -> Supplier:
    """
    Write what the body has into a supplier.

    Raises:
        NotFiled: There is no such supplier.
        SupplierTaken: Another one has the name.
        NotInBook: Something that the body names does not exist.
        WrongAccount: The payable account is another kind of account.
    """
    supplier = account.suppliers.by_id(guid(body["ID"]))
    account.suppliers.check_free(body.get("Name", supplier.name), supplier)
    _check(account, body)
    supplier.modified_at = account.stamps.take()
    _write(account, supplier, body)
    return supplier


def _check(account: Account, body: Document) -> None:
    check_books(account, body, BOOKS)
    check_system_account(account, body.get("AccountPayable"), "payable")


def _write(account: Account, supplier: Supplier, body: Document) -> None:
    supplier.name = body.get("Name", supplier.name)
    supplier.status = body.get("Status", supplier.status)
    supplier.discount = number(body.get("Discount"), supplier.discount)
    supplier.texts |= {key: text(body, key) for key in _TEXTS if key in body}
    write_card(supplier, body, account.new_id)
    account.suppliers.place(supplier)


def supplier_document(supplier: Supplier, *, with_owner: bool) -> dict[str, Any]:
    """
    Return the supplier as the vendor shows it.

    Answers to writes come *with_owner*: each address and contact repeats the
    supplier's id.
    """
    owner = {"SupplierID": supplier.id} if with_owner else {}
    return {
        "ID": supplier.id,
        "Name": supplier.name,
        "Status": supplier.status,
        **{key: supplier.texts.get(key, "") for key in _TEXTS},
        "Discount": supplier.discount,
        "LastModifiedOn": stamp(supplier.modified_at),
        "Addresses": address_rows(supplier, owner),
        "Contacts": contact_rows(supplier, owner, without=_NOT_OF_SUPPLIERS),
    }
