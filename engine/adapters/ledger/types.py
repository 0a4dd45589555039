"""
How instants and amounts are stored: exactly, and alike in each database.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, String
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """
    An aware instant, as microseconds since 1970: sorts, compares and never rounds.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the same in each database
    ) -> int | None:
        """
        Return the number that is stored.
        """
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002 - the same in each database
    ) -> datetime | None:
        """
        Return the instant that was stored.
        """
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Amount(TypeDecorator[Decimal]):
    """
    An amount with its scale, as text.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(
        self,
        value: Decimal | None,
        dialect: Dialect,  # noqa: ARG002 - the same in each database
    ) -> str | None:
        """
        Return the text that is stored.
        """
        return None if value is None else str(value)

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - the same in each database
    ) -> Decimal | None:
        """
        Return the amount that was stored.
        """
        return None if value is None else Decimal(value)
