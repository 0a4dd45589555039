"""
Labels: what was wanted, what was bought, and which purchase a lost reply was about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from engine.domain.packages import Size
from engine.domain.ship_notice import ShippedItem

KIND = "label"
CONFIRMATIONS = ("none", "delivery", "signature", "adult_signature", "direct_signature")
INSURERS = ("shipsurance", "carrier", "provider")

# ShipStation's clock and ours need not agree to the second.
_CLOCKS_DIFFER = timedelta(minutes=2)


class LabelState(StrEnum):
    """
    Where a label stands.

    A *wanted* one is noted before ShipStation is asked: it may have been bought.
    """

    WANTED = "wanted"
    BOUGHT = "bought"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Wish:
    """
    How the packages of a sale shall travel.

    Attributes:
        insured: The value of each package; nothing means no insurance.
        is_test: A sample, which is not paid and changes nothing.
    """

    carrier: str
    service: str
    package_code: str
    confirmation: str
    shipped_on: date
    insured: Decimal | None = None
    insurer: str = ""
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """
    A label of one package.

    Attributes:
        order_id: ShipStation's id of the order that it is for; 0 as long as there is
            none, and so nothing that could have been bought.
        shipment_id: ShipStation's id of what it bought; nothing while it is wanted.
        cost: What the carrier takes, without insurance.
        is_printable: Its PDF was kept. ShipStation hands it out once only.
        is_written: Cin7 Core has what stands on it: the number, or after a void that
            there is none.
        remark: A sentence for whoever looks at it.
    """

    id: str
    connection: str
    sale_id: str
    sale_number: str
    task_id: str
    box: str
    order_id: int
    carrier: str
    service: str
    package_code: str
    confirmation: str
    weight_grams: Decimal
    size: Size | None
    shipped_on: date
    wanted_at: datetime
    items: tuple[ShippedItem, ...] = ()
    state: LabelState = LabelState.WANTED
    shipment_id: int | None = None
    tracking_number: str = ""
    cost: Decimal | None = None
    insurance_cost: Decimal | None = None
    is_printable: bool = False
    is_written: bool = False
    remark: str = ""

    @property
    def key(self) -> str:
        """
        Return what makes a second one of the same package impossible.
        """
        return label_key(self.task_id, self.box)

    def travels_as(self, wish: Wish) -> bool:
        """
        Tell whether it is what is wished.
        """
        return (self.carrier, self.service, self.package_code, self.confirmation) == (
            wish.carrier,
            wish.service,
            wish.package_code,
            wish.confirmation,
        )


@dataclass(frozen=True, slots=True)
class Purchase:
    """
    A shipment as ShipStation lists it, as far as it can tell whose label it is.
    """

    shipment_id: int
    created_at: datetime
    carrier: str
    service: str
    weight_grams: Decimal | None
    tracking_number: str
    cost: Decimal
    insurance_cost: Decimal
    shipped_on: date | None
    is_voided: bool = False


def label_key(task_id: str, box: str) -> str:
    """
    Return the key of the label of a box; a box may have any name.
    """
    return f"{task_id}:{sha256(box.encode()).hexdigest()[:32]}"


def lost_purchase(
    wanted: Label, purchases: Iterable[Purchase], *, explained: Iterable[int]
) -> Purchase | None:
    """
    Return the purchase that came of a request whose answer never arrived, if any.

    It is none that a known label explains, none that was voided, and none that is
    older than the request. Of several, one with the same weight is meant before all
    others, and an earlier one before a later.
    """
    known = set(explained)
    since = wanted.wanted_at - _CLOCKS_DIFFER
    possible = [
        one
        for one in purchases
        if one.shipment_id not in known
        and not one.is_voided
        and one.created_at >= since
        and (one.carrier, one.service) == (wanted.carrier, wanted.service)
    ]
    ordered = sorted(possible, key=lambda one: _likeness(wanted, one))
    return next(iter(ordered), None)


def missing_choices(
    *, carrier: str, service: str, confirmation: str, carriers: Sequence[str]
) -> str:
    """
    Return a sentence on what a label cannot be made without, or nothing.
    """
    lacking = []
    if not carrier:
        listed = ", ".join(carriers) or "none, connect one in ShipStation first"
        lacking.append(f"a carrier (ShipStation has {listed})")
    if not service:
        lacking.append("a service (ask for rates: they name the services)")
    if not confirmation:
        lacking.append(f"a confirmation (one of {', '.join(CONFIRMATIONS)})")
    if not lacking:
        return ""
    return f"a label cannot be made yet: choose {' and '.join(lacking)}"


def _likeness(wanted: Label, one: Purchase) -> tuple[bool, datetime, int]:
    grams = one.weight_grams
    is_other = grams is None or abs(grams - wanted.weight_grams) >= 1
    return is_other, one.created_at, one.shipment_id
