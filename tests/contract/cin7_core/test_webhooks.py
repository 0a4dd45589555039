"""
Webhooks: how they are kept, and when and how they are called.
"""

from typing import Any

import pytest

from emulators.cin7_core.domain.webhook import NAMES
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import Json, Refusal, Shop, hook

MINUTE = 60


def attempts(control: ControlClient) -> list[Json]:
    """
    Return what the screen says of the deliveries.
    """
    return list(control.screen("GET", "/webhooks/deliveries")["deliveries"])


def test_a_webhook_is_made_changed_and_taken_away(shop: Shop) -> None:
    """
    Each answer is the list of what it is about; a change replaces the whole.
    """
    made = hook(
        shop,
        "https://shop.example/hook",
        ExternalAuthorizationType="basicauth",
        ExternalUserName="till",
        ExternalPassword="open",
        ExternalHeaders=[{"Key": "X-Shop", "Value": "north"}],
    )
    change = {
        "ID": made["ID"].upper(),
        "Type": "Sale/Voided",
        "IsActive": "false",
        "ExternalURL": "https://shop.example/other",
        "ExternalAuthorizationType": "noauth",
    }
    [changed] = shop.ask("PUT", "webhooks", change)["Webhooks"]
    listed = shop.ask("GET", "webhooks")["Webhooks"]
    gone = shop.ask("DELETE", "webhooks", ID=made["ID"])

    assert ("Sale has been created", True, "till", "open") == (
        made["Name"],
        made["IsActive"],
        made["ExternalUserName"],
        made["ExternalPassword"],
    )
    assert [changed] == listed
    assert ("Sale/Voided", False, "", []) == (
        changed["Type"],
        changed["IsActive"],
        changed["ExternalPassword"],
        changed["ExternalHeaders"],
    )
    assert {"Webhooks": []} == gone == shop.ask("GET", "webhooks")


@pytest.mark.parametrize("kind", NAMES)
def test_every_type_is_taken(shop: Shop, kind: str) -> None:
    """
    Also those of what this fake does not have.
    """
    assert kind == hook(shop, "https://shop.example/hook", kind)["Type"]


def test_there_are_thirty_two_types() -> None:
    """
    As many as are documented.
    """
    assert 32 == len(NAMES)


def test_five_of_a_type_are_enough(shop: Shop) -> None:
    """
    A sixth is refused; one of another type, or one that is changed, is not.
    """
    five = [hook(shop, f"https://shop.example/{n}") for n in range(5)]

    with pytest.raises(Refusal, match="5 webhooks of type Sale/Created"):
        hook(shop, "https://shop.example/6")
    other = hook(shop, "https://shop.example/7", "Sale/Voided")
    with pytest.raises(Refusal, match="5 webhooks of type Sale/Created"):
        shop.ask("PUT", "webhooks", {**other, "Type": "Sale/Created"})
    shop.ask("PUT", "webhooks", five[0])
    assert 6 == len(shop.ask("GET", "webhooks")["Webhooks"])


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"Type": "Sale/Sunk"}, "Type is invalid"),
        ({"ExternalURL": "ftp://shop.example"}, "ExternalURL is invalid"),
        ({"ExternalURL": "https://"}, "ExternalURL is invalid"),
        ({"ExternalURL": "https://a..b/"}, "ExternalURL is invalid"),
        (
            {"ExternalAuthorizationType": "basicauth"},
            "Required attribute 'ExternalUserName' not provided",
        ),
        (
            {"ExternalAuthorizationType": "bearerauth"},
            "Required attribute 'ExternalBearerToken' not provided",
        ),
        ({"ExternalHeaders": [{"Key": "X\r\n", "Value": ""}]}, "Key is invalid"),
        ({"ExternalHeaders": [{"Key": "X", "Value": "ä"}]}, "Value is invalid"),
    ],
    ids=str,
)
def test_what_cannot_be_called_is_refused(
    shop: Shop, change: dict[str, Any], text: str
) -> None:
    """
    An address or header that no call could be made with, a login that lacks a part.
    """
    with pytest.raises(Refusal) as refused:
        hook(shop, **{"url": "https://shop.example", **_argument(change)})

    assert text == refused.value.text


def _argument(change: dict[str, Any]) -> dict[str, Any]:
    names = {"Type": "kind", "ExternalURL": "url"}
    return {names.get(key, key): value for key, value in change.items()}


def test_an_unknown_webhook_is_refused(shop: Shop) -> None:
    """
    To change it or to take it away.
    """
    made = hook(shop, "https://shop.example/hook")
    shop.ask("DELETE", "webhooks", ID=made["ID"])

    with pytest.raises(Refusal, match="not found"):
        shop.ask("DELETE", "webhooks", ID=made["ID"])
    with pytest.raises(Refusal, match="not found"):
        shop.ask("PUT", "webhooks", made)


def test_a_call_comes_a_minute_after_the_event(
    shop: Shop, listener: Listener, clock: VirtualClock, control: ControlClient
) -> None:
    """
    Not in the call that made the event; the screen and the journal keep it.
    """
    made = hook(shop, listener.url)
    sale = shop.sale()
    clock.advance(59)
    early = list(listener.heard)
    clock.advance(1)

    [heard] = listener.heard
    [attempt] = attempts(control)
    sent = [one for one in control.do("journal")["exchanges"] if one["by"] == "vendor"]
    assert [] == early
    assert "/hook" == heard.path
    assert heard.headers["content-type"].startswith("application/json")
    assert "authorization" not in heard.headers
    assert {
        "SaleID": sale["ID"],
        "SaleOrderNumber": "SO-00001",
        "CustomerName": "Kestrel Cycles",
        "CustomerContactName": "J. Ash",
        "CustomerContactEmail": "j@kestrel.example",
        "SaleRepEmail": "",
        "SaleOrderDate": "2026-03-02",
        "TaskTypeSign": "0",
        "IsServiceOnly": "0",
        "DownloadLink": None,
        "EventType": "Sale/Created",
    } == heard.body
    assert {
        "webhook": made["ID"],
        "type": "Sale/Created",
        "at": "2026-03-02T09:01:00+00:00",
        "attempt": 1,
        "status": 200,
        "error": None,
        "body": heard.body,
    } == attempt
    assert [("POST", listener.url, 200)] == [
        (one["method"], one["path"], one["status"]) for one in sent
    ]


@pytest.mark.parametrize(
    ("more", "authorization"),
    [
        (
            {
                "ExternalAuthorizationType": "basicauth",
                "ExternalUserName": "till",
                "ExternalPassword": "open",
            },
            "Basic dGlsbDpvcGVu",
        ),
        (
            {
                "ExternalAuthorizationType": "bearerauth",
                "ExternalBearerToken": "quayside",
            },
            "Bearer quayside",
        ),
    ],
    ids=["basic", "bearer"],
)
def test_a_call_authenticates_itself(
    shop: Shop,
    listener: Listener,
    clock: VirtualClock,
    more: dict[str, Any],
    authorization: str,
) -> None:
    """
    As the webhook says, with its own headers besides.
    """
    headers = [{"Key": "X-Secret", "Value": "tide table"}]
    hook(shop, listener.url, ExternalHeaders=headers, **more)
    shop.sale()
    clock.advance(MINUTE)

    [heard] = listener.heard
    assert authorization == heard.headers["authorization"]
    assert "tide table" == heard.headers["x-secret"]


def test_a_token_is_never_shown_and_lost_by_who_sends_back_what_he_read(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    Reading and writing back wipes it.
    """
    made = hook(
        shop,
        listener.url,
        ExternalAuthorizationType="bearerauth",
        ExternalBearerToken="quayside",
    )
    [read] = shop.ask("GET", "webhooks")["Webhooks"]
    shop.ask("PUT", "webhooks", read)
    shop.sale()
    clock.advance(MINUTE)

    assert ("", "") == (made["ExternalBearerToken"], read["ExternalBearerToken"])
    assert "Bearer" == listener.heard[0].headers["authorization"].strip()


def test_a_failing_webhook_is_tried_six_times_and_deactivated(
    shop: Shop, listener: Listener, clock: VirtualClock, control: ControlClient
) -> None:
    """
    Each pause is longer; afterwards nothing is sent until somebody wakes it.
    """
    made = hook(shop, listener.url)
    listener.status = 500
    shop.sale()
    clock.advance(75 * MINUTE)
    before = shop.ask("GET", "webhooks")["Webhooks"][0]["IsActive"]
    clock.advance(MINUTE)
    after = shop.ask("GET", "webhooks")["Webhooks"][0]["IsActive"]
    shop.sale()
    clock.advance(120 * MINUTE)
    quiet = len(listener.heard)
    listener.status = 204
    shop.ask("PUT", "webhooks", made)
    shop.sale()
    clock.advance(MINUTE)

    tried = attempts(control)
    assert ["01", "06", "16", "31", "51", "16"] == [a["at"][14:16] for a in tried[:6]]
    assert [1, 2, 3, 4, 5, 6, 1] == [one["attempt"] for one in tried]
    assert {"500 Internal Server Error"} == {one["error"] for one in tried[:6]}
    assert (204, None) == (tried[6]["status"], tried[6]["error"])
    assert (True, False, 6) == (before, after, quiet)
    assert "SO-00003" == listener.heard[-1].body["SaleOrderNumber"]


def test_a_webhook_that_recovers_is_not_tried_again(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    The second attempt brings the same body.
    """
    hook(shop, listener.url)
    listener.status = 302
    shop.sale()
    clock.advance(MINUTE)
    listener.status = 200
    clock.advance(120 * MINUTE)

    first, second = listener.bodies()
    assert first == second


def test_nobody_there_counts_as_a_failure(
    shop: Shop, clock: VirtualClock, control: ControlClient
) -> None:
    """
    There is no status, and the error says so.
    """
    hook(shop, "http://127.0.0.1:1/hook")
    shop.sale()
    clock.advance(MINUTE)

    [attempt] = attempts(control)
    assert attempt["status"] is None
    assert attempt["error"].startswith("no answer from the other side")


def test_who_is_called_can_ask_at_once(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    The account is not locked while it calls out.
    """
    seen: list[str] = []
    hook(shop, listener.url, "Sale/OrderAuthorised")
    sale_id = shop.sale()["ID"]
    listener.then = lambda: seen.append(shop.get(sale_id)["Status"])
    shop.order(sale_id)
    clock.advance(MINUTE)

    assert ["ORDERED"] == seen


def test_a_webhook_that_is_gone_or_asleep_is_not_called(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    Nor is one that came after the event.
    """
    gone, asleep = hook(shop, listener.url), hook(shop, listener.url)
    shop.sale()
    shop.ask("DELETE", "webhooks", ID=gone["ID"])
    shop.ask("PUT", "webhooks", {**asleep, "IsActive": False})
    hook(shop, listener.url)
    clock.advance(120 * MINUTE)

    assert [] == listener.heard


def test_a_reset_forgets_what_was_to_be_sent(
    shop: Shop, listener: Listener, clock: VirtualClock, control: ControlClient
) -> None:
    """
    The account is empty, and nobody hears of its past.
    """
    hook(shop, listener.url)
    shop.sale()
    control.do("reset")
    clock.advance(MINUTE)

    assert [] == listener.heard
    assert [] == attempts(control)
