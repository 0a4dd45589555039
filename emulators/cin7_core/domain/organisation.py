"""
The company that an account belongs to, as its settings describe it.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emulators.cin7_core.domain.instants import midnight
from emulators.cin7_core.domain.reading import day
from emulators.cin7_core.domain.refusal import Refused


class UnknownZone(Refused):
    """
    A time zone has no such name.
    """


@dataclass(frozen=True, slots=True)
class Organisation:
    """
    A company.

    Attributes:
        active: An account that was closed refuses its credentials.
    """

    account_id: str
    company: str
    currency: str = "GBP"
    timezone: str = "Europe/London"
    active: bool = True
    default_weight_units: str = "kg"
    default_dimensions_units: str = "cm"
    tax_calculation_method: str = "Total"
    lock_date: date | None = None

    def local_day(self, at: datetime) -> date:
        """
        Return the calendar date of an instant, as the company's wall shows it.
        """
        return at.astimezone(ZoneInfo(self.timezone)).date()


CHANGEABLE = tuple(one.name for one in fields(Organisation) if one.name != "account_id")


def changed(organisation: Organisation, changes: dict[str, Any]) -> Organisation:
    """
    Return the organisation with other settings.

    Raises:
        UnknownZone: The time zone does not exist.
    """
    values = {name: changes[name] for name in CHANGEABLE if name in changes}
    if "lock_date" in values:
        values["lock_date"] = day(values["lock_date"])
    if "timezone" in values:
        _check_zone(values["timezone"])
    return replace(organisation, **values)


def settings_document(organisation: Organisation) -> dict[str, Any]:
    """
    Return the settings as the screen shows them.
    """
    return {
        "account_id": organisation.account_id,
        **{name: getattr(organisation, name) for name in CHANGEABLE},
        "lock_date": midnight(organisation.lock_date),
    }


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise UnknownZone(f"there is no time zone '{name}'") from None
