"""
ShipStation's JSON of rates and labels, read and written.
"""

from base64 import b64decode
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from engine.adapters.shipstation_documents import Document, read_moment
from engine.domain.labels import Purchase, Wish
from engine.domain.packages import Package
from engine.domain.rates import Rate
from engine.domain.route import Route
from engine.domain.store_order import StoreAddress
from engine.domain.units import length_in, weight_grams, weight_in
from engine.ports.vendors import Bought, Choice, Units


def read_choices(documents: Sequence[Document]) -> list[Choice]:
    """
    Return carriers, services or kinds of packages.
    """
    return [Choice(_text(one, "code"), _text(one, "name")) for one in documents]


def read_rates(carrier: str, documents: Sequence[Document]) -> list[Rate]:
    """
    Return a carrier's rates of one package.
    """
    return [
        Rate(
            carrier=carrier,
            service=_text(one, "serviceCode"),
            name=_text(one, "serviceName"),
            shipping=_amount(one, "shipmentCost"),
            other=_amount(one, "otherCost"),
        )
        for one in documents
    ]


def read_purchase(document: Document) -> Purchase:
    """
    Return a shipment as what was bought.
    """
    weight, day = document.get("weight") or {}, _text(document, "shipDate")
    return Purchase(
        shipment_id=int(document["shipmentId"]),
        created_at=read_moment(document.get("createDate"))
        or datetime(1970, 1, 1, tzinfo=UTC),
        carrier=_text(document, "carrierCode"),
        service=_text(document, "serviceCode"),
        weight_grams=weight_grams(
            _amount(weight, "value"), str(weight.get("units") or "")
        ),
        tracking_number=_text(document, "trackingNumber"),
        cost=_amount(document, "shipmentCost"),
        insurance_cost=_amount(document, "insuranceCost"),
        shipped_on=date.fromisoformat(day[:10]) if day else None,
        is_voided=bool(document.get("voided")),
    )


def read_bought(
    document: Document, package: Package, wish: Wish, *, at: datetime
) -> Bought:
    """
    Return a label. One whose PDF cannot be read was bought all the same.
    """
    purchase = Purchase(
        shipment_id=int(document["shipmentId"]),
        created_at=at,
        carrier=wish.carrier,
        service=wish.service,
        weight_grams=package.weight_grams,
        tracking_number=_text(document, "trackingNumber"),
        cost=_amount(document, "shipmentCost"),
        insurance_cost=_amount(document, "insuranceCost"),
        shipped_on=wish.shipped_on,
    )
    try:
        pdf = b64decode(_text(document, "labelData"), validate=True)
    except ValueError:
        pdf = b""
    return Bought(purchase, pdf)


def written_question(package: Package, route: Route, *, units: Units) -> dict[str, Any]:
    """
    Return what is asked of a carrier about a package, but for the carrier.
    """
    return {
        "serviceCode": None,
        "fromPostalCode": route.start.postcode,
        "fromCity": route.start.city or None,
        "fromState": route.start.state or None,
        "toState": route.goal.state or None,
        "toCountry": route.goal.country,
        "toPostalCode": route.goal.postcode,
        "toCity": route.goal.city or None,
        "residential": False,
        **_written_measures(package, units),
    }


def written_parcel(package: Package, wish: Wish, *, units: Units) -> dict[str, Any]:
    """
    Return a package and how it travels.
    """
    body: dict[str, Any] = {
        "carrierCode": wish.carrier,
        "serviceCode": wish.service,
        "packageCode": wish.package_code,
        "confirmation": wish.confirmation,
        "shipDate": wish.shipped_on.isoformat(),
        "testLabel": wish.is_test,
        **_written_measures(package, units),
    }
    if wish.insured is not None:
        body["insuranceOptions"] = {
            "provider": wish.insurer,
            "insureShipment": True,
            "insuredValue": wish.insured,
        }
    return body


def written_address(address: StoreAddress) -> dict[str, Any]:
    """
    Return an address in ShipStation's form.
    """
    return {
        "name": address.name,
        "company": address.company or None,
        "street1": address.street1 or None,
        "street2": address.street2 or None,
        "city": address.city or None,
        "state": address.state or None,
        "postalCode": address.postcode or None,
        "country": address.country or None,
        "phone": address.phone or None,
    }


def _written_measures(package: Package, units: Units) -> dict[str, Any]:
    weight = weight_in(units.weight, package.weight_grams)
    told: dict[str, Any] = {"weight": {"value": weight, "units": units.weight}}
    if size := package.size:
        told["dimensions"] = {
            "units": units.dimension,
            "length": length_in(units.dimension, size.length_cm),
            "width": length_in(units.dimension, size.width_cm),
            "height": length_in(units.dimension, size.height_cm),
        }
    return told


def _text(document: Document, name: str) -> str:
    value = document.get(name)
    return "" if value is None else str(value)


def _amount(document: Document, name: str) -> Decimal:
    return Decimal(str(document.get(name) or 0))
