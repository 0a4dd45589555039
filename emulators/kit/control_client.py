"""
The calling end of the control plane.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
import urllib3

from emulators.kit.control_routes import ROOT, ROUTES

_SECONDS = 30
_REFUSALS = 400
_RETRIES = urllib3.Retry(total=0, read=False)
_encode = msgspec.json.Encoder(decimal_format="number").encode


class ControlRefused(RuntimeError):
    """
    The control plane said no; the sentence is its own.
    """


class ControlClient:
    """
    The calling end.

    Args:
        url: Origin of the fake.

        account: The account that the calls are about; the first one for None.
    """

    def __init__(
        self, url: str, *, account: str | None = None, token: str | None = None
    ) -> None:
        self._origin = url.rstrip("/")
        headers = {"Content-Type": "application/json"}
        if account:
            headers["X-Emulator-Account"] = account
        if token:
            headers["X-Emulator-Token"] = token
        # A scenario is mostly steps of persons: what requests adds to this takes
        # longer than the fake does, and nothing of it is wanted here.
        self._pool = urllib3.PoolManager(
            headers=headers, timeout=_SECONDS, retries=_RETRIES
        )

    def do(self, name: str, body: object = None, /, **query: str) -> Any:
        """
        Do what the line of the table says, and return its JSON.

        Raises:
            ControlRefused: It was refused.
        """
        route = ROUTES[name]
        return self._send(route.method, ROOT + route.path, body, query)

    def screen(self, method: str, path: str, body: object = None) -> Any:
        """
        Do what a person does at one of the vendor's own screens.

        Raises:
            ControlRefused: It was refused.
        """
        return self._send(method, f"{ROOT}/screens{path}", body, {})

    def common(self, method: str, path: str, body: object = None) -> Any:
        """
        Do what belongs to no account; the path stands from the origin.

        Raises:
            ControlRefused: It was refused.
        """
        return self._send(method, path, body, {})

    def person(self, method: str, path: str, body: object = None, **query: str) -> Any:
        """
        Do what the vendor's API does, as a person who clicks it would.

        Raises:
            ControlRefused: The vendor refused it.
        """
        return self._send(method, f"{ROOT}/person{path}", body, query)

    def close(self) -> None:
        """
        Close the connections.
        """
        self._pool.clear()

    def _send(
        self, method: str, path: str, body: object, query: Mapping[str, str]
    ) -> Any:
        target = f"{path}?{urlencode(query)}" if query else path
        response = self._pool.request(
            method,
            self._origin + target,
            body=None if body is None else _encode(body),
        )
        if response.status >= _REFUSALS:
            raise ControlRefused(f"{method} {path}: {response.data.decode()}")
        return msgspec.json.decode(response.data) if response.data else None
