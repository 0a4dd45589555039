"""
Make a label: agree with the carrier, pay, print, and keep the shipment.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.carrier_tables import Offer
from emulators.shipstation.domain.carriers import Carrier
from emulators.shipstation.domain.customs_form import CustomsForm, print_customs_form
from emulators.shipstation.domain.errors import NullReference, Refused
from emulators.shipstation.domain.label_page import LabelPage, print_label
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.news import tell_of_shipment
from emulators.shipstation.domain.order import Line, Order
from emulators.shipstation.domain.rates import (
    FOREIGN_ZONE,
    insurance_cost,
    label_cost,
    zone_between,
)
from emulators.shipstation.domain.shipments import Shipment
from emulators.shipstation.domain.wire import money

_FIRST_ID = 72513480
_FIRST_BATCH_ID = 144015674
_TEST = (-1, "9" * 20)
_NOTHING = (Decimal(0), Decimal(0))
_TEST_CARRIER = "stamps_com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """
    What is asked of a carrier.

    Attributes:
        ship_date: Today for None.

        options: Those that were given: dimensions, insurance, customs and others.

        test: A sample, for USPS only, which costs and changes nothing.
    """

    carrier_code: str | None
    service_code: str | None
    package_code: str | None = None
    confirmation: str | None = None
    ship_date: date | None = None
    weight: Weight | None = None
    options: Mapping[str, Any]
    test: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """
    What was agreed with a carrier.
    """

    carrier: Carrier
    service: Offer
    package: Offer
    confirmation: str
    test: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """
    What goes where, before it is paid.

    Attributes:
        order: None for a parcel that belongs to none.

        origin: Where it leaves from, if that is known.

        sender: Printed as the sender.

        is_return: The goods come back with it.
    """

    order: Order | None
    store_id: int
    origin: Mapping[str, Any] | None
    sender: tuple[str, ...]
    target: Mapping[str, Any]
    ship_date: date
    weight: Weight
    lines: tuple[tuple[Line, int], ...]
    options: Mapping[str, Any]
    is_return: bool = False

    @property
    def zone(self) -> int:
        """
        How far it goes.
        """
        return zone_between(self.origin, self.target)

    @property
    def reference(self) -> str:
        """
        The order's number; empty without one.
        """
        return self.order.order_number if self.order else ""


@dataclass(frozen=True, slots=True)
class Label:
    """
    A label that was made.

    Attributes:
        shipment: Of a test label one that is kept nowhere.

        page: The PDF.

        form: The PDF for the customs; None for a parcel that stays in its country.
    """

    shipment: Shipment
    page: bytes
    form: bytes | None
    test: bool


def agree(account: Account, wish: Wish) -> Terms:
    """
    Return the terms of the carrier.

    Raises:
        Refused: It is not connected, or does not offer what is asked.
    """
    carrier = account.carriers.find(wish.carrier_code)
    service = carrier.provider.service(wish.service_code) if carrier else None
    if carrier is None or service is None:
        raise NullReference
    package = carrier.provider.package(wish.package_code or "package")
    if package is None:
        raise Refused("Invalid packageCode", recorded=True)
    if wish.test and carrier.provider.code != _TEST_CARRIER:
        raise Refused("Test labels are made for USPS only.")
    return Terms(carrier, service, package, wish.confirmation or "none", wish.test)


def make_label(account: Account, terms: Terms, parcel: Consignment) -> Label:
    """
    Pay for the label, unless it is a sample, and print it.

    Raises:
        Refused: There is not enough in the wallet.
    """
    if terms.test:
        shipment = _shipment(account, terms, parcel, _TEST, _NOTHING)
    else:
        shipment = _paid(account, terms, parcel)
        shipment.is_return = parcel.is_return
        shipment.batch_id = account.ids.number("batch", _FIRST_BATCH_ID)
        account.shipments.add(shipment)
        if not shipment.is_return:
            tell_of_shipment(account.courier, shipment)
    page, form = _print(terms, parcel, shipment.tracking_number)
    return Label(shipment, page, form, terms.test)


def _paid(account: Account, terms: Terms, parcel: Consignment) -> Shipment:
    price = label_cost(
        terms.service.code,
        parcel.weight,
        zone=parcel.zone,
        confirmation=terms.confirmation,
        package_code=terms.package.code,
    )
    insurance = insurance_cost(parcel.options["insuranceOptions"])
    account.carriers.pay(terms.carrier, price + insurance)
    numbers = (
        account.ids.number("shipment", _FIRST_ID),
        _tracking_number(account, terms.carrier),
    )
    return _shipment(account, terms, parcel, numbers, (price, insurance))


def _shipment(
    account: Account,
    terms: Terms,
    parcel: Consignment,
    numbers: tuple[int, str],
    costs: tuple[Decimal, Decimal],
) -> Shipment:
    order = parcel.order
    return Shipment(
        shipment_id=numbers[0],
        order_id=order.order_id if order else None,
        order_number=order.order_number if order else None,
        store_id=parcel.store_id,
        created_at=account.now(),
        ship_date=parcel.ship_date,
        carrier_code=terms.carrier.provider.code,
        notice_code=terms.carrier.provider.notice_code,
        service_code=terms.service.code,
        service_name=terms.service.name,
        tracking_number=numbers[1],
        weight=parcel.weight,
        lines=parcel.lines,
        document={
            "orderKey": order.order_key if order else None,
            "userId": account.owner.user_id,
            "customerEmail": order.document.get("customerEmail") if order else None,
            "shipmentCost": costs[0],
            "insuranceCost": costs[1],
            "packageCode": terms.package.code,
            "confirmation": terms.confirmation,
            "shipTo": parcel.target,
            **parcel.options,
            "warehouseId": parcel.options["advancedOptions"]["warehouseId"],
            "advancedOptions": {
                **parcel.options["advancedOptions"],
                "storeId": parcel.store_id,
            },
        },
    )


def _tracking_number(account: Account, carrier: Carrier) -> str:
    match carrier.provider.notice_code:
        case "USPS":
            return "9400" + account.ids.digits(18)
        case "UPS":
            return "1Z" + account.ids.digits(16)
        case "FedEx":
            return account.ids.digits(12)
    return account.ids.digits(10)


def _print(
    terms: Terms, parcel: Consignment, tracking_number: str
) -> tuple[bytes, bytes | None]:
    page = LabelPage(
        carrier=terms.carrier.provider.name,
        service=terms.service.name,
        sender=parcel.sender,
        recipient=printed_address(parcel.target),
        order_number=parcel.reference,
        weight=f"{money(parcel.weight.value)} {parcel.weight.units}",
        ship_date=parcel.ship_date.isoformat(),
        tracking_number=tracking_number,
        test=terms.test,
    )
    if parcel.zone != FOREIGN_ZONE:
        return print_label(page), None
    declared = CustomsForm.of(
        page, parcel.options["internationalOptions"], parcel.lines
    )
    return print_label(page), print_customs_form(declared)


def printed_address(address: Mapping[str, Any]) -> tuple[str, ...]:
    """
    Return the lines of an address that have something in them.
    """
    town = " ".join(
        address[key] for key in ("city", "state", "postalCode") if address.get(key)
    )
    lines = [
        *(address.get(k) for k in ("name", "company", "street1", "street2", "street3")),
        town,
        address.get("country"),
    ]
    return tuple(line for line in lines if line)
