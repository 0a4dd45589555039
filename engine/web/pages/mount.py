"""
Where the pages begin: they are made when somebody first asks for one.
"""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from engine.web.declare import Office

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

_BEGINNINGS = ("/integrations", "/log-in", "/log-out", "/pages.css")


def with_pages(application: Wsgi, office: Office) -> Wsgi:
    """
    Return an application that answers for the pages too.

    They are an application of their own: a cookie, a session and a CSRF token are
    never asked of the JSON API, the custom store and webhooks.
    """
    made: list[Wsgi] = []
    lock = Lock()

    def pages() -> Wsgi:
        with lock:
            if not made:
                # Imported late: an engine that nobody looks at starts without.
                from engine.web.pages.app import build_pages  # noqa: PLC0415 - above

                made.append(build_pages(office))
        return made[0]

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/" or path.startswith(_BEGINNINGS):
            return pages()(environ, start_response)
        return application(environ, start_response)

    return answer
