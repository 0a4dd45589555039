"""
Bodies as they are read, and journals as the page carries them.
"""

import gzip
import json
from base64 import b64decode
from typing import Any

import pytest

from harness.report.bodies import readable
from harness.report.instants import moved, span
from harness.report.journals import lines, pack
from harness.report.record import ExampleRecord, StepRecord
from tests.unit.harness.report.crossings import LATER, NINE, crossing, step


def example(*steps: StepRecord, bodies: tuple[str, ...] = ()) -> ExampleRecord:
    """
    Return an Example that passed.
    """
    return ExampleRecord(
        "a.feature", "A", "R", "E", steps=list(steps), bodies=[*bodies]
    )


def unpacked(packed: str) -> Any:
    """
    Return what the page's script reads.
    """
    return json.loads(gzip.decompress(b64decode(packed)))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"total":48.00,"n":[]}', '{\n  "total": 48.00,\n  "n": []\n}'),
        (
            b'{"total":48.00,"apiKey":"hush"}',
            '{\n  "total": 48.00,\n  "apiKey": "***"\n}',
        ),
        (b"<a><b><![CDATA[x]]></b></a>", "<a>\n  <b><![CDATA[x]]></b>\n</a>"),
        (b"<a><b></a>", "<a><b></a>"),
        (b"not JSON", "not JSON"),
        (b"\xff", "�"),
    ],
)
def test_a_body_is_indented_and_masked(body: bytes, expected: str) -> None:
    """
    Numbers stay as they were sent; what cannot be read stays as it is.
    """
    assert expected == readable(body)


def test_each_body_is_carried_once() -> None:
    """
    Exchanges of all Examples refer to it by its place.
    """
    call = crossing("engine", "cin7_core", "list_sales", reply=0)
    asked = call._replace(request=1, reply=0)

    document = unpacked(
        pack(
            [
                example(step(call), bodies=("b",)),
                example(step(asked), bodies=("b", "a")),
            ]
        )
    )

    assert ["a", "b"] == document["bodies"]
    line = "09:00:00 engine → Cin7 Core GET /list_sales → 200"
    assert [line, None, 1] == document["journals"][0][1]
    assert [line, 0, 1] == document["journals"][1][1]


def test_lines_do_not_repeat_themselves() -> None:
    """
    Time and parties stand once over what they have in common; the rest is counted.
    """
    call = crossing("engine", "cin7_core", "list_sales")
    lost = call._replace(status=0, fault="lost-reply", verdict="broken by the fake: x")
    text, left_out = lines(example(step(call, call, lost, ended_at=LATER)))

    clock = "the clock moved by 15 min, to Mon 2 Mar 09:15:00"
    notes = "[fault: lost-reply] [contract: broken by the fake: x]"
    assert text.splitlines() == [
        f"1 When it happens (it is Mon 2 Mar 09:00:00; {clock})",
        "  09:00:00 engine → Cin7 Core",
        "    GET /list_sales → 200 ×2",  # noqa: RUF001  # a sign
        f"    GET /list_sales → no answer {notes}",
    ]
    assert 0 == left_out


def test_a_long_journal_is_cut_in_the_page() -> None:
    """
    The page says how many lines are missing; what the script reads has them all.
    """
    calls = [crossing("engine", "cin7_core", f"call_{n}") for n in range(500)]
    record = example(step(*calls))

    text, left_out = lines(record)

    assert (60, 442) == (len(text.splitlines()), left_out)
    assert 501 == len(unpacked(pack([record]))["journals"][0])


def test_spans_are_in_words() -> None:
    """
    Only the units that count are named; a clock that stands has not moved.
    """
    assert "1 d 1 h 15 min 1 s" == span(NINE, "2026-03-03T10:15:01")
    assert "" == moved(NINE, NINE)
    assert "" == moved("", LATER)
