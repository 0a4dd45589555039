"""
Nothing but the accounts: an organisation, its user, a ShipStation account with keys.
"""

from harness.actors import Cast
from harness.worlds.world import World

COMPANY = "Fernhill Trading"


def empty(cast: Cast) -> None:
    """
    Let ShipStation know where Cin7 Core is, and the engine the organisation.

    The engine comes last in every world: it may still be starting.
    """
    cast.shipstation.knows_where_cin7_core_is(cast.engine.custom_store_url)
    cast.engine.takes_organisation(COMPANY, cast.cin7_core.login)


EMPTY = World("empty", "The accounts, with nothing in them.", empty)
