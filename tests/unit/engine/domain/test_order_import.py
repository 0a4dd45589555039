"""
The sale that stands for an order of ShipStation.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.domain.new_sale import AutomaticStages, NewOrder
from engine.domain.order_import import (
    NotImportable,
    automatic_stages,
    customer_name,
    goods,
    new_customer,
    new_order,
    new_product,
    new_sale,
    quantities,
    remarks,
    total_of,
)
from engine.domain.setup import Setup
from engine.domain.store_order import StoreAddress, StoreItem, StoreOrder
from tests.unit.engine.domain.orders import ANN, DEFAULTS, an_item, an_order, names_of

CENTS = st.integers(0, 100_000).map(lambda cents: Decimal(cents) / 100)
LONG = "x" * 2000


def imported(order: StoreOrder, setup: Setup | None = None) -> NewOrder:
    """
    Return the lines and charges.
    """
    return new_order(order, setup or Setup(), names_of(order))


def taxes(order: StoreOrder) -> list[str]:
    """
    Return the tax of each line.
    """
    return [str(one.tax) for one in imported(order).lines]


@given(
    prices=st.lists(st.tuples(CENTS, st.integers(1, 9)), min_size=1, max_size=6),
    tax=CENTS,
    shipping=CENTS,
    discount=CENTS,
)
def test_the_sale_comes_to_what_the_order_comes_to(
    prices: list[tuple[Decimal, int]],
    tax: Decimal,
    shipping: Decimal,
    discount: Decimal,
) -> None:
    """
    Whatever the order's tax is, it is spread to the cent, and no share is below zero.
    """
    items = [
        StoreItem(f"S-{number}", "", quantity, unit_price=price)
        for number, (price, quantity) in enumerate(prices)
    ]
    items.append(StoreItem("", "Off", 1, unit_price=-discount, is_adjustment=True))
    order = an_order(*items, tax=tax, shipping=shipping)

    sale = imported(order)

    assert total_of(sale) == order.total
    assert sum(one.tax for one in sale.lines) == tax
    assert all(one.tax >= 0 for one in sale.lines)


@given(told=st.lists(CENTS, min_size=1, max_size=6))
def test_taxes_that_lines_tell_stay(told: list[Decimal]) -> None:
    """
    Where they sum up to the order's.
    """
    items = [an_item(f"S-{n}", tax=tax) for n, tax in enumerate(told)]
    order = an_order(*items, tax=sum(told, Decimal(0)))

    assert [one.tax for one in imported(order).lines] == told
    assert total_of(imported(order)) == order.total


def test_rounding_is_carried_on() -> None:
    """
    Two cents over four equal lines.
    """
    items = [an_item(f"S-{n}") for n in range(4)]

    assert taxes(an_order(*items, tax=Decimal("0.02"))) == [
        "0.01",
        "0.00",
        "0.01",
        "0.00",
    ]


def test_lines_that_cost_nothing_have_their_tax_at_the_end() -> None:
    """
    A gift may be taxed.
    """
    order = an_order(an_item("A", price="0"), an_item("B", price="0"), tax=Decimal(3))

    assert [Decimal(one) for one in taxes(order)] == [0, 3]


def test_an_adjustment_may_be_taxed() -> None:
    """
    A discount lowers the tax too, where it says so.
    """
    off = StoreItem("", "", 1, Decimal(-2), tax=Decimal("-0.4"), is_adjustment=True)
    order = an_order(an_item(tax=Decimal(2)), off, tax=Decimal("1.6"))

    [charge] = imported(order).charges

    assert (charge.description, charge.tax) == ("Discount", Decimal("-0.4"))
    assert total_of(imported(order)) == order.total


def test_an_untaxed_freight_is_a_charge() -> None:
    """
    An adjustment of nothing is none.
    """
    nothing = StoreItem("", "Free", 1, is_adjustment=True)
    order = an_order(an_item(), nothing, shipping=Decimal("6.50"))

    [freight] = imported(order).charges

    assert (freight.description, freight.amount) == ("Shipping", Decimal("6.50"))


def test_lines_are_those_of_the_order() -> None:
    """
    One SKU may stand on two lines; lines of nothing are none.
    """
    order = an_order(an_item("A", 2), an_item("A", 1, "9"), an_item("B", 0))

    lines = imported(order, Setup(tax_rule="None")).lines

    assert [(one.product_id, int(one.quantity), int(one.total)) for one in lines] == [
        ("p-a", 2, 20),
        ("p-a", 1, 9),
    ]
    assert imported(order, Setup(tax_rule="None")).tax_rule == "None"
    assert imported(order).tax_rule == "Sales tax"


@pytest.mark.parametrize(
    ("items", "reason", "words"),
    [
        ((an_item(quantity=0),), "no_items", "no items"),
        ((StoreItem("", "Fee", 1, is_adjustment=True),), "no_items", "no items"),
        ((an_item(), StoreItem("", "Wonder", 1)), "sku", "'Wonder'"),
    ],
)
def test_an_order_that_is_no_sale(
    items: tuple[StoreItem, ...], reason: str, words: str
) -> None:
    """
    The sentence says what to enter.
    """
    with pytest.raises(NotImportable, match=words) as problem:
        goods(an_order(*items))

    assert problem.value.reason == reason


def test_one_sku_is_wanted_together() -> None:
    """
    However it is spelt, on however many lines.
    """
    items = (an_item("A", 2), an_item("a", 3), an_item("B", 1))

    assert quantities(items) == {"A": 5, "B": 1}


@pytest.mark.parametrize(
    ("setup", "changes", "name"),
    [
        (Setup(customer="Web"), {}, "Web"),
        (Setup(), {}, "Ann Lee"),
        (Setup(company_as_customer=True), {}, "Ann Lee"),
        (
            Setup(company_as_customer=True),
            {"ship_to": StoreAddress(name="Ann", company=" Harbour Works ")},
            "Harbour Works",
        ),
        (Setup(), {"bill_to": StoreAddress(name="  ")}, "Ann Lee"),
        (
            Setup(),
            {
                "bill_to": StoreAddress(),
                "ship_to": StoreAddress(),
                "customer_email": "a@example.com",
            },
            "a@example.com",
        ),
        (
            Setup(),
            {
                "bill_to": StoreAddress(),
                "ship_to": StoreAddress(),
                "customer_username": "ann7",
            },
            "ann7",
        ),
        (Setup(), {"bill_to": StoreAddress(name=LONG)}, LONG[:256]),
    ],
)
def test_whose_sale_it_is(setup: Setup, changes: dict[str, object], name: str) -> None:
    """
    The one of Setup, the company if that is wanted, else who pays, else who gets it.
    """
    assert customer_name(an_order(**changes), setup) == name


def test_an_order_of_nobody() -> None:
    """
    It is held.
    """
    nobody = an_order(bill_to=StoreAddress(), ship_to=StoreAddress())

    with pytest.raises(NotImportable, match="names no customer"):
        customer_name(nobody, Setup())


def test_the_header_has_what_the_order_tells() -> None:
    """
    Streets are joined, the country has its name, the bill goes where the goods go.
    """
    order = an_order(
        carrier="stamps_com",
        internal_notes="Call first",
        is_gift=True,
        gift_message="For Bo",
        requested_service="Ground",
        customer_notes="Leave it",
        ship_by=date(2026, 3, 9),
    )

    sale = new_sale(order, Setup(price_tier="Tier 2"), names_of(order))

    assert sale.external_id == "shipstation:7"
    assert sale.ordered_on == date(2026, 3, 5)
    assert (sale.shipping.line1, sale.shipping.line2) == (
        "500 W 2nd St",
        "Suite 4, Rear",
    )
    assert (sale.shipping.country, sale.billing.line1) == ("United States", ANN.street1)
    assert sale.note == "Call first\nGift. For Bo\nRequested service: Ground"
    assert sale.shipping_notes == "Leave it"
    assert (sale.carrier, sale.price_tier, sale.location) == (
        "USPS",
        "Tier 2",
        "Main Warehouse",
    )


def test_a_carrier_that_nobody_knows_is_left_to_the_customers_card() -> None:
    """
    So is a warehouse that Setup names.
    """
    order = an_order(carrier="pigeon")

    sale = new_sale(order, Setup(location="North"), names_of(order))

    assert (sale.carrier, sale.location) == ("", "North")


def test_texts_are_cut_to_what_cin7_core_takes() -> None:
    """
    A long name loses its end, and the order is a sale all the same.
    """
    long = StoreAddress(*[LONG] * 10)
    order = an_order(
        an_item(),
        bill_to=long,
        ship_to=long,
        order_number=LONG,
        internal_notes=LONG,
        customer_notes=LONG,
        customer_email=LONG,
    )

    sale = new_sale(order, Setup(), names_of(order))
    customer = new_customer(order, "Ann", DEFAULTS)
    product = new_product(StoreItem("A", LONG, 1), DEFAULTS)

    assert {len(sale.note), len(sale.shipping_notes)} == {1024}
    assert {len(sale.contact), len(sale.email), len(sale.reference)} == {256}
    assert {len(sale.phone), len(customer.phone)} == {50}
    assert len(sale.shipping.postcode) == 20
    assert {len(product.name), len(customer.contact), len(customer.email)} == {256}
    parts = (sale.billing.line1, sale.billing.line2, sale.billing.city)
    assert {len(one) for one in parts} == {256}


def test_a_product_without_a_name_is_called_by_its_sku() -> None:
    """
    Its weight is nothing where ShipStation knows none.
    """
    product = new_product(StoreItem("A-1", "", 1, Decimal(4)), DEFAULTS)

    assert product.name == "A-1"
    assert product.price == 4
    assert product.weight_grams == 0


@pytest.mark.parametrize(
    ("country", "name"), [("GB", "United Kingdom"), ("ZZ", "ZZ"), ("", "")]
)
def test_countries_have_names(country: str, name: str) -> None:
    """
    What is no country stays as it is.
    """
    order = an_order(ship_to=StoreAddress(name="Ann", country=country))

    sale = new_sale(order, Setup(), names_of(order))

    assert sale.shipping.country == name


@pytest.mark.parametrize(
    ("setup", "stages"),
    [
        (Setup(), AutomaticStages.NONE),
        (Setup(automatic_pick=True), AutomaticStages.PICK),
        (Setup(automatic_pick=True, automatic_pack=True), AutomaticStages.PACK),
        (
            Setup(automatic_pick=True, automatic_pack=True, automatic_ship=True),
            AutomaticStages.SHIP,
        ),
    ],
)
def test_how_far_a_sale_goes_by_itself(setup: Setup, stages: AutomaticStages) -> None:
    """
    As Setup says.
    """
    assert automatic_stages(setup) is stages


def test_sums_that_do_not_meet_are_told() -> None:
    """
    A total that is another, and a payment that is short.
    """
    order = an_order(an_item(), total=Decimal(12), paid=Decimal(7))

    assert remarks(order, imported(order)) == [
        "the sale comes to 10, the order to 12",
        "7 of 12 was paid: a difference of 5",
    ]
    assert remarks(an_order(paid=Decimal(0)), imported(an_order())) == []
