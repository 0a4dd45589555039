"""
The document that a store is sent.
"""

from dataclasses import replace

from lxml import etree

from emulators.shipstation.domain.labels import LabelWish, buy_label
from emulators.shipstation.domain.ship_notice_page import NoticePage, print_notice
from tests.unit.emulators.shipstation.domain.test_order_entry import (
    DRAFT,
    Desk,
    line_draft,
)

COUPON = line_draft("c", "COUPON", adjustment=True)


def test_characters_that_xml_lacks_are_left_out_and_long_texts_are_cut() -> None:
    """
    A person may have pasted anything into the notes; a coupon is no item.
    """
    desk = Desk()
    order = desk.take(replace(DRAFT, lines=[*DRAFT.lines, COUPON]))
    order.notes_to_buyer = "Thank\x00 you <b>" + "x" * 2000
    wish = LabelWish(
        order_id=order.order_id,
        carrier_code="fedex",
        service_code="fedex_ground",
        options={},
    )
    shipment = buy_label(desk.account, wish).shipment
    assert shipment is not None

    root = etree.fromstring(
        print_notice(
            NoticePage(
                order=order,
                parcel=shipment,
                lines=shipment.lines,
                notes_to_buyer=order.notes_to_buyer,
                mailed=False,
            )
        )
    )

    notes = root.findtext("NotesToCustomer") or ""
    assert notes.startswith("Thank you <b>x")
    assert len(notes) == 1000
    assert root.findtext("Carrier") == "FedEx"
    assert root.findtext("Service") == "FedEx Ground®"
    assert [item.findtext("SKU") for item in root.iter("Item")] == ["MUG-1", "HAT-1"]
    assert [item.findtext("LineItemID") for item in root.iter("Item")] == ["1", None]
