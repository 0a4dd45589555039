"""
What is contested about ShipStation: each fact with its evidence and a default.
"""

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
