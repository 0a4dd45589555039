"""
The courier takes the news of an account to its webhooks.

The documentation says that it takes minutes, and nothing of what happens to news that
nobody took: the pauses here are ours, the number of attempts is a contested fact. What
happens to several orders of one import is one piece of news. It works on the clock's
thread, and without the account's lock while it calls out.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

import msgspec

from emulators.kit.outbound import Unreachable
from emulators.kit.service import Surroundings
from emulators.shipstation.domain.errors import Impossible, NotFound
from emulators.shipstation.domain.webhooks import Webhook, Webhooks

PAUSES_SECONDS = (60, 120, 240)
MOST_DELIVERIES = 1000
_HEADERS = {"Content-Type": "application/json; charset=utf-8"}

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class News:
    """
    One piece of news for one webhook.

    Attributes:
        resource_url: Where the webhook's owner reads what happened.
    """

    webhook: Webhook
    event: str
    resource_url: str

    @property
    def body(self) -> dict[str, str]:
        """
        All that is sent of it.
        """
        return {"resource_url": self.resource_url, "resource_type": self.event}


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One attempt, as it went.

    Attributes:
        attempt: Counts from 1; 0 for one that a person asked for.

        status: What the other side answered; None without an answer.

        error: Why it does not count as delivered; None where it does.
    """

    number: int
    news: News
    attempt: int
    at: datetime
    status: int | None
    error: str | None


class Courier:
    """
    Delivers the news of one account.

    Args:
        attempts: Says how often news is offered at most.

    Attributes:
        deliveries: The latest attempts, oldest first.
    """

    def __init__(
        self,
        webhooks: Webhooks,
        surroundings: Surroundings,
        attempts: Callable[[], int],
    ) -> None:
        self._webhooks = webhooks
        self._agenda = surroundings.agenda
        self._outbound = surroundings.outbound
        self._lock = surroundings.lock
        self._attempts = attempts
        self._waiting: set[tuple[int, str]] = set()
        self._made = 0
        self.deliveries: deque[Delivery] = deque(maxlen=MOST_DELIVERIES)

    def announce(
        self, event: str, store_id: int, address: Callable[[Webhook], str]
    ) -> None:
        """
        Let everybody know who listens to the event in the store.

        The address is path and query of what happened, as the webhook is to see it.
        """
        for webhook in self._webhooks.listening(event, store_id):
            news = News(webhook, event, webhook.origin + address(webhook))
            key = (webhook.webhook_id, news.resource_url)
            if key not in self._waiting:
                self._waiting.add(key)
                self._plan(news, attempt=1)

    def redeliver(self, number: int) -> None:
        """
        Send once more what was sent with the attempt of this number.

        Raises:
            NotFound: There is no such attempt.

            Impossible: Its webhook is gone, or rests.
        """
        found = next((one for one in self.deliveries if one.number == number), None)
        if found is None:
            raise NotFound(f"delivery {number}")
        webhook = found.news.webhook
        if not self._webhooks.has(webhook):
            raise Impossible(f"webhook {webhook.webhook_id} is gone, or not active")
        self._agenda.soon(
            f"webhook {found.news.event} once more",
            lambda: self._attempt(found.news, attempt=0),
        )

    def _plan(self, news: News, *, attempt: int) -> None:
        self._agenda.after(
            PAUSES_SECONDS[attempt - 1],
            f"webhook {news.event}, attempt {attempt}",
            lambda: self._attempt(news, attempt=attempt),
        )

    def _attempt(self, news: News, *, attempt: int) -> None:
        """
        Send the news, unless nobody waits for it any more.
        """
        with self._lock:
            self._waiting.discard((news.webhook.webhook_id, news.resource_url))
            if not self._webhooks.has(news.webhook):
                return
            url = news.webhook.url
        status, error = self._send(url, news)
        with self._lock:
            self._made += 1
            now = self._agenda.now()
            self.deliveries.append(
                Delivery(self._made, news, attempt, now, status, error)
            )
            if error is not None and 0 < attempt < self._attempts():
                self._plan(news, attempt=attempt + 1)

    def _send(self, url: str, news: News) -> tuple[int | None, str | None]:
        try:
            answer = self._outbound.send(
                "POST", url, headers=_HEADERS, body=_encode(news.body)
            )
        except Unreachable as error:
            return None, str(error)
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return answer.status, None
        return answer.status, f"{answer.status} {answer.reason}".strip()


def delivery_document(delivery: Delivery) -> dict[str, Any]:
    """
    Return what the screen shows of an attempt.
    """
    return {
        "number": delivery.number,
        "webhookId": delivery.news.webhook.webhook_id,
        "event": delivery.news.event,
        "at": delivery.at.isoformat(),
        "attempt": delivery.attempt,
        "status": delivery.status,
        "error": delivery.error,
        "body": delivery.news.body,
    }
