"""
Collect ``.feature`` files by themselves, without a Python file beside them.
"""

from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import scenarios
from pytest_bdd.exceptions import GherkinParseError

from harness.gherkin import Feature, read_feature

LINKS = ("operation:",)
DURABLE = "durable"


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
        for tag in feature.all_tags():
            if not tag.startswith(LINKS):
                self.config.addinivalue_line("markers", f"{tag}: a tag of a feature")
        return self._module()

    def _module(self) -> ModuleType:
        module = ModuleType(f"feature_{self.path.stem}")
        module.__file__ = str(self.path)
        # pytest-bdd leaves the tests among the names of whoever calls it.
        module.__dict__.update(scenarios=scenarios, path=str(self.path))
        code = compile("scenarios(path, features_base_dir='')", __file__, "exec")
        try:
            exec(code, module.__dict__)  # noqa: S102  # the line above, and no other
        except GherkinParseError as error:
            raise self.CollectError(str(error)) from None
        return module

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


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """
    Against a process, run what does not move the time.
    """
    if config.getoption("--seatrial-engine-process"):
        left_out = [one for one in items if one.get_closest_marker(DURABLE) is None]
        items[:] = [one for one in items if one.get_closest_marker(DURABLE)]
        config.hook.pytest_deselected(items=left_out)


def pytest_bdd_apply_tag(tag: str, function: object) -> bool | None:
    """
    Read ``@operation:<name>`` tags as links; leave the others to be marks.
    """
    del function
    return True if tag.startswith(LINKS) else None
