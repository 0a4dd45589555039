"""
What is done to stock transfers, and what they do to the stock.
"""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.goods import NotOpen, goods_of, tell_moved
from emulators.cin7_core.domain.location import Location, NoLocation
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    boolean,
    day,
    guid,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stock import Spot
from emulators.cin7_core.domain.stock_lines import batch_of
from emulators.cin7_core.domain.transfer import (
    COMPLETED,
    DRAFT,
    IN_TRANSIT,
    VOIDED,
    Transfer,
    TransferLine,
)


class NotThere(Refused):
    """
    Less is available at a place than is to leave it.
    """


class SamePlace(Refused):
    """
    Goods cannot go where they are.
    """


class OrderOpen(Refused):
    """
    The goods have to wait for the order of their transfer.
    """


def create_transfer(account: Account, body: Document) -> Transfer:
    """
    Keep a new transfer; in transit or completed, its goods move.

    Raises:
        Refused: A product or location does not exist, or too little is available.
    """
    transfer = Transfer(
        id=account.new_id(),
        place=account.transfers.next_place,
        modified_at=account.now(),
        source=_place(account, body, "From"),
        destination=_place(account, body, "To"),
    )
    return _write(account, transfer, body)


def change_transfer(account: Account, body: Document) -> Transfer:
    """
    Write what the body has into a transfer; lines are replaced whole.

    Once the goods are on their way, other lines and places are ignored: what was sent
    arrives. One client read it back so, after answers of 200.

    Raises:
        NotFiled: There is no such transfer.
        NotOpen: It is completed or voided.
        Refused: A product or location does not exist, or too little is available.
    """
    transfer = account.transfers.by_id(guid(body["TaskID"]))
    if transfer.status not in {DRAFT, IN_TRANSIT}:
        raise NotOpen(
            f"Stock transfer {transfer.number} cannot be changed: Status is"
            f" {transfer.status}"
        )
    return _write(account, transfer, body)


def end_transfer(account: Account, transfer: Transfer, *, void: bool) -> None:
    """
    Take a transfer back: to a draft, or voided. The goods are where they came from.

    Raises:
        NotThere: They are no longer where they had arrived.
    """
    _bring(account, transfer, VOIDED if void else DRAFT)
    _keep(account, transfer)


def _write(account: Account, transfer: Transfer, body: Document) -> Transfer:
    status = text(body, "Status", transfer.status)
    code = text(body, "InTransitAccount")
    if code:
        account.books["accounts"].wanted(code)
    changed = replace(
        transfer if transfer.has_left else _with_goods(account, transfer, body),
        skips_order=boolean(body.get("SkipOrder"), default=transfer.skips_order),
        account=code or transfer.account,
        reference=text(body, "Reference", transfer.reference),
        distribution=text(body, "CostDistributionType", transfer.distribution),
        departed_on=day(body.get("DepartureDate")) or transfer.departed_on,
        completed_on=day(body.get("CompletionDate")) or transfer.completed_on,
        required_on=day(body.get("RequiredByDate")) or transfer.required_on,
    )
    if status != DRAFT and not changed.skips_order:
        raise OrderOpen(f"Order of stock transfer {changed.number} is not authorised")
    _bring(account, changed, status)
    _keep(account, changed)
    return changed


def _with_goods(account: Account, transfer: Transfer, body: Document) -> Transfer:
    """
    Return the transfer with the places and lines of a body.
    """
    source, destination = transfer.source, transfer.destination
    if body.get("From") or body.get("FromLocation"):
        source = _place(account, body, "From")
    if body.get("To") or body.get("ToLocation"):
        destination = _place(account, body, "To")
    if source is destination:
        raise SamePlace(f"Goods are at {source.label} already")
    lines = transfer.lines
    if body.get("Lines") is not None:
        lines = tuple(_line(account, row) for row in body["Lines"])
    return replace(transfer, source=source, destination=destination, lines=lines)


def _place(account: Account, body: Document, key: str) -> Location:
    location_id, label = guid(body.get(key)), text(body, f"{key}Location")
    if location_id:
        return account.locations.by_id(location_id)
    if not label:
        raise NoLocation(f"Required attribute '{key}' not provided", recorded=True)
    return account.locations.named(label)


def _line(account: Account, row: Document) -> TransferLine:
    product = goods_of(account, row)
    return TransferLine(
        product=product,
        name=text(row, "ProductName") or product.name,
        quantity=number(row["TransferQuantity"]),
        batch=batch_of(product, row),
        expiry_on=day(row.get("ExpiryDate")),
        comment=text(row, "Comments"),
    )


def _bring(account: Account, transfer: Transfer, status: str) -> None:
    """
    Let the goods be where they are in a status.
    """
    leaves = status in {IN_TRANSIT, COMPLETED}
    arrives = status == COMPLETED
    source, destination = transfer.source, transfer.destination
    if transfer.has_arrived and not arrives:
        _take(account, transfer, destination, source)
    if leaves and not transfer.has_left:
        _take(account, transfer, source, destination)
    if transfer.has_left and not leaves:
        _put(account, transfer, source)
    if arrives and not transfer.has_arrived:
        _put(account, transfer, destination)
        transfer.completed_on = transfer.completed_on or account.today()
    if leaves and transfer.departed_on is None:
        transfer.departed_on = account.today()
    transfer.status = status


def _take(account: Account, transfer: Transfer, here: Location, to: Location) -> None:
    """
    Take the goods from a place; what the warehouse has promised stays in it.
    """
    stock = account.stock
    wanted: defaultdict[Spot, Decimal] = defaultdict(lambda: ZERO)
    left: dict[str, Decimal] = {}
    for line in transfer.lines:
        spot = line.spot(here)
        wanted[spot] += line.quantity
        free = left.setdefault(line.product.id, _free(account, spot, to))
        there = max(
            ZERO, min(free, stock.unpicked(spot) - wanted[spot] + line.quantity)
        )
        if line.quantity > there:
            raise NotThere(
                f"Available quantity for product (SKU: {line.product.sku}) is"
                f" {there:.10f}, cannot transfer {line.quantity}"
            )
        left[line.product.id] = free - line.quantity
    for spot, quantity in wanted.items():
        stock.count(spot, stock.on_hand(spot) - quantity)


def _free(account: Account, spot: Spot, to: Location) -> Decimal:
    """
    Return what may leave the warehouse; from bin to bin nothing does.
    """
    if to.warehouse.id == spot.warehouse_id:
        return account.stock.held(spot.product_id)
    return account.stock.free(spot.product_id, spot.warehouse_id)


def _put(account: Account, transfer: Transfer, here: Location) -> None:
    stock = account.stock
    for line in transfer.lines:
        spot = line.spot(here)
        expiry_on = line.expiry_on
        stock.count(spot, stock.on_hand(spot) + line.quantity, expiry_on=expiry_on)


def _keep(account: Account, transfer: Transfer) -> None:
    for spot in transfer.awaited():
        account.stock.know(spot)
    transfer.modified_at = account.stamps.take()
    account.transfers.place(transfer)
    tell_moved(account)
