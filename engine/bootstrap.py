"""
Puts the engine together. The only place that knows every part.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property, partial
from socket import socket
from typing import TYPE_CHECKING, Any, cast

from engine.adapters.ambient import RandomIds, WallClock, salt
from engine.adapters.directory import (
    HttpDirectory,
    OwnDirectory,
    RememberingDirectory,
    password_hash,
)
from engine.adapters.durable import DurableRuns, Queues, WorkQueue
from engine.adapters.ledger.census import take_census
from engine.adapters.ledger.database import Database
from engine.adapters.ledger.sql import SqlLedger
from engine.adapters.logs import StructuredLog
from engine.adapters.metrics import Metrics
from engine.adapters.presence import Alone, presence_of
from engine.adapters.runs import InlineRuns
from engine.adapters.vault import FernetVault, NoKey
from engine.adapters.vendors import HttpVendors
from engine.adapters.watch import Watch
from engine.domain.carriers import CARRIERS
from engine.domain.records import Run
from engine.ports.time import Ids, Timekeeper
from engine.ports.vendors import Directory
from engine.ports.world import World
from engine.settings import Settings
from engine.web.pages.attempts import Attempts

if TYPE_CHECKING:
    from engine.adapters.server import Server
    from engine.web.declare import Office

_SALT_BYTES = 16


class Engine:
    """
    One engine: its ledger, its runs and its web application.

    Attributes:
        world: The ports, for whoever calls use cases without HTTP.
        runs: What does the regular work.
    """

    def __init__(
        self, settings: Settings, *, clock: Timekeeper | None, ids: Ids | None
    ) -> None:
        self.settings = settings
        log = StructuredLog(settings.log_level)
        self._log = log
        self._own_clock = WallClock(log) if clock is None else None
        keeper = clock or cast("Timekeeper", self._own_clock)
        self._database = Database(settings.database_url)
        self._database.prepare()
        vault = FernetVault(settings.key, settings.key_file)
        vault.check()
        self._vault = vault
        self._attempts = Attempts()
        self._metrics = Metrics(partial(take_census, self._database))
        self._watch = Watch(log, self._metrics)
        self._ledger = ledger = SqlLedger(self._database, vault, self._watch)
        self._vendors = HttpVendors(
            keeper,
            cin7_core_url=settings.cin7_core_url,
            shipstation_url=settings.shipstation_url,
            timeout_seconds=(
                settings.connect_timeout_seconds,
                settings.read_timeout_seconds,
                settings.total_timeout_seconds,
            ),
            watch=self._watch,
        )
        self._directory = RememberingDirectory(self._chosen_directory(ledger), keeper)
        self.world = World(
            clock=keeper,
            ids=ids or RandomIds(),
            ledger=ledger,
            vendors=self._vendors,
            directory=self._directory,
            carriers={**CARRIERS, **settings.carriers},
            public_url=settings.public_url or "",
        )
        self._presence = presence_of(
            settings.database_url, unique=self.world.ids.new, clock=keeper
        )
        self.runs = self._chosen_runs(keeper, is_on_the_wall=clock is None)
        self._servers: list[Server] = []
        self._at_end = ExitStack()

    @cached_property
    def wsgi(self) -> Any:
        """
        Return the application, for any WSGI server; made when it is first needed.
        """
        from engine.web.app import build_app  # noqa: PLC0415 - a command needs no web

        return build_app(self._office())

    @property
    def name(self) -> str:
        """
        Return what this process is called among those that share the ledger.
        """
        return self._presence.name

    def take_part(self) -> None:
        """
        Be one of the processes that share the ledger.

        Raises:
            Taken: Only one may be, and another is.
        """
        self._presence.take()

    def take_over_logs(self) -> None:
        """
        Write what libraries log as events too, until the end of this engine.
        """
        self._at_end.callback(self._log.take_over())

    def start(self) -> None:
        """
        Let connections run when they are due.

        Raises:
            Taken: As `take_part`.
        """
        self.runs.start()

    def serve(
        self,
        host: str | None = None,
        port: int | None = None,
        *,
        listening: socket | None = None,
    ) -> "Server":
        """
        Listen, and return the server; port 0 means any that is free.

        Args:
            host: Where to listen; the settings' host if none is given.
            port: The settings' port if none is given.
            listening: A socket that listens already, instead of both.

        Raises:
            OSError: The address cannot be had.
        """
        from engine.adapters.server import Server  # noqa: PLC0415 - not for a test

        server = Server(
            self.wsgi,
            self.settings.host if host is None else host,
            self.settings.port if port is None else port,
            listening=listening,
        )
        self._servers.append(server)
        return server

    def hash_password(self, password: str) -> str:
        """
        Return a hash of the password for the own table of users.
        """
        return password_hash(password, salt(_SALT_BYTES))

    def reset(self) -> None:
        """
        Forget everything: all rows, all that was kept in memory, all that is due.
        """
        was_started = self.runs.is_started
        self.runs.stop()
        self._database.empty()
        self._directory.forget()
        self._vendors.forget()
        self._attempts.forget()
        if was_started:
            self.runs.start()

    def close(self) -> bool:
        """
        End the runs, the servers, the clock's thread and all connections.

        Return whether all runs have ended. One that has not keeps its connections: it
        ends with the process, which should not wait for it.
        """
        is_drained = self.runs.stop()
        for server in self._servers:
            server.close()
        if self._own_clock is not None:
            self._own_clock.close()
        self._at_end.close()
        if is_drained:
            self._vendors.close()
            self._presence.leave()
            self._database.close()
        return is_drained

    def _chosen_runs(
        self, calendar: Timekeeper, *, is_on_the_wall: bool
    ) -> InlineRuns | DurableRuns:
        is_durable = self.settings.runs == "durable" and is_on_the_wall
        if not is_durable or isinstance(self._presence, Alone):
            return InlineRuns(self.world, calendar, self._log, presence=self._presence)
        return DurableRuns(
            self.world,
            calendar,
            self._log,
            presence=self._presence,
            queues=Queues(open=self._open_queue, peek=self._peek),
            drain_seconds=self.settings.drain_seconds,
        )

    def _open_queue(self, do: Callable[[str], str]) -> WorkQueue:
        # Imported when the engine serves already: DBOS takes its time.
        from engine.adapters.dbos_queue import (  # noqa: PLC0415 - see above
            DbosQueue,
            Executor,
        )

        return DbosQueue(
            self.settings.database_url,
            Executor(self.name, self.settings.runs_at_once),
            clock=self.world.clock,
            log=self._log,
            do=do,
        )

    def _peek(self) -> Sequence[Run]:
        from engine.adapters.dbos_queue import peek  # noqa: PLC0415 - see above

        return peek(self.settings.database_url)

    def _chosen_directory(self, ledger: SqlLedger) -> Directory:
        if self.settings.directory_url is None:
            return OwnDirectory(ledger.users)
        return HttpDirectory(
            lambda: self._vendors.pool("The directory"), self.settings.directory_url
        )

    def _why_not_ready(self) -> str:
        try:
            return self._ledger.problem()
        except NoKey as problem:
            return str(problem)

    def _office(self) -> "Office":
        from engine.web.declare import Office  # noqa: PLC0415 - as above

        return Office(
            world=self.world,
            runs=self.runs,
            log=self._log,
            hash_password=self.hash_password,
            why_not_ready=self._why_not_ready,
            is_directory_ours=self.settings.directory_url is None,
            token=self.settings.token or "",
            figures=self._metrics,
            session_key=partial(self._vault.derived, "pages"),
            attempts=self._attempts,
            are_figures_public=self.settings.metrics_public,
        )


def build(
    settings: Settings, *, clock: Timekeeper | None = None, ids: Ids | None = None
) -> Engine:
    """
    Return an engine that has its ledger and does not run yet.

    Args:
        settings: All that differs between deployments.
        clock: A clock with a calendar; the one on the wall if none is given.
        ids: What names connections and runs; random if none is given.
    """
    return Engine(settings, clock=clock, ids=ids)
