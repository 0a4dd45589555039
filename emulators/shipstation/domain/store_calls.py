"""
How ShipStation calls a custom store: address, credentials, and words for failures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote_plus

from emulators.kit.basic import authorization
from emulators.kit.outbound import Answer, Outbound, Unreachable
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import Impossible
from emulators.shipstation.domain.stores import CIN7_CORE, Store
from emulators.shipstation.profile import CredentialsInQuery

_ESCAPE = re.compile("%[0-9A-F]{2}")
_NOT_REACHED = "Unable to connect to the remote server"
_SEVERAL = "Error: (300) Multiple Choices Redirect."


class CallFailed(RuntimeError):
    """
    A store did not do what it was asked; the sentence is what people see.
    """


@dataclass(frozen=True, slots=True)
class StoreLine:
    """
    The way to one store, as it was set when the call began.
    """

    url: str
    username: str
    password: str = field(repr=False)
    tile: str
    credentials_in_query: bool
    outbound: Outbound = field(repr=False)

    def send(
        self,
        method: str,
        parameters: Mapping[str, str],
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """
        Call the store and return its answer, if that has a status of success.

        Raises:
            CallFailed: It did not answer, or refused.
        """
        try:
            answer = self.outbound.send(
                method,
                self._address(parameters),
                headers={
                    "Authorization": authorization(self.username, self.password),
                    **(headers or {}),
                },
                body=body,
            )
        except Unreachable:
            raise CallFailed(_NOT_REACHED) from None
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return answer
        raise CallFailed(self._complaint(answer))

    def masked(self, sentence: str) -> str:
        """
        Return what quotes the store without the password, should it have echoed it.
        """
        for secret in (self.password, _encoded(self.password)):
            if secret:
                sentence = sentence.replace(secret, "***")
        return sentence

    def _address(self, parameters: Mapping[str, str]) -> str:
        asked = dict(parameters)
        if self.credentials_in_query:
            asked = {
                "SS-UserName": self.username,
                "SS-Password": self.password,
                **asked,
            }
        query = "&".join(f"{name}={_encoded(text)}" for name, text in asked.items())
        return f"{self.url}{'&' if '?' in self.url else '?'}{query}"

    def _complaint(self, answer: Answer) -> str:
        if answer.status == HTTPStatus.MULTIPLE_CHOICES and self.tile == CIN7_CORE:
            return _SEVERAL
        try:
            reason = HTTPStatus(answer.status).phrase
        except ValueError:
            reason = "Unknown"
        status = f"({answer.status}) {reason}".rstrip()
        return f"The remote server returned an error: {status}."


def line_to(account: Account, store: Store) -> StoreLine:
    """
    Return the way to the store.

    Raises:
        Impossible: It has no address.
    """
    url = account.stores.address_of(store)
    if store.tile is None or not url:
        raise Impossible(f"store {store.name} has no address to call")
    sent = account.profile.credentials_in_query is CredentialsInQuery.SENT
    return StoreLine(
        url, store.username, store.password, store.tile.name, sent, account.outbound
    )


def _encoded(text: str) -> str:
    """
    Return the text as a query has it, with the lower-case escapes of ShipStation.
    """
    return _ESCAPE.sub(lambda escape: escape[0].lower(), quote_plus(text))
