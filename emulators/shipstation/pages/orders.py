"""
Orders: by status, and one of them with all that is done to it.
"""

import base64
from typing import Any

from emulators.kit.pages.page import Paper, Redirect, Refused, Shown, View, Visit, page
from emulators.kit.pages.typed import read_number
from emulators.shipstation.pages.stores import STATUSES

PATH = "/orders"
_ROWS = 50
_PDF = "application/pdf"
_UNITS = ("grams", "ounces", "pounds")
_ADDRESS = (
    ("name", "Name"),
    ("street1", "Street"),
    ("city", "City"),
    ("state", "State or county"),
    ("postalCode", "Postal code"),
    ("country", "Country, in two letters"),
)


@page("GET", PATH)
def show_orders(visit: Visit) -> Shown:
    """
    Show the orders of a status, or those of a number.
    """
    number = visit.query.get("number", "").strip()
    status = visit.query.get("status", "" if number else "awaiting_shipment")
    found = visit.ask(
        "GET",
        "/orders",
        orderStatus=status or None,
        orderNumber=number or None,
        page=visit.query.get("page", "1"),
        pageSize=_ROWS,
        sortBy="OrderDate",
        sortDir="DESC",
    )
    return View(
        "orders.html",
        {
            "found": found,
            "status": status,
            "number": number,
            "counts": {one: _count(visit, one) for one, _ in STATUSES},
            "statuses": STATUSES,
        },
    )


@page("POST", f"{PATH}/import", form=show_orders)
def import_all(visit: Visit) -> Shown:
    """
    Ask all shops for their orders, now.
    """
    visit.ask("POST", "/stores/refreshstore")
    return Redirect(PATH)


@page("GET", f"{PATH}/<int:order_id>")
def show_order(visit: Visit) -> Shown:
    """
    Show one order with its parcels.
    """
    order = visit.ask("GET", f"/orders/{visit.path['order_id']}")
    number = order["orderNumber"]
    shown = visit.ask("GET", "/screens/orders", number=number)["orders"]
    parcels = visit.ask("GET", "/shipments", orderId=order["orderId"])["shipments"]
    carriers = visit.ask("GET", "/carriers")
    return View(
        "order.html",
        {
            "order": next(o for o in shown if o["orderId"] == order["orderId"]),
            "parcels": parcels,
            "services": _services(visit, carriers),
            "carriers": carriers,
            "words": dict(STATUSES),
            "units": _UNITS,
        },
    )


@page("POST", f"{PATH}/<int:order_id>/notes", form=show_order)
def write_notes(visit: Visit) -> Shown:
    """
    Write the notes to the buyer.
    """
    body = {"text": visit.form["notesToBuyer"]}
    visit.ask("PUT", f"/screens{_own(visit)}/notes-to-buyer", body)
    return Redirect(_own(visit))


@page("POST", f"{PATH}/<int:order_id>/label", form=show_order)
def create_label(visit: Visit) -> Shown:
    """
    Buy a label; its PDF opens.
    """
    form = visit.form
    carrier, _, service = form["service"].partition("/")
    body: dict[str, Any] = {"carrierCode": carrier, "serviceCode": service}
    if weight := form.get("weight", "").strip():
        body["weight"] = {
            "value": read_number(weight, "Weight"),
            "units": form["weightUnits"],
        }
    if "notify" not in form:
        body["notify"] = False
    label = visit.ask("POST", f"/screens{_own(visit)}/label", body)
    data = base64.b64decode(label["labelData"])
    return Paper(data, _PDF, f"label-{label['trackingNumber']}.pdf")


@page("GET", f"{PATH}/<int:order_id>/packing-slip")
def print_packing_slip(visit: Visit) -> Shown:
    """
    Print what lies in the parcel.
    """
    slip = visit.ask("GET", f"/screens{_own(visit)}/packing-slip")
    return Paper(base64.b64decode(slip["pdf"]), _PDF, "packing-slip.pdf")


@page("POST", f"{PATH}/<int:order_id>/split", form=show_order)
def split(visit: Visit) -> Shown:
    """
    Split some items off, which are shipped apart.
    """
    parts = [
        {"sku": name.removeprefix("split."), "quantity": int(count)}
        for name, count in visit.form.items()
        if name.startswith("split.") and count.isdecimal() and int(count)
    ]
    if not parts:
        raise Refused("Say how many of which item go into the other parcel.", 422)
    visit.ask("POST", f"/screens{_own(visit)}/split", {"items": parts})
    return Redirect(_own(visit))


@page("POST", f"{PATH}/<int:order_id>/combine", form=show_order)
def combine(visit: Visit) -> Shown:
    """
    Take other orders of the same recipient into this one.
    """
    number = visit.form["number"].strip()
    found = (
        visit.ask("GET", "/screens/orders", number=number)["orders"] if number else ()
    )
    own = visit.path["order_id"]
    others = [one["orderId"] for one in found if one["orderId"] != own]
    if not others:
        raise Refused(f"There is no other order {number}.", 422)
    visit.ask("POST", "/screens/orders/combine", {"orderIds": [own, *others]})
    return Redirect(_own(visit))


@page("GET", f"{PATH}/new")
def show_form(visit: Visit) -> Shown:
    """
    Show the form of an order that is typed in.
    """
    del visit
    return View("new_order.html", {"fields": _ADDRESS})


@page("POST", f"{PATH}/new", form=show_form)
def type_order(visit: Visit) -> Shown:
    """
    Type in an order of the manual store.
    """
    form = visit.form
    address = {name: form[name].strip() or None for name, _ in _ADDRESS}
    body: dict[str, Any] = {
        "orderNumber": form["orderNumber"].strip(),
        "orderDate": form["orderDate"],
        "orderStatus": "awaiting_shipment",
        "billTo": {"name": address["name"]},
        "shipTo": address,
        "items": [
            {
                "sku": form["sku"].strip(),
                "name": form["item"].strip(),
                "quantity": read_number(form["quantity"], "Quantity"),
                "unitPrice": read_number(form["unitPrice"], "Unit price"),
                "weight": {
                    "value": read_number(form["weight"], "Weight"),
                    "units": "grams",
                },
            }
        ],
    }
    order = visit.ask("POST", "/screens/orders", body)
    return Redirect(f"{PATH}/{order['orderId']}")


@page("POST", f"{PATH}/<int:order_id>/hold", form=show_order)
def hold(visit: Visit) -> Shown:
    """
    Hold the order until a day.
    """
    visit.ask("POST", f"/screens{_own(visit)}/hold", {"until": visit.form["until"]})
    return Redirect(_own(visit))


@page("POST", f"{PATH}/<int:order_id>/restore", form=show_order)
def restore(visit: Visit) -> Shown:
    """
    Take the order off hold.
    """
    visit.ask("POST", f"/screens{_own(visit)}/restore")
    return Redirect(_own(visit))


@page("POST", f"{PATH}/<int:order_id>/cancel", form=show_order)
def cancel(visit: Visit) -> Shown:
    """
    Cancel the order.
    """
    visit.ask("POST", f"/screens{_own(visit)}/cancel")
    return Redirect(_own(visit))


@page("POST", f"{PATH}/<int:order_id>/mark-as-shipped", form=show_order)
def mark_as_shipped(visit: Visit) -> Shown:
    """
    Say that the order was shipped elsewhere.
    """
    body = {
        "carrierCode": visit.form["carrier"].strip(),
        "trackingNumber": visit.form["trackingNumber"].strip() or None,
        "notifySalesChannel": "notifySalesChannel" in visit.form,
    }
    visit.ask("POST", f"/screens{_own(visit)}/mark-as-shipped", body)
    return Redirect(_own(visit))


@page(
    "POST", f"{PATH}/<int:order_id>/shipments/<int:shipment_id>/void", form=show_order
)
def void_label(visit: Visit) -> Shown:
    """
    Void the label of a parcel.
    """
    visit.ask("POST", f"/screens/shipments/{visit.path['shipment_id']}/void")
    return Redirect(_own(visit))


@page(
    "POST", f"{PATH}/<int:order_id>/shipments/<int:shipment_id>/notify", form=show_order
)
def resend_notification(visit: Visit) -> Shown:
    """
    Tell the shop of a parcel again.
    """
    visit.ask("POST", f"/screens/shipments/{visit.path['shipment_id']}/notify")
    return Redirect(_own(visit))


@page("GET", f"{PATH}/<int:order_id>/rates")
def show_rates(visit: Visit) -> Shown:
    """
    Show what the parcel would cost with each carrier.
    """
    order = visit.ask("GET", f"/orders/{visit.path['order_id']}")
    sender = visit.query.get("from", "").strip()
    rates, refusals = _rates(visit, order, sender) if sender else ([], [])
    return View(
        "rates.html",
        {"order": order, "rates": rates, "refusals": refusals, "sender": sender},
    )


@page("GET", "/outbox")
def show_outbox(visit: Visit) -> Shown:
    """
    Show the mails to customers and to the owner.
    """
    return View("outbox.html", visit.ask("GET", "/screens/outbox"))


def _own(visit: Visit) -> str:
    return f"{PATH}/{visit.path['order_id']}"


def _count(visit: Visit, status: str) -> int:
    return int(visit.ask("GET", "/orders", orderStatus=status, pageSize=1)["total"])


def _services(visit: Visit, carriers: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (f"{carrier['code']}/{service['code']}", service["name"])
        for carrier in carriers
        for service in visit.ask(
            "GET", "/carriers/listservices", carrierCode=carrier["code"]
        )
    ]


def _rates(
    visit: Visit, order: dict[str, Any], sender: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """
    Return what each service asks, the cheapest first, and what carriers refuse.
    """
    rates: list[dict[str, Any]] = []
    refusals: list[str] = []
    for carrier in visit.ask("GET", "/carriers"):
        asked = {
            "carrierCode": carrier["code"],
            "fromPostalCode": sender,
            "toCountry": order["shipTo"]["country"],
            "toPostalCode": order["shipTo"]["postalCode"],
            "weight": order["weight"],
        }
        try:
            found = visit.ask("POST", "/shipments/getrates", asked)
        except Refused as refused:
            refusals.append(f"{carrier['name']}: {refused}")
        else:
            rates += [{**rate, "carrier": carrier["name"]} for rate in found]
    rates.sort(key=lambda one: one["shipmentCost"] + one["otherCost"])
    return rates, refusals
