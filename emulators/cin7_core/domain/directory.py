"""
Users and the organisations they belong to. Own design: Cin7 publishes no login API.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from emulators.kit.basic import same_secret


class UserTaken(Exception):
    """
    A user of this name exists.
    """


class NoUser(LookupError):
    """
    There is no user of this name.
    """


@dataclass(slots=True)
class User:
    """
    Somebody who can log in.

    Attributes:
        organisations: Names of the accounts that the user is a member of.
    """

    username: str
    password: str
    email: str
    active: bool = True
    organisations: list[str] = field(default_factory=list)


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
