"""
An account without a service around it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Ids, VirtualClock
from emulators.kit.journal import Journal
from emulators.kit.outbound import Answer, Unreachable
from emulators.kit.service import Surroundings
from emulators.kit.state import StateLock
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.keys import KeyRing
from emulators.shipstation.domain.stores import CUSTOM_STORE, Store

START = datetime(2026, 3, 2, 18, 0, 30, tzinfo=UTC)
URL = "https://shop.example/custom-store"


class NoOutbound:
    """
    A way out that leads nowhere.
    """

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Reach nobody.
        """
        del method, url, headers, body
        raise Unreachable("nobody is there")


def new_account(clock: VirtualClock | None = None) -> Account:
    """
    Return an account as it is new.
    """
    surroundings = Surroundings(
        name="main",
        agenda=Agenda(clock or VirtualClock(START)),
        ids=Ids("test"),
        outbound=NoOutbound(),
        journal=Journal(),
        lock=StateLock(),
    )
    return Account(surroundings, KeyRing())


def custom_store(account: Account) -> Store:
    """
    Return a shop that the account has connected.
    """
    return account.stores.connect(
        CUSTOM_STORE,
        name=None,
        login=("shop", "s3 cret/+"),
        url=URL,
        words={},
        now=account.now(),
    )
