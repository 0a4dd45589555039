"""
Method 1: whether orders name their currency; ShipStation's published schema has none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """
    Add the setting; orders name it as before.
    """
    with op.batch_alter_table("custom_stores") as table:
        table.add_column(
            sa.Column(
                "currency_code", sa.Boolean(), nullable=False, server_default=sa.true()
            )
        )
