"""
Brings the ledger of an older engine up to date.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine


def upgrade(engine: Engine, revision: str = "head") -> None:
    """
    Run every migration that the database has not had, up to the revision.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        upgrade_on(connection, revision)
        connection.commit()


def upgrade_on(connection: Connection, revision: str = "head") -> None:
    """
    Run them on a connection in a transaction, which the caller commits.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
