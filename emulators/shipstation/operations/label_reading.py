"""
Read what is asked of a label, and write what was made.
"""

import base64
from collections.abc import Mapping
from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.label_making import Label
from emulators.shipstation.domain.labels import LabelWish
from emulators.shipstation.domain.loose_labels import LooseWish
from emulators.shipstation.domain.measures import dimensions_document
from emulators.shipstation.domain.order_form import (
    given_weight,
    insurance_options,
    international_options,
)
from emulators.shipstation.domain.ship_notices import announce
from emulators.shipstation.domain.wire import cost
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.order_reading import (
    address_body,
    dimensions_body,
    insurance_body,
    international_body,
    weight_body,
)

_UNSHOWN = (
    "userId",
    "shipTo",
    "weight",
    "dimensions",
    "insuranceOptions",
    "advancedOptions",
)


def label_wish(
    body: Mapping[str, Any],
    *,
    order_id: int | None = None,
    parts: list[tuple[str, int]] | None = None,
) -> LabelWish:
    """
    Return what the body asks of a label for an order.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    if order_id is None:
        order_id = binding.integer(body.get("orderId"), "orderId")
    return LabelWish(order_id=order_id, parts=parts, **_wish(body))


def loose_wish(body: Mapping[str, Any]) -> LooseWish:
    """
    Return what the body asks of a label without an order.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    return LooseWish(
        ship_from=address_body(body.get("shipFrom"), "shipFrom"),
        ship_to=address_body(body.get("shipTo"), "shipTo"),
        return_to=address_body(body.get("returnTo"), "returnTo"),
        **_wish(body),
    )


def _wish(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "carrier_code": binding.text(body.get("carrierCode"), "carrierCode"),
        "service_code": binding.text(body.get("serviceCode"), "serviceCode"),
        "package_code": binding.text(body.get("packageCode"), "packageCode"),
        "confirmation": binding.text(body.get("confirmation"), "confirmation"),
        "ship_date": binding.ship_date(body.get("shipDate"), "shipDate"),
        "weight": given_weight(weight_body(body.get("weight"), "weight")),
        "options": _options(body),
        "test": binding.boolean(body.get("testLabel"), "testLabel"),
    }


def label_document(
    account: Account, label: Label, *, to_shop: bool = True
) -> dict[str, Any]:
    """
    Let the store be told of the label, and return what V1 answers.
    """
    if not label.test:
        announce(account, label.shipment, to_shop=to_shop)
    return {
        "shipmentId": label.shipment.shipment_id,
        "shipmentCost": cost(label.shipment.document["shipmentCost"]),
        "insuranceCost": cost(label.shipment.document["insuranceCost"]),
        "trackingNumber": label.shipment.tracking_number,
        "labelData": _base64(label.page),
        "formData": _base64(label.form),
    }


def shipment_document(label: Label) -> dict[str, Any]:
    """
    Return what V1 answers for a label without an order: little beside the label.
    """
    return {
        **label.shipment.to_document(with_items=False),
        **dict.fromkeys(_UNSHOWN),
        "labelData": _base64(label.page),
        "formData": _base64(label.form),
    }


def _base64(page: bytes | None) -> str | None:
    return None if page is None else base64.b64encode(page).decode()


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
    advanced = binding.mapping(body.get("advancedOptions"), "advancedOptions")
    if advanced is not None:
        path = "advancedOptions.warehouseId"
        place = binding.integer(advanced.get("warehouseId"), path)
        options["advancedOptions"] = {"warehouseId": place}
    return options
