"""
API keys of all accounts, good ones and revoked ones.
"""

from dataclasses import dataclass
from datetime import datetime

from emulators.kit.ambient import secret
from emulators.kit.basic import same_secret
from emulators.shipstation.domain.errors import Impossible, NotFound

NONE_YET = "This account has no API keys yet. Generate API Keys makes the first pair."
COPY_THEM = (
    "Copy this pair into every service that needs it. Regenerate API Keys makes "
    "another pair and cuts off all services that use this one at once."
)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """
    Key and secret: user name and password of V1.
    """

    key: str
    secret: str

    def document(self) -> dict[str, str]:
        """
        Return what the key screen shows.
        """
        return {"apiKey": self.key, "apiSecret": self.secret}


@dataclass(frozen=True, slots=True)
class KeySet:
    """
    A pair with its dates.

    Attributes:
        expires_at: None for a pair of the time when pairs did not expire.
    """

    pair: KeyPair
    created_at: datetime | None = None
    expires_at: datetime | None = None

    def document(self) -> dict[str, str | None]:
        """
        Return what today's account settings show, where the secret is seen once.
        """
        return {
            "apiKey": self.pair.key,
            "createDate": self.created_at.isoformat() if self.created_at else None,
            "expirationDate": self.expires_at.isoformat() if self.expires_at else None,
        }


@dataclass(frozen=True, slots=True)
class Owner:
    """
    Whose a pair is, and whether it is still good.
    """

    account: str
    pair: KeyPair
    good: bool
    expires_at: datetime | None = None

    def is_good_at(self, now: datetime) -> bool:
        """
        Tell whether calls with the pair are served.
        """
        return self.good and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """
    All pairs that an account ever had, as a snapshot keeps them.

    Attributes:
        sets: Those that were not deleted, oldest first.

        dead: The others, which still name their account.
    """

    sets: tuple[KeySet, ...] = ()
    dead: tuple[KeyPair, ...] = ()


class KeysTaken(ValueError):
    """
    A pair belongs to another account.
    """


class KeyRing:
    """
    Every pair that was ever given out, by its key.
    """

    def __init__(self) -> None:
        self._owners: dict[str, Owner] = {}
        self._sets: dict[str, list[KeySet]] = {}

    def owner(self, key: str, password: str) -> Owner | None:
        """
        Return whose key it is: not good with another secret, or once revoked.
        """
        owner = self._owners.get(key)
        known = same_secret(owner.pair.secret if owner else "", password)
        if owner is None or known:
            return owner
        return Owner(owner.account, owner.pair, good=False)

    def sets_of(self, account: str) -> list[KeySet]:
        """
        Return the account's sets that were not deleted, oldest first.
        """
        return list(self._sets.get(account, ()))

    def pair_of(self, account: str) -> KeyPair | None:
        """
        Return the account's latest pair, if it has one.
        """
        sets = self._sets.get(account)
        return sets[-1].pair if sets else None

    def give(self, account: str, pair: KeyPair) -> KeyPair:
        """
        Let the pair be the account's only one.
        """
        self._kill(account)
        self.add(account, KeySet(pair))
        return pair

    def add(self, account: str, added: KeySet) -> None:
        """
        Let the set be good beside those that the account has.
        """
        self._sets.setdefault(account, []).append(added)
        self._owners[added.pair.key] = Owner(
            account, added.pair, good=True, expires_at=added.expires_at
        )

    def drop(self, account: str, key: str) -> None:
        """
        Delete a set of the account: its pair is dead at once.

        Raises:
            NotFound: The account has no such set.
        """
        sets = self._sets.get(account, [])
        dropped = next((one for one in sets if one.pair.key == key), None)
        if dropped is None:
            raise NotFound(f"key set {key}")
        sets.remove(dropped)
        self._owners[key] = Owner(account, dropped.pair, good=False)

    def forget(self, account: str) -> None:
        """
        Forget the account's pairs, as if they had never been.
        """
        self._sets.pop(account, None)
        for owner in [o for o in self._owners.values() if o.account == account]:
            del self._owners[owner.pair.key]

    def kept(self, account: str) -> KeptKeys:
        """
        Return all pairs that the account ever had.
        """
        owners = [one for one in self._owners.values() if one.account == account]
        dead = tuple(one.pair for one in owners if not one.good)
        return KeptKeys(tuple(self.sets_of(account)), dead)

    def take_back(self, account: str, kept: KeptKeys) -> None:
        """
        Let the account have these pairs, and no others.

        Raises:
            KeysTaken: Another account has one of them.
        """
        for pair in (*kept.dead, *(one.pair for one in kept.sets)):
            owner = self._owners.get(pair.key)
            if owner is not None and owner.account != account:
                raise KeysTaken(f"account {owner.account} has a key of the snapshot")
        self.forget(account)
        for pair in kept.dead:
            self._owners[pair.key] = Owner(account, pair, good=False)
        for one in kept.sets:
            self.add(account, one)

    def generate(self, account: str) -> KeyPair:
        """
        Make the account's first pair.

        Raises:
            Impossible: It has one.
        """
        if self._sets.get(account):
            raise Impossible(f"the account has API keys. {COPY_THEM}")
        return self.give(account, fresh_pair())

    def delete(self, account: str) -> None:
        """
        Delete the account's pair: it is dead at once, and there is no other.

        Raises:
            Impossible: There is none.
        """
        if not self._sets.get(account):
            raise Impossible(NONE_YET)
        self._kill(account)

    def regenerate(self, account: str) -> KeyPair:
        """
        Make another pair; the old one is dead at once.

        Raises:
            Impossible: There is no old one.
        """
        if not self._sets.get(account):
            raise Impossible(NONE_YET)
        return self.give(account, fresh_pair())

    def _kill(self, account: str) -> None:
        for one in self._sets.pop(account, []):
            self._owners[one.pair.key] = Owner(account, one.pair, good=False)


def fresh_pair() -> KeyPair:
    """
    Return a pair that nobody can guess.
    """
    return KeyPair(secret(), secret())
