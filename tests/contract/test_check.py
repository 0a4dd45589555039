"""
``seatrial check``: clients of somebody else's, as processes of their own.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
from lxml import etree

from harness.catalogues import catalogue_of
from harness.contracts.findings import Kind
from tests.contract.shipstation.bench import MANUAL_ORDER

CHECK = [sys.executable, "-m", "harness.cli", "check"]
POLITE_ATTEMPTS = 3000

# What each client begins with: an address and a login from its environment.
BEGINNING = """
import os, json, requests
at = os.environ
url = at["SEATRIAL_SHIPSTATION_URL"]
keys = (at["SEATRIAL_SHIPSTATION_API_KEY"], at["SEATRIAL_SHIPSTATION_API_SECRET"])
def call(method, path, body=None):
    return requests.request(method, url + path, json=body, auth=keys, timeout=10)
def cin7(path):
    return requests.get(at["SEATRIAL_CIN7_CORE_URL"] + path, timeout=10, headers={
        "api-auth-accountid": at["SEATRIAL_CIN7_CORE_ACCOUNT_ID"],
        "api-auth-applicationkey": at["SEATRIAL_CIN7_CORE_APPLICATION_KEY"],
    })
"""
UNBUILT = next(
    one for one in catalogue_of("cin7_core") if not one.built and one.method == "GET"
)
ORDER = f"order = json.loads('''{json.dumps(MANUAL_ORDER)}''')\n"
ONE_ORDER = ORDER + "call('POST', '/orders/createorder', order)\n"


def checked(
    *arguments: str, client: str, **more: Any
) -> subprocess.CompletedProcess[str]:
    """
    Return what comes of checking a client.
    """
    return ended(*arguments, "--", sys.executable, "-c", BEGINNING + client, **more)


def ended(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """
    Return what the command did.
    """
    return subprocess.run(  # noqa: S603  # our own command
        [*CHECK, *arguments],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
        **more,
    )


def written(folder: Path, document: object) -> str:
    """
    Write a file of expectations, and return its name.
    """
    file = folder / "expected.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return str(file)


def failures(file: Path) -> dict[str, list[str]]:
    """
    Return the failures of a JUnit report by the names of their cases.
    """
    suite = etree.parse(str(file)).getroot()[0]
    cases = {
        str(case.get("name")): (case.findtext("failure") or "").splitlines()
        for case in suite
    }
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(sum(bool(lines) for lines in cases.values()))
    return cases


def test_a_good_client_passes(tmp_path: Path) -> None:
    """
    Its output is its own; it may send back all of what it was told.
    """
    file = tmp_path / "reports" / "check.xml"
    client = """
order = call("GET", "/orders").json()["orders"][0]
order["orderNumber"] = "M-9"
print(call("POST", "/orders/createorder", order).json()["orderNumber"])
product = call("GET", "/products").json()["products"][0]
call("PUT", f"/products/{product['productId']}", product)
sale = cin7("/saleList?limit=1").json()["SaleList"][0]
cin7(f"/sale?ID={sale['SaleID']}")
"""

    done = checked("--world", "a_shop", "--junit", str(file), client=client)

    assert (done.returncode, done.stdout) == (0, "M-9\n"), done.stderr
    assert "the contracts are kept: 6 calls of 6 operations" in done.stderr
    assert set(map(tuple, failures(file).values())) == {()}
    assert "shipstation.create_order" in failures(file)


@pytest.fixture(scope="module")
def bad(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[subprocess.CompletedProcess[str], dict[str, list[str]]]:
    """
    Return what a client comes to that does all that is wrong.
    """
    file = tmp_path_factory.mktemp("bad") / "check.xml"
    client = """
wrong = {"orderNumber": "A-1", "colour": 1, "shipTo": {"straße": "x\\x01"}}
call("POST", "/orders/createorder", wrong)
requests.post(url + "/_emulator/reset")
call("POST", "/orders/createorder", wrong)
call("GET", "/ordrs")
call("GET", "/stores?storeNmae=x")
call("POST", "/stores/refreshstore", {"StoreID": 7})
requests.get(url + "/orders/x", auth=("nobody", "no"))
cin7("/saleList?Page=first")
cin7(at["UNBUILT"])
"""
    more = {**os.environ, "UNBUILT": UNBUILT.path}
    return checked("--junit", str(file), client=client, env=more), failures(file)


def test_what_is_outside_the_contract_fails(bad: Any) -> None:
    """
    With the vendor's status and reason; a reset in between hides nothing.
    """
    done, cases = bad

    assert done.returncode == 1
    assert cases["shipstation.create_order"][0] == (
        "outside the contract: shipstation.create_order: 500, "
        "Order A-1: the order date must be provided. (calls 1, 2)"
    )
    assert "400, Page: The value 'first'" in cases["cin7_core.list_sales"][0]


def test_what_nobody_reads_fails(bad: Any) -> None:
    """
    Fields inside of others and parameters too; upper and lower case do not matter.
    """
    _, cases = bad

    assert [
        one.partition(" know ")[2] for one in cases["shipstation.create_order"][1:]
    ] == [
        "colour (calls 1, 2)",
        "shipTo.straße (calls 1, 2)",
    ]
    assert "?storeNmae" in cases["shipstation.list_stores"][0]
    assert cases["shipstation.refresh_store"] == []


def test_what_no_vendor_has_fails(bad: Any) -> None:
    """
    With what is near; a call that no account can be named for as well.
    """
    _, cases = bad

    [unknown] = cases["GET /ordrs"]
    assert "did you mean /orders?" in unknown
    assert "GET /orders/x" in cases


def test_what_is_not_built_fails(bad: Any) -> None:
    """
    It proves nothing that a fake answered 501.
    """
    _, cases = bad

    assert cases[f"cin7_core.{UNBUILT.name}"][0].startswith("not built: ")


def test_the_terminal_tells_the_same(bad: Any) -> None:
    """
    A table of the operations, then each problem in a sentence.
    """
    done, cases = bad

    problems = sum(len(lines) for lines in cases.values())
    assert f"{problems} problems in 8 calls" in done.stderr
    assert "✗ nobody reads it shipstation.list_stores (call 4)" in done.stderr
    assert "│ shipstation.create_order" in done.stderr
    assert done.stdout == ""


MET = [
    {
        "operation": "shipstation.create_order",
        "exactly": 1,
        "body": {"ordernumber": "M-1", "shipTo": {"country": "US"}},
        "status": 200,
    },
    {"operation": "shipstation.list_orders", "at_least": 1, "query": {"page": "2"}},
    {"operation": "shipstation.delete_order", "never": True},
]


def test_expectations_that_are_met_pass(tmp_path: Path) -> None:
    """
    Parts of the body, parameters, statuses; more calls are at least as many.
    """
    client = ONE_ORDER + "call('GET', '/orders?page=2&pageSize=9')\n" * 2

    done = checked("--expect", written(tmp_path, {"calls": MET}), client=client)

    assert done.returncode == 0, done.stderr


def test_expectations_that_are_not_met_fail(tmp_path: Path) -> None:
    """
    The nearest call is shown as a diff; of too many their numbers are.
    """
    calls = [
        {
            "operation": "shipstation.create_order",
            "exactly": 2,
            "body": {"shipTo": {"country": "GB"}, "items": [{"sku": "MUG-1"}]},
        },
        {"operation": "shipstation.list_orders", "never": True},
        {"operation": "shipstation.list_stores", "at_least": 1},
    ]
    file, junit = written(tmp_path, {"calls": calls}), tmp_path / "junit.xml"
    client = ONE_ORDER + "call('GET', '/orders')"

    done = checked("--expect", file, "--junit", str(junit), client=client)

    cases = failures(junit)
    assert done.returncode == 1
    said, *diff = cases["shipstation.create_order"]
    assert said.endswith(
        "exactly 2 calls with these parts expected, and there was none"
    )
    assert diff == [
        "  nearest is call 1, POST /orders/createorder",
        '  - shipTo.country: "GB"',
        '  + shipTo.country: "US"',
        "  - items[1]: (nothing)",
        f"  + items[1]: {json.dumps(MANUAL_ORDER['items'][1])}",
    ]
    assert cases["shipstation.list_orders"][0].endswith("there was one (call 2)")
    assert cases["shipstation.list_stores"][0].endswith("and there was none")
    assert '- shipTo.country: "GB"' in done.stderr


def test_a_problem_that_is_allowed_is_none(tmp_path: Path) -> None:
    """
    It has its reason in the file, and goes when there is no such problem any more.
    """
    allow = [
        {
            "problem": "nobody reads it",
            "subject": "shipstation.list_stores",
            "field": "?trace",
            "reason": "our proxy takes it off",
        }
    ]
    file = written(tmp_path, {"allow": allow})

    allowed = checked("--expect", file, client="call('GET', '/stores?trace=1')")
    in_vain = checked("--expect", file, client="call('GET', '/stores')")

    assert allowed.returncode == 0, allowed.stderr
    assert in_vain.returncode == 1
    assert "✗ allowed in vain shipstation.list_stores" in in_vain.stderr


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ([], "is no JSON object"),
        ({"cals": []}, "('cals' was unexpected)"),
        ({"calls": [{"operation": "shipstation.list_orders"}]}, "give one of exactly"),
        (
            {"calls": [{"operation": "shipstation.list_order", "never": True}]},
            "did you mean shipstation.list_orders?",
        ),
        ({"allow": [{"problem": "unknown path", "subject": "GET /"}]}, "'reason'"),
    ],
)
def test_expectations_that_make_no_sense_are_refused(
    tmp_path: Path, document: object, sentence: str
) -> None:
    """
    One sentence, and status 2, before anything is started.
    """
    done = checked("--expect", written(tmp_path, document), client="print('ran')")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert sentence in done.stderr


def test_the_schema_of_expectations_holds() -> None:
    """
    It is JSON Schema, and its examples keep it.
    """
    schema = json.loads(ended("--expect-schema").stdout)

    jsonschema.Draft202012Validator.check_schema(schema)
    problems = schema["properties"]["allow"]["items"]["properties"]["problem"]
    assert set(problems["enum"]) < {kind.value for kind in Kind}
    for example in schema["examples"]:
        jsonschema.validate(example, schema)


def test_a_command_that_fails_is_a_failure(tmp_path: Path) -> None:
    """
    Whatever its status was, and beside what its calls were.
    """
    junit = tmp_path / "junit.xml"
    client = "call('GET', '/stores'); raise SystemExit(7)"

    done = checked("--junit", str(junit), client=client)

    assert done.returncode == 1
    assert "Error: the command ended with status 7" in done.stderr
    assert failures(junit)["the command ends well"] == [
        "the command ended with status 7"
    ]


def test_a_command_that_calls_nobody_proves_nothing() -> None:
    """
    It may have asked others.
    """
    done = checked("--only", "shipstation", client="")

    assert done.returncode == 1
    assert "called neither fake; does it read the addresses?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--", "no-such-command"], "there is no command 'no-such-command' to run"),
        (["--world", "moon", "true"], "--world: no world 'moon'"),
        (["--profile", "moon", "true"], "no preset 'moon'"),
        (["--only", "moon", "true"], "'moon' is not one of"),
        ([], "Missing argument 'COMMAND...'"),
    ],
)
def test_a_mistake_is_a_sentence(arguments: list[str], sentence: str) -> None:
    """
    With status 2, and no traceback.
    """
    done = ended(*arguments)

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_taken_port_is_a_sentence() -> None:
    """
    Nothing was checked: that is no problem of the client.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = ended("--cin7-port", port, "true")

    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr


def test_the_calls_can_be_kept(tmp_path: Path) -> None:
    """
    By their numbers, without secrets.
    """
    file = tmp_path / "calls.jsonl"

    done = checked("--journal", str(file), client=ONE_ORDER)

    [exchange] = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert done.returncode == 0, done.stderr
    assert exchange["operation"] == "shipstation.create_order"
    assert exchange["request"]["orderNumber"] == exchange["reply"]["orderNumber"]


def test_a_fake_that_dies_is_a_failure() -> None:
    """
    It is nobody's mistake: a sentence and status 1, and the command does not go on.
    """
    client = """
import signal, subprocess, time
children = f"/proc/{os.getppid()}/task/{os.getppid()}/children"
for child in map(int, open(children).read().split()):
    if child != os.getpid():
        os.kill(child, signal.SIGKILL)
subprocess.run(["sleep", "60"])
"""

    done = checked("--only", "shipstation", client=client)

    assert done.returncode == 1
    assert "Error: the fakes ended with status -9" in done.stderr


@pytest.fixture
def waiting() -> Iterator[tuple[subprocess.Popen[str], Mapping[str, str]]]:
    """
    Return a check whose command has started another, and waits for it.
    """
    client = """
import subprocess
child = subprocess.Popen(["sleep", "60"])
print(json.dumps({"url": url, "child": str(child.pid)}), flush=True)
child.wait()
"""
    with subprocess.Popen(  # noqa: S603  # our own command
        [*CHECK, "--", sys.executable, "-c", BEGINNING + client],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything(waiting: Any, number: signal.Signals) -> None:
    """
    The command, what it has started, and the fakes.
    """
    process, said = waiting

    process.send_signal(number)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 128 + number
    assert errors == f"Error: stopped by {number.name}\n"
    assert _is_gone(int(said["child"]))
    with pytest.raises(requests.ConnectionError):
        requests.get(said["url"], timeout=5)


def _is_gone(pid: int) -> bool:
    """
    Tell whether a process ends; each look is a call that takes its time.
    """
    for _ in range(POLITE_ATTEMPTS):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8"):
            return True
    return False
