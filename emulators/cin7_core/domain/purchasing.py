"""
What is done to purchases: header, order, undo and void.
"""

from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import Address, read_address
from emulators.cin7_core.domain.card import BILLING
from emulators.cin7_core.domain.header import check_rate
from emulators.cin7_core.domain.lines import totals_of
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.papers import Paper
from emulators.cin7_core.domain.purchase import BOOKS, Purchase, PurchaseType
from emulators.cin7_core.domain.purchase_events import tell_ordered, tell_purchase
from emulators.cin7_core.domain.reading import (
    Document,
    boolean,
    day,
    guid,
    number,
    text,
)
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.stage import OPEN, Stage
from emulators.cin7_core.domain.supplier import Supplier

_TEXTS = ("Contact", "Phone", "Note", "TaxRule", "Terms")
_ATTRIBUTES = tuple(f"AdditionalAttribute{n}" for n in range(1, 11))


class OrderClosed(Refused):
    """
    The order is authorised or voided, and cannot be written any more.
    """


class Voided(Refused):
    """
    The purchase is voided.
    """


def create_purchase(account: Account, body: Document) -> Purchase:
    """
    Keep a new purchase: a header with nothing under it.

    What the body leaves out comes from the supplier's card.

    Raises:
        Refused: The header names what does not exist, or lacks a rate of exchange.
    """
    supplier = account.suppliers.named(body)
    currency = supplier.texts.get("Currency", "")
    check_rate(account, currency, body, noun="purchase")
    is_advanced = body.get("PurchaseType") == "Advanced"
    purchase = Purchase(
        id=account.new_id(),
        place=account.purchases.next_place,
        modified_at=account.now(),
        kind=PurchaseType.ADVANCED if is_advanced else PurchaseType.SIMPLE,
        supplier=supplier,
        location=account.locations.default,
        ordered_on=account.today(),
        billing=supplier.address_for(BILLING),
        texts=_texts_of(supplier),
    )
    return _keep(account, _filled(account, purchase, body))


def change_purchase(account: Account, body: Document) -> Purchase:
    """
    Write what the body has into the header; what it leaves out stays.

    Raises:
        NotFiled: There is no such purchase.
        Voided: It is voided.
        Refused: The header names what does not exist.
    """
    purchase = account.purchases.by_id(guid(body["ID"]))
    _check_alive(purchase)
    if body.get("SupplierID") or body.get("Supplier"):
        purchase = replace(purchase, supplier=account.suppliers.named(body))
    return _keep(account, _filled(account, purchase, body))


def write_order(account: Account, purchase: Purchase, body: Document) -> Purchase:
    """
    Write the order; authorised, its goods are on order.

    Raises:
        Voided: The purchase is voided.
        OrderClosed: The order is authorised.
        Refused: A product or tax rule does not exist, or a total is wrong.
    """
    _check_alive(purchase)
    if purchase.order.stage not in OPEN:
        raise OrderClosed(
            f"Order cannot be changed: Status is {purchase.order.stage.value}"
        )
    reader, rows = account.line_reader(), body.get("Lines") or ()
    charges = [
        {**row, "Comment": row.get("Reference")}
        for row in body.get("AdditionalCharges") or ()
    ]
    paper = Paper(
        stage=Stage(body["Status"]),
        memo=text(body, "Memo"),
        lines=reader.lines(rows),
        charges=reader.charges(charges, rows),
    )
    totals = totals_of(
        (*paper.lines, *paper.charges), tax_inclusive=purchase.tax_inclusive
    )
    reader.check_totals(body, totals)
    written = _keep(account, replace(purchase, order=paper))
    if written.is_ordered:
        tell_ordered(account, written)
    return written


def end_purchase(account: Account, purchase: Purchase, *, void: bool) -> None:
    """
    Take a purchase back: its order to a draft, or all of it voided.
    """
    has_order = purchase.order.lines or purchase.order.charges
    stage = Stage.DRAFT if has_order else Stage.NOT_AVAILABLE
    order = replace(purchase.order, stage=Stage.VOIDED if void else stage)
    _keep(account, replace(purchase, order=order))


def _check_alive(purchase: Purchase) -> None:
    if purchase.order.stage is Stage.VOIDED:
        raise Voided(f"Purchase {purchase.number} is voided")


def _texts_of(supplier: Supplier) -> dict[str, str]:
    return {
        "Contact": supplier.contact.get("Name", ""),
        "Phone": supplier.contact.get("Phone", ""),
        "TaxRule": supplier.texts.get("TaxRule", ""),
        "Terms": supplier.texts.get("PaymentTerm", ""),
    }


def _filled(account: Account, purchase: Purchase, body: Document) -> Purchase:
    texts = {key: text(body, key, purchase.texts.get(key, "")) for key in _TEXTS}
    for key, name in BOOKS.items():
        if texts[key]:
            texts[key] = account.books[name].wanted(texts[key])["Name"]
    name = text(body, "Location")
    location = account.locations.named(name).warehouse if name else purchase.location
    calculation = text(body, "TaxCalculation")
    given = body.get("AdditionalAttributes") or {}
    kept = purchase.attributes
    return replace(
        purchase,
        location=location,
        required_on=day(body.get("RequiredBy")) or purchase.required_on,
        approach=text(body, "Approach", purchase.approach).upper(),
        blind_receipt=boolean(body.get("BlindReceipt"), default=purchase.blind_receipt),
        tax_inclusive=calculation == "Inclusive"
        if calculation
        else purchase.tax_inclusive,
        currency_rate=number(body.get("CurrencyRate"), purchase.currency_rate),
        billing=_address(body, "BillingAddress", purchase.billing),
        shipping=_address(body, "ShippingAddress", _shipping(purchase, location)),
        texts=texts,
        attributes={key: text(given, key, kept.get(key, "")) for key in _ATTRIBUTES},
    )


def _address(body: Document, key: str, kept: Address) -> Address:
    return read_address(body[key]) if body.get(key) else kept


def _shipping(purchase: Purchase, location: Location) -> Address:
    """
    Return where the goods go: to their warehouse, unless somebody said otherwise.
    """
    if purchase.shipping.line1 and location is purchase.location:
        return purchase.shipping
    at = location.address
    return Address(
        line1=at.get("AddressLine1", ""),
        line2=at.get("AddressLine2", ""),
        city=at.get("AddressCitySuburb", ""),
        state=at.get("AddressStateProvince", ""),
        postcode=at.get("AddressZipPostCode", ""),
        country=at.get("AddressCountry", ""),
    )


def _keep(account: Account, purchase: Purchase) -> Purchase:
    for spot in purchase.awaited():
        account.stock.know(spot)
    purchase.modified_at = account.stamps.take()
    account.purchases.place(purchase)
    tell_purchase(account, purchase)
    return purchase
