"""
Bad input at the custom store, over real sockets: refused clearly, and nothing changes.
"""

import socket
from urllib.parse import urlsplit

import pytest
import requests

from emulators.kit.basic import authorization
from harness.actors import Cast
from harness.actors.cin7_core import Login
from harness.bench import MAIN_LOGIN, Bench
from harness.worlds.one_packed_sale import one_packed_sale

NOTICE = """<?xml version="1.0" encoding="utf-8"?>
<ShipNotice><OrderNumber>{number}</OrderNumber>
<LabelCreateDate>03/02/2026 09:00</LabelCreateDate><ShipDate>03/02/2026</ShipDate>
<Carrier>USPS</Carrier><TrackingNumber>9400</TrackingNumber></ShipNotice>"""

XXE = """<?xml version="1.0"?>
<!DOCTYPE ShipNotice [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<ShipNotice><OrderNumber>&secret;</OrderNumber></ShipNotice>"""

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE l [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<ShipNotice><OrderNumber>&d;</OrderNumber></ShipNotice>"""


@pytest.fixture
def exported(cast: Cast) -> Cast:
    """
    Return the cast after order SO-00001 has left for ShipStation.
    """
    one_packed_sale(cast)
    cast.shipstation.imports()
    cast.clock.settle()
    assert cast.shipstation.status("SO-00001") == "Awaiting Shipment"
    return cast


def notify(
    cast: Cast, body: str | bytes, *, login: Login = MAIN_LOGIN
) -> requests.Response:
    """
    Post a notice as ShipStation would.
    """
    return requests.post(
        f"{cast.engine.custom_store_url}?action=shipnotify",
        data=body.encode() if isinstance(body, str) else body,
        headers={
            "Authorization": authorization(login.username, login.password),
            "Content-Type": "text/xml",
        },
        timeout=20,
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<ShipNotice><OrderNumber>SO-00001</OrderNum", 400),
        ("not XML at all", 400),
        (XXE, 400),
        (LAUGHS, 400),
        (NOTICE.format(number="SO-99999"), 404),
    ],
    ids=["malformed", "no-xml", "external-entity", "billion-laughs", "unknown-order"],
)
def test_a_notice_that_makes_no_sense_is_refused(
    exported: Cast, body: str, status: int
) -> None:
    """
    The status says whose fault it is, and the sale stays as it was.
    """
    answer = notify(exported, body)

    assert answer.status_code == status
    assert "root:" not in answer.text
    assert exported.cin7_core.tracking_numbers("SO-00001") == []


def test_a_wrong_password_is_refused(exported: Cast) -> None:
    """
    Both actions want it right, and say how they are asked.
    """
    wrong = Login("", "", MAIN_LOGIN.username, "guessed")

    notice = notify(exported, NOTICE.format(number="SO-00001"), login=wrong)
    export = requests.get(
        f"{exported.engine.custom_store_url}?action=export",
        auth=(wrong.username, wrong.password),
        timeout=5,
    )

    assert [notice.status_code, export.status_code] == [401, 401]
    assert export.headers["WWW-Authenticate"].startswith("Basic")
    assert exported.cin7_core.tracking_numbers("SO-00001") == []


def test_another_organisations_order_is_unknown(exported: Cast) -> None:
    """
    Who belongs to one organisation cannot ship what another has sold.
    """
    cast = exported
    credentials = cast.cin7_core.opens_organisation("second")
    cast.cin7_core.invites("second-user", "ahoy-second-1", "second")
    second = Login(
        credentials["account_id"],
        credentials["application_key"],
        "second-user",
        "ahoy-second-1",
    )
    cast.engine.takes_organisation("Second", second)
    cast.engine.sets_custom_store("Enabled")

    answer = notify(cast, NOTICE.format(number="SO-00001"), login=second)

    assert answer.status_code == 404
    assert cast.cin7_core.tracking_numbers("SO-00001") == []


@pytest.mark.parametrize("part", ["engine", "shipstation", "cin7_core"])
def test_fifty_megabytes_are_refused(bench: Bench, part: str) -> None:
    """
    The refusal arrives before the body has: nobody reads it to its end.
    """
    urls = {
        "engine": bench.system.url,
        "shipstation": bench.shipstation.origin,
        "cin7_core": bench.cin7_core.origin,
    }
    where = urlsplit(urls[part])

    with socket.create_connection((where.hostname, where.port), timeout=10) as wire:
        wire.sendall(
            b"POST /custom-store?action=shipnotify HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: text/xml\r\nContent-Length: 52428800\r\n\r\n<ShipNotice>"
        )
        answer = wire.recv(65536)

    assert answer.startswith(b"HTTP/1.1 413 ")
