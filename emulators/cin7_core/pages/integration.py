"""
Integrations > ShipStation, and *Resend to ShipStation*: both are the integration's.
"""

from urllib.parse import quote

from emulators.cin7_core.pages.desk import INTEGRATIONS, check_may, shown
from emulators.kit.pages.page import Leave, Shown, Visit, page

PATH, API = "/integrations/shipstation", "/integrations/api"


@page("GET", API)
def show_api(visit: Visit) -> Shown:
    """
    Show what the integration has to be given.
    """
    check_may(visit, INTEGRATIONS)
    application = visit.ask("GET", "/screens/api-application")
    return shown(visit, "api.html", application=application)


@page("GET", PATH)
def show_integration(visit: Visit) -> Shown:
    """
    Go to the pages of the integration, as those of this organisation.
    """
    check_may(visit, INTEGRATIONS)
    return _leave(visit, "")


@page("GET", "/sales/<number>/resend")
def resend(visit: Visit) -> Shown:
    """
    Go to the page of the integration that offers the sale to ShipStation once more.
    """
    return _leave(visit, f"/sales/{quote(visit.path['number'], safe='')}")


def _leave(visit: Visit, path: str) -> Shown:
    url = visit.ask("GET", f"/_emulator{PATH}")["url"]
    if not url:
        return shown(visit, "no_integration.html", origin=visit.origin)
    organisation = visit.ask("GET", "/screens/organisation")["account_id"]
    return Leave(f"{url}{PATH}{path}?account={organisation}")
