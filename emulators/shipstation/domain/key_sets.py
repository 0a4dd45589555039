"""
API keys by today's account settings: two sets, a mailed link, and a date of expiry.
"""

from calendar import monthrange
from datetime import datetime, timedelta

from emulators.kit.agenda import deed
from emulators.kit.ambient import secret
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible, NotFound
from emulators.shipstation.domain.keys import KeyPair, KeySet, fresh_pair
from emulators.shipstation.profile import KeyScreens

MOST_SETS = 2
ANNOUNCED = timedelta(days=30)

_LINK = "https://ship.shipstation.com/settings/api/verify/"
_FULL = (
    "The account has two key sets, which is all that it can have: delete one of them"
    " before another is made."
)


def ask(account: Account, months: int) -> None:
    """
    Mail the owner a link; without it being followed no set is made.

    Raises:
        Impossible: There are two sets, or the account has the older screen.
    """
    check_screens(account, KeyScreens.TWO_PAIRS)
    _check_room(account)
    link = _LINK + secret()
    account.key_links[link] = months
    account.outbox.write(
        account.owner.username,
        "Verify your request for new API keys",
        link=link,
        at=account.now(),
    )


def follow(account: Account, link: str) -> KeyPair:
    """
    Make the set that the link was mailed for; its secret is told this once.

    Raises:
        NotFound: No such link was mailed, or it was followed before.
        Impossible: There are two sets by now.
    """
    check_screens(account, KeyScreens.TWO_PAIRS)
    _check_room(account)
    months = account.key_links.pop(link, None)
    if months is None:
        raise NotFound("link")
    now = account.agenda.now()
    made = KeySet(fresh_pair(), now, months_later(now, months))
    account.keys.add(account.name, made)
    _announce(account, made)
    return made.pair


def delete(account: Account, key: str) -> None:
    """
    Delete a set.

    Raises:
        NotFound: There is none of that key.
        Impossible: The account has the older screen.
    """
    check_screens(account, KeyScreens.TWO_PAIRS)
    account.keys.drop(account.name, key)


def check_screens(account: Account, wanted: KeyScreens) -> None:
    """
    Return if the account has these screens.

    Raises:
        Impossible: It has the others.
    """
    if account.profile.key_screens is not wanted:
        raise Impossible(
            "the account has other screens for its API keys:"
            f" {account.profile.key_screens.value}"
        )


def sentence(account: Account) -> str:
    """
    Return what the screen says: which set expires when, and how to have another.
    """
    now = account.agenda.now()
    sets = account.keys.sets_of(account.name)
    told = [
        f"The key set {one.pair.key} {_ends(one.expires_at, now)}"
        for one in sets
        if one.expires_at and one.expires_at - ANNOUNCED <= now
    ]
    told.append(_FULL if len(sets) >= MOST_SETS else "Another key set can be made.")
    return " ".join(told)


def months_later(moment: datetime, months: int) -> datetime:
    """
    Return the same day so many months later, or the last day of that month.
    """
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def _ends(expires_at: datetime, now: datetime) -> str:
    verb = "has expired" if expires_at <= now else "expires"
    return f"{verb} on {expires_at:%d %B %Y}."


def _check_room(account: Account) -> None:
    if len(account.keys.sets_of(account.name)) >= MOST_SETS:
        raise Impossible(_FULL)


def _announce(account: Account, made: KeySet) -> None:
    """
    Let the owner be mailed before the set expires.
    """
    if made.expires_at is None:
        return
    account.agenda.at(
        made.expires_at - ANNOUNCED,
        "API keys: announce",
        announce_expiry,
        account,
        made,
    )


@deed
def announce_expiry(account: Account, made: KeySet) -> None:
    """
    Mail the owner that the set expires soon, if it is there still.
    """
    told = f"Your API keys expire on {made.expires_at:%d %B %Y}"
    with account.lock:
        if made in account.keys.sets_of(account.name):
            account.outbox.write(
                account.owner.username, told, link=None, at=account.now()
            )
