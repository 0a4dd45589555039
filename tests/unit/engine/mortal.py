"""
Ports that die: a process that is gone at its nth step, and all that follows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol, cast

from engine.ports.ledger import Ledger
from engine.ports.vendors import Vendors
from engine.ports.world import World

_ACCOUNTS = {"vendors.sales": "cin7_core", "vendors.shipstation": "shipstation"}


class HasWorld(Protocol):
    """
    A bench, whatever its vendors are.
    """

    @property
    def world(self) -> World:
        """
        Return the ports of its engine.
        """


class Died(BaseException):
    """
    The process is gone. Nothing catches it, and no port answers after it.
    """


class Reaper:
    """
    Counts the steps of a process, and ends it at one of them.
    """

    def __init__(self, dies_at: int) -> None:
        self.steps: list[str] = []
        self._dies_at = dies_at

    @property
    def is_dead(self) -> bool:
        """
        Tell whether the process has ended.
        """
        return len(self.steps) > self._dies_at

    def step(self, name: str) -> None:
        """
        Count a step, before it is done or after it was.
        """
        if not self.is_dead:
            self.steps.append(name)
        if self.is_dead:
            raise Died(name)


class Mortal:
    """
    Stands before a port: the process may die before each call, and right after it.
    """

    def __init__(self, port: object, name: str, reaper: Reaper) -> None:
        self._port = port
        self._name = name
        self._reaper = reaper

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        called = f"{self._name}.{name}"
        if name == "transaction":
            return self._transaction
        if callable(found):
            return self._method(found, called)
        return Mortal(found, called, self._reaper)

    def _method(self, found: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._reaper.step(f"before {name}")
            result = found(*args, **kwargs)
            self._reaper.step(f"after {name}")
            if name in _ACCOUNTS:
                return Mortal(result, _ACCOUNTS[name], self._reaper)
            return result

        return call

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with cast("Ledger", self._port).transaction():
            yield
            self._reaper.step("before commit")
        self._reaper.step("after commit")


def mortal(
    bench: HasWorld, dies_at: int, *, kind: type[Reaper] = Reaper
) -> tuple[World, Reaper]:
    """
    Return a world over the same memory and vendors that ends at the step.
    """
    return mortal_world(bench.world, dies_at, kind=kind)


def mortal_world(
    world: World, dies_at: int, *, kind: type[Reaper] = Reaper
) -> tuple[World, Reaper]:
    """
    Return a world over the same ledger and vendors that ends at the step.
    """
    reaper = kind(dies_at)
    ledger = cast("Ledger", Mortal(world.ledger, "ledger", reaper))
    vendors = cast("Vendors", Mortal(world.vendors, "vendors", reaper))
    return replace(world, ledger=ledger, vendors=vendors), reaper
