"""
Sales: the list, and a new one.
"""

from typing import Any

from emulators.cin7_core.pages.desk import Json, shown
from emulators.kit.pages.page import Redirect, Shown, Visit, page

PATH = "/sales"
STATUSES = (
    "ORDERING",
    "ORDERED",
    "BACKORDERED",
    "PICKING",
    "PICKED",
    "PACKING",
    "PACKED",
    "SHIPPING",
    "INVOICING",
    "INVOICED",
    "CREDITED",
    "COMPLETED",
    "VOIDED",
)
_SIZE, _ALL = 50, 1000
_ADDRESS = ("Contact", "Line1", "Line2", "City", "State", "Postcode", "Country")


@page("GET", PATH)
def show_sales(visit: Visit) -> Shown:
    """
    Show the sales, page by page, those that were searched for.
    """
    query = visit.query
    number = int(query["page"]) if query.get("page", "").isdigit() else 1
    found = visit.ask(
        "GET",
        "/saleList",
        Page=number,
        Limit=_SIZE,
        Search=query.get("search") or None,
        Status=query.get("status") or None,
    )
    return shown(
        visit,
        "sales.html",
        rows=found["SaleList"],
        total=found["Total"],
        number=number,
        pages=max(1, -(-found["Total"] // _SIZE)),
        statuses=STATUSES,
        search=query.get("search", ""),
        status=query.get("status", ""),
    )


@page("GET", f"{PATH}/new")
def begin_sale(visit: Visit) -> Shown:
    """
    Show the form of a new sale.
    """
    customers = _names(visit, "/customer", "CustomerList")
    places = _names(visit, "/ref/location", "LocationList")
    return shown(visit, "new_sale.html", customers=customers, places=places)


@page("POST", f"{PATH}/new", form=begin_sale)
def create_sale(visit: Visit) -> Shown:
    """
    Make the sale; its products are typed into its order.
    """
    form = visit.form
    body: Json = {
        "Customer": form["customer"].strip(),
        "Location": form["location"],
        "CustomerReference": form["reference"].strip(),
        "SkipQuote": True,
        "TaxInclusive": False,
        "SaleType": form["kind"],
    }
    if form["Line1"].strip():
        address = {name: form[name].strip() for name in _ADDRESS}
        body["ShippingAddress"] = {**address, "ShipToOther": True}
    sale: dict[str, Any] = visit.ask("POST", "/sale", body)
    return Redirect(f"{PATH}/{sale['Order']['SaleOrderNumber']}")


def _names(visit: Visit, path: str, key: str) -> list[str]:
    rows = visit.ask("GET", path, Limit=_ALL)[key]
    return [row["Name"] for row in rows]
