"""
Calls that a fake makes by itself: store polls, notifications, webhooks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import requests


class Unreachable(ConnectionError):
    """
    There was no answer, or not in time.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What the other side said.

    Attributes:
        reason: The words beside the status, such as ``Not Found``.
    """

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


class Outbound(Protocol):
    """
    The way out of a fake.
    """

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Send one request and return the answer, redirects not followed.

        Raises:
            Unreachable: There was none.
        """


class HttpOutbound:
    """
    The way out over HTTP, without proxies from the environment.
    """

    def __init__(self, timeout_seconds: float = 30.0) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        self._timeout = timeout_seconds

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Send one request and return the answer, redirects not followed.

        Raises:
            Unreachable: There was none.
        """
        try:
            response = self._session.request(
                method,
                url,
                headers=dict(headers),
                data=body or None,
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Unreachable(f"no answer from the other side: {error}") from error
        return Answer(
            response.status_code,
            response.reason or "",
            response.headers,
            response.content,
        )
