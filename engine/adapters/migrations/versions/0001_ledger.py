"""
The ledger as it was first.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """
    Make every table.
    """
    _cursors()
    _organisations()
    _users()
    _claims()
    _connections()
    _custom_stores()
    _inbox()
    _log()
    _memberships()
    _mirror_orders()
    _mirror_sales()
    _orders()
    _runs()
    _shipments()
    _slots()


def _cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_cursors")),
    )


def _organisations() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=256), nullable=False),
        sa.Column("application_key", sa.Text(), nullable=False),
        sa.Column("method_policy", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )


def _users() -> None:
    op.create_table(
        "users",
        sa.Column("username", sa.String(length=256), nullable=False),
        sa.Column("password_hash", sa.String(length=256), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("username", name=op.f("pk_users")),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("claimed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_claims_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "task_id", name=op.f("pk_claims")),
    )


def _connections() -> None:
    op.create_table(
        "connections",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("active_account", sa.String(length=64), nullable=True),
        sa.Column("key_digest", sa.String(length=64), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_connections_organisation"),
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_connections")),
        sa.UniqueConstraint("id", name=op.f("uq_connections_id")),
        sa.UniqueConstraint(
            "organisation",
            "method",
            "active_account",
            name=op.f("uq_connections_organisation_method_active_account"),
        ),
    )
    op.create_index(
        op.f("ix_connections_key_digest"), "connections", ["key_digest"], unique=False
    )


def _custom_stores() -> None:
    op.create_table(
        "custom_stores",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("is_enabled", sa.Boolean(), nullable=False),
        sa.Column("acknowledge", sa.String(length=16), nullable=False),
        sa.Column("word_source", sa.String(length=16), nullable=False),
        sa.Column("gift_attribute", sa.String(length=64), nullable=True),
        sa.Column("option_attributes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_custom_stores_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_custom_stores")),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("identity", sa.String(length=1024), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_inbox_organisation")
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_inbox")),
        sa.UniqueConstraint(
            "organisation",
            "task_id",
            "identity",
            name=op.f("uq_inbox_organisation_task_id_identity"),
        ),
    )
    op.create_index(
        op.f("ix_inbox_organisation_sale_id"),
        "inbox",
        ["organisation", "sale_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inbox_organisation_state"),
        "inbox",
        ["organisation", "state"],
        unique=False,
    )


def _log() -> None:
    op.create_table(
        "log",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=256), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_log_organisation")
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_log")),
    )
    op.create_index(
        op.f("ix_log_organisation_serial"),
        "log",
        ["organisation", "serial"],
        unique=False,
    )
    op.create_index(
        op.f("ix_log_outcome_serial"), "log", ["outcome", "serial"], unique=False
    )
    op.create_index(
        op.f("ix_log_subject_serial"), "log", ["subject", "serial"], unique=False
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("username", sa.String(length=256), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_memberships_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["username"], ["users.username"], name=op.f("fk_memberships_username")
        ),
        sa.PrimaryKeyConstraint(
            "username", "organisation", name=op.f("pk_memberships")
        ),
    )


def _mirror_orders() -> None:
    op.create_table(
        "mirror_orders",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("status_word", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("held_back", sa.String(length=32), nullable=False),
        sa.Column("is_all_shipped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_mirror_orders_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "task_id", name=op.f("pk_mirror_orders")
        ),
    )
    op.create_index(
        op.f("ix_mirror_orders_organisation_is_offered_changed_at_task_id"),
        "mirror_orders",
        ["organisation", "is_offered", "changed_at", "task_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mirror_orders_organisation_sale_id"),
        "mirror_orders",
        ["organisation", "sale_id"],
        unique=False,
    )


def _mirror_sales() -> None:
    op.create_table(
        "mirror_sales",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("ship_by", sa.Date(), nullable=True),
        sa.Column("is_wanted", sa.Boolean(), nullable=False),
        sa.Column("held_back", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_mirror_sales_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "sale_id", name=op.f("pk_mirror_sales")
        ),
    )
    op.create_index(
        op.f("ix_mirror_sales_organisation_is_wanted_ship_by"),
        "mirror_sales",
        ["organisation", "is_wanted", "ship_by"],
        unique=False,
    )


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("direction", sa.String(length=16), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("shipstation_order_id", sa.String(length=64), nullable=False),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("was_shipped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_orders_organisation")
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_orders")),
        sa.UniqueConstraint(
            "organisation",
            "direction",
            "task_id",
            name=op.f("uq_orders_organisation_direction_task_id"),
        ),
    )
    op.create_index(
        op.f("ix_orders_organisation_order_number"),
        "orders",
        ["organisation", "order_number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_orders_organisation_sale_id"),
        "orders",
        ["organisation", "sale_id"],
        unique=False,
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("is_unfinished", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_runs_organisation")
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_runs")),
        sa.UniqueConstraint("id", name=op.f("uq_runs_id")),
    )
    op.create_index(op.f("ix_runs_key_serial"), "runs", ["key", "serial"], unique=False)
    op.create_index(
        op.f("ix_runs_organisation_serial"),
        "runs",
        ["organisation", "serial"],
        unique=False,
    )


def _shipments() -> None:
    op.create_table(
        "shipments",
        sa.Column(
            "serial",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("order_number", sa.String(length=256), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("tracking_number", sa.String(length=256), nullable=False),
        sa.Column("carrier", sa.String(length=256), nullable=False),
        sa.Column("service", sa.String(length=256), nullable=False),
        sa.Column("cost", sa.String(length=32), nullable=True),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("is_applied", sa.Boolean(), nullable=False),
        sa.Column("is_voided", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_shipments_organisation"),
        ),
        sa.PrimaryKeyConstraint("serial", name=op.f("pk_shipments")),
        sa.UniqueConstraint(
            "organisation",
            "source",
            "external_id",
            name=op.f("uq_shipments_organisation_source_external_id"),
        ),
    )
    op.create_index(
        op.f("ix_shipments_organisation_task_id"),
        "shipments",
        ["organisation", "task_id"],
        unique=False,
    )


def _slots() -> None:
    op.create_table(
        "slots",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name=op.f("fk_slots_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_slots")),
    )
