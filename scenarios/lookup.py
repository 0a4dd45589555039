"""
Find the function of a step once for all Examples of a file.

pytest-bdd asks pytest about every fixture of the session, for each step of each Example
anew. What a step finds depends on the file that it stands in, and on nothing else.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.steps import step_function_context_registry

from harness.report.definitions import AmbiguousStep, meaning_of

_LOOKUP = pytest.StashKey["_Lookup"]()


# The package has a function of the module's name in its place.
_scenario: Any = sys.modules["pytest_bdd.scenario"]


def install(config: pytest.Config) -> None:
    """
    Let pytest-bdd look here first, until the session ends.
    """
    before = _scenario.find_fixturedefs_for_step
    look = config.stash[_LOOKUP] = _Lookup(config.rootpath)
    _scenario.find_fixturedefs_for_step = look.find_one
    config.add_cleanup(lambda: setattr(_scenario, "find_fixturedefs_for_step", before))


class _Lookup:
    """
    What the steps of one file have found.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file: pytest.Collector | None = None
        self._found: dict[tuple[str, str], list[Any]] = {}
        self._visible: list[tuple[Any, Any]] = []

    def find_one(
        self, *, step: Any, fixturemanager: Any, node: pytest.Item
    ) -> list[Any]:
        """
        Return the definition that is meant, or none.

        Raises:
            AmbiguousStep: Several are as near.
        """
        __tracebackhide__ = True
        found = nearest(self.find(step, fixturemanager, node))
        if len(found) > 1:
            contexts = [step_function_context_registry[one.func] for one in found]
            meanings = [meaning_of(one, step.name, self._root) for one in contexts]
            meanings.sort(key=lambda one: (one.phrase, one.place))
            raise AmbiguousStep(step.name, meanings)
        return found

    def find(self, step: Any, fixturemanager: Any, node: pytest.Item) -> list[Any]:
        """
        Return the definitions that match and that the file may see, nearest last.
        """
        if node.parent is not self._file:
            self._file, self._found = node.parent, {}
            self._visible = list(_visible(fixturemanager, node))
        key = step.type, step.name
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = [
                definition
                for definition, context in self._visible
                if context.type in (None, step.type)
                and context.parser.is_matching(step.name)
            ]
        return found


def nearest(found: Sequence[Any]) -> list[Any]:
    """
    Return the definitions of the nearest place; several are one too many.

    Of those with one text the last one stands in for the others, as pytest has it.
    """
    near = [one for one in found if one.baseid == found[-1].baseid]
    return list({one.argname: one for one in near}.values())


def definitions(step: Any, item: pytest.Item) -> list[Any]:
    """
    Return the definitions that match a step of the Example, nearest last.
    """
    manager = item.session._fixturemanager  # noqa: SLF001  # as pytest-bdd does
    return item.config.stash[_LOOKUP].find(step, manager, item)


def _visible(fixturemanager: Any, node: pytest.Item) -> Iterator[tuple[Any, Any]]:
    """
    Yield the definitions of steps that a file may see with what they say, nearest last.
    """
    pairs = [
        (one, context)
        for name in get_fixture_names(fixturemanager=fixturemanager)
        for one in getfixturedefs(fixturemanager, name, node) or ()
        if (context := step_function_context_registry.get(one.func)) is not None
    ]
    yield from sorted(pairs, key=lambda pair: _path(pair[0]))


def _path(definition: Any) -> list[str]:
    return list(_scenario.iterparentnodeids(definition.baseid))
