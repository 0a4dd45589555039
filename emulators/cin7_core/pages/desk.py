"""
What the pages of an organisation have in common.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from emulators.kit.pages.page import Refused, View, Visit, Visitor

Json = dict[str, Any]

INTEGRATIONS, SALE_PACK, SALE_SHIP = "integrations", "sale_pack", "sale_ship"
PERMISSIONS: Mapping[str, str] = {
    INTEGRATIONS: "Integrations",
    SALE_PACK: "Sale > Sale Task - Pack view",
    SALE_SHIP: "Sale > Sale Task - Ship view",
}
_FORBIDDEN = 403
_ALL = 1000


def shown(visit: Visit, template: str, **values: Any) -> View:
    """
    Return a page under the name of the organisation.
    """
    return View(template, {"company": company_of(visit), **values})


def company_of(visit: Visit) -> str:
    """
    Return the name of the organisation that is worked in.
    """
    company: str = visit.ask("GET", "/screens/organisation")["company"]
    return company


def in_organisation(visit: Visit, name: str) -> Visit:
    """
    Return the visit as if it were to another organisation.
    """
    return replace(visit, visitor=Visitor(user_of(visit), name))


def user_of(visit: Visit) -> str:
    """
    Return the name of who has signed in.
    """
    return visit.visitor.user


def users(visit: Visit) -> list[Json]:
    """
    Return all users of Cin7 Core.
    """
    found: list[Json] = visit.ask("GET", "/_emulator/users")["users"]
    return found


def me(visit: Visit) -> Json:
    """
    Return who has signed in.
    """
    name = user_of(visit).lower()
    return next(one for one in users(visit) if one["username"].lower() == name)


def reason_against(visit: Visit, permission: str) -> str:
    """
    Return why the user may not do this, or nothing.
    """
    if permission in me(visit)["permissions"].get(visit.account, ()):
        return ""
    return f"{user_of(visit)} lacks the permission '{PERMISSIONS[permission]}'."


def check_may(visit: Visit, permission: str) -> None:
    """
    Make sure that the user may do this here.

    Raises:
        Refused: The user may not.
    """
    reason = reason_against(visit, permission)
    if reason:
        raise Refused(reason, _FORBIDDEN)


def warehouses(visit: Visit) -> list[Json]:
    """
    Return the locations that are not bins.
    """
    found = visit.ask("GET", "/ref/location", Limit=_ALL)["LocationList"]
    return [one for one in found if not one["ParentID"]]


def typed_rows(visit: Visit, *names: str) -> list[dict[str, str]]:
    """
    Return the rows of a table of fields, as they were typed.
    """
    columns = [visit.chosen(name) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=False)]


def as_typed(
    visit: Visit, rows: Sequence[Mapping[str, Any]], *names: str
) -> list[Json]:
    """
    Return the rows of a form with what was typed, where it is shown again.
    """
    if not visit.problem:
        return [dict(row) for row in rows]
    typed = typed_rows(visit, *names)
    if len(typed) != len(rows):
        return [dict(row) for row in rows]
    return [{**row, **one} for row, one in zip(rows, typed, strict=True)]
