"""
The courier takes the news of an account to its webhooks.

What it sends, and when: an attempt a minute after the event, then five more with
longer and longer pauses. It works on the clock's thread, and without the account's
lock while it calls out.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

import msgspec

from emulators.cin7_core.domain.webhook import Webhook, Webhooks
from emulators.cin7_core.profile import Profile, WebhookCopies, WebhookSuccess
from emulators.kit.agenda import Agenda, deed
from emulators.kit.outbound import Outbound, Unreachable
from emulators.kit.service import Surroundings
from emulators.kit.state import StateLock

PAUSES_MINUTES = (1, 5, 10, 15, 20, 25)
MOST_DELIVERIES = 1000
_SECONDS = 60

_encode = msgspec.json.Encoder(decimal_format="number").encode


@dataclass(frozen=True, slots=True)
class Letter:
    """
    One event for one webhook.

    Attributes:
        attempt: Counts from 1.
    """

    webhook_id: str
    type: str
    body: Any
    payload: bytes
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One attempt, as it went.

    Attributes:
        status: What the other side answered; None without an answer.

        error: Why it does not count as delivered; None where it does.
    """

    letter: Letter
    at: datetime
    status: int | None
    error: str | None


class Courier:
    """
    Delivers the events of one account.

    Attributes:
        deliveries: The latest attempts, oldest first.

        profile: What counts as delivered, and how many copies are sent.
    """

    _webhooks: Webhooks
    _agenda: Agenda
    _outbound: Outbound
    _lock: StateLock
    deliveries: deque[Delivery]
    profile: Profile

    def __init__(self, webhooks: Webhooks, surroundings: Surroundings) -> None:
        self._webhooks = webhooks
        self._agenda = surroundings.agenda
        self._outbound = surroundings.outbound
        self._lock = surroundings.lock
        self.deliveries = deque(maxlen=MOST_DELIVERIES)
        self.profile = Profile()

    def announce(self, kind: str, render: Callable[[], Any]) -> None:
        """
        Let everybody know who listens to this type; the body is made only for them.
        """
        listening = self._webhooks.listening(kind)
        if listening:
            body = render()
            payload = _encode(body)
            copies = 2 if self.profile.webhook_copies is WebhookCopies.TWO else 1
            for webhook in listening:
                for _ in range(copies):
                    self._plan(Letter(webhook.id, kind, body, payload))

    def _plan(self, letter: Letter) -> None:
        self._agenda.after(
            PAUSES_MINUTES[letter.attempt - 1] * _SECONDS,
            f"webhook {letter.type}, attempt {letter.attempt}",
            attempt,
            self,
            letter,
        )

    def attempt(self, letter: Letter) -> None:
        """
        Send the letter, unless nobody waits for it any more.
        """
        with self._lock:
            webhook = self._webhooks.get(letter.webhook_id)
        if webhook is None or not webhook.is_active or webhook.type != letter.type:
            return
        status, error = self._send(webhook, letter.payload)
        with self._lock:
            now = self._agenda.now()
            self.deliveries.append(Delivery(letter, now, status, error))
            if error is not None:
                self._try_again(letter)

    def _send(self, webhook: Webhook, payload: bytes) -> tuple[int | None, str | None]:
        try:
            answer = self._outbound.send(
                "POST", webhook.url, headers=webhook.request_headers(), body=payload
            )
        except Unreachable as error:
            return None, str(error)
        only_ok = self.profile.webhook_success is WebhookSuccess.ONLY_200
        beyond = HTTPStatus.CREATED if only_ok else HTTPStatus.MULTIPLE_CHOICES
        if HTTPStatus.OK <= answer.status < beyond:
            return answer.status, None
        return answer.status, f"{answer.status} {answer.reason}".strip()

    def _try_again(self, letter: Letter) -> None:
        if letter.attempt < len(PAUSES_MINUTES):
            self._plan(replace(letter, attempt=letter.attempt + 1))
        else:
            self._webhooks.deactivate(letter.webhook_id)


@deed
def attempt(courier: Courier, letter: Letter) -> None:
    """
    Send the letter, unless nobody waits for it any more.
    """
    courier.attempt(letter)


def delivery_document(delivery: Delivery) -> dict[str, Any]:
    """
    Return what the screen shows of an attempt.
    """
    letter = delivery.letter
    return {
        "webhook": letter.webhook_id,
        "type": letter.type,
        "at": delivery.at.isoformat(),
        "attempt": letter.attempt,
        "status": delivery.status,
        "error": delivery.error,
        "body": letter.body,
    }
