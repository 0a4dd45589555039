"""
Read what is asked of a label, and write what was made.
"""

import base64
from collections.abc import Mapping
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.labels import Label, LabelWish
from emulators.shipstation.domain.measures import (
    Weight,
    dimensions_document,
    weight_of,
)
from emulators.shipstation.domain.order_form import (
    insurance_options,
    international_options,
)
from emulators.shipstation.domain.ship_notices import announce
from emulators.shipstation.domain.wire import cost
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.order_reading import (
    dimensions_body,
    insurance_body,
    international_body,
)


def label_wish(
    body: Mapping[str, Any],
    *,
    order_id: int | None = None,
    parts: list[tuple[str, int]] | None = None,
) -> LabelWish:
    """
    Return what the body asks of a label.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    if order_id is None:
        order_id = binding.integer(body.get("orderId"), "orderId")
    return LabelWish(
        order_id=order_id,
        carrier_code=binding.text(body.get("carrierCode"), "carrierCode"),
        service_code=binding.text(body.get("serviceCode"), "serviceCode"),
        package_code=binding.text(body.get("packageCode"), "packageCode"),
        confirmation=binding.text(body.get("confirmation"), "confirmation"),
        ship_date=binding.ship_date(body.get("shipDate"), "shipDate"),
        weight=_weight(binding.mapping(body.get("weight"), "weight")),
        options=_options(body),
        test=binding.boolean(body.get("testLabel"), "testLabel"),
        parts=parts,
    )


def label_document(
    account: Account, label: Label, *, to_shop: bool = True
) -> dict[str, Any]:
    """
    Let the store be told of the label, and return what V1 answers.
    """
    if label.shipment is not None:
        announce(account, label.shipment, to_shop=to_shop)
    return {
        "shipmentId": label.shipment_id,
        "shipmentCost": cost(label.cost),
        "insuranceCost": cost(label.insurance_cost),
        "trackingNumber": label.tracking_number,
        "labelData": base64.b64encode(label.page).decode(),
        "formData": None,
    }


def _weight(given: Mapping[str, Any] | None) -> Weight | None:
    if given is None:
        return None
    value = binding.decimal(given.get("value"), "weight.value")
    units = binding.text(given.get("units"), "weight.units")
    return weight_of(value, units or "ounces")


def _options(body: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the options that the body has; those of the order stand for the others.
    """
    options: dict[str, Any] = {}
    dimensions = dimensions_body(body.get("dimensions"), "dimensions")
    if dimensions is not None:
        options["dimensions"] = dimensions_document(dimensions)
    insurance = insurance_body(body.get("insuranceOptions"), "insuranceOptions")
    if insurance is not None:
        options["insuranceOptions"] = insurance_options(insurance)
    abroad = international_body(
        body.get("internationalOptions"), "internationalOptions"
    )
    if abroad is not None:
        options["internationalOptions"] = international_options(abroad)
    return options
