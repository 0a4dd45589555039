"""
The whole ledger over one database.
"""

from contextlib import AbstractContextManager

from sqlalchemy import select

from engine.adapters.ledger import tables
from engine.adapters.ledger.accounts import ConnectionTable, OrganisationTable
from engine.adapters.ledger.database import Database
from engine.adapters.ledger.diary import CursorTable, LogTable, RunTable, Witness
from engine.adapters.ledger.inbound import BookTable, InboundTable
from engine.adapters.ledger.intents import IntentTable
from engine.adapters.ledger.labels import LabelTable, PackageTable
from engine.adapters.ledger.mirror import MirrorTable
from engine.adapters.ledger.orders import OrderTable
from engine.adapters.ledger.outbound import OutboundTable
from engine.adapters.ledger.parcels import InboxTable, ShipmentTable
from engine.adapters.ledger.pictures import PictureTable
from engine.adapters.ledger.stores import CustomStoreTable, UserTable
from engine.adapters.ledger.webhooks import WebhookTable
from engine.ports.vault import Vault


class SqlLedger:
    """
    The engine's memory in SQLite or PostgreSQL.
    """

    def __init__(
        self, database: Database, vault: Vault, witness: Witness | None = None
    ) -> None:
        self.database = database
        self._vault = vault
        self.organisations = OrganisationTable(database, vault)
        self.connections = ConnectionTable(database, vault)
        self.custom_stores = CustomStoreTable(database, vault)
        self.webhooks = WebhookTable(database, vault)
        self.users = UserTable(database)
        self.mirror = MirrorTable(database)
        self.pictures = PictureTable(database)
        self.orders = OrderTable(database)
        self.outbound = OutboundTable(database)
        self.inbound = InboundTable(database)
        self.books = BookTable(database)
        self.intents = IntentTable(database)
        self.inbox = InboxTable(database)
        self.shipments = ShipmentTable(database)
        self.packages = PackageTable(database)
        self.labels = LabelTable(database)
        self.cursors = CursorTable(database)
        self.runs = RunTable(database, witness)
        self.log = LogTable(database, witness)

    def problem(self) -> str:
        """
        Return why the ledger cannot be worked with, or nothing.

        Raises:
            NoKey: What is stored was locked with another key.
        """
        why = self.database.problem()
        if not why:
            with self.database.read() as connection:
                query = select(tables.organisations.c.application_key).limit(1)
                locked = connection.execute(query).scalar()
            if locked is not None:
                self._vault.unlock(locked)
        return why

    def transaction(self) -> AbstractContextManager[object]:
        """
        Let all that is done inside happen together or not at all.
        """
        return self.database.begin()
