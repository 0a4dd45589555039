"""
Ask a carrier what it takes for a parcel.

An unknown carrier and an incomplete question are refused, and so is a route that the
carrier does not serve at all. A service or package that does not fit leaves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.carriers import Carrier
from emulators.shipstation.domain.errors import NullReference, Refused
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.order_form import check_target
from emulators.shipstation.domain.premises import Warehouse
from emulators.shipstation.domain.rates import (
    FOREIGN_ZONE,
    Rate,
    rates_of,
    zone_between,
)

_NO_SERVICE = "No applicable services were available for the configured shipment"
_HOME = "US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    What is asked.

    Attributes:
        service_code: All services for None; so it is with packages.

        warehouse_id: Where it leaves from; the postal code counts before it.

        target: Postal code and country.
    """

    carrier_code: str | None
    service_code: str | None
    package_code: str | None
    confirmation: str
    postal_code: str | None
    warehouse_id: int | None
    target: Mapping[str, Any]
    weight: Weight | None


def shop_rates(account: Account, question: Question) -> list[Rate]:
    """
    Return the rates.

    Raises:
        Refused: There is no such carrier, it does not go there, or the question lacks
            something.
    """
    carrier = _carrier(account, question.carrier_code)
    if question.weight is None:
        raise NullReference
    check_target(question.target)
    zone = zone_between(_origin(account, question), question.target)
    provider, abroad = carrier.provider, zone == FOREIGN_ZONE
    if not any(one.goes(abroad=abroad) for one in provider.services):
        raise Refused(_NO_SERVICE, recorded=True)
    rates = rates_of(
        provider,
        question.weight,
        zone=zone,
        confirmation=question.confirmation,
        package_code=question.package_code,
    )
    wanted = question.service_code
    return [rate for rate in rates if wanted in (None, rate.service.code)]


def _carrier(account: Account, code: str | None) -> Carrier:
    if not code:
        raise Refused("The carrierCode must be provided.")
    carrier = account.carriers.find(code)
    if carrier is None:
        raise Refused(f"The carrier {code} is not connected to this account.")
    return carrier


def _origin(account: Account, question: Question) -> dict[str, Any]:
    """
    Return postal code and country; V1 asks for no country of origin.

    It is that of the warehouse that was named, that has the postal code, or that is the
    default.
    """
    place = _place(account, question)
    code = question.postal_code or (place and place.origin["postalCode"])
    if not code:
        raise Refused("The fromPostalCode must be provided.")
    country = (place and place.origin["country"]) or _HOME
    return {"postalCode": code, "country": country}


def _place(account: Account, question: Question) -> Warehouse | None:
    if question.warehouse_id is None:
        return account.warehouses.at(question.postal_code)
    place = account.warehouses.find(question.warehouse_id)
    if place is None or place.warehouse_id != question.warehouse_id:
        number = question.warehouse_id
        raise Refused(f"There is no warehouse {number} in this account.")
    return place
