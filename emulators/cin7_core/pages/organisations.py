"""
The organisations of a user, and the way from one to another.
"""

from emulators.cin7_core.pages.desk import (
    company_of,
    in_organisation,
    me,
    shown,
    user_of,
)
from emulators.kit.pages.page import Enter, Refused, Shown, Visit, Visitor, page

PATH = "/organisations"


@page("GET", PATH)
def show_organisations(visit: Visit) -> Shown:
    """
    Show the organisations that the user belongs to.
    """
    found = [
        {"account": name, "company": company_of(in_organisation(visit, name))}
        for name in me(visit)["organisations"]
    ]
    return shown(visit, "organisations.html", organisations=found)


@page("POST", f"{PATH}/<account>/enter", form=show_organisations)
def enter_organisation(visit: Visit) -> Shown:
    """
    Work in another organisation from now on.
    """
    account = visit.path["account"]
    if account not in me(visit)["organisations"]:
        raise Refused("You do not belong to this organisation.", 403)
    return Enter(Visitor(user_of(visit), account), "")
