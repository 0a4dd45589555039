"""
Bring orders into an account: a person's own ones, and those of a store.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.measures import NO_WEIGHT, Weight
from emulators.shipstation.domain.order import (
    CANCELLED,
    ON_HOLD,
    SHIPPED,
    Line,
    LineDraft,
    Order,
    advanced_options,
    goods_weight,
)
from emulators.shipstation.domain.order_pass import complete
from emulators.shipstation.domain.stores import Store

_FIRST_ORDER_ID = 470000001
_FIRST_LINE_ID = 700000001
_FIRST_CUSTOMS_ID = 91000001
_KEPT_ON_IMPORT = (
    "carrierCode",
    "serviceCode",
    "packageCode",
    "confirmation",
    "shipDate",
    "holdUntilDate",
    "insuranceOptions",
    "internationalOptions",
    "tagIds",
    "userId",
)
_KEPT_ADVANCED = ("warehouseId", "mergedOrSplit", "mergedIds", "parentId")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """
    An order as it comes in, before it has ids.

    Attributes:
        ordered_on: Pacific local time; so is paid_on.

        fields: The keys of V1's order that the sender filled; also its addresses.

        advanced: The keys of the advanced options that the sender filled.

        weight: Of the whole order; counts in the end where no line has a weight.
    """

    key: str
    number: str
    status: str
    ordered_on: datetime
    paid_on: datetime | None
    lines: Sequence[LineDraft]
    fields: Mapping[str, Any]
    advanced: Mapping[str, Any]
    warehouse_name: str | None = None
    store_status: str | None = None
    weight: Weight | None = None


def add_order(
    account: Account,
    store: Store,
    draft: OrderDraft,
    *,
    batch: str | None = None,
    finish: Callable[[Account, Order], None] = complete,
) -> Order:
    """
    Add an order to the store. Any status will do, shipped and cancelled too.
    """
    now = account.now()
    order = Order(
        order_id=next_order_id(account),
        order_number=draft.number,
        order_key=draft.key,
        store_id=store.store_id,
        status=draft.status,
        ordered_on=draft.ordered_on,
        paid_on=draft.paid_on,
        created_at=now,
        modified_at=now,
        lines=renewed_lines(account, draft.lines, (), now),
        weight=draft.weight or NO_WEIGHT,
        document=order_document(account, store, draft),
        store_status=draft.store_status,
        import_batch=batch or account.ids.guid(),
    )
    finish(account, order)
    account.orders.put(order)
    return order


def take_from_store(
    account: Account, store: Store, draft: OrderDraft, *, batch: str
) -> Order:
    """
    Add the order of a store, or renew the one that has the same key there.

    What the store sends is written again every time, and its status counts in both
    directions: it also revives an order that was cancelled here. Only what has been
    shipped stays shipped, and what a person holds stays held until the store has
    another status for it. What was set here alone, such as carrier, tags and notes to
    the buyer, stays; so do the lines of an order that was split or combined, and
    nothing is written to one that was combined into another. An order that comes
    unchanged keeps its date of modification.
    """
    known = account.orders.find(store.store_id, draft.key)
    if known is None:
        return add_order(account, store, draft, batch=batch)
    if known.merged_into is not None:
        return known
    before = known.status
    _renew(account, store, known, draft)
    if known.status != before:
        known.import_batch = batch
    account.orders.put(known)
    return known


def _renew(account: Account, store: Store, order: Order, draft: OrderDraft) -> None:
    now = account.now()
    document = _renewed_document(account, store, order, draft)
    lines = order.lines
    if not order.advanced["mergedOrSplit"]:
        lines = renewed_lines(account, draft.lines, order.lines, now)
    renewed = {
        "order_number": draft.number,
        "status": _renewed_status(order, draft),
        "ordered_on": draft.ordered_on,
        "paid_on": draft.paid_on,
        "document": document,
        "lines": lines,
        "weight": order.weight if lines == order.lines else goods_weight(lines),
        "store_status": draft.store_status,
    }
    if renewed["status"] != ON_HOLD:
        order.held_from = None
    if any(getattr(order, name) != value for name, value in renewed.items()):
        for name, value in renewed.items():
            setattr(order, name, value)
        order.modified_at = now
        complete(account, order)


def _renewed_status(order: Order, draft: OrderDraft) -> str:
    if order.status == SHIPPED:
        return SHIPPED
    if order.status == ON_HOLD and draft.status == order.held_from:
        return ON_HOLD
    return draft.status


def _renewed_document(
    account: Account, store: Store, order: Order, draft: OrderDraft
) -> dict[str, Any]:
    fresh = order_document(account, store, draft)
    kept = list(_KEPT_ON_IMPORT)
    if order.advanced["mergedOrSplit"]:
        kept.append("orderTotal")
    document = {
        **fresh,
        **{key: order.document[key] for key in kept if key in order.document},
    }
    if document.get("holdUntilDate") and _renewed_status(order, draft) != ON_HOLD:
        document["holdUntilDate"] = None
    document["advancedOptions"] = {
        **fresh["advancedOptions"],
        **{key: order.advanced[key] for key in _KEPT_ADVANCED},
    }
    return document


def order_document(account: Account, store: Store, draft: OrderDraft) -> dict[str, Any]:
    """
    Return what V1 shows of the draft beside what is typed; unknown tags are dropped.
    """
    advanced = advanced_options(draft.advanced, store_id=store.store_id)
    if advanced["warehouseId"] == 0:
        advanced["warehouseId"] = None
    elif advanced["warehouseId"] is None:
        place = account.warehouses.named(draft.warehouse_name)
        advanced["warehouseId"] = place.warehouse_id if place else None
    username = draft.fields.get("customerUsername")
    customer_id = account.customers.welcome(
        username,
        draft.fields["shipTo"],
        email=draft.fields.get("customerEmail"),
        marketplace=(store.marketplace_id, store.marketplace_name),
        now=account.now(),
    )
    known = {tag["tagId"] for tag in account.premises.tags}
    tags = [tag for tag in draft.fields.get("tagIds") or () if tag in known]
    document = {
        **draft.fields,
        "customerId": customer_id,
        "advancedOptions": advanced,
        "tagIds": tags or None,
    }
    _number_customs(account, document.get("internationalOptions"))
    return document


def _number_customs(account: Account, options: dict[str, Any] | None) -> None:
    """
    Give each declared item its own number, where it has none.
    """
    if options and options["customsItems"]:
        options["customsItems"] = [
            {
                **item,
                "customsItemId": item.get("customsItemId")
                or account.ids.number("customs item", _FIRST_CUSTOMS_ID),
            }
            for item in options["customsItems"]
        ]


def renewed_lines(
    account: Account,
    drafts: Sequence[LineDraft],
    old: Sequence[Line],
    now: datetime,
) -> tuple[Line, ...]:
    """
    Return the lines; one that was there before keeps its id, unchanged its dates too.
    """
    left = list(old)
    lines = []
    for draft in drafts:
        known = next((line for line in left if _is_same(line, draft)), None)
        if known is not None:
            left.remove(known)
        lines.append(_line(account, draft, known, now))
    return tuple(lines)


def _is_same(line: Line, draft: LineDraft) -> bool:
    if draft.key is not None:
        return line.draft.key == draft.key
    return (line.draft.key, line.draft.sku, line.draft.name) == (
        None,
        draft.sku,
        draft.name,
    )


def _line(
    account: Account, draft: LineDraft, known: Line | None, now: datetime
) -> Line:
    if known is not None and known.draft == draft:
        return known
    product_id = None
    if not draft.adjustment:
        product_id = account.products.of_sku(draft.sku)
    if known is not None:
        return replace(known, draft=draft, product_id=product_id, modified_at=now)
    return Line(next_line_id(account), draft, product_id, now, now)


def next_order_id(account: Account) -> int:
    """
    Return the number of the next order.
    """
    return account.ids.number("order", _FIRST_ORDER_ID)


def next_line_id(account: Account) -> int:
    """
    Return the number of the next line.
    """
    return account.ids.number("line", _FIRST_LINE_ID)


def is_paid(status: str) -> bool:
    """
    Say whether an order that comes in this status counts as paid.
    """
    return status not in ("awaiting_payment", CANCELLED)


def paid_amount(status: str, total: Decimal) -> Decimal:
    """
    Return what an order of a store counts as paid; the protocol has no field for it.
    """
    return total if is_paid(status) else Decimal("0.00")
