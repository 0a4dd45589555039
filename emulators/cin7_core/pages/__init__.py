"""
The pages of Cin7 Core: what a clerk, a picker and an administrator see and press there.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.directory import Directory, NoUser
from emulators.cin7_core.pages import (
    billing,
    fulfilment,
    integration,
    locations,
    order,
    organisations,
    sale,
    sales,
    stock,
    users,
)
from emulators.cin7_core.pages.words import GERMAN
from emulators.kit.pages.page import Visitor
from emulators.kit.pages.site import Entry, Site
from emulators.kit.service import Service

MENU = (
    Entry("Sales", sales.PATH),
    Entry("Stock", stock.STOCK),
    Entry("Products", stock.PRODUCTS),
    Entry("Customers", stock.CUSTOMERS),
    Entry(
        "Integrations",
        "",
        (Entry("ShipStation", integration.PATH), Entry("API", integration.API)),
    ),
    Entry(
        "Settings",
        "",
        (
            Entry("Users", users.PATH),
            Entry("Organisations", organisations.PATH),
            Entry("Locations", locations.PATH),
            Entry("Carriers", stock.CARRIERS),
        ),
    ),
)
MODULES = (
    sales,
    sale,
    order,
    fulfilment,
    billing,
    stock,
    integration,
    users,
    organisations,
    locations,
)


def site(service: Service[Account], directory: Callable[[], Directory]) -> Site:
    """
    Return the pages of all organisations, for the users of the present directory.
    """

    def sign_in(name: str, password: str) -> Visitor | None:
        user = directory().login(name, password)
        if user is None or not user.active:
            return None
        return Visitor(user.username, next(iter(user.memberships), ""))

    def is_in(visitor: Visitor) -> bool:
        try:
            user = directory().user(visitor.user)
        except NoUser:
            return False
        return user.active and visitor.account in user.memberships

    return Site(
        name=service.name,
        title="Cin7 Core",
        templates=Path(__file__).parent / "templates",
        modules=MODULES,
        menu=MENU,
        german=GERMAN,
        home=sales.PATH,
        sign_in=sign_in,
        is_in=is_in,
        sentence=_sentence,
    )


def _sentence(body: Any) -> str:
    """
    Return what Cin7 Core says in a refusal: all of its errors.
    """
    errors = body if isinstance(body, list) else [body or {}]
    said = [one.get("Exception") or one.get("Message") or "" for one in errors]
    return " ".join(one for one in said if one) or "Cin7 Core refused it."
