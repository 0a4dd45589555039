"""
The settings of each method as fields of a form.
"""

from engine.domain.units import DIMENSION_UNITS, WEIGHT_UNITS
from engine.web.pages.fields import Field, Kind

CUSTOM_STORE = (
    Field(
        "status_word_source",
        "Status comes from",
        Kind.CHOICE,
        "The stage that says whether an order is draft, authorised or paid.",
        (("invoice", "Invoice"), ("ship", "Ship stage")),
    ),
    Field(
        "locations",
        "Locations",
        Kind.LIST,
        "Only sales of these are offered, one name a line. Empty means all.",
    ),
    Field(
        "window_days",
        "First listing, in days",
        Kind.NUMBER,
        "How far back changed sales are listed at first.",
    ),
    Field(
        "acknowledge",
        "A ship notice is answered",
        Kind.CHOICE,
        "ShipStation promises no second attempt, so stored is the safe choice.",
        (
            ("stored", "when it is stored"),
            ("applied", "when Cin7 Core has it"),
        ),
    ),
    Field(
        "cost_to_invoice",
        "Add the carrier's cost to a drafted invoice",
        Kind.FLAG,
    ),
    Field(
        "currency_code",
        "Name the currency of an order",
        Kind.FLAG,
        "ShipStation's published schema has no place for it.",
    ),
    Field(
        "gift_attribute",
        "Gift attribute",
        hint="The additional attribute of a sale that says that it is a gift.",
    ),
    Field(
        "option_attributes",
        "Item options",
        Kind.TABLE,
        "One a line: ProductCustomField1 = Colour",
    ),
    Field(
        "carriers",
        "Carriers",
        Kind.TABLE,
        "ShipStation's name and Cin7 Core's, one pair a line: Bicycle = City Couriers",
    ),
)

_TARGET_STORE = Field(
    "target_store",
    "Store of created orders",
    Kind.NUMBER,
    "ShipStation's id of a manual store. Empty means the first one.",
)
_POLL_MINUTES = Field(
    "poll_minutes",
    "Minutes between two runs",
    Kind.NUMBER,
    "From 5 to 1440.",
)
_LOCATIONS = Field(
    "locations",
    "Locations",
    Kind.LIST,
    "Only sales of these are exported, one name a line. Empty means all.",
)

SETUP = (
    Field(
        "order_flow",
        "Order flow",
        Kind.CHOICE,
        "Shipments come from ShipStation whichever way orders go.",
        (
            ("both", "both ways"),
            ("import", "import from ShipStation"),
            ("create", "create in ShipStation"),
        ),
    ),
    Field(
        "stores",
        "Stores that are imported",
        Kind.LIST,
        "ShipStation's ids, one a line. Empty means all that Cin7 Core does not feed.",
    ),
    _TARGET_STORE,
    Field(
        "capture_when",
        "Capture an order when it is",
        Kind.CHOICE,
        choices=(
            ("awaiting_payment", "Awaiting Payment"),
            ("awaiting_shipment", "Awaiting Shipment"),
            ("shipped", "Shipped"),
        ),
    ),
    Field(
        "lock_date",
        "Order lock date",
        Kind.DAY,
        "Orders of earlier days are not captured.",
    ),
    Field(
        "customer",
        "Customer",
        hint="One customer of Cin7 Core for all imported sales. Empty means each"
        " order's own.",
    ),
    Field("company_as_customer", "Use the company as the customer", Kind.FLAG),
    Field(
        "location",
        "Location",
        hint="Where imported sales are picked. Empty means the default one.",
    ),
    Field("price_tier", "Price tier", hint="Empty means the default one."),
    Field("tax_rule", "Tax rule", hint="Empty means the default one."),
    Field(
        "missing_product",
        "A product that Cin7 Core lacks",
        Kind.CHOICE,
        choices=(("create", "is created"), ("hold", "holds the order back")),
    ),
    Field("allow_backorder", "Allow backorder", Kind.FLAG),
    Field(
        "automatic_pick",
        "Auto pick",
        Kind.FLAG,
        "As an order is imported, if all of it is in stock.",
    ),
    Field("automatic_pack", "Auto pack", Kind.FLAG, "What is packed has to be picked."),
    Field(
        "automatic_ship",
        "Auto ship",
        Kind.FLAG,
        "Then no shipment of ShipStation is taken.",
    ),
    Field(
        "invoice_status",
        "Invoice",
        Kind.CHOICE,
        choices=(("none", "none"), ("draft", "Draft"), ("authorised", "Authorised")),
    ),
    Field(
        "payment_account",
        "Payment account",
        hint="Where payments of authorised invoices go. Empty means that none is"
        " entered.",
    ),
    Field(
        "voided_shipment",
        "A shipment that is voided afterwards",
        Kind.CHOICE,
        choices=(("report", "is reported"), ("reverse", "is taken back")),
    ),
    Field(
        "ignore_restock",
        "Ignore restock for non-fulfilled sales",
        Kind.FLAG,
        "A refund of goods that never left puts none back into stock.",
    ),
    _POLL_MINUTES,
)

SERVICE = (
    Field(
        "default_ship_from",
        "Default Ship From Address",
        Kind.CHOICE,
        "Of parcels whose location has no address.",
        (
            ("company", "the company's address"),
            ("default_location", "the default location's address"),
        ),
    ),
    Field(
        "mode",
        "What the service is used for",
        Kind.CHOICE,
        choices=(
            ("labels", "labels in Cin7 Core"),
            ("export", "export for fulfilment"),
            ("both", "both"),
        ),
    ),
    Field(
        "document_number",
        "Number on labels and orders",
        Kind.CHOICE,
        choices=(("order", "Sale order number"), ("invoice", "Invoice number")),
    ),
    Field(
        "currency",
        "Currency of the ShipStation account",
        hint="Three letters, such as USD. It has to be that of Cin7 Core.",
        is_needed=True,
    ),
    Field(
        "weight_units",
        "Its unit of weight",
        Kind.CHOICE,
        choices=tuple((one, one) for one in WEIGHT_UNITS),
    ),
    Field(
        "dimension_units",
        "Its unit of length",
        Kind.CHOICE,
        choices=tuple((one, one) for one in DIMENSION_UNITS),
    ),
    _LOCATIONS,
    Field(
        "carriers",
        "Carriers",
        Kind.LIST,
        "Only sales with these are exported, one name a line. Empty means all.",
    ),
    Field(
        "customer_tags",
        "Customer tags",
        Kind.LIST,
        "Only sales of customers with one of these are exported. Empty means all.",
    ),
    _TARGET_STORE,
    _POLL_MINUTES,
)
