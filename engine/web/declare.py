"""
One declaration for each call of the JSON API, from which all else follows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from engine.custom_store.export import Turns
from engine.ports.vendors import Identity
from engine.ports.world import Log, Runs, World
from engine.web.pages.attempts import Attempts


class Figures(Protocol):
    """
    What operators measure.
    """

    def store_answered(self, action: str, status: int) -> None:
        """
        Count one call of ShipStation to the custom store.
        """

    def exposition(self) -> tuple[bytes, str]:
        """
        Return all figures in Prometheus' format, and its media type.
        """


@dataclass(frozen=True, slots=True)
class Office:
    """
    What the web hands to use cases, made once.

    Attributes:
        is_directory_ours: Users are kept in the own table.
        hash_password: Makes a hash that may be stored.
        why_not_ready: Says why no work can be done, or nothing.
        session_key: Returns what signs the cookies of the pages.
        are_figures_public: Whether they are told without the token.
        attempts: Who tried in vain to log in to the pages.
    """

    world: World
    runs: Runs
    log: Log
    hash_password: Callable[[str], str]
    why_not_ready: Callable[[], str]
    is_directory_ours: bool
    token: str
    figures: Figures
    session_key: Callable[[], bytes]
    are_figures_public: bool = False
    turns: Turns = field(default_factory=Turns)
    attempts: Attempts = field(default_factory=Attempts)


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a call was asked: parts of the path, the query, the body as declared.

    Attributes:
        caller: The user who asks; nothing means whoever has the token.
    """

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    caller: Identity | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """
    What a call answers; a body of bytes is a PDF.
    """

    status: int
    body: Any = None


Handler = Callable[[Office, Asked], Told]


@dataclass(frozen=True, slots=True)
class Route:
    """
    One call of the API.

    Attributes:
        for_users: Users of Cin7 Core may call it too, by name and password; the
            handler looks at their permissions.
    """

    method: str
    path: str
    handler: Handler
    body: type[msgspec.Struct] | None
    query: tuple[str, ...]
    replies: Mapping[int, type[msgspec.Struct] | None]
    for_users: bool = False

    @property
    def summary(self) -> str:
        """
        Return the first line of what the handler says of itself.
        """
        return (self.handler.__doc__ or "").strip().partition("\n")[0]


class Routes(list[Route]):
    """
    The declared calls of one module.
    """

    def declare(
        self,
        method: str,
        path: str,
        *,
        body: type[msgspec.Struct] | None = None,
        query: tuple[str, ...] = (),
        replies: Mapping[int, type[msgspec.Struct] | None],
        for_users: bool = False,
    ) -> Callable[[Handler], Handler]:
        """
        Return a decorator that adds the handler as a call of the API.
        """

        def added(handler: Handler) -> Handler:
            route = Route(method, path, handler, body, query, replies, for_users)
            self.append(route)
            return handler

        return added


def positive(told: str, *, usual: int, most: int) -> int:
    """
    Return the number that a query tells, within bounds; what is none is *usual*.
    """
    if not told.isdecimal():
        return usual
    if len(told) > len(str(most)):
        return most
    return max(1, min(int(told), most))
