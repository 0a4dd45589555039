"""
What must not happen twice, in the ledger.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, or_, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.records import Intent, IntentState

_INTENTS = tables.intents


class IntentTable:
    """
    Intents, each once by its kind and key.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, organisation: str, kind: str, key: str, *, at: datetime) -> Intent:
        """
        Note that something is about to be done, or return what is known of it.
        """
        with self._database.begin() as connection:
            connection.execute(
                self._database.insert(_INTENTS).values(
                    organisation=organisation,
                    kind=kind,
                    key=key,
                    state=IntentState.OPEN.value,
                    begun_at=at,
                    result="",
                )
            )
            query = select(_INTENTS).where(*_same(organisation, kind, key))
            return _intent(connection.execute(query).one())

    def get(self, organisation: str, kind: str, key: str) -> Intent | None:
        """
        Return what is known of it, or nothing.
        """
        query = select(_INTENTS).where(*_same(organisation, kind, key))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _intent(row) if row else None

    def lease(
        self, organisation: str, intent: Intent, *, now: datetime, until: datetime
    ) -> bool:
        """
        Take the open intent to act on it; return false if somebody else has it.
        """
        is_free = or_(_INTENTS.c.leased_until.is_(None), _INTENTS.c.leased_until <= now)
        with self._database.begin() as connection:
            taken = connection.execute(
                update(_INTENTS)
                .where(
                    *_same(organisation, intent.kind, intent.key),
                    _INTENTS.c.state == IntentState.OPEN.value,
                    is_free,
                )
                .values(leased_until=until)
            )
        return bool(taken.rowcount)

    def settle(
        self, organisation: str, intent: Intent, state: IntentState, *, result: str = ""
    ) -> None:
        """
        Note what came of it, and give it back.
        """
        with self._database.begin() as connection:
            connection.execute(
                update(_INTENTS)
                .where(*_same(organisation, intent.kind, intent.key))
                .values(state=state.value, result=result, leased_until=None)
            )

    def drop(self, organisation: str, kind: str, key: str) -> None:
        """
        Forget it, so that it may happen again.
        """
        with self._database.begin() as connection:
            connection.execute(delete(_INTENTS).where(*_same(organisation, kind, key)))

    def open(self, organisation: str, kind: str) -> Sequence[Intent]:
        """
        Return what was begun and has not ended, oldest first.
        """
        query = (
            select(_INTENTS)
            .where(
                _INTENTS.c.organisation == organisation,
                _INTENTS.c.kind == kind,
                _INTENTS.c.state == IntentState.OPEN.value,
            )
            .order_by(_INTENTS.c.begun_at, _INTENTS.c.key)
        )
        with self._database.read() as connection:
            return [_intent(row) for row in connection.execute(query)]


def _same(organisation: str, kind: str, key: str) -> list[ColumnElement[bool]]:
    return [
        _INTENTS.c.organisation == organisation,
        _INTENTS.c.kind == kind,
        _INTENTS.c.key == key,
    ]


def _intent(row: Row[Any]) -> Intent:
    return Intent(
        kind=row.kind,
        key=row.key,
        state=IntentState(row.state),
        begun_at=row.begun_at,
        result=row.result,
    )
