"""
Locations, and the addresses that their parcels leave from.
"""

from emulators.cin7_core.pages.desk import shown
from emulators.kit.pages.page import Redirect, Shown, Visit, page

PATH = "/settings/locations"
ADDRESS = {
    "AddressLine1": "Address line 1",
    "AddressLine2": "Address line 2",
    "AddressCitySuburb": "City",
    "AddressStateProvince": "State",
    "AddressZipPostCode": "Postcode",
    "AddressCountry": "Country",
}
_ALL = 1000


@page("GET", PATH)
def show_locations(visit: Visit) -> Shown:
    """
    Show the warehouses, and the form of an address.
    """
    found = visit.ask("GET", "/ref/location", Limit=_ALL)["LocationList"]
    rows = [
        {
            "name": one["Name"],
            "address": ", ".join(filter(None, map(one.get, ADDRESS))),
        }
        for one in found
        if not one["ParentID"]
    ]
    return shown(visit, "locations.html", rows=rows, address=ADDRESS)


@page("POST", PATH, form=show_locations)
def change_address(visit: Visit) -> Shown:
    """
    Write the address of a location.
    """
    form = visit.form
    name = form["location"]
    rows = visit.ask("GET", "/ref/location", Name=name)["LocationList"]
    [place] = [one for one in rows if one["Name"] == name and not one["ParentID"]]
    address = {key: form[key].strip() for key in ADDRESS}
    visit.ask("PUT", "/ref/location", {"ID": place["ID"], "Name": name, **address})
    return Redirect(PATH, f"Parcels of {name} leave from this address now.")
