"""
Serves a WSGI application from a thread of this process, and ends without a trace.
"""

from collections.abc import Callable
from socket import socket
from threading import Event, Thread
from typing import Any

from waitress import create_server  # type: ignore[import-untyped]  # it has none
from waitress.wasyncore import close_all  # type: ignore[import-untyped]  # it has none

_THREADS = 8
_MOST_BYTES = 2_000_000


class Server:
    """
    A waitress that listens from its creation to `close`.

    Attributes:
        url: Its address, with the port that it really has.
    """

    def __init__(
        self,
        application: Callable[..., Any],
        host: str,
        port: int,
        *,
        listening: socket | None = None,
    ) -> None:
        self._sockets: dict[int, Any] = {}
        if listening is None:
            where: dict[str, Any] = {"host": host, "port": port}
        else:
            where = {"sockets": [listening]}
            host, port = listening.getsockname()[:2]
        self._waitress = create_server(
            application,
            map=self._sockets,
            **where,
            threads=_THREADS,
            max_request_body_size=_MOST_BYTES,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
        self.url = f"http://{host}:{self._port(port)}"
        self._thread = Thread(
            target=self._waitress.run, name="engine-http", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """
        Finish what is being answered, close all sockets and end all threads.

        The sockets are closed inside their own loop: closed from here, the loop
        would wait for them. The loop may wake for a reason of its own, so it waits
        until the trigger that it is about to close has been pulled.
        """
        if not self._thread.is_alive():
            return
        is_pulled = Event()

        def end() -> None:
            is_pulled.wait()
            close_all(self._sockets)

        self._waitress.task_dispatcher.shutdown()
        self._waitress.trigger.pull_trigger(end)
        is_pulled.set()
        self._thread.join()

    def _port(self, asked: int) -> int:
        told = getattr(self._waitress, "effective_port", None)
        if told is not None:
            return int(told)
        return int(self._waitress.effective_listen[0][1]) or asked
