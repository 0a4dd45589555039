"""
What is contested about Cin7 Core: one enum for each fact, with its evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class RateLimitForm(Enum):
    """
    How a call beyond 60 in a minute is refused.

    The documentation says 429 today and said 503 until 2024; 400 with an error array
    was recorded in 2026 on the purchase endpoints.
    """

    TOO_MANY_REQUESTS = "429"
    UNAVAILABLE = "503"
    BAD_REQUEST = "400"


class RetryAfter(Enum):
    """
    Whether such a refusal carries ``Retry-After``.

    Clients met it only at times, and then in words instead of a number.
    """

    ABSENT = "absent"
    WORDS = "60 Seconds"


class CredentialsErrorBody(Enum):
    """
    The body of the 403 for wrong credentials.

    The text is recorded, its shape is not: clients handle an error array and the bare
    text alike.
    """

    ERRORS = "errors"
    TEXT = "text"


class UnknownPath(Enum):
    """
    The answer to a path that does not exist.

    The documentation says 404; three independent clients met 200 with a page of HTML.
    """

    HTML_200 = "html200"
    NOT_FOUND = "404"


class ErrorStatus(Enum):
    """
    The HTTP status of a refused call.

    One client treats every body with an ErrorCode as a failure, because it met some
    that came with 200.
    """

    AS_DOCUMENTED = "as_documented"
    OK = "ok"


class ShippedNotInvoicedStatus(Enum):
    """
    Status of a simple sale that has left and is not invoiced.

    The list of statuses has no word for it.
    """

    SHIPPING = "SHIPPING"
    PACKED = "PACKED"
    ORDERED = "ORDERED"


class ShippedOrderStatus(Enum):
    """
    Status of the order when nothing is left to fulfil.

    The documentation lists FULFILLED and CLOSED, and an example of it shows FULFILLED;
    real clients filter by AUTHORISED and still find shipped sales.
    """

    MOVES_ON = "moves_on"
    STAYS_AUTHORISED = "stays_authorised"


class AvailabilityLag(Enum):
    """
    How old the answer about availability may be.

    One client measured that it is made anew every 10 to 15 minutes.
    """

    NONE = "none"
    TEN_MINUTES = "ten_minutes"


class FulfilmentUndo(Enum):
    """
    What ``DELETE sale/fulfilment`` does without ``Void=true``.

    By the documentation it undoes the task; one vendor found 200 and nothing changed.
    """

    UNDOES = "undoes"
    IGNORED = "ignored"


class OmittedSkipQuote(Enum):
    """
    What a new sale without ``SkipQuote`` means.

    Three clients leave it out and go straight to the order; a setting of the tenant
    may decide.
    """

    SKIPS = "skips"
    QUOTES = "quotes"


class HeaderUpdate(Enum):
    """
    What ``PUT sale`` does to a field that is left out.

    One client resends all fields since it found the others cleared.
    """

    REPLACES = "replaces"
    MERGES = "merges"


class AdvancedFirstFulfilment(Enum):
    """
    Whether a new advanced sale has a fulfilment already.

    Clients look for an open one first and add one only if there is none.
    """

    PRESENT = "present"
    ABSENT = "absent"


class UnknownCarrier(Enum):
    """
    What becomes of a carrier that the reference book lacks.

    The API documents the field as free text; careful clients offer a list.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"


class LineTotals(Enum):
    """
    Whether totals that the caller sends are compared with the computed ones.

    The documentation calls them data for validation; the tolerance is unknown.
    """

    CHECKED = "checked"
    IGNORED = "ignored"


class SinceBounds(Enum):
    """
    Whether the moment of ``UpdatedSince`` and its kin belongs to the answer.

    Unknown; clients let their windows overlap.
    """

    INCLUSIVE = "inclusive"
    EXCLUSIVE = "exclusive"


class ShopFloorSpelling(Enum):
    """
    How locations spell whether they are a shop floor.

    The documentation has a small f; a client that was tried against live accounts
    knows a capital one. Both are read.
    """

    DOCUMENTED = "IsShopfloor"
    CAPITAL = "IsShopFloor"


class SaleListOrder(Enum):
    """
    The order of rows in the list of sales.

    Not promised; one data pipeline received them shuffled.
    """

    CREATED = "created"
    SHUFFLED = "shuffled"


class ProductMatch(Enum):
    """
    How ``Name`` and ``Sku`` of the product list match.

    The documentation says both, in two places.
    """

    CONTAINS = "contains"
    STARTS_WITH = "starts_with"


class PartialShipmentEvent(Enum):
    """
    Whether ``Sale/ShipmentAuthorised`` is sent for a shipment authorised in part.

    Unknown; one client received it several times for one sale.
    """

    FIRES = "fires"
    SILENT = "silent"


class ShippedSaleVoid(Enum):
    """
    What ``DELETE sale`` with ``Void=true`` does to a sale that has left.

    In which states a sale can be voided is not documented.
    """

    REVERSES = "reverses"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Profile:
    """
    One member for each contested fact.

    The defaults follow the newest documentation, or what several clients recorded.
    """

    rate_limit_form: RateLimitForm = RateLimitForm.TOO_MANY_REQUESTS
    retry_after: RetryAfter = RetryAfter.ABSENT
    credentials_error_body: CredentialsErrorBody = CredentialsErrorBody.ERRORS
    unknown_path: UnknownPath = UnknownPath.HTML_200
    error_status: ErrorStatus = ErrorStatus.AS_DOCUMENTED
    shipped_not_invoiced_status: ShippedNotInvoicedStatus = (
        ShippedNotInvoicedStatus.SHIPPING
    )
    shipped_order_status: ShippedOrderStatus = ShippedOrderStatus.MOVES_ON
    availability_lag: AvailabilityLag = AvailabilityLag.NONE
    fulfilment_undo: FulfilmentUndo = FulfilmentUndo.UNDOES
    omitted_skip_quote: OmittedSkipQuote = OmittedSkipQuote.SKIPS
    header_update: HeaderUpdate = HeaderUpdate.REPLACES
    advanced_first_fulfilment: AdvancedFirstFulfilment = AdvancedFirstFulfilment.PRESENT
    unknown_carrier: UnknownCarrier = UnknownCarrier.ACCEPTED
    line_totals: LineTotals = LineTotals.CHECKED
    since_bounds: SinceBounds = SinceBounds.INCLUSIVE
    sale_list_order: SaleListOrder = SaleListOrder.CREATED
    product_match: ProductMatch = ProductMatch.CONTAINS
    shop_floor_spelling: ShopFloorSpelling = ShopFloorSpelling.DOCUMENTED
    partial_shipment_event: PartialShipmentEvent = PartialShipmentEvent.FIRES
    shipped_sale_void: ShippedSaleVoid = ShippedSaleVoid.REVERSES


# As it was in 2021, when the documentation had other words for limits; and the way that
# is hardest on a client.
PRESETS: Mapping[str, Profile] = {
    "current": Profile(),
    "legacy_2021": Profile(rate_limit_form=RateLimitForm.UNAVAILABLE),
    "strict": Profile(
        rate_limit_form=RateLimitForm.BAD_REQUEST,
        error_status=ErrorStatus.OK,
        availability_lag=AvailabilityLag.TEN_MINUTES,
        fulfilment_undo=FulfilmentUndo.IGNORED,
        unknown_carrier=UnknownCarrier.REFUSED,
        since_bounds=SinceBounds.EXCLUSIVE,
        sale_list_order=SaleListOrder.SHUFFLED,
        shipped_sale_void=ShippedSaleVoid.REFUSED,
    ),
}
