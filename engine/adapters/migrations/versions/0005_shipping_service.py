"""
Method 3: packages, labels with their PDFs, and what users may do.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_EVERYTHING = '["integrations", "sale_pack", "sale_ship"]'


def upgrade() -> None:
    """
    Add what a shipping service keeps.
    """
    with op.batch_alter_table("users") as table:
        table.add_column(
            sa.Column(
                "permissions", sa.JSON(), nullable=False, server_default=_EVERYTHING
            )
        )
    _packages()
    _labels()


def _packages() -> None:
    op.create_table(
        "packages",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("box", sa.String(length=256), nullable=False),
        sa.Column("weight_grams", sa.String(length=32), nullable=False),
        *_sides(),
        _organisation("packages"),
        sa.PrimaryKeyConstraint("organisation", "task_id", "box", name="pk_packages"),
    )
    op.create_table(
        "shipping_instructions",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _organisation("shipping_instructions"),
        sa.PrimaryKeyConstraint(
            "organisation", "task_id", name="pk_shipping_instructions"
        ),
    )


def _labels() -> None:
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "labels",
        sa.Column("serial", serial, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("connection", sa.String(length=64), nullable=False),
        sa.Column("sale_id", sa.String(length=64), nullable=False),
        sa.Column("sale_number", sa.String(length=256), nullable=False),
        sa.Column("task_id", sa.String(length=64), nullable=False),
        sa.Column("box", sa.String(length=256), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("carrier", sa.String(length=256), nullable=False),
        sa.Column("service", sa.String(length=256), nullable=False),
        sa.Column("package_code", sa.String(length=256), nullable=False),
        sa.Column("confirmation", sa.String(length=64), nullable=False),
        sa.Column("weight_grams", sa.String(length=32), nullable=False),
        *_sides(),
        sa.Column("shipped_on", sa.Date(), nullable=False),
        sa.Column("wanted_at", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=True),
        sa.Column("tracking_number", sa.String(length=256), nullable=False),
        sa.Column("cost", sa.String(length=32), nullable=True),
        sa.Column("insurance_cost", sa.String(length=32), nullable=True),
        sa.Column("is_written", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        _organisation("labels"),
        sa.PrimaryKeyConstraint("serial", name="pk_labels"),
        sa.UniqueConstraint("id", name="uq_labels_id"),
        sa.UniqueConstraint(
            "organisation", "shipment_id", name="uq_labels_organisation_shipment_id"
        ),
    )
    for columns in (["organisation", "task_id"], ["connection", "is_written"]):
        op.create_index(f"ix_labels_{'_'.join(columns)}", "labels", columns)


def _sides() -> list[sa.Column[str]]:
    names = ("length_cm", "width_cm", "height_cm")
    return [sa.Column(name, sa.String(length=32), nullable=True) for name in names]


def _organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation"], ["organisations.id"], name=f"fk_{table}_organisation"
    )
