"""
One declaration for each page, and what a page can answer.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, flash, g, make_response, redirect, render_template, session

from engine.web.pages.visit import Visit

ROOT = "/integrations/shipstation"

_MOST_TOLD = 8
_LONGEST = 240

View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page of an organisation, below `ROOT`; its view gets the visit first.
    """

    method: str
    path: str
    view: View


class Pages(list[Page]):
    """
    The declared pages of one module.
    """

    def get(self, path: str) -> Callable[[View], View]:
        """
        Return a decorator that adds what is looked at.
        """
        return self._declare("GET", path)

    def post(self, path: str) -> Callable[[View], View]:
        """
        Return a decorator that adds what is done, and then looked at elsewhere.
        """
        return self._declare("POST", path)

    def _declare(self, method: str, path: str) -> Callable[[View], View]:
        def added(view: View) -> View:
            self.append(Page(method, path, view))
            return view

        return added


def at(*parts: str, **query: Any) -> str:
    """
    Return the address of a page of this organisation; each part is one of the path.
    """
    path = "".join(f"/{quote(part, safe='')}" for part in parts)
    told = {name: value for name, value in query.items() if value not in {None, ""}}
    visit: Visit | None = g.get("visit")
    if visit is not None:
        told = {"account": visit.account, **told}
    return f"{ROOT}{path}?{urlencode(told)}" if told else f"{ROOT}{path}"


def shown(template: str, code: int = 200, /, **told: Any) -> Response:
    """
    Return the page.
    """
    return make_response(render_template(template, **told), code)


def go_to(*parts: str, **query: Any) -> Response:
    """
    Send the browser to another page of the organisation, which it gets.
    """
    return make_response(redirect(at(*parts, **query), 303))


def tell(sentence: str, *, kind: str = "done", is_english: bool = False) -> None:
    """
    Let the next page begin with a sentence: *done*, *warning* or *problem*.

    *is_english*: It is, whatever language the page is in. Sentences travel in the
    cookie, which holds so many of so many letters; what is left out is in the log.
    """
    if len(session.get("_flashes", ())) < _MOST_TOLD:
        short = textwrap.shorten(sentence, _LONGEST, placeholder=" …")
        flash(short, f"{kind} english" if is_english else kind)
