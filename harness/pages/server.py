"""
Serve the control room from a thread, beside the parts that it is about.
"""

import socket
import threading
from collections.abc import Mapping

from emulators.kit.sockets import LOOPBACK, listen, origin_of


class ControlRoomServer:
    """
    The control room at its address; it is made when the address is known.

    What it is made of is imported in its own thread, so that nobody waits for it.

    Args:
        port: 0 for a free one.

    Raises:
        PortTaken: Another process listens there.
    """

    def __init__(self, port: int) -> None:
        self._listening: socket.socket = listen(LOOPBACK, port)
        self.url = f"{origin_of(self._listening)}/"
        self._thread: threading.Thread | None = None
        self._end = threading.Event()

    def open(self, addresses: Mapping[str, Mapping[str, str]]) -> None:
        """
        Answer from now on; the first answer takes as long as the imports.
        """
        self._thread = threading.Thread(
            target=self._serve, args=(addresses,), name="control-room", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """
        Answer no more.
        """
        self._end.set()
        if self._thread is not None:
            self._thread.join()
        self._listening.close()

    def _serve(self, addresses: Mapping[str, Mapping[str, str]]) -> None:
        from engine.adapters.server import Server  # noqa: PLC0415  # takes its time
        from harness.pages.app import ControlRoom  # noqa: PLC0415
        from harness.pages.room import Room  # noqa: PLC0415

        room = ControlRoom(Room(addresses))
        server = Server(room, LOOPBACK, 0, listening=self._listening)
        self._end.wait()
        room.close()
        server.close()
