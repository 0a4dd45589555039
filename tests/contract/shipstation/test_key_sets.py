"""
API keys by today's account settings.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from emulators.kit.control_client import ControlRefused
from harness.actors import AtShipStation
from tests.contract.shipstation.bench import Bench


@pytest.fixture
def owner(bench: Bench) -> Iterator[AtShipStation]:
    """
    Return the owner of an account that has today's screens, and one set.
    """
    person = AtShipStation(bench.server.origin)
    person.has_todays_key_screens()
    yield person
    person.close()


def is_served(owner: AtShipStation, pair: tuple[str, str]) -> bool:
    """
    Tell whether a service with the pair is served.
    """
    return owner.another_service(*pair).is_served()


def test_a_set_expires_on_its_date_which_is_announced(
    bench: Bench, owner: AtShipStation
) -> None:
    """
    P04: by mail and at the screen a month before; then the answer is 401.
    """
    pair = owner.makes_key_set(months=3)
    begun_at = bench.clock.now()
    made = owner.key_sets()["sets"][-1]
    bench.clock.advance(timedelta(days=61).total_seconds())
    quiet = [mail["subject"] for mail in owner.owner_mails()]
    bench.clock.advance(timedelta(days=2).total_seconds())
    told = [mail["subject"] for mail in owner.owner_mails()]
    screen = owner.key_sets()["sentence"]
    before = is_served(owner, pair)
    bench.clock.advance(timedelta(days=30).total_seconds())

    assert (made["apiKey"], made["createDate"]) == (pair[0], begun_at.isoformat())
    assert made["expirationDate"] == "2026-06-02T18:00:30+00:00"
    assert quiet == ["Verify your request for new API keys"]
    assert told == [*quiet, "Your API keys expire on 02 June 2026"]
    assert f"The key set {pair[0]} expires on 02 June 2026." in screen
    assert (before, is_served(owner, pair)) == (True, False)
    assert "has expired on 02 June 2026" in owner.key_sets()["sentence"]


def test_a_set_that_was_deleted_is_not_announced(
    bench: Bench, owner: AtShipStation
) -> None:
    """
    Nobody has to do anything about it.
    """
    pair = owner.makes_key_set(months=3)
    owner.deletes_key_set(pair[0])
    bench.clock.advance(timedelta(days=100).total_seconds())

    assert [mail["subject"] for mail in owner.owner_mails()] == [
        "Verify your request for new API keys"
    ]


def test_a_third_set_needs_one_of_the_two_deleted(owner: AtShipStation) -> None:
    """
    P06: both are good until then, and the one that is kept stays so.
    """
    first = owner.api_keys()
    second = owner.makes_key_set()
    with pytest.raises(ControlRefused, match="delete one of them"):
        owner.asks_for_key_set()
    both = (is_served(owner, first), is_served(owner, second))

    owner.deletes_key_set(first[0])
    third = owner.makes_key_set()

    assert both == (True, True)
    assert [is_served(owner, one) for one in (first, second, third)] == [
        False,
        True,
        True,
    ]


def test_without_the_link_no_set_is_made(owner: AtShipStation) -> None:
    """
    P07: a link is good once; two that were mailed do not make a third set.
    """
    owner.asks_for_key_set(months=6)
    owner.asks_for_key_set(months=6)
    waiting = owner.key_sets()["sets"]
    first, second = (mail["link"] for mail in owner.owner_mails())
    owner.follows_mailed_link()

    assert len(waiting) == 1
    assert first != second
    assert len(owner.key_sets()["sets"]) == 2
    with pytest.raises(ControlRefused, match="two key sets"):
        owner.follows_mailed_link()
    owner.deletes_key_set(owner.api_keys()[0])
    with pytest.raises(ControlRefused, match="could not be found"):
        owner.follows_mailed_link()


def test_the_secret_is_shown_once(owner: AtShipStation) -> None:
    """
    When the link is followed; the list has the key alone.
    """
    key, secret = owner.makes_key_set()

    shown = owner.key_sets()
    assert [one["apiKey"] for one in shown["sets"]][-1] == key
    assert secret not in str(shown)


@pytest.mark.parametrize("months", [0, 5, 24])
def test_a_set_is_good_for_three_six_or_twelve_months(
    owner: AtShipStation, months: int
) -> None:
    """
    Nothing else can be chosen.
    """
    with pytest.raises(ControlRefused):
        owner.asks_for_key_set(months=months)


def test_each_account_has_one_kind_of_screen(
    bench: Bench, owner: AtShipStation
) -> None:
    """
    The other one says which it has.
    """
    with pytest.raises(ControlRefused, match="two_pairs"):
        owner.regenerates_keys()
    owner.is_known_for("key_screens", "one_pair")
    with pytest.raises(ControlRefused, match="one_pair"):
        owner.makes_key_set()

    old = owner.api_keys()
    pair = bench.control.screen("POST", "/api-keys/regenerate")
    assert (pair["apiKey"] != old[0], is_served(owner, old)) == (True, False)
