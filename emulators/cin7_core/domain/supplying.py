"""
What is done to the suppliers of products.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.product_supplier import ProductSupplier
from emulators.cin7_core.domain.reading import EMPTY_GUID, Document, guid, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.supplier import Supplier


class SuppliesAlready(Refused):
    """
    The supplier is one of the product's already.
    """


class DoesNotSupply(Refused):
    """
    The supplier is none of the product's.
    """


def add_suppliers(account: Account, body: Document) -> list[Product]:
    """
    Give products their suppliers, all or none, and return the products.

    Raises:
        Refused: A product, supplier or location does not exist.
        SuppliesAlready: One is there already.
    """
    added: list[tuple[Product, ProductSupplier]] = []
    for row in body["ProductSuppliers"]:
        product = _product(account, row)
        supplier = account.suppliers.named(row)
        there = [*product.suppliers, *(one for p, one in added if p is product)]
        if any(one.supplier is supplier for one in there):
            raise SuppliesAlready(f"{supplier.name} supplies {product.sku} already")
        added.append((product, _new(account, supplier, row)))
    for product, one in added:
        product.suppliers.append(one)
    return _touched(account, [product for product, _ in added])


def change_suppliers(account: Account, body: Document) -> list[Product]:
    """
    Write what the rows have into suppliers of products, and return the products.

    Raises:
        Refused: A product, supplier or location does not exist.
        DoesNotSupply: One is none of the product's.
    """
    found = []
    for row in body["ProductSuppliers"]:
        product = _product(account, row)
        found.append((product, _supplier_of(account, product, row), row))
    for _, one, row in found:
        one.write(row, account.locations, account.new_id)
    return _touched(account, [product for product, *_ in found])


def remove_supplier(account: Account, product: Product, supplier: Supplier) -> None:
    """
    Take a supplier away from a product, with its options.

    Raises:
        DoesNotSupply: It is none of the product's.
    """
    product.suppliers.remove(_of(product, supplier))
    _touched(account, [product])


def read_suppliers(
    account: Account, product: Product, body: Document
) -> list[ProductSupplier]:
    """
    Return the suppliers that a product has by a body, which replaces them whole.

    Raises:
        Refused: A supplier or location does not exist, or stands there twice.
    """
    if body.get("Suppliers") is None:
        return product.suppliers
    found: list[ProductSupplier] = []
    for row in body["Suppliers"]:
        supplier = account.suppliers.named(row)
        if any(one.supplier is supplier for one in found):
            raise SuppliesAlready(f"{supplier.name} supplies {product.sku} already")
        found.append(_new(account, supplier, row))
    return found


def _new(account: Account, supplier: Supplier, row: Document) -> ProductSupplier:
    one = ProductSupplier(account.new_id(), supplier)
    one.write(row, account.locations, account.new_id)
    return one


def _product(account: Account, row: Document) -> Product:
    named = {"ProductID": row.get("ProductID"), "SKU": text(row, "ProductSKU")}
    return account.products.wanted(named)


def _supplier_of(account: Account, product: Product, row: Document) -> ProductSupplier:
    """
    Return the row that is meant: by its own id, or by its supplier.
    """
    own_id = guid(row.get("ProductSupplierID"))
    if own_id not in {"", EMPTY_GUID}:
        for one in product.suppliers:
            if one.id == own_id:
                return one
        raise DoesNotSupply(f"{product.sku} has no supplier with ID {own_id}")
    return _of(product, account.suppliers.named(row))


def _of(product: Product, supplier: Supplier) -> ProductSupplier:
    for one in product.suppliers:
        if one.supplier is supplier:
            return one
    raise DoesNotSupply(f"{supplier.name} does not supply {product.sku}")


def _touched(account: Account, products: list[Product]) -> list[Product]:
    unique = list({one.id: one for one in products}.values())
    for product in unique:
        product.modified_at = account.stamps.take()
    return unique
