"""
Which Examples run: by their tags, by their lines, or those that move no time.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from cucumber_tag_expressions import TagExpressionError, parse

from harness.gherkin import split_place
from harness.pickles import Pickle, pickle_of, read_pickles

DURABLE = "@durable"


def install(config: pytest.Config) -> None:
    """
    Select from what will be collected.

    Raises:
        pytest.UsageError: The tag expression cannot be read, or a line has nothing.
    """
    # A process on another machine gets what was taken here as an option.
    given = getattr(config.option, "seatrial_places", {})
    config.option.seatrial_places = _take_places(config) or given
    config.pluginmanager.register(_Selection(config), "seatrial-selection")


class _Selection:
    """
    What was asked for.
    """

    def __init__(self, config: pytest.Config) -> None:
        text = config.getoption("--seatrial-tags")
        try:
            self._tags = parse(text)
        except (TagExpressionError, AssertionError) as error:
            reason = str(error).partition("\n")[0].partition(" (expr")[0]
            raise pytest.UsageError(
                f"{text!r} is no tag expression such as '@a and not @b': {reason}"
            ) from None
        self._text = text
        self._places: dict[str, list[int]] = config.option.seatrial_places
        self._is_durable = config.getoption("--seatrial-engine-process")

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """
        Leave out what was not asked for.
        """
        if not (self._text or self._places or self._is_durable):
            return
        wanted: list[pytest.Item] = []
        left_out: list[pytest.Item] = []
        for item in items:
            (wanted if self._wants(item) else left_out).append(item)
        items[:] = wanted
        config.hook.pytest_deselected(items=left_out)

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, exitstatus: int
    ) -> None:
        """
        Say why nothing was run.
        """
        if self._text and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            terminalreporter.write_line(f"no Example has the tags {self._text!r}")

    def _wants(self, item: pytest.Item) -> bool:
        pickle = pickle_of(item)
        if pickle is None:
            return not (self._text or self._is_durable)
        return (
            self._has_tags(pickle)
            and self._stands_there(pickle)
            and (not self._is_durable or DURABLE in pickle.tags)
        )

    def _has_tags(self, pickle: Pickle) -> bool:
        """
        Tell whether the tags are right; they may be spelt without the @ as well.
        """
        bare = {tag.removeprefix("@") for tag in pickle.tags}
        return bool(self._tags({*pickle.tags, *bare}))

    def _stands_there(self, pickle: Pickle) -> bool:
        lines = self._places.get(str(pickle.path.resolve()))
        return lines is None or not pickle.places.isdisjoint(lines)


def _take_places(config: pytest.Config) -> dict[str, list[int]]:
    """
    Take the lines from arguments such as ``x.feature:12``, and return them by file.

    A file that another argument names as a whole has none.
    """
    folder = config.invocation_params.dir
    whole: list[Path] = []
    places: dict[str, list[int]] = {}
    for position, argument in enumerate(config.args):
        name, lines = split_place(argument)
        path = folder.joinpath(name.partition("::")[0]).resolve()
        if lines and path.is_file():
            _check(name, path, lines)
            places.setdefault(str(path), []).extend(lines)
            config.args[position] = name
        else:
            whole.append(path)
    return {
        path: lines
        for path, lines in places.items()
        if not any(Path(path).is_relative_to(one) for one in whole)
    }


def _check(name: str, path: Path, lines: Iterable[int]) -> None:
    try:
        pickles = read_pickles(path)
    except ValueError:
        return  # the collection says what is wrong with the file
    for line in lines:
        if not any(line in one.places for one in pickles):
            near = min(pickles, key=lambda one: abs(one.line - line), default=None)
            hint = f"; {near.name!r} is at line {near.line}" if near else ""
            raise pytest.UsageError(f"{name}: no Example stands at line {line}{hint}")
