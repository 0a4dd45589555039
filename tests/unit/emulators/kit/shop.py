"""
A vendor of two operations, for tests of the kit.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from emulators.kit.ambient import Clock
from emulators.kit.basic import authorization
from emulators.kit.contract import Contract, Problem
from emulators.kit.operation import (
    INTEGER,
    Call,
    Catalogue,
    Reply,
    not_built,
    operation,
)
from emulators.kit.pages import words
from emulators.kit.pages.page import Redirect, Shown, View, Visit, Visitor, page
from emulators.kit.pages.site import Entry, Site
from emulators.kit.service import Caller, Service, Surroundings, Tenant
from emulators.kit.throttle import Allowance, Taken

SCHEMAS = {
    "item.create.json": {
        "type": "object",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "price": {"type": "number"}},
    },
    "item.json": {
        "type": "object",
        "required": ["id", "name"],
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    },
}


class NoItem(LookupError):
    """
    There is no item of this id.
    """


@operation(
    "POST",
    "/items",
    request="item.create.json",
    responses={200: "item.json"},
    source="https://example.org/create",
)
def create_item(call: Call, items: list[Any]) -> Reply:
    """
    Add an item.
    """
    items.append({**call.body, "id": len(items) + 1})
    return Reply(200, items[-1])


@operation(
    "GET",
    "/Items/<int:item_id>",
    responses={200: "item.json"},
    query={"priceIn": INTEGER},
    source="https://example.org/get",
)
def get_item(call: Call, items: list[Any]) -> Reply:
    """
    Return an item; item 99 is broken on purpose.
    """
    if call.path["item_id"] == 99:
        return Reply(200, {"id": "no number"})
    if call.path["item_id"] > len(items):
        raise NoItem(f"no item {call.path['item_id']}")
    return Reply(200, {**items[call.path["item_id"] - 1], "query": dict(call.query)})


delete_item = not_built(
    "delete_item", "DELETE", "/Items/<int:item_id>", source="https://example.org/delete"
)

_API = ModuleType("api")
_API.__dict__.update(
    create_item=create_item, get_item=get_item, delete_item=delete_item
)


@page("GET", "/items/<int:number>")
def show_item(visit: Visit) -> Shown:
    """
    Show the name of an item, and why the form was refused.
    """
    said = visit.ask("GET", f"/Items/{visit.path['number']}")["name"]
    return View("problem.html", {"sentence": said})


@page("GET", "/items/new")
def show_form(visit: Visit) -> Shown:
    """
    Show what was typed, and why it was refused.
    """
    sentence = f"{visit.form.get('name', '')} {visit.problem}"
    return View("problem.html", {"sentence": sentence})


@page("POST", "/items/new", form=show_form)
def add_item(visit: Visit) -> Shown:
    """
    Add an item; without a price it is refused.
    """
    body = {"name": visit.form["name"], "price": visit.form.get("price") or 1}
    made = visit.ask("POST", "/items", body)
    return Redirect(f"/items/{made['id']}", "It is added.")


_PAGES = ModuleType("pages")
_PAGES.__dict__.update(show_item=show_item, show_form=show_form, add_item=add_item)


class Shop(Service[list[Any]]):
    """
    The vendor.
    """

    name = "shop"

    def __init__(self, clock: Clock, folder: Path) -> None:
        super().__init__(clock)
        for name, schema in SCHEMAS.items():
            (folder / name).write_text(json.dumps(schema))
        self.catalogue = Catalogue("shop", _API)
        self.screens = Catalogue("shop.screens")
        self.common = Catalogue("shop.common")
        self.contract = Contract(folder)
        self.errors = {NoItem: 404}
        self._allowance = Allowance(40, 60, aligned=True)
        self.reset()

    def reset(self) -> None:
        """
        Have one empty account.
        """
        super().reset()
        self.open_account({"name": "main"})

    def open_account(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """
        Open an account whose password is its name.
        """
        name = document["name"]
        self.tenants[name] = Tenant(self.surroundings(name), [])
        return {"login": authorization(name, name)}

    def credentials_of(self, tenant: Tenant[list[Any]]) -> Any:
        """
        Have none that a snapshot would keep.
        """
        del tenant

    def move_in(
        self, surroundings: Surroundings, state: list[Any], credentials: Any
    ) -> dict[str, Any]:
        """
        Let the state be the account's.
        """
        del credentials
        name = surroundings.name
        self.tenants[name] = Tenant(surroundings, state)
        return {"login": authorization(name, name)}

    def profile_of(self, tenant: Tenant[list[Any]]) -> dict[str, str]:
        """
        Have no contested facts.
        """
        del tenant
        return {}

    def change_profile(
        self, tenant: Tenant[list[Any]], changes: Mapping[str, Any]
    ) -> dict[str, str]:
        """
        Have no contested facts.
        """
        del tenant, changes
        return {}

    def site(self) -> Site:
        """
        Have a form, and let in who says the name of an account twice.
        """
        return Site(
            name=self.name,
            title="Shop",
            templates=Path(words.__file__).parent / "templates",
            modules=(_PAGES,),
            menu=(Entry("Menu", "/items/new"),),
            german={},
            home="/items/new",
            sign_in=lambda name, told: (
                Visitor(name, name) if name == told and name in self.tenants else None
            ),
            is_in=lambda visitor: visitor.account in self.tenants,
            sentence=lambda body: str(body.get("error") or body),
        )

    def identify(self, headers: Mapping[str, str]) -> Caller[list[Any]]:
        """
        Know an account by its name.
        """
        for name, tenant in self.tenants.items():
            if headers.get("authorization") == authorization(name, name):
                return Caller(tenant, name)
        return Caller(None, refusal=Reply(401, {"error": "who are you?"}))

    def take_allowance(self, caller: Caller[list[Any]], now: Any) -> Taken:
        """
        Count 40 calls a minute.
        """
        return self._allowance.take(caller.credential, now)

    def headers(self, taken: Taken | None) -> Mapping[str, str]:
        """
        Tell what is left.
        """
        return {"X-Left": str(taken.remaining)} if taken else {}

    def refuse_limited(self, caller: Caller[list[Any]], taken: Taken) -> Reply:
        """
        Say 429.
        """
        del taken, caller
        return Reply(429, {"error": "too many"})

    def refuse_route(
        self,
        caller: Caller[list[Any]],
        method: str,
        path: str,
        *,
        allowed: list[str],
    ) -> Reply:
        """
        Say 404, or 405 with what is allowed.
        """
        del caller
        return Reply(405 if allowed else 404, {"error": f"{method} {path} {allowed}"})

    def refuse_query(self, caller: Caller[list[Any]], name: str, why: str) -> Reply:
        """
        Say 400.
        """
        del caller
        return Reply(400, {"error": f"{name}: {why}"})

    def refuse_body(self, caller: Caller[list[Any]], problem: Problem | str) -> Reply:
        """
        Say 400.
        """
        del caller
        return Reply(400, {"error": str(problem)})

    def refuse(self, caller: Caller[list[Any]], status: int, error: Exception) -> Reply:
        """
        Say what is wrong.
        """
        del caller
        return Reply(status, {"error": str(error)})
