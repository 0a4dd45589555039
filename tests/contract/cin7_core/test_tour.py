"""
A tour through all that is built: each operation is called, and answers.
"""

from emulators.cin7_core.service import Cin7Core
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import WAREHOUSE, Shop, line, parcel

COMPANY = {
    "Line1": "1 Dock Road",
    "CitySuburb": "Bristol",
    "StateProvince": "Avon",
    "ZipPostCode": "BS1 6XN",
    "Country": "United Kingdom",
}
BOOKS = (
    "me",
    "product",
    "customer",
    "supplier",
    "crm/lead",
    "crm/opportunity",
    "reference/deals",
    "ref/productavailability",
    "ref/location",
    "ref/carrier",
    "ref/paymentterm",
    "ref/tax",
    "ref/account",
    "ref/unit",
    "ref/brand",
    "ref/category",
    "ref/attributeset",
    "ref/priceTier",
    "ref/account/bank",
    "productFamily",
    "reference/shipZones",
    "reference/shipZonesEnabled",
    "saleList",
)


def test_every_operation_that_is_built_is_called_here(
    vendor: Cin7Core, shop: Shop, control: ControlClient
) -> None:
    """
    And each answers 200, within its own contract.
    """
    for path in BOOKS:
        shop.ask("GET", path)
    _books_are_written(shop)
    _a_supplier_supplies(shop)
    _stock_is_adjusted_and_moved(shop)
    _a_supplier_is_ordered_from(shop)
    _a_lead_is_won(shop)
    _small_books_are_written(shop)
    _zones_are_written(shop)
    _the_company_has_cards(shop)
    _a_family_has_an_image(shop)
    _a_webhook_comes_and_goes(shop)
    _a_quote_becomes_a_sale(shop)
    _a_sale_goes_through_its_stages(shop)

    called = {exchange["operation"] for exchange in control.do("journal")["exchanges"]}
    built = {f"cin7_core.{one.name}" for one in vendor.catalogue if one.built}
    assert called & built == built


def _books_are_written(shop: Shop) -> None:
    product = shop.product("LAMP-02")
    shop.ask("PUT", "product", {"ID": product["ID"], "Name": "Front lamp"})
    customer = shop.customer("Heron Boats")
    shop.ask("PUT", "customer", {"ID": customer["ID"], "Comments": "by the lock"})
    shop.ask("POST", "ref/carrier", {"Description": "Evri"})
    row = {"CustomerID": customer["ID"], "ProductID": product["ID"], "Price": 9}
    for verb in ("POST", "PUT"):
        shop.ask(verb, "custom-prices", {"CustomPrices": [row]})
    price = {"CustomerID": customer["ID"], "ProductID": product["ID"]}
    shop.call("DELETE", "custom-prices", **price)
    harbour = shop.ask("POST", "ref/location", {"Name": "Harbour"})
    shop.ask("PUT", "ref/location", {"ID": harbour["ID"], "PickZones": "A"})
    shop.ask("DELETE", "ref/location", ID=harbour["ID"])
    [image] = shop.ask(
        "POST",
        "product/attachments",
        {
            "ProductID": product["ID"],
            "FileName": "lamp.png",
            "IsDefault": True,
            "FileDownloadUrl": "https://images.invalid/lamp.png",
        },
    )
    shop.ask("GET", "product/attachments", ProductID=product["ID"])
    shop.ask("DELETE", "product/attachments", ID=image["ID"])


def _a_supplier_supplies(shop: Shop) -> None:
    supplier = shop.supplier()
    shop.ask("PUT", "supplier", {"ID": supplier["ID"], "Comments": "cash only"})
    product = shop.ask("GET", "product")["Products"][0]["ID"]
    both = {"ProductID": product, "SupplierID": supplier["ID"]}
    shop.ask("POST", "product-suppliers", {"ProductSuppliers": [both]})
    shop.ask("PUT", "product-suppliers", {"ProductSuppliers": [{**both, "Cost": 4}]})
    shop.ask("GET", "product-suppliers", ProductID=product)
    shop.ask("DELETE", "product-suppliers", **both)


def _stock_is_adjusted_and_moved(shop: Shop) -> None:
    head = {"EffectiveDate": "2026-03-02", "Status": "DRAFT", "Account": "5000"}
    row = {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": 12}
    task = shop.ask("POST", "stockadjustment", {**head, "Lines": [row]})["TaskID"]
    shop.ask("PUT", "stockadjustment", {"TaskID": task, "Status": "COMPLETED"})
    shop.ask("GET", "stockadjustment", TaskID=task)
    shop.ask("GET", "stockadjustmentList")
    shop.ask("DELETE", "stockadjustment", ID=task, Void="true")
    shop.ask("POST", "ref/location", {"Name": "Quay"})
    way = {"FromLocation": WAREHOUSE, "ToLocation": "Quay", "Status": "DRAFT"}
    lines = [{"SKU": "BELL-01", "TransferQuantity": 1}]
    task = shop.ask("POST", "stockTransfer", {**way, "Lines": lines})["TaskID"]
    shop.ask("PUT", "stockTransfer", {"TaskID": task, "Status": "IN TRANSIT"})
    shop.ask("GET", "stockTransfer", TaskID=task)
    shop.ask("GET", "stockTransferList")
    shop.ask("DELETE", "stockTransfer", ID=task, Void="true")


def _a_supplier_is_ordered_from(shop: Shop) -> None:
    row = {**line("BELL-01", 20), "SupplierSKU": "FS-77"}
    for path in ("purchase", "advanced-purchase"):
        task = shop.ask("POST", path, {"Supplier": "Foundry & Sons"})["ID"]
        shop.ask("PUT", path, {"ID": task, "Note": "by the lock"})
        order = {"TaskID": task, "Memo": "", "Status": "AUTHORISED", "Lines": [row]}
        shop.ask("POST", "purchase/order", order)
        shop.ask("GET", "purchase/order", TaskID=task)
        shop.ask("GET", path, ID=task)
        shop.ask("GET", "purchaseList")
        shop.ask("DELETE", path, ID=task, Void="true")


def _a_lead_is_won(shop: Shop) -> None:
    [lead] = shop.ask("POST", "crm/lead", {"Name": "Heron Boats"})["LeadList"]
    shop.ask("PUT", "crm/lead", {"ID": lead["ID"], "CloseChance": 60})
    [made] = shop.ask("POST", "crm/opportunity", {"LeadID": lead["ID"]})[
        "opportunityList"
    ]
    won = {"ID": made["ID"], "OpportunityStatus": "AUTHORISED"}
    shop.ask("PUT", "crm/opportunity", won)
    body = {"Name": "Spring bells", "DealDiscounts": []}
    [deal] = shop.ask("POST", "reference/deals", body)["Deals"]
    shop.ask("PUT", "reference/deals", {"ID": deal["ID"], "IsActive": True})


def _small_books_are_written(shop: Shop) -> None:
    first = {"Attribute1Name": "", "Attribute1Type": "Not used", "Attribute1Values": ""}
    for path, body in (
        ("unit", {"Name": "Crate"}),
        ("brand", {"Name": "Fernhill"}),
        ("category", {"Name": "Lamps"}),
        ("attributeset", {"Name": "Lamps", **first}),
    ):
        row = shop.ask("POST", f"ref/{path}", body)
        shop.ask("PUT", f"ref/{path}", {**body, "ID": row["ID"]})
        shop.ask("DELETE", f"ref/{path}", ID=row["ID"])
    [term] = shop.ask("POST", "ref/paymentterm", {"Name": "x"})["PaymentTermList"]
    shop.ask("PUT", "ref/paymentterm", {"ID": term["ID"], "Duration": 3})
    shop.ask("DELETE", "ref/paymentterm", ID=term["ID"])
    [carrier] = shop.ask("POST", "ref/carrier", {"Description": "x"})["CarrierList"]
    shop.ask("PUT", "ref/carrier", {**carrier, "Description": "y"})
    shop.ask("DELETE", "ref/carrier", ID=carrier["CarrierID"])
    body = {"Code": "7", "Name": "x", "Type": "EXPENSE", "Status": "ACTIVE"}
    shop.ask("POST", "ref/account", body)
    shop.ask("PUT", "ref/account", {"Code": "7", "Name": "y"})
    shop.ask("DELETE", "ref/account", Code="7")
    rule = {"Name": "x", "Account": "2200", "IsActive": True, "TaxInclusive": False}
    [made] = shop.ask("POST", "ref/tax", rule)["TaxRuleList"]
    shop.ask("PUT", "ref/tax", {"ID": made["ID"], "IsActive": False})


def _zones_are_written(shop: Shop) -> None:
    [zone] = shop.ask("POST", "reference/shipZones", {"Name": "x"})["ShipZones"]
    shop.ask("PUT", "reference/shipZones", {"ZoneID": zone["ZoneID"], "Name": "y"})
    shop.ask("DELETE", "reference/shipZones", ShipZoneID=zone["ZoneID"])
    shop.ask("PUT", "reference/shipZonesEnabled", {"IsEnabled": False})


def _the_company_has_cards(shop: Shop) -> None:
    body = {**COMPANY, "Type": "Business"}
    [address] = shop.ask("POST", "me/addresses", body)["MeAddressesList"]
    shop.ask("PUT", "me/addresses", {"AddressID": address["AddressID"], "Line2": "x"})
    shop.ask("GET", "me/addresses")
    shop.ask("DELETE", "me/addresses", ID=address["AddressID"])
    [contact] = shop.ask("POST", "me/contacts", {"Name": "Q. Oak"})["MeContactsList"]
    shop.ask("PUT", "me/contacts", {"ContactID": contact["ContactID"], "Fax": "1"})
    shop.ask("GET", "me/contacts")
    shop.ask("DELETE", "me/contacts", ID=contact["ContactID"])


def _a_family_has_an_image(shop: Shop) -> None:
    body = {"SKU": "F", "Name": "F", "Category": "Other", "CostingMethod": "FIFO"}
    body |= {"UOM": "Item", "Option1Name": "Colour"}
    [family] = shop.ask("POST", "productFamily", body)["ProductFamilies"]
    shop.ask("PUT", "productFamily", {"ID": family["ID"], "Tags": "x"})
    file = {"FamilyID": family["ID"], "FileName": "f.png", "Content": "eA=="}
    [image] = shop.ask("POST", "productFamily/attachments", file)
    shop.ask("GET", "productFamily/attachments", FamilyID=family["ID"])
    shop.ask("DELETE", "productFamily/attachments", ID=image["ID"])


def _a_webhook_comes_and_goes(shop: Shop) -> None:
    webhook = {
        "Type": "Sale/Created",
        "IsActive": False,
        "ExternalURL": "https://shop.example/hook",
        "ExternalAuthorizationType": "noauth",
    }
    [made] = shop.ask("POST", "webhooks", webhook)["Webhooks"]
    shop.ask("PUT", "webhooks", {**webhook, "ID": made["ID"], "IsActive": True})
    shop.ask("GET", "webhooks")
    shop.ask("DELETE", "webhooks", ID=made["ID"])


def _a_quote_becomes_a_sale(shop: Shop) -> None:
    sale = shop.sale(SkipQuote=False)
    quote = {"SaleID": sale["ID"], "CombineAdditionalCharges": False, "Memo": ""}
    shop.ask(
        "POST",
        "sale/quote",
        {**quote, "Status": "AUTHORISED", "Lines": [line("BELL-01", 1)]},
    )
    shop.ask("GET", "sale/quote", SaleID=sale["ID"])
    body = {"Customer": "Kestrel Cycles", "Location": WAREHOUSE, "Note": "soon"}
    shop.ask("PUT", "sale", {"ID": sale["ID"], **body})
    shop.ask("DELETE", "sale", ID=sale["ID"], Void="true")


def _a_sale_goes_through_its_stages(shop: Shop) -> None:
    sale_id = str(shop.sale(SaleType="Advanced")["ID"])
    shop.order(sale_id, quantity=6)
    shop.ask("GET", "sale/order", SaleID=sale_id)
    [first] = shop.ask("GET", "sale/fulfilment", SaleID=sale_id)["Fulfilments"]
    task = first["TaskID"]
    row = {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": 3}
    shop.pick(task, status="DRAFT")
    picked = {"TaskID": task, "Status": "AUTHORISED", "Lines": [row]}
    shop.ask("PUT", "sale/fulfilment/pick", picked)
    shop.pack(task, status="DRAFT")
    packed = {**picked, "Lines": [{**row, "Box": "Box 1"}]}
    shop.ask("PUT", "sale/fulfilment/pack", packed)
    shop.ship(task, Status="DRAFT")
    shop.ship(task, parcel(tracking="QX1", IsShipped=True), verb="PUT")
    for stage in ("pick", "pack", "ship"):
        shop.ask("GET", f"sale/fulfilment/{stage}", TaskID=task)
    added = shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})["Fulfilments"]
    shop.ask("DELETE", "sale/fulfilment", TaskID=added[-1]["TaskID"], Void="true")
    _it_is_invoiced(shop, sale_id)
    _there_is_more_to_it(shop, sale_id)
    shop.get(sale_id)


def _there_is_more_to_it(shop: Shop, sale_id: str) -> None:
    body = {"SaleID": sale_id, "Status": "DRAFT", "Lines": []}
    shop.ask("POST", "sale/manualJournal", body)
    shop.ask("GET", "sale/manualJournal", SaleID=sale_id)
    file = {"SaleID": sale_id, "FileName": "slip.pdf", "Content": "eA=="}
    [slip] = shop.ask("POST", "sale/attachment", file)["Lines"]
    shop.ask("GET", "sale/attachment", SaleID=sale_id)
    shop.ask("DELETE", "sale/attachment", ID=slip["ID"])


def _it_is_invoiced(shop: Shop, sale_id: str) -> None:
    task = shop.get(sale_id)["Invoices"][0]["TaskID"]
    shop.invoice(sale_id, "DRAFT", TaskID=task)
    shop.ask("PUT", "sale/invoice", {"SaleID": sale_id, "TaskID": task, "Memo": "x"})
    shop.ask("DELETE", "sale/invoice", TaskID=task)
    shop.invoice(sale_id, TaskID=task)
    shop.ask("GET", "sale/invoice", SaleID=sale_id)
    payment = shop.pay(task, 45)
    shop.ask("PUT", "sale/payment", {"ID": payment["ID"], "Reference": "Card"})
    shop.ask("GET", "sale/payment", SaleID=sale_id)
    note = shop.credit(sale_id, 1)
    shop.ask("GET", "sale/creditnote", SaleID=sale_id)
    shop.ask("GET", "saleCreditNoteList")
    shop.ask("DELETE", "sale/creditnote", TaskID=note["TaskID"])
    shop.ask("DELETE", "sale/payment", ID=payment["ID"])
