"""
Webhooks that are registered at Cin7 Core, in the ledger.
"""

from sqlalchemy import delete, select

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.domain.records import Registration
from engine.ports.vault import Vault

_WEBHOOKS = tables.webhooks


class WebhookTable:
    """
    The secret and the ids of each organisation's webhooks.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def get(self, organisation: str) -> Registration | None:
        """
        Return what is registered, or nothing.
        """
        query = select(_WEBHOOKS).where(_WEBHOOKS.c.organisation == organisation)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return Registration(self._vault.unlock(row.secret), tuple(row.ids))

    def put(self, organisation: str, registration: Registration) -> None:
        """
        Store what is registered.
        """
        row = {
            "secret": self._vault.lock(registration.secret),
            "ids": list(registration.ids),
        }
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(_WEBHOOKS)
                .values(organisation=organisation, **row)
                .on_conflict_do_update(index_elements=["organisation"], set_=row)
            )

    def drop(self, organisation: str) -> None:
        """
        Forget the secret and the ids.
        """
        with self._database.begin() as connection:
            same = _WEBHOOKS.c.organisation == organisation
            connection.execute(delete(_WEBHOOKS).where(same))
