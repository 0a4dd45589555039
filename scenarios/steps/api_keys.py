"""
API keys: by the older screen or by today's, ended, renewed, and changed over.
"""

from typing import Any

from pytest_bdd import given, then, when

from harness.actors import AtCin7Core, AtEngine, AtShipStation, BenchClock, Cast
from scenarios.phrases import phrase

SCREENS = ("one pair", "two key sets")
UNAUTHORIZED = 401


@given(
    phrase(
        "ShipStation's screens have {screens}",
        de="die Seiten von ShipStation haben {screens}",
    )
)
def _(shipstation: AtShipStation, screens: str) -> None:
    assert screens in SCREENS
    if screens == "two key sets":
        shipstation.has_todays_key_screens()


@given(
    phrase(
        "the integration has noticed that the API keys were renewed",
        de="die Integration hat bemerkt, dass die API-Schlüssel erneuert wurden",
    )
)
def _(cast: Cast) -> None:
    cast.engine.synchronises()
    cast.clock.settle()
    cast.shipstation.renews_keys()
    cast.engine.synchronises()
    assert cast.engine.connection()["state"] == "broken"


@given(
    phrase(
        "a second organisation has a ShipStation store with the same API keys",
        de="eine zweite Organisation hat einen ShipStation-Shop mit denselben "
        "API-Schlüsseln",
    )
)
def _(cast: Cast) -> None:
    first = cast.engine.organisation
    second = cast.cin7_core.founds("second")
    cast.engine.takes_organisation("Second", second.login)
    cast.engine.connects_shipstation_store(*cast.shipstation.api_keys())
    cast.engine.organisation = first
    cast.clock.settle()


@given(
    phrase(
        "a second key set is made in ShipStation",
        de="in ShipStation wird ein zweiter Schlüsselsatz angelegt",
    ),
    target_fixture="first_pair",
)
def _(shipstation: AtShipStation) -> tuple[str, str]:
    first = shipstation.api_keys()
    shipstation.makes_key_set()
    return first


@given(
    phrase(
        "the reply to the next orders is lost, and the API keys are renewed",
        de="die Antwort auf die nächsten Bestellungen geht verloren, und die "
        "API-Schlüssel werden erneuert",
    )
)
def _(cast: Cast) -> None:
    cast.shipstation.misbehaves("create_orders", "lost-reply", times=1)
    cast.engine.synchronises()
    cast.shipstation.renews_keys()
    cast.engine.synchronises()
    assert cast.engine.connection()["state"] == "broken"


@when(
    phrase(
        "the API keys are renewed in ShipStation",
        de="die API-Schlüssel in ShipStation erneuert werden",
    )
)
def _(shipstation: AtShipStation) -> None:
    shipstation.renews_keys()


@when(
    phrase(
        "the second key set is entered in Cin7 Core, and the first is deleted",
        de="der zweite Schlüsselsatz in Cin7 Core eingetragen und der erste "
        "gelöscht wird",
    )
)
def _(
    engine: AtEngine, shipstation: AtShipStation, first_pair: tuple[str, str]
) -> None:
    engine.enters_keys(*shipstation.api_keys())
    shipstation.deletes_key_set(first_pair[0])


@then(
    phrase(
        "the reason says that both organisations need the new pair",
        de="sagt der Grund, dass beide Organisationen das neue Paar brauchen",
    )
)
def _(engine: AtEngine) -> None:
    reason = engine.connection()["reason"]
    assert "Enter the new pair for" in reason
    assert all(name in reason for name in ("Fernhill Trading", "Second"))


@then(
    phrase(
        "the dead API keys were used once, and then no more",
        de="wurden die toten API-Schlüssel einmal benutzt und dann nicht mehr",
    )
)
def _(shipstation: AtShipStation, clock: BenchClock) -> None:
    clock.advance(2 * 3600)
    assert _refused(shipstation) == 1


@then(phrase("no call was refused", de="wurde kein Aufruf abgewiesen"))
def _(shipstation: AtShipStation) -> None:
    assert _refused(shipstation) == 0


@given(
    phrase(
        "Cin7 Core forbids the next {times:d} calls",
        de="Cin7 Core verbietet die nächsten {times:d} Aufrufe",
    )
)
def _(cin7_core: AtCin7Core, clock: BenchClock, times: int) -> None:
    clock.settle()
    cin7_core.misbehaves("list_sales", "status", status=403, times=times)


@then(phrase("the last run {ended}", de="ist der letzte Lauf {ended}"))
def _(engine: AtEngine, ended: str) -> None:
    assert engine.runs()[0]["state"] == ended


def _refused(shipstation: AtShipStation) -> int:
    journal: list[dict[str, Any]] = shipstation.journal()
    return sum(one["by"] == "api" and one["status"] == UNAUTHORIZED for one in journal)
