"""
Stock, products, customers and carriers.
"""

from emulators.cin7_core.pages.desk import Json, shown, warehouses
from emulators.kit.pages.page import Redirect, Shown, Visit, page
from emulators.kit.pages.typed import read_number

STOCK, PRODUCTS, CUSTOMERS, CARRIERS = "/stock", "/products", "/customers", "/carriers"
_SIZE, _ALL = 50, 1000
# Accounts of the books that every organisation begins with.
_RECEIVABLE, _REVENUE = "1200", "4000"


@page("GET", STOCK)
def show_stock(visit: Visit) -> Shown:
    """
    Show how much there is of each product in each place, and the form of a count.
    """
    places = [(one["Name"], one["Name"]) for one in warehouses(visit)]
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


@page("POST", PRODUCTS, form=show_products)
def create_product(visit: Visit) -> Shown:
    """
    Make a product that lies in a warehouse.
    """
    form = visit.form
    sku = form["sku"].strip()
    body = {
        "SKU": sku,
        "Name": form["name"].strip(),
        "Category": "Other",
        "Type": "Stock",
        "CostingMethod": "FIFO",
        "UOM": "Item",
        "Status": "Active",
        "PriceTier1": read_number(form["price"], "Price"),
        "Weight": read_number(form["weight"], "Weight in kg"),
        "WeightUnits": "kg",
    }
    visit.ask("POST", "/product", body)
    return Redirect(PRODUCTS, f"{sku} is a product now.")


@page("GET", CUSTOMERS)
def show_customers(visit: Visit) -> Shown:
    """
    Show the customers.
    """
    answer = visit.ask("GET", "/customer", **_page(visit, "Name"))
    terms = visit.ask("GET", "/ref/paymentterm", Limit=_ALL)["PaymentTermList"]
    rules = visit.ask("GET", "/ref/tax", Limit=_ALL)["TaxRuleList"]
    return _listed(
        visit,
        "customers.html",
        answer,
        "CustomerList",
        terms=[(one["Name"], one["Name"]) for one in terms],
        rules=[(one["Name"], one["Name"]) for one in rules if one["IsTaxForSale"]],
    )


@page("POST", CUSTOMERS, form=show_customers)
def create_customer(visit: Visit) -> Shown:
    """
    Make a customer, who pays in the currency of the organisation.
    """
    form = visit.form
    name = form["name"].strip()
    contact = {"Email": form["email"].strip(), "Phone": form["phone"].strip()}
    body = {
        "Name": name,
        "Status": "Active",
        "Currency": visit.ask("GET", "/screens/organisation")["currency"],
        "PaymentTerm": form["terms"],
        "TaxRule": form["rule"],
        "AccountReceivable": _RECEIVABLE,
        "RevenueAccount": _REVENUE,
        "Contacts": [{"Name": name, "Default": True, **contact}],
    }
    visit.ask("POST", "/customer", body)
    return Redirect(CUSTOMERS, f"{name} is a customer now.")


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
