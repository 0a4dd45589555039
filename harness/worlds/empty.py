"""
Nothing but the accounts: an organisation, its user, a ShipStation account with keys.
"""

from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY, COMPANY
from harness.actors import Cast
from harness.worlds.world import World


def empty(cast: Cast) -> None:
    """
    Let the engine know the organisation, and ShipStation where Cin7 Core is.
    """
    cast.engine.takes_organisation(
        COMPANY, {"account_id": ACCOUNT_ID, "application_key": APPLICATION_KEY}
    )
    cast.shipstation.knows_where_cin7_core_is(cast.engine.custom_store_url)


EMPTY = World("empty", "The accounts, with nothing in them.", empty)
