"""
Settings: where each of them is.
"""

from emulators.kit.pages.page import Shown, View, Visit, page

PATH = "/settings"


@page("GET", PATH)
def show_settings(visit: Visit) -> Shown:
    """
    Show the list of settings.
    """
    del visit
    return View("settings.html")
