"""
The pages of ShipStation: what a merchant, a packer and an owner see and press there.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emulators.kit.basic import same_secret
from emulators.kit.pages.page import Visitor
from emulators.kit.pages.site import Entry, Site
from emulators.kit.service import Service
from emulators.shipstation.domain.account import Account
from emulators.shipstation.pages import api_settings, orders, settings, stores
from emulators.shipstation.pages.words import GERMAN

MENU = (
    Entry("Orders", orders.PATH),
    Entry("Outbox", "/outbox"),
    Entry(
        "Settings",
        settings.PATH,
        (
            Entry("Account", "", (Entry("API Settings", api_settings.PATH),)),
            Entry("Selling Channels", "", (Entry("Store Setup", stores.PATH),)),
        ),
    ),
)


def site(service: Service[Account], password: str) -> Site:
    """
    Return the pages of all accounts.

    An account's name is its user name; all have the same password.
    """

    def sign_in(name: str, told: str) -> Visitor | None:
        good = same_secret(told, password)
        return Visitor(name, name) if good and name in service.tenants else None

    return Site(
        name=service.name,
        title="ShipStation",
        templates=Path(__file__).parent / "templates",
        modules=(orders, stores, settings, api_settings),
        menu=MENU,
        german=GERMAN,
        home=orders.PATH,
        sign_in=sign_in,
        is_in=lambda visitor: visitor.account in service.tenants,
        sentence=_sentence,
    )


def _sentence(body: Any) -> str:
    """
    Return what ShipStation says in a refusal, in whichever of its shapes.
    """
    if isinstance(body, Mapping):
        state = body.get("ModelState") or {}
        said = [str(text) for texts in state.values() for text in texts]
        names = ("ExceptionMessage", "Message", "message")
        said += [str(body[name]) for name in names if body.get(name)]
        if said:
            return said[0]
    return str(body or "ShipStation refused it and does not say why.")
