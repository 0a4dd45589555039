"""
Test the connection to a custom store before it is saved, as the form's button does.

What that call asks for is not documented: here it is the first page of the last day.
Nothing of the answer is kept.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.custom_store_import import Window
from emulators.shipstation.domain.custom_store_page import read_page
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.store_calls import CallFailed, StoreLine
from emulators.shipstation.domain.stores import CIN7_CORE, CUSTOM_STORE
from emulators.shipstation.profile import CredentialsInQuery

_REACH = timedelta(days=1)
_GOOD = "The connection works."
_KINDS = {CIN7_CORE: "Cin7 Core", CUSTOM_STORE: "Custom"}


@dataclass(frozen=True, slots=True)
class Connection:
    """
    What stands in the form.

    Attributes:
        url: Of a custom store; None for the Cin7 Core tile, whose address is built in.
    """

    url: str | None
    username: str
    password: str = field(repr=False)


def check_connection(account: Account, connection: Connection) -> tuple[bool, str]:
    """
    Ask the shop, and return whether it answered well with the sentence that is shown.

    Raises:
        Impossible: There is no address to ask.
    """
    tile = CUSTOM_STORE if connection.url else CIN7_CORE
    url = connection.url or account.stores.cin7_core_url
    if url is None:
        raise Impossible("the Cin7 Core tile has no address to call")
    profile = account.profile
    line = StoreLine(
        url,
        connection.username,
        connection.password,
        tile,
        profile.credentials_in_query is CredentialsInQuery.SENT,
        account.outbound,
    )
    now = account.now()
    try:
        answer = line.send("GET", Window(now - _REACH, now).parameters(1))
        read_page(answer.body, schema=profile.schema, headers=answer.headers)
    except CallFailed as error:
        sentence = line.masked(str(error))
        kind = _KINDS[tile]
        return False, f"We received an error testing the {kind} store: {sentence}"
    return True, _GOOD
