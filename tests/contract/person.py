"""
Somebody at the pages of a fake, over plain HTTP: opens them and fills in forms.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import requests
from lxml import html

from emulators.cin7_core.service import PASSWORD, USERNAME


class Clerk:
    """
    A browser without a window.
    """

    def __init__(self, origin: str, *, language: str = "en") -> None:
        self._origin = origin
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept-Language"] = language
        self.status = 0
        self.url = ""
        self.page: Any = None

    def logs_in(self, user: str = USERNAME, password: str = PASSWORD) -> "Clerk":
        """
        Log in; the first page is open then.
        """
        self.opens("/log-in")
        return self.sends("/log-in", username=user, password=password)

    def opens(self, path: str) -> "Clerk":
        """
        Open a page.
        """
        return self._have(self._session.get(f"{self._origin}/ui{path}", timeout=10))

    def sends(self, action: str, /, **typed: str | Sequence[str]) -> "Clerk":
        """
        Fill in the form that is sent to a path, and send it.
        """
        return self._have(self._send(action, action, typed))

    def sends_to(
        self, target: str, form: str, /, **typed: str | Sequence[str]
    ) -> "Clerk":
        """
        Fill in a form, and press a button of it that sends it elsewhere.
        """
        return self._have(self._send(target, form, typed))

    def prints(self, action: str, /, **typed: str | Sequence[str]) -> bytes:
        """
        Fill in the form, and return the paper that opens.
        """
        return self._send(action, action, typed).content

    def fetches(self, path: str) -> bytes:
        """
        Return the paper that a link opens.
        """
        return self._session.get(f"{self._origin}/ui{path}", timeout=10).content

    def _send(
        self, address: str, action: str, typed: Mapping[str, str | Sequence[str]]
    ) -> requests.Response:
        target = f"/ui{action}"
        form = next(
            one
            for one in self.page.forms
            if one.method == "POST" and (one.action or self.path) == target
        )
        values = [
            (name, value) for name, value in form.form_values() if name not in typed
        ]
        for name, given in typed.items():
            all_given = [given] if isinstance(given, str) else given
            values += [(name, one) for one in all_given]
        url = f"{self._origin}/ui{address}"
        return self._session.post(url, data=values, timeout=10)

    def forges(self, action: str) -> "Clerk":
        """
        Send what no form of the page offers, with the token that the page has.
        """
        token = self.page.xpath("//input[@name='csrf_token']/@value")[0]
        url = f"{self._origin}/ui{action}"
        answer = self._session.post(url, data={"csrf_token": token}, timeout=10)
        return self._have(answer)

    @property
    def path(self) -> str:
        """
        The path of the page that is open.
        """
        return self.url.removeprefix(self._origin).partition("?")[0]

    @property
    def source(self) -> str:
        """
        The page as it was sent.
        """
        return str(html.tostring(self.page, encoding="unicode"))

    @property
    def text(self) -> str:
        """
        What can be read on the page.
        """
        return " ".join(self.page.text_content().split())

    @property
    def problem(self) -> str:
        """
        Why the form was refused.
        """
        return " ".join(self.page.xpath("//*[@role='alert']/text()"))

    def leads_to(self, path: str) -> str:
        """
        Return the address that a page sends the browser to, without going there.
        """
        answer = self._session.get(
            f"{self._origin}/ui{path}", allow_redirects=False, timeout=10
        )
        return answer.headers.get("Location", "")

    def _have(self, answer: requests.Response) -> "Clerk":
        self.status, self.url = answer.status_code, answer.url
        self.page = html.fromstring(answer.content)
        return self
