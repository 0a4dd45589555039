"""
What somebody tries who speaks to the custom store in ShipStation's place.
"""

from pytest_bdd import then, when

from harness.actors import Cast
from harness.actors.cin7_core import Item
from harness.actors.stranger import Stranger
from scenarios.phrases import phrase


def known(cast: Cast) -> Stranger:
    """
    Return somebody who has the user's own name and password.
    """
    login = cast.cin7_core.login
    return Stranger(cast.engine.custom_store_url, (login.username, login.password))


@when(
    phrase(
        "somebody without credentials asks the store for its orders",
        de="jemand ohne Zugangsdaten den Shop nach seinen Bestellungen fragt",
    ),
    target_fixture="answer",
)
def _(cast: Cast) -> str:
    return Stranger(cast.engine.custom_store_url).asks("export")


@when(
    phrase(
        "somebody without credentials notifies the store "
        "that {number:Number} is shipped",
        de="jemand ohne Zugangsdaten dem Shop meldet, dass {number:Number} versandt "
        "ist",
    ),
    target_fixture="answer",
)
def _(cast: Cast, number: str) -> str:
    return Stranger(cast.engine.custom_store_url).notifies(number)


@when(
    phrase(
        "the store is asked for its orders with credentials in the query alone",
        de="der Shop nur mit Zugangsdaten in der Adresse nach seinen Bestellungen "
        "gefragt wird",
    ),
    target_fixture="answer",
)
def _(cast: Cast) -> str:
    login = cast.cin7_core.login
    query = {"SS-UserName": login.username, "SS-Password": login.password}
    return Stranger(cast.engine.custom_store_url).asks("export", **query)


@when(
    phrase(
        'the store is asked for the action "{action}"',
        de='vom Shop die Aktion "{action}" verlangt wird',
    ),
    target_fixture="answer",
)
def _(cast: Cast, action: str) -> str:
    return known(cast).asks(action)


@when(
    phrase(
        "somebody notifies the store that {number:Number} is shipped",
        de="jemand dem Shop meldet, dass {number:Number} versandt ist",
    ),
    target_fixture="answer",
)
@when(
    phrase(
        "somebody notifies the store that {number:Number} is shipped, without items",
        de="jemand dem Shop meldet, dass {number:Number} versandt ist, ohne Artikel",
    ),
    target_fixture="answer",
)
def _(cast: Cast, number: str) -> str:
    answer = known(cast).notifies(number)
    cast.clock.settle()
    return answer


@when(
    phrase(
        "the store is notified with half a document",
        de="dem Shop ein halbes Dokument gemeldet wird",
    ),
    target_fixture="answer",
)
def _(cast: Cast) -> str:
    return known(cast).sends("<ShipNotice><OrderNumber>SO-00001</OrderNum")


@when(
    phrase(
        "the store is notified of {items:Items} for {number:Number}",
        de="dem Shop {items:Items} für {number:Number} gemeldet werden",
    ),
    target_fixture="answer",
)
def _(cast: Cast, items: list[Item], number: str) -> str:
    quantities = {item.sku: item.quantity for item in items}
    answer = known(cast).notifies(number, quantities)
    cast.clock.settle()
    return answer


@when(
    phrase(
        "the store is asked for what changed until {moment}",
        de="der Shop gefragt wird, was sich bis {moment} geändert hat",
    ),
    target_fixture="exported",
)
def _(cast: Cast, moment: str) -> list[str]:
    return known(cast).exports(
        start_date="03/01/2026 00:00", end_date=f"03/02/2026 {moment}"
    )


@when(
    phrase(
        "the store is asked for what changed from {moment}",
        de="der Shop gefragt wird, was sich ab {moment} geändert hat",
    ),
    target_fixture="exported",
)
def _(cast: Cast, moment: str) -> list[str]:
    return known(cast).exports(
        start_date=f"03/02/2026 {moment}", end_date="03/03/2026 00:00"
    )


@then(
    phrase(
        "the store answers with {numbers:Numbers}",
        de="antwortet der Shop mit {numbers:Numbers}",
    )
)
def _(exported: list[str], numbers: list[str]) -> None:
    assert exported == numbers


@then(phrase("the answer is {status}", de="ist die Antwort {status}"))
def _(answer: str, status: str) -> None:
    assert answer == status


@then(
    phrase(
        "the notification is refused", de="wird die Versandbenachrichtigung abgelehnt"
    )
)
def _(answer: str) -> None:
    assert answer.startswith("4")
