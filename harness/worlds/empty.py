"""
Nothing but the accounts: an organisation, its user, a ShipStation account with keys.
"""

from harness.actors import Cast
from harness.worlds.world import World

COMPANY = "Fernhill Trading"


def empty(cast: Cast) -> None:
    """
    Let the engine know the organisation, and ShipStation where Cin7 Core is.
    """
    cast.engine.takes_organisation(COMPANY, cast.cin7_core.login)
    cast.shipstation.knows_where_cin7_core_is(cast.engine.custom_store_url)


EMPTY = World("empty", "The accounts, with nothing in them.", empty)
