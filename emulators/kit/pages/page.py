"""
Declare one page: its route, and a function from a visit to what is shown.

A page does nothing by itself. It asks the operations of the vendor, and those of the
vendor's own screens, as a person: no rule is written twice, and the journal has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Who has signed in.

    Attributes:
        account: The account whose pages are shown, by its name.
    """

    user: str
    account: str


class Refused(Exception):
    """
    The vendor said no; the sentence is shown to the person.
    """

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class Ask(Protocol):
    """
    Does what a person does.
    """

    def __call__(
        self, account: str, method: str, target: str, body: Any
    ) -> tuple[int, bytes]:
        """
        Return status and answer of an operation.
        """


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One request of a browser.

    Attributes:
        visitor: Who has signed in; a page for everybody may find nobody.

        path: Values of the route's variables.

        query: What follows the question mark.

        form: What was typed, by the names of the fields; several values by `chosen`.

        files: What was uploaded: name and bytes, by the name of the field.

        problem: Why the same form was refused a moment ago, or nothing.

        origin: Where the browser finds the fake.
    """

    visitor: Visitor | None
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    problem: str = ""
    origin: str = ""
    _ask: Callable[..., tuple[int, bytes]] | None = None
    _decode: Callable[[bytes], Any] | None = None
    _sentence: Callable[[Any], str] | None = None
    _lists: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """
        The name of the account that is worked on.
        """
        assert self.visitor is not None  # noqa: S101  # only for who has signed in
        return self.visitor.account

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """
        Return the JSON that an operation answers; a screen's path has ``/screens``.

        Raises:
            Refused: It was refused, with the vendor's sentence.
        """
        payload = self.fetch(method, path, body, **query)
        assert self._decode is not None  # noqa: S101  # a visit has what it asks with
        return self._decode(payload) if payload else None

    def fetch(self, method: str, path: str, body: Any = None, **query: Any) -> bytes:
        """
        Return the bytes that an operation answers.

        Raises:
            Refused: It was refused, with the vendor's sentence.
        """
        assert self._ask is not None  # noqa: S101  # a visit has what it asks with
        assert self._decode is not None  # noqa: S101
        assert self._sentence is not None  # noqa: S101
        given = {name: value for name, value in query.items() if value is not None}
        target = quote(path) + (f"?{urlencode(given)}" if given else "")
        status, payload = self._ask(self.account, method, target, body)
        if status >= 400:  # noqa: PLR2004  # where HTTP's refusals begin
            said = self._decode(payload) if payload else None
            raise Refused(self._sentence(said), status)
        return payload

    def chosen(self, name: str) -> list[str]:
        """
        Return all values of a field that may have several.
        """
        return self._lists.get(name, [])

    def refused(self, why: str) -> "Visit":
        """
        Return the same visit, once more at its form.
        """
        return replace(self, problem=why)


@dataclass(frozen=True, slots=True)
class View:
    """
    A template with what it shows.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Redirect:
    """
    Another page, which says once what was done.

    Attributes:
        to: A path of these pages.
    """

    to: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Leave:
    """
    An address outside these pages.
    """

    to: str


@dataclass(frozen=True, slots=True)
class Enter:
    """
    Another page, for who has signed in or changed the account; for nobody: signed out.
    """

    visitor: Visitor | None
    to: str


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A file that opens in the browser.
    """

    data: bytes
    media_type: str
    name: str


Shown = View | Redirect | Leave | Enter | Paper
Handler = Callable[[Visit], Shown]


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page, or what a form of one does.

    Attributes:
        path: Flask's syntax, below the prefix of all pages.

        form: Shows the form again when what was typed is refused.

        is_public: Whether it is shown to who has not signed in.
    """

    method: str
    path: str
    handler: Handler
    form: Handler | None = None
    is_public: bool = False

    def __call__(self, visit: Visit) -> Shown:
        """
        Return what is shown.
        """
        return self.handler(visit)


def page(
    method: str, path: str, *, form: Handler | None = None, is_public: bool = False
) -> Callable[[Handler], Page]:
    """
    Return a decorator that makes a page of a function.
    """
    return lambda handler: Page(method, path, handler, form, is_public)
