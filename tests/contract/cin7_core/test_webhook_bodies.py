"""
Each type of event that the fake can cause: what causes it, and the body that comes.

The causes are plain calls, and the shapes stand here by themselves: exactly these
keys, each in its own form. The documentation writes them so, type by type.
"""

from collections.abc import Callable, Mapping
from typing import Any

import jsonschema
import pytest

from emulators.cin7_core.domain.webhook import NAMES
from emulators.kit.ambient import VirtualClock
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import Json, Shop, hook, line, parcel

Cause = Callable[[Shop], object]

TEXT = {"type": "string", "minLength": 1}
ANY_TEXT = {"type": "string"}
NUMBER = {"type": "number"}
LOWER = {"pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
UPPER = {"pattern": "^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$"}
ISO = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
EUROPEAN = {"pattern": "^[0-9]{2}/[0-9]{2}/[0-9]{4}$"}
ZONELESS = {"pattern": "^[0-9-]{10}T[0-9:]{8}([.][0-9]+)?$"}
NULL = {"type": "null"}
ANYTHING: Json = {}

SALE_ID = {"SaleID": LOWER}
ORDER = {"SaleID": LOWER, "SaleOrderNumber": {"pattern": "^SO-[0-9]{5}$"}}
CONTACT = {
    "CustomerContactName": {"const": "J. Ash"},
    "CustomerContactEmail": {"const": "j@kestrel.example"},
}
CUSTOMER = {"CustomerName": {"const": "Kestrel Cycles"}, **CONTACT}
TASK = {
    "SaleTaskID": UPPER,
    "TenantID": UPPER,
    "OrderNumber": {"pattern": "^SO-[0-9]{5}$"},
}
PAID = {
    "DocumentNumber": {"const": "INV-00001"},
    "DocumentType": {"const": "invoice"},
    "DocumentDate": EUROPEAN,
}
STOCK_ROW = {
    "ID": LOWER,
    **dict.fromkeys(("SKU", "Name", "Location", "Category"), TEXT),
    **dict.fromkeys(("Barcode", "Bin", "Batch", "ExpiryDate"), ANYTHING),
    **dict.fromkeys(("OnHand", "Allocated", "Available", "OnOrder"), NUMBER),
    **dict.fromkeys(("StockOnHand", "MaxRows"), NUMBER),
}
ADDRESS = "ID CustomerID Line1 Line2 City State Postcode Country Type DefaultForType"
PERSON = (
    "ID CustomerID Name JobTitle Phone MobilePhone Fax Email Website Default Comment"
    " IncludeInEmail MarketingConsent"
)
CARD = (
    "ID Name DisplayName Status Currency PaymentTerm AccountReceivable RevenueAccount"
    " TaxRule PriceTier Carrier SalesRepresentative Location Discount Comments"
    " TaxNumber CreditLimit IsOnCreditHold IsLegalEntity IsBillParent CustomerParentID"
    " CustomerParentName Tags AttributeSet LastModifiedOn ProductPrices ChildCustomers"
)
PRODUCT = (
    "ID SKU Name Category Brand Type CostingMethod DropShipMode DefaultLocation Length"
    " Width Height Weight CartonLength CartonWidth CartonHeight CartonQuantity"
    " CartonInnerQuantity UOM WeightUnits DimensionsUnits Barcode MinimumBeforeReorder"
    " ReorderQuantity PriceTiers AverageCost ShortDescription Description InternalNote"
    " AttributeSet DiscountRule Tags Status StockLocator COGSAccount RevenueAccount"
    " ExpenseAccount InventoryAccount PurchaseTaxRule SaleTaxRule LastModifiedOn"
    " Sellable PickZones AlwaysShowQuantity BillOfMaterial AutoAssembly AutoDisassembly"
    " QuantityToProduce AssemblyInstructionURL AssemblyCostEstimationMethod BOMType"
    " HSCode CountryOfOrigin CountryOfOriginCode Suppliers ReorderLevels"
    " BillOfMaterialsProducts BillOfMaterialsServices Movements Attachments"
    " CustomPrices"
)
ATTRIBUTES = {f"AdditionalAttribute{n}": ANY_TEXT for n in range(1, 11)}
TIERS = {f"PriceTier{n}": NUMBER for n in range(1, 11)}


def _names(names: str) -> Json:
    return dict.fromkeys(names.split(), ANYTHING)


def _closed(members: Mapping[str, Any]) -> Json:
    """
    Return the schema of an object that has these members and no others.
    """
    return {
        "type": "object",
        "required": list(members),
        "properties": dict(members),
        "additionalProperties": False,
    }


def _rows(members: Mapping[str, Any]) -> Json:
    return {"type": "array", "minItems": 1, "items": _closed(members)}


def _quote(shop: Shop) -> object:
    body = {
        "SaleID": shop.sale(SkipQuote=False)["ID"],
        "CombineAdditionalCharges": False,
        "Memo": "",
        "Status": "AUTHORISED",
        "Lines": [line("BELL-01", 3)],
    }
    return shop.ask("POST", "sale/quote", body)


def _ordered(shop: Shop, quantity: float = 3) -> str:
    sale_id = str(shop.sale()["ID"])
    shop.order(sale_id, quantity)
    return sale_id


def _picked(shop: Shop) -> str:
    sale_id = _ordered(shop)
    shop.pick(sale_id)
    return sale_id


def _shipped(shop: Shop) -> str:
    sale_id = shop.packed()
    shop.ship(sale_id)
    return sale_id


def _invoiced(shop: Shop) -> str:
    sale_id = _ordered(shop)
    shop.invoice(sale_id)
    return sale_id


def _tracked(shop: Shop) -> object:
    sale_id, line_of_it = _shipped(shop), parcel(tracking="QX9")
    return shop.ship(sale_id, line_of_it, verb="PUT", AddTrackingNumbers=True)


def _attributes(shop: Shop) -> object:
    sale = shop.sale()
    header = {key: sale[key] for key in ("ID", "Contact", "Email")}
    attributes = {"AdditionalAttribute1": "gift"}
    return shop.ask("PUT", "sale", {**header, "AdditionalAttributes": attributes})


def _attached(shop: Shop) -> object:
    url = "https://files.invalid/slip.pdf"
    file = {"FileName": "slip.pdf", "FileDownloadUrl": url}
    return shop.ask("POST", "sale/attachment", {"SaleID": shop.sale()["ID"], **file})


def _void(shop: Shop) -> object:
    return shop.ask("DELETE", "sale", ID=_ordered(shop), Void="true")


SALES: Mapping[str, tuple[Cause, Json]] = {
    "Sale/Created": (
        Shop.sale,
        {
            **ORDER,
            **CUSTOMER,
            "SaleRepEmail": ANY_TEXT,
            "SaleOrderDate": ISO,
            "TaskTypeSign": {"const": "0"},
            "IsServiceOnly": {"const": "0"},
            "DownloadLink": NULL,
        },
    ),
    "Sale/QuoteAuthorised": (_quote, ORDER),
    "Sale/OrderAuthorised": (_ordered, ORDER),
    "Sale/Backordered": (lambda shop: _ordered(shop, 12), ORDER),
    "Sale/Voided": (_void, {**ORDER, **CUSTOMER}),
    "Sale/Undo": (
        lambda shop: shop.ask("DELETE", "sale", ID=_ordered(shop)),
        {**ORDER, **CONTACT},
    ),
    "Sale/PickAuthorised": (_picked, {**ORDER, "TaskID": LOWER, **CUSTOMER}),
    "Sale/PackAuthorised": (Shop.packed, {**ORDER, "TaskID": LOWER, **CUSTOMER}),
    "Sale/ShipmentAuthorised": (_shipped, {**TASK, **CUSTOMER}),
    "Sale/InvoiceAuthorised": (
        _invoiced,
        {**TASK, "InvoiceNumber": {"const": "INV-00001"}, **CUSTOMER},
    ),
    "Sale/CreditNoteAuthorised": (
        lambda shop: shop.credit(_invoiced(shop), 1),
        {
            **ORDER,
            "CreditNoteNumber": {"const": "CR-00001"},
            "TaskID": LOWER,
            **CUSTOMER,
        },
    ),
    "Sale/PartialPaymentReceived": (
        lambda shop: shop.pay(_invoiced(shop), 15),
        {**SALE_ID, **PAID, **CUSTOMER, "AmountPercent": {"const": "33.33"}},
    ),
    "Sale/FullPaymentReceived": (
        lambda shop: shop.pay(_invoiced(shop), 45),
        {**SALE_ID, **PAID, **CUSTOMER},
    ),
    "Sale/AttachmentAdded": (
        _attached,
        {
            **ORDER,
            **CUSTOMER,
            "SaleRepEmail": ANY_TEXT,
            "FileName": {"const": "slip.pdf"},
            "ContentType": {"const": "application/pdf"},
            "BlobGUID": {"pattern": f"{LOWER['pattern']}|{UPPER['pattern']}"},
            "TaskTypeSign": {"const": "0"},
            "IsServiceOnly": {"const": "0"},
            "DownloadFileLink": {"pattern": "^<a .*>slip.pdf</a>$"},
            "DownloadFileUrl": {"pattern": "^https?://"},
        },
    ),
    "Sale/AdditionalAttributesChanged": (
        _attributes,
        {
            **ORDER,
            **CUSTOMER,
            "SaleRepEmail": ANY_TEXT,
            "Changes": _closed(
                {
                    "Field": {"const": "CustomField1"},
                    "Result": TEXT,
                    "OldValue": {"const": ""},
                    "NewValue": {"const": "gift"},
                }
            ),
        },
    ),
    "Sale/ShipmentTrackingNumberChanged": (
        _tracked,
        {
            **ORDER,
            "TaskID": LOWER,
            "SaleOrderDate": EUROPEAN,
            "CustomerContact": TEXT,
            "CustomerEmail": TEXT,
            "CustomerName": TEXT,
            "TaskTypeSign": {"const": 0},
            "Shipments": _rows(
                {
                    "ShipmentDate": EUROPEAN,
                    "TrackingNumber": {"const": "QX9"},
                    "TrackingUrl": ANY_TEXT,
                    "Carrier": TEXT,
                }
            ),
        },
    ),
}
CARDS: Mapping[str, tuple[Cause, Json]] = {
    "Customer/Updated": (
        lambda shop: shop.customer("Heron Boats"),
        {
            "NumberOfCustomers": {"const": 1},
            "CustomerDetailsList": _rows(
                {
                    "Customer": _closed(
                        {**_names(CARD), **ATTRIBUTES, "LastModifiedOn": ZONELESS}
                    ),
                    "Addresses": _rows(_names(ADDRESS)),
                    "Contacts": _rows(_names(PERSON)),
                }
            ),
        },
    ),
    "Product/Updated": (
        lambda shop: shop.product("LAMP-02"),
        {
            "NumberOfProducts": {"const": 1},
            "ProductDetailsList": _rows(
                {
                    "Event": {"const": "Creation"},
                    **_names(PRODUCT),
                    **ATTRIBUTES,
                    **TIERS,
                    "WarrantyName": ANYTHING,
                    "CreatedDate": ZONELESS,
                }
            ),
        },
    ),
}
BODIES: Mapping[str, tuple[Cause, Json]] = {
    **{
        kind: (cause, _closed({**members, "EventType": {"const": kind}}))
        for kind, (cause, members) in {**SALES, **CARDS}.items()
    },
    "Stock/AvailableStockLevelChanged": (_ordered, _rows(STOCK_ROW)),
}


@pytest.mark.parametrize("kind", BODIES)
def test_an_event_comes_in_its_own_shape(
    shop: Shop, listener: Listener, clock: VirtualClock, kind: str
) -> None:
    """
    Once, a minute after its cause; whoever listens to other types hears nothing.
    """
    cause, schema = BODIES[kind]
    hook(shop, listener.url, kind)
    cause(shop)
    clock.advance(60)

    [body] = listener.bodies()
    jsonschema.Draft202012Validator(schema).validate(body)


def test_every_event_of_sales_stock_products_and_customers_has_its_cause() -> None:
    """
    What is left over are purchases, suppliers, leads, opportunities and tasks.
    """
    families = ("Sale/", "Stock/", "Product/", "Customer/")

    assert {kind for kind in NAMES if kind.startswith(families)} == {*BODIES}


def test_an_address_that_a_sale_adds_is_told_as_a_change_of_the_customer(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    An address that the customer has already, or that is another's, is none.
    """
    hook(shop, listener.url, "Customer/Updated")
    before = shop.ask("GET", "customer")["CustomerList"][0]["LastModifiedOn"]
    place = {"Country": "United Kingdom"}
    shop.sale(ShippingAddress={"Line1": "5 QUAY STREET", **place})
    shop.sale(ShippingAddress={"Line1": "2 Pier", "ShipToOther": True, **place})
    unchanged = shop.ask("GET", "customer")["CustomerList"][0]["LastModifiedOn"]
    shop.sale(ShippingAddress={"Line1": "1 New Road", **place})
    clock.advance(60)

    [body] = listener.bodies()
    [details] = body["CustomerDetailsList"]
    assert before == unchanged < details["Customer"]["LastModifiedOn"]
    assert ["4 Mill Lane", "5 Quay Street", "1 New Road"] == [
        address["Line1"] for address in details["Addresses"]
    ]
