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


class ErrorShape(Enum):
    """
    Whether an error comes in an array.

    The documentation describes one object; recorded answers are arrays of them, and
    some clients met a bare object as well.
    """

    ARRAY = "array"
    OBJECT = "object"


class WrongVerb(Enum):
    """
    The answer to a verb that a path does not have.

    The documentation says 405, and one client counts on it; another document has 403.
    """

    NOT_ALLOWED = "405"
    FORBIDDEN = "403"


class MissingNameStatus(Enum):
    """
    The HTTP status beside ErrorCode 404, for a name that a reference book lacks.

    The code was recorded, the status was not; all other broken rules are 400.
    """

    BAD_REQUEST = "400"
    NOT_FOUND = "404"


class LargeLimit(Enum):
    """
    What a ``Limit`` outside of 1 to 1000 leads to.

    The bounds are documented, and what is beyond them is not.
    """

    CLAMPED = "clamped"
    REFUSED = "refused"


class ListTotal(Enum):
    """
    Whether ``Total`` of a list can be trusted.

    One client found it inconsistent; careful ones go on until a page is short.
    """

    EXACT = "exact"
    SO_FAR = "so_far"


class EmptyQuery(Enum):
    """
    What a filter by text without a value does.

    One client sends every parameter and leaves most of them empty; another drops them,
    because it found that an empty one asks for what is empty.
    """

    NOT_GIVEN = "not_given"
    FILTERS = "filters"


class TimestampFraction(Enum):
    """
    How many digits the fraction of a second has.

    The documentation says three; its examples have as many as are needed.
    """

    TRIMMED = "trimmed"
    MILLISECONDS = "milliseconds"


class UnsetText(Enum):
    """
    How a text that nobody has written is shown.

    Documentation and recordings have the empty text and null for the same fields.
    """

    EMPTY = "empty"
    NULL = "null"


class ResponseFields(Enum):
    """
    Which fields lists have.

    Carrier and RestockStatus of sales, DisplayName of customers, InTransit and
    NextDeliveryDate of availability came over the years.
    """

    OF_2026 = "2026"
    OF_2019 = "2019"


class InvoiceWords(Enum):
    """
    The words of ``CombinedInvoiceStatus``.

    Recorded answers tell how much is invoiced; the documentation lists the statuses of
    single invoices.
    """

    RECORDED = "recorded"
    DOCUMENTED = "documented"


class PaymentWords(Enum):
    """
    How the type of a payment is written.

    The documentation lists PREPAYMENT, PAYMENT and REFUND; all its examples have
    Payment and Refund.
    """

    TITLE = "title"
    UPPER = "upper"


class InvoiceNumbering(Enum):
    """
    When an invoice gets its number.

    By the help pages a setting of the tenant: as it is authorised, or with the sale.
    """

    ON_AUTHORISATION = "on_authorisation"
    ON_CREATION = "on_creation"


class OmittedSaleType(Enum):
    """
    The type of a new sale without ``SaleType``.

    Not documented; a setting of the tenant makes advanced sales the usual ones.
    """

    SIMPLE = "simple"
    ADVANCED = "advanced"


class OmittedLocation(Enum):
    """
    What a new sale without ``Location`` means.

    The documentation wants one; a client leaves it out and is served.
    """

    DEFAULTS = "defaults"
    REFUSED = "refused"


class SimpleTaskIds(Enum):
    """
    The TaskIDs of a simple sale's fulfilment, invoice and credit note.

    Scripts use the sale's id for each, and a remark of the documentation agrees;
    nothing promises it.
    """

    OF_THE_SALE = "of_the_sale"
    THEIR_OWN = "their_own"


class SimpleStages(Enum):
    """
    Whether a simple sale is packed by itself.

    Two courier scripts pack it; a warehouse vendor found that its pack stays NOT
    AVAILABLE and its shipment follows the pick, probably by a setting of the tenant.
    """

    SEPARATE = "separate"
    COMBINED = "combined"


class FreshPack(Enum):
    """
    The status of a pack whose pick is authorised and that nobody has written.

    A recorded answer and an example of the documentation differ.
    """

    NOT_AVAILABLE = "not_available"
    DRAFT = "draft"


class ProductUpdate(Enum):
    """
    What ``PUT product`` does to a field that is left out.

    One client found that bodies of two fields work; another resends all, lest they be
    cleared.
    """

    MERGES = "merges"
    REPLACES = "replaces"


class WebhookSuccess(Enum):
    """
    Which answers of a listener count as delivered.

    Not documented; most services take each 2xx, some want 200 alone.
    """

    ANY_2XX = "2xx"
    ONLY_200 = "200"


class WebhookCopies(Enum):
    """
    How often a listener hears of one event that it has taken.

    Clients met the same event several times, and tell copies by their bodies.
    """

    ONE = "1"
    TWO = "2"


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
    error_shape: ErrorShape = ErrorShape.ARRAY
    wrong_verb: WrongVerb = WrongVerb.NOT_ALLOWED
    missing_name_status: MissingNameStatus = MissingNameStatus.BAD_REQUEST
    large_limit: LargeLimit = LargeLimit.CLAMPED
    list_total: ListTotal = ListTotal.EXACT
    empty_query: EmptyQuery = EmptyQuery.NOT_GIVEN
    timestamp_fraction: TimestampFraction = TimestampFraction.TRIMMED
    unset_text: UnsetText = UnsetText.EMPTY
    response_fields: ResponseFields = ResponseFields.OF_2026
    invoice_words: InvoiceWords = InvoiceWords.RECORDED
    payment_words: PaymentWords = PaymentWords.TITLE
    invoice_numbering: InvoiceNumbering = InvoiceNumbering.ON_AUTHORISATION
    omitted_sale_type: OmittedSaleType = OmittedSaleType.SIMPLE
    omitted_location: OmittedLocation = OmittedLocation.DEFAULTS
    simple_task_ids: SimpleTaskIds = SimpleTaskIds.OF_THE_SALE
    simple_stages: SimpleStages = SimpleStages.SEPARATE
    fresh_pack: FreshPack = FreshPack.NOT_AVAILABLE
    product_update: ProductUpdate = ProductUpdate.MERGES
    webhook_success: WebhookSuccess = WebhookSuccess.ANY_2XX
    webhook_copies: WebhookCopies = WebhookCopies.ONE


# As it was in 2019, as DEAR, when the documentation had another word for limits and
# answers had fewer fields; and the way that is hardest on a client.
PRESETS: Mapping[str, Profile] = {
    "current": Profile(),
    "dear_2019": Profile(
        rate_limit_form=RateLimitForm.UNAVAILABLE,
        response_fields=ResponseFields.OF_2019,
    ),
    "strict": Profile(
        rate_limit_form=RateLimitForm.BAD_REQUEST,
        retry_after=RetryAfter.WORDS,
        error_status=ErrorStatus.OK,
        availability_lag=AvailabilityLag.TEN_MINUTES,
        fulfilment_undo=FulfilmentUndo.IGNORED,
        unknown_carrier=UnknownCarrier.REFUSED,
        since_bounds=SinceBounds.EXCLUSIVE,
        sale_list_order=SaleListOrder.SHUFFLED,
        shipped_sale_void=ShippedSaleVoid.REFUSED,
        large_limit=LargeLimit.REFUSED,
        list_total=ListTotal.SO_FAR,
        empty_query=EmptyQuery.FILTERS,
        unset_text=UnsetText.NULL,
        omitted_location=OmittedLocation.REFUSED,
        simple_task_ids=SimpleTaskIds.THEIR_OWN,
        product_update=ProductUpdate.REPLACES,
        webhook_success=WebhookSuccess.ONLY_200,
        webhook_copies=WebhookCopies.TWO,
    ),
}
