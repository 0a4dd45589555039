"""
Locations, and the addresses that their parcels leave from.
"""

from emulators.cin7_core.pages.desk import shown, warehouses
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


@page("GET", PATH)
def show_locations(visit: Visit) -> Shown:
    """
    Show the warehouses, and the form of an address.
    """
    rows = [
        {
            "id": one["ID"],
            "name": one["Name"],
            "address": ", ".join(filter(None, map(one.get, ADDRESS))),
        }
        for one in warehouses(visit)
    ]
    places = [(row["id"], row["name"]) for row in rows]
    return shown(visit, "locations.html", rows=rows, places=places, address=ADDRESS)


@page("POST", PATH, form=show_locations)
def change_address(visit: Visit) -> Shown:
    """
    Write the address of a location.
    """
    address = {key: visit.form[key].strip() for key in ADDRESS}
    body = {"ID": visit.form["location"], **address}
    place = visit.ask("PUT", "/ref/location", body)
    return Redirect(PATH, f"Parcels of {place['Name']} leave from this address now.")
