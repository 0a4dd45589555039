"""
Runs of several processes: who runs, how often it was tried, one at a time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """
    Close what an older engine left open, since its process has ended, and add the rest.
    """
    op.execute(
        "UPDATE runs SET ended_at = started_at,"
        " error = 'it was cut in the middle' WHERE ended_at IS NULL"
    )
    with op.batch_alter_table("runs") as table:
        table.add_column(
            sa.Column(
                "executor", sa.String(length=128), nullable=False, server_default=""
            )
        )
        table.add_column(
            sa.Column("attempts", sa.Integer(), nullable=False, server_default="1")
        )
        table.add_column(
            sa.Column("is_cut", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_index(
        "uq_runs_open",
        "runs",
        ["key"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
