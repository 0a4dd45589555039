"""
Query parameters and pages, as all of V1's lists have them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from emulators.kit.operation import INTEGER, TEXT, Param, Reply, choice
from emulators.kit.paging import page_of
from emulators.shipstation.domain.errors import Unconvertible
from emulators.shipstation.domain.wire import parse_moment
from emulators.shipstation.profile import LargePage, PagesWhenSingle, Profile

DOCS = "https://www.shipstation.com/docs/api"

DATE = Param({"type": "string"}, parse_moment)
GUID = Param({"type": "string"}, str.lower)
PAGING: Mapping[str, Param] = {"page": INTEGER, "pageSize": INTEGER}

_USUAL_SIZE = 100
_MOST = 500

Item = TypeVar("Item")


def sorting(*keys: str) -> Mapping[str, Param]:
    """
    Return the two parameters that sort a list.
    """
    return {"sortBy": choice(*keys), "sortDir": choice("ASC", "DESC")}


def texts(*names: str) -> Mapping[str, Param]:
    """
    Return that many parameters of text.
    """
    return dict.fromkeys(names, TEXT)


def integers(*names: str) -> Mapping[str, Param]:
    """
    Return that many parameters of whole numbers.
    """
    return dict.fromkeys(names, INTEGER)


def dates(*names: str) -> Mapping[str, Param]:
    """
    Return that many parameters of dates.
    """
    return dict.fromkeys(names, DATE)


def paged(
    name: str,
    found: Sequence[Item],
    query: Mapping[str, Any],
    show: Callable[[Item], dict[str, Any] | None],
    *,
    profile: Profile,
    quirk: bool = False,
) -> Reply:
    """
    Answer one page of the list; only what is on the page is rendered.

    A size below 1 counts as the usual 100. Lists with the quirk count no page where all
    fits on one, if the profile has it so.

    Raises:
        Unconvertible: The page is larger than the profile lets it be.
    """
    size = _size(query.get("pageSize", _USUAL_SIZE), profile)
    page = page_of(found, number=max(query.get("page", 1), 1), size=size)
    pages = page.pages
    if pages == 1 and quirk and profile.pages_when_single is PagesWhenSingle.ZERO:
        pages = 0
    return Reply(
        200,
        {
            name: [show(item) for item in page.items],
            "total": page.total,
            "page": page.number,
            "pages": pages,
        },
    )


def _size(asked: int, profile: Profile) -> int:
    if asked > _MOST and profile.large_page is LargePage.REFUSED:
        error = Unconvertible(f"The most items on a page are {_MOST}.")
        error.parameter = "pageSize"
        raise error
    return min(asked, _MOST) if asked > 0 else _USUAL_SIZE
