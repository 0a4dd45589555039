"""
Windows, and the address that a store is called at.
"""

from datetime import UTC, datetime

import pytest

from emulators.kit.outbound import Answer
from emulators.shipstation.domain.custom_store_import import Window, window_of
from emulators.shipstation.domain.store_calls import CallFailed, StoreLine

NOW = datetime(2026, 3, 2, 18, 0, 30, tzinfo=UTC)
LAST = datetime(2026, 3, 2, 17, 45, 59, tzinfo=UTC)


class Echo:
    """
    A way out that keeps the address and answers with a status.
    """

    def __init__(self, status: int = 200) -> None:
        self.url = ""
        self.headers: dict[str, str] = {}
        self._status = status

    def send(
        self, method: str, url: str, *, headers: dict[str, str], body: bytes = b""
    ) -> Answer:
        """
        Keep what is sent.
        """
        del method, body
        self.url, self.headers = url, dict(headers)
        return Answer(self._status, "Odd", {}, b"")


def _line(
    echo: Echo, *, url: str = "https://shop.example/x", **changes: bool
) -> StoreLine:
    return StoreLine(
        url,
        "ada",
        "p w/ü",
        "Custom Store",
        changes.get("credentials_in_query", True),
        echo,  # type: ignore[arg-type]  # any mapping of headers will do
    )


@pytest.mark.parametrize(
    ("refreshed_to", "since", "start"),
    [
        (None, None, "01/31/2026 18:00"),
        (LAST, None, "03/02/2026 16:45"),
        (LAST, datetime(2026, 1, 5, 8, tzinfo=UTC), "01/05/2026 08:00"),
    ],
)
def test_a_window_begins_before_the_end_of_the_last(
    refreshed_to: datetime | None, since: datetime | None, start: str
) -> None:
    """
    The first one reaches back thirty days; seconds are cut off.
    """
    asked = window_of(refreshed_to, NOW, since=since).parameters(1)

    assert asked == {
        "action": "export",
        "start_date": start,
        "end_date": "03/02/2026 18:00",
        "page": "1",
    }


def test_the_address_has_lower_case_escapes_and_a_plus_for_a_space() -> None:
    """
    The credentials stand in the query as well as in the header.
    """
    echo = Echo()

    _line(echo).send("GET", Window(LAST, NOW).parameters(2))

    assert echo.url == (
        "https://shop.example/x?SS-UserName=ada&SS-Password=p+w%2f%c3%bc"
        "&action=export&start_date=03%2f02%2f2026+17%3a45"
        "&end_date=03%2f02%2f2026+18%3a00&page=2"
    )
    assert echo.headers["Authorization"].startswith("Basic ")


def test_an_address_with_a_query_is_gone_on_with() -> None:
    """
    And the credentials may be left to the header.
    """
    echo = Echo()

    _line(echo, url="https://shop.example/x?store=7", credentials_in_query=False).send(
        "GET", {"action": "export"}
    )

    assert echo.url == "https://shop.example/x?store=7&action=export"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "The remote server returned an error: (401) Unauthorized."),
        (500, "The remote server returned an error: (500) Internal Server Error."),
        (302, "The remote server returned an error: (302) Found."),
        (799, "The remote server returned an error: (799) Unknown."),
    ],
)
def test_a_failure_is_told_in_the_words_of_the_framework(
    status: int, sentence: str
) -> None:
    """
    The words beside a status are the standard's.
    """
    with pytest.raises(CallFailed) as failed:
        _line(Echo(status)).send("GET", {})

    assert str(failed.value) == sentence


def test_a_password_that_was_echoed_is_masked() -> None:
    """
    As it is, and as it stands in the query.
    """
    line = _line(Echo())

    assert line.masked("bad p w/ü in p+w%2f%c3%bc") == "bad *** in ***"
    assert "p w/" not in repr(line)
