"""
Shelves: the documents of one kind, numbered, filed and found by what is declared.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from emulators.cin7_core.domain.location import Location
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.since import is_since
from emulators.cin7_core.domain.uses import PLACES, Use, rename_in, use_of, uses_in
from emulators.cin7_core.profile import SinceBounds
from emulators.kit.finder import Finder, Plan, Span, Tests

USES = "Uses"
_CHANGED = "changed"

Test = Callable[[Any, Any], bool]


class Filed(Protocol):
    """
    What stands on a shelf.

    Attributes:
        place: Counts from 1, in the order they were made.
    """

    id: str
    place: int
    modified_at: datetime


class Naming(Filed, Protocol):
    """
    What names rows of books, in texts under the vendor's names.
    """

    texts: dict[str, str]


Item = TypeVar("Item", bound=Filed)
Card = TypeVar("Card", bound=Naming)


class NotFiled(Refused):
    """
    There is no such document.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """
    What a list can be asked for, by the names of its parameters.

    Attributes:
        exact: The values that a document is found by.

        beginning: A text that is found by its beginning, in any case.

        within: Texts that are found by a part of one, in any case.

        until: A date that is found by one on or after it.

        since: The parameter for the moment of the last change.
    """

    exact: Mapping[str, Callable[[Any], tuple[Hashable, ...]]] = field(
        default_factory=dict
    )
    beginning: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    within: Mapping[str, Callable[[Any], Iterable[str | None]]] = field(
        default_factory=dict
    )
    until: Mapping[str, Callable[[Any], date | None]] = field(default_factory=dict)
    since: str = ""

    def tests(self, bounds: SinceBounds) -> Tests[Any]:
        """
        Return what each parameter means for a document.
        """
        return {
            **{name: _is_one_of(values) for name, values in self.exact.items()},
            **{name: _begins(text) for name, text in self.beginning.items()},
            **{name: _has_part(texts) for name, texts in self.within.items()},
            **{name: _is_until(day) for name, day in self.until.items()},
            self.since: lambda one, at: is_since(one.modified_at, at, bounds),
        }

    def plan(self) -> Plan[Any]:
        """
        Return what is indexed.
        """
        return Plan(
            tests=self.tests(SinceBounds.INCLUSIVE),
            groups=self.exact,
            texts=self.within,
            beginnings={name: name for name in self.beginning},
            orders={
                _CHANGED: attrgetter("modified_at"),
                **{name: _folded(text) for name, text in self.beginning.items()},
                **self.until,
            },
            spans=(
                Span(_CHANGED, self.since, ""),
                *(Span(name, "", name, datetime.date) for name in self.until),
            ),
        )


class Shelf(Generic[Item]):
    """
    The documents of one kind. Who changes one calls `place` afterwards.

    Attributes:
        missing: Sentence for an id that is not there, with ``{id}``.

        recorded: The sentence was seen in a real answer.
    """

    missing: ClassVar[str]
    recorded: ClassVar[bool] = False
    filters: ClassVar[Filters]
    _by_id: dict[str, Item]
    derived = ("_by_place", "_finder", "_tests")

    def __init__(self) -> None:
        self._by_id = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the documents that there are.
        """
        self._by_place = {one.place: one for one in self}
        self._finder = Finder(self.filters.plan(), self._by_place)
        self._tests = {bounds: self.filters.tests(bounds) for bounds in SinceBounds}

    def __iter__(self) -> Iterator[Item]:
        return iter(self._by_id.values())

    @property
    def next_place(self) -> int:
        """
        The place of the next document; none is ever taken away.
        """
        return len(self._by_id) + 1

    def by_id(self, document_id: str) -> Item:
        """
        Return the document.

        Raises:
            NotFiled: There is none.
        """
        try:
            return self._by_id[document_id]
        except KeyError:
            text = self.missing.format(id=document_id)
            raise NotFiled(text, recorded=self.recorded) from None

    def place(self, document: Item) -> None:
        """
        Write the document, new or changed, where the filters find it.
        """
        self._by_id[document.id] = self._by_place[document.place] = document
        self._finder.put(document.place, document)

    def of(self, name: str, value: Hashable) -> list[Item]:
        """
        Return the documents that have the value, the oldest first.
        """
        return self._finder.of(name, value)

    def find(self, query: Mapping[str, Any], bounds: SinceBounds) -> Sequence[Item]:
        """
        Return the documents that match the parameters of the list.
        """
        return self._finder.search(query, self._tests[bounds])

    def count_using(self, use: Use) -> int:
        """
        Return how many documents name something.
        """
        return len(self._finder.group(USES).of(use))


class Cards(Shelf[Card]):
    """
    A shelf of documents that name rows of books.

    Attributes:
        names: Which text names a row of which book.
    """

    names: ClassVar[Mapping[str, str]]

    def follow(self, use: Use, name: str) -> None:
        """
        Let all documents say the new name of something.
        """
        for document in self.of(USES, use):
            rename_in(document.texts, self.names, use, name)
            self.place(document)


def at_places(
    places: Callable[[Any], Iterable[Location]],
) -> Callable[[Any], tuple[Use, ...]]:
    """
    Return what gives the places that a document names, each once.
    """
    return lambda one: tuple({use_of(PLACES, place.id) for place in places(one)})


def naming(books: Mapping[str, str]) -> Callable[[Any], tuple[Use, ...]]:
    """
    Return what gives the rows of books that a document names.
    """
    return lambda one: uses_in(one.texts, books)


def having(name: str) -> Callable[[Any], tuple[Hashable]]:
    """
    Return what gives the one value that a document has under this name.
    """
    get = attrgetter(name)
    return lambda one: (get(one),)


def _is_one_of(values: Callable[[Any], tuple[Hashable, ...]]) -> Test:
    return lambda one, wanted: wanted in values(one)


def _begins(text: Callable[[Any], str]) -> Test:
    return lambda one, wanted: text(one).casefold().startswith(wanted.casefold())


def _has_part(texts: Callable[[Any], Iterable[str | None]]) -> Test:
    return lambda one, wanted: any(
        wanted.casefold() in text.casefold() for text in texts(one) if text
    )


def _is_until(day: Callable[[Any], date | None]) -> Test:
    def test(one: Any, wanted: datetime) -> bool:
        due = day(one)
        return due is not None and due <= wanted.date()

    return test


def _folded(text: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda one: text(one).casefold()
