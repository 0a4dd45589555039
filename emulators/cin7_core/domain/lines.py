"""
Lines and additional charges of quotes, orders and invoices, and their totals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from emulators.cin7_core.domain.books import Book
from emulators.cin7_core.domain.product import Product, Products
from emulators.cin7_core.domain.reading import (
    EMPTY_GUID,
    ZERO,
    Document,
    boolean,
    guid,
    number,
    plain,
    text,
)
from emulators.cin7_core.domain.refusal import Refused

_TOLERANCE = Decimal("0.01")
_HUNDRED = Decimal(100)


class WrongTotal(Refused):
    """
    A total that the caller sent is not the one that the lines make.
    """


@dataclass(frozen=True, slots=True)
class Line:
    """
    So much of a product at a price.

    Attributes:
        product: None for an additional charge.

        discount: Percent.

        backorder: Part of the quantity that no stock was there for.

        supplier_sku: Only of purchases.
    """

    product: Product | None
    name: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax: Decimal
    tax_rule: str
    comment: str
    total: Decimal
    account: str
    drop_ship: bool = False
    backorder: Decimal = ZERO
    supplier_sku: str = ""

    @property
    def is_stock(self) -> bool:
        """
        Whether there is something to pick.
        """
        return self.product is not None and self.product.is_stock


@dataclass(frozen=True, slots=True)
class Totals:
    """
    What a document comes to.
    """

    before_tax: Decimal
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class LineReader:
    """
    Reads the rows of a body.

    Attributes:
        checks_totals: Compare the totals of the caller with those of the lines.
    """

    products: Products
    taxes: Book
    checks_totals: bool

    def lines(self, rows: Iterable[Document]) -> tuple[Line, ...]:
        """
        Return the product lines; charges that stand between them are left out.

        Raises:
            NoProduct: A product does not exist.
            NotInBook: A tax rule does not exist.
            WrongTotal: A total is not what quantity and price make.
        """
        return tuple(
            self._line(row, self.products.wanted(row))
            for row in rows
            if guid(row.get("ProductID")) != EMPTY_GUID
        )

    def charges(
        self, rows: Iterable[Document], combined: Iterable[Document]
    ) -> tuple[Line, ...]:
        """
        Return the additional charges, also those that stand between the lines.

        Raises:
            NotInBook: A tax rule does not exist.
            WrongTotal: A total is not what quantity and price make.
        """
        among_lines = (
            {**row, "Description": row.get("Name")}
            for row in combined
            if guid(row.get("ProductID")) == EMPTY_GUID
        )
        return tuple(self._line(row, None) for row in (*rows, *among_lines))

    def _line(self, row: Document, product: Product | None) -> Line:
        quantity, price = number(row["Quantity"]), number(row["Price"])
        discount = number(row.get("Discount"))
        total = plain(quantity * price * (1 - discount / _HUNDRED))
        title = "Name" if product else "Description"
        if self.checks_totals and row.get("Total") is not None:
            _compare(f"Total of '{row.get(title)}'", number(row["Total"]), total)
        return Line(
            product=product,
            name=text(row, title) or (product.name if product else ""),
            quantity=quantity,
            price=price,
            discount=discount,
            tax=number(row["Tax"]),
            tax_rule=self.taxes.wanted(row["TaxRule"])["Name"],
            comment=text(row, "Comment"),
            total=total,
            account=text(row, "Account"),
            drop_ship=boolean(row.get("DropShip")),
            supplier_sku=text(row, "SupplierSKU"),
        )

    def check_totals(self, body: Document, totals: Totals) -> None:
        """
        Compare the totals of a document with those of its lines.

        Raises:
            WrongTotal: They differ by more than a cent.
        """
        if not self.checks_totals:
            return
        for key, computed in (
            ("TotalBeforeTax", totals.before_tax),
            ("Tax", totals.tax),
            ("Total", totals.total),
        ):
            if body.get(key) is not None:
                _compare(key, number(body[key]), computed)


def _compare(what: str, given: Decimal, computed: Decimal) -> None:
    if abs(given - computed) > _TOLERANCE:
        raise WrongTotal(f"{what} is {given}, but the lines make {computed}")


def totals_of(lines: Iterable[Line], *, tax_inclusive: bool) -> Totals:
    """
    Add lines and charges up.
    """
    amount, tax = ZERO, ZERO
    for line in lines:
        amount += line.total
        tax += line.tax
    if tax_inclusive:
        return Totals(plain(amount - tax), plain(tax), plain(amount))
    return Totals(plain(amount), plain(tax), plain(amount + tax))
