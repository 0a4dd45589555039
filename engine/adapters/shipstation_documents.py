"""
ShipStation's JSON, read into orders and shipments and written from forms.

Its manners: Pacific time without a zone, nulls for absent texts, weights in three
units, numbers with any number of decimals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from engine.domain.order_export import ExportItem, ExportOrder, Party
from engine.domain.ship_notice import Shipment, ShippedItem
from engine.domain.store_order import (
    StoreAddress,
    StoreItem,
    StoreOrder,
    StoreOrderForm,
)
from engine.domain.units import weight_grams
from engine.ports.vendors import CreatedOrder, ListedShipment, Store

PACIFIC = ZoneInfo("America/Los_Angeles")

_UNITS = {"grams": "g", "ounces": "oz", "pounds": "lb"}
_MANUAL = 0

Document = Mapping[str, Any]


def written_moment(instant: datetime) -> str:
    """
    Return the instant as ShipStation reads it: Pacific time, without saying so.

    In the hour that comes twice in autumn nobody knows which is read: then it is the
    last second before, so that nothing is missed.
    """
    local = instant.astimezone(PACIFIC)
    if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
        local = local.replace(minute=0, second=0) - timedelta(seconds=1)
    return local.strftime("%Y-%m-%d %H:%M:%S")


def read_moment(text: str | None) -> datetime | None:
    """
    Return the instant that a text means, or nothing.

    In the hour that comes twice in autumn the earlier one is meant.
    """
    if not text:
        return None
    return datetime.fromisoformat(text[:19]).replace(tzinfo=PACIFIC).astimezone(UTC)


def read_store(document: Document) -> Store:
    """
    Return a store.
    """
    return Store(
        store_id=int(document["storeId"]),
        name=_text(document, "storeName"),
        is_manual=document.get("marketplaceId") == _MANUAL,
        marketplace=_text(document, "marketplaceName"),
        integration_url=_text(document, "integrationUrl"),
    )


def read_order(document: Document) -> StoreOrder:
    """
    Return an order.
    """
    more = document.get("advancedOptions") or {}
    ordered_at = read_moment(document.get("orderDate"))
    return StoreOrder(
        order_id=int(document["orderId"]),
        order_key=_text(document, "orderKey"),
        order_number=_text(document, "orderNumber"),
        status=_text(document, "orderStatus"),
        ordered_at=ordered_at or datetime(1970, 1, 1, tzinfo=UTC),
        store_id=more.get("storeId"),
        ship_by=_day(document.get("shipByDate")),
        customer_email=_text(document, "customerEmail"),
        customer_username=_text(document, "customerUsername"),
        bill_to=_address(document.get("billTo") or {}),
        ship_to=_address(document.get("shipTo") or {}),
        items=tuple(_item(one) for one in document.get("items") or () if one),
        total=_amount(document, "orderTotal"),
        paid=_amount(document, "amountPaid"),
        tax=_amount(document, "taxAmount"),
        shipping=_amount(document, "shippingAmount"),
        customer_notes=_text(document, "customerNotes"),
        internal_notes=_text(document, "internalNotes"),
        is_gift=bool(document.get("gift")),
        gift_message=_text(document, "giftMessage"),
        payment_method=_text(document, "paymentMethod"),
        requested_service=_text(document, "requestedShippingService"),
        carrier=_text(document, "carrierCode"),
        source=_text(more, "source"),
        custom_fields=(
            _text(more, "customField1"),
            _text(more, "customField2"),
            _text(more, "customField3"),
        ),
        merged_ids=tuple(int(one) for one in more.get("mergedIds") or ()),
        parent_id=more.get("parentId"),
        modified_at=read_moment(document.get("modifyDate")),
        digest=_digest(document),
    )


def read_shipment(document: Document) -> ListedShipment:
    """
    Return a shipment: something that a label was made for.
    """
    shipment = Shipment(
        tracking_number=_text(document, "trackingNumber"),
        carrier=_text(document, "carrierCode"),
        service=_text(document, "serviceCode"),
        cost=_amount(document, "shipmentCost"),
        shipped_on=_day(document.get("shipDate")),
        items=_shipped(document.get("shipmentItems")),
    )
    return _listed(document, str(document["shipmentId"]), shipment)


def read_fulfillment(document: Document) -> ListedShipment:
    """
    Return a fulfillment: an order that was marked as shipped.
    """
    shipment = Shipment(
        tracking_number=_text(document, "trackingNumber"),
        carrier=_text(document, "carrierCode"),
        cost=_amount(document, "fulfillmentFee"),
        shipped_on=_day(document.get("shipDate")),
    )
    listed = _listed(document, f"fulfillment:{document['fulfillmentId']}", shipment)
    return replace(listed, is_fulfillment=True)


def read_created(document: Document) -> CreatedOrder:
    """
    Return what became of one order of a batch.
    """
    is_made = bool(document.get("success"))
    problem = "" if is_made else _text(document, "errorMessage") or "it was refused"
    order_id = document.get("orderId")
    return CreatedOrder(
        order_key=_text(document, "orderKey"),
        order_id=int(order_id) if is_made and order_id else None,
        problem=problem,
    )


def written_form(form: StoreOrderForm) -> dict[str, Any]:
    """
    Return the order as a whole: what is left out would be reset.
    """
    order = form.order
    field1, field2, field3 = order.custom_fields
    options: dict[str, Any] = {
        "customField1": field1,
        "customField2": field2,
        "customField3": field3,
        "source": "Cin7 Core",
    }
    if form.store_id is not None:
        options["storeId"] = form.store_id
    return {
        "orderNumber": order.order_number,
        "orderKey": order.order_id,
        "orderDate": _noon(order.ordered_on),
        "paymentDate": None,
        "orderStatus": form.status.value,
        "customerUsername": order.customer_code,
        "customerEmail": order.bill_to.email,
        "billTo": _party(order.bill_to),
        "shipTo": _party(order.ship_to),
        "items": [_written_item(one, form.images) for one in order.items],
        "amountPaid": order.total,
        "taxAmount": order.tax,
        "shippingAmount": order.shipping,
        "customerNotes": order.customer_notes,
        "internalNotes": order.internal_notes,
        "gift": order.is_gift,
        "giftMessage": order.gift_message,
        "paymentMethod": order.payment_method,
        "requestedShippingService": order.shipping_method,
        "weight": _order_weight(order),
        "advancedOptions": options,
    }


def _noon(day: date) -> str:
    """
    Return the day as a moment that is on this day in every zone of America.
    """
    return f"{day.isoformat()}T12:00:00"


def _order_weight(order: ExportOrder) -> dict[str, Any]:
    grams = sum(
        ((one.weight_grams or Decimal(0)) * one.quantity for one in order.items),
        Decimal(0),
    )
    return {"value": grams, "units": "grams"}


def _written_item(item: ExportItem, images: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "lineItemKey": item.line_item_id,
        "sku": item.sku or None,
        "name": item.name,
        "quantity": item.quantity,
        "unitPrice": item.unit_price,
        "imageUrl": images.get(item.sku),
        "warehouseLocation": item.location or None,
        "options": [{"name": name, "value": value} for name, value in item.options],
        "adjustment": item.is_adjustment,
    }
    if item.weight_grams is not None:
        told["weight"] = {"value": item.weight_grams, "units": "grams"}
    return told


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "company": party.company or None,
        "street1": party.address1 or None,
        "street2": party.address2 or None,
        "city": party.city or None,
        "state": party.state or None,
        "postalCode": party.postcode or None,
        "country": party.country or None,
        "phone": party.phone or None,
    }


def _digest(document: Document) -> str:
    """
    Return what is equal as long as nothing changes but moments and verdicts.
    """
    told = {
        name: value
        for name, value in document.items()
        if name not in {"modifyDate", "shipDate", "holdUntilDate", "labelMessages"}
    }
    return sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def _listed(document: Document, name: str, shipment: Shipment) -> ListedShipment:
    order_id = document.get("orderId")
    return ListedShipment(
        shipment_id=name,
        order_key=_text(document, "orderKey"),
        order_number=_text(document, "orderNumber"),
        is_voided=bool(document.get("voided")),
        is_return=bool(document.get("isReturnLabel")),
        shipment=shipment,
        order_id=int(order_id) if order_id else None,
    )


def _shipped(items: Sequence[Document] | None) -> tuple[ShippedItem, ...]:
    return tuple(
        ShippedItem(_text(one, "sku"), int(one.get("quantity") or 0))
        for one in items or ()
    )


def _item(document: Document) -> StoreItem:
    weight = document.get("weight") or {}
    units = _UNITS.get(str(weight.get("units") or ""), "")
    value = Decimal(str(weight.get("value") or 0))
    return StoreItem(
        sku=_text(document, "sku").strip(),
        name=_text(document, "name"),
        quantity=int(document.get("quantity") or 0),
        unit_price=_amount(document, "unitPrice"),
        tax=_amount(document, "taxAmount"),
        line_item_key=_text(document, "lineItemKey"),
        location=_text(document, "warehouseLocation"),
        weight_grams=weight_grams(value, units) if value and units else None,
        options={
            _text(one, "name"): _text(one, "value")
            for one in document.get("options") or ()
        },
        is_adjustment=bool(document.get("adjustment")),
    )


def _address(document: Document) -> StoreAddress:
    return StoreAddress(
        name=_text(document, "name"),
        company=_text(document, "company"),
        street1=_text(document, "street1"),
        street2=_text(document, "street2"),
        street3=_text(document, "street3"),
        city=_text(document, "city"),
        state=_text(document, "state"),
        postcode=_text(document, "postalCode"),
        country=_text(document, "country"),
        phone=_text(document, "phone"),
    )


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    return "" if value is None else str(value)


def _amount(document: Document, name: str) -> Decimal:
    return Decimal(str(document.get(name) or 0))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
