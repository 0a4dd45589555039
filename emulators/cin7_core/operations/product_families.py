"""
Product families, and the files of a whole family.
"""

from functools import partial

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.attachment import attach
from emulators.cin7_core.domain.product_family import ProductFamily
from emulators.cin7_core.domain.product_family_card import create_family as create
from emulators.cin7_core.domain.product_family_card import family_document
from emulators.cin7_core.domain.product_family_card import update_family as update
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    INSTANT,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import TEXT, Call, Reply, operation, required

_FAMILIES = answers("product_families.json")
_FILES = answers("product.attachments.json")
_SOURCE = f"{DOCS}/product-family"


@operation(
    "GET",
    "/productFamily",
    responses=_FAMILIES,
    query={
        **PAGING,
        "ID": GUID,
        "Name": TEXT,
        "Sku": TEXT,
        "ModifiedSince": INSTANT,
    },
    source=_SOURCE,
)
def list_product_families(call: Call, account: Account) -> Reply:
    """
    List the families with their products, in pages.
    """
    found = account.families.find(call.query)
    show = partial(family_document, account)
    return listed("ProductFamilies", found, call.query, show)


@operation(
    "POST",
    "/productFamily",
    request="product_family.create.json",
    responses=_FAMILIES,
    source=_SOURCE,
)
def create_product_family(call: Call, account: Account) -> Reply:
    """
    Create a family of products that exist.
    """
    return _one(account, create(account, call.body))


@operation(
    "PUT",
    "/productFamily",
    request="product_family.update.json",
    responses=_FAMILIES,
    source=_SOURCE,
)
def update_product_family(call: Call, account: Account) -> Reply:
    """
    Change a family; products are added to it, and none is taken out.
    """
    family = account.families.by_id(guid(call.body["ID"]))
    update(account, family, call.body)
    return _one(account, family)


@operation(
    "GET",
    "/productFamily/attachments",
    responses=_FILES,
    query={"FamilyID": required(GUID)},
    source=_SOURCE,
)
def list_product_family_attachments(call: Call, account: Account) -> Reply:
    """
    List the files of a family, as a bare array.
    """
    return Reply(200, account.families.by_id(call.query["FamilyID"]).attachments)


@operation(
    "POST",
    "/productFamily/attachments",
    request="product_family.attachment.create.json",
    responses=_FILES,
    source=_SOURCE,
)
def create_product_family_attachment(call: Call, account: Account) -> Reply:
    """
    Hang a file on a family.
    """
    family = account.families.by_id(guid(call.body["FamilyID"]))
    attach(family, call.body, account.new_id())
    return _files(account, family)


@operation(
    "DELETE",
    "/productFamily/attachments",
    responses=_FILES,
    query={"ID": required(GUID)},
    source=_SOURCE,
)
def delete_product_family_attachment(call: Call, account: Account) -> Reply:
    """
    Take a file away from its family.
    """
    return _files(account, account.families.files.detach(call.query["ID"]))


def _files(account: Account, family: ProductFamily) -> Reply:
    """
    Call the family changed, and return its files.
    """
    family.modified_at = account.stamps.take()
    account.families.place(family)
    return Reply(200, family.attachments)


def _one(account: Account, family: ProductFamily) -> Reply:
    document = family_document(account, family)
    return Reply(200, {"Total": 1, "Page": 1, "ProductFamilies": [document]})
