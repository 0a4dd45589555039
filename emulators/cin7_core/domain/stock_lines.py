"""
Lines of picks, packs and shipments, as bodies bring them and as stock allows.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_lines import ShipLine, StockLine
from emulators.cin7_core.domain.header import check_carrier
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    day,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.domain.stage import Stage


class NoBatch(Refused):
    """
    A line of a product with batches names none.
    """


def stock_lines(account: Account, body: Document) -> tuple[StockLine, ...]:
    """
    Return the lines of a pick or pack that a body brings.

    Raises:
        Refused: A product or place does not exist, or a batch is missing.
    """
    return tuple(stock_line(account, row) for row in body.get("Lines") or ())


def stock_line(account: Account, row: Document) -> StockLine:
    """
    Return the line of one row.

    Raises:
        Refused: The product or place does not exist, or the batch is missing.
    """
    product = account.products.wanted(row)
    place = account.locations.of_line(row)
    warranty = text(row, "WarrantyRegistrationNumber")
    spot = place.spot(product.id, batch_of(product, row))
    return StockLine(
        product=product,
        name=text(row, "Name") or product.name,
        spot=spot,
        place=place.label,
        quantity=number(row["Quantity"]),
        box=text(row, "Box"),
        expiry_on=day(row.get("ExpiryDate")) or account.stock.expiry_on(spot),
        warranty=warranty or None,
    )


def batch_of(product: Product, row: Document) -> str:
    """
    Return the batch or serial number that a row names.

    Raises:
        NoBatch: The product has batches, and the row names none.
    """
    batch = text(row, "BatchSN")
    if product.needs_batch and not batch:
        raise NoBatch("Required attribute 'BatchSN' not provided", recorded=True)
    return batch


def lines_in_stock(
    account: Account, sale: Sale, task: Fulfilment
) -> tuple[StockLine, ...]:
    """
    Return what can be picked in the sale's warehouse.

    The oldest spots come first, or what expires first where the product goes by that.
    """
    products = {
        line.product.id: line.product
        for line in sale.order.lines
        if line.product and line.is_stock
    }
    return tuple(
        line
        for product in products.values()
        for line in _in_stock(account, sale, task, product)
    )


def _in_stock(
    account: Account, sale: Sale, task: Fulfilment, product: Product
) -> Iterator[StockLine]:
    stock, key = account.stock, (product.id, sale.header.location.id)
    free = stock.free(*key) + sale.reserved.get(key, ZERO)
    left = min(sale.pickable(product.id, task), free)
    spots = stock.spots(*key)
    if product.goes_by_expiry:
        spots.sort(key=lambda spot: stock.expiry_on(spot) or date.max)
    for spot in spots:
        quantity = min(left, stock.unpicked(spot))
        if quantity > 0:
            place = account.locations.by_id(spot.bin_id or spot.warehouse_id)
            yield StockLine(
                product=product,
                name=product.name,
                spot=spot,
                place=place.label,
                quantity=quantity,
                expiry_on=stock.expiry_on(spot),
            )
            left -= quantity


def ship_lines(
    account: Account, sale: Sale, task: Fulfilment, body: Document
) -> tuple[ShipLine, ...]:
    """
    Return the lines of a shipment that a body brings; known boxes keep their ids.

    Raises:
        NotInBook: The profile wants known carriers, and one is none.
    """
    ids = {line.box_names: line.id for line in task.ship_lines}
    leaves = Stage(body["Status"]) is Stage.AUTHORISED
    lines = []
    for row in body.get("Lines") or ():
        carrier = text(row, "Carrier") or sale.header.carrier
        check_carrier(account, carrier)
        line = ShipLine(
            id="",
            shipped_on=day(row["ShipmentDate"]),
            carrier=carrier,
            boxes=text(row, "Box"),
            tracking_number=text(row, "TrackingNumber"),
            is_shipped=boolean(row.get("IsShipped"), default=leaves),
        )
        line_id = ids.get(line.box_names) or account.new_id()
        lines.append(replace(line, id=line_id))
    return tuple(lines)
