"""
A person with a browser, at the pages of all three places.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.browser import Browser

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Response


_SERVER_FAILED = 500
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Entrance:
    """
    Where the pages of a place begin, and who comes in.
    """

    url: str
    username: str
    password: str = field(repr=False)


class NotOnPage(AssertionError):
    """
    A page has no such button, field or link.
    """


class AtPages:
    """
    What a person presses, types and reads.

    Args:
        entrances: Finds the entrance of a place by its name.

        settle: Returns when what was started by a click is done.

    Attributes:
        faults: What went wrong in the browser, or in a server behind it.
    """

    def __init__(
        self,
        browser: Browser,
        entrances: Callable[[str], Entrance],
        settle: Callable[[], None],
    ) -> None:
        self._browser = browser
        self._entrances = entrances
        self._settle = settle
        self._language = "en-GB"
        self._page: Page | None = None
        self._inside: set[str] = set()
        self.faults: list[str] = []

    def speaks(self, language: str) -> None:
        """
        Ask for pages in a language, such as ``de-DE``.
        """
        self.close()
        self._language = language

    def close(self) -> None:
        """
        Close the window, and be forgotten by all places.
        """
        if self._page is not None:
            self._browser.do(self._page.context.close)
        self._page = None
        self._inside.clear()

    # What a person does

    def opens(self, way: str, place: str) -> None:
        """
        Sign in, if need be, and follow the menu: ``Settings > Account``.
        """
        self._do(self._open, way, place)

    def goes_to(self, path: str, place: str) -> None:
        """
        Sign in, if need be, and open the page of a path.
        """
        self._do(self._go_to, path, place)

    def presses(self, name: str) -> None:
        """
        Press the button, or follow the link, of this name.
        """
        self._do(self._press, name)
        self._settle()

    def types(self, text: str, label: str) -> None:
        """
        Type into the field of this label.
        """
        self._do(lambda page: self._labelled(page, label).fill(text))

    def chooses(self, option: str, label: str) -> None:
        """
        Choose from the list of this label.
        """
        self._do(lambda page: self._labelled(page, label).select_option(label=option))

    def ticks(self, label: str) -> None:
        """
        Tick the box, or choose the one of several, of this label.
        """
        self._do(lambda page: self._labelled(page, label).check())

    # What a person sees

    def sees(self, text: str) -> bool:
        """
        Tell whether the page has the text, after another look at what takes its time.
        """
        return bool(self._do(self._see, text))

    def text(self) -> str:
        """
        Return what can be read on the page.
        """
        return str(self._do(lambda page: page.inner_text("body")))

    def paper(self, name: str) -> bytes:
        """
        Return the PDF that a link of this name opens.

        Raises:
            NotOnPage: It opens something else.
        """
        return bytes(self._do(self._open_paper, name))

    def leads_to(self, name: str) -> str:
        """
        Return the address that a link of this name leads to.
        """
        return str(self._do(self._address, name))

    def barriers(self) -> list[str]:
        """
        Return what axe says bars people with disabilities from the page.
        """
        return list(self._do(_barriers))

    def width(self, pixels: int) -> int:
        """
        Return how wide the page is in a window of so many pixels.
        """
        return int(self._do(_width, pixels))

    def picture(self) -> bytes | None:
        """
        Return a PNG of the whole page; nothing where no page was opened.
        """
        if self._page is None:
            return None
        return bytes(self._do(lambda page: page.screenshot(full_page=True)))

    # In the browser's thread

    def _do(self, work: Callable[..., Any], *given: Any) -> Any:
        return self._browser.do(self._with_page, work, given)

    def _with_page(self, work: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        if self._page is None:
            self._page = self._browser.window(self._language)
            self._page.on("response", self._note)
            self._page.on("pageerror", lambda error: self.faults.append(str(error)))
        return work(self._page, *given)

    def _note(self, response: "Response") -> None:
        if response.status >= _SERVER_FAILED:
            self.faults.append(f"{response.status} from {response.url}")

    def _open(self, page: "Page", way: str, place: str) -> None:
        self._enter(page, place)
        for name in re.split(r"\s*>\s*", way):
            link = page.get_by_role("link", name=name, exact=True)
            if link.count():
                self._click(page, link)
            elif not page.get_by_text(name, exact=True).count():
                raise NotOnPage(f"{page.url} has nothing called {name!r}")

    def _go_to(self, page: "Page", path: str, place: str) -> None:
        self._enter(page, place)
        page.goto(self._entrances(place).url.rstrip("/") + path)

    def _enter(self, page: "Page", place: str) -> None:
        entrance = self._entrances(place)
        page.goto(entrance.url)
        if page.locator("input[name=password]").count() and place not in self._inside:
            page.locator("input[name=username]").fill(entrance.username)
            page.locator("input[name=password]").fill(entrance.password)
            self._click(page, page.locator("main button"))
        self._inside.add(place)

    def _press(self, page: "Page", name: str) -> None:
        for role in ("button", "link"):
            found = page.get_by_role(role, name=name, exact=True)
            if found.count():
                self._click(page, found)
                return
        raise NotOnPage(f"{page.url} has no button and no link {name!r}")

    def _click(self, page: "Page", found: "Locator") -> None:
        """
        Click, and return when the page that this leads to can be read.
        """
        found.first.click()
        page.wait_for_load_state()

    def _labelled(self, page: "Page", label: str) -> "Locator":
        found = page.get_by_label(label, exact=True)
        if not found.count():
            raise NotOnPage(f"{page.url} has no field {label!r}")
        return found.first

    def _see(self, page: "Page", text: str) -> bool:
        if text in _read(page):
            return True
        page.reload()
        return text in _read(page)

    def _address(self, page: "Page", name: str) -> str:
        link = page.get_by_role("link", name=name, exact=True).first
        return str(link.evaluate("link => link.href"))

    def _open_paper(self, page: "Page", name: str) -> bytes:
        answer = page.context.request.get(self._address(page, name))
        kind = answer.headers.get("content-type", "")
        if not answer.ok or kind != _PDF:
            raise NotOnPage(f"{name!r} opens {kind or answer.status}, and no PDF")
        return answer.body()


def _read(page: "Page") -> str:
    """
    Return the words of a page, also those in its fields.
    """
    fields = page.locator("input:not([type=hidden]), textarea, option:checked")
    return (
        page.inner_text("body")
        + "\n"
        + "\n".join(
            fields.evaluate_all("all => all.map(one => one.value + '\\n' + one.text)")
        )
    )


def _barriers(page: "Page") -> list[str]:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  # may lack

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:120]}"
        for one in found
        for node in one["nodes"]
    ]


def _width(page: "Page", pixels: int) -> int:
    page.set_viewport_size({"width": pixels, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth"))
