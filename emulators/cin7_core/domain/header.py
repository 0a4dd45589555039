"""
The header of a sale: read from a body, filled up from the customer's card.
"""

from dataclasses import replace

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.address import BLANK, Address, read_address
from emulators.cin7_core.domain.card import BILLING, SHIPPING
from emulators.cin7_core.domain.card_events import tell_customer
from emulators.cin7_core.domain.customer import Customer, add_shipping_address
from emulators.cin7_core.domain.location import Location, NoLocation
from emulators.cin7_core.domain.papers import Header
from emulators.cin7_core.domain.reading import Document, boolean, day, rate_of, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.profile import HeaderUpdate, OmittedLocation, UnknownCarrier

_ATTRIBUTES = tuple(f"AdditionalAttribute{n}" for n in range(1, 11))
_CLEARED = (
    "Contact",
    "Phone",
    "Email",
    "ShippingNotes",
    "Note",
    "CustomerReference",
    "SalesRepresentative",
)
_KEPT = ("DefaultAccount", "TaxRule", "Terms", "PriceTier")
_BOOKS = {
    "TaxRule": "taxes",
    "Terms": "terms",
    "PriceTier": "price_tiers",
    "DefaultAccount": "accounts",
}


class NoCurrencyRate(Refused):
    """
    The currency is not the company's, and there is no rate.
    """


def header_of_new_sale(account: Account, body: Document) -> Header:
    """
    Return the header; what the body leaves out comes from the customer's card.

    Raises:
        NoCustomer: There is no such customer.
        NoLocation: There is no such location, or the profile wants one named.
        NotInBook: A name stands in no reference book.
        NoCurrencyRate: The sale is in a foreign currency.
    """
    customer = account.customers.of_sale(body)
    _check_location(account, body)
    texts, card = customer.texts, customer.contact
    start = Header(
        customer=customer,
        location=_location_of(account, customer),
        ordered_on=account.today(),
        carrier=texts.get("Carrier", ""),
        billing=customer.address_for(BILLING),
        shipping=customer.address_for(SHIPPING),
        texts={
            "Contact": card.get("Name", ""),
            "Phone": card.get("Phone", ""),
            "Email": card.get("Email", ""),
            "SalesRepresentative": texts.get("SalesRepresentative", ""),
            "DefaultAccount": texts.get("RevenueAccount", ""),
            "TaxRule": texts.get("TaxRule", ""),
            "Terms": texts.get("PaymentTerm", ""),
            "PriceTier": texts.get("PriceTier", "") or "Tier 1",
        },
    )
    check_rate(account, texts.get("Currency", ""), body, noun="sale")
    return _filled(account, start, body)


def header_of_update(account: Account, header: Header, body: Document) -> Header:
    """
    Return the header with what the body says.

    What it leaves out is cleared, or kept, as the profile has it; what a sale cannot
    be without is always kept.

    Raises:
        NoCustomer: There is no such customer.
        NoLocation: There is no such location.
        NotInBook: A name stands in no reference book.
    """
    start = header
    if account.profile.header_update is HeaderUpdate.REPLACES:
        start = replace(
            header,
            ship_by=None,
            carrier="",
            external_id=None,
            billing=BLANK,
            shipping=BLANK,
            texts={key: header.texts.get(key, "") for key in _KEPT},
            attributes={},
        )
    if body.get("CustomerID") or body.get("Customer"):
        start = replace(start, customer=account.customers.of_sale(body))
    return _filled(account, start, body)


def check_carrier(account: Account, name: str) -> None:
    """
    Make sure that the carrier may be written.

    Raises:
        NotInBook: The profile wants known ones, and it is none.
    """
    if name and account.profile.unknown_carrier is UnknownCarrier.REFUSED:
        account.books["carriers"].wanted(name)


def check_rate(account: Account, currency: str, body: Document, *, noun: str) -> None:
    """
    Make sure that a document in a foreign currency comes with a rate.

    Raises:
        NoCurrencyRate: It does not.
    """
    if currency not in {"", account.organisation.currency} and (
        rate_of(body.get("CurrencyRate")) <= 0
    ):
        raise NoCurrencyRate(f"CurrencyRate is required for a {noun} in {currency}")


def _filled(account: Account, start: Header, body: Document) -> Header:
    texts = _texts(account, start, body)
    carrier = text(body, "Carrier", start.carrier)
    check_carrier(account, carrier)
    inclusive = boolean(body.get("TaxInclusive"), default=start.tax_inclusive)
    return replace(
        start,
        location=_location(account, start, body),
        ordered_on=day(body.get("SaleOrderDate")) or start.ordered_on,
        ship_by=day(body.get("ShipBy")) or start.ship_by,
        tax_inclusive=inclusive,
        currency_rate=rate_of(body.get("CurrencyRate"), start.currency_rate),
        carrier=carrier,
        external_id=text(body, "ExternalID") or start.external_id,
        billing=_billing(start, body),
        shipping=_shipping(account, start, body),
        texts=texts,
        attributes=_attributes(start, body),
    )


def _texts(account: Account, start: Header, body: Document) -> dict[str, str]:
    texts = {
        key: text(body, key, start.texts.get(key, "")) for key in (*_CLEARED, *_KEPT)
    }
    for key, book in _BOOKS.items():
        if texts[key]:
            kept_in = account.books[book]
            texts[key] = kept_in.wanted(texts[key])[kept_in.kind.name_field]
    account.contacts.check_representative(text(body, "SalesRepresentative"))
    return texts


def _attributes(start: Header, body: Document) -> dict[str, str]:
    given = body.get("AdditionalAttributes") or {}
    return {key: text(given, key, start.attributes.get(key, "")) for key in _ATTRIBUTES}


def _location(account: Account, start: Header, body: Document) -> Location:
    name = text(body, "Location")
    return account.locations.named(name).warehouse if name else start.location


def _check_location(account: Account, body: Document) -> None:
    is_wanted = account.profile.omitted_location is OmittedLocation.REFUSED
    if is_wanted and not text(body, "Location"):
        raise NoLocation("Required attribute 'Location' not provided", recorded=True)


def _location_of(account: Account, customer: Customer) -> Location:
    name = customer.texts.get("Location", "")
    return account.locations.named(name) if name else account.locations.default


def _billing(start: Header, body: Document) -> Address:
    document = body.get("BillingAddress")
    if not document:
        return start.billing
    given = read_address(document)
    return start.customer.address(given.id) or given


def _shipping(account: Account, start: Header, body: Document) -> Address:
    """
    Return where the goods go.

    An address of the customer's own that is new goes onto the customer's card, which
    is a change of the customer like any other.
    """
    document = body.get("ShippingAddress")
    if not document:
        return start.shipping
    given = read_address(document)
    if given.ship_to_other:
        return replace(given, id=account.new_id())
    own = start.customer.address(given.id) or _on_card(account, start.customer, given)
    return replace(own, company=given.company, contact=given.contact)


def _on_card(account: Account, customer: Customer, given: Address) -> Address:
    known = len(customer.addresses)
    own = add_shipping_address(customer, given, account.new_id)
    if len(customer.addresses) > known:
        customer.modified_at = account.stamps.take()
        account.customers.place(customer)
        tell_customer(account, customer)
    return own
