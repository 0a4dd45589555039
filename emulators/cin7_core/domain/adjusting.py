"""
What is done to stock adjustments, and what they do to the stock.
"""

from dataclasses import replace
from decimal import Decimal

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.adjustment import Adjustment, AdjustmentLine
from emulators.cin7_core.domain.goods import NotOpen, goods_of, tell_moved
from emulators.cin7_core.domain.product import Product
from emulators.cin7_core.domain.reading import (
    ZERO,
    Document,
    day,
    guid,
    number,
    plain,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stock_lines import batch_of

DRAFT, COMPLETED, VOIDED = "DRAFT", "COMPLETED", "VOIDED"


class Duplicate(Refused):
    """
    Two lines are about the same spot.
    """


class TooFew(Refused):
    """
    Less would be there than picks have taken.
    """


def create_adjustment(account: Account, body: Document) -> Adjustment:
    """
    Keep a new adjustment; completed, it is in force.

    Raises:
        Refused: A product, location or account does not exist, or too few are left.
    """
    adjustment = Adjustment(
        id=account.new_id(),
        place=account.adjustments.next_place,
        modified_at=account.now(),
        effective_on=account.today(),
        account="",
        transaction_id=account.new_id(),
    )
    return _write(account, adjustment, body)


def change_adjustment(account: Account, body: Document) -> Adjustment:
    """
    Write what the body has into a draft; lines are replaced whole.

    Raises:
        NotFiled: There is no such adjustment.
        NotOpen: It is completed or voided.
        Refused: A product, location or account does not exist, or too few are left.
    """
    adjustment = account.adjustments.by_id(guid(body["TaskID"]))
    if adjustment.status != DRAFT:
        raise NotOpen(
            f"Stock adjustment {adjustment.number} cannot be changed: Status is"
            f" {adjustment.status}"
        )
    return _write(account, adjustment, body)


def end_adjustment(account: Account, adjustment: Adjustment, *, void: bool) -> None:
    """
    Take an adjustment back: to a draft, or voided.

    Raises:
        TooFew: What it had added is no longer there.
    """
    if adjustment.status == COMPLETED:
        for line in adjustment.lines:
            _check_left(account, line, _without(account, line))
        for line in adjustment.lines:
            _set(account, line, _without(account, line), -line.difference)
        adjustment.booked = ZERO
    adjustment.status = VOIDED if void else DRAFT
    _keep(account, adjustment)


def _write(account: Account, adjustment: Adjustment, body: Document) -> Adjustment:
    lines = adjustment.lines
    if body.get("Lines") is not None:
        lines = tuple(_line(account, row) for row in body["Lines"])
    if len({line.spot for line in lines}) < len(lines):
        raise Duplicate("Cannot add duplicate value")
    lines = tuple(_as_of_now(account, line) for line in lines)
    code = text(body, "Account")
    if code:
        account.books["accounts"].wanted(code)
    status = text(body, "Status", adjustment.status)
    effective_on = day(body.get("EffectiveDate")) or adjustment.effective_on
    if status == COMPLETED:
        for line in lines:
            _check_left(account, line, line.quantity)
        adjustment.booked = plain(sum((line.amount for line in lines), ZERO))
        for line in lines:
            _set(account, line, line.quantity, line.difference)
    adjustment.lines, adjustment.status = lines, status
    adjustment.account = code or adjustment.account
    adjustment.effective_on = effective_on
    adjustment.reference = text(body, "Reference", adjustment.reference)
    _keep(account, adjustment)
    return adjustment


def _line(account: Account, row: Document) -> AdjustmentLine:
    product = goods_of(account, row)
    location = account.locations.of_line(row)
    return AdjustmentLine(
        product=product,
        location=location,
        spot=location.spot(product.id, batch_of(product, row)),
        name=text(row, "ProductName") or product.name,
        quantity=number(row["Quantity"]),
        unit_cost=number(row.get("UnitCost"), product.average_cost),
        expiry_on=day(row.get("ExpiryDate")),
        received_on=day(row.get("ReceivedDate")),
        comment=text(row, "Comments"),
    )


def _as_of_now(account: Account, line: AdjustmentLine) -> AdjustmentLine:
    level = account.stock.level(line.spot)
    return replace(line, before=level.on_hand, available=level.available)


def _without(account: Account, line: AdjustmentLine) -> Decimal:
    return account.stock.on_hand(line.spot) - line.difference


def _check_left(account: Account, line: AdjustmentLine, quantity: Decimal) -> None:
    picked = account.stock.picked(line.spot)
    if quantity < picked:
        raise TooFew(
            f"Quantity of {line.product.sku} would be {quantity}, but {picked} are"
            " picked"
        )


def _set(
    account: Account, line: AdjustmentLine, quantity: Decimal, added: Decimal
) -> None:
    """
    Let so much be there; what comes or goes with a cost of its own moves the average.
    """
    if line.is_new:
        _average(line.product, account.stock.held(line.product.id), added, line)
    account.stock.count(line.spot, quantity, expiry_on=line.expiry_on)


def _average(
    product: Product, held: Decimal, added: Decimal, line: AdjustmentLine
) -> None:
    total = held + added
    if total > 0:
        worth = held * product.average_cost + added * line.unit_cost
        product.average_cost = plain(worth / total)


def _keep(account: Account, adjustment: Adjustment) -> None:
    adjustment.modified_at = account.stamps.take()
    account.adjustments.place(adjustment)
    tell_moved(account)
