"""
Random lives of a Cin7 Core account.
"""

from collections.abc import Callable, Iterator
from typing import Any

from emulators.cin7_core.service import Cin7Core
from tests.histories.teller import START, Listening, Teller

_TAX = "20% (VAT on Income)"
_HERE = "Main Warehouse"
_NEW = "00000000-0000-0000-0000-000000000000"
_STAGES = ("AUTHORISED", "AUTHORISED", "DRAFT")
_EVENTS = (
    "Sale/OrderAuthorised",
    "Stock/AvailableStockLevelChanged",
    "Sale/ShipmentAuthorised",
    "Sale/Created",
)


def _hook(method: str, url: str) -> tuple[int, bytes]:
    del method
    return (200 if "good" in url else 500), b""


def teller() -> Teller:
    """
    Return an account that knows a customer and two products.
    """
    at = Teller(Cin7Core, Listening(_hook), START)
    place = {"City": "Ely", "Postcode": "CB7 4AA", "Country": "United Kingdom"}
    customer = {
        "Name": "Kestrel Cycles",
        "Status": "Active",
        "Currency": "GBP",
        "PaymentTerm": "30 days",
        "AccountReceivable": "1200",
        "RevenueAccount": "4000",
        "TaxRule": _TAX,
        "Addresses": [{"Line1": "4 Mill Lane", "Type": "Billing", **place}],
        "Contacts": [{"Name": "J. Ash", "Email": "j@kestrel.example"}],
    }
    at.tell("POST", "/customer", customer)
    for number in (0, 1):
        _product(at, number)
        _count(at, number + 40)
    return at


def live(at: Teller, steps: list[tuple[int, int]]) -> None:
    """
    Let all this happen: each step is what, and to which.
    """
    for what, which in steps:
        _STEPS[what % len(_STEPS)](at, which)


def paths(at: Teller) -> Iterator[str]:
    """
    Yield all that a client or a person can look at.
    """
    yield from (
        "/me",
        "/me/addresses",
        "/me/contacts?Name=q",
        "/productFamily?Name=family",
        "/ref/account/bank",
        "/reference/shipZones?Search=zone 1",
        "/ref/unit?Name=crate",
        "/saleList?Limit=1000",
        "/saleList?OrderStatus=AUTHORISED",
        "/saleList?UpdatedSince=2026-03-02T17:00:30Z",
        "/saleList?Search=inv-00001",
        "/saleList?ShipBy=2026-03-06",
        "/saleCreditNoteList",
        "/product?IncludeAttachments=true&IncludeSuppliers=true",
        "/supplier?IncludeDeprecated=true",
        "/supplier?ModifiedSince=2026-03-02T17:00:30Z",
        "/supplier?Name=found",
        "/crm/lead?ModifiedSince=2026-03-02T17:00:30Z&Name=her",
        "/crm/opportunity?ModifiedSince=2026-03-02T17:00:30Z",
        "/reference/deals?Search=bell",
        "/purchaseList?UpdatedSince=2026-03-02T17:00:30Z&Search=found",
        "/purchaseList?OrderStatus=AUTHORISED&RequiredBy=2026-03-06",
        "/stockadjustmentList?Status=COMPLETED",
        "/stockTransferList?Status=IN TRANSIT&Search=bay",
        "/product?IncludeAttachments=true&IncludeMovements=true",
        "/product?Sku=bell-1&IncludeReorderLevels=true",
        "/ref/productavailability?Category=other&Location=main warehouse",
        "/ref/productavailability",
        "/customer",
        "/ref/tax",
        "/ref/carrier",
        "/ref/location",
        "/webhooks",
        "/screens/webhooks/deliveries",
    )
    for sale in _sales(at):
        yield f"/sale?ID={sale['SaleID']}&IncludeTransactions=true"
        yield f"/sale/fulfilment?SaleID={sale['SaleID']}"
        yield f"/sale/payment?SaleID={sale['SaleID']}"
        yield f"/sale/manualJournal?SaleID={sale['SaleID']}"
        yield f"/sale/attachment?SaleID={sale['SaleID']}"

    for task in _purchases(at):
        yield f"/advanced-purchase?ID={task}"
    for task in _moves(at, "stockadjustment"):
        yield f"/stockadjustment?TaskID={task}"
    for task in _moves(at, "stockTransfer"):
        yield f"/stockTransfer?TaskID={task}"


def _purchases(at: Teller) -> list[str]:
    rows = at.tell("GET", "/purchaseList?Limit=1000")["PurchaseList"]
    return [str(row["ID"]) for row in rows]


def _moves(at: Teller, kind: str) -> list[str]:
    answer = at.tell("GET", f"/{kind}List?Limit=1000")
    [rows] = [value for value in answer.values() if isinstance(value, list)]
    return [str(row["TaskID"]) for row in rows]


def _sales(at: Teller) -> list[Any]:
    return list(at.tell("GET", "/saleList?Limit=1000")["SaleList"])


def _sale(at: Teller, which: int) -> str:
    rows = _sales(at)
    return str(rows[which % len(rows)]["SaleID"]) if rows else _NEW


def _task(at: Teller, which: int) -> str:
    answer = at.tell("GET", f"/sale?ID={_sale(at, which)}")
    tasks = answer.get("Fulfilments") if isinstance(answer, dict) else None
    return str(tasks[-1]["TaskID"]) if tasks else _NEW


def _line(which: int, *, quantity: int = 2) -> dict[str, Any]:
    return {
        "SKU": f"BELL-{which % 2}",
        "Name": "Brass bell",
        "Quantity": quantity,
        "Price": 12.5,
        "Tax": quantity * 2.5,
        "TaxRule": _TAX,
    }


def _product(at: Teller, which: int) -> None:
    body = {
        "SKU": f"BELL-{which % 5}",
        "Name": f"Bell {which}",
        "Category": "Other",
        "Type": "Stock",
        "CostingMethod": ("FIFO", "FIFO", "FEFO - Batch")[which % 3],
        "UOM": "Item",
        "Status": "Active",
        "PriceTier1": 12.5,
        "Weight": 1.2,
        "WeightUnits": "kg",
    }
    at.tell("POST", "/product", body)


def _count(at: Teller, which: int) -> None:
    body = {
        "sku": f"BELL-{which % 5}",
        "location": (_HERE, "Bay 1")[which % 7 == 0],
        "quantity": which,
        "unit_cost": 4,
    }
    if which % 3 == 0:
        body |= {"batch": f"B-{which % 2}", "expiry": "2026-09-01"}
    at.tell("POST", "/screens/stock", body)


def _create(at: Teller, which: int) -> None:
    body = {
        "Customer": "Kestrel Cycles",
        "Location": _HERE,
        "SkipQuote": which % 9 != 0,
        "SaleType": ("Simple", "Simple", "Advanced")[which % 3],
        "ShipBy": f"2026-03-0{which % 9 + 1}",
        **({"ExternalID": f"web-{which}"} if which % 2 else {}),
    }
    at.tell("POST", "/sale", body)


def _order(at: Teller, which: int) -> None:
    body = {
        "SaleID": _sale(at, which),
        "Memo": "",
        "Status": _STAGES[which % 3],
        "AutoPickPackShipMode": ("NOPICK", "AUTOPICK", "AUTOPICKPACKSHIP")[which % 3],
        "Lines": [_line(which), _line(which + 1, quantity=which % 50 + 1)],
    }
    at.tell("POST", "/sale/order", body)


def _pick(at: Teller, which: int) -> None:
    _fulfil(at, which, "pick", {"Quantity": 2})


def _pack(at: Teller, which: int) -> None:
    _fulfil(at, which, "pack", {"Quantity": 2, "Box": "Box 1"})


def _fulfil(at: Teller, which: int, stage: str, more: dict[str, Any]) -> None:
    row = {"SKU": f"BELL-{which % 2}", "Location": _HERE, **more}
    body = {"TaskID": _task(at, which), "Status": _STAGES[which % 3], "Lines": [row]}
    at.tell("POST", f"/sale/fulfilment/{stage}", body)


def _ship(at: Teller, which: int) -> None:
    row = {
        "ShipmentDate": "2026-03-02",
        "Carrier": "Royal Mail",
        "Box": "Box 1",
        "TrackingNumber": f"QX{which}",
        "IsShipped": which % 2 == 0,
    }
    body = {"TaskID": _task(at, which), "Status": "AUTHORISED", "Lines": [row]}
    at.tell("POST", "/sale/fulfilment/ship", body)


def _invoice(at: Teller, which: int) -> None:
    sale = _sale(at, which)
    body = {
        "SaleID": sale,
        "TaskID": sale,
        "CombineAdditionalCharges": False,
        "Memo": "",
        "Status": _STAGES[which % 3],
        "InvoiceDate": "2026-03-02",
        "InvoiceDueDate": "2026-04-01",
        "Lines": [_line(which)],
    }
    at.tell("POST", "/sale/invoice", body)


def _pay(at: Teller, which: int) -> None:
    body = {
        "TaskID": _sale(at, which),
        "Type": ("Payment", "Prepayment")[which % 2],
        "Amount": which + 1,
        "DatePaid": "2026-03-03",
        "Account": "1100",
        "CurrencyRate": 1,
    }
    at.tell("POST", "/sale/payment", body)


def _credit(at: Teller, which: int) -> None:
    sale = _sale(at, which)
    restock = {"SKU": "BELL-0", "Quantity": 1, "Location": _HERE}
    body = {
        "SaleID": sale,
        "TaskID": _NEW,
        "CombineAdditionalCharges": False,
        "CreditNoteInvoiceNumber": f"INV-0000{which % 4 + 1}",
        "Memo": "",
        "Status": _STAGES[which % 3],
        "CreditNoteDate": "2026-03-09",
        "Lines": [_line(which, quantity=1)],
        "Restock": [{**restock, "RestockLocation": _HERE}] if which % 2 else [],
    }
    at.tell("POST", "/sale/creditnote", body)


def _lead(at: Teller, which: int) -> None:
    """
    Write a lead, what it might buy, and a deal for it.
    """
    [lead] = at.tell("POST", "/crm/lead", {"Name": f"Heron {which}"})["LeadList"]
    row = {**_line(which), "ProductSku": f"BELL-{which % 2}"}
    party = ({"LeadID": lead["ID"]}, {"CustomerName": "Kestrel Cycles"})[which % 2]
    at.tell("POST", "/crm/opportunity", {**party, "Lines": [row]})
    rows = at.tell("GET", "/crm/opportunity?Limit=1000")["opportunityList"]
    won = {"ID": rows[which % len(rows)]["ID"], "OpportunityStatus": "AUTHORISED"}
    at.tell("PUT", "/crm/opportunity", won)
    product = {"ProductSKU": f"BELL-{which % 2}"}
    discount = {"DiscountID": _NEW, "DealDiscountProducts": [product]}
    body = {"Name": f"Bells {which}", "DealDiscounts": [discount]}
    at.tell("POST", "/reference/deals", body)


def _purchase(at: Teller, which: int) -> None:
    """
    Create a purchase, write its order or end it.
    """
    tasks = _purchases(at)
    task = tasks[which % len(tasks)] if tasks else _NEW
    body = {
        "Supplier": f"Foundry {which % 3}",
        "RequiredBy": f"2026-03-0{which % 9 + 1}",
        "PurchaseType": ("Simple", "Advanced")[which % 2],
    }
    order = {"TaskID": task, "Memo": "", "Status": _STAGES[which % 3]}
    match which % 6:
        case 0 | 1:
            at.tell("POST", "/advanced-purchase", body)
        case 2:
            at.tell("PUT", "/advanced-purchase", {"ID": task, **body})
        case 3:
            at.tell("DELETE", f"/advanced-purchase?ID={task}&Void={which % 2 == 0}")
        case _:
            at.tell("POST", "/purchase/order", {**order, "Lines": [_line(which)]})


def _adjust(at: Teller, which: int) -> None:
    line = {"SKU": f"BELL-{which % 2}", "Location": _HERE, "Quantity": which}
    body = {
        "EffectiveDate": "2026-03-02",
        "Status": ("COMPLETED", "DRAFT")[which % 3 == 0],
        "Account": "5000",
        "Lines": [{**line, "UnitCost": which % 7}],
    }
    _move(at, "stockadjustment", body, which)


def _transfer(at: Teller, which: int) -> None:
    at.tell("POST", "/ref/location", {"Name": "Bay 1"})
    ways = (_HERE, "Bay 1")
    body = {
        "FromLocation": ways[which % 4 == 0],
        "ToLocation": ways[which % 4 != 0],
        "Status": ("COMPLETED", "IN TRANSIT", "DRAFT")[which % 3],
        "RequiredByDate": f"2026-03-0{which % 9 + 1}",
        "Lines": [{"SKU": f"BELL-{which % 2}", "TransferQuantity": which % 6 + 1}],
    }
    _move(at, "stockTransfer", body, which)


def _move(at: Teller, kind: str, body: dict[str, Any], which: int) -> None:
    """
    Write a new document of stock, or change or end one.
    """
    tasks = _moves(at, kind)
    task = tasks[which % len(tasks)] if tasks else _NEW
    match which % 5:
        case 3:
            at.tell("PUT", f"/{kind}", {**body, "TaskID": task})
        case 4:
            at.tell("DELETE", f"/{kind}?ID={task}&Void={which % 2 == 0}")
        case _:
            at.tell("POST", f"/{kind}", body)


def _supplier(at: Teller, which: int) -> None:
    """
    Write a supplier, and let it supply a product.
    """
    body = {
        "Name": f"Foundry {which % 3}",
        "Status": ("Active", "Deprecated")[which % 4 == 0],
        "Currency": "GBP",
        "PaymentTerm": "30 days",
        "TaxRule": _TAX,
        "AccountPayable": "2100",
        "Contacts": [{"Name": f"B. Smith {which}"}],
    }
    rows = at.tell("GET", "/supplier?IncludeDeprecated=true")["SupplierList"]
    if which % 2 and rows:
        at.tell("PUT", "/supplier", {**body, "ID": rows[which % len(rows)]["ID"]})
    else:
        at.tell("POST", "/supplier", body)
    row = {"ProductSKU": f"BELL-{which % 2}", "SupplierName": body["Name"]}
    verb = ("POST", "PUT")[which % 3 == 0]
    at.tell(verb, "/product-suppliers", {"ProductSuppliers": [{**row, "Cost": which}]})


def _hear(at: Teller, which: int) -> None:
    body = {
        "Type": _EVENTS[which % 4],
        "IsActive": True,
        "ExternalURL": f"https://{('good', 'bad')[which % 2]}.example/hook",
        "ExternalAuthorizationType": "noauth",
    }
    at.tell("POST", "/webhooks", body)


def _bin(at: Teller, which: int) -> None:
    house = at.tell("GET", "/ref/location")["LocationList"][0]["ID"]
    body = {"Name": f"Bin {which % 3}", "ParentID": house}
    at.tell("POST", "/ref/location", body if which % 2 else {"Name": "Bay 1"})


def _book(at: Teller, which: int) -> None:
    """
    Write a unit, rename it, or try to delete it.
    """
    at.tell("POST", "/ref/unit", {"Name": f"Crate {which % 3}"})
    country = {"Country2": ("DZ", "FR")[which % 2], "ShippingRate": which}
    zone = {"Name": f"Zone {which}", "AppliesTo": [country]}
    at.tell("POST", "/reference/shipZones", zone)
    rows = at.tell("GET", "/ref/unit?Name=crate")["UnitList"]
    row = rows[which % len(rows)]
    if which % 3 == 0:
        at.tell("PUT", "/ref/unit", {**row, "Name": f"{row['Name']}'"})
    if which % 3 == 1:
        at.tell("DELETE", f"/ref/unit?ID={row['ID']}")


def _contact(at: Teller, which: int) -> None:
    body = {"Name": f"Q. Oak {which % 3}", "Type": ("Sale", "Billing")[which % 2]}
    at.tell("POST", "/me/contacts", {**body, "DefaultForType": which % 3 == 0})
    if which % 5 == 0:
        rows = at.tell("GET", "/me/contacts")["MeContactsList"]
        at.tell("DELETE", f"/me/contacts?ID={rows[0]['ContactID']}")


def _relate(at: Teller, which: int) -> None:
    """
    Put a product into a family, and a file on the product.
    """
    rows = at.tell("GET", "/product")["Products"]
    product = rows[which % len(rows)]["ID"]
    body = {"SKU": f"F-{which % 2}", "Name": "Family", "Category": "Other"}
    body |= {"CostingMethod": "FIFO", "UOM": "Item", "Option1Name": "Colour"}
    at.tell("POST", "/productFamily", body)
    families = at.tell("GET", "/productFamily")["ProductFamilies"]
    member = {"ID": product, "Option1": f"{which}"}
    change = {"ID": families[which % len(families)]["ID"], "Products": [member]}
    at.tell("PUT", "/productFamily", change)
    file = {"ProductID": product, "FileName": f"{which}.png", "Content": "eA=="}
    at.tell("POST", "/product/attachments", file)


def _note(at: Teller, which: int) -> None:
    """
    Write the manual journal of a sale, and hang a file on it.
    """
    sale = _sale(at, which)
    row = {"Amount": which, "Date": "2026-03-02", "Debit": "5000", "Credit": "1100"}
    body = {"SaleID": sale, "Status": _STAGES[which % 3], "Lines": [row]}
    at.tell("POST", "/sale/manualJournal", body)
    file = {"SaleID": sale, "FileName": f"{which}.pdf", "Content": "eA=="}
    at.tell("POST", "/sale/attachment", file)


def _sell(at: Teller, which: int) -> None:
    """
    Create a sale, and take it as far as the number says.
    """
    _create(at, which)
    last = len(_sales(at)) - 1
    for step in (_order, _pick, _pack, _ship, _invoice, _pay)[: which % 7]:
        step(at, last)


def _end(at: Teller, which: int) -> None:
    if which % 4 == 0:
        at.tell("DELETE", f"/sale?ID={_sale(at, which)}&Void={which % 8 == 0}")


_STEPS: tuple[Callable[[Teller, int], object], ...] = (
    _create,
    _sell,
    _sell,
    _sell,
    _sell,
    _order,
    _pick,
    _pick,
    _pack,
    _ship,
    _invoice,
    _pay,
    _credit,
    _supplier,
    _lead,
    _purchase,
    _purchase,
    _adjust,
    _transfer,
    _transfer,
    _hear,
    _bin,
    _book,
    _contact,
    _relate,
    _note,
    _count,
    _product,
    lambda at, which: at.clock.advance(which * 31),
    _end,
    lambda at, which: at.tell(
        "PUT",
        "/sale",
        {"ID": _sale(at, which), "Customer": "Kestrel Cycles", "Note": f"{which}"},
    ),
    lambda at, which: at.tell("POST", "/sale/fulfilment", {"SaleID": _sale(at, which)}),
    lambda at, which: at.tell(
        "DELETE", f"/sale/fulfilment?TaskID={_task(at, which)}&Void={which % 2 == 0}"
    ),
)
