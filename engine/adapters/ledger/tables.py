"""
The ledger's tables. Constraints here are the guards of the use cases.
"""

from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from engine.adapters.ledger.types import Amount, Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What a user may do who was added before anybody could say.
EVERYTHING = '["integrations", "sale_pack", "sale_ship"]'

_SERIAL = BigInteger().with_variant(Integer, "sqlite")


def _organisation(*, is_key: bool = False) -> Column[str]:
    return Column(
        "organisation",
        String(64),
        ForeignKey("organisations.id"),
        primary_key=is_key,
        nullable=False,
    )


def _sides() -> tuple[Column[Decimal], ...]:
    names = ("length_cm", "width_cm", "height_cm")
    return tuple(Column(name, Amount) for name in names)


organisations = Table(
    "organisations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(256), nullable=False),
    Column("application_key", Text, nullable=False),
    Column("method_policy", String(16), nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("username", String(256), primary_key=True),
    Column("password_hash", String(256), nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("permissions", JSON, nullable=False, server_default=EVERYTHING),
)

memberships = Table(
    "memberships",
    metadata,
    Column("username", String(256), ForeignKey("users.username"), primary_key=True),
    _organisation(is_key=True),
)

# One exclusive method for an organisation under the strict policy.
slots = Table(
    "slots",
    metadata,
    _organisation(is_key=True),
    Column("method", String(32), nullable=False),
)

custom_stores = Table(
    "custom_stores",
    metadata,
    _organisation(is_key=True),
    Column("is_enabled", Boolean, nullable=False),
    Column("acknowledge", String(16), nullable=False),
    Column("word_source", String(16), nullable=False),
    Column("gift_attribute", String(64)),
    Column("option_attributes", JSON, nullable=False),
    Column("locations", JSON, nullable=False, server_default="[]"),
    Column("cost_to_invoice", Boolean, nullable=False, server_default=false()),
    Column("carriers", JSON, nullable=False, server_default="{}"),
    Column("window_days", Integer, nullable=False, server_default="30"),
    Column("keys", Text),
    Column("currency_code", Boolean, nullable=False, server_default=true()),
)

# Webhooks that are registered at Cin7 Core, and the secret that they come with.
webhooks = Table(
    "webhooks",
    metadata,
    _organisation(is_key=True),
    Column("secret", Text, nullable=False),
    Column("ids", JSON, nullable=False),
)

# An account is connected once by each method; active_account is null afterwards.
connections = Table(
    "connections",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    _organisation(),
    Column("method", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("account", String(64), nullable=False),
    Column("active_account", String(64)),
    Column("key_digest", String(64), nullable=False),
    Column("keys", Text, nullable=False),
    Column("settings", JSON, nullable=False, server_default="{}"),
    UniqueConstraint("organisation", "method", "active_account"),
    Index(None, "key_digest"),
)

mirror_sales = Table(
    "mirror_sales",
    metadata,
    _organisation(is_key=True),
    Column("sale_id", String(64), primary_key=True),
    Column("order_number", String(256), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("ship_by", Date),
    Column("is_wanted", Boolean, nullable=False),
    Column("held_back", String(32), nullable=False),
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Index(None, "organisation", "is_wanted", "ship_by"),
    Index(None, "organisation", "order_number"),
)

# An export is one range of the last index.
mirror_orders = Table(
    "mirror_orders",
    metadata,
    _organisation(is_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("sale_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("order_number", String(256), nullable=False),
    Column("is_offered", Boolean, nullable=False),
    Column("status_word", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("held_back", String(32), nullable=False),
    Column("is_all_shipped", Boolean, nullable=False),
    Index(None, "organisation", "sale_id"),
    Index(None, "organisation", "is_offered", "changed_at", "task_id"),
)

# Which products lie in a mirrored fulfilment.
mirror_items = Table(
    "mirror_items",
    metadata,
    _organisation(is_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("product_id", String(64), primary_key=True),
    Index(None, "organisation", "product_id"),
)

# The default image of each product that has one; the version tells a change.
pictures = Table(
    "pictures",
    metadata,
    _organisation(is_key=True),
    Column("product_id", String(64), primary_key=True),
    Column("url", Text, nullable=False),
    Column("version", String(64), nullable=False),
)

# One outbound path for a fulfilment.
claims = Table(
    "claims",
    metadata,
    _organisation(is_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("method", String(32), nullable=False),
    Column("claimed_at", Instant, nullable=False),
)

orders = Table(
    "orders",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    _organisation(),
    Column("direction", String(16), nullable=False),
    Column("method", String(32), nullable=False),
    Column("sale_id", String(64), nullable=False),
    Column("task_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("order_number", String(256), nullable=False),
    Column("shipstation_order_id", String(64), nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("was_shipped", Boolean, nullable=False),
    UniqueConstraint("organisation", "direction", "task_id"),
    Index(None, "organisation", "sale_id"),
    Index(None, "organisation", "order_number"),
    Index(None, "organisation", "shipstation_order_id"),
)

# An order of ShipStation that carries others: combined into it, or split off.
order_links = Table(
    "order_links",
    metadata,
    _organisation(is_key=True),
    Column("order_id", BigInteger, primary_key=True, autoincrement=False),
    Column("other_id", BigInteger, primary_key=True, autoincrement=False),
)

# What must not happen twice, noted before it is tried.
intents = Table(
    "intents",
    metadata,
    _organisation(is_key=True),
    Column("kind", String(32), primary_key=True),
    Column("key", String(256), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("result", Text, nullable=False),
)

# Sales that a connection may create in ShipStation, as the list told of them.
outbound_sales = Table(
    "outbound_sales",
    metadata,
    Column("connection", String(64), primary_key=True),
    Column("sale_id", String(64), primary_key=True),
    Column("order_number", String(256), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("ship_by", Date),
    Column("is_wanted", Boolean, nullable=False),
    Column("held_back", String(32), nullable=False),
    Index(None, "connection", "is_wanted", "ship_by"),
)

outbound_orders = Table(
    "outbound_orders",
    metadata,
    Column("connection", String(64), primary_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("sale_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("order_number", String(256), nullable=False),
    Column("state", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("sent_content", Text, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("attempted_at", Instant),
    Column("order_id", BigInteger),
    Index(None, "connection", "state"),
    Index(None, "connection", "sale_id"),
)

# Orders of ShipStation, each one sale at most.
inbound_orders = Table(
    "inbound_orders",
    metadata,
    _organisation(is_key=True),
    Column("order_id", BigInteger, primary_key=True, autoincrement=False),
    Column("order_key", String(256), nullable=False),
    Column("order_number", String(256), nullable=False),
    Column("connection", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("latest", Text, nullable=False),
    Column("paid", Amount, nullable=False),
    Column("sale_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("attempted_at", Instant),
    Index(None, "connection", "state"),
    Index(None, "organisation", "sale_id"),
)

# What new customers and products get, as Cin7 Core's books have it.
book_defaults = Table(
    "book_defaults",
    metadata,
    _organisation(is_key=True),
    Column("content", JSON, nullable=False),
    Column("read_at", Instant, nullable=False),
)

# Cin7 Core's products and customers, by what ShipStation calls them.
known_products = Table(
    "known_products",
    metadata,
    _organisation(is_key=True),
    Column("sku", String(128), primary_key=True),
    Column("product_id", String(64), nullable=False),
)

known_customers = Table(
    "known_customers",
    metadata,
    _organisation(is_key=True),
    Column("name", String(256), primary_key=True),
    Column("customer_id", String(64), nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    _organisation(),
    Column("task_id", String(64), nullable=False),
    Column("sale_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("identity", String(1024), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("leased_until", Instant),
    Column("settled_at", Instant),
    Column("retry_at", Instant),
    UniqueConstraint("organisation", "task_id", "identity"),
    Index(None, "organisation", "state"),
    Index(None, "organisation", "sale_id"),
)

shipments = Table(
    "shipments",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    _organisation(),
    Column("source", String(16), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("order_number", String(256), nullable=False),
    Column("task_id", String(64), nullable=False),
    Column("tracking_number", String(256), nullable=False),
    Column("carrier", String(256), nullable=False),
    Column("service", String(256), nullable=False),
    Column("cost", Amount),
    Column("shipped_on", Date),
    Column("items", JSON, nullable=False),
    Column("is_applied", Boolean, nullable=False),
    Column("is_voided", Boolean, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("order_key", String(256), nullable=False, server_default=""),
    Column("order_id", BigInteger),
    Column("is_waiting", Boolean, nullable=False, server_default=false()),
    Column("retry_at", Instant),
    UniqueConstraint("organisation", "source", "external_id"),
    Index(None, "organisation", "task_id"),
    Index(None, "organisation", "is_waiting"),
)

# What was entered of packages, each by the box that it is.
packages = Table(
    "packages",
    metadata,
    _organisation(is_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("box", String(256), primary_key=True),
    Column("weight_grams", Amount, nullable=False),
    *_sides(),
)

shipping_instructions = Table(
    "shipping_instructions",
    metadata,
    _organisation(is_key=True),
    Column("task_id", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

# Labels that may have been bought, that were, and that are void.
labels = Table(
    "labels",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    _organisation(),
    Column("connection", String(64), nullable=False),
    Column("sale_id", String(64), nullable=False),
    Column("sale_number", String(256), nullable=False),
    Column("task_id", String(64), nullable=False),
    Column("box", String(256), nullable=False),
    Column("order_id", BigInteger, nullable=False),
    Column("carrier", String(256), nullable=False),
    Column("service", String(256), nullable=False),
    Column("package_code", String(256), nullable=False),
    Column("confirmation", String(64), nullable=False),
    Column("weight_grams", Amount, nullable=False),
    *_sides(),
    Column("shipped_on", Date, nullable=False),
    Column("wanted_at", Instant, nullable=False),
    Column("items", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("shipment_id", BigInteger),
    Column("tracking_number", String(256), nullable=False),
    Column("cost", Amount),
    Column("insurance_cost", Amount),
    Column("is_written", Boolean, nullable=False),
    Column("remark", Text, nullable=False),
    Column("pdf", LargeBinary),
    UniqueConstraint("organisation", "shipment_id"),
    Index(None, "organisation", "task_id"),
    Index(None, "connection", "is_written"),
)

cursors = Table(
    "cursors",
    metadata,
    Column("name", String(128), primary_key=True),
    Column("at", Instant, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("key", String(128), nullable=False),
    _organisation(),
    Column("method", String(32), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcomes", JSON, nullable=False),
    Column("error", Text, nullable=False),
    Column("is_unfinished", Boolean, nullable=False),
    Column("executor", String(128), nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="1"),
    Column("is_cut", Boolean, nullable=False, server_default=false()),
    Index(None, "key", "serial"),
    Index(None, "organisation", "serial"),
)

# One open run of a key, over all processes.
Index(
    "uq_runs_open",
    runs.c.key,
    unique=True,
    sqlite_where=runs.c.ended_at.is_(None),
    postgresql_where=runs.c.ended_at.is_(None),
)

log = Table(
    "log",
    metadata,
    Column("serial", _SERIAL, primary_key=True),
    Column("at", Instant, nullable=False),
    _organisation(),
    Column("method", String(32), nullable=False),
    Column("subject", String(256), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "organisation", "serial"),
    Index(None, "subject", "serial"),
    Index(None, "outcome", "serial"),
)
