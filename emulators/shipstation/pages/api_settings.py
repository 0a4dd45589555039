"""
Settings > Account > API Settings: the keys, by the older screen or by today's.
"""

from emulators.kit.pages.page import Redirect, Refused, Shown, View, Visit, page
from emulators.kit.pages.typed import read_whole_number

PATH = "/settings/api"


@page("GET", PATH)
def show_api_settings(visit: Visit) -> Shown:
    """
    Show the keys that there are; today's screen shows no secret.
    """
    try:
        return View("api_settings.html", visit.ask("GET", "/screens/api-keys"))
    except Refused:
        return View("key_sets.html", visit.ask("GET", "/screens/key-sets"))


@page("POST", f"{PATH}/generate", form=show_api_settings)
def generate_keys(visit: Visit) -> Shown:
    """
    Make the first pair.
    """
    visit.ask("POST", "/screens/api-keys")
    return Redirect(PATH)


@page("GET", f"{PATH}/regenerate")
def ask_to_regenerate(visit: Visit) -> Shown:
    """
    Warn what ends with the old pair, and ask once more.
    """
    del visit
    return View("regenerate_keys.html")


@page("POST", f"{PATH}/regenerate", form=show_api_settings)
def regenerate_keys(visit: Visit) -> Shown:
    """
    Make another pair in place of the old one.
    """
    visit.ask("POST", "/screens/api-keys/regenerate")
    return Redirect(PATH)


@page("POST", f"{PATH}/key-sets", form=show_api_settings)
def ask_for_key_set(visit: Visit) -> Shown:
    """
    Ask for another key set; its link comes by mail.
    """
    months = read_whole_number(visit.form["months"], "Valid for")
    visit.ask("POST", "/screens/key-sets", {"months": months})
    return Redirect(PATH)


@page("POST", f"{PATH}/key-sets/verified", form=show_api_settings)
def follow_link(visit: Visit) -> Shown:
    """
    Make the set that a mailed link stands for, and show its secret this once.
    """
    link = {"link": visit.form["link"].strip()}
    made = visit.ask("POST", "/screens/key-sets/verified", link)
    return View("key_set_made.html", {"made": made})


@page("POST", f"{PATH}/key-sets/<key>/delete", form=show_api_settings)
def delete_key_set(visit: Visit) -> Shown:
    """
    Delete a key set.
    """
    visit.ask("DELETE", f"/screens/key-sets/{visit.path['key']}")
    return Redirect(PATH)
