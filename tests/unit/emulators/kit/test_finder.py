"""
What indexes find is what a look at each entry would find.
"""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.kit import finder
from emulators.kit.finder import Finder, Plan, Span


@dataclass
class Thing:
    """
    An entry.
    """

    number: int
    colour: str
    tags: tuple[int, ...]
    name: str
    size: int | None


TESTS: dict[str, Any] = {
    "colour": lambda one, colour: one.colour == colour.lower(),
    "tag": lambda one, tag: tag in one.tags,
    "name": lambda one, part: part.casefold() in one.name.casefold(),
    "begins": lambda one, text: one.name.casefold().startswith(text.casefold()),
    "sizeFrom": lambda one, size: one.size is not None and one.size > size,
    "sizeTo": lambda one, size: one.size is not None and one.size <= size,
}
PLAN: Plan[Thing] = Plan(
    tests=TESTS,
    groups={"colour": lambda one: (one.colour,), "tag": lambda one: one.tags},
    asked={"colour": str.lower},
    texts={"name": lambda one: (one.name, None)},
    beginnings={"begins": "Name"},
    orders={"Name": lambda one: one.name.casefold(), "Size": lambda one: one.size},
    spans=(Span("Size", "sizeFrom", "sizeTo"),),
)
COLOURS = ("red", "green")
NAMES = st.text("abcAB ", max_size=6)
THING = st.builds(
    Thing,
    st.integers(1, 12),
    st.sampled_from(COLOURS),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
    NAMES,
    st.none() | st.integers(0, 5),
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "colour": st.sampled_from(("RED", "green", "blue")),
        "tag": st.integers(1, 4),
        "name": NAMES,
        "begins": NAMES,
        "sizeFrom": st.integers(0, 5),
        "sizeTo": st.integers(0, 5),
        "sortBy": st.sampled_from(("Name", "Unknown")),
        "sortDir": st.sampled_from(("ASC", "DESC")),
    },
)


def looked_at(things: dict[int, Thing], query: dict[str, Any]) -> list[Thing]:
    """
    Return what is found by looking at each.
    """
    found = [
        one
        for _, one in sorted(things.items())
        if all(test(one, query[name]) for name, test in TESTS.items() if name in query)
    ]
    if query.get("sortBy") == "Name":
        found.sort(key=lambda one: one.name.casefold())
    return found[::-1] if query.get("sortDir") == "DESC" else found


@pytest.mark.parametrize("few", [0, 1000], ids=["walks", "sorts"])
@given(st.lists(THING, max_size=25), st.lists(QUERY, min_size=1, max_size=6), st.data())
def test_it_finds_what_is_there(
    few: int, things: list[Thing], queries: list[dict[str, Any]], data: Any
) -> None:
    """
    After entries came, changed and went, in every order, and page by page.
    """
    items: dict[int, Thing] = {}
    kept, finder._FEW = finder._FEW, few  # noqa: SLF001  # both ways, with few entries
    found = Finder(PLAN, items)
    for thing in things:
        items[thing.number] = thing
        found.put(thing.number, thing)
    if items and data.draw(st.booleans()):
        gone = data.draw(st.sampled_from(sorted(items)))
        found.drop(gone)
        del items[gone]

    for query in queries:
        expected, answer = looked_at(items, query), found.search(query)
        assert answer == expected
        assert len(answer) == len(expected)
        assert answer[2:5] == expected[2:5]
        assert answer[-3:] == expected[-3:]
    finder._FEW = kept  # noqa: SLF001
