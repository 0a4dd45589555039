"""
Two directories of users: Cin7 Core's, asked over HTTP, and the engine's own table.

Cin7 publishes no login API. The one over HTTP is a design of this project, which
whoever runs both can offer; else the engine's own table does.
"""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import scrypt, sha256
from typing import TYPE_CHECKING, Any

import msgspec

from engine.domain.permissions import Permission
from engine.ports.ledger import Users
from engine.ports.time import Clock
from engine.ports.vendors import CannotAnswer, Directory, Identity, Membership

if TYPE_CHECKING:
    from engine.adapters.http import Http

KEPT_FOR = timedelta(minutes=1)

_SALT_BYTES = 16
_COST = {"n": 2**14, "r": 8, "p": 1}
_MOST_KEPT = 1000


class HttpDirectory:
    """
    Asks ``<address>/whoami`` with the user's own name and password.
    """

    def __init__(self, pool: "Callable[[], Http]", address: str) -> None:
        self._pool = pool
        self._url = f"{address.rstrip('/')}/whoami"

    def whoami(self, username: str, password: str) -> Identity | None:
        """
        Return who this is, or nothing if name or password is wrong.

        Raises:
            CannotAnswer: The directory cannot be asked now.
        """
        from engine.adapters.http import basic  # noqa: PLC0415 - not at start

        headers = basic(username, password)
        answer = self._pool().call("GET", self._url, headers=headers)
        if answer.status == 401:  # noqa: PLR2004 - HTTP
            return None
        if answer.status != 200:  # noqa: PLR2004 - HTTP
            raise CannotAnswer(f"the directory of users answered {answer.status}")
        try:
            return _identity(msgspec.json.decode(answer.body))
        except (msgspec.DecodeError, KeyError, TypeError) as problem:
            raise CannotAnswer("the directory's answer cannot be read") from problem


def _identity(document: Any) -> Identity:
    return Identity(
        username=document["UserName"],
        is_active=document["Active"],
        memberships=tuple(
            Membership(
                one["AccountID"].lower(),
                is_active=one["Active"],
                permissions=_permissions(one.get("Permissions")),
            )
            for one in document["Organisations"]
        ),
    )


def _permissions(told: Any) -> frozenset[Permission]:
    """
    Return those that the engine asks for; a directory that knows none gives all.
    """
    if told is None:
        return frozenset(Permission)
    return frozenset(one for one in Permission if one.value in told)


class OwnDirectory:
    """
    The engine's own table of users.
    """

    def __init__(self, users: Users) -> None:
        self._users = users

    def whoami(self, username: str, password: str) -> Identity | None:
        """
        Return who this is, or nothing if name or password is wrong.
        """
        known = self._users.password_hash(username)
        if not known or not is_password(password, known):
            return None
        user = self._users.get(username)
        return Identity.of(user) if user else None


class RememberingDirectory:
    """
    Keeps who somebody is for a minute; what was refused is asked again.
    """

    def __init__(self, directory: Directory, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._kept: dict[bytes, tuple[datetime, Identity]] = {}

    def whoami(self, username: str, password: str) -> Identity | None:
        """
        Return who this is, or nothing if name or password is wrong.
        """
        key = sha256(f"{username}\0{password}".encode()).digest()
        now = self._clock.now()
        kept = self._kept.get(key)
        if kept and kept[0] > now:
            return kept[1]
        identity = self._directory.whoami(username, password)
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        if identity is not None:
            self._kept[key] = (now + KEPT_FOR, identity)
        return identity

    def forget(self) -> None:
        """
        Ask anew from now on.
        """
        self._kept.clear()


def password_hash(password: str, salt: bytes) -> str:
    """
    Return a hash of the password that is slow to guess.
    """
    derived = scrypt(password.encode(), salt=salt, **_COST)
    return f"scrypt:{salt.hex()}:{derived.hex()}"


def is_password(password: str, known: str) -> bool:
    """
    Tell whether the hash is that of the password.
    """
    _, salt, _ = known.split(":")
    return hmac.compare_digest(known, password_hash(password, bytes.fromhex(salt)))
