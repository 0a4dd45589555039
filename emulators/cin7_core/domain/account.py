"""
One account of Cin7 Core: everything that its owner keeps there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from emulators.cin7_core.domain.adjustment import Adjustments
from emulators.cin7_core.domain.books import Book
from emulators.cin7_core.domain.company_cards import (
    CompanyAddresses,
    CompanyContacts,
)
from emulators.cin7_core.domain.courier import Courier
from emulators.cin7_core.domain.customer import Customers
from emulators.cin7_core.domain.deal import Deals
from emulators.cin7_core.domain.expected import Expected, expected_at
from emulators.cin7_core.domain.instants import Stamps
from emulators.cin7_core.domain.lead import Leads
from emulators.cin7_core.domain.lines import LineReader
from emulators.cin7_core.domain.location import Locations
from emulators.cin7_core.domain.opportunity import Opportunities
from emulators.cin7_core.domain.organisation import Organisation
from emulators.cin7_core.domain.product import Products
from emulators.cin7_core.domain.product_family import ProductFamilies
from emulators.cin7_core.domain.purchase import Purchases
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.sales import Sales
from emulators.cin7_core.domain.ship_zone import ShipZones
from emulators.cin7_core.domain.status import words_of
from emulators.cin7_core.domain.stock import Spot, Stock
from emulators.cin7_core.domain.stock_row import changed_stock_row
from emulators.cin7_core.domain.supplier import Suppliers
from emulators.cin7_core.domain.transfer import Transfers
from emulators.cin7_core.domain.uses import Users, use_of
from emulators.cin7_core.domain.webhook import Webhooks
from emulators.cin7_core.profile import (
    InvoiceNumbering,
    LineTotals,
    Profile,
    TimestampFraction,
)
from emulators.kit.state import StateLock


@dataclass(slots=True)
class Account:
    """
    An account.

    Attributes:
        now: The present instant.

        new_id: A new GUID.

        lock: Keeps what was rendered since the last change.

        courier: Tells webhooks what happened.

        snapshot: What availability showed when it was last made, and when that was.
    """

    application_key: str
    organisation: Organisation
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    books: Mapping[str, Book]
    locations: Locations
    stamps: Stamps
    lock: StateLock
    webhooks: Webhooks
    courier: Courier
    profile: Profile = field(default_factory=Profile)
    products: Products = field(default_factory=Products)
    customers: Customers = field(default_factory=Customers)
    stock: Stock = field(default_factory=Stock)
    sales: Sales = field(default_factory=Sales)
    suppliers: Suppliers = field(default_factory=Suppliers)
    purchases: Purchases = field(default_factory=Purchases)
    adjustments: Adjustments = field(default_factory=Adjustments)
    transfers: Transfers = field(default_factory=Transfers)
    leads: Leads = field(default_factory=Leads)
    opportunities: Opportunities = field(default_factory=Opportunities)
    deals: Deals = field(default_factory=Deals)
    addresses: CompanyAddresses = field(default_factory=CompanyAddresses)
    contacts: CompanyContacts = field(default_factory=CompanyContacts)
    ship_zones: ShipZones = field(default_factory=ShipZones)
    families: ProductFamilies = field(default_factory=ProductFamilies)
    invoices_numbered: int = 0
    credit_notes_numbered: int = 0
    snapshot: tuple[datetime, list[dict[str, Any]]] | None = None

    def touch(self, sale: Sale) -> None:
        """
        Call the sale changed: its time, its words, its place in the list.
        """
        sale.updated_at = self.stamps.take()
        sale.words = words_of(sale, self.profile)
        self.sales.place(sale)
        self.tell_stock()

    def tell_stock(self) -> None:
        """
        Announce the levels of stock that changed since this was last done.
        """
        levels = self.stock.news()
        if levels:
            self.courier.announce(
                "Stock/AvailableStockLevelChanged",
                lambda: [
                    changed_stock_row(
                        self.products, self.locations, level, self.expected(level.spot)
                    )
                    for level in levels
                ],
            )

    def expected(self, spot: Spot) -> Expected:
        """
        Return what is on its way to a spot.
        """
        return expected_at(spot, self.purchases, self.transfers)

    def references(self, book: str, name: str) -> int:
        """
        Return how many cards, papers and rows of books name the row of a book.
        """
        use = use_of(book, name)
        return sum(one.count_using(use) for one in self._users())

    def rename(self, book: str, before: str, name: str) -> None:
        """
        Let all that names the row of a book say its new name.
        """
        if name != before:
            for one in self._users():
                one.follow(use_of(book, before), name)

    def _users(self) -> tuple[Users, ...]:
        cards = (self.products, self.families, self.customers, self.suppliers)
        papers = (self.sales, self.purchases, self.leads, self.opportunities)
        return (*cards, *papers, *self.books.values())

    def change_profile(self, profile: Profile) -> None:
        """
        Let other facts hold; the words of sales follow, their times do not.
        """
        self.profile = self.courier.profile = profile
        fraction = profile.timestamp_fraction
        self.stamps.are_coarse = fraction is TimestampFraction.MILLISECONDS
        for sale in self.sales:
            sale.words = words_of(sale, profile)
            self.sales.index(sale)

    def today(self) -> date:
        """
        Return the date on the company's wall.
        """
        return self.organisation.local_day(self.now())

    def line_reader(self) -> LineReader:
        """
        Return what reads the lines of a body.
        """
        return LineReader(
            self.products,
            self.books["taxes"],
            checks_totals=self.profile.line_totals is LineTotals.CHECKED,
        )

    def price_tiers(self) -> list[str]:
        """
        Return the names of the price tiers, the first one first.
        """
        return [row["Name"] for row in self.books["price_tiers"]]

    def next_invoice_number(self) -> str:
        """
        Return the number of the next invoice.
        """
        self.invoices_numbered += 1
        return f"INV-{self.invoices_numbered:05d}"

    def number_of_new_invoice(self) -> str | None:
        """
        Return the number that an invoice has before it is authorised.
        """
        early = self.profile.invoice_numbering is InvoiceNumbering.ON_CREATION
        return self.next_invoice_number() if early else None

    def next_credit_note_number(self) -> str:
        """
        Return the number of the next credit note.
        """
        self.credit_notes_numbered += 1
        return f"CR-{self.credit_notes_numbered:05d}"
