"""
Shipments.
"""

from collections.abc import Mapping
from typing import Any

from emulators.kit.operation import BOOLEAN, Call, Reply, operation
from emulators.shipstation.domain import voiding
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.loose_labels import buy_loose_label
from emulators.shipstation.domain.order_form import given_weight
from emulators.shipstation.domain.rate_shopping import Question, shop_rates
from emulators.shipstation.domain.rates import Rate
from emulators.shipstation.domain.wire import cost, rate
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.hints import UNRECORDED
from emulators.shipstation.operations.label_reading import (
    loose_wish,
    shipment_document,
)
from emulators.shipstation.operations.order_reading import weight_body
from emulators.shipstation.operations.queries import (
    DOCS,
    PAGING,
    dates,
    integers,
    paged,
    sorting,
    texts,
)

_SHIPMENTS = f"{DOCS}/shipments"


@operation(
    "GET",
    "/shipments",
    responses={200: "shipments.page.json"},
    query={
        **texts("recipientName", "recipientCountryCode", "orderNumber"),
        **texts("carrierCode", "serviceCode", "trackingNumber", "customsCountryCode"),
        **integers("orderId", "storeId", "batchId"),
        **dates("createDateStart", "createDateEnd"),
        **dates("shipDateStart", "shipDateEnd"),
        **dates("voidDateStart", "voidDateEnd"),
        "includeShipmentItems": BOOLEAN,
        **sorting("ShipDate", "CreateDate"),
        **PAGING,
    },
    source=f"{_SHIPMENTS}/list/",
)
def list_shipments(call: Call, account: Account) -> Reply:
    """
    List what labels were made for.
    """
    with_items = call.query.get("includeShipmentItems", False)
    return paged(
        "shipments",
        account.shipments.search(call.query),
        call.query,
        lambda shipment: account.listed_shipments.entry(
            shipment.shipment_id,
            lambda: shipment.to_document(with_items=with_items),
        ),
        profile=account.profile,
        quirk=True,
    )


@operation(
    "POST",
    "/shipments/createlabel",
    request="label.loose.json",
    responses={200: "shipment.label.json"},
    source=f"{_SHIPMENTS}/create-label/",
)
def create_label(call: Call, account: Account) -> Reply:
    """
    Buy a label for a parcel that belongs to no order.
    """
    label = buy_loose_label(account, loose_wish(binding.spelled(call.body)))
    return Reply(200, shipment_document(label))


@operation(
    "POST",
    "/shipments/getrates",
    request="rates.ask.json",
    responses={200: "rates.list.json"},
    source=f"{_SHIPMENTS}/get-rates/",
)
def get_rates(call: Call, account: Account) -> Reply:
    """
    Say what a carrier takes for a parcel, service by service.
    """
    rates = shop_rates(account, _question(binding.spelled(call.body)))
    return Reply(200, [_rate_document(one) for one in rates])


@operation(
    "POST",
    "/shipments/voidlabel",
    request="label.void.json",
    responses={200: "label.voided.json"},
    source=f"{_SHIPMENTS}/void-label/",
)
def void_label(call: Call, account: Account) -> Reply:
    """
    Void a label; a carrier may refuse, and that is no error.
    """
    body = binding.spelled(call.body)
    number = binding.integer(body.get("shipmentId"), "shipmentId")
    verdict = voiding.void_label(account, account.shipments.get(number))
    return Reply(200, verdict.document(), {} if verdict.approved else UNRECORDED)


def _question(body: Mapping[str, Any]) -> Question:
    def text(name: str) -> str | None:
        return binding.text(body.get(name), name) or None

    place = binding.integer(body.get("fromWarehouseId"), "fromWarehouseId")
    return Question(
        carrier_code=text("carrierCode"),
        service_code=text("serviceCode"),
        package_code=text("packageCode"),
        confirmation=text("confirmation") or "none",
        postal_code=text("fromPostalCode"),
        warehouse_id=place or None,
        target={"postalCode": text("toPostalCode"), "country": text("toCountry")},
        weight=given_weight(weight_body(body.get("weight"), "weight")),
    )


def _rate_document(found: Rate) -> dict[str, Any]:
    return {
        "serviceName": found.name,
        "serviceCode": found.service.code,
        "shipmentCost": rate(found.price),
        "otherCost": cost(found.surcharge),
    }
