"""
What operators live through: limits, broken connections, nights of clock change, logs.
"""

from datetime import date, datetime, time
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


@given(
    phrase(
        "a ShipStation store is connected in Cin7 Core, 20 seconds past the hour",
        de="20 Sekunden nach der vollen Stunde ist in Cin7 Core ein ShipStation-Shop "
        "verbunden",
    )
)
def _(cast: Cast) -> None:
    cast.clock.advance(20)
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()


@given(
    phrase(
        "two organisations have a ShipStation store with the same API keys, "
        "20 seconds past the hour",
        de="20 Sekunden nach der vollen Stunde haben zwei Organisationen einen "
        "ShipStation-Shop mit denselben API-Schlüsseln",
    ),
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
    phrase(
        "another service uses up ShipStation's calls of the minute "
        "in which the next run is due",
        de="ein anderer Dienst verbraucht die Aufrufe von ShipStation in der Minute, "
        "in der der nächste Lauf fällig ist",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    clock.advance(_ROUND - 10)
    shipstation.another_service(*shipstation.api_keys()).calls(40)


@given(
    phrase(
        "ShipStation says Too Many Requests to the next list of shipments, "
        "as {form}, for {seconds:d} seconds",
        de="ShipStation antwortet auf die nächste Liste der Sendungen mit Too Many "
        "Requests, als {form}, für {seconds:d} Sekunden",
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


@given(
    phrase(
        "{count:d} labels have been created in ShipStation meanwhile",
        de="in ShipStation wurden inzwischen {count:d} Versandetiketten erstellt",
    )
)
def _(shipstation: AtShipStation, count: int) -> None:
    for position in range(1, count + 1):
        shipstation.types_in_order(f"M-{position}")
        shipstation.creates_label(f"M-{position}")


@given(
    phrase(
        "the connection breaks in the middle of the next page of shipments",
        de="die Verbindung bricht mitten in der nächsten Seite der Sendungen ab",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.misbehaves("list_shipments", "cut-reply")


@given(
    phrase(
        "ShipStation takes {seconds:d} seconds for the next page of shipments",
        de="ShipStation braucht {seconds:d} Sekunden für die nächste Seite der "
        "Sendungen",
    )
)
def _(shipstation: AtShipStation, seconds: int) -> None:
    shipstation.misbehaves("list_shipments", "delay", seconds=seconds, times=1)


@given(
    phrase(
        "Cin7 Core takes {seconds:d} seconds for the next list of sales",
        de="Cin7 Core braucht {seconds:d} Sekunden für die nächste Liste der Verkäufe",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, seconds: int) -> None:
    clock.settle()
    cin7_core.misbehaves("list_sales", "delay", seconds=seconds, times=1)


@given(
    phrase(
        "a ShipStation store is connected in the night to {night:Day}",
        de="in der Nacht zum {night:Day} ist ein ShipStation-Shop verbunden",
    )
)
def _(cast: Cast, night: date) -> None:
    midnight = datetime.combine(night, time(), PACIFIC)
    cast.clock.advance((midnight - cast.shipstation.now()).total_seconds())
    empty(cast)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.clock.settle()


@when(
    phrase(
        "a label is created every 20 minutes, {count:d} times",
        de="alle 20 Minuten ein Versandetikett erstellt wird, {count:d} Mal",
    ),
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


@when(phrase("the next run is due", de="der nächste Lauf fällig ist"))
def _(clock: BenchClock) -> None:
    clock.advance(10)
    clock.settle()


@when(
    phrase(
        "the integration synchronises, and 2 minutes pass",
        de="die Integration abgleicht und 2 Minuten vergehen",
    )
)
def _(engine: AtEngine, clock: BenchClock) -> None:
    engine.synchronises()
    clock.advance(120)


@then(
    phrase(
        "the integration asked ShipStation again {seconds:d} seconds later, "
        "and not before",
        de="hat die Integration ShipStation {seconds:d} Sekunden später erneut "
        "gefragt und nicht vorher",
    )
)
def _(shipstation: AtShipStation, seconds: int) -> None:
    assert shipstation.pauses("list_orders") == [seconds]


@then(
    phrase(
        "ShipStation was asked for that page once",
        de="wurde ShipStation nach dieser Seite einmal gefragt",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert _asked_again(shipstation.journal()) == []


@then(
    phrase(
        "Cin7 Core was asked for that list once",
        de="wurde Cin7 Core nach dieser Liste einmal gefragt",
    )
)
def _(cin7_core: AtCin7Core) -> None:
    assert _asked_again(cin7_core.journal()) == []


def _asked_again(journal: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """
    Return the later calls that ask for the same as the one that was answered late.
    """
    late = next(one for one in journal if one["fault"] == "delay")
    return [
        one
        for one in journal
        if one["number"] > late["number"]
        and (one["path"], one["query"]) == (late["path"], late["query"])
    ]


@then(
    phrase(
        "ShipStation refused one call of the integration",
        de="hat ShipStation einen Aufruf der Integration abgewiesen",
    )
)
def _(shipstation: AtShipStation) -> None:
    assert shipstation.refused("list_orders") == 1


@then(
    phrase(
        "the engine knows {count:d} shipments, each once",
        de="kennt die Integration {count:d} Sendungen, jede einmal",
    )
)
def _(engine: AtEngine, count: int) -> None:
    numbers = [one["tracking_number"] for one in engine.shipments()]
    assert len(numbers) == len(set(numbers)) == count


@then(
    phrase(
        "the engine knows the shipment of each label, once",
        de="kennt die Integration die Sendung zu jedem Versandetikett, einmal",
    )
)
def _(engine: AtEngine, labels: list[str]) -> None:
    known = [one["tracking_number"] for one in engine.shipments()]
    assert sorted(known) == sorted(labels)


@then(
    phrase(
        "both organisations know the shipment, once",
        de="kennen beide Organisationen die Sendung, einmal",
    )
)
def _(engine: AtEngine, organisations: list[str]) -> None:
    for engine.organisation in organisations:
        assert len(engine.shipments()) == 1


# What is contested


@given(
    phrase(
        'in Cin7 Core the contested "{fact}" is "{member}"',
        de='in Cin7 Core ist das umstrittene "{fact}" "{member}"',
    )
)
def _(cin7_core: AtCin7Core, fact: str, member: str) -> None:
    cin7_core.is_known_for(fact, member)


@given(
    phrase(
        'in ShipStation the contested "{fact}" is "{member}"',
        de='in ShipStation ist das umstrittene "{fact}" "{member}"',
    )
)
def _(shipstation: AtShipStation, fact: str, member: str) -> None:
    shipstation.is_known_for(fact, member)


# Cin7 Core


@given(
    phrase(
        "Cin7 Core refuses calls beyond its limit as {form}",
        de="Cin7 Core antwortet auf Aufrufe über seinem Limit mit {form}",
    )
)
def _(cin7_core: AtCin7Core, form: str) -> None:
    cin7_core.is_known_for("rate_limit_form", FORMS[form])


@given(
    phrase(
        "another program uses up Cin7 Core's calls of the minute "
        "in which the next run is due",
        de="ein anderes Programm verbraucht die Aufrufe von Cin7 Core in der Minute, "
        "in der der nächste Lauf fällig ist",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    clock.advance(_ROUND - 10)
    cin7_core.is_asked_by_another_program(60)


@given(
    phrase(
        "Cin7 Core wants to be left alone for {seconds:d} seconds",
        de="Cin7 Core will {seconds:d} Sekunden in Ruhe gelassen werden",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, seconds: int) -> None:
    clock.settle()
    clock.advance(_ROUND - 10)
    retry_after = {"Retry-After": f"{seconds} Seconds"}
    cin7_core.misbehaves("list_sales", "status", status=429, headers=retry_after)


@given(
    phrase(
        "the connection breaks in the middle of the next list of sales",
        de="die Verbindung bricht mitten in der nächsten Liste der Verkäufe ab",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    cin7_core.misbehaves("list_sales", "cut-reply")


@given(
    phrase(
        "the token of Cin7 Core's webhooks is mistyped",
        de="das Token der Webhooks von Cin7 Core ist falsch eingetippt",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    clock.settle()
    assert cin7_core.webhooks()
    cin7_core.mistypes_token_of_webhooks()


@given(
    phrase(
        "Cin7 Core has given up a webhook after six attempts",
        de="Cin7 Core hat einen Webhook nach sechs Versuchen aufgegeben",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock) -> None:
    cin7_core.readies("SO-00001")
    clock.advance(2 * 3600)
    given_up = [one for one in cin7_core.webhooks() if not one["IsActive"]]
    attempts = [one for one in cin7_core.journal() if one["by"] == "vendor"]
    assert len(attempts) == 6 * len(given_up) > 0


@given(
    phrase(
        'Cin7 Core refuses to show the next sale, because "{text}"',
        de='Cin7 Core weigert sich, den nächsten Verkauf zu zeigen, wegen "{text}"',
    )
)
def _(cin7_core: AtCin7Core, text: str) -> None:
    refusal = [{"ErrorCode": 400, "Exception": text}]
    cin7_core.misbehaves("get_sale", "status", status=400, body=refusal)


@given(
    phrase(
        "{count:d} sales are packed, and their shipments drafted",
        de="{count:d} Verkäufe sind verpackt und ihre Sendungen entworfen",
    )
)
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
        "and not before",
        de="hat die Integration Cin7 Core {seconds:d} Sekunden später erneut gefragt "
        "und nicht vorher",
    )
)
def _(cin7_core: AtCin7Core, seconds: int) -> None:
    assert cin7_core.pauses("list_sales") == [seconds]


# Logs


@then(
    phrase(
        "the log says that {number:Number} was delivered",
        de="sagt das Protokoll, dass {number:Number} geliefert wurde",
    )
)
def _(engine: AtEngine, number: str) -> None:
    assert engine.log(subject=number)[0]["outcome"] == "delivered"


@then(
    phrase(
        'the mark of the failed import opens the whole message "{message}"',
        de="öffnet die Markierung des gescheiterten Imports die ganze Meldung "
        '"{message}"',
    )
)
def _(shipstation: AtShipStation, message: str) -> None:
    assert shipstation.store_error() == message


@then(
    phrase(
        "no key, secret or password is in any log",
        de="steht in keinem Protokoll ein Schlüssel, Geheimnis oder Passwort",
    )
)
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
