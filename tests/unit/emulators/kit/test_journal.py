"""
What is kept of calls, and of faults, for those who look later.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.faults import FaultPlan, LostReply
from emulators.kit.journal import Exchange, Journal
from emulators.kit.masking import may_hold_secret
from emulators.kit.outbound import Answer, JournalledOutbound

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def kept(journal: Journal) -> Exchange:
    """
    Keep a call that was answered, and return it.
    """
    exchange = Exchange(
        number=journal.next_number(),
        at=MORNING,
        by="api",
        method="GET",
        path="/things",
        query="",
        operation="shop.list_things",
        request=b"",
        status=200,
        reply=b"[]",
        fault=None,
        verdict="kept",
    )
    journal.add(exchange)
    return exchange


class Nested:
    """
    A way out whose other side calls back before it answers.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Let a call come in, then answer.
        """
        del method, url
        kept(self._journal)
        return Answer(200, "OK", headers, body)


def test_a_journal_tells_what_is_new() -> None:
    """
    Since a number, oldest first; since the last, nothing.
    """
    journal = Journal()
    first, second, third = (kept(journal) for _ in range(3))

    assert [second, third] == journal.since(first.number)
    assert [first, second, third] == journal.since(0)
    assert [] == journal.since(third.number)


def test_what_happens_in_the_course_of_a_call_is_known() -> None:
    """
    A call of the fake's own has a number from its beginning, and one from its end.
    """
    journal = Journal()
    outbound = JournalledOutbound(Nested(journal), journal, VirtualClock(MORNING))
    outbound.send("GET", "http://store/orders", headers={})

    inner, outer = journal
    assert outer.began is not None
    assert outer.began < inner.number < outer.number


def test_a_plan_remembers_what_has_happened() -> None:
    """
    A fault that was met waits no longer, and was planned all the same.
    """
    plan = FaultPlan()
    fault = LostReply(operation="shop.list_things")
    plan.add(fault)
    plan.take("shop.list_things")

    assert [] == plan.left()
    assert [fault] == plan.planned


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"Password": "x"}', True),
        (b'{"api_key": "x"}', True),
        (b'{"ApplicationKey": "x"}', True),
        (b'{"\\u0070assword": "x"}', True),
        (b'{"orderKey": "x", "monkey": 1}', False),
        (b"", False),
    ],
)
def test_a_body_without_a_suspicious_word_holds_no_secret(
    body: bytes, *, expected: bool
) -> None:
    """
    A word in any spelling is enough for a second look; a key of an order is none.
    """
    assert expected == may_hold_secret(body)
