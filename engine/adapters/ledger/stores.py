"""
Custom stores and the engine's own users in the ledger.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, select, update

from engine.adapters.ledger import tables
from engine.adapters.ledger.database import Database
from engine.adapters.ledger.keys import lock_keys, unlock_keys
from engine.domain.order_export import ExportOptions
from engine.domain.permissions import Permission
from engine.domain.records import Acknowledge, CustomStore, User
from engine.domain.status_word import Source
from engine.ports.vault import Vault

# Asked at every turn: written once, because to write one costs more than it does.
_STORE = select(tables.custom_stores).where(
    tables.custom_stores.c.organisation == bindparam("of")
)
_ENABLED = (
    select(tables.custom_stores)
    .where(tables.custom_stores.c.is_enabled)
    .order_by(tables.custom_stores.c.organisation)
)


class CustomStoreTable:
    """
    The settings of custom stores.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def get(self, organisation: str) -> CustomStore:
        """
        Return the settings; a store that was never set up is Disabled.
        """
        with self._database.read() as connection:
            row = connection.execute(_STORE, {"of": organisation}).first()
        return self._custom_store(row) if row else CustomStore(organisation)

    def put(self, store: CustomStore) -> None:
        """
        Store the settings.
        """
        row = {
            "is_enabled": store.is_enabled,
            "acknowledge": store.acknowledge.value,
            "word_source": store.word_source.value,
            "gift_attribute": store.options.gift_attribute,
            "option_attributes": dict(store.options.option_attributes),
            "currency_code": store.options.currency_code,
            "locations": list(store.locations),
            "cost_to_invoice": store.cost_to_invoice,
            "carriers": dict(store.carriers),
            "window_days": store.window_days,
            "keys": lock_keys(self._vault, store.keys) if store.keys else None,
        }
        with self._database.begin() as connection:
            connection.execute(
                self._database.upsert(tables.custom_stores)
                .values(organisation=store.organisation, **row)
                .on_conflict_do_update(index_elements=["organisation"], set_=row)
            )

    def enabled(self) -> Sequence[CustomStore]:
        """
        Return the stores that are Enabled.
        """
        with self._database.read() as connection:
            return [self._custom_store(row) for row in connection.execute(_ENABLED)]

    def _custom_store(self, row: Row[Any]) -> CustomStore:
        options = ExportOptions(
            row.gift_attribute, row.option_attributes, row.currency_code
        )
        # A row has a method that is called keys.
        keys = row._mapping["keys"]  # noqa: SLF001 - the only way to that column
        return CustomStore(
            organisation=row.organisation,
            is_enabled=row.is_enabled,
            acknowledge=Acknowledge(row.acknowledge),
            word_source=Source(row.word_source),
            options=options,
            locations=tuple(row.locations),
            cost_to_invoice=row.cost_to_invoice,
            carriers=row.carriers,
            window_days=row.window_days,
            keys=unlock_keys(self._vault, keys) if keys else None,
        )


class UserTable:
    """
    The engine's own directory.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, user: User, *, password_hash: str | None) -> bool:
        """
        Store the user, keep the password if none is told, return whether new.
        """
        row: dict[str, Any] = {
            "is_active": user.is_active,
            "permissions": [one.value for one in user.permissions],
        }
        if password_hash is not None:
            row["password_hash"] = password_hash
        with self._database.begin() as connection:
            same = tables.users.c.username == user.username
            changed = connection.execute(update(tables.users).where(same).values(**row))
            is_new = not changed.rowcount
            if is_new:
                new = {"password_hash": "", **row, "username": user.username}
                connection.execute(self._database.insert(tables.users).values(**new))
            members = tables.memberships
            connection.execute(
                delete(members).where(members.c.username == user.username)
            )
            if user.organisations:
                connection.execute(
                    self._database.insert(members),
                    [
                        {"username": user.username, "organisation": organisation}
                        for organisation in user.organisations
                    ],
                )
        return is_new

    def get(self, username: str) -> User | None:
        """
        Return the user, or nothing.
        """
        return next(iter(self._users(tables.users.c.username == username)), None)

    def all(self) -> Sequence[User]:
        """
        Return all users by name.
        """
        return self._users()

    def _users(self, *matching: ColumnElement[bool]) -> list[User]:
        people, members = tables.users, tables.memberships
        query = (
            select(
                people.c.username,
                people.c.is_active,
                people.c.permissions,
                members.c.organisation,
            )
            .outerjoin(members, members.c.username == people.c.username)
            .where(*matching)
            .order_by(people.c.username, members.c.organisation)
        )
        found: dict[str, User] = {}
        with self._database.read() as connection:
            for username, is_active, may, organisation in connection.execute(query):
                permissions = tuple(map(Permission, may))
                before = found.get(username, User(username, is_active, (), permissions))
                own = (*before.organisations, *([organisation] if organisation else []))
                found[username] = replace(before, organisations=own)
        return list(found.values())

    def password_hash(self, username: str) -> str | None:
        """
        Return the hash of the user's password, or nothing.
        """
        people = tables.users
        query = select(people.c.password_hash).where(people.c.username == username)
        with self._database.read() as connection:
            found: str | None = connection.execute(query).scalar()
        return found
