"""
Examples that hold on the wall's time too, against the engine as it is deployed.
"""

from pathlib import Path

import pytest

from harness.gherkin import read_feature

ROOT = Path(__file__).resolve().parents[2]
TAGGED = sorted(
    path
    for path in ROOT.glob("features/**/*.feature")
    if "durable" in read_feature(path).all_tags()
)


@pytest.mark.timeout(180)
def test_tagged_examples_hold_against_a_process(pytester: pytest.Pytester) -> None:
    """
    ``seatrial-engine serve`` with durable runs, in place of the engine of the bench.
    """
    pytester.makeini("[pytest]\nstrict = true\n")

    result = pytester.runpytest_subprocess(
        *map(str, TAGGED), "--seatrial-engine-process", "-n", "2"
    )

    counted = result.parseoutcomes()
    assert set(counted) <= {"passed", "deselected"}
    assert counted["passed"] >= len(TAGGED)
