"""
How an account is written into a snapshot.
"""

from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Ids
from emulators.kit.outbound import Outbound
from emulators.kit.plain_data import Forms
from emulators.kit.snapshots import Shape
from emulators.kit.state import StateLock
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.carrier_tables import PROVIDERS, Provider
from emulators.shipstation.domain.keys import KeyRing
from emulators.shipstation.domain.stores import TILES, Tile

SHAPE = Shape(
    service="shipstation",
    state=Account,
    version=2,
    forms=Forms(
        around=(Agenda, Ids, KeyRing, Outbound, StateLock),
        tables={Provider: PROVIDERS, Tile: TILES},
    ),
)
