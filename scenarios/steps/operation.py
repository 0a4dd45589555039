"""
What operators live through: limits, broken connections, nights of clock change, logs.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from harness.bench import KEY, TOKEN
from harness.worlds.empty import empty
from scenarios.phrases import phrase

PACIFIC = ZoneInfo("America/Los_Angeles")
STATUSES = {"success": 200, "a refusal": 403, "an error": 500}
FORMS = {"too many calls": "429", "unavailable": "503", "a bad request": "400"}
_ROUND = 15 * 60


# A ShipStation store, and who else uses its keys


@given("a ShipStation store is connected in Cin7 Core, 20 seconds past the hour")
def _(cast: Cast) -> None:
    cast.clock.advance(20)
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()


@given(
    "two organisations have a ShipStation store with the same API keys, "
    "20 seconds past the hour",
    target_fixture="organisations",
)
def _(cast: Cast) -> list[str]:
    cast.clock.advance(20)
    empty(cast)
    first = cast.engine.organisation
    second = cast.cin7_core.founds("second")
    cast.engine.takes_organisation("Second", second.login)
    names = [cast.engine.organisation, first]
    for cast.engine.organisation in names:
        cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()
    return names


@given(
    "another service uses up ShipStation's calls of the minute "
    "in which the next run is due"
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    clock.advance(_ROUND - 10)
    shipstation.another_service(*shipstation.api_keys()).calls(40)


@given(
    phrase(
        "ShipStation says Too Many Requests to the next list of shipments, "
        "as {form}, for {seconds:d} seconds"
    )
)
def _(shipstation: AtShipStation, form: str, seconds: int) -> None:
    shipstation.misbehaves(
        "list_orders",
        "status",
        status=STATUSES[form],
        body={"message": "Too Many Requests"},
        headers={"X-Rate-Limit-Reset": str(seconds)},
    )


@given(phrase("{count:d} labels have been created in ShipStation meanwhile"))
def _(shipstation: AtShipStation, count: int) -> None:
    for position in range(1, count + 1):
        shipstation.types_in_order(f"M-{position}")
        shipstation.creates_label(f"M-{position}")


@given("the connection breaks in the middle of the next page of shipments")
def _(shipstation: AtShipStation) -> None:
    shipstation.misbehaves("list_shipments", "cut-reply")


@given(phrase("a ShipStation store is connected in the night to {night}"))
def _(cast: Cast, night: str) -> None:
    midnight = datetime.strptime(night, "%d %B %Y").replace(tzinfo=PACIFIC)
    cast.clock.advance((midnight - cast.shipstation.now()).total_seconds())
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()


@when(
    phrase("a label is created every 20 minutes, {count:d} times"),
    target_fixture="labels",
)
def _(shipstation: AtShipStation, clock: BenchClock, count: int) -> list[str]:
    labels = []
    for position in range(1, count + 1):
        shipstation.types_in_order(f"M-{position}")
        label = shipstation.creates_label(f"M-{position}")
        labels.append(str(label["trackingNumber"]))
        clock.advance(20 * 60)
    return labels


@when("the next run is due")
def _(clock: BenchClock) -> None:
    clock.advance(10)
    clock.settle()


@when("the integration synchronises, and 2 minutes pass")
def _(engine: AtEngine, clock: BenchClock) -> None:
    engine.synchronises()
    clock.advance(120)


@then(
    phrase(
        "the integration asked ShipStation again {seconds:d} seconds later, "
        "and not before"
    )
)
def _(shipstation: AtShipStation, seconds: int) -> None:
    assert shipstation.pauses("list_orders") == [seconds]


@then("ShipStation refused one call of the integration")
def _(shipstation: AtShipStation) -> None:
    assert shipstation.refused("list_orders") == 1


@then(phrase("the engine knows {count:d} shipments, each once"))
def _(engine: AtEngine, count: int) -> None:
    numbers = [one["tracking_number"] for one in engine.shipments()]
    assert len(numbers) == len(set(numbers)) == count


@then("the engine knows the shipment of each label, once")
def _(engine: AtEngine, labels: list[str]) -> None:
    known = [one["tracking_number"] for one in engine.shipments()]
    assert sorted(known) == sorted(labels)


@then("both organisations know the shipment, once")
def _(engine: AtEngine, organisations: list[str]) -> None:
    for engine.organisation in organisations:
        assert len(engine.shipments()) == 1


# Cin7 Core


@given(phrase("Cin7 Core refuses calls beyond its limit as {form}"))
def _(cin7_core: AtCin7Core, form: str) -> None:
    cin7_core.is_known_for("rate_limit_form", FORMS[form])


@given(
    "another program uses up Cin7 Core's calls of the minute "
    "in which the next run is due"
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    clock.advance(_ROUND - 10)
    cin7_core.is_asked_by_another_program(60)


@given(phrase("Cin7 Core wants to be left alone for {seconds:d} seconds"))
def _(cin7_core: AtCin7Core, clock: BenchClock, seconds: int) -> None:
    clock.settle()
    clock.advance(_ROUND - 10)
    retry_after = {"Retry-After": f"{seconds} Seconds"}
    cin7_core.misbehaves("list_sales", "status", status=429, headers=retry_after)


@given("the connection breaks in the middle of the next list of sales")
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    cin7_core.misbehaves("list_sales", "cut-reply")


@given("the token of Cin7 Core's webhooks is mistyped")
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    assert cin7_core.webhooks()
    cin7_core.mistypes_token_of_webhooks()


@given("Cin7 Core has given up a webhook after six attempts")
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    cin7_core.readies("SO-00001")
    clock.advance(2 * 3600)
    given_up = [one for one in cin7_core.webhooks() if not one["IsActive"]]
    attempts = [one for one in cin7_core.journal() if one["by"] == "vendor"]
    assert len(attempts) == 6 * len(given_up) > 0


@given(phrase('Cin7 Core refuses to show the next sale, because "{text}"'))
def _(cin7_core: AtCin7Core, text: str) -> None:
    refusal = [{"ErrorCode": 400, "Exception": text}]
    cin7_core.misbehaves("get_sale", "status", status=400, body=refusal)


@given(phrase("{count:d} sales are packed, and their shipments drafted"))
def _(cin7_core: AtCin7Core, count: int) -> None:
    for position in range(1, count + 1):
        cin7_core.readies(f"SO-{position:05d}")


@when(
    phrase(
        "{minutes:d} minutes pass, and ShipStation imports the store's orders",
        de="{minutes:d} Minuten vergehen und ShipStation die Bestellungen des "
        "Shops importiert",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock, minutes: int) -> None:
    clock.advance(minutes * 60)
    shipstation.imports()
    clock.settle()


@then(
    phrase(
        "the integration asked Cin7 Core again {seconds:d} seconds later, "
        "and not before"
    )
)
def _(cin7_core: AtCin7Core, seconds: int) -> None:
    assert cin7_core.pauses("list_sales") == [seconds]


# Logs


@then(phrase("the log says that {number:Number} was delivered"))
def _(engine: AtEngine, number: str) -> None:
    assert engine.log(subject=number)[0]["outcome"] == "delivered"


@then(phrase('the mark of the failed import opens the whole message "{message}"'))
def _(shipstation: AtShipStation, message: str) -> None:
    assert shipstation.store_error() == message


@then("no key, secret or password is in any log")
def _(cast: Cast) -> None:
    logs: list[Any] = [
        cast.engine.log(),
        cast.shipstation.journal(),
        cast.cin7_core.journal(),
    ]
    login = cast.cin7_core.login
    secrets = (KEY, TOKEN, login.password, login.application_key)
    for secret in (*secrets, *cast.shipstation.api_keys()):
        assert all(secret not in str(log) for log in logs)
