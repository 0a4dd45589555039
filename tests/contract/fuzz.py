"""
Ask a fake whatever its OpenAPI permits, and much that it does not.

No answer breaks the contract, nothing fails but as the vendor documents it, and what
holds of the state holds afterwards. ``python -m tests.contract.fuzz shipstation`` takes
as many cases as it is told; the suite takes few.
"""

import json
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  # seeded: cases, no secrets
from types import ModuleType
from typing import Any, get_type_hints
from urllib.parse import quote, urlencode

import click
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.core import NotSet
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from werkzeug.test import Client

from emulators.kit.app import Application
from emulators.kit.openapi import openapi
from emulators.kit.operation import Operation
from tests.histories import at_cin7_core, at_shipstation
from tests.histories.invariants import problems
from tests.histories.teller import Teller

LIVES: dict[str, ModuleType] = {
    "shipstation": at_shipstation,
    "cin7_core": at_cin7_core,
}
_BROKEN = b"the fake broke its own contract"
_STEPS = 120
_ODD: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\x00",
    "ÿ\ud7ff😀" * 40,
    "0",
    "true",
    "2026-02-30",
    "9999-12-31T23:59:59Z",
    "0001-01-01",
    0,
    -1,
    2**31,
    2**63,
    10**40,
    1e308,
    -0.0,
    0.005,
    True,
    [],
    {},
    [None],
    {"": None},
)


@dataclass
class Fuzz:
    """
    One run against one fake.

    Attributes:
        cases: How many calls there were.

        answers: How many of each status there were.

        found: A sentence for each thing that went wrong.
    """

    at: Teller
    seed: int = 0
    cases: int = 0
    answers: dict[int, int] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._client = Client(Application(self.at.service))
        self._random = Random(self.seed)  # noqa: S311  # cases, no secrets
        self._ids = _ids_in(self.at)
        self.look()  # which makes all indexes, so that they have to be kept up

    def run(self, cases: int) -> None:
        """
        Make about so many calls, spread over all operations.
        """
        schema = schemathesis.openapi.from_dict(openapi(self.at.service))
        operations = [
            result.ok()
            for result in schema.get_all_operations()
            if isinstance(result, Ok)
        ]
        share = max(1, cases // (len(operations) * 3))
        for operation in operations:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._draw(operation.as_strategy(generation_mode=mode), share)
        built = [one for one in self.at.service.catalogue if one.built]
        share = max(1, (cases - self.cases) // len(built))
        for declared in built:
            for _ in range(share):
                self._like_an_example(declared)
        self.look()

    def look(self) -> None:
        """
        Look whether what holds of the state holds.
        """
        for sentence in problems(self.at.service):
            self.found.setdefault(sentence, "afterwards")

    def _draw(self, strategy: Any, count: int) -> None:
        @settings(
            max_examples=count,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy, known=st.booleans())
        def ask(case: Any, known: bool) -> None:  # noqa: FBT001  # hypothesis' way
            body = None if isinstance(case.body, NotSet) else case.body
            path = case.formatted_path
            if known:
                path, body = self._with_ids(case.path, body)
            self.ask(case.method, path, case.query or {}, body)

        try:
            ask()
        except Unsatisfiable:
            return  # nothing is wrong with a call that has no parameters

    def _like_an_example(self, declared: Operation[Any]) -> None:
        """
        Send an example of the operation's schema with something odd in it.
        """
        contract = self.at.service.contract
        body = None
        if declared.request is not None:
            examples = contract.schemas[declared.request].get("examples") or [{}]
            body = deepcopy(self._random.choice(examples))
            for _ in range(self._random.randrange(3)):
                body = self._mangled(body)
        query = {
            name: str(self._random.choice((*_ODD, *self._ids)))
            for name in declared.query
            if self._random.random() < 0.4  # less than one in two
        }
        path = self.at.service.base + declared.path.replace("<int:", "{").replace(
            "<", "{"
        ).replace(">", "}")
        path, body = self._with_ids(path, body)
        self.ask(declared.method, path, query, body)

    def _mangled(self, value: Any) -> Any:
        if isinstance(value, dict) and value and self._random.random() < 0.9:
            key = self._random.choice(list(value))
            return {**value, key: self._mangled(value[key])}
        if isinstance(value, list) and value and self._random.random() < 0.8:
            place = self._random.randrange(len(value))
            return [*value[:place], self._mangled(value[place]), *value[place + 1 :]]
        return self._random.choice(_ODD)

    def _with_ids(self, path: str, body: Any) -> tuple[str, Any]:
        """
        Return path and body with ids of what there is.
        """
        while "{" in path:
            before, _, rest = path.partition("{")
            known = quote(str(self._random.choice(self._ids)))
            path = before + known + rest.partition("}")[2]
        if isinstance(body, dict):
            body = {
                key: self._random.choice(self._ids)
                if key.lower().endswith(("id", "sku", "number"))
                and self._random.random() < 0.7
                else value
                for key, value in body.items()
            }
        return path, body

    def ask(self, method: str, path: str, query: Any, body: Any) -> None:
        """
        Make a call, and look at what came of it.
        """
        self.cases += 1
        payload = body if isinstance(body, bytes) else _json(body)
        try:
            asked = urlencode(query, doseq=True, errors="replace")
            answer = self._client.open(
                f"/_emulator/person{path}?{asked}",
                method=method,
                data=payload,
                content_type="application/json",
            )
            said, status = answer.data, answer.status_code
        except Exception as error:  # noqa: BLE001  # it is what is looked for
            said, status = f"{type(error).__name__}: {error}".encode(), 0
        self.answers[status] = self.answers.get(status, 0) + 1
        if status == 0 or _BROKEN in said:
            text = said.decode(errors="replace")
            where = f"{method} {path} {query} {payload[:300]!r}"
            self.found.setdefault(text.strip().splitlines()[-1][-300:], where + text)
        if self.cases % 50 == 0:
            self.at.clock.advance(3600)


def fuzzed(name: str, cases: int, *, seed: int = 0, any_profile: bool = False) -> Fuzz:
    """
    Let an account live for a while, then ask it so many things.

    Of *any profile* are members of its contested facts that are drawn by chance.
    """
    life = LIVES[name]
    random = Random(seed)  # noqa: S311  # cases, no secrets
    at: Teller = life.teller()
    if any_profile:
        _draw_profile(at, random)
    life.live(
        at, [(random.randrange(101), random.randrange(61)) for _ in range(_STEPS)]
    )
    fuzz = Fuzz(at, seed=seed)
    fuzz.run(cases)
    return fuzz


def _draw_profile(at: Teller, random: Random) -> None:
    tenant = at.service.tenant(None)
    facts = get_type_hints(type(tenant.state.profile))
    drawn = {name: random.choice(list(fact)).value for name, fact in facts.items()}
    at.service.change_profile(tenant, drawn)


def _ids_in(at: Teller) -> list[Any]:
    """
    Return ids and names of what the account has.
    """
    state = at.service.tenant(None).state
    if at.service.name == "shipstation":
        shelves: Iterator[Any] = iter(
            (state.orders, state.shipments, state.products, state.stores)
        )
        numbers = [n for one in shelves for n in list(one._by_id)[:6]]  # noqa: SLF001
        return [*numbers, "M-1", "HAT-1"]
    ids = [key for sale in list(state.sales)[:6] for key in (sale.id, sale.number)]
    tasks = [task.task_id for sale in state.sales for task in sale.fulfilments][:6]
    return [*ids, *tasks, *(one.sku for one in state.products), "INV-00001"]


def _json(body: Any) -> bytes:
    return b"" if body is None else json.dumps(body).encode("utf-8", "replace")


@click.command()
@click.argument("name", type=click.Choice(list(LIVES)))
@click.option("--cases", type=click.IntRange(1), default=5000)
@click.option("--seed", type=int, default=0)
@click.option("--any-profile", is_flag=True, help="Draw the contested facts as well.")
def main(name: str, cases: int, seed: int, *, any_profile: bool) -> None:
    """
    Ask a fake so many things, and print what went wrong.
    """
    fuzz = fuzzed(name, cases, seed=seed, any_profile=any_profile)
    click.echo(f"{fuzz.cases} cases, by status {dict(sorted(fuzz.answers.items()))}")
    for sentence, where in fuzz.found.items():
        click.echo(f"\n{sentence}\n  {where[:1500]}")
    sys.exit(bool(fuzz.found))


if __name__ == "__main__":
    main()
