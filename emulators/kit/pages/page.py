"""
Declare one page: its route, and a function from a visit to what is shown.

A page does nothing by itself. It asks the operations of the vendor, and those of the
vendor's own screens, as a person: no rule is written twice, and the journal has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug.datastructures import MultiDict


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


@dataclass(frozen=True, slots=True)
class Vendor:
    """
    What a page has of its vendor.

    Attributes:
        ask: Does what a person does: account, method, target and body in; status and
            answer out.

        decode: Reads an answer.

        sentence: Finds the sentence in the answer of a refusal.
    """

    ask: Callable[[str, str, str, Any], tuple[int, bytes]]
    decode: Callable[[bytes], Any]
    sentence: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Visit:
    """
    One request of a browser.

    Attributes:
        visitor: Who has signed in.

        path: Values of the route's variables.

        query: What follows the question mark.

        form: What was typed, by the names of the fields; several values by `chosen`.

        origin: Where the browser finds the fake.

        vendor: Does and says what the person is about.

        problem: Why the same form was refused a moment ago, or nothing.
    """

    visitor: Visitor
    path: Mapping[str, Any]
    query: Mapping[str, str]
    form: MultiDict[str, str]
    origin: str
    vendor: Vendor
    problem: str = ""

    @property
    def account(self) -> str:
        """
        The name of the account that is worked on.
        """
        return self.visitor.account

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """
        Return the JSON that an operation answers; a screen's path has ``/screens``.

        Raises:
            Refused: It was refused, with the vendor's sentence.
        """
        payload = self.fetch(method, path, body, **query)
        return self.vendor.decode(payload) if payload else None

    def fetch(self, method: str, path: str, body: Any = None, **query: Any) -> bytes:
        """
        Return the bytes that an operation answers.

        Raises:
            Refused: It was refused, with the vendor's sentence.
        """
        given = {name: value for name, value in query.items() if value is not None}
        target = quote(path) + (f"?{urlencode(given)}" if given else "")
        status, payload = self.vendor.ask(self.account, method, target, body)
        if status >= 400:  # noqa: PLR2004  # where HTTP's refusals begin
            said = self.vendor.decode(payload) if payload else None
            raise Refused(self.vendor.sentence(said), status)
        return payload

    def chosen(self, name: str) -> list[str]:
        """
        Return all values of a field that may have several.
        """
        return self.form.getlist(name)

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
    """

    method: str
    path: str
    handler: Handler
    form: Handler | None = None

    def __call__(self, visit: Visit) -> Shown:
        """
        Return what is shown.
        """
        return self.handler(visit)


def page(
    method: str, path: str, *, form: Handler | None = None
) -> Callable[[Handler], Page]:
    """
    Return a decorator that makes a page of a function.
    """
    return lambda handler: Page(method, path, handler, form)
