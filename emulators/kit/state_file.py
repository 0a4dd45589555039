"""
A file that has the state of fakes, so that it survives their process.

It is written soon after a change, and when they stop: a process that is killed loses
the last moments at most. It holds credentials, and only its owner can read it.
"""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from emulators.kit import archive
from emulators.kit.ambient import Clock
from emulators.kit.plain_values import BadSnapshot
from emulators.kit.service import Service

PAUSE_SECONDS = 1.0
_SHARE = 10
_encode = msgspec.json.Encoder(decimal_format="number").encode


class BadState(ValueError):
    """
    A file holds no state that these fakes could take over; the sentence says why.
    """


class _Fake(msgspec.Struct, forbid_unknown_fields=True):
    accounts: list[msgspec.Raw]
    common: Any = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    fakes: dict[str, _Fake]


class StateFile:
    """
    The state of some fakes, in a file.

    What it has of other fakes stays as it is.
    """

    def __init__(
        self, path: Path, services: Mapping[str, Service[Any]], clock: Clock
    ) -> None:
        self._path = path
        self._services = services
        self._clock = clock
        self._others: dict[str, _Fake] = {}
        self._written: object = None
        self._closed = False

    def load(self) -> bool:
        """
        Let the fakes be as the file has them; say no where there is no file yet.

        Raises:
            BadState: The file cannot be read, or does not fit.
        """
        try:
            payload = self._path.read_bytes()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise BadState(f"{self._path} cannot be read: {error.strerror}") from None
        try:
            fakes = msgspec.json.decode(payload, type=_File).fakes
            for name, fake in fakes.items():
                self._take_over(name, fake)
        except (msgspec.MsgspecError, UnicodeDecodeError, BadSnapshot) as error:
            raise BadState(f"{self._path} holds no state: {error}") from None
        self._written = self._mark()
        return True

    def watch(self) -> None:
        """
        Write the file soon after each change from now on.

        Raises:
            BadState: It cannot be written.
        """
        self.save()
        self._enter(PAUSE_SECONDS)

    def close(self) -> None:
        """
        Write the file for the last time.
        """
        self._closed = True
        if self._mark() != self._written:
            self.save()

    def save(self) -> None:
        """
        Write the file: the whole of it, or nothing.

        Raises:
            BadState: It cannot be written.
        """
        mark = self._mark()
        fakes = {name: self._fake(one) for name, one in self._services.items()}
        payload = _encode(_File({**self._others, **fakes}))
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            _write(beside, payload)
            beside.replace(self._path)
        except OSError as error:
            raise BadState(
                f"{self._path} cannot be written: {error.strerror}"
            ) from None
        self._written = mark

    def _take_over(self, name: str, fake: _Fake) -> None:
        service = self._services.get(name)
        if service is None:
            self._others[name] = fake
            return
        for raw in fake.accounts:
            snapshot = bytes(raw)
            head = service.shape.read(snapshot)
            archive.restore(service, head.account, snapshot)
        service.restore_common_state(fake.common)

    def _fake(self, service: Service[Any]) -> _Fake:
        accounts = [
            msgspec.Raw(archive.save(service, tenant))
            for tenant in tuple(service.tenants.values())
        ]
        return _Fake(accounts, service.common_state())

    def _mark(self) -> object:
        """
        Return something that is another whenever something may have changed.
        """
        return [
            (
                [(t.name, t, t.lock.changes) for t in tuple(one.tenants.values())],
                _encode(one.common_state()),
            )
            for one in self._services.values()
        ]

    def _tick(self) -> None:
        if self._closed:
            return
        began = self._clock.now()
        if self._mark() != self._written:
            self.save()
        # A large state takes its time: most of it belongs to the callers.
        took = (self._clock.now() - began).total_seconds()
        self._enter(max(PAUSE_SECONDS, took * _SHARE))

    def _enter(self, seconds: float) -> None:
        at = self._clock.now() + timedelta(seconds=seconds)
        self._clock.enter(at, f"write {self._path.name}", self._tick)


def _write(path: Path, payload: bytes) -> None:
    path.unlink(missing_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(payload)
        file.flush()
        os.fsync(file.fileno())
