"""
Collect ``.feature`` files by themselves, without a Python file beside them.
"""

import gc
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import scenarios
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import get_feature

from harness.gherkin import Feature, read_feature
from harness.pickles import read_pickles

_NO_MARK = re.compile(r"[:(]")


class FeatureFile(pytest.Module):
    """
    One feature file, as pytest sees it: a module with a test for each Example.
    """

    def _getobj(self) -> ModuleType:
        try:
            feature = read_feature(self.path)
        except ValueError as error:
            raise self.CollectError(str(error)) from None
        self._refuse_doubles(feature)
        self._refuse_emptiness(feature)
        for tag in feature.all_tags():
            if _is_mark(tag):
                self.config.addinivalue_line("markers", f"{tag}: a tag of a feature")
        return self._module()

    def _module(self) -> ModuleType:
        module = ModuleType(f"feature_{self.path.stem}")
        module.__file__ = str(self.path)
        # pytest-bdd leaves the tests among the names of whoever calls it.
        module.__dict__.update(scenarios=scenarios, path=str(self.path))
        code = compile("scenarios(path, features_base_dir='')", __file__, "exec")
        try:
            self._keep_marks()
            exec(code, module.__dict__)  # noqa: S102  # the line above, and no other
        except GherkinParseError as error:
            raise self.CollectError(str(error)) from None
        return module

    def _keep_marks(self) -> None:
        """
        Take from tables the tags that cannot be marks: pytest-bdd would make them some.
        """
        for scenario in get_feature("", str(self.path)).scenarios.values():
            for table in scenario.examples:
                table.tags = {tag for tag in table.tags if _is_mark(tag)}

    def _refuse_emptiness(self, feature: Feature) -> None:
        """
        Refuse what would pass without a step: no steps, or an outline without a row.
        """
        full = {one.example_line for one in read_pickles(self.path) if one.steps}
        for example in feature.examples():
            if example.line not in full:
                raise self.CollectError(
                    f"{self.path}:{example.line}: {example.name!r} has no step to run"
                )

    def _refuse_doubles(self, feature: Feature) -> None:
        """
        Refuse two Examples of one name: pytest-bdd would drop the first silently.
        """
        counted = Counter(example.name for example in feature.examples())
        doubles = [name for name, count in counted.items() if count > 1]
        if doubles:
            raise self.CollectError(
                f"{self.path}: two Examples are called {doubles[0]!r}; rename one"
            )


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.Collector | None:
    """
    Take every feature file.
    """
    if file_path.suffix == ".feature":
        return FeatureFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    """
    Let the garbage collector pass over what stays: modules, steps, Examples.

    It would go through them again and again while Examples run. Once for a process is
    enough: of a run within a run nothing stays.
    """
    del session
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


def pytest_bdd_apply_tag(tag: str, function: object) -> bool | None:
    """
    Make no mark of a tag such as ``@operation:<name>``: pytest has none with a colon.
    """
    del function
    return None if _is_mark(tag) else True


def _is_mark(tag: str) -> bool:
    return _NO_MARK.search(tag) is None
