"""
What is printed for the box.
"""

import base64
from typing import Any

import pypdfium2

from tests.contract.shipstation.bench import MANUAL_ORDER, Bench
from tests.contract.shipstation.shop import Shop
from tests.unit.emulators.shipstation.pages import order_xml, page_xml


def _pages(bench: Bench, order: dict[str, Any]) -> list[str]:
    path = f"/orders/{order['orderId']}/packing-slip"
    slip = bench.control.screen("GET", path)
    document: Any = pypdfium2.PdfDocument(base64.b64decode(slip["pdf"]))
    return [page.get_textpage().get_text_range() for page in document]


def test_a_packing_slip_has_items_options_locations_notes_and_gift(
    bench: Bench, shop: Shop
) -> None:
    """
    A discount is no item.
    """
    shop.pages = [page_xml(order_xml())]
    store_id = bench.connect(shop)
    bench.run_import(store_id)
    [order] = bench.orders("SO-00001")
    bench.control.screen("PUT", f"/stores/{store_id}/settings", {"branding": "Mugs"})
    bench.control.screen(
        "PUT", f"/orders/{order['orderId']}/notes-to-buyer", {"text": "Thank you"}
    )

    [text] = _pages(bench, order)

    for wanted in (
        "Mugs - Packing Slip",
        "SO-00001",
        "Ada Example",
        "2 x MUG-1",
        "Colour: Blue",
        "Location: Main: A-01",
        "Ring the bell & wait",
        "Thank you",
        "Enjoy",
    ):
        assert wanted in text
    assert "Spring discount" not in text


def test_a_long_packing_slip_has_more_pages(bench: Bench) -> None:
    """
    Nothing is left out.
    """
    items = [{"sku": f"S-{n}", "name": "Thing", "quantity": 1} for n in range(80)]
    order = bench.control.screen("POST", "/orders", {**MANUAL_ORDER, "items": items})

    pages = _pages(bench, order)

    assert len(pages) == 2
    assert "S-79" in pages[1]
