"""
What is read from the journals, the clock and the plans of a bench.
"""

import pytest

from emulators.kit.faults import Delay, Fault, LostReply, Status
from harness.report.traffic import in_words


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (LostReply(operation="shop.*"), "lost-reply at shop.*"),
        (
            Delay(operation="shop.list", seconds=5, times=2, after=1),
            "delay at shop.list, times 2, after 1, seconds 5",
        ),
        (
            Status(operation="shop.list", status=500, body={"apiKey": "hush"}),
            'status at shop.list, status 500, body {"apiKey":"***"}',
        ),
    ],
)
def test_a_fault_is_told_in_words(fault: Fault, expected: str) -> None:
    """
    Kind, place, and the settings that are not the usual ones; secrets are masked.
    """
    assert expected == in_words(fault)
