"""
Ship notices as they arrive.
"""

from datetime import date
from decimal import Decimal

import pytest

from engine.custom_store.notice_xml import parse_notice
from engine.custom_store.xml import Malformed
from engine.domain.ship_notice import ShippedItem

BODY = b"""<?xml version="1.0" encoding="utf-8"?>
<ShipNotice><!-- free order -->
  <OrderNumber>SO-00001</OrderNumber><OrderID>task-1</OrderID>
  <NotesToCustomer><![CDATA[Thank you]]></NotesToCustomer>
  <NotifyCustomer>False</NotifyCustomer>
  <LabelCreateDate>03/06/2026 2:20 PM</LabelCreateDate><ShipDate>03/06/2026</ShipDate>
  <Carrier>USPS</Carrier><Service>Priority Mail</Service>
  <TrackingNumber>9400</TrackingNumber><ShippingCost>7.85</ShippingCost>
  <Recipient><Name>Ada</Name><Country>US</Country></Recipient>
  <Items><Item><SKU>MUG-1</SKU><Name>Mug</Name><Quantity>2</Quantity></Item></Items>
</ShipNotice>"""


def test_all_seven_fields_are_read() -> None:
    """
    Tracking number, carrier, service, cost, date, notes and items are there.
    """
    notice = parse_notice(BODY, {"service": "", "tracking_number": "other"})
    shipment = notice.shipment

    assert (notice.order_id, notice.order_number) == ("task-1", "SO-00001")
    assert (shipment.tracking_number, shipment.carrier) == ("9400", "USPS")
    assert (shipment.service, shipment.cost) == ("Priority Mail", Decimal("7.85"))
    assert shipment.shipped_on == date(2026, 3, 6)
    assert shipment.notes_to_customer == "Thank you"
    assert shipment.items == (ShippedItem("MUG-1", 2),)


@pytest.mark.parametrize("body", [b"", b"  \n"])
def test_an_empty_body_leaves_the_query(body: bytes) -> None:
    """
    The query tells number, carrier, service and tracking number.
    """
    query = {"order_number": "SO-00001", "carrier": "UPS", "tracking_number": "1Z9"}

    notice = parse_notice(body, query)

    assert notice.order_number == "SO-00001"
    assert notice.shipment.tracking_number == "1Z9"
    assert notice.shipment.items == ()


BILLION = b"""<!DOCTYPE n [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
<ShipNotice><OrderNumber>&b;</OrderNumber></ShipNotice>"""
OUTSIDE = b"""<!DOCTYPE n [<!ENTITY f SYSTEM "file:///etc/hostname">]>
<ShipNotice><OrderNumber>&f;</OrderNumber></ShipNotice>"""
BARE = b"<!DOCTYPE ShipNotice><ShipNotice><OrderNumber>1</OrderNumber></ShipNotice>"


@pytest.mark.parametrize(
    "body",
    [
        BILLION,
        OUTSIDE,
        BARE,
        b"not xml",
        b"<ShipNotice><OrderNumber>",
        b"<Other/>",
        b"<ShipNotice/>",
        BODY.replace(b"7.85", b"much"),
        BODY.replace(b"7.85", b"NaN"),
        BODY.replace(b">2<", b">2.5<"),
        BODY.replace(b">2<", b">0<"),
        BODY.replace(b"<ShipDate>03/06/2026", b"<ShipDate>tomorrow"),
    ],
)
def test_what_cannot_be_read_is_refused(body: bytes) -> None:
    """
    Entities, any DOCTYPE, broken XML and impossible values are malformed.
    """
    with pytest.raises(Malformed):
        parse_notice(body, {})
