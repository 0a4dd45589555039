"""
Calls that a fake makes by itself: store polls, notifications, webhooks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from emulators.kit.ambient import Clock
from emulators.kit.journal import Exchange, Journal
from emulators.kit.masking import mask_query

if TYPE_CHECKING:
    import urllib3


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
        self._timeout = timeout_seconds

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        # Imported when a fake first calls out: its start does without.
        import certifi  # noqa: PLC0415
        import urllib3  # noqa: PLC0415

        return urllib3.PoolManager(
            timeout=self._timeout,
            retries=urllib3.Retry(total=False),
            ca_certs=certifi.where(),
        )

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Send one request and return the answer, redirects not followed.

        Raises:
            Unreachable: There was none.
        """
        from urllib3.exceptions import HTTPError  # noqa: PLC0415

        try:
            response = self._pool.request(
                method, url, headers=headers, body=body or None, redirect=False
            )
        except (HTTPError, OSError) as error:
            raise Unreachable(f"no answer from the other side: {error}") from error
        return Answer(
            response.status, response.reason or "", response.headers, response.data
        )


class JournalledOutbound:
    """
    The way out of one account, with all that passes kept in its journal.

    Passwords in a query are masked; headers are not kept at all.
    """

    def __init__(self, outbound: Outbound, journal: Journal, clock: Clock) -> None:
        self._outbound = outbound
        self._journal = journal
        self._clock = clock

    def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """
        Send one request and return the answer, redirects not followed.

        Raises:
            Unreachable: There was none; the journal has status 0.
        """
        began = self._journal.next_number()
        keep = partial(self._keep, began, method, url, body)
        try:
            answer = self._outbound.send(method, url, headers=headers, body=body)
        except Unreachable as error:
            keep(Answer(0, str(error), {}, b""))
            raise
        keep(answer)
        return answer

    def _keep(
        self, began: int, method: str, url: str, body: bytes, answer: Answer
    ) -> None:
        parts = urlsplit(url)
        self._journal.add(
            Exchange(
                number=self._journal.next_number(),
                at=self._clock.now(),
                by="vendor",
                method=method,
                path=f"{parts.scheme}://{parts.netloc}{parts.path}",
                query=mask_query(parts.query),
                operation=None,
                request=body,
                status=answer.status,
                reply=answer.body,
                fault=None,
                verdict="kept",
                began=began,
            )
        )
