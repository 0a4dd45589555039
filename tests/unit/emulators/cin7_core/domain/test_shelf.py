"""
A shelf finds its documents by what is declared of them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from emulators.cin7_core.domain.shelf import Filters, NotFiled, Shelf, having
from emulators.cin7_core.profile import SinceBounds

START = datetime(2026, 3, 2, tzinfo=UTC)
IN, EX = SinceBounds.INCLUSIVE, SinceBounds.EXCLUSIVE


@dataclass
class Note:
    """
    A document as small as may be.
    """

    id: str
    place: int
    modified_at: datetime
    status: str = "DRAFT"
    title: str = ""
    due_on: date | None = None


class Notes(Shelf[Note]):
    """
    All notes.
    """

    missing = "Note {id} not found"
    filters = Filters(
        exact={"Status": having("status")},
        beginning={"Title": lambda note: note.title},
        within={"Search": lambda note: (note.title, None)},
        until={"DueBy": lambda note: note.due_on},
        since="ModifiedSince",
    )
    _by_id: dict[str, Note]


@pytest.fixture
def notes() -> Notes:
    """
    Return three notes, a minute apart.
    """
    shelf = Notes()
    for place, title in enumerate(("Straße", "Street", "Main street"), start=1):
        at = START + timedelta(minutes=place)
        due_on = date(2026, 3, 8 + place) if place < 3 else None
        shelf.place(Note(f"n{place}", place, at, title=title, due_on=due_on))
    return shelf


def _found(notes: Notes, bounds: SinceBounds = IN, **query: object) -> list[str]:
    return [one.id for one in notes.find(query, bounds)]


def test_each_filter_has_its_meaning(notes: Notes) -> None:
    """
    Texts are compared in any case, and a note without a day is never due.
    """
    assert ["n1", "n2", "n3"] == _found(notes)
    assert ["n1", "n2"] == _found(notes, Title="STR")
    assert ["n1"] == _found(notes, Title="strasse")
    assert ["n2", "n3"] == _found(notes, Search="STREET")
    assert ["n1"] == _found(notes, DueBy=datetime(2026, 3, 9, 23, tzinfo=UTC))
    assert ["n2"] == _found(notes, Search="street", Title="str", Status="DRAFT")


def test_the_moment_itself_is_in_or_out(notes: Notes) -> None:
    """
    As the profile has it.
    """
    since = START + timedelta(minutes=2)

    assert ["n2", "n3"] == _found(notes, ModifiedSince=since)
    assert ["n3"] == _found(notes, EX, ModifiedSince=since)


def test_a_change_is_found_and_its_past_is_not(notes: Notes) -> None:
    """
    Also when another object takes the place, and after the indexes are made anew.
    """
    _found(notes, Status="DRAFT", Title="str", Search="street")
    changed = Note("n2", 2, START + timedelta(hours=1), "VOIDED", "Lane")
    notes.place(changed)

    for _ in range(2):
        assert ["n1", "n3"] == _found(notes, Status="DRAFT")
        assert [changed] == notes.of("Status", "VOIDED")
        assert (["n1"], ["n3"]) == (
            _found(notes, Title="str"),
            _found(notes, Search="street"),
        )
        assert (changed, 4) == (notes.by_id("n2"), notes.next_place)
        notes.reindex()


def test_what_is_not_there_is_told(notes: Notes) -> None:
    """
    In the shelf's own words.
    """
    with pytest.raises(NotFiled, match="Note n9 not found"):
        notes.by_id("n9")
