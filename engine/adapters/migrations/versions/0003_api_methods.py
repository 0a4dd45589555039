"""
Methods 2 and 3: settings, intents, orders both ways, books, waiting shipments.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """
    Add what methods 2 and 3 need.
    """
    with op.batch_alter_table("connections") as table:
        table.add_column(
            sa.Column("settings", sa.JSON(), nullable=False, server_default="{}")
        )
    _shipments()
    _intents()
    _outbound()
    _inbound()
    _books()


def _shipments() -> None:
    with op.batch_alter_table("shipments") as table:
        table.add_column(
            sa.Column(
                "order_key", sa.String(length=256), nullable=False, server_default=""
            )
        )
        table.add_column(sa.Column("order_id", sa.BigInteger(), nullable=True))
        table.add_column(
            sa.Column(
                "is_waiting", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
        table.add_column(sa.Column("retry_at", sa.BigInteger(), nullable=True))
    _index("shipments", "organisation", "is_waiting")
    _index("orders", "organisation", "shipstation_order_id")


def _intents() -> None:
    op.create_table(
        "intents",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=256), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        _organisation("intents"),
        sa.PrimaryKeyConstraint("organisation", "kind", "key", name="pk_intents"),
    )


def _outbound() -> None:
    op.create_table(
        "outbound_sales",
        sa.Column("connection", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ship_by", sa.Date(), nullable=True),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("held_back", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("connection", "sale_id", name="pk_outbound_sales"),
    )
    _index("outbound_sales", "connection", "is_wanted", "ship_by")
    op.create_table(
        "outbound_orders",
        sa.Column("connection", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sent_content", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("attempted_at", sa.BigInteger(), nullable=True),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("connection", "task_id", name="pk_outbound_orders"),
    )
    _index("outbound_orders", "connection", "state")
    _index("outbound_orders", "connection", "sale_id")


def _inbound() -> None:
    op.create_table(
        "order_links",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False, autoincrement=False),
        _organisation("order_links"),
        sa.PrimaryKeyConstraint(
            "organisation", "order_id", "other_id", name="pk_order_links"
        ),
    )
    op.create_table(
        "inbound_orders",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("order_key", sa.String(length=256), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("connection", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("paid", sa.String(length=32), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("attempted_at", sa.BigInteger(), nullable=True),
        _organisation("inbound_orders"),
        sa.PrimaryKeyConstraint("organisation", "order_id", name="pk_inbound_orders"),
    )
    _index("inbound_orders", "connection", "state")
    _index("inbound_orders", "organisation", "sale_id")


def _books() -> None:
    op.create_table(
        "book_defaults",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        _organisation("book_defaults"),
        sa.PrimaryKeyConstraint("organisation", name="pk_book_defaults"),
    )
    for table, name, length, identity in (
        ("known_products", "sku", 128, "product_id"),
        ("known_customers", "name", 256, "customer_id"),
    ):
        op.create_table(
            table,
            sa.Column("organisation", sa.String(length=64), nullable=False),
            sa.Column(name, sa.String(length=length), nullable=False),
            sa.Column(identity, sa.String(length=64), nullable=False),
            _organisation(table),
            sa.PrimaryKeyConstraint("organisation", name, name=f"pk_{table}"),
        )


def _organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation"], ["organisations.id"], name=f"fk_{table}_organisation"
    )


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_{'_'.join(columns)}"
    op.create_index(op.f(name), table, list(columns), unique=False)
