"""
A sale's fulfilments: Pick, Pack and Ship, each a tab of its own.
"""

from collections.abc import Iterable
from decimal import Decimal

from emulators.cin7_core.pages.desk import (
    SALE_PACK,
    SALE_SHIP,
    Json,
    as_typed,
    check_may,
    reason_against,
    typed_rows,
    warehouses,
)
from emulators.cin7_core.pages.sale import sale_of, tab, why_not
from emulators.kit.pages.page import Redirect, Shown, Visit, page
from emulators.kit.pages.typed import read_number

_PATH = "/sales/<number>"
_STAGE = "/sale/fulfilment"
_OPEN = frozenset(("NOT AVAILABLE", "DRAFT"))
_LEAVING = frozenset(("AUTHORISED", "PARTIALLY AUTHORISED"))
_GOODS = ("product", "place", "batch", "quantity")
_PACKED = (*_GOODS, "box")
_PARCEL = ("box", "carrier", "tracking", "day", "shipped")
_ALL = 1000


# Fulfilments


@page("POST", f"{_PATH}/fulfilments")
def add_fulfilment(visit: Visit) -> Shown:
    """
    Add a fulfilment, which makes the sale an advanced one.
    """
    visit.ask("POST", _STAGE, {"SaleID": sale_of(visit)["ID"]})
    return Redirect(f"/sales/{visit.path['number']}/pick")


@page("POST", f"{_PATH}/fulfilments/<task>/end")
def end_fulfilment(visit: Visit) -> Shown:
    """
    Undo a fulfilment, or void it.
    """
    void = "true" if visit.form["void"] == "yes" else "false"
    visit.ask("DELETE", _STAGE, TaskID=visit.path["task"], Void=void)
    return Redirect(f"/sales/{visit.path['number']}/pick")


# Pick


@page("GET", f"{_PATH}/pick")
def show_pick(visit: Visit) -> Shown:
    """
    Show what is picked, and the form of what is not yet.
    """
    sale = sale_of(visit)
    places = [place for one in warehouses(visit) for place in _places(one)]
    tasks = [
        {
            **task,
            "why_not": _pick_reason(sale, task),
            "rows": _again(visit, task, _to_pick(visit, sale, task), *_GOODS),
        }
        for task in sale["Fulfilments"]
    ]
    return tab(
        visit, "pick.html", sale, tasks=tasks, places=places, why_not=_no_more(sale)
    )


@page("POST", f"{_PATH}/pick/<task>", form=show_pick)
def write_pick(visit: Visit) -> Shown:
    """
    Write the pick, authorise it, or have it picked from what is in stock.
    """
    body: Json = {"TaskID": visit.path["task"]}
    if visit.form["status"] == "AUTOPICK":
        body |= {"AutoPickMode": "AUTOPICK"}
    else:
        rows = typed_rows(visit, *_GOODS)
        body |= {"Status": visit.form["status"], "Lines": _lines(rows)}
    visit.ask("PUT", f"{_STAGE}/pick", body)
    return Redirect(f"/sales/{visit.path['number']}/pick")


# Pack


@page("GET", f"{_PATH}/pack")
def show_pack(visit: Visit) -> Shown:
    """
    Show what is packed in which box, and the form of what is not yet.
    """
    sale = sale_of(visit)
    lacks = reason_against(visit, SALE_PACK)
    tasks = [
        {
            **task,
            "why_not": _pack_reason(sale, task) or lacks,
            "rows": _again(visit, task, _to_pack(visit, task), *_PACKED),
        }
        for task in sale["Fulfilments"]
    ]
    return tab(visit, "pack.html", sale, tasks=tasks)


@page("POST", f"{_PATH}/pack/<task>", form=show_pack)
def write_pack(visit: Visit) -> Shown:
    """
    Write the pack, and authorise it.
    """
    check_may(visit, SALE_PACK)
    rows = typed_rows(visit, *_PACKED)
    body = {
        "TaskID": visit.path["task"],
        "Status": visit.form["status"],
        "Lines": _lines(rows),
    }
    visit.ask("PUT", f"{_STAGE}/pack", body)
    return Redirect(f"/sales/{visit.path['number']}/pack")


# Ship


@page("GET", f"{_PATH}/ship")
def show_ship(visit: Visit) -> Shown:
    """
    Show the parcels, and the form of their carriers and tracking numbers.
    """
    sale = sale_of(visit)
    lacks = reason_against(visit, SALE_SHIP)
    found = visit.ask("GET", "/ref/carrier", Limit=_ALL)["CarrierList"]
    carriers = [one["Description"] for one in found]
    tasks = [
        {
            **task,
            "why_not": _ship_reason(sale, task) or lacks,
            "has_left": task["Ship"]["Status"] in _LEAVING,
            "rows": _again(visit, task, _parcels(sale, task), *_PARCEL),
        }
        for task in sale["Fulfilments"]
    ]
    return tab(visit, "ship.html", sale, tasks=tasks, carriers=carriers)


@page("POST", f"{_PATH}/ship/<task>", form=show_ship)
def write_ship(visit: Visit) -> Shown:
    """
    Write the shipment, authorise it, or add tracking numbers to what has left.
    """
    check_may(visit, SALE_SHIP)
    form = visit.form
    body: Json = {
        "TaskID": visit.path["task"],
        "Status": form["status"],
        "ShippingNotes": form["notes"],
        "AddTrackingNumbers": form["has_left"] == "yes",
        "Lines": [
            {
                "ShipmentDate": row["day"],
                "Carrier": row["carrier"],
                "Box": row["box"],
                "TrackingNumber": row["tracking"].strip(),
                "IsShipped": form["status"] in _LEAVING and row["shipped"] == "yes",
            }
            for row in typed_rows(visit, *_PARCEL)
        ],
    }
    visit.ask("PUT", f"{_STAGE}/ship", body)
    return Redirect(f"/sales/{visit.path['number']}/ship")


# Why a stage is closed


def _no_more(sale: Json) -> str:
    open_picks = [
        task
        for task in sale["Fulfilments"]
        if task["Pick"]["Status"] not in {"AUTHORISED", "VOIDED"}
    ]
    return why_not(
        sale,
        (_is_unordered(sale), "The order is not authorised."),
        (bool(open_picks), "There is non authorised Fulfilment in this sale."),
    )


def _pick_reason(sale: Json, task: Json) -> str:
    status = task["Pick"]["Status"]
    return why_not(
        sale,
        (_is_unordered(sale), "The order is not authorised."),
        (status not in _OPEN, f"Pick cannot be changed: Status is {status}"),
    )


def _pack_reason(sale: Json, task: Json) -> str:
    status, before = task["Pack"]["Status"], task["Pick"]["Status"]
    return why_not(
        sale,
        (status not in _OPEN, f"Pack cannot be changed: Status is {status}"),
        (before != "AUTHORISED", f"Pack is not possible: pick Status is {before}"),
    )


def _ship_reason(sale: Json, task: Json) -> str:
    status, before = task["Ship"]["Status"], task["Pack"]["Status"]
    # A sale may have no pack of its own: it is combined with the pick.
    has_pack = sale["CombinedPackingStatus"] != "NOT AVAILABLE"
    done = task["Pack" if has_pack else "Pick"]["Status"]
    return why_not(
        sale,
        (status == "VOIDED", f"Ship cannot be changed: Status is {status}"),
        (done != "AUTHORISED", f"Ship is not possible: pack Status is {before}"),
    )


def _is_unordered(sale: Json) -> bool:
    return sale["Order"]["Status"] in {"NOT AVAILABLE", "DRAFT", "VOIDED"}


# Rows of the forms


def _again(visit: Visit, task: Json, rows: list[Json], *names: str) -> list[Json]:
    """
    Return the rows as they were typed, where this is the form that was refused.
    """
    if visit.path.get("task") != task["TaskID"]:
        return rows
    return as_typed(visit, rows, *names)


def _to_pick(visit: Visit, sale: Json, task: Json) -> list[Json]:
    """
    Return what is picked as a draft, or what is left of the order's goods.
    """
    if task["Pick"]["Lines"]:
        return [_goods(line) for line in task["Pick"]["Lines"]]
    rows = []
    for line in sale["Order"]["Lines"]:
        left = _number(line) - _picked(sale, line["ProductID"])
        if left > 0 and _is_stock(visit, line["ProductID"]):
            rows.append(
                _goods({**line, "Quantity": left, "Location": sale["Location"]})
            )
    return rows


def _to_pack(visit: Visit, task: Json) -> list[Json]:
    """
    Return what can be packed; a second row of each line is for another box.
    """
    if task["Pack"]["Status"] not in _OPEN or task["Pick"]["Status"] != "AUTHORISED":
        return []
    found = visit.ask("GET", f"{_STAGE}/pack", TaskID=task["TaskID"])["Lines"]
    rows = []
    for line in found:
        rows.append({**_goods(line), "box": line["Box"] or "Box 1"})
        rows.append({**_goods(line), "quantity": "", "box": "Box 2"})
    return rows


def _parcels(sale: Json, task: Json) -> list[Json]:
    """
    Return the parcels: as they were written, and a new one for each box without.
    """
    rows = [
        {
            "box": line["Boxes"],
            "carrier": line["Carrier"],
            "tracking": line["TrackingNumber"] or "",
            "day": (line["ShipmentDate"] or "")[:10],
            "shipped": "yes" if line["IsShipped"] else "no",
        }
        for line in task["Ship"]["Lines"]
    ]
    is_new = not rows
    named = {name.strip() for row in rows for name in row["box"].split(",")}
    boxes = dict.fromkeys(line["Box"] for line in task["Pack"]["Lines"])
    if not boxes and task["Pick"]["Status"] == "AUTHORISED" and is_new:
        boxes = {"Box 1": None}
    blank = {"carrier": sale["Carrier"], "tracking": "", "day": "", "shipped": "yes"}
    if task["Ship"]["Status"] == "DRAFT":
        rows = [{**row, "shipped": "yes"} for row in rows]
    return rows + [{"box": box, **blank} for box in boxes if box not in named]


def _goods(line: Json) -> Json:
    return {
        "product": line["ProductID"],
        "sku": line["SKU"],
        "name": line["Name"],
        "place": line["Location"],
        "batch": line.get("BatchSN") or "",
        "quantity": line["Quantity"],
    }


def _lines(rows: Iterable[dict[str, str]]) -> list[Json]:
    """
    Return the lines of a stage; a row without a quantity is none.
    """
    return [
        {
            "ProductID": row["product"],
            "Location": row["place"],
            "Quantity": read_number(row["quantity"], "Quantity"),
            **({"BatchSN": row["batch"].strip()} if row["batch"].strip() else {}),
            **({"Box": row["box"].strip()} if "box" in row else {}),
        }
        for row in rows
        if row["quantity"].strip() not in {"", "0"}
    ]


def _number(line: Json) -> Decimal:
    return Decimal(str(line["Quantity"]))


def _picked(sale: Json, product: str) -> Decimal:
    lines = (line for task in sale["Fulfilments"] for line in task["Pick"]["Lines"])
    picked = (_number(line) for line in lines if line["ProductID"] == product)
    return sum(picked, Decimal(0))


def _is_stock(visit: Visit, product: str) -> bool:
    [found] = visit.ask("GET", "/product", ID=product)["Products"]
    return bool(found["Type"] == "Stock")


def _places(location: Json) -> list[str]:
    """
    Return a warehouse and its bins, as lines name them.
    """
    name = location["Name"]
    return [name, *(f"{name}: {one['Name']}" for one in location.get("Bins") or ())]
