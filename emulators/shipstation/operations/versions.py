"""
Orders and fulfillments with the fields that they had in the year of the profile.
"""

from typing import Any

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.fulfillments import Fulfillment
from emulators.shipstation.domain.order import Order
from emulators.shipstation.profile import ResponseFields

_ORDERS_SINCE_2024 = ("externallyFulfilledById", "externallyFulfilledByName")
_FULFILLMENTS_SINCE_2024 = ("sellerFillProviderId", "sellerFillProviderName")


def order_document(account: Account, order: Order) -> dict[str, Any]:
    """
    Return what V1 shows of an order.
    """
    document = order.to_document()
    match account.profile.response_fields:
        case ResponseFields.OF_2021:
            return _without(document, _ORDERS_SINCE_2024)
        case ResponseFields.OF_2026:
            options = {**document["advancedOptions"], "movementIndicator": None}
            return {**document, "advancedOptions": options}
    return document


def fulfillment_document(account: Account, fulfillment: Fulfillment) -> dict[str, Any]:
    """
    Return what V1 shows of a fulfillment.
    """
    document = fulfillment.to_document()
    match account.profile.response_fields:
        case ResponseFields.OF_2021:
            return _without(document, _FULFILLMENTS_SINCE_2024)
        case ResponseFields.OF_2026:
            return {**document, "externalFulfillmentId": None}
    return document


def _without(document: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: document[key] for key in document if key not in names}
