"""
Find the function of a step once for all Examples of a file.

pytest-bdd asks pytest about every fixture of the session, for each step of each Example
anew. What a step finds depends on the file that it stands in, and on nothing else.
"""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest


def install(config: pytest.Config) -> None:
    """
    Let pytest-bdd look here first, until the session ends.
    """
    # The package has a function of the module's name in its place.
    scenario: Any = sys.modules["pytest_bdd.scenario"]
    theirs = scenario.find_fixturedefs_for_step
    scenario.find_fixturedefs_for_step = _Lookup(theirs).find
    config.add_cleanup(lambda: setattr(scenario, "find_fixturedefs_for_step", theirs))


class _Lookup:
    """
    What the steps of one file have found.
    """

    def __init__(self, find: Callable[..., Iterable[Any]]) -> None:
        self._find = find
        self._file: pytest.Collector | None = None
        self._found: dict[tuple[str, str], list[Any]] = {}

    def find(self, *, step: Any, fixturemanager: Any, node: pytest.Item) -> list[Any]:
        """
        Return the definitions that match the step, and that its file may see.
        """
        if node.parent is not self._file:
            self._file, self._found = node.parent, {}
        key = step.type, step.name
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = list(
                self._find(step=step, fixturemanager=fixturemanager, node=node)
            )
        return found
