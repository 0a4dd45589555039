"""
What is contested about ShipStation: each fact with its evidence and a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class UnmappedStatusWord(Enum):
    """
    What becomes of an order whose status word is in none of the store's lists.

    ShipStation's help says that statuses must be mapped, or orders are missing. A store
    in production saw its orders land in Awaiting Shipment (2026). In the newer REST
    protocol one unknown word lost the whole batch.
    """

    NOT_IMPORTED = "not_imported"
    AWAITING_SHIPMENT = "awaiting_shipment"
    REFUSE_PAGE = "refuse_page"


class OrderSchema(Enum):
    """
    Which schema the pages of a custom store are held to.

    D is what the newest published table says. ShipStation's own newest sample has
    elements that D lacks (CurrencyCode, UPC), so the live validator must know more:
    E is D with those, and with dimensions.
    """

    E = "E"
    D = "D"


class CredentialsInQuery(Enum):
    """
    Whether a custom store gets user name and password in the query as well.

    ShipStation's example of a notification has them there, beside the Basic header,
    and shops in use read nothing else. Newer texts speak of the header alone.
    """

    SENT = "sent"
    HEADER_ONLY = "header_only"


class PagesWhenSingle(Enum):
    """
    How many pages lists of products and shipments count when all fits on one.

    Recorded for products: 0; the examples for shipments say 0 too. A recording that
    was edited by hand has 1.
    """

    ZERO = "zero"
    ONE = "one"


class UnauthorizedBody(Enum):
    """
    What stands in the body of a 401.

    Not recorded. The framework behind V1 has a stock text; the newest OpenAPI shows
    another one as its example.
    """

    STOCK = "stock"
    OFFICIAL = "official"


class SplitStyle(Enum):
    """
    What splitting an order makes of it.

    ShipStation's help has one order with several shipments today. Its article on store
    errors, and the example of an order in V1's documentation, still have the older
    way: another order with a suffix on its number and an id that no store knows.
    """

    SHIPMENTS = "shipments"
    ORDERS = "orders"


class VoidRefusal(Enum):
    """
    The carrier, by its code, that does not void labels.

    ShipStation's help says that there are such carriers, and names none for certain.
    DHL Express stands for them by default; a refusal that is printed in the
    documentation of the newer API is one of FedEx.
    """

    DHL_EXPRESS = "dhl_express_worldwide"
    FEDEX = "fedex"
    NONE = "none"


class KeyScope(Enum):
    """
    Where the key of an order that is written by API is looked for.

    The documentation calls it unique to each order, and says that neither it nor the
    store can be changed later: so an order is found by its key wherever it is. Shops
    number their orders by themselves, and two may have the same key.
    """

    ACCOUNT = "account"
    STORE = "store"


class KeyScreens(Enum):
    """
    Which screens the account has for its API keys.

    An account had one pair: Generate, then Regenerate, which ends the old pair at once;
    so tell the article that this bench is built upon, and older texts. Since 2025
    ShipStation's help has two key sets side by side, a date on which each expires, and
    a link by mail before a set is made.
    """

    ONE_PAIR = "one_pair"
    TWO_PAIRS = "two_pairs"


class AfterFailedImport(Enum):
    """
    What an automatic import that failed means for the next ones.

    One user has reported that ShipStation switches the automatic import of a store off
    after an error of the connection, until somebody refreshes it by hand.
    """

    GOES_ON = "goes_on"
    SWITCHES_OFF = "switches_off"


class DeferredPass(Enum):
    """
    When an order of the API gets its weight, its place and its products.

    Recorded for three orders of three: a pass over them 18 seconds later. The
    documentation does not speak of it, and its examples look as if all was done at
    once.
    """

    DEFERRED = "deferred"
    AT_ONCE = "at_once"


class WebhookAttempts(Enum):
    """
    How often news is offered to a webhook that does not take it.

    Not documented. Users say that it comes a few times at most, or is lost.
    """

    THREE = "3"
    ONE = "1"

    @property
    def number(self) -> int:
        """
        As a number.
        """
        return int(self.value)


class VoidWindow(Enum):
    """
    For how many days after its making a label of the Postal Service can be voided.

    ShipStation's help said ten, and later 28 and 30.
    """

    DAYS_28 = "28"
    DAYS_30 = "30"
    DAYS_10 = "10"

    @property
    def days(self) -> int:
        """
        As a number.
        """
        return int(self.value)


class VoidRefund(Enum):
    """
    When the wallet gets back what a voided label had cost.

    ShipStation's help speaks of three to four weeks, for the Postal Service. Nothing in
    the API's documentation says that anything comes back.
    """

    WEEKS_LATER = "weeks_later"
    AT_ONCE = "at_once"
    NONE = "none"


class LargePage(Enum):
    """
    What becomes of a page size above 500.

    The documentation says that 500 is the most, and not what happens to more.
    """

    CLAMPED = "clamped"
    REFUSED = "refused"


class DeletedOrder(Enum):
    """
    What asking for a deleted order by its id answers.

    The documentation says that it is only inactive; no client has told what it got.
    """

    NOT_FOUND = "not_found"
    SHOWN = "shown"


class RefusalShape(Enum):
    """
    How a broken rule of the business is told.

    Recorded for several years: 500 with the exception of the framework. The newest
    OpenAPI has 400 with a message, in words that look like placeholders.
    """

    EXCEPTION = "exception"
    MESSAGE = "message"


class RefreshMessage(Enum):
    """
    The words when the import of a store begins.

    The documentation had those with the store's number; its newest version has others.
    """

    WITH_STORE = "with_store"
    SHORT = "short"


class WarehouseUpdate(Enum):
    """
    What changing a warehouse answers.

    The documentation shows the warehouse; a recording has a success with a message.
    """

    MESSAGE = "message"
    WAREHOUSE = "warehouse"


class DefaultWarehouse(Enum):
    """
    Whether the default warehouse can be deleted.

    Not documented; one deletion that worked is recorded, perhaps of another one.
    """

    DELETABLE = "deletable"
    KEPT = "kept"


class SecondLabel(Enum):
    """
    Whether the API makes another label for an order that is shipped.

    The screen has a button for it; what the API does is not recorded.
    """

    ALLOWED = "allowed"
    REFUSED = "refused"


class ResponseFields(Enum):
    """
    Which fields orders and fulfillments have.

    Recorded: in 2024 orders and fulfillments named who fulfills them elsewhere, as they
    did not in 2021. One audit of 2026 found one more in each.
    """

    OF_2024 = "2024"
    OF_2021 = "2021"
    OF_2026 = "2026"


@dataclass(frozen=True, slots=True)
class Profile:
    """
    The contested facts as one account has them.
    """

    unmapped_status_word: UnmappedStatusWord = UnmappedStatusWord.NOT_IMPORTED
    schema: OrderSchema = OrderSchema.E
    credentials_in_query: CredentialsInQuery = CredentialsInQuery.SENT
    pages_when_single: PagesWhenSingle = PagesWhenSingle.ZERO
    unauthorized_body: UnauthorizedBody = UnauthorizedBody.STOCK
    split_style: SplitStyle = SplitStyle.SHIPMENTS
    void_refusal: VoidRefusal = VoidRefusal.DHL_EXPRESS
    after_failed_import: AfterFailedImport = AfterFailedImport.GOES_ON
    key_scope: KeyScope = KeyScope.ACCOUNT
    key_screens: KeyScreens = KeyScreens.ONE_PAIR
    deferred_pass: DeferredPass = DeferredPass.DEFERRED
    webhook_attempts: WebhookAttempts = WebhookAttempts.THREE
    void_window: VoidWindow = VoidWindow.DAYS_28
    void_refund: VoidRefund = VoidRefund.WEEKS_LATER
    large_page: LargePage = LargePage.CLAMPED
    deleted_order: DeletedOrder = DeletedOrder.NOT_FOUND
    refusal_shape: RefusalShape = RefusalShape.EXCEPTION
    refresh_message: RefreshMessage = RefreshMessage.WITH_STORE
    warehouse_update: WarehouseUpdate = WarehouseUpdate.MESSAGE
    default_warehouse: DefaultWarehouse = DefaultWarehouse.DELETABLE
    second_label: SecondLabel = SecondLabel.ALLOWED
    response_fields: ResponseFields = ResponseFields.OF_2024


# As it was in January 2021, the time of the best recordings; and the way that is
# hardest on a client.
PRESETS: Mapping[str, Profile] = {
    "current": Profile(),
    "legacy_2021": Profile(
        schema=OrderSchema.D,
        split_style=SplitStyle.ORDERS,
        void_window=VoidWindow.DAYS_10,
        response_fields=ResponseFields.OF_2021,
    ),
    "strict": Profile(
        unmapped_status_word=UnmappedStatusWord.REFUSE_PAGE,
        schema=OrderSchema.D,
        credentials_in_query=CredentialsInQuery.HEADER_ONLY,
        after_failed_import=AfterFailedImport.SWITCHES_OFF,
        webhook_attempts=WebhookAttempts.ONE,
        void_window=VoidWindow.DAYS_10,
        void_refund=VoidRefund.NONE,
        large_page=LargePage.REFUSED,
        default_warehouse=DefaultWarehouse.KEPT,
        second_label=SecondLabel.REFUSED,
    ),
}
