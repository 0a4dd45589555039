"""
Stock, products, customers and carriers.
"""

from emulators.cin7_core.pages.desk import Json, shown
from emulators.kit.pages.page import Redirect, Shown, Visit, page
from emulators.kit.pages.typed import read_number

STOCK, PRODUCTS, CUSTOMERS, CARRIERS = "/stock", "/products", "/customers", "/carriers"
_SIZE, _ALL = 50, 1000


@page("GET", STOCK)
def show_stock(visit: Visit) -> Shown:
    """
    Show how much there is of each product in each place, and the form of a count.
    """
    found = visit.ask("GET", "/ref/location", Limit=_ALL)["LocationList"]
    places = [one["Name"] for one in found if not one["ParentID"]]
    answer = visit.ask("GET", "/ref/productavailability", **_page(visit, "Sku"))
    return _listed(
        visit, "stock.html", answer, "ProductAvailabilityList", places=places
    )


@page("POST", STOCK, form=show_stock)
def count_stock(visit: Visit) -> Shown:
    """
    Type a stock count in.
    """
    form = visit.form
    body = {
        "sku": form["sku"].strip(),
        "location": form["location"],
        "bin": form["bin"].strip() or None,
        "batch": form["batch"].strip() or None,
        "quantity": read_number(form["quantity"], "Quantity"),
    }
    visit.ask("POST", "/screens/stock", body)
    return Redirect(STOCK)


@page("GET", PRODUCTS)
def show_products(visit: Visit) -> Shown:
    """
    Show the products.
    """
    answer = visit.ask("GET", "/product", **_page(visit, "Sku"))
    return _listed(visit, "products.html", answer, "Products")


@page("GET", CUSTOMERS)
def show_customers(visit: Visit) -> Shown:
    """
    Show the customers.
    """
    answer = visit.ask("GET", "/customer", **_page(visit, "Name"))
    return _listed(visit, "customers.html", answer, "CustomerList")


@page("GET", CARRIERS)
def show_carriers(visit: Visit) -> Shown:
    """
    Show the carriers.
    """
    answer = visit.ask("GET", "/ref/carrier", **_page(visit))
    return _listed(visit, "carriers.html", answer, "CarrierList")


def _page(visit: Visit, filter_name: str = "") -> Json:
    asked: Json = {"Page": _number(visit), "Limit": _SIZE}
    if filter_name:
        asked[filter_name] = visit.query.get("search") or None
    return asked


def _number(visit: Visit) -> int:
    given = visit.query.get("page", "")
    return max(1, int(given)) if given.isdecimal() else 1


def _listed(
    visit: Visit, template: str, answer: Json, key: str, **values: object
) -> Shown:
    return shown(
        visit,
        template,
        rows=answer[key],
        total=answer["Total"],
        number=_number(visit),
        pages=max(1, -(-answer["Total"] // _SIZE)),
        search=visit.query.get("search", ""),
        **values,
    )
