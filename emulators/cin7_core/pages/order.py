"""
A sale's order: its products, and their authorisation.
"""

from decimal import Decimal
from typing import Any

from emulators.cin7_core.pages.desk import Json, as_typed, typed_rows
from emulators.cin7_core.pages.sale import sale_of, tab
from emulators.kit.pages.page import Redirect, Shown, Visit, page
from emulators.kit.pages.typed import read_number

_PATH = "/sales/<number>"
_MODES = ("NOPICK", "AUTOPICK", "AUTOPICKPACK", "AUTOPICKPACKSHIP")
_COLUMNS = ("sku", "quantity", "price", "discount")
_BLANK: Json = dict.fromkeys(_COLUMNS, "")
_SPARE, _ALL = 3, 1000
_HUNDRED = Decimal(100)


@page("GET", _PATH)
def show_order(visit: Visit) -> Shown:
    """
    Show the order: as a form while it is open, and as it stands afterwards.
    """
    sale = sale_of(visit)
    is_open = sale["Order"]["Status"] in {"NOT AVAILABLE", "DRAFT"}
    rows: list[Json] = []
    products: list[Json] = []
    if is_open:
        rows = [_row(line) for line in sale["Order"]["Lines"]] + [_BLANK] * _SPARE
        if visit.problem and len(visit.chosen("sku")) > len(rows):
            rows += [_BLANK] * (len(visit.chosen("sku")) - len(rows))
        rows = as_typed(visit, rows, *_COLUMNS)
        products = visit.ask("GET", "/product", Limit=_ALL)["Products"]
    return tab(
        visit,
        "order.html",
        sale,
        is_open=is_open,
        rows=rows,
        products=products,
        modes=_MODES,
        mode=visit.form.get("mode", _MODES[0]),
    )


@page("POST", _PATH, form=show_order)
def write_order(visit: Visit) -> Shown:
    """
    Write the order, and authorise it.
    """
    sale = sale_of(visit)
    rate = _rate(visit, sale["TaxRule"])
    rows = [row for row in typed_rows(visit, *_COLUMNS) if row["sku"].strip()]
    body = {
        "SaleID": sale["ID"],
        "Memo": sale["Order"]["Memo"],
        "Status": visit.form["status"],
        "AutoPickPackShipMode": visit.form["mode"],
        "Lines": [_line(visit, sale, row, rate) for row in rows],
        "AdditionalCharges": sale["Order"]["AdditionalCharges"],
    }
    visit.ask("POST", "/sale/order", body)
    return Redirect(f"/sales/{visit.path['number']}")


def _row(line: Json) -> Json:
    return {
        "sku": line["SKU"],
        "quantity": line["Quantity"],
        "price": line["Price"],
        "discount": line["Discount"],
    }


def _line(visit: Visit, sale: Json, row: dict[str, str], rate: Decimal) -> Json:
    """
    Return a line as it is written; a price that is left out is the product's.
    """
    sku = row["sku"].strip()
    found = visit.ask("GET", "/product", Sku=sku, Limit=_ALL)["Products"]
    product: Json = next((one for one in found if one["SKU"] == sku), {})
    price = row["price"] or str(product.get("PriceTier1") or 0)
    quantity = read_number(row["quantity"], "Quantity")
    discount = read_number(row["discount"] or "0", "Discount")
    unit = read_number(price, "Price")
    total = quantity * unit * (_HUNDRED - discount) / _HUNDRED
    inclusive = sale["TaxCalculation"] == "Inclusive"
    return {
        "SKU": sku,
        "Name": product.get("Name", sku),
        "Quantity": quantity,
        "Price": unit,
        "Discount": discount,
        "Tax": total * rate / (_HUNDRED + rate if inclusive else _HUNDRED),
        "TaxRule": sale["TaxRule"],
        "Total": total,
        **({"ProductID": product["ID"]} if product else {}),
    }


def _rate(visit: Visit, rule: str) -> Decimal:
    """
    Return the percentage of a tax rule.
    """
    rows: list[dict[str, Any]] = visit.ask("GET", "/ref/tax", Limit=_ALL)["TaxRuleList"]
    return next(
        (Decimal(str(row["TaxPercent"])) for row in rows if row["Name"] == rule),
        Decimal(0),
    )
