"""
The words on the fakes' pages.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from emulators.cin7_core.pages.words import GERMAN as CIN7_CORE
from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import WallClock
from emulators.kit.pages import words
from emulators.kit.pages.site import Entry
from emulators.kit.service import Service
from emulators.shipstation.pages.words import GERMAN as SHIPSTATION
from emulators.shipstation.service import ShipStation

_SAID = re.compile(r"""_\(\s*"([^"]+)\"""")
_KIT = Path(words.__file__).parent / "templates"


def _entries(menu: Sequence[Entry]) -> Iterator[str]:
    for entry in menu:
        yield entry.label
        yield from _entries(entry.below)


def _said(folder: Path) -> set[str]:
    pages = folder.glob("*.html")
    return {one for page in pages for one in _SAID.findall(page.read_text("utf-8"))}


@pytest.mark.parametrize(
    ("service", "german"), [(Cin7Core, CIN7_CORE), (ShipStation, SHIPSTATION)]
)
def test_whatever_a_page_says_it_says_in_german(
    service: type[Service[object]], german: dict[str, str]
) -> None:
    """
    Each sentence of a template and each entry of the menu has German.
    """
    clock = WallClock()
    site = service(clock).site()
    clock.close()

    said = _said(site.templates) | _said(_KIT) | set(_entries(site.menu))

    assert set() == said - set(german) - set(words.GERMAN)
