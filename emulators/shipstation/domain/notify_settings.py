"""
When a store is told of a shipment, and who else is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from emulators.shipstation.domain.wire import instant_of


class NotifyWhen(Enum):
    """
    What a store's notices wait for.
    """

    IMMEDIATELY = "immediately"
    MAIL_STREAM = "mail_stream"
    AT_TIME = "at_time"
    AFTER_HOURS = "after_hours"
    OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings:
    """
    A store's settings for notices and mails.

    Attributes:
        at_time: Time of day on the ship date, in US Pacific; for `AT_TIME` only.

        after_hours: Hours after the label was made; for `AFTER_HOURS` only.

        mail_customer: Whether ShipStation mails the customer itself.
    """

    when: NotifyWhen = NotifyWhen.IMMEDIATELY
    at_time: time = time(17)
    after_hours: int = 4
    mail_customer: bool = False

    def due_at(self, made_at: datetime, ship_date: date) -> datetime | None:
        """
        Return when a parcel is told of; None at the carrier's first scan.

        Where the shop is never told, the customer still may be, and that is at once.
        """
        match self.when:
            case NotifyWhen.MAIL_STREAM:
                return None
            case NotifyWhen.AT_TIME:
                return instant_of(datetime.combine(ship_date, self.at_time))
            case NotifyWhen.AFTER_HOURS:
                return made_at + timedelta(hours=self.after_hours)
        return made_at
