"""
How Cin7 Core works with ShipStation as a shipping service: the settings of method 3.

Cin7 documents *Default Ship From Address*, *Set Default* and that sales can be
filtered before export; the rest is our design.
"""

from dataclasses import dataclass
from enum import StrEnum


class ShipFrom(StrEnum):
    """
    The address of a parcel whose location has none.
    """

    COMPANY = "company"
    DEFAULT_LOCATION = "default_location"


class DocumentNumber(StrEnum):
    """
    The number that a label and an exported order carry.
    """

    ORDER = "order"
    INVOICE = "invoice"


class Mode(StrEnum):
    """
    What the service is used for.
    """

    LABELS = "labels"
    EXPORT = "export"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ShippingService:
    """
    The settings of one shipping service.

    Attributes:
        is_default: Parcels go by this service where none is chosen.
        locations: Only sales of these are exported; nothing means of all.
        carriers: Only sales with these carriers are exported; nothing means all.
        customer_tags: Only sales of customers with one of these; nothing means all.
        target_store: The store of exported orders; nothing means the first manual one.
        currency: The currency of the ShipStation account, which no call tells.
        weight_units: Its unit of weight.
        dimension_units: Its unit of length.
    """

    currency: str = ""
    weight_units: str = ""
    dimension_units: str = ""
    is_default: bool = False
    default_ship_from: ShipFrom = ShipFrom.COMPANY
    document_number: DocumentNumber = DocumentNumber.ORDER
    mode: Mode = Mode.LABELS
    locations: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    customer_tags: tuple[str, ...] = ()
    target_store: int | None = None
    poll_minutes: int = 15

    @property
    def exports(self) -> bool:
        """
        Tell whether sales are exported for fulfilment.
        """
        return self.mode is not Mode.LABELS

    @property
    def labels(self) -> bool:
        """
        Tell whether labels are made in Cin7 Core.
        """
        return self.mode is not Mode.EXPORT

    def currency_problem(self, base: str) -> str:
        """
        Return a sentence if Cin7 Core counts in another currency, else nothing.
        """
        if base == self.currency:
            return ""
        return (
            f"the ShipStation account counts in {self.currency}, and Cin7 Core in"
            f" {base}: rates and labels are not possible until both have one currency"
        )
