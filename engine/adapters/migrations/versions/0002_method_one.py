"""
Settings of custom stores, webhooks of Cin7 Core, images, patience with notices.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """
    Add what a whole method 1 needs.
    """
    _settings()
    _mirror()
    _webhooks()
    _pictures()
    with op.batch_alter_table("inbox") as table:
        table.add_column(sa.Column("retry_at", sa.BigInteger(), nullable=True))


def _settings() -> None:
    with op.batch_alter_table("custom_stores") as table:
        table.add_column(
            sa.Column("locations", sa.JSON(), nullable=False, server_default="[]")
        )
        table.add_column(
            sa.Column(
                "cost_to_invoice",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )
        table.add_column(
            sa.Column("carriers", sa.JSON(), nullable=False, server_default="{}")
        )
        table.add_column(
            sa.Column("window_days", sa.Integer(), nullable=False, server_default="30")
        )
        table.add_column(sa.Column("keys", sa.Text(), nullable=True))


def _mirror() -> None:
    with op.batch_alter_table("mirror_sales") as table:
        table.add_column(
            sa.Column(
                "is_urgent", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    op.create_index(
        op.f("ix_mirror_sales_organisation_order_number"),
        "mirror_sales",
        ["organisation", "order_number"],
        unique=False,
    )
    op.create_table(
        "mirror_items",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_mirror_items_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "task_id", "product_id", name=op.f("pk_mirror_items")
        ),
    )
    op.create_index(
        op.f("ix_mirror_items_organisation_product_id"),
        "mirror_items",
        ["organisation", "product_id"],
        unique=False,
    )


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_webhooks_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation", name=op.f("pk_webhooks")),
    )


def _pictures() -> None:
    op.create_table(
        "pictures",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("product_id", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"],
            ["organisations.id"],
            name=op.f("fk_pictures_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation", "product_id", name=op.f("pk_pictures")),
    )
