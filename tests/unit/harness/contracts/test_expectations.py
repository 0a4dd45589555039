"""
What is expected of calls, and what is wrong with them, without any fake.
"""

from typing import Any

import pytest

from harness.contracts.calls import KEPT, Call
from harness.contracts.expectations import Expected
from harness.contracts.findings import Finding, Kind, findings_of

OPERATION = "shipstation.create_order"


def a_call(body: Any, *, number: int = 1, query: str = "", **more: Any) -> Call:
    """
    Return a call that kept the contract.
    """
    facts = {"operation": OPERATION, "status": 200, "verdict": KEPT, **more}
    return Call(
        number=number, method="POST", path="/orders", query=query, request=body, **facts
    )


@pytest.mark.parametrize(
    ("expected", "found", "lines"),
    [
        ({"a": 1}, {"A": 1.0, "b": 2}, []),
        ({"a": None}, {"a": None}, []),
        ({"a": None}, {}, ["- a: null", "+ a: (nothing)"]),
        ({"a": True}, {"a": 1}, ["- a: true", "+ a: 1"]),
        ({"a": "1"}, {"a": 1}, ['- a: "1"', "+ a: 1"]),
        ({"a": {"b": 1}}, {"a": [1]}, ['- a: {"b": 1}', "+ a: [1]"]),
        ([{"a": 1}], [{"a": 1, "b": 2}], []),
        ([1, 2], [1], ["- [1]: 2", "+ [1]: (nothing)"]),
        ([], {"a": 1}, ["- the body: []", '+ the body: {"a": 1}']),
    ],
)
def test_parts_of_a_body_have_to_match(
    expected: Any, found: Any, lines: list[str]
) -> None:
    """
    Names in any case, of a list all rows; no value is taken for another kind.
    """
    wanted = Expected(operation=OPERATION, exactly=1, body=expected)

    told = wanted.differences(a_call(found))
    assert [line for one in told for line in one.lines] == lines


def test_parameters_have_to_match_as_texts() -> None:
    """
    What is beside them is left alone.
    """
    wanted = Expected(operation=OPERATION, at_least=1, query={"Page": "2"})

    assert wanted.differences(a_call(None, query="page=2&pageSize=10")) == []
    [difference] = wanted.differences(a_call(None, query="page=3"))
    assert difference.lines == ('- ?Page: "2"', '+ ?Page: "3"')


def test_the_latest_of_the_nearest_calls_is_shown() -> None:
    """
    A client that corrects itself does so in the end.
    """
    wanted = Expected(operation=OPERATION, exactly=1, body={"a": 1, "b": 1})
    calls = [
        a_call({"a": 1}, number=4),
        a_call({"a": 1, "b": 2}, number=7),
        a_call({}, number=9),
    ]

    unmet = wanted.unmet(calls)
    assert unmet is not None
    assert unmet.diff == ("nearest is call 7, POST /orders", "- b: 1", "+ b: 2")


def test_the_same_of_many_calls_is_one_finding() -> None:
    """
    The first numbers are shown, and how many there are beside.
    """
    calls = [a_call({"colour": 1}, number=number) for number in range(1, 9)]

    [found] = findings_of(calls)
    assert str(found) == (
        f"nobody reads it: {OPERATION}: the vendor does not know colour "
        "(calls 1, 2, 3, 4, 5 and 3 more)"
    )


def test_a_fault_of_the_fake_is_not_the_clients() -> None:
    """
    It is told as what it is.
    """
    [found] = findings_of([a_call({}, verdict="broken by the fake: it\nfell over")])

    assert found == Finding(
        Kind.FAKE, OPERATION, "this is a bug of Seatrial: fell over", calls=(1,)
    )
