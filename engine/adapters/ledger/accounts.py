"""
Organisations and their connections in the ledger.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.adapters.ledger.keys import digest, lock_keys, unlock_keys
from engine.domain.method_policy import Method, Policy
from engine.domain.records import (
    Connection,
    KeyPair,
    Organisation,
    State,
)
from engine.domain.service import ShippingService
from engine.domain.setup import Setup
from engine.ports.vault import Vault

_SETTINGS: dict[Method, type[Setup | ShippingService]] = {
    Method.SHIPSTATION_STORE: Setup,
    Method.SHIPPING_SERVICE: ShippingService,
}

# Asked at every turn: written once, because to write one costs more than it does.
_ORGANISATION = select(tables.organisations).where(
    tables.organisations.c.id == bindparam("of")
)
_CONNECTION = select(tables.connections).where(
    tables.connections.c.id == bindparam("of")
)
_CONNECTIONS = select(tables.connections).order_by(tables.connections.c.serial)


class OrganisationTable:
    """
    Cin7 Core accounts; their keys are encrypted.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def put(self, organisation: Organisation) -> bool:
        """
        Store the organisation and return whether it is new.
        """
        row = {
            "name": organisation.name,
            "application_key": self._vault.lock(organisation.application_key),
            "method_policy": organisation.policy.value,
        }
        table = tables.organisations
        with self._database.begin() as connection:
            is_new = connection.execute(
                self._database.insert(table).values(id=organisation.id, **row)
            ).rowcount
            if not is_new:
                same = table.c.id == organisation.id
                connection.execute(update(table).where(same).values(**row))
        return bool(is_new)

    def get(self, organisation: str) -> Organisation | None:
        """
        Return the organisation, or nothing.
        """
        with self._database.read() as connection:
            row = connection.execute(_ORGANISATION, {"of": organisation}).first()
        return self._organisation(row) if row else None

    def all(self) -> Sequence[Organisation]:
        """
        Return all organisations by name.
        """
        table = tables.organisations
        with self._database.read() as connection:
            query = select(table).order_by(table.c.name, table.c.id)
            return [self._organisation(row) for row in connection.execute(query)]

    def set_policy(self, organisation: str, policy: Policy) -> None:
        """
        Change how the organisation's methods combine.
        """
        table = tables.organisations
        with self._database.begin() as connection:
            same = table.c.id == organisation
            connection.execute(update(table).where(same).values(method_policy=policy))

    def take_slot(self, organisation: str, method: Method) -> bool:
        """
        Take the one exclusive slot; return whether the method has it now.
        """
        table = tables.slots
        with self._database.begin() as connection:
            row = {"organisation": organisation, "method": method.value}
            connection.execute(self._database.insert(table).values(**row))
            query = select(table.c.method).where(table.c.organisation == organisation)
            return bool(connection.execute(query).scalar() == method.value)

    def free_slot(self, organisation: str, method: Method) -> None:
        """
        Give the slot back, if the method has it.
        """
        table = tables.slots
        with self._database.begin() as connection:
            connection.execute(
                delete(table).where(
                    table.c.organisation == organisation,
                    table.c.method == method.value,
                )
            )

    def _organisation(self, row: Row[Any]) -> Organisation:
        return Organisation(
            id=row.id,
            name=row.name,
            application_key=self._vault.unlock(row.application_key),
            policy=Policy(row.method_policy),
        )


class ConnectionTable:
    """
    Connections; their key pairs are encrypted, and told apart by a digest.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def add(self, connection: Connection) -> bool:
        """
        Store a connection; return false if the account is connected already.
        """
        row = {
            "id": connection.id,
            "organisation": connection.organisation,
            "method": connection.method.value,
            "state": connection.state.value,
            "reason": connection.reason,
            "account": connection.account,
            "active_account": connection.account,
            "settings": msgspec.to_builtins(connection.settings),
            **self._locked(connection.keys),
        }
        with self._database.begin() as open_connection:
            inserted = self._database.insert(tables.connections).values(**row)
            return bool(open_connection.execute(inserted).rowcount)

    def get(self, connection: str) -> Connection | None:
        """
        Return the connection, or nothing.
        """
        with self._database.read() as open_connection:
            row = open_connection.execute(_CONNECTION, {"of": connection}).first()
        return self._connection(row) if row else None

    def all(self, organisation: str | None = None) -> Sequence[Connection]:
        """
        Return the connections, of one organisation if told, oldest first.
        """
        query = _CONNECTIONS
        if organisation is not None:
            query = query.where(tables.connections.c.organisation == organisation)
        with self._database.read() as open_connection:
            return [self._connection(row) for row in open_connection.execute(query)]

    def replace_keys(self, connection: str, keys: KeyPair, *, account: str) -> bool:
        """
        Store a new pair and be active; return false if the account is taken.
        """
        table = tables.connections
        changed = update(table).where(table.c.id == connection)
        with self._database.begin() as open_connection:
            try:
                with open_connection.begin_nested():
                    open_connection.execute(
                        changed.values(
                            state=State.ACTIVE.value,
                            reason="",
                            account=account,
                            active_account=account,
                            **self._locked(keys),
                        )
                    )
            except IntegrityError:
                return False
        return True

    def set_settings(self, connection: str, settings: Setup | ShippingService) -> None:
        """
        Store the settings of the connection's method.
        """
        table = tables.connections
        with self._database.begin() as open_connection:
            open_connection.execute(
                update(table)
                .where(table.c.id == connection)
                .values(settings=msgspec.to_builtins(settings))
            )

    def set_state(self, connection: str, state: State, *, reason: str = "") -> None:
        """
        Change the state, and say why; what is disconnected frees its account.
        """
        table = tables.connections
        values: dict[str, Any] = {"state": state.value, "reason": reason}
        if state is State.DISCONNECTED:
            values["active_account"] = None
        with self._database.begin() as open_connection:
            same = table.c.id == connection
            open_connection.execute(update(table).where(same).values(**values))

    def sharing(self, keys: KeyPair) -> Sequence[Connection]:
        """
        Return the active connections that use the pair.
        """
        table = tables.connections
        query = select(table).where(
            table.c.key_digest == digest(keys), table.c.state == State.ACTIVE.value
        )
        with self._database.read() as open_connection:
            return [self._connection(row) for row in open_connection.execute(query)]

    def _locked(self, keys: KeyPair) -> dict[str, str]:
        return {
            "key_digest": digest(keys),
            "keys": lock_keys(self._vault, keys),
        }

    def _connection(self, row: Row[Any]) -> Connection:
        locked = row._mapping["keys"]  # noqa: SLF001 - a row has a method of that name
        method = Method(row.method)
        kind = _SETTINGS[method]
        return Connection(
            id=row.id,
            organisation=row.organisation,
            method=method,
            state=State(row.state),
            reason=row.reason,
            account=row.account,
            keys=unlock_keys(self._vault, locked),
            settings=msgspec.convert(row.settings, kind),
        )
