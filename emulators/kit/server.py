"""
A fake on a socket.
"""

from typing import Any

from emulators.kit.app import Application
from emulators.kit.edge import Edge
from emulators.kit.service import Service

LOOPBACK = "127.0.0.1"


class Server:
    """
    One service, answering at its address.

    Raises:
        PortTaken: Another process listens there.
    """

    def __init__(
        self, service: Service[Any], *, host: str = LOOPBACK, port: int = 0
    ) -> None:
        self.service = service
        self.application = Application(service)
        self._edge = Edge(self.application, service.clock, host=host, port=port)
        self.origin = self._edge.url
        self.url = self.origin + service.base
        self._edge.start()

    def close(self) -> None:
        """
        Stop answering.
        """
        self._edge.close()
