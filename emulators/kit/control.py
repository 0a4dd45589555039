"""
The control plane of a fake, under ``/_emulator``: one route table, two ends.

`Control` serves it, `ControlClient` (in its own module) speaks to it. Who drives a
fake in another language finds the same table in ``GET /_emulator``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from emulators.kit import archive
from emulators.kit.basic import same_secret
from emulators.kit.control_routes import ROOT, ROUTES
from emulators.kit.faults import BadFault, fault_from_json, fault_to_json
from emulators.kit.openapi import openapi
from emulators.kit.plain_values import BadSnapshot
from emulators.kit.profile import UnknownFact, profile_to_json
from emulators.kit.service import Service, UnknownAccount
from emulators.kit.snapshots import UnknownSnapshot
from emulators.kit.world import BadWorld, build_world, world_schema

TOKEN_WANTED = {"Message": "X-Emulator-Token is wanted"}

_encode = msgspec.json.Encoder(decimal_format="number").encode


class BadControl(ValueError):
    """
    A call of the control plane makes no sense; the sentence says why.
    """


class Control:
    """
    The serving end.

    Args:
        send: Does what a person does: account, method, path and body in; status and
            answer out.

    ``X-Emulator-Account`` chooses the account, the first one without it. Where the
    service listens beyond loopback, ``X-Emulator-Token`` is wanted.
    """

    def __init__(self, service: Service[Any], send: Callable[..., Any]) -> None:
        self._service = service
        self._send = send

    def answer(
        self,
        name: str,
        *,
        headers: Mapping[str, str],
        query: dict[str, str],
        raw: bytes,
    ) -> tuple[int, bytes]:
        """
        Answer one call: status and JSON. Header names are in lower case.
        """
        token = self._service.control_token
        if token and not same_secret(headers.get("x-emulator-token", ""), token):
            return 403, _encode(TOKEN_WANTED)
        try:
            ask = _Ask(headers.get("x-emulator-account"), query, raw)
            return 200, _encode(getattr(self, f"_{name}")(ask))
        except (UnknownAccount, UnknownSnapshot) as error:
            return 404, _encode({"Message": str(error)})
        except (BadControl, BadFault, BadSnapshot, BadWorld, UnknownFact) as error:
            return 400, _encode({"Message": str(error)})

    def _index(self, ask: "_Ask") -> Any:
        del ask
        return {
            "service": self._service.name,
            "routes": [
                {"method": r.method, "path": ROOT + r.path, "summary": r.summary}
                for r in ROUTES.values()
            ],
            "screens": [
                {
                    "method": o.method,
                    "path": f"{ROOT}/screens{o.path}",
                    "summary": o.summary,
                }
                for o in self._service.screens
            ],
        }

    def _health(self, ask: "_Ask") -> Any:
        del ask
        return {"status": "ok"}

    def _ready(self, ask: "_Ask") -> Any:
        self._service.tenant(ask.account)
        return {"status": "ready"}

    def _openapi(self, ask: "_Ask") -> Any:
        del ask
        return openapi(self._service)

    def _operations(self, ask: "_Ask") -> Any:
        del ask
        return {
            "operations": [
                {
                    "name": f"{self._service.name}.{o.name}",
                    "method": o.method,
                    "path": self._service.base + o.path,
                    "built": o.built,
                    "summary": o.summary,
                    "source": o.source,
                }
                for o in self._service.catalogue
            ]
        }

    def _accounts(self, ask: "_Ask") -> Any:
        del ask
        return {"accounts": list(self._service.tenants)}

    def _open_account(self, ask: "_Ask") -> Any:
        return self._service.open_account(ask.body)

    def _reset(self, ask: "_Ask") -> Any:
        del ask
        self._service.reset()
        return {"status": "reset"}

    def _world(self, ask: "_Ask") -> Any:
        return {"steps": build_world(ask.body, partial(self._send, ask.account))}

    def _world_schema(self, ask: "_Ask") -> Any:
        del ask
        return world_schema()

    def _snapshots(self, ask: "_Ask") -> Any:
        del ask
        return {"snapshots": self._service.shelf.documents()}

    def _save(self, ask: "_Ask") -> Any:
        tenant = self._service.tenant(ask.account)
        return archive.keep(self._service, tenant, ask.text("name"))

    def _delete_snapshot(self, ask: "_Ask") -> Any:
        self._service.shelf.delete(ask.asked("name"))
        return self._snapshots(ask)

    def _snapshot(self, ask: "_Ask") -> Any:
        return msgspec.Raw(self._service.shelf.get(ask.asked("name")).payload)

    def _take_in(self, ask: "_Ask") -> Any:
        return archive.take_in(self._service, ask.asked("name"), ask.raw)

    def _restore(self, ask: "_Ask") -> Any:
        kept = self._service.shelf.get(ask.text("name"))
        account = ask.account or kept.account
        return archive.restore(self._service, account, kept.payload)

    def _fork(self, ask: "_Ask") -> Any:
        return archive.fork(self._service, ask.text("name"), ask.text("account"))

    def _diff(self, ask: "_Ask") -> Any:
        tenant = self._service.tenant(ask.account)
        after = ask.query.get("after")
        changes = archive.compare(self._service, tenant, ask.asked("before"), after)
        return {"changes": changes}

    def _clock(self, ask: "_Ask") -> Any:
        del ask
        clock = self._service.clock
        is_virtual = hasattr(clock, "advance")
        return {"now": clock.now().isoformat(), "is_virtual": is_virtual}

    def _advance(self, ask: "_Ask") -> Any:
        advance = getattr(self._service.clock, "advance", None)
        if advance is None:
            raise BadControl("this fake runs on the wall clock, which nobody moves")
        seconds = ask.body.get("seconds")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise BadControl("seconds is a number, zero or more")
        advance(seconds)
        return self._clock(ask)

    def _settle(self, ask: "_Ask") -> Any:
        self._service.clock.settle()
        return self._clock(ask)

    def _faults(self, ask: "_Ask") -> Any:
        left = self._service.tenant(ask.account).faults.left()
        return {"faults": [{**fault_to_json(f), "left": times} for f, times in left]}

    def _add_fault(self, ask: "_Ask") -> Any:
        fault = fault_from_json(ask.body)
        service, _, name = fault.operation.partition(".")
        if service != self._service.name or not (
            name == "*" or name in self._service.catalogue
        ):
            raise BadFault(f"{self._service.name} has no operation {fault.operation}")
        self._service.tenant(ask.account).faults.add(fault)
        return fault_to_json(fault)

    def _clear_faults(self, ask: "_Ask") -> Any:
        self._service.tenant(ask.account).faults.clear()
        return {"faults": []}

    def _journal(self, ask: "_Ask") -> Any:
        after, limit = ask.query.get("after"), ask.query.get("limit")
        if not (after or "0").isdecimal():
            raise BadControl("after is the number of an exchange")
        if limit is not None and not (limit.isdecimal() and int(limit)):
            raise BadControl("limit is how many exchanges at the most, one or more")
        anonymous = ask.query.get("anonymous") == "true"
        journal = (
            self._service.journal
            if anonymous
            else self._service.tenant(ask.account).journal
        )
        found = journal.since(int(after or "0"))
        if limit is not None:
            found = found[: int(limit)] if after else found[-int(limit) :]
        return {"exchanges": [exchange.document() for exchange in found]}

    def _clear_journal(self, ask: "_Ask") -> Any:
        self._service.tenant(ask.account).journal.clear()
        return {"exchanges": []}

    def _profile(self, ask: "_Ask") -> Any:
        return self._service.profile_of(self._service.tenant(ask.account))

    def _set_profile(self, ask: "_Ask") -> Any:
        tenant = self._service.tenant(ask.account)
        with tenant.lock:
            return self._service.set_profile(tenant, ask.body)

    def _presets(self, ask: "_Ask") -> Any:
        del ask
        presets = self._service.presets
        return {name: profile_to_json(preset) for name, preset in presets.items()}

    def _change_profile(self, ask: "_Ask") -> Any:
        tenant = self._service.tenant(ask.account)
        with tenant.lock:
            return self._service.change_profile(tenant, ask.body)


@dataclass(frozen=True, slots=True)
class _Ask:
    """
    One call of the control plane.
    """

    account: str | None
    query: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        """
        The JSON object that came with it, or an empty one.
        """
        return _document(self.raw)

    def text(self, name: str) -> str:
        """
        Return a text of the body that has to be there.
        """
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise BadControl(f"the body has no {name}")
        return value

    def asked(self, name: str) -> str:
        """
        Return a text of the query that has to be there.
        """
        value = self.query.get(name)
        if not value:
            raise BadControl(f"the query has no {name}")
        return value


def _document(raw: bytes) -> dict[str, Any]:
    if not raw.strip():
        return {}
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise BadControl(f"the body is no JSON object: {error}") from None
