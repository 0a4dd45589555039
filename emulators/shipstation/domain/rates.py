"""
What a label costs in this fake: a table of our own, the same at every call.

The price is (first pound + further pounds x step) x (1 + 0.05 x (zone - 1)), rounded to
cents, plus what the confirmation costs. A flat rate box has one price instead, and so
have other packages of PACKAGE_PRICES. A begun pound counts whole. The zone is 1 to 8
by how far the first three digits of the two ZIP codes lie apart, 5 where one of them
is not known, and 9 abroad.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from emulators.shipstation.domain.carrier_tables import Offer, Provider
from emulators.shipstation.domain.measures import OUNCES_IN_POUND, Weight
from emulators.shipstation.domain.wire import money

UNKNOWN_ZONE = 5
FOREIGN_ZONE = 9
_ZONE_STEP = Decimal("0.05")
_PREFIXES_IN_ZONE = 125
_INSURANCE = Decimal("0.01")
_INSURERS = ("shipsurance", "carrier", "xcover", "parcelguard")
_SURCHARGE = Decimal("0.01")
_USPS = "stamps_com"
_ZIP = re.compile(r"\s*(\d{3})\d{2}(?:-\d{4})?\s*", re.ASCII)

_CONFIRMATIONS: Mapping[str, Decimal] = {
    "signature": Decimal("3.35"),
    "adult_signature": Decimal("7.15"),
    "direct_signature": Decimal("6.05"),
}


@dataclass(frozen=True, slots=True)
class Tariff:
    """
    Prices of a service in zone 1.
    """

    first_pound: Decimal
    further_pound: Decimal


def _tariff(first_pound: str, further_pound: str) -> Tariff:
    return Tariff(Decimal(first_pound), Decimal(further_pound))


TARIFFS: Mapping[str, Tariff] = {
    "usps_first_class_mail": _tariff("2.93", "1.10"),
    "usps_media_mail": _tariff("2.80", "0.53"),
    "usps_parcel_select": _tariff("7.20", "0.60"),
    "usps_priority_mail": _tariff("7.30", "0.95"),
    "usps_priority_mail_express": _tariff("26.35", "2.40"),
    "usps_ground_advantage": _tariff("4.75", "0.70"),
    "usps_first_class_mail_international": _tariff("10.85", "4.20"),
    "usps_priority_mail_international": _tariff("26.20", "3.60"),
    "usps_priority_mail_express_international": _tariff("42.15", "4.80"),
    "ups_ground": _tariff("8.25", "0.45"),
    "ups_ground_saver": _tariff("6.90", "0.40"),
    "ups_3_day_select": _tariff("13.60", "1.05"),
    "ups_2nd_day_air": _tariff("17.40", "1.70"),
    "ups_2nd_day_air_am": _tariff("20.10", "1.95"),
    "ups_next_day_air": _tariff("31.50", "2.60"),
    "ups_next_day_air_saver": _tariff("28.70", "2.40"),
    "ups_next_day_air_early_am": _tariff("62.00", "2.90"),
    "ups_standard_international": _tariff("16.20", "1.15"),
    "ups_worldwide_express": _tariff("58.40", "4.90"),
    "ups_worldwide_express_plus": _tariff("84.00", "5.20"),
    "ups_worldwide_saver": _tariff("54.10", "4.60"),
    "ups_worldwide_expedited": _tariff("49.80", "4.10"),
    "fedex_ground": _tariff("8.40", "0.47"),
    "fedex_home_delivery": _tariff("9.10", "0.50"),
    "fedex_2day": _tariff("18.20", "1.75"),
    "fedex_2day_am": _tariff("21.00", "2.00"),
    "fedex_express_saver": _tariff("15.30", "1.30"),
    "fedex_standard_overnight": _tariff("29.40", "2.45"),
    "fedex_priority_overnight": _tariff("32.10", "2.65"),
    "fedex_first_overnight": _tariff("63.50", "2.95"),
    "fedex_1_day_freight": _tariff("180.00", "1.90"),
    "fedex_2_day_freight": _tariff("150.00", "1.60"),
    "fedex_3_day_freight": _tariff("120.00", "1.30"),
    "fedex_first_overnight_freight": _tariff("210.00", "2.10"),
    "fedex_ground_international": _tariff("16.80", "1.20"),
    "fedex_international_economy": _tariff("46.30", "4.00"),
    "fedex_international_priority": _tariff("55.20", "4.70"),
    "fedex_international_first": _tariff("88.00", "5.30"),
    "fedex_europe_first": _tariff("92.00", "5.60"),
    "fedex_international_economy_freight": _tariff("240.00", "3.10"),
    "fedex_international_priority_freight": _tariff("290.00", "3.60"),
    "express_worldwide": _tariff("51.70", "4.30"),
}


# What the package costs whatever is in it, as recorded in January 2021.
PACKAGE_PRICES: Mapping[str, Mapping[str, Decimal]] = {
    "usps_first_class_mail": {"letter": Decimal("0.80")},
    "usps_priority_mail": {
        "medium_flat_rate_box": Decimal("13.20"),
        "small_flat_rate_box": Decimal("7.65"),
        "large_flat_rate_box": Decimal("18.30"),
        "flat_rate_envelope": Decimal("7.15"),
        "flat_rate_padded_envelope": Decimal("7.75"),
        "flat_rate_legal_envelope": Decimal("7.45"),
        "regional_rate_box_a": Decimal("10.42"),
        "regional_rate_box_b": Decimal("16.72"),
    },
    "usps_priority_mail_express": {
        "flat_rate_envelope": Decimal("22.75"),
        "flat_rate_padded_envelope": Decimal("23.25"),
        "flat_rate_legal_envelope": Decimal("22.95"),
    },
}

_FLAT_PACKAGES = {code for prices in PACKAGE_PRICES.values() for code in prices}


def label_cost(
    service_code: str,
    weight: Weight,
    *,
    zone: int,
    confirmation: str,
    package_code: str = "package",
) -> Decimal:
    """
    Return the price of a label; less than a pound, also nothing, counts as one.
    """
    extra = _CONFIRMATIONS.get(confirmation, Decimal(0))
    flat = PACKAGE_PRICES.get(service_code, {}).get(package_code)
    if flat is not None:
        return flat + extra
    tariff = TARIFFS[service_code]
    pounds = (weight.ounces / OUNCES_IN_POUND).to_integral_value(ROUND_CEILING)
    further = max(pounds - 1, Decimal(0))
    price = tariff.first_pound + tariff.further_pound * further
    return money(price * (1 + _ZONE_STEP * (zone - 1))) + extra


def zone_between(origin: Mapping[str, Any] | None, target: Mapping[str, Any]) -> int:
    """
    Return the zone from one address to another.
    """
    if (target["country"] or "US") != ((origin or {}).get("country") or "US"):
        return FOREIGN_ZONE
    begin = _ZIP.fullmatch((origin or {}).get("postalCode") or "")
    end = _ZIP.fullmatch(target["postalCode"] or "")
    if begin is None or end is None:
        return UNKNOWN_ZONE
    return 1 + abs(int(begin[1]) - int(end[1])) // _PREFIXES_IN_ZONE


def insurance_cost(options: Mapping[str, Any]) -> Decimal:
    """
    Return one hundredth of the insured value, where ShipStation insures.
    """
    if not options["insureShipment"] or options["provider"] not in _INSURERS:
        return Decimal(0)
    return money(options["insuredValue"] * _INSURANCE)


@dataclass(frozen=True, slots=True)
class Rate:
    """
    One price that a carrier offers.

    Attributes:
        surcharge: A part of the price that stands by itself.
    """

    service: Offer
    name: str
    price: Decimal
    surcharge: Decimal


def rates_of(
    provider: Provider,
    weight: Weight,
    *,
    zone: int,
    confirmation: str,
    package_code: str | None = None,
) -> list[Rate]:
    """
    Return what the carrier offers, at the prices of its labels.

    Without a package USPS has a row for each package of a service that has a price of
    its own, and the others one for their own box or the customer's. They show a
    hundredth of the price as a surcharge, and USPS shows none.
    """
    abroad = zone == FOREIGN_ZONE
    return [
        _rate(
            provider,
            service,
            package,
            label_cost(
                service.code,
                weight,
                zone=zone,
                confirmation=confirmation,
                package_code=package.code,
            ),
        )
        for service in provider.services
        if service.goes(abroad=abroad)
        for package in _packages(provider, service, package_code)
        if package.goes(abroad=abroad)
    ]


def _packages(
    provider: Provider, service: Offer, package_code: str | None
) -> list[Offer]:
    flat = PACKAGE_PRICES.get(service.code, {})
    if package_code:
        chosen = provider.package(package_code)
        priced = package_code in flat or package_code not in _FLAT_PACKAGES
        return [chosen] if chosen and priced else []
    return [one for one in provider.packages if one.code in ("package", *flat)]


def _rate(provider: Provider, service: Offer, package: Offer, price: Decimal) -> Rate:
    if provider.code == _USPS:
        name = f"{service.name} - {package.name}"
        return Rate(service, name, price, Decimal(0))
    surcharge = money(price * _SURCHARGE)
    return Rate(service, service.name, price - surcharge, surcharge)
