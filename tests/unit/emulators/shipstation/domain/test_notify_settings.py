"""
When a parcel is told of.
"""

from datetime import UTC, date, datetime, time

import pytest

from emulators.shipstation.domain.notify_settings import NotifySettings, NotifyWhen

MADE_AT = datetime(2026, 3, 7, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "due_at"),
    [
        (NotifyWhen.IMMEDIATELY, MADE_AT),
        (NotifyWhen.OFF, MADE_AT),
        (NotifyWhen.MAIL_STREAM, None),
        (NotifyWhen.AFTER_HOURS, datetime(2026, 3, 7, 22, tzinfo=UTC)),
        (NotifyWhen.AT_TIME, datetime(2026, 3, 9, 0, 30, tzinfo=UTC)),
    ],
)
def test_what_a_notice_waits_for(when: NotifyWhen, due_at: datetime | None) -> None:
    """
    A time of day is one of US Pacific, where the clocks change in the night between.
    """
    settings = NotifySettings(when=when, at_time=time(17, 30))

    assert settings.due_at(MADE_AT, date(2026, 3, 8)) == due_at
