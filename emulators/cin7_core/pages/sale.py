"""
A sale, found by its number, and what all its tabs show.
"""

from typing import Any

from emulators.cin7_core.pages.desk import Json, shown
from emulators.kit.pages.page import Redirect, Refused, Shown, View, Visit, page

TABS = (
    ("", "Order"),
    ("/pick", "Pick"),
    ("/pack", "Pack"),
    ("/ship", "Ship"),
    ("/invoice", "Invoice"),
    ("/payments", "Payments"),
    ("/credit-note", "Credit note"),
)
_NOT_FOUND = 404


def sale_of(visit: Visit) -> Json:
    """
    Return the sale whose number is in the path.

    Raises:
        Refused: There is none.
    """
    number = visit.path["number"]
    for row in visit.ask("GET", "/saleList", Search=number)["SaleList"]:
        if row["OrderNumber"] == number:
            sale: Json = visit.ask("GET", "/sale", ID=row["SaleID"])
            return sale
    raise Refused(f"There is no sale {number}.", _NOT_FOUND)


def tab(visit: Visit, template: str, sale: Json, **values: Any) -> View:
    """
    Return a tab of the sale.
    """
    number = visit.path["number"]
    ships = [task["Ship"]["Status"] for task in sale["Fulfilments"]]
    return shown(
        visit,
        template,
        sale=sale,
        number=number,
        home=f"/sales/{number}",
        tabs=TABS,
        can_resend="AUTHORISED" in ships,
        **values,
    )


def why_not(sale: Json, *guards: tuple[bool, str]) -> str:
    """
    Return why something cannot be done now: the first guard that is broken.
    """
    if sale["Status"] == "VOIDED":
        return "The sale is voided."
    return next((said for is_broken, said in guards if is_broken), "")


@page("POST", "/sales/<number>/end")
def end_sale(visit: Visit) -> Shown:
    """
    Undo the sale, or void it.
    """
    sale = sale_of(visit)
    void = visit.form["void"] == "yes"
    visit.ask("DELETE", "/sale", ID=sale["ID"], Void="true" if void else "false")
    return Redirect(f"/sales/{visit.path['number']}")
