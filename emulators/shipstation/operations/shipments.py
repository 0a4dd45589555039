"""
Shipments.
"""

from emulators.kit.operation import BOOLEAN, Call, Reply, not_built, operation
from emulators.shipstation.domain import voiding
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations import binding
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
        lambda shipment: shipment.to_document(with_items=with_items),
        quirk=account.profile,
    )


create_label = not_built(
    "create_label",
    "POST",
    "/shipments/createlabel",
    source=f"{_SHIPMENTS}/create-label/",
)
get_rates = not_built(
    "get_rates", "POST", "/shipments/getrates", source=f"{_SHIPMENTS}/get-rates/"
)


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
    return Reply(200, verdict.document())
