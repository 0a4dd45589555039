"""
The ledger's constraints, its schema and its speed.
"""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from engine.adapters.guard import CallInsideTransaction, check_no_transaction
from engine.adapters.ledger.database import Database
from engine.adapters.ledger.schema import HEAD
from engine.adapters.ledger.sql import SqlLedger
from engine.adapters.migrations import upgrade
from engine.domain.method_policy import Method
from engine.domain.outcome import delivered
from engine.domain.records import CustomStore, MirroredOrder, Origin, SeenShipment
from engine.domain.windows import Window
from tests.unit.engine.builders import NOON, ORGANISATION
from tests.unit.engine.fakes import Bench, PlainVault, at, make_bench


def an_origin(method: Method, task_id: str = "task-1") -> Origin:
    """
    Return an order on its way out.
    """
    return Origin("outbound", method, "sale-1", task_id, "SO-1", "SO-1", NOON)


def an_order(task_id: str, minute: int = 0) -> MirroredOrder:
    """
    Return a fulfilment that is offered since the minute.
    """
    return MirroredOrder(
        sale_id=f"sale-{task_id}",
        task_id=task_id,
        sale_number="SO-1",
        order_number="SO-1",
        is_offered=True,
        status_word="paid",
        content="<OrderID/>",
        changed_at=at(minute),
    )


def migrated_to(url: str, revision: str = "head") -> Engine:
    """
    Return the database with the migrations up to the revision.
    """
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, revision)
    return engine


def test_migrations_and_create_all_agree(bench: Bench, second_url: str) -> None:
    """
    A database that was migrated has what a fresh one has.
    """
    fresh, migrated = bench.database, migrated_to(second_url)

    def index(told: Any) -> tuple[str, ...]:
        options = told.pop("dialect_options", {})
        conditions = {name: str(value) for name, value in options.items()}
        return str(sorted(told.items())), str(conditions)

    def shape(engine: object) -> dict[str, object]:
        found = inspect(engine)
        return {
            name: (
                [
                    (c["name"], str(c["type"]), c["nullable"])
                    for c in found.get_columns(name)
                ],
                found.get_pk_constraint(name),
                sorted(found.get_foreign_keys(name), key=str),
                sorted(found.get_unique_constraints(name), key=str),
                sorted(map(index, found.get_indexes(name))),
            )
            for name in found.get_table_names()
            if name != "alembic_version"
        }

    assert shape(fresh.engine) == shape(migrated)
    with migrated.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version"))
        assert version.scalar() == HEAD
    migrated.dispose()


def test_a_schema_that_is_behind_is_brought_up(database_url: str) -> None:
    """
    A database with a foreign version is migrated when it is opened.
    """
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        )
    engine.dispose()
    database = Database(database_url)

    database.prepare()

    assert "mirror_orders" in inspect(database.engine).get_table_names()
    database.close()


def test_several_processes_may_find_it_empty(database_url: str) -> None:
    """
    One makes the schema, and the others wait for it.
    """
    databases = [Database(database_url) for _ in range(6)]
    together = Barrier(len(databases))

    def prepare(database: Database) -> None:
        together.wait()
        database.prepare()

    threads = [Thread(target=prepare, args=[one]) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for database in databases:
        assert SqlLedger(database, PlainVault()).organisations.all() == []
        database.close()


def test_a_ledger_of_the_first_engine_keeps_what_it_has(database_url: str) -> None:
    """
    Settings that came later have their defaults, sales that were read stay read.
    """
    engine = migrated_to(database_url, "0001")
    with engine.begin() as connection:
        for table, row in (
            ("organisations", "'o', 'Ada Ltd', 'locked:k', 'strict'"),
            ("custom_stores", "'o', true, 'stored', 'invoice', NULL, '{}'"),
            ("mirror_sales", "'o', 's', 'SO-1', 'd', NULL, true, ''"),
            ("inbox", "1, 'o', 't', 's', 'SO-1', '1Z', '{}', 'pending', NULL, NULL"),
        ):
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({row})")  # noqa: S608 - ours
    engine.dispose()
    database = Database(database_url)
    database.prepare()
    ledger = SqlLedger(database, PlainVault())

    assert ledger.custom_stores.get("o") == CustomStore("o", is_enabled=True)
    assert list(ledger.mirror.wanted("o", 9)) == ["s"]
    assert len(ledger.inbox.pending("o", now=NOON)) == 1
    database.close()


def test_a_fulfilment_has_one_outbound_path(bench: Bench) -> None:
    """
    The second path is told that the first has it, until it is released.
    """
    orders = bench.world.ledger.orders

    assert orders.offer(ORGANISATION, [an_origin(Method.CUSTOM_STORE)]) == set()
    assert orders.offer(ORGANISATION, [an_origin(Method.SHIPSTATION_STORE)]) == {
        "task-1"
    }
    orders.release(ORGANISATION, "task-1")
    assert orders.offer(ORGANISATION, [an_origin(Method.SHIPSTATION_STORE)]) == set()


def test_a_claim_of_another_path_takes_an_order_out_of_exports(bench: Bench) -> None:
    """
    Even when the mirror offers it still.
    """
    ledger = bench.world.ledger
    ledger.mirror.put_order(ORGANISATION, an_order("task-1"))
    ledger.orders.offer(ORGANISATION, [an_origin(Method.SHIPSTATION_STORE)])

    assert ledger.mirror.count(ORGANISATION, Window()) == 0
    assert ledger.mirror.page(ORGANISATION, Window(), offset=0, limit=9) == []


def test_a_window_is_a_range_in_a_stable_order(bench: Bench) -> None:
    """
    From the first instant on, before the last, ties by id.
    """
    mirror = bench.world.ledger.mirror
    for task_id, minute in (("c", 1), ("b", 2), ("a", 2), ("d", 3)):
        mirror.put_order(ORGANISATION, an_order(task_id, minute))

    page = mirror.page(ORGANISATION, Window(at(2), at(3)), offset=0, limit=9)

    assert [one.task_id for one in page] == ["a", "b"]


def test_an_export_scans_a_range_of_an_index(tmp_path: Path) -> None:
    """
    The plan of the query names the index with both bounds, and no sorting.
    """
    query = (
        "EXPLAIN QUERY PLAN SELECT * FROM mirror_orders WHERE organisation = 'o' AND"
        " is_offered = 1 AND changed_at >= 1 AND changed_at < 2"
        " ORDER BY changed_at, task_id LIMIT 100"
    )
    bench = make_bench(f"sqlite:///{tmp_path}/e.db")
    with bench.database.read() as connection:
        plan = " ".join(str(row[3]) for row in connection.execute(text(query)))

    assert "USING INDEX ix_mirror_orders_organisation_is_offered_changed_at" in plan
    assert "changed_at>? AND changed_at<?" in plan
    assert "TEMP B-TREE" not in plan
    bench.database.close()


def test_what_is_stored_comes_back_exactly(bench: Bench) -> None:
    """
    Instants to the microsecond, amounts with their scale.
    """
    moment = datetime(2026, 3, 5, 12, 0, 0, 123456, tzinfo=UTC)
    bench.world.ledger.cursors.put("c", moment)
    seen = SeenShipment(
        "poll",
        "1",
        "SO-1",
        "t",
        "1Z9",
        "UPS",
        "",
        Decimal("7.80"),
        None,
        (),
        is_applied=True,
    )
    assert bench.world.ledger.shipments.see(ORGANISATION, seen, at=moment)
    assert not bench.world.ledger.shipments.see(ORGANISATION, seen, at=moment)

    assert bench.world.ledger.cursors.get("c") == moment
    assert str(bench.world.ledger.shipments.all()[0].cost) == "7.80"


def test_a_failed_transaction_leaves_nothing(bench: Bench) -> None:
    """
    What was done inside happens together or not at all.
    """
    ledger = bench.world.ledger

    def fail() -> None:
        with ledger.transaction():
            ledger.cursors.put("c", NOON)
            ledger.log.add(ORGANISATION, Method.CUSTOM_STORE, [delivered("S")], at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert ledger.cursors.get("c") is None
    assert ledger.log.read() == []


def test_no_call_is_made_inside_a_transaction(bench: Bench) -> None:
    """
    The clients check it before each call.
    """
    with bench.world.ledger.transaction(), pytest.raises(CallInsideTransaction):
        check_no_transaction()

    check_no_transaction()


@pytest.mark.parametrize("where", ["memory", "database"])
def test_threads_share_a_database(database_url: str, where: str) -> None:
    """
    Writers wait for each other, whether the database is kept or in memory.
    """
    bench = make_bench("sqlite://" if where == "memory" else database_url)
    log = bench.world.ledger.log

    def write() -> None:
        for _ in range(10):
            log.add(ORGANISATION, Method.CUSTOM_STORE, [delivered("S")], at=NOON)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(log.read(limit=100)) == 40
    bench.database.close()


def test_the_log_is_filtered(bench: Bench) -> None:
    """
    By organisation, subject and outcome, newest first.
    """
    log = bench.world.ledger.log
    for subject in ("SO-1", "SO-2"):
        log.add(ORGANISATION, Method.CUSTOM_STORE, [delivered(subject)], at=NOON)

    assert [one.outcome.subject for one in log.read(limit=1)] == ["SO-2"]
    assert len(log.read(subject="SO-1", outcome="delivered")) == 1
    assert log.read(organisation="other") == []


def test_keys_are_locked_in_the_tables(bench: Bench) -> None:
    """
    The vault stands between the use cases and the file.
    """
    with bench.database.read() as connection:
        stored = connection.execute(text("SELECT application_key FROM organisations"))
        assert set(stored.scalars()) == {"locked:key-1", "locked:key-2"}
    ledger = SqlLedger(bench.database, PlainVault())
    found = ledger.organisations.get(ORGANISATION)
    assert found is not None
    assert found.application_key == "key-1"
    assert "key-1" not in repr(found)
