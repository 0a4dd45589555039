"""
A label is a real page that a printer and a scanner understand.
"""

from typing import Any

import pypdfium2
import pytest
import zxingcpp

from emulators.shipstation.domain.label_page import LabelPage, print_label


def _page(tracking_number: str, *, test: bool = False) -> LabelPage:
    return LabelPage(
        carrier="UPS by ShipStation",
        service="UPS® Ground",
        sender=("Main Warehouse", "4704 Dock Road", "Las Cruces NM 88001", "US"),
        recipient=("Zoë 株式会社", "x" * 200, "Austin TX 78701", "US"),
        order_number="SO-00001",
        weight="700.00 grams",
        ship_date="2026-03-02",
        tracking_number=tracking_number,
        test=test,
    )


def _document(page: LabelPage) -> Any:
    return pypdfium2.PdfDocument(print_label(page))


@pytest.mark.parametrize(
    "tracking_number",
    ["9400100000000000000000", "1Z0123456789012345", "794600000000", "1234567890"],
)
def test_the_barcode_is_read_back(tracking_number: str) -> None:
    """
    For the numbers of each carrier.
    """
    image = _document(_page(tracking_number))[0].render(scale=4).to_pil()

    [barcode] = zxingcpp.read_barcodes(image)

    assert barcode.text == tracking_number
    assert barcode.format == zxingcpp.BarcodeFormat.Code128


def test_the_page_is_four_by_six_inches_and_says_where_it_goes() -> None:
    """
    Letters that the printer's font lacks are replaced, and long lines are cut.
    """
    document = _document(_page("794600000000", test=True))

    text = document[0].get_textpage().get_text_range()
    assert document[0].get_size() == (288, 432)
    assert len(document) == 1
    for part in ("UPS® Ground", "4704 Dock Road", "Zoë ????", "SO-00001", "SAMPLE"):
        assert part in text


def test_the_same_label_has_the_same_bytes() -> None:
    """
    No date of printing stands in it.
    """
    assert print_label(_page("1")) == print_label(_page("1"))
