"""
The client of Cin7 Core for orders that come in: books, cards, and what is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from engine.adapters.cin7_calls import Cin7Calls, encoded, readable, written_instant
from engine.adapters.cin7_written import (
    written_credit_note,
    written_customer,
    written_invoice,
    written_order,
    written_payment,
    written_product,
    written_sale,
    written_stock,
)
from engine.domain.fulfil import Place
from engine.domain.new_sale import (
    BookDefaults,
    NewCreditNote,
    NewCustomer,
    NewInvoice,
    NewOrder,
    NewPayment,
    NewProduct,
    NewSale,
    StockLine,
)
from engine.domain.sale import Address, SaleRow
from engine.ports.vendors import CUSTOMERS_PAGE, Company, Location, Rejected

_BOOK_PAGE = 1000


class Cin7Selling(Cin7Calls):
    """
    The reference books, customers and products of one account, and its sales.
    """

    def locations(self) -> Sequence[Location]:
        """
        Return the warehouses; bins are listed among them and left out.
        """
        with readable("a location"):
            return [
                _location(row)
                for row in self._book("ref/location", "LocationList")
                if not row.get("ParentID") and not row.get("IsDeprecated")
            ]

    def company(self) -> Company:
        """
        Return the settings of the company.
        """
        told = self.get("me")
        return Company(
            name=str(told.get("Company") or ""),
            currency=str(told.get("Currency") or ""),
            weight_units=str(told.get("DefaultWeightUnits") or ""),
            dimension_units=str(told.get("DefaultDimensionsUnits") or ""),
        )

    def company_address(self) -> Address | None:
        """
        Return the company's default address, or nothing.

        There is one for each type; where parcels leave from matters before the rest.
        """
        rows = list(self._pages("me/addresses", "MeAddressesList", {}))
        usual = [one for one in rows if one.get("DefaultForType")]
        ordered = sorted(usual, key=lambda one: _rank(one.get("Type")))
        return next((_company_address(one) for one in (*ordered, *rows)), None)

    def price_tiers(self) -> Sequence[str]:
        """
        Return the names of the price tiers.
        """
        rows = self._book("ref/priceTier", "PriceTiers")
        with readable("a price tier"):
            return [str(row["Name"]) for row in rows]

    def tax_rules(self) -> Sequence[str]:
        """
        Return the names of the tax rules that sales may have.
        """
        with readable("a tax rule"):
            return [str(row["Name"]) for row in self._sale_taxes()]

    def payment_accounts(self) -> Sequence[str]:
        """
        Return the codes of the accounts that payments may go to.
        """
        rows = self._book("ref/account", "AccountsList")
        with readable("an account"):
            return [
                str(row["Code"])
                for row in rows
                if row.get("ForPayments") or row.get("Type") == "BANK"
            ]

    def book_defaults(self) -> BookDefaults:
        """
        Return what new customers and products get; it costs a call for each book.
        """
        company = self.get("me")
        accounts = list(self._book("ref/account", "AccountsList"))
        with readable("a reference book"):
            return self._defaults(company, accounts)

    def _defaults(
        self, company: Mapping[str, Any], accounts: Sequence[Mapping[str, Any]]
    ) -> BookDefaults:
        return BookDefaults(
            currency=str(company.get("Currency") or ""),
            payment_term=_usual(
                self._book("ref/paymentterm", "PaymentTermList"), "payment term"
            ),
            receivable=_code(accounts, "SystemAccount", "Accounts receivable"),
            revenue=_code(accounts, "Type", "REVENUE"),
            tax_rule=str(company.get("DefaultSaleTaxRuleName") or "")
            or _usual(self._sale_taxes(), "tax rule"),
            category=_usual(
                self._book("ref/category", "CategoryList"), "category", name="Other"
            ),
            unit=_usual(self._book("ref/unit", "UnitList"), "unit", name="Item"),
            location=next((one.name for one in self.locations() if one.is_default), ""),
        )

    def find_customer(self, name: str) -> str | None:
        """
        Return the id of the customer with exactly this name, or nothing.

        The vendor finds all names that begin so.
        """
        rows = self._pages("customer", "CustomerList", {"Name": name})
        same = (row for row in rows if _same(row.get("Name"), name))
        return next((str(row["ID"]).lower() for row in same), None)

    def customer_tags(self, customer_id: str) -> Sequence[str]:
        """
        Return the tags of a customer.
        """
        rows = self.get("customer", ID=customer_id).get("CustomerList") or ()
        told = ",".join(str(row.get("Tags") or "") for row in rows)
        return [one.strip() for one in told.split(",") if one.strip()]

    def find_product(self, sku: str) -> str | None:
        """
        Return the id of the product with exactly this SKU, or nothing.

        The vendor finds all SKUs that contain it.
        """
        rows = self._pages("product", "Products", {"Sku": sku})
        same = (row for row in rows if _same(row.get("SKU"), sku))
        return next((str(row["ID"]).lower() for row in same), None)

    def customers_since(
        self, since: datetime | None, page: int
    ) -> Sequence[tuple[str, str]]:
        """
        Return a page of names and ids of the customers changed since, or of all.
        """
        query = {"ModifiedSince": written_instant(since)} if since else {}
        document = self.get(
            "customer", Page=str(page), Limit=str(CUSTOMERS_PAGE), **query
        )
        with readable("a customer"):
            return [
                (str(row["Name"]), str(row["ID"]).lower())
                for row in document.get("CustomerList") or ()
            ]

    def add_customer(self, customer: NewCustomer) -> str:
        """
        Make a customer, and return its id.
        """
        made = self.call("POST", "customer", {}, body=written_customer(customer))
        with readable("a customer"):
            return str(made["CustomerList"][0]["ID"]).lower()

    def add_product(self, product: NewProduct) -> str:
        """
        Make a product, and return its id.
        """
        made = self.call("POST", "product", {}, body=written_product(product))
        with readable("a product"):
            return str(made["Products"][0]["ID"]).lower()

    def places(self, sku: str) -> Sequence[Place]:
        """
        Return where the product lies, and how many are free to be promised there.
        """
        rows = self._pages(
            "ref/productavailability", "ProductAvailabilityList", {"Sku": sku}
        )
        with readable("an availability"):
            return [_place(row) for row in rows if _same(row.get("SKU"), sku)]

    def sales_marked(self, external_id: str) -> Sequence[SaleRow]:
        """
        Return the sales that carry the mark, voided ones too.
        """
        return self.list_sales(1, ExternalID=external_id)

    def add_sale(self, sale: NewSale) -> str:
        """
        Make a sale without lines, and return its id.
        """
        made = self.call("POST", "sale", {}, body=written_sale(sale))
        with readable("a sale"):
            return str(made["ID"]).lower()

    def authorise_order(self, sale_id: str, order: NewOrder) -> str:
        """
        Write the lines of a sale's order, authorise it, and return its number.
        """
        body = written_order(sale_id, order)
        made = self.call("POST", "sale/order", {}, body=body)
        with readable("an order"):
            return str(made["SaleOrderNumber"])

    def add_invoice(self, sale_id: str, invoice: NewInvoice) -> str:
        """
        Make an invoice of the whole order, and return its task.
        """
        body = written_invoice(sale_id, invoice)
        made = self.call("POST", "sale/invoice", {}, body=body)
        with readable("an invoice"):
            return _latest_task(made["Invoices"])

    def add_payment(self, payment: NewPayment) -> None:
        """
        Enter a payment, or a refund.
        """
        self.call("POST", "sale/payment", {}, body=written_payment(payment))

    def add_credit_note(self, note: NewCreditNote) -> str:
        """
        Make an authorised credit note, and return its task.
        """
        made = self.call("POST", "sale/creditnote", {}, body=written_credit_note(note))
        with readable("a credit note"):
            return _latest_task(made["CreditNotes"])

    def void_sale(self, sale_id: str) -> None:
        """
        Void the sale.
        """
        self.call("DELETE", "sale", {"ID": sale_id, "Void": "true"})

    def add_fulfilment(self, sale_id: str) -> None:
        """
        Add an empty fulfilment, which makes a simple sale an advanced one.
        """
        self.call("POST", "sale/fulfilment", {}, body=encoded({"SaleID": sale_id}))

    def pick(self, task_id: str, lines: Sequence[StockLine]) -> None:
        """
        Pick these lines, and authorise the pick.
        """
        body = written_stock(task_id, lines)
        self.call("POST", "sale/fulfilment/pick", {}, body=body)

    def pack(self, task_id: str, lines: Sequence[StockLine]) -> None:
        """
        Pack these lines, and authorise the pack.
        """
        body = written_stock(task_id, lines)
        self.call("POST", "sale/fulfilment/pack", {}, body=body)

    def void_fulfilment(self, task_id: str) -> None:
        """
        Void a fulfilment of an advanced sale.
        """
        self.call("DELETE", "sale/fulfilment", {"TaskID": task_id, "Void": "true"})

    def _sale_taxes(self) -> list[Mapping[str, Any]]:
        return [
            row
            for row in self._book("ref/tax", "TaxRuleList")
            if row.get("IsTaxForSale", True) and row.get("IsActive", True)
        ]

    def _book(self, path: str, name: str) -> Iterator[Mapping[str, Any]]:
        """
        Yield the rows of a reference book: some answer a bare list.
        """
        for page in count(1):
            query = {"Page": str(page), "Limit": str(_BOOK_PAGE)}
            told = self.call("GET", path, query)
            rows = told if isinstance(told, list) else told.get(name) or ()
            yield from _objects(rows, path)
            if len(rows) < _BOOK_PAGE:
                return

    def _pages(
        self, path: str, name: str, query: Mapping[str, str]
    ) -> Iterator[Mapping[str, Any]]:
        for page in count(1):
            told = self.get(path, Page=str(page), Limit=str(_BOOK_PAGE), **query)
            rows = told.get(name) or ()
            yield from _objects(rows, path)
            if len(rows) < _BOOK_PAGE:
                return


def _objects(rows: Any, path: str) -> list[Mapping[str, Any]]:
    """
    Return the rows of a page.

    Raises:
        Rejected: One is no object.
    """
    with readable(f"a row of {path}"):
        return [row for row in rows if row.keys()]


def _location(row: Mapping[str, Any]) -> Location:
    return Location(
        name=str(row["Name"]),
        is_default=bool(row.get("IsDefault")),
        address=Address(
            line1=row.get("AddressLine1") or "",
            line2=row.get("AddressLine2") or "",
            city=row.get("AddressCitySuburb") or "",
            state=row.get("AddressStateProvince") or "",
            postcode=row.get("AddressZipPostCode") or "",
            country=row.get("AddressCountry") or "",
        ),
    )


def _rank(kind: object) -> int:
    known = ("Shipping", "Business", "Billing")
    return known.index(str(kind)) if kind in known else len(known)


def _company_address(row: Mapping[str, Any]) -> Address:
    return Address(
        line1=row.get("Line1") or "",
        line2=row.get("Line2") or "",
        city=row.get("CitySuburb") or "",
        state=row.get("StateProvince") or "",
        postcode=row.get("ZipPostCode") or "",
        country=row.get("Country") or "",
    )


def _latest_task(papers: Sequence[Mapping[str, Any]]) -> str:
    """
    Return the task of the paper that was made last; voided ones stay in the list.
    """
    alive = [one for one in papers if one.get("Status") != "VOIDED"]
    return str((alive or papers)[-1]["TaskID"]).lower()


def _place(row: Mapping[str, Any]) -> Place:
    """
    Return a place; a bin is named after its warehouse.
    """
    warehouse, bin_name = str(row.get("Location") or ""), str(row.get("Bin") or "")
    return Place(
        location=f"{warehouse}: {bin_name}" if bin_name else warehouse,
        on_hand=Decimal(str(row.get("OnHand") or 0)),
        available=Decimal(str(row.get("Available") or 0)),
        batch=str(row.get("Batch") or ""),
    )


def _same(name: object, wanted: str) -> bool:
    return str(name or "").strip().lower() == wanted.strip().lower()


def _usual(rows: Any, what: str, *, name: str = "") -> str:
    """
    Return the name of the default row, else the one that is called so, else the first.
    """
    known = list(rows)
    marked = [row for row in known if row.get("IsDefault")]
    called = [row for row in known if row.get("Name") == name]
    for row in (*marked, *called, *known):
        return str(row["Name"])
    raise Rejected(f"Cin7 Core has no {what}: add one under Settings > Reference books")


def _code(accounts: Sequence[Mapping[str, Any]], field: str, value: str) -> str:
    """
    Return the code of the first account of this kind.
    """
    found = (str(row["Code"]) for row in accounts if row.get(field) == value)
    code = next(found, None)
    if code is None:
        raise Rejected(f"Cin7 Core has no account with {field} '{value}'")
    return code
