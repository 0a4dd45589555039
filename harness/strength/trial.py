"""
Break one thing in a process of its own, and see whether the features notice.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from harness.gherkin import read_feature
from harness.strength.breakage import Breakage

# What each trial needs is read once, before the process of a trial is forked.
_PRELOADED = ["harness.strength.catalogue", "harness.bench", "pytest"]
_LAST_LINES = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What came of one trial.

    Attributes:
        problem: Why there is no answer; empty where there is one.
    """

    breakage: Breakage
    noticed: bool
    seconds: float
    problem: str = ""


def trials(
    breakages: Sequence[Breakage], features: Path, *, processes: int
) -> Iterator[Verdict]:
    """
    Yield the verdicts as they come.
    """
    by_name = {one.name: one for one in breakages}
    files = _files_by_tag(features)
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    with ProcessPoolExecutor(
        processes, mp_context=context, max_tasks_per_child=1
    ) as pool:
        waiting = [
            pool.submit(_tried, one.name, _asked(one, files), one.rules)
            for one in breakages
        ]
        for future in as_completed(waiting):
            name, noticed, seconds, problem = future.result()
            yield Verdict(by_name[name], noticed, seconds, problem)


def _files_by_tag(features: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in features.rglob("*.feature"):
        for tag in read_feature(path).all_tags():
            found.setdefault(tag, set()).add(str(path))
    return found


def _asked(one: Breakage, files: dict[str, set[str]]) -> list[str]:
    return sorted(set().union(*(files.get(tag, set()) for tag in one.rules)))


def _tried(
    name: str, files: Sequence[str], rules: Sequence[str]
) -> tuple[str, bool, float, str]:
    """
    Break it, and run the Examples of the rules until one fails.
    """
    import pytest  # noqa: PLC0415  # the other process does without

    from harness.strength.catalogue import BREAKAGES  # noqa: PLC0415  # as above

    began = perf_counter()
    os.environ.pop("PYTEST_ADDOPTS", None)
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        if not files:
            return name, False, 0.0, f"no rule has a tag of {', '.join(rules)}"
        try:
            next(one for one in BREAKAGES if one.name == name).apply()
        except (AttributeError, ImportError) as problem:
            return name, False, perf_counter() - began, str(problem)
        # What is said in two languages is tried in one.
        tags = f"({' or '.join(f'@{rule}' for rule in rules)}) and not @de"
        status = pytest.main(
            [*files, "-x", "-q", f"--seatrial-tags={tags}", *_QUIET, "--tb=line"]
        )
    seconds = perf_counter() - began
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        lines = said.getvalue().strip().splitlines()[-_LAST_LINES:]
        return name, False, seconds, " / ".join(lines) or str(status)
    return name, status == pytest.ExitCode.TESTS_FAILED, seconds, ""


_QUIET = (
    "--assert=plain",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:faker",
    "-p",
    "no:hypothesispytest",
)
