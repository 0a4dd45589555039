"""
Users and the organisations they belong to. Own design: Cin7 publishes no login API.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from emulators.kit.basic import same_secret


class UserTaken(Exception):
    """
    A user of this name exists.
    """


class NoUser(LookupError):
    """
    There is no user of this name.
    """


class NoMembership(LookupError):
    """
    The user does not belong to the organisation.
    """


class Permission(StrEnum):
    """
    What a member may do, as far as the integration asks.

    Attributes:
        INTEGRATIONS: Set up *Integrations > ShipStation*.

        SALE_PACK: Enter packages (*Sale > Sale Task - Pack view*).

        SALE_SHIP: Make labels (*Sale > Sale Task - Ship view*).
    """

    INTEGRATIONS = "integrations"
    SALE_PACK = "sale_pack"
    SALE_SHIP = "sale_ship"


EVERYTHING = tuple(Permission)


@dataclass(slots=True)
class User:
    """
    Somebody who can log in.

    Attributes:
        memberships: What the user may do in each organisation that the user belongs
            to, by the name of its account.
    """

    username: str
    password: str
    email: str
    active: bool = True
    memberships: dict[str, tuple[Permission, ...]] = field(default_factory=dict)

    def join(self, organisation: str, permissions: Iterable[str] | None = None) -> None:
        """
        Become a member; without a word about permissions, with all, or as before.
        """
        if permissions is not None:
            allowed = frozenset(permissions)
            kept = tuple(one for one in EVERYTHING if one in allowed)
            self.memberships[organisation] = kept
        self.memberships.setdefault(organisation, EVERYTHING)

    def check_member(self, organisation: str) -> None:
        """
        Make sure that the user belongs to the organisation.

        Raises:
            NoMembership: The user does not.
        """
        if organisation not in self.memberships:
            raise NoMembership(f"{self.username} is no member of {organisation}")


class Directory:
    """
    The users of the vendor. User names are known in any case.
    """

    def __init__(self) -> None:
        self._users: dict[str, User] = {}

    def __iter__(self) -> Iterator[User]:
        return iter(self._users.values())

    def add(self, user: User) -> User:
        """
        Add a user.

        Raises:
            UserTaken: The name is taken.
        """
        if user.username.lower() in self._users:
            raise UserTaken(f"there is a user {user.username} already")
        self._users[user.username.lower()] = user
        return user

    def user(self, username: str) -> User:
        """
        Return the user.

        Raises:
            NoUser: There is none.
        """
        try:
            return self._users[username.lower()]
        except KeyError:
            raise NoUser(f"there is no user {username}") from None

    def login(self, username: str, password: str) -> User | None:
        """
        Return the user if the password is right. It takes as long if it is not.
        """
        user = self._users.get(username.lower())
        good = same_secret(password, user.password if user else "")
        return user if user and good else None
