"""
Method 1 connected, and one sale that is packed, its shipment drafted.
"""

from harness.actors import AtCin7Core, Cast
from harness.worlds.empty import empty
from harness.worlds.world import World

CUSTOMER = "Kestrel Cycles"


def connected(cast: Cast) -> None:
    """
    Have Cin7 Core connected as a store in ShipStation, with a customer.
    """
    _knows_kestrel(cast)
    _connects(cast)


def connected_beside(cast: Cast) -> AtCin7Core:
    """
    Have a second organisation connected, as a second store; return a person there.
    """
    second = cast.cin7_core.founds("second")
    first = cast.engine.organisation
    cast.engine.takes_organisation("Second", second.login)
    cast.engine.sets_custom_store("Enabled")
    cast.engine.organisation = first
    cast.shipstation.connects_store(second.login.username, second.login.password)
    second.knows_customer("Heron Boats", email="h@boats.example", phone="1")
    return second


def one_packed_sale(cast: Cast) -> None:
    """
    Ready SO-00001, and fill the engine's mirror.
    """
    _knows_kestrel(cast)
    cast.cin7_core.readies("SO-00001")
    _connects(cast)
    cast.engine.synchronises()


def _knows_kestrel(cast: Cast) -> None:
    cast.cin7_core.knows_customer(
        CUSTOMER, email="orders@kestrel.example", phone="01353 555 010"
    )


def _connects(cast: Cast) -> None:
    login = cast.cin7_core.login
    cast.shipstation.connects_store(login.username, login.password)
    empty(cast)
    cast.engine.sets_custom_store("Enabled")


ONE_PACKED_SALE = World(
    "one_packed_sale",
    "Method 1 is connected, and SO-00001 waits to be imported.",
    one_packed_sale,
)
