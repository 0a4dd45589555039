"""
What becomes of cards and papers when a warehouse gets another name, or goes.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.reading import Document, guid
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.uses import LOCATIONS, PLACES, use_of


class LocationInUse(Refused):
    """
    Stock lies or lay there, something names it, or it is where goods come from.
    """


def change_location(account: Account, body: Document) -> Location:
    """
    Write what the body has into a warehouse; cards say its new name from then on.

    Raises:
        NoLocation: There is none.
        LocationTaken: The name is taken.
        BinStays: It is a bin.
    """
    location = account.locations.by_id(guid(body["ID"]))
    before = [(one, one.label) for one in (location, *location.bins)]
    account.locations.change(body)
    for one, label in before:
        account.rename(LOCATIONS, label, one.label)
    return location


def delete_location(account: Account, location_id: str) -> None:
    """
    Take a bin away, or a warehouse with its bins, that nothing refers to.

    Raises:
        NoLocation: There is none.
        LocationInUse: It is the default, or something refers to it.
    """
    location = account.locations.by_id(location_id)
    places = (location, *location.bins)
    if location.is_default or any(references_to(account, one) for one in places):
        raise LocationInUse(
            f"Location '{location.label}' cannot be deleted: it is in use"
        )
    account.locations.remove(location)


def references_to(account: Account, location: Location) -> int:
    """
    Return how many cards, papers and spots of stock refer to a location.
    """
    named = account.references(LOCATIONS, location.label)
    use = use_of(PLACES, location.id)
    papers = sum(
        shelf.count_using(use)
        for shelf in (
            account.sales,
            account.purchases,
            account.opportunities,
            account.adjustments,
            account.transfers,
        )
    )
    return named + papers + account.stock.spots_at(location.id)
