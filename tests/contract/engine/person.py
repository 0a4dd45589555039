"""
A person with a browser that has no JavaScript: pages, links, forms and cookies.
"""

from typing import Any
from urllib.parse import urljoin

import requests
from lxml import html

from harness.bench import MAIN_LOGIN

ROOT = "/integrations/shipstation"


class Person:
    """
    Somebody at the engine's pages.

    Attributes:
        answer: What came last.
    """

    def __init__(self, url: str, *, language: str = "en") -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept-Language"] = language
        self.answer = requests.Response()

    def close(self) -> None:
        """
        Close the browser.
        """
        self._session.close()

    def opens(self, path: str = "", **query: str) -> "Person":
        """
        Open a page below *Integrations > ShipStation*.
        """
        return self._went("GET", f"{self._url}{ROOT}{path}", params=query)

    def logs_in(
        self, username: str = MAIN_LOGIN.username, password: str = MAIN_LOGIN.password
    ) -> "Person":
        """
        Log in, as the main user unless told.
        """
        self._went("GET", f"{self._url}/log-in")
        return self.presses("Log in", username=username, password=password)

    def presses(self, button: str, **typed: str | None) -> "Person":
        """
        Press the button, after fields of its form were filled; nothing empties one.
        """
        [pressed, *_] = [
            one
            for one in self.page.iter("button")
            if button in {_text(one), one.get("aria-label")}
        ]
        form: Any = next(pressed.iterancestors("form"))
        values = [pair for pair in form.form_values() if pair[0] not in typed]
        values += [(name, told) for name, told in typed.items() if told is not None]
        if pressed.get("name"):
            values.append((pressed.get("name"), pressed.get("value")))
        address = urljoin(self.answer.url, form.get("action"))
        if form.get("method") == "get":
            return self._went("GET", address.partition("?")[0], params=values)
        return self._went("POST", address, data=values)

    def posts(self, path: str, **fields: str) -> "Person":
        """
        Send a form that no page has.
        """
        return self._went("POST", f"{self._url}{path}", data=fields)

    def follows(self, link: str) -> "Person":
        """
        Follow the link with these words.
        """
        [found, *_] = [one for one in self.page.iter("a") if _text(one) == link]
        return self._went("GET", urljoin(self.answer.url, found.get("href")))

    @property
    def page(self) -> Any:
        """
        Return the page that is shown.
        """
        return html.fromstring(self.answer.content)

    @property
    def said(self) -> list[str]:
        """
        Return the sentences that the page begins with.
        """
        return [_text(one) for one in self.page.find_class("said")]

    @property
    def tabs(self) -> list[str]:
        """
        Return the words on the tabs.
        """
        return [_text(one) for one in self.all("//nav//a")]

    @property
    def buttons(self) -> list[str]:
        """
        Return the words on the buttons of the content that can be pressed.
        """
        return [
            _text(one)
            for one in self.all("//main//button")
            if one.get("disabled") is None
            and not any("disabled" in up.attrib for up in one.iterancestors("fieldset"))
        ]

    @property
    def links(self) -> list[str]:
        """
        Return the words on the links of the content.
        """
        return [_text(one) for one in self.all("//main//a")]

    @property
    def text(self) -> str:
        """
        Return all that can be read.
        """
        return _text(self.page.find("body"))

    def all(self, path: str) -> list[Any]:
        """
        Return the elements of the page that an XPath names.
        """
        return list(self.page.xpath(path))

    def value(self, name: str) -> str:
        """
        Return what stands in a field.
        """
        [found] = self.all(f"//main//*[@name='{name}']")
        if found.tag == "textarea":
            return str(found.text or "").lstrip("\n")
        if found.tag == "select":
            return str(found.value)
        return str(found.get("value", ""))

    def _went(self, method: str, address: str, **told: Any) -> "Person":
        self.answer = self._session.request(method, address, timeout=30, **told)
        return self


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
