"""
The control room, over sockets, beside both fakes.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from lxml import html

from emulators.__main__ import credentials
from emulators.cin7_core.service import Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.server import Server
from emulators.shipstation.service import ShipStation
from harness.bench import Bench
from harness.pages import words
from harness.pages.room import Room
from harness.pages.server import ControlRoomServer

_SAID = re.compile(r"""_\(\s*"([^"]+)\"""")
_DONE = re.compile(r"""return "([^"{]+)\"""")


def text_of(page: requests.Response) -> str:
    """
    Return what can be read on a page.
    """
    return str(html.fromstring(page.content).xpath("string()"))


class Watcher:
    """
    Somebody with a browser, and a client beside.
    """

    def __init__(self, url: str, addresses: Mapping[str, Mapping[str, str]]) -> None:
        self.url = url
        self.addresses = addresses
        self.session = requests.Session()

    def get(self, path: str, **headers: str) -> requests.Response:
        """
        Open a page.
        """
        return self.session.get(self.url + path, headers=headers, timeout=10)

    def text(self, path: str) -> str:
        """
        Return what can be read on a page.
        """
        return text_of(self.get(path))

    def post(self, path: str, page: str = "", **form: str) -> requests.Response:
        """
        Send a form that stands on a page.
        """
        found = html.fromstring(self.get(page or path).content)
        token = found.find(".//input[@name='csrf_token']")
        assert token is not None
        data = {**form, "csrf_token": str(token.get("value"))}
        return self.session.post(self.url + path, data=data, timeout=10)

    def asks_shipstation(self, path: str = "/stores") -> int:
        """
        Call the API as a client, and return the status.
        """
        facts = self.addresses["shipstation"]
        answer = requests.get(
            facts["url"] + path, auth=(facts["api_key"], facts["api_secret"]), timeout=5
        )
        return answer.status_code

    def asks_cin7_core(self) -> int:
        """
        Call the other API, and return the status.
        """
        facts = self.addresses["cin7_core"]
        headers = {
            "api-auth-accountid": facts["account_id"],
            "api-auth-applicationkey": facts["application_key"],
        }
        answer = requests.get(f"{facts['url']}/me", headers=headers, timeout=5)
        return answer.status_code


@pytest.fixture(scope="module")
def parts() -> Iterator[dict[str, dict[str, str]]]:
    """
    Return where both fakes are, on one virtual clock.
    """
    clock = VirtualClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    servers = {
        "cin7_core": Server(Cin7Core(clock)),
        "shipstation": Server(ShipStation(clock)),
    }
    yield {name: credentials(name, one.url) for name, one in servers.items()}
    for server in servers.values():
        server.close()


@pytest.fixture
def watcher(parts: dict[str, dict[str, str]]) -> Iterator[Watcher]:
    """
    Return somebody at a control room of their own.
    """
    serving = ControlRoomServer(0)
    serving.open(parts)
    watcher = Watcher(serving.url.rstrip("/"), parts)
    yield watcher
    watcher.session.close()
    serving.close()


def test_the_room_shows_whether_the_engine_is_ready(bench: Bench) -> None:
    """
    Or that it does not answer any more.
    """
    facts = {"url": bench.system.url, "pages": bench.system.url}
    room = Room({"engine": facts})
    gone = Room({"engine": {**facts, "url": "http://127.0.0.1:9"}})

    assert room.state_of_engine() == "ready, runs are started"
    assert gone.state_of_engine() == "does not answer"
    assert Room({}).state_of_engine() == ""


def test_the_room_shows_what_a_client_has_asked(watcher: Watcher) -> None:
    """
    Calls of both fakes stand in one line of time, and a number opens the exchange.
    """
    watcher.asks_cin7_core()
    watcher.asks_shipstation()

    page = html.fromstring(watcher.get("/").content)
    calls = [
        str(one.xpath("string()")) for one in page.findall(".//tbody/tr/td/code")[:2]
    ]

    assert ["GET /stores", "GET /ExternalApi/v2/me"] == calls
    [newest, *_] = page.findall(".//tbody/tr/td/a")
    shown = watcher.text(str(newest.get("href")))
    assert "shipstation.list_stores" in shown
    assert "marketplaceName" in shown


def test_only_what_broke_a_contract_can_be_shown(watcher: Watcher) -> None:
    """
    A call outside the contract is marked, and found among many.
    """
    watcher.asks_shipstation()
    watcher.asks_shipstation("/orders?page=first")

    shown = watcher.text("/?broken=on&part=shipstation")

    assert "GET /orders" in shown
    assert "broken by the caller" in shown
    assert "GET /stores" not in shown


def test_the_journal_streams(watcher: Watcher) -> None:
    """
    Who has the page open sees a call while it is made.
    """
    last = str(html.fromstring(watcher.get("/").content).xpath("//tbody/@data-stream"))
    after = re.findall(r"after=(\d+)", last)[0]
    with watcher.session.get(
        f"{watcher.url}/stream?after={after}", stream=True, timeout=10
    ) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        watcher.asks_shipstation()
        event = next(line for line in lines if line.startswith("data:"))

    assert "GET /stores" in event


def test_a_window_from_before_keeps_nobody_from_watching(watcher: Watcher) -> None:
    """
    A window that was left open over a restart has seen numbers that are yet to come.
    """
    old = requests.get(f"{watcher.url}/stream?after=999999", stream=True, timeout=10)
    new = requests.get(f"{watcher.url}/stream?after=0", stream=True, timeout=10)
    with old, new:
        lines = new.iter_lines(decode_unicode=True)
        watcher.asks_shipstation()
        event = next(line for line in lines if "GET /stores" in line)

    assert event.startswith("data:")


def test_a_fault_that_is_armed_strikes(watcher: Watcher) -> None:
    """
    The list of faults is the fakes' own, and the next call meets it.
    """
    operation = "shipstation.list_stores"
    form = {"operation": operation, "kind": "status", "status.status": "503"}

    armed = watcher.post("/faults", **form)

    assert operation in text_of(armed)
    assert [503, 200] == [watcher.asks_shipstation() for _ in range(2)]


def test_a_fault_that_makes_no_sense_is_said(watcher: Watcher) -> None:
    """
    A setting that is no number, or none, is a sentence.
    """
    form = {"operation": "shipstation.list_stores", "kind": "status"}

    wordy = watcher.post("/faults", **form, **{"status.status": "many"})
    none = watcher.post("/faults", **form)

    assert "status is a number, not 'many'" in text_of(wordy)
    assert "status lacks its setting status" in none.text


def test_faults_can_be_forgotten(watcher: Watcher) -> None:
    """
    What was armed and not met does not happen any more.
    """
    form = {"operation": "shipstation.*", "kind": "lost-reply"}
    watcher.post("/faults", **form)

    watcher.post("/faults/clear", page="/faults")

    assert 200 == watcher.asks_shipstation()


def test_a_snapshot_is_kept_compared_and_restored(watcher: Watcher) -> None:
    """
    What has changed since is named, and gone after the restoring.
    """
    watcher.post("/snapshots", part="shipstation", name="before")
    facts = watcher.addresses["shipstation"]
    control = f"{facts['url']}/_emulator/screens/stores/manual"
    requests.post(control, json={"storeName": "Stall <1>"}, timeout=5)

    changed = watcher.get("/snapshots?part=shipstation&before=before")
    watcher.post("/snapshots", part="shipstation", name="before", what="restore")
    restored = watcher.text("/snapshots?part=shipstation&before=before")

    assert "Stall &lt;1&gt;" in changed.text
    assert "Stall" not in restored


def test_a_world_is_built(watcher: Watcher) -> None:
    """
    What a world has is there; where it cannot be built, the reason is said.
    """
    built = watcher.post("/worlds", page="/", world="a_shop")
    again = watcher.post("/worlds", page="/", world="a_shop")

    assert "The world a_shop is built." in text_of(built)
    assert "the world a_shop cannot be built" in text_of(again)
    assert "already exists" in text_of(again)


def test_the_clock_moves_for_both(watcher: Watcher) -> None:
    """
    Where the clock is virtual, it is advanced by minutes.
    """
    before = watcher.text("/")

    watcher.post("/clock", page="/", minutes="90")

    assert "09:00:00" in before
    assert "10:30:00" in watcher.text("/")


def test_a_contested_fact_is_changed(watcher: Watcher) -> None:
    """
    A preset sets all facts, and one can be set by itself; an unknown one is said.
    """
    fact = {"part": "shipstation", "fact": "key_screens", "member": "two_pairs"}

    changed = watcher.post("/accounts", **fact)
    unknown = watcher.post("/accounts", **{**fact, "member": "three_pairs"})
    watcher.post("/accounts", part="shipstation", preset="current")

    assert "ShipStation: key_screens = two_pairs" in changed.text
    assert "Whether a custom store gets user name and password" in changed.text
    assert "three_pairs" in unknown.text
    assert 'class="problem"' in unknown.text


def test_no_secret_is_in_the_journal(watcher: Watcher) -> None:
    """
    Credentials stand on the page of accounts, and nowhere else.
    """
    secret = watcher.addresses["shipstation"]["api_secret"]
    facts = watcher.addresses["shipstation"]
    requests.get(f"{facts['url']}/_emulator/screens/api-keys", timeout=5)

    page = html.fromstring(watcher.get("/").content)
    [newest, *_] = page.findall(".//tbody/tr/td/a")

    assert "api-keys" in watcher.text(str(newest.get("href")))
    assert secret not in watcher.get(str(newest.get("href"))).text
    assert secret in watcher.get("/accounts").text


def test_a_form_without_its_token_is_refused(watcher: Watcher) -> None:
    """
    Another site arms nothing.
    """
    refused = watcher.session.post(f"{watcher.url}/faults/clear", timeout=5)

    assert 400 == refused.status_code


def test_another_name_for_this_machine_is_refused(watcher: Watcher) -> None:
    """
    A page elsewhere that calls itself this machine reads nothing here.
    """
    assert 400 == watcher.get("/", Host="elsewhere.example").status_code


def test_whatever_is_said_is_said_in_german() -> None:
    """
    Each sentence of the templates, and of what was done, has German.
    """
    folder = Path(words.__file__).parent
    said: set[Any] = set()
    for page in (folder / "templates").glob("*.html"):
        said |= set(_SAID.findall(page.read_text("utf-8")))
    said |= set(_DONE.findall((folder / "app.py").read_text("utf-8")))

    assert set() == said - set(words.GERMAN)


def test_the_room_speaks_german(watcher: Watcher) -> None:
    """
    The browser's language chooses.
    """
    page = watcher.get("/", **{"Accept-Language": "de"})

    assert "<h1>Leitstand</h1>" in page.text
