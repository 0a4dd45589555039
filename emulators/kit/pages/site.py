"""
The pages of one vendor: its templates, its menu, its words and its log-in.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from emulators.kit.pages.page import Page, Visitor

PREFIX = "/ui"


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One entry of the menu; one without a path is the heading of what is below it.
    """

    label: str
    path: str = ""
    below: Sequence["Entry"] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """
    What the pages of a vendor are made of.

    Attributes:
        name: Of the service; the cookie of the session is called after it.

        title: What a person calls the vendor.

        templates: The folder of the vendor's templates.

        modules: Have the pages.

        german: What each English sentence of the templates is in German.

        home: The page after the log-in.

        sign_in: Finds who has a user name and password.

        is_in: Tells whether who has signed in still belongs there.

        sentence: Finds the sentence in a refusal's body.
    """

    name: str
    title: str
    templates: Path
    modules: Sequence[ModuleType]
    menu: Sequence[Entry]
    german: Mapping[str, str]
    home: str
    sign_in: Callable[[str, str], Visitor | None]
    is_in: Callable[[Visitor], bool]
    sentence: Callable[[Any], str]

    def pages(self) -> Iterator[Page]:
        """
        Yield all pages.
        """
        for module in self.modules:
            yield from (one for one in vars(module).values() if isinstance(one, Page))
