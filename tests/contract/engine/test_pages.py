"""
The engine's pages over real sockets, without JavaScript.
"""

from collections.abc import Iterator

import pytest
import requests

from harness.actors import Cast
from harness.bench import MAIN_LOGIN, Bench
from harness.worlds.shipping_service import packed, shop_in_the_states
from tests.benchmarks.method_one import a_bench
from tests.contract.engine.person import ROOT, Person

SALE = "SO-00001"
_RISK = "serve the same purpose in opposite directions"


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """
    Yield a bench for the tests of this module.
    """
    with a_bench() as made:
        yield made


@pytest.fixture
def cast(bench: Bench) -> Cast:
    """
    Return everybody, with an organisation that has connected nothing.
    """
    bench.reset()
    shop_in_the_states(bench.cast)
    return bench.cast


@pytest.fixture
def somebody(bench: Bench, cast: Cast) -> Iterator[Person]:  # noqa: ARG001 - a reset
    """
    Yield a person who is not logged in.
    """
    person = Person(bench.system.url)
    yield person
    person.close()


@pytest.fixture
def person(somebody: Person) -> Person:
    """
    Return the main user, logged in.
    """
    return somebody.logs_in()


# Log-in


def test_somebody_unknown_is_asked_to_log_in_and_led_on(somebody: Person) -> None:
    """
    After the log-in stands what was asked for.
    """
    account = MAIN_LOGIN.account_id
    asked = somebody.opens("/log", account=account).answer.url
    somebody.presses(
        "Log in", username=MAIN_LOGIN.username, password=MAIN_LOGIN.password
    )

    assert "/log-in?next=" in asked
    assert somebody.answer.url.endswith(f"{ROOT}/log?account={account}")


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example", "/x"])
def test_nobody_is_led_elsewhere(bench: Bench, person: Person, elsewhere: str) -> None:
    """
    Whatever the address of the log-in says comes after it.
    """
    person.answer = requests.get(
        f"{bench.system.url}/log-in", params={"next": elsewhere}, timeout=9
    )
    person.logs_in()

    assert person.answer.url.startswith(f"{bench.system.url}{ROOT}")


def test_a_wrong_password_is_refused_and_not_shown_again(somebody: Person) -> None:
    """
    The name stays, the password goes.
    """
    somebody.logs_in(password="a wrong secret")

    assert 422 == somebody.answer.status_code
    assert ["The user name or the password is wrong."] == somebody.said
    assert MAIN_LOGIN.username == somebody.value("username")
    assert "a wrong secret" not in somebody.answer.text


def test_too_many_attempts_have_to_wait(cast: Cast, somebody: Person) -> None:
    """
    The right password is refused too, until a quarter of an hour has passed.
    """
    for _ in range(5):
        somebody.logs_in(password="wrong")
    cast.clock.advance(60)
    somebody.logs_in()
    barred = somebody.answer, somebody.said
    somebody.logs_in("another", "wrong")
    other = somebody.answer.status_code
    cast.clock.advance(14 * 60)
    somebody.logs_in()

    answer, said = barred
    assert (429, "840") == (answer.status_code, answer.headers["Retry-After"])
    assert [
        "That was wrong too often. Try again at 09:15:00 UTC, 14 min from now."
    ] == (said)
    assert 422 == other
    assert "Connections" in somebody.tabs


def test_the_cookie_is_its_own_and_out_of_reach(somebody: Person) -> None:
    """
    No script reads it, no other site sends it, and no password is in it.
    """
    somebody.opens()
    told = somebody.answer.headers["Set-Cookie"]

    assert told.startswith("seatrial_engine=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(told.split("; "))


def test_a_session_ends_after_an_hour(cast: Cast, person: Person) -> None:
    """
    Then the directory is asked again, by name and password.
    """
    cast.clock.advance(60 * 60)
    person.opens("/log")

    assert ["Your session has ended: please log in again."] == person.said


def test_who_logs_out_is_out(person: Person) -> None:
    """
    The next page asks for the password.
    """
    person.presses("Log out").opens("/log")

    assert "/log-in" in person.answer.url


def test_nothing_happens_without_a_token(cast: Cast, person: Person) -> None:
    """
    A form of another site is a page with a sentence.
    """
    account = MAIN_LOGIN.account_id
    person.posts(f"{ROOT}/custom-store?account={account}", status="Enabled")

    assert 400 == person.answer.status_code
    assert "nothing was done" in person.said[0]
    assert "Disabled" == cast.engine.custom_store_status()


def test_the_pages_have_strict_headers(bench: Bench, person: Person) -> None:
    """
    Nothing from elsewhere, no frames, no guesses of types, nothing kept.
    """
    told = person.opens().answer.headers
    address = person.all("//link[@rel='stylesheet']")[0].get("href")
    style = requests.get(f"{bench.system.url}{address}", timeout=9)

    policy = told["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "nosniff" == told["X-Content-Type-Options"]
    assert "same-origin" == told["Referrer-Policy"]
    assert "no-store" == told["Cache-Control"]
    assert "text/css; charset=utf-8" == style.headers["Content-Type"]
    assert "public, max-age=31536000, immutable" == style.headers["Cache-Control"]


def test_the_api_has_no_cookie_and_asks_no_token(bench: Bench, cast: Cast) -> None:
    """
    Programs speak as before: the pages are an application of their own.
    """
    cast.engine.sets_custom_store("Enabled")
    answer = requests.get(f"{bench.system.url}/health", timeout=9)

    assert "Enabled" == cast.engine.custom_store_status()
    assert "Set-Cookie" not in answer.headers


def test_what_is_no_page_is_a_page_all_the_same(person: Person) -> None:
    """
    The sentence stands where the others do.
    """
    person.opens("/nowhere")

    assert 404 == person.answer.status_code
    assert ["There is no such page."] == person.said


# Organisations and permissions


def test_a_user_of_several_organisations_chooses(cast: Cast, person: Person) -> None:
    """
    A second one is offered by name, even if that looks like a command.
    """
    name = "<script>alert(1)</script>"
    other = cast.cin7_core.founds(name)
    cast.engine.takes_organisation(name, other.login)
    cast.cin7_core.invites("both", "both-ahoy-1", "main", name)
    person.logs_in("both", "both-ahoy-1")
    choice = person.links
    person.follows(name)

    assert {"Fernhill Trading", name, "Set up an organisation"} == set(choice)
    assert name in person.text
    assert [] == person.all("//script")


@pytest.fixture
def newcomer(cast: Cast, somebody: Person) -> tuple[Person, dict[str, str]]:
    """
    Return a user of an organisation that is not set up, and what its form wants.
    """
    other = cast.cin7_core.founds("Harbour Supplies")
    cast.cin7_core.invites("mo", "mo-ahoy-1", "Harbour Supplies")
    somebody.logs_in("mo", "mo-ahoy-1").follows("Set up an organisation")
    account, key = other.login.account_id, other.login.application_key
    typed = {"name": "Harbour", "account_id": account, "application_key": key}
    return somebody, typed | {"password": "mo-ahoy-1"}


def test_a_user_sets_an_organisation_up(
    newcomer: tuple[Person, dict[str, str]],
) -> None:
    """
    With its account and application key, and is at its pages then.
    """
    person, typed = newcomer

    person.presses("Set up", **typed)

    assert "Connections" in person.tabs
    assert "Harbour" in person.text


@pytest.mark.parametrize(
    ("field", "value", "code", "sentence"),
    [
        ("password", "no", 422, "The user name or the password is wrong."),
        ("name", "", 422, "Nothing may stay empty."),
        (
            "application_key",
            MAIN_LOGIN.account_id,
            422,
            "Cin7 Core refused the account",
        ),
        ("account_id", MAIN_LOGIN.account_id, 403, "Mo is no active member"),
    ],
)
def test_nobody_sets_up_what_is_not_theirs(
    newcomer: tuple[Person, dict[str, str]],
    field: str,
    value: str,
    code: int,
    sentence: str,
) -> None:
    """
    Password, membership and key are checked; the form says what is wrong.
    """
    person, typed = newcomer

    person.presses("Set up", **{**typed, field: value})

    assert code == person.answer.status_code
    assert sentence in " ".join(person.said)
    assert typed["application_key"] not in person.text


def test_setting_up_wants_a_log_in(somebody: Person) -> None:
    """
    Whoever comes without is sent there, and back afterwards.
    """
    somebody.opens("/set-up")
    assert "/log-in" in somebody.answer.url

    somebody.presses("Log in", username="shop", password=MAIN_LOGIN.password)

    assert "Set up" in somebody.buttons


def test_the_account_id_is_known_in_any_case(person: Person) -> None:
    """
    An AccountID in capital letters names the same organisation.
    """
    person.opens(account=MAIN_LOGIN.account_id.upper())

    assert (200, "ShipStation") == (
        person.answer.status_code,
        person.page.findtext(".//h1"),
    )


def test_an_organisation_of_others_is_not_told_of(cast: Cast, person: Person) -> None:
    """
    Who is no member learns nothing.
    """
    other = cast.cin7_core.founds("Otherwise Ltd")
    cast.engine.takes_organisation("Otherwise Ltd", other.login)
    person.opens(account=other.login.account_id)

    assert 403 == person.answer.status_code
    assert "Otherwise Ltd" not in person.text


def test_who_lacks_the_permission_reads_only(cast: Cast, person: Person) -> None:
    """
    The page says what lacks, offers no button, and a form of one's own is refused.
    """
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys())
    cast.engine.sets_custom_store("Enabled")
    packed(cast, SALE, ["Box 1"])
    cast.cin7_core.invites("eye", "eye-ahoy-1", "main", permissions=[])
    person.logs_in("eye", "eye-ahoy-1")
    service = cast.engine.services()[0]["id"]
    pages = ("", "/custom-store", f"/connections/{service}", "/runs", f"/sales/{SALE}")
    found = {}
    for path in pages:
        person.opens(path)
        found[path] = (
            person.buttons,
            any("lacks the permission" in one for one in person.said),
        )
    token = person.all("//*[@name='csrf_token']")[0].get("value")
    account = MAIN_LOGIN.account_id
    person.posts(f"{ROOT}/runs?account={account}", csrf_token=token)

    sale = found.pop(f"/sales/{SALE}")
    assert dict.fromkeys(found, ([], True)) == found
    assert (["Choose"], True) == sale
    assert 403 == person.answer.status_code


# Methods


def test_the_methods_are_explained(person: Person) -> None:
    """
    Their flows, and where Cin7 says which one suits.
    """
    person.opens()
    links = [one.get("href") for one in person.all("//main//a")]

    assert "ShipStation asks Cin7 Core for orders" in person.text
    assert "Cin7 Core asks ShipStation for orders" in person.text
    assert any(one.startswith("https://help.core.cin7.com/") for one in links)


def test_the_custom_store_is_enabled(cast: Cast, person: Person) -> None:
    """
    The switch and a setting are saved together, and shown.
    """
    person.opens().follows("Custom Store")
    person.presses(
        "Save Changes", status="Enabled", window_days="45", carriers="Van = Us"
    )

    assert ["Saved: the custom store is Enabled."] == person.said
    assert "Enabled" == cast.engine.custom_store_status()
    assert ("45", "Van = Us") == (person.value("window_days"), person.value("carriers"))
    assert f"{cast.engine.custom_store_url}" in person.text


def test_a_shop_is_connected_set_up_and_disconnected(
    cast: Cast, person: Person
) -> None:
    """
    +, key and secret, Connect as shop, Setup; and the end, after a question.
    """
    key, secret = cast.shipstation.api_keys()
    person.opens().follows("+")
    person.presses("Connect as shop", api_key=key, api_secret=secret)
    first = person.said, person.tabs
    person.presses(
        "Save Changes", order_flow="import", ignore_restock="yes", poll_minutes="30"
    )
    settings = cast.engine.connection()["settings"]
    person.follows("Disconnect").presses("Disconnect")

    assert ["ShipStation is connected: A ShipStation store in Cin7 Core."] == first[0]
    assert "Setup" in first[1]
    assert ("import", True, 30) == (
        settings["order_flow"],
        settings["ignore_restock"],
        settings["poll_minutes"],
    )
    assert [] == cast.engine.connections()
    assert "Setup" not in person.tabs


def test_a_shipping_service_is_connected_and_set(cast: Cast, person: Person) -> None:
    """
    The page knows what Cin7 Core counts in, and offers to be the default.
    """
    key, secret = cast.shipstation.api_keys()
    person.opens("/connections/new").presses(
        "Connect ShipStation as a shipping service", api_key=key, api_secret=secret
    )
    person.presses("Set Default")
    person.presses("Save Changes", default_ship_from="default_location", locations="")
    [service] = cast.engine.services()

    assert "Shipping Service" in person.tabs
    assert ["The changes are saved."] == person.said
    assert (True, "default_location", "GBP") == (
        service["settings"]["is_default"],
        service["settings"]["default_ship_from"],
        service["settings"]["currency"],
    )


def test_wrong_keys_stay_typed_but_for_the_secret(cast: Cast, person: Person) -> None:
    """
    What ShipStation refuses is a sentence, and connects nothing.
    """
    person.opens("/connections/new").presses(
        "Connect as shop", api_key="f" * 32, api_secret="a wrong secret"
    )

    assert 422 == person.answer.status_code
    assert [
        "ShipStation refused the API key and secret (401 Unauthorized)."
    ] == person.said
    assert ("f" * 32, "") == (person.value("api_key"), person.value("api_secret"))
    assert "a wrong secret" not in person.answer.text
    assert [] == cast.engine.connections()


def test_a_second_method_is_refused_with_both_ways_out(
    cast: Cast, person: Person
) -> None:
    """
    A shop beside the custom store, and the custom store beside a shop.
    """
    key, secret = cast.shipstation.api_keys()
    cast.engine.sets_custom_store("Enabled")
    person.opens("/connections/new").presses(
        "Connect as shop", api_key=key, api_secret=secret
    )
    shop = person.answer.status_code, person.said[0], person.links
    person.follows("Disable the custom store").presses(
        "Save Changes", status="Disabled"
    )
    person.opens("/connections/new").presses(
        "Connect as shop", api_key=key, api_secret=secret
    )
    person.opens("/custom-store").presses("Save Changes", status="Enabled")
    store = person.answer.status_code, person.said[0], person.links
    person.follows("Disconnect the ShipStation store").presses("Disconnect")
    person.opens("/custom-store").presses("Save Changes", status="Enabled")

    assert (409, True) == (shop[0], _RISK in shop[1])
    assert [
        "Disable the custom store",
        "Keep the custom store, and connect nothing",
    ] == (shop[2][:2])
    assert (409, True) == (store[0], _RISK in store[1])
    assert "Keep the ShipStation store, and leave this Disabled" in store[2]
    assert "Enabled" == cast.engine.custom_store_status()


def test_the_integration_type_is_changed_after_a_question(
    cast: Cast, person: Person
) -> None:
    """
    Under the policy of DEAR: a box appears, and saying yes ends the other method.
    """
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys())
    cast.engine.sets_method_policy("dear")
    person.opens("/custom-store").presses("Save Changes", status="Enabled")
    asked = person.said[0]
    person.presses("Save Changes", change_integration_type="yes")

    assert "Change the integration type?" in asked
    assert "Enabled" == cast.engine.custom_store_status()
    assert [] == cast.engine.services()


def test_broken_keys_are_replaced(cast: Cast, person: Person) -> None:
    """
    The page says that they are refused, takes new ones, and all goes on.
    """
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    key, secret = cast.shipstation.regenerates_keys()
    person.opens("/runs").presses("Run now").opens()
    broken = person.text
    person.follows("Enter new keys")
    person.presses("Save the keys", api_key=key, api_secret="wrong")
    wrong = person.said[-1]
    person.presses("Save the keys", api_secret=secret)

    assert "broken" in broken
    assert "ShipStation refused the API key and secret (401 Unauthorized)." == wrong
    assert "active" == cast.engine.connection()["state"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"poll_minutes": "often"}, "poll_minutes", "Enter a whole number."),
        ({"poll_minutes": "1"}, "poll_minutes", "“Minutes between two runs” must be"),
        ({"lock_date": "yesterday"}, "lock_date", "Enter a day"),
        ({"automatic_pack": "yes"}, "automatic_pick", "turn “Auto pick” on"),
        ({"location": "Nowhere"}, "location", "there is no location"),
    ],
)
def test_a_setting_that_cannot_be_is_pointed_at(
    cast: Cast, person: Person, typed: dict[str, str], field: str, said: str
) -> None:
    """
    The refusal is linked to the field, and what was typed stays.
    """
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    person.opens(f"/connections/{cast.engine.connection()['id']}")
    person.presses("Save Changes", customer="Someone", **typed)
    [wrong] = person.all("//*[@aria-invalid]")

    assert 422 == person.answer.status_code
    assert said.lower() in person.said[0].lower()
    assert (field, True) == (
        wrong.get("name"),
        "problem" in wrong.get("aria-describedby").split(),
    )
    assert "Someone" == person.value("customer")


# A sale


def test_labels_are_made_printed_and_voided(cast: Cast, person: Person) -> None:
    """
    Weigh, ask for rates, create labels, open the PDF, void one.
    """
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys())
    packed(cast, SALE, ["Box 1", "Box 2"])
    person.opens("/sales").presses("Open the sale", number=SALE)
    person.presses("Save the packages", weight_0="2", weight_units_0="kg")
    weighed = cast.engine.packages(SALE)["packages"]
    person.presses("Ask for rates")
    rates = len(person.all("//*[@name='service']"))
    person.presses("Create labels", service="stamps_com|usps_priority_mail")
    bought = person.said
    labels = cast.engine.labels(SALE)
    person.follows("Print label")
    pdf = person.answer
    person.opens(f"/sales/{SALE}").presses("Void label Box 1")

    assert [("Box 1", 2000, True), ("Box 2", 525, False)] == [
        (one["box"], one["weight_grams"], one["entered"]) for one in weighed
    ]
    assert rates > 3
    assert ["Labels of this sale: 2."] == bought
    assert [("bought", "usps_priority_mail")] * 2 == [
        (one["state"], one["service"]) for one in labels
    ]
    assert ("application/pdf", b"%PDF") == (
        pdf.headers["Content-Type"],
        pdf.content[:4],
    )
    assert ["The label is void, and its number is taken from the sale."] == person.said
    assert ["voided", "bought"] == [one["state"] for one in cast.engine.labels(SALE)]


def test_a_weight_that_is_none_stays_typed(cast: Cast, person: Person) -> None:
    """
    The sentence stands beside the packages.
    """
    cast.engine.connects_shipping_service(*cast.shipstation.api_keys())
    packed(cast, SALE, ["Box 1"])
    person.opens(f"/sales/{SALE}").presses("Save the packages", weight_0="heavy")

    assert 422 == person.answer.status_code
    assert "“heavy” cannot be read" in person.said[0]
    assert "heavy" == person.value("weight_0")


def test_a_sale_is_resent_or_held_by_a_gate(cast: Cast, person: Person) -> None:
    """
    Resend appears once the shipment is authorised; a gate is a sentence.
    """
    cast.engine.sets_custom_store("Enabled")
    cast.cin7_core.readies(SALE)
    person.opens(f"/sales/{SALE}")
    before = person.buttons
    cast.cin7_core.authorises_shipment(SALE)
    person.opens(f"/sales/{SALE}").presses("Resend to ShipStation")
    resent = person.said
    cast.cin7_core.readies("SO-00002")
    cast.cin7_core.authorises_shipment("SO-00002", tracking_number="1Z999")
    person.opens("/sales/SO-00002")

    assert "Resend to ShipStation" not in before
    assert [f"Marked for ShipStation's next import: {SALE}."] == resent
    assert "SO-00002: held back, a tracking number is loaded already" in person.text


def test_an_unknown_sale_is_said_so(person: Person) -> None:
    """
    Cin7 Core has no such number.
    """
    person.opens("/sales/SO-9")

    assert 404 == person.answer.status_code
    assert ["Cin7 Core has no sale SO-9."] == person.said


# Log, runs, reconciliation


def test_the_log_is_filtered_by_outcome_and_subject(cast: Cast, person: Person) -> None:
    """
    The reason of a hold-back stands in its line.
    """
    cast.engine.sets_custom_store("Enabled")
    cast.cin7_core.readies(SALE)
    cast.cin7_core.readies("SO-00002")
    cast.cin7_core.authorises_shipment("SO-00002", tracking_number="1Z999")
    cast.clock.advance(16 * 60)
    person.opens("/log").presses("Filter", outcome="held_back")
    held = person.text
    person.presses("Filter", outcome="", subject="SO-00009")

    assert "SO-00002" in held
    assert "a tracking number is loaded already" in held
    assert "There is no such entry." in person.text


def test_runs_are_started_and_listed(cast: Cast, person: Person) -> None:
    """
    Run now tells what became of each.
    """
    nothing = person.opens("/runs").presses("Run now").said
    cast.engine.sets_custom_store("Enabled")
    person.presses("Run now")

    assert ["There is nothing to run: no method is in use."] == nothing
    assert ["Cin7 Core as a store in ShipStation: succeeded."] == person.said
    assert "succeeded" == cast.engine.runs()[0]["state"]


def test_a_difference_is_mended_by_its_button(cast: Cast, person: Person) -> None:
    """
    A number that somebody wiped is taken again.
    """
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.cin7_core.readies(SALE)
    person.opens("/runs").presses("Run now")
    cast.shipstation.creates_label(SALE)
    cast.clock.advance(16 * 60)
    [number] = cast.cin7_core.tracking_numbers(SALE)
    cast.cin7_core.wipes_tracking(SALE)
    person.opens("/reconciliation").presses("Compare now")
    differs = person.text
    person.presses(f"Take the number: {SALE}")

    assert "The sale lacks a tracking number" in differs
    assert [number] == cast.cin7_core.tracking_numbers(SALE)
    assert "Both sides agree." in person.said


# German


def test_the_pages_speak_german(bench: Bench, cast: Cast) -> None:
    """
    To a browser that asks for it, with the vendor's words.
    """
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    somebody = Person(bench.system.url, language="de-CH,de;q=0.9,en;q=0.5")
    somebody.opens()
    somebody.presses(
        "Anmelden", username=MAIN_LOGIN.username, password=MAIN_LOGIN.password
    )
    tabs, lang = somebody.tabs, somebody.page.get("lang")
    somebody.opens("/connections/new")
    buttons = somebody.buttons
    somebody.close()

    assert "de" == lang
    assert ["Verbindungen", "Benutzerdefinierter Shop", "Einrichtung"] == tabs[:3]
    assert ["Als Shop verbinden", "ShipStation als Versandservice verbinden"] == buttons
