"""
API keys of all accounts, good ones and revoked ones.
"""

from dataclasses import dataclass

from emulators.kit.ambient import secret
from emulators.kit.basic import same_secret
from emulators.shipstation.domain.errors import Impossible

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
class Owner:
    """
    Whose a pair is, and whether it is still good.
    """

    account: str
    pair: KeyPair
    good: bool


class KeyRing:
    """
    Every pair that was ever given out, by its key.
    """

    def __init__(self) -> None:
        self._owners: dict[str, Owner] = {}
        self._good: dict[str, KeyPair] = {}

    def owner(self, key: str, password: str) -> Owner | None:
        """
        Return whose key it is: not good with another secret, or once revoked.
        """
        owner = self._owners.get(key)
        known = same_secret(owner.pair.secret if owner else "", password)
        if owner is None or known:
            return owner
        return Owner(owner.account, owner.pair, good=False)

    def pair_of(self, account: str) -> KeyPair | None:
        """
        Return the account's good pair, if it has one.
        """
        return self._good.get(account)

    def give(self, account: str, pair: KeyPair) -> KeyPair:
        """
        Let the pair be the account's good one.
        """
        self._good[account] = pair
        self._owners[pair.key] = Owner(account, pair, good=True)
        return pair

    def forget(self, account: str) -> None:
        """
        Forget the account's pairs, as if they had never been.
        """
        self._good.pop(account, None)
        for owner in [o for o in self._owners.values() if o.account == account]:
            del self._owners[owner.pair.key]

    def generate(self, account: str) -> KeyPair:
        """
        Make the account's first pair.

        Raises:
            Impossible: It has one.
        """
        if account in self._good:
            raise Impossible(f"the account has API keys. {COPY_THEM}")
        return self.give(account, fresh_pair())

    def delete(self, account: str) -> None:
        """
        Delete the account's pair: it is dead at once, and there is no other.

        Raises:
            Impossible: There is none.
        """
        old = self._good.pop(account, None)
        if old is None:
            raise Impossible(NONE_YET)
        self._owners[old.key] = Owner(account, old, good=False)

    def regenerate(self, account: str) -> KeyPair:
        """
        Make another pair; the old one is dead at once.

        Raises:
            Impossible: There is no old one.
        """
        old = self._good.get(account)
        if old is None:
            raise Impossible(NONE_YET)
        self._owners[old.key] = Owner(account, old, good=False)
        return self.give(account, fresh_pair())


def fresh_pair() -> KeyPair:
    """
    Return a pair that nobody can guess.
    """
    return KeyPair(secret(), secret())
