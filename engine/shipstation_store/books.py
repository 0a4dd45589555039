"""
What Cin7 Core calls the products and customers of orders, and makes where it lacks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TypeVar

from engine.domain.new_sale import BookDefaults
from engine.domain.order_import import (
    Names,
    NotImportable,
    customer_name,
    goods,
    new_customer,
    new_product,
)
from engine.domain.setup import MissingProduct, Setup
from engine.domain.store_order import StoreItem, StoreOrder
from engine.flows.budget import Budget
from engine.ports.vendors import (
    CUSTOMERS_PAGE,
    PRODUCTS_PAGE,
    Cin7Account,
    Rejected,
)
from engine.ports.world import World

_OVERLAP = timedelta(minutes=5)
_DEFAULTS_LAST = timedelta(days=1)

_Row = TypeVar("_Row")


class BudgetSpent(Exception):
    """
    The slice has no call left for what is still to be done.
    """


@dataclass(slots=True)
class BookKeeper:
    """
    Finds and makes products and customers, by as few calls as can be.

    The lists are read once in a run, and only if a name is unknown: from their
    beginning the first time, then what has changed.
    """

    world: World
    organisation: str
    account: Cin7Account
    budget: Budget
    _listed: set[str] = field(default_factory=set)

    def names(self, order: StoreOrder, setup: Setup) -> Names:
        """
        Return what Cin7 Core calls the parts of the order.

        Raises:
            NotImportable: A product lacks and must not be made, or nobody is named.
            BudgetSpent: Another run goes on.
            CannotAnswer: Cin7 Core is unable for now.
        """
        items = goods(order)
        name = customer_name(order, setup)
        defaults = self._defaults()
        # Products first: nobody becomes a customer by an order that is held.
        products = {
            item.sku: self._product(item, setup, defaults, order=order)
            for item in self._distinct(items)
        }
        return Names(
            customer_id=self._customer(order, name, defaults),
            products=products,
            defaults=defaults,
            carriers=self.world.carriers,
        )

    def spend(self) -> None:
        """
        Take one call from the budget.

        Raises:
            BudgetSpent: There is none.
        """
        if not self.budget.spend():
            raise BudgetSpent

    def _defaults(self) -> BookDefaults:
        books, now = self.world.ledger.books, self.world.clock.now()
        known = books.defaults(self.organisation)
        if known is not None and now - known[1] < _DEFAULTS_LAST:
            return known[0]
        self.spend()
        defaults = self.account.book_defaults()
        books.put_defaults(self.organisation, defaults, at=now)
        return defaults

    def _customer(self, order: StoreOrder, name: str, defaults: BookDefaults) -> str:
        books = self.world.ledger.books
        known = books.customers(self.organisation, [name])
        if name not in known:
            self._list_customers()
            known = books.customers(self.organisation, [name])
        if name in known:
            return known[name]
        self.spend()
        made = self._made(
            lambda: self.account.add_customer(new_customer(order, name, defaults)),
            lambda: self.account.find_customer(name),
        )
        books.put_customers(self.organisation, {name: made})
        return made

    def _product(
        self,
        item: StoreItem,
        setup: Setup,
        defaults: BookDefaults,
        *,
        order: StoreOrder,
    ) -> str:
        books = self.world.ledger.books
        known = books.products(self.organisation, [item.sku])
        if item.sku not in known:
            self._list_products()
            known = books.products(self.organisation, [item.sku])
        if item.sku in known:
            return known[item.sku]
        if setup.missing_product is MissingProduct.HOLD:
            raise NotImportable(
                "product",
                f"order {order.order_number} is held: Cin7 Core has no product"
                f" {item.sku}; add it, or let Setup create missing products",
            )
        self.spend()
        made = self._made(
            lambda: self.account.add_product(new_product(item, defaults)),
            lambda: self.account.find_product(item.sku),
        )
        books.put_products(self.organisation, {item.sku: made})
        return made

    def _made(self, make: Callable[[], str], find: Callable[[], str | None]) -> str:
        """
        Make a card; if it is refused because it is there already, return that one.

        A name is given once, so that neither a lost reply nor a second worker makes
        two of it.
        """
        try:
            return make()
        except Rejected:
            self.spend()
            found = find()
            if found is None:
                raise
            return found

    def _list_customers(self) -> None:
        for rows in self._changes(
            "customers", self.account.customers_since, CUSTOMERS_PAGE
        ):
            self.world.ledger.books.put_customers(self.organisation, dict(rows))

    def _list_products(self) -> None:
        for rows in self._changes(
            "products", self.account.products_since, PRODUCTS_PAGE
        ):
            self.world.ledger.books.put_products(
                self.organisation,
                {one.sku: one.product_id for one in rows if one.sku},
            )

    def _changes(
        self, what: str, read: Callable[..., Sequence[_Row]], size: int
    ) -> Iterator[Sequence[_Row]]:
        """
        Yield pages of what changed since the list was read last; once in a run.
        """
        if what in self._listed:
            return
        name, now = f"{what}:{self.organisation}", self.world.clock.now()
        cursor = self.world.ledger.cursors.get(name)
        since = cursor - _OVERLAP if cursor else None
        for page in count(1):
            # A list is read to its end, however long, or it would never end.
            if not self.budget.spend_on_list():
                raise BudgetSpent
            rows = read(since, page)
            yield rows
            if len(rows) < size:
                break
        self.world.ledger.cursors.put(name, now)
        self._listed.add(what)

    def _distinct(self, items: Sequence[StoreItem]) -> list[StoreItem]:
        return list({item.sku: item for item in items}.values())
