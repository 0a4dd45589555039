"""
Users of the organisation: who belongs to it, who is invited, and what each may do.
"""

from emulators.cin7_core.pages.desk import (
    PERMISSIONS,
    Json,
    company_of,
    in_organisation,
    shown,
    users,
)
from emulators.kit.pages.page import Redirect, Refused, Shown, Visit, page

PATH = "/settings/users"
_USERS = "/_emulator/users"


@page("GET", PATH)
def show_users(visit: Visit) -> Shown:
    """
    Show who belongs to the organisation, and where else.
    """
    found = [
        {
            **one,
            "may": one["permissions"][visit.account],
            "elsewhere": [
                company_of(in_organisation(visit, name))
                for name in one["organisations"]
                if name != visit.account
            ],
        }
        for one in users(visit)
        if visit.account in one["organisations"]
    ]
    return shown(visit, "users.html", users=found, permissions=PERMISSIONS)


@page("POST", PATH, form=show_users)
def invite_user(visit: Visit) -> Shown:
    """
    Let somebody belong to the organisation: who has a login keeps it.
    """
    form, allowed = visit.form, visit.chosen("permission")
    name, email = form["username"].strip(), form["email"].strip()
    known = _known(visit, name, email)
    if known is None:
        body: Json = {
            "username": name,
            "password": form["new_password"],
            "email": email,
        }
        body |= {"organisations": [visit.account], "permissions": allowed}
        visit.ask("POST", _USERS, body)
        return Redirect(PATH, f"{name} is a user of this organisation.")
    if visit.account in known["organisations"]:
        raise Refused(f"{known['username']} belongs to this organisation already.", 409)
    body = {"organisation": visit.account, "permissions": allowed}
    visit.ask("POST", f"{_USERS}/{known['username']}/memberships", body)
    said = f"{known['username']} belongs to several organisations now."
    return Redirect(PATH, said)


@page("POST", f"{PATH}/<username>/permissions", form=show_users)
def change_permissions(visit: Visit) -> Shown:
    """
    Say what a user may do in the organisation.
    """
    name = _member(visit)
    body = {"permissions": visit.chosen("permission")}
    visit.ask("PATCH", f"{_USERS}/{name}/memberships/{visit.account}", body)
    return Redirect(PATH)


@page("POST", f"{PATH}/<username>/active", form=show_users)
def change_active(visit: Visit) -> Shown:
    """
    Close or open the login of a user.
    """
    body = {"active": visit.form["active"] == "yes"}
    visit.ask("PATCH", f"{_USERS}/{_member(visit)}", body)
    return Redirect(PATH)


@page("POST", f"{PATH}/<username>/remove", form=show_users)
def remove_user(visit: Visit) -> Shown:
    """
    Let a user belong to the organisation no more.
    """
    name = _member(visit)
    visit.ask("DELETE", f"{_USERS}/{name}/memberships/{visit.account}")
    return Redirect(PATH)


def _known(visit: Visit, name: str, email: str) -> Json | None:
    """
    Return the user of this name, or of this e-mail address where no name is given.
    """
    for one in users(visit):
        if name.lower() == one["username"].lower() if name else email == one["email"]:
            return one
    return None


def _member(visit: Visit) -> str:
    """
    Return the name in the path, where it is that of a user of the organisation.

    Raises:
        Refused: It is not.
    """
    name: str = visit.path["username"]
    for one in users(visit):
        if one["username"] == name and visit.account in one["organisations"]:
            return name
    raise Refused(f"{name} does not belong to this organisation.", 404)
