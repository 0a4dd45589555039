"""
The page about systems under test, and the engine that speaks what it lists.
"""

import re
from pathlib import Path

import requests

from harness.applicability import CAPABILITIES
from harness.bench import Bench
from harness.foreign_system import capabilities_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "system_under_test.md"
CALL = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^ ?`]*)")

# What this engine answers beside: the bench asks for none of it.
BESIDE = {
    "GET /openapi.json",
    "GET /orders",
    "GET /organisations",
    "GET /users",
    "PATCH /users/{}",
    "POST /users",
}


def calls(text: str) -> set[str]:
    """
    Return the calls under ``/api`` that a text names, without what stands in braces.
    """
    table = text[text.index("## What it serves to a person") :]
    table = table[: table.index("\n## ", 1)]
    found: set[str] = set()
    for row in table.split("\n"):
        if row.startswith("| `"):
            cell = row.split(" | ")[0]
            found.update(f"{verb} {_bare(path)}" for verb, path in CALL.findall(cell))
    return found


def _bare(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def test_the_page_lists_what_the_engine_answers(bench: Bench) -> None:
    """
    No call is missing, and none is there that the engine does not know.
    """
    bearer = {"Authorization": f"Bearer {bench.system.token}"}
    url = f"{bench.system.url}/api/openapi.json"
    document = requests.get(url, headers=bearer, timeout=10).json()
    answered = {
        f"{verb.upper()} {_bare(path.removeprefix('/api'))}"
        for path, verbs in document["paths"].items()
        if path.startswith("/api/")
        for verb in verbs
    }

    assert answered - BESIDE == calls(PAGE.read_text(encoding="utf-8"))


def test_the_engine_tells_what_it_can_do(bench: Bench) -> None:
    """
    All three methods and more; webhooks only where Cin7 Core can reach it.
    """
    told = capabilities_of(bench.system.url, bench.system.token)

    assert told == set(CAPABILITIES) - {"webhooks"}
