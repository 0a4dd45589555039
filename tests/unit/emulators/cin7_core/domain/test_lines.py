"""
Lines, charges and their totals.
"""

from decimal import Decimal

import pytest

from emulators.cin7_core.domain.lines import LineReader, WrongTotal, totals_of
from emulators.cin7_core.domain.reading import EMPTY_GUID
from tests.unit.emulators.cin7_core.domain.trade import TAX, account_with_stock

ROW = {"SKU": "bell", "Name": "Bell", "Quantity": 3, "Price": "12.50", "TaxRule": TAX}


def _reader(*, checks_totals: bool = True) -> LineReader:
    account = account_with_stock()
    return LineReader(
        account.products, account.books["taxes"], checks_totals=checks_totals
    )


def test_a_total_is_quantity_times_price_less_discount() -> None:
    """
    To four decimals, and a cent off is close enough.
    """
    row = {**ROW, "Tax": 1, "Discount": "33.33", "Total": Decimal("25.01")}

    [line] = _reader().lines([row])

    assert Decimal("25.0012") == line.total


def test_a_wrong_total_is_refused() -> None:
    """
    Unless nobody looks.
    """
    row = {**ROW, "Tax": 1, "Total": 40}

    with pytest.raises(WrongTotal, match=r"Total of 'Bell' is 40, but .* 37.5"):
        _reader().lines([row])
    assert 1 == len(_reader(checks_totals=False).lines([row]))


@pytest.mark.parametrize(
    ("tax_inclusive", "expected"),
    [(False, ("37.5", "7.5", "45")), (True, ("30", "7.5", "37.5"))],
    ids=["exclusive", "inclusive"],
)
def test_tax_is_on_top_or_inside(
    expected: tuple[str, str, str], *, tax_inclusive: bool
) -> None:
    """
    As the header says.
    """
    totals = totals_of(
        _reader().lines([{**ROW, "Tax": "7.5"}]), tax_inclusive=tax_inclusive
    )

    assert expected == (str(totals.before_tax), str(totals.tax), str(totals.total))


def test_a_line_with_the_empty_guid_is_a_charge() -> None:
    """
    That is how combined charges come.
    """
    freight = {**ROW, "ProductID": EMPTY_GUID, "Name": "Freight", "Tax": 0}
    rows = [{**ROW, "Tax": 0}, freight]

    assert ["Bell"] == [line.name for line in _reader().lines(rows)]
    assert ["Freight"] == [line.name for line in _reader().charges((), rows)]
