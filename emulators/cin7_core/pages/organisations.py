"""
The organisations of a user.
"""

from emulators.kit.pages.page import Shown, View, Visit, page

PATH = "/organisations"


@page("GET", PATH)
def show_organisations(visit: Visit) -> Shown:
    """
    Show where the user is.
    """
    return View("organisations.html", {"company": visit.ask("GET", "/me")["Company"]})
