"""
From a sale to the order that is offered.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.domain.order_export import (
    ExportOptions,
    ExportOrder,
    NotExportable,
    export_order,
)
from engine.domain.sale import Charge, Invoice, OrderLine, Sale
from tests.unit.engine.builders import (
    AUSTIN,
    BELL,
    MUG,
    a_fulfilment,
    a_sale,
    with_task,
)


def exported(sale: Sale, options: ExportOptions | None = None) -> ExportOrder:
    """
    Return the order of the sale's first fulfilment.
    """
    return export_order(sale, sale.fulfilments[0], options=options)


def test_the_sales_fields_are_told() -> None:
    """
    Each field comes from where the decisions say.
    """
    order = exported(a_sale())

    assert order.order_id == "task-so-00001"
    assert order.order_number == "SO-00001"
    assert (order.bill_to.email, order.bill_to.phone) == (
        "ada@example.org",
        "+1 512 555 0100",
    )
    assert order.shipping_method == "Ground"
    assert order.customer_notes == "Ring the bell"
    assert order.internal_notes == "Fragile"
    assert order.custom_fields == ("PO 8812", "Web", "Main")
    assert (order.ship_to.state, order.ship_to.country) == ("TX", "US")
    assert order.currency == "USD"
    assert order.remarks == ()


def test_an_item_tells_weight_and_place() -> None:
    """
    The weight of one is in grams, the location that of the pack line.
    """
    (item,) = exported(a_sale()).items

    assert (item.sku, item.quantity, item.unit_price) == ("MUG-1", 2, Decimal("18.00"))
    assert item.weight_grams == Decimal("350.00")
    assert item.location == "Main: A-01"
    assert item.line_item_id == "p-mug"


def test_options_are_batch_and_chosen_attributes() -> None:
    """
    A batch or serial number is an option, and so are the attributes of the settings.
    """
    line = replace(MUG, batch="B7", attributes={"ProductCustomField1": "Blue"})
    options = ExportOptions(option_attributes={"ProductCustomField1": "Colour"})

    (item,) = exported(with_task(a_sale(), pack_lines=(line,)), options).items

    assert item.options == (("Colour", "Blue"), ("Batch or serial number", "B7"))


def test_payment_is_the_first_accounts_or_the_terms() -> None:
    """
    Where nothing was paid yet the terms stand.
    """
    paid = a_sale(invoices=(Invoice("PAID", payment_accounts=("PayPal",)),))

    assert exported(paid).payment_method == "PayPal"
    assert exported(a_sale()).payment_method == "30 days"


def test_discounts_and_coupons_are_adjustments() -> None:
    """
    The list price stands on the line; discounts and coupons have lines of their own.
    """
    sale = a_sale(
        order_lines=(
            OrderLine("p-mug", "MUG-1", Decimal(2), Decimal(18), Decimal(10)),
        ),
        charges=(
            Charge("Shipping - Ground", Decimal("6.50")),
            Charge("SPRING", Decimal("-4.00")),
            Charge("Gift wrapping", Decimal("2.00")),
        ),
        total=Decimal("36.90"),
    )

    order = exported(sale)

    told = [(i.name, i.unit_price) for i in order.items if i.is_adjustment]
    assert told == [("Discount", Decimal("-3.60")), ("SPRING", Decimal("-4.00"))]
    assert order.items[0].unit_price == Decimal("18.00")
    assert order.shipping == Decimal("6.50")
    assert order.total == Decimal("36.90")


def test_a_part_of_an_order_has_its_share() -> None:
    """
    Of two fulfilments the first carries the charges, each its own goods and tax.
    """
    sale = a_sale(
        order_lines=(
            OrderLine("p-mug", "MUG-1", Decimal(2), Decimal(18), tax=Decimal(4)),
            OrderLine("p-bell", "BELL", Decimal(3), Decimal(5), tax=Decimal(3)),
        ),
        charges=(Charge("Freight", Decimal(6)),),
        total=Decimal(64),
        tax=Decimal(7),
        fulfilments=(
            a_fulfilment("task-1"),
            a_fulfilment("task-2", number=2, pack_lines=(BELL,)),
        ),
    )

    first, second = (export_order(sale, task) for task in sale.fulfilments)

    assert (first.total, first.tax, first.shipping) == (
        Decimal(46),
        Decimal(4),
        Decimal(6),
    )
    assert (second.total, second.tax, second.shipping) == (
        Decimal(18),
        Decimal(3),
        Decimal(0),
    )
    assert (first.order_number, second.order_number) == ("SO-00001", "SO-00001-2")


def test_fractions_are_rounded_up_and_told() -> None:
    """
    ShipStation counts whole things; the exact quantity stands in the name.
    """
    line = replace(MUG, quantity=Decimal("1.5000"))

    order = exported(with_task(a_sale(), pack_lines=(line,)))

    assert (order.items[0].quantity, order.items[0].name) == (2, "1.5 x Mug")
    assert order.remarks == ("quantity 1.5 of MUG-1 is sent as 2",)


def test_a_gift_is_told_by_the_attribute_that_is_set() -> None:
    """
    Without the setting no order is a gift.
    """
    sale = a_sale(attributes={"AdditionalAttribute3": "Yes"})

    assert exported(sale, ExportOptions("AdditionalAttribute3")).is_gift
    assert not exported(sale).is_gift


def test_a_product_in_two_boxes_has_two_identities() -> None:
    """
    Lines of one product are told apart by a count.
    """
    sale = with_task(a_sale(), pack_lines=(MUG, replace(MUG, box="Box 2")))

    assert [i.line_item_id for i in exported(sale).items] == ["p-mug", "p-mug:2"]


@pytest.mark.parametrize(
    ("country", "code"),
    [("UK", "GB"), ("Germany", "DE"), ("usa", "US"), ("Viet Nam", "VN"), ("at", "AT")],
)
def test_countries_become_codes(country: str, code: str) -> None:
    """
    Names and codes as people write them are understood.
    """
    sale = a_sale(shipping=replace(AUSTIN, country=country))

    assert code == exported(sale).ship_to.country


def test_an_unknown_country_holds_the_order() -> None:
    """
    No rule of length can mend a country that there is not.
    """
    sale = a_sale(shipping=replace(AUSTIN, country="Atlantis"))

    with pytest.raises(NotExportable) as caught:
        exported(sale)

    assert caught.value.reason == "country"


def test_unknown_units_leave_the_weight_out() -> None:
    """
    A weight in unknown units is not told, and that is said.
    """
    line = replace(MUG, weight_units="stone")

    order = exported(with_task(a_sale(), pack_lines=(line,)))

    assert order.items[0].weight_grams is None
    assert order.remarks == ("MUG-1 is weighed in 'stone': weight left out",)


def test_a_pack_line_has_what_its_order_line_tells_of_the_product() -> None:
    """
    Pack lines of Cin7 Core tell neither weight nor the product's own fields.
    """
    plain = replace(MUG, weight=Decimal(0), weight_units="", batch="B-7")
    ordered = OrderLine(
        "p-mug",
        "MUG-1",
        Decimal(2),
        Decimal(18),
        weight=Decimal("1.2"),
        weight_units="kg",
        attributes={"ProductCustomField1": "Blue"},
    )
    sale = with_task(a_sale(order_lines=(ordered,)), pack_lines=(plain,))

    (item,) = exported(
        sale, ExportOptions(option_attributes={"ProductCustomField1": "Colour"})
    ).items

    assert item.weight_grams == Decimal("1200.00")
    assert item.options == (("Colour", "Blue"), ("Batch or serial number", "B-7"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("Yes", (True, "")),
        ("true", (True, "")),
        ("no", (False, "")),
        ("", (False, "")),
        ("Happy birthday", (True, "Happy birthday")),
    ],
)
def test_a_gift_may_bring_its_message(value: str, told: tuple[bool, str]) -> None:
    """
    Another text than yes or no is what the card says.
    """
    sale = a_sale(attributes={"AdditionalAttribute3": value})

    order = exported(sale, ExportOptions("AdditionalAttribute3"))

    assert told == (order.is_gift, order.gift_message)


@pytest.mark.parametrize(
    ("sale", "reason"),
    [
        (a_sale(total=Decimal("1E+10")), "amount"),
        (
            with_task(a_sale(), pack_lines=(replace(MUG, quantity=Decimal(10**6)),)),
            "quantity",
        ),
    ],
)
def test_numbers_beyond_an_order_hold_it_back(sale: Sale, reason: str) -> None:
    """
    Cut off they would be wrong.
    """
    with pytest.raises(NotExportable) as refused:
        exported(sale)

    assert refused.value.reason == reason


def test_the_parts_of_an_order_make_the_whole() -> None:
    """
    Totals and taxes of two fulfilments add up, and charges go with the first.
    """
    lines = (
        OrderLine("p-mug", "MUG-1", Decimal(2), Decimal(18), tax=Decimal("7.20")),
        OrderLine("p-bell", "BELL", Decimal(3), Decimal(5), tax=Decimal(3)),
    )
    tasks = (
        a_fulfilment("t-1", pack_lines=(MUG,)),
        a_fulfilment("t-2", number=2, pack_lines=(BELL,)),
    )
    sale = a_sale(
        type="Advanced Sale",
        order_lines=lines,
        charges=(Charge("Shipping", Decimal(6)),),
        fulfilments=tasks,
        tax=Decimal("10.20"),
        total=Decimal("67.20"),
    )

    first, second = (export_order(sale, task) for task in tasks)

    assert first.total + second.total == sale.total
    assert first.tax + second.tax == sale.tax
    assert (first.shipping, second.shipping) == (Decimal(6), Decimal(0))
    assert (first.order_number, second.order_number) == ("SO-00001", "SO-00001-2")
