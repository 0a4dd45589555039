"""
How an account is written into a snapshot.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.book_kinds import KINDS, BookKind
from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Ids
from emulators.kit.outbound import Outbound
from emulators.kit.plain_data import Forms
from emulators.kit.snapshots import Shape
from emulators.kit.state import StateLock

SHAPE = Shape(
    service="cin7_core",
    state=Account,
    version=2,
    forms=Forms(
        around=(Agenda, Ids, Outbound, StateLock),
        tables={BookKind: KINDS},
    ),
)
