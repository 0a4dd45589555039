"""
A fake on a socket.
"""

import socket
from typing import Any

from emulators.kit.app import Application
from emulators.kit.edge import Edge
from emulators.kit.service import Service
from emulators.kit.sockets import LOOPBACK, listen


class Server:
    """
    One service, answering at its address.

    Args:
        listening: A socket that listens already; a free port of loopback without it.
    """

    def __init__(
        self, service: Service[Any], *, listening: socket.socket | None = None
    ) -> None:
        self.service = service
        self.application = Application(service)
        self._edge = Edge(
            self.application, service.clock, listening or listen(LOOPBACK, 0)
        )
        self.origin = self._edge.url
        self.url = self.origin + service.base
        service.origin = self.origin
        self._edge.start()

    def close(self) -> None:
        """
        Stop answering.
        """
        self._edge.close()
