"""
The three methods as a page calls them, and the ways out where two are too many.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.connections.problems import MethodRefused
from engine.domain.method_policy import Method
from engine.web import models
from engine.web.pages.declare import at

CIN7_HELP = "https://help.core.cin7.com/hc/en-us/articles/9034569837839"


@dataclass(frozen=True, slots=True)
class Spoken:
    """
    A method in the words of the page.

    Attributes:
        tab: The tab of its settings.
        flow: How information flows by it.
    """

    name: str
    tab: str
    purpose: str
    flow: str


_SPOKEN = {
    Method.CUSTOM_STORE: Spoken(
        "Cin7 Core as a store in ShipStation",
        "Custom Store",
        "Your sales are in Cin7 Core, and labels are made in ShipStation.",
        "ShipStation asks Cin7 Core for orders, and tells it of each shipment. It"
        " needs a user name and a password of Cin7 Core, and no API key.",
    ),
    Method.SHIPSTATION_STORE: Spoken(
        "A ShipStation store in Cin7 Core",
        "Setup",
        "Your sales channels are connected to ShipStation, or its orders shall be"
        " sales here.",
        "Cin7 Core asks ShipStation for orders and shipments, and creates orders"
        " there. It needs an API key and an API secret of ShipStation.",
    ),
    Method.SHIPPING_SERVICE: Spoken(
        "ShipStation as a shipping service in Cin7 Core",
        "Shipping Service",
        "Rates are compared and labels are made here, sale by sale.",
        "Cin7 Core asks ShipStation for rates and buys labels, or hands sales over for"
        " fulfilment. It goes together with either of the other two.",
    ),
}


@dataclass(frozen=True, slots=True)
class WayOut:
    """
    A link that leads on after a refusal.
    """

    label: str
    address: str


def spoken(method: str) -> Spoken:
    """
    Return what a page says of a method.
    """
    return _SPOKEN[Method(method)]


def ways_out(
    wanted: Method, problem: Exception, connections: Sequence[models.ConnectionView]
) -> list[WayOut]:
    """
    Return both ways out of a second method: end the other, or keep it.
    """
    if not isinstance(problem, MethodRefused):
        return []
    if wanted is Method.SHIPSTATION_STORE:
        return [
            WayOut("Disable the custom store", at("custom-store")),
            WayOut("Keep the custom store, and connect nothing", at()),
        ]
    rivals = [one for one in connections if one.method == Method.SHIPSTATION_STORE]
    ends = [
        WayOut(
            "Disconnect the ShipStation store", at("connections", one.id, "disconnect")
        )
        for one in rivals
    ]
    keep = WayOut("Keep the ShipStation store, and leave this Disabled", at())
    return [*ends, keep]
