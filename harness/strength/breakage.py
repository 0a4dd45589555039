"""
A breakage: one documented rule, broken on purpose, and who has to notice.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pkgutil import resolve_name
from typing import Any

Wrong = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Breakage:
    """
    What stands in the place of something in a process, and is wrong.

    Attributes:
        name: Short, for the command line.

        rules: Tags; the Examples of rules with one of them have to notice.

        what: What is wrong, as a sentence about the integration or a vendor.

        patches: Dotted names, each with what makes the wrong out of the right.
    """

    name: str
    rules: tuple[str, ...]
    what: str
    patches: tuple[tuple[str, Wrong], ...]

    def apply(self) -> None:
        """
        Break it, for as long as this process lives.

        Raises:
            AttributeError: There is nothing of this name any more.
            ImportError: There is no such module.
        """
        for target, wrong in self.patches:
            owner, right = _found(target)
            setattr(owner, target.rpartition(".")[2], wrong(right))


def _found(target: str) -> tuple[Any, Any]:
    owner = resolve_name(target.rpartition(".")[0])
    return owner, getattr(owner, target.rpartition(".")[2])


def breakage(name: str, rules: str, what: str, *patches: str | Wrong) -> Breakage:
    """
    Return a breakage; *patches* are dotted names, each followed by its wrong.
    """
    pairs = tuple(zip(patches[::2], patches[1::2], strict=True))
    return Breakage(name, tuple(rules.split()), what, pairs)  # type: ignore[arg-type]  # a name and a function in turn


# How right things become wrong ones


def always(value: Any) -> Wrong:
    """
    Let a function answer the same whatever it is asked.
    """
    return lambda _: lambda *_args, **_named: value


def instead(value: Any) -> Wrong:
    """
    Let something else stand there.
    """
    return lambda _: value


def answering(change: Callable[[Any], Any]) -> Wrong:
    """
    Let a function's answer be changed on its way.
    """
    return lambda right: lambda *args, **named: change(right(*args, **named))


def asked(change: Callable[[Any], Any], position: int = 0) -> Wrong:
    """
    Let one of a function's arguments be changed on its way.
    """

    def wrong(right: Callable[..., Any]) -> Callable[..., Any]:
        def function(*args: Any, **named: Any) -> Any:
            given = list(args)
            given[position] = change(given[position])
            return right(*given, **named)

        return function

    return wrong


def having(**fields: Any) -> Callable[[Any], Any]:
    """
    Return what changes fields of a dataclass; a function makes them of the old one.
    """

    def change(one: Any) -> Any:
        return replace(
            one,
            **{
                name: value(getattr(one, name)) if callable(value) else value
                for name, value in fields.items()
            },
        )

    return change


def without(*names: Any) -> Wrong:
    """
    Let a table, a set, or a tuple of named things lack some.
    """

    def wrong(right: Any) -> Any:
        if isinstance(right, Mapping):
            return {key: value for key, value in right.items() if key not in names}
        if isinstance(right, Collection) and not isinstance(right, tuple):
            return frozenset(right) - set(names)
        return tuple(_unnamed(right, names))

    return wrong


def _unnamed(right: Iterable[Any], names: Collection[Any]) -> Iterable[Any]:
    return (one for one in right if getattr(one, "name", one) not in names)
