"""
Cin7 Core's JSON, read into sales and written from plans.

Its manners: names and nulls vary, numbers may be strings, dates may lack a zone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import msgspec

from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.sale import (
    Address,
    Charge,
    CreditNote,
    Fulfilment,
    Invoice,
    InvoiceCharge,
    OrderLine,
    PackLine,
    Sale,
    SaleRow,
    ShipLine,
)
from engine.domain.ship_plan import ShipPlan
from engine.ports.vendors import Webhook

_MOST_DIGITS = 15

Document = Mapping[str, Any]


def read_row(row: Document) -> SaleRow:
    """
    Return a row of the list.
    """
    return SaleRow(
        sale_id=_text(row, "SaleID").lower(),
        order_number=_text(row, "OrderNumber"),
        type=_text(row, "Type"),
        status=_text(row, "Status"),
        order_status=_text(row, "OrderStatus"),
        picking_status=_text(row, "CombinedPickingStatus"),
        packing_status=_text(row, "CombinedPackingStatus"),
        tracking_numbers=_text(row, "CombinedTrackingNumbers").strip(" ,"),
        updated_at=_instant(row.get("Updated")) or datetime(1970, 1, 1, tzinfo=UTC),
        ship_by=_day(row.get("ShipBy")),
        digest=sha256(msgspec.json.encode(row, order="sorted")).hexdigest(),
        external_id=_text(row, "ExternalID"),
    )


def read_sale(document: Document) -> Sale:
    """
    Return the whole sale.
    """
    order = _object(document, "Order")
    return Sale(
        sale_id=_text(document, "ID").lower(),
        order_number=_text(order, "SaleOrderNumber"),
        type=_text(document, "Type"),
        status=_text(document, "Status"),
        order_status=_text(order, "Status"),
        last_modified_at=_instant(document.get("LastModifiedOn")),
        ordered_on=_day(document.get("SaleOrderDate")),
        customer=_text(document, "Customer"),
        customer_id=_text(document, "CustomerID"),
        contact=_text(document, "Contact"),
        phone=_text(document, "Phone"),
        email=_text(document, "Email"),
        billing=_address(_object(document, "BillingAddress")),
        shipping=_address(_object(document, "ShippingAddress")),
        shipping_notes=_text(document, "ShippingNotes"),
        note=_text(document, "Note"),
        currency=_text(document, "CustomerCurrency"),
        terms=_text(document, "Terms"),
        carrier=_text(document, "Carrier"),
        location=_text(document, "Location"),
        customer_reference=_text(document, "CustomerReference"),
        source_channel=_text(document, "SourceChannel"),
        external_id=_text(document, "ExternalID"),
        attributes=_texts(_object(document, "AdditionalAttributes")),
        order_lines=tuple(map(_order_line, _list(order, "Lines"))),
        charges=tuple(map(_charge, _list(order, "AdditionalCharges"))),
        tax=_number(order, "Tax"),
        total=_number(order, "Total"),
        fulfilments=tuple(map(_fulfilment, _list(document, "Fulfilments"))),
        invoices=tuple(map(_invoice, _list(document, "Invoices"))),
        credit_notes=tuple(map(_credit_note, _list(document, "CreditNotes"))),
    )


def read_product(document: Document) -> ListedProduct:
    """
    Return a product of the list, with its images.
    """
    return ListedProduct(
        product_id=_text(document, "ID").lower(),
        version=_text(document, "LastModifiedOn"),
        sku=_text(document, "SKU"),
        images=read_images(_list(document, "Attachments")),
    )


def read_images(attachments: Iterable[Document]) -> tuple[Image, ...]:
    """
    Return those of the files that are images.
    """
    return tuple(
        Image(_text(one, "DownloadUrl"), is_default=_flag(one, "IsDefault"))
        for one in attachments
        if _text(one, "ContentType").lower().startswith("image/")
    )


def read_webhook(document: Document) -> Webhook:
    """
    Return a webhook.
    """
    return Webhook(
        id=str(document["ID"]),
        type=_text(document, "Type"),
        url=_text(document, "ExternalURL"),
        is_active=_flag(document, "IsActive"),
    )


def written_webhook(kind: str, url: str, secret: str) -> dict[str, Any]:
    """
    Return the body of a webhook that comes with a bearer token.
    """
    return {
        "Type": kind,
        "IsActive": True,
        "ExternalURL": url,
        "ExternalAuthorizationType": "bearerauth",
        "ExternalBearerToken": secret,
    }


def written_plan(plan: ShipPlan) -> dict[str, Any]:
    """
    Return the body that writes the plan.

    A line's box is ``Box`` when written and ``Boxes`` when read.
    """
    body: dict[str, Any] = {
        "TaskID": plan.task_id,
        "Status": plan.status,
        "ShippingNotes": plan.shipping_notes,
        "Lines": [_written_line(line) for line in plan.lines],
    }
    if plan.adds_tracking:
        body["AddTrackingNumbers"] = True
    return body


def written_cost(cost: InvoiceCost) -> dict[str, Any]:
    """
    Return the body that writes an invoice's charges; the rest of it stays.
    """
    return {
        "SaleID": cost.sale_id,
        "TaskID": cost.task_id,
        "AdditionalCharges": [
            {
                "Description": one.description,
                "Price": one.price,
                "Quantity": one.quantity,
                "Discount": one.discount,
                "Tax": one.tax,
                "TaxRule": one.tax_rule,
                "Comment": one.comment,
            }
            for one in cost.charges
        ],
    }


def _written_line(line: ShipLine) -> dict[str, Any]:
    return {
        "ShipmentDate": line.shipped_on.isoformat() if line.shipped_on else None,
        "Carrier": line.carrier,
        "Box": line.box,
        "TrackingNumber": line.tracking_number,
        "IsShipped": line.is_shipped,
    }


def _address(document: Document) -> Address:
    return Address(
        line1=_text(document, "Line1"),
        line2=_text(document, "Line2"),
        city=_text(document, "City"),
        state=_text(document, "State"),
        postcode=_text(document, "Postcode"),
        country=_text(document, "Country"),
        company=_text(document, "Company"),
        contact=_text(document, "Contact"),
    )


def _order_line(line: Document) -> OrderLine:
    return OrderLine(
        product_id=_text(line, "ProductID").lower(),
        sku=_text(line, "SKU"),
        quantity=_number(line, "Quantity"),
        price=_number(line, "Price"),
        discount=_number(line, "Discount"),
        tax=_number(line, "Tax"),
        weight=_number(line, "ProductWeight"),
        weight_units=_text(line, "WeightUnits"),
        attributes=_product_fields(line),
    )


def _charge(charge: Document) -> Charge:
    total = _number(charge, "Total")
    price, quantity = _number(charge, "Price"), _number(charge, "Quantity")
    return Charge(_text(charge, "Description"), total or price * quantity)


def _fulfilment(document: Document) -> Fulfilment:
    pick, pack = _object(document, "Pick"), _object(document, "Pack")
    ship = _object(document, "Ship")
    return Fulfilment(
        task_id=_text(document, "TaskID").lower(),
        number=int(_number(document, "FulfillmentNumber")) or 1,
        pick_status=_text(pick, "Status"),
        pack_status=_text(pack, "Status"),
        ship_status=_text(ship, "Status"),
        pick_lines=tuple(map(_pack_line, _list(pick, "Lines"))),
        pack_lines=tuple(map(_pack_line, _list(pack, "Lines"))),
        ship_lines=tuple(map(_ship_line, _list(ship, "Lines"))),
        shipping_notes=_text(ship, "ShippingNotes"),
    )


def _pack_line(line: Document) -> PackLine:
    return PackLine(
        product_id=_text(line, "ProductID").lower(),
        sku=_text(line, "SKU"),
        name=_text(line, "Name"),
        quantity=_number(line, "Quantity"),
        location=_text(line, "Location"),
        box=_text(line, "Box"),
        batch=_text(line, "BatchSN"),
        non_inventory=_flag(line, "NonInventory"),
        weight=_number(line, "ProductWeight"),
        weight_units=_text(line, "WeightUnits"),
        attributes=_product_fields(line),
    )


def _product_fields(line: Document) -> dict[str, str]:
    names = (name for name in line if name.startswith("ProductCustomField"))
    return {name: text for name in names if (text := _text(line, name))}


def _ship_line(line: Document) -> ShipLine:
    return ShipLine(
        box=_text(line, "Boxes") or _text(line, "Box"),
        carrier=_text(line, "Carrier"),
        tracking_number=_text(line, "TrackingNumber").strip(),
        shipped_on=_day(line.get("ShipmentDate")),
        is_shipped=_flag(line, "IsShipped"),
    )


def _invoice(document: Document) -> Invoice:
    payments = _list(document, "Payments")
    return Invoice(
        status=_text(document, "Status"),
        fulfilment_number=_text(document, "LinkedFulfillmentNumber"),
        payment_accounts=tuple(_text(one, "Account") for one in payments),
        task_id=_text(document, "TaskID").lower(),
        charges=tuple(map(_invoice_charge, _list(document, "AdditionalCharges"))),
        tax_rules=tuple(_text(one, "TaxRule") for one in _list(document, "Lines")),
        number=_text(document, "InvoiceNumber"),
        paid=_sum(payments, "Amount"),
    )


def _credit_note(document: Document) -> CreditNote:
    return CreditNote(
        task_id=_text(document, "TaskID").lower(),
        status=_text(document, "Status"),
        memo=_text(document, "Memo"),
        total=_number(document, "Total"),
        refunded=_sum(_list(document, "Refunds"), "Amount"),
        items=_counts(_list(document, "Lines")),
        restocked=_counts(_list(document, "Restock")),
    )


def _sum(rows: Iterable[Document], name: str) -> Decimal:
    return sum((_number(one, name) for one in rows), Decimal(0))


def _counts(lines: Iterable[Document]) -> tuple[tuple[str, int], ...]:
    counted: Counter[str] = Counter()
    for line in lines:
        counted[_text(line, "SKU")] += int(_number(line, "Quantity"))
    return tuple(sorted(counted.items()))


def _invoice_charge(charge: Document) -> InvoiceCharge:
    return InvoiceCharge(
        description=_text(charge, "Description"),
        price=_number(charge, "Price"),
        quantity=_number(charge, "Quantity"),
        discount=_number(charge, "Discount"),
        tax=_number(charge, "Tax"),
        tax_rule=_text(charge, "TaxRule"),
        comment=_text(charge, "Comment"),
    )


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    return "" if value is None else str(value)


def _texts(document: Document) -> dict[str, str]:
    return {name: _text(document, name) for name in document}


def _flag(document: Document, name: str) -> bool:
    return str(document.get(name)).lower() == "true"


def _number(document: Document, name: str) -> Decimal:
    """
    Return the number.

    Raises:
        ValueError: It is none, or of an absurd size.
    """
    number = Decimal(str(document.get(name) or 0))
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        raise ValueError(f"{name} is {number}")
    return number


def _object(document: Document, name: str) -> Document:
    value: Document = document.get(name) or {}
    return value


def _list(document: Document, name: str) -> Iterable[Document]:
    return document.get(name) or ()


def _instant(value: str | None) -> datetime | None:
    """
    Return the instant; without a zone it is UTC. What is no date is nothing.
    """
    try:
        instant = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _day(value: str | None) -> date | None:
    """
    Return the calendar day; business dates are days of the tenant, no instants.

    What is no date is nothing.
    """
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
