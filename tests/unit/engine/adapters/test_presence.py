"""
Which processes are there, by locks that end with them.
"""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from engine.adapters.presence import Alone, OneOfMany, OnlyOne, Taken, presence_of
from tests.unit.engine.fakes import ManualClock


def end_all_sessions(url: str) -> None:
    """
    Let the server hang up on everybody else.
    """
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_one_process_has_a_file(tmp_path: Path) -> None:
    """
    The second is refused with a sentence, until the first has left.
    """
    first, second = (OnlyOne(name, tmp_path / "ledger.db") for name in ("one", "two"))
    first.take()
    first.take()

    with pytest.raises(Taken, match="a SQLite file has one at a time"):
        second.take()
    first.leave()
    second.take()
    assert (second.is_there("two"), second.is_there("one")) == (True, False)
    second.leave()


@pytest.mark.postgresql
def test_a_session_tells_who_is_there(postgresql_url: str) -> None:
    """
    A name counts as gone some seconds after its lock was found free.
    """
    clock = ManualClock()
    one, two = (OneOfMany(name, postgresql_url, clock) for name in ("one", "two"))
    one.take()
    two.take()
    was_there = one.is_there("two")
    two.leave()

    assert was_there
    assert one.is_there("two")
    clock.advance(seconds=2)
    assert one.is_there("two")
    clock.advance(seconds=2)
    assert not one.is_there("two")
    two.take()
    assert one.is_there("two")
    one.leave()
    two.leave()


@pytest.mark.postgresql
def test_a_session_that_broke_off_is_made_anew(postgresql_url: str) -> None:
    """
    The next look takes the lock again.
    """
    clock = ManualClock()
    one, two = (OneOfMany(name, postgresql_url, clock) for name in ("one", "two"))
    one.take()
    two.take()
    end_all_sessions(postgresql_url)
    two.take()

    one.take()

    clock.advance(minutes=1)
    assert two.is_there("one")
    clock.advance(minutes=1)
    assert two.is_there("one")
    one.leave()
    two.leave()


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("sqlite://", Alone),
        ("sqlite:///ledger.db", OnlyOne),
        ("postgresql://somewhere/ledger", OneOfMany),
        ("postgres://somewhere/ledger", OneOfMany),
    ],
)
def test_the_database_says_how_many_may_be_there(url: str, kind: type) -> None:
    """
    One in memory, one on a file, many on PostgreSQL.
    """
    presence = presence_of(url, unique=lambda: "1", clock=ManualClock())

    assert type(presence) is kind
    assert presence.name.endswith("-1")
