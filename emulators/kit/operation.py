"""
Declare one API operation: its route, its schemas, its evidence and its handler.

Everything else that the project knows of an operation (Flask route, validation,
OpenAPI, catalogue, contract tests, target of a fault) is derived from the
`Operation` made here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any, Generic, TypeVar

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Call:
    """
    One request, already authenticated and valid against its schema.

    Attributes:
        path: Values of the route's variables.

        query: Typed values under the names of the declaration, whatever case the
            caller used; what was not given is absent, and so is what was empty, unless
            the vendor reads it.

        body: The decoded JSON, with `decimal.Decimal` for fractions; None if absent.

        login: User name and password, where HTTP Basic was used.

        origin: Where the caller reaches the fake, such as ``http://127.0.0.1:8080``.
    """

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    login: tuple[str, str] | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What an operation answers.

    Attributes:
        body: Encoded as JSON; bytes are sent as they are, None as an empty body. A
            `Document` is checked and encoded only once.
    """

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Param:
    """
    One query parameter.

    Attributes:
        schema: Its JSON Schema, for OpenAPI.

        parse: Text to value; a ValueError says what is wrong with it.

        blank: Whether nothing at all is a value.
    """

    schema: Mapping[str, Any]
    parse: Callable[[str], Any]
    required: bool = False
    blank: bool = False


def parse_boolean(text: str) -> bool:
    """
    Read ``true`` or ``false``, in any case.

    Raises:
        ValueError: The text is neither.
    """
    match text.strip().lower():
        case "true" | "1":
            return True
        case "false" | "0":
            return False
    raise ValueError(f"The value '{text}' is not valid for Boolean.")


def parse_integer(text: str) -> int:
    """
    Read an integer of at most 18 digits.

    Raises:
        ValueError: The text is no such integer.
    """
    stripped = text.strip()
    digits = stripped.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):  # noqa: PLR2004  # what fits in 64 bits
        raise ValueError(f"The value '{text}' is not valid for Int32.")
    return int(stripped)


TEXT = Param({"type": "string"}, str, blank=True)
INTEGER = Param({"type": "integer"}, parse_integer)
BOOLEAN = Param({"type": "boolean"}, parse_boolean)


def choice(*members: str, required: bool = False) -> Param:
    """
    Return a parameter that takes one of the members, in any case.
    """
    known = {member.lower(): member for member in members}

    def parse(text: str) -> str:
        try:
            return known[text.strip().lower()]
        except KeyError:
            raise ValueError(f"The value '{text}' is not valid.") from None

    return Param({"type": "string", "enum": list(members)}, parse, required)


def required(param: Param) -> Param:
    """
    Return the same parameter, not to be left out.
    """
    return Param(param.schema, param.parse, required=True)


@dataclass(frozen=True, slots=True)
class Operation(Generic[State]):
    """
    One documented operation of an emulated API.

    Attributes:
        name: The handler's name, ``<verb>_<noun>``; faults and features use it.

        path: Flask's syntax, in the vendor's spelling; matched in any case.

        request: File name of the body's schema, if there is a body.

        responses: Status to the file name of the body's schema; None for no JSON.

        query: The parameters by the vendor's spelling; others are ignored.

        source: Address of the documentation.

        handler: Function of the call and the account's state, and nothing else.
            None for what the vendor has and the fake lacks: it answers 501.

        aliases: Other paths that lead to it.

        anonymous: Whether it needs no credential; its state is the service then.
    """

    name: str
    method: str
    path: str
    request: str | None
    responses: Mapping[int, str | None]
    query: Mapping[str, Param]
    source: str
    handler: Callable[[Call, State], Reply] | None
    aliases: tuple[str, ...] = ()
    anonymous: bool = False

    def __call__(self, call: Call, state: State) -> Reply:
        """
        Call the handler, so that a unit test needs no HTTP.
        """
        if self.handler is None:
            raise TypeError(f"{self.name} is not built")
        return self.handler(call, state)

    @property
    def summary(self) -> str:
        """
        The first line of the handler's docstring.
        """
        lines = (self.handler.__doc__ or "").strip().splitlines()
        return lines[0] if lines else ""

    @property
    def built(self) -> bool:
        """
        Whether the fake does it.
        """
        return self.handler is not None


def operation(
    method: str,
    path: str,
    *,
    responses: Mapping[int, str | None],
    source: str,
    request: str | None = None,
    query: Mapping[str, Param] | None = None,
) -> Callable[[Callable[[Call, State], Reply]], Operation[State]]:
    """
    Return a decorator that turns a handler into an `Operation`.
    """

    def declare(handler: Callable[[Call, State], Reply]) -> Operation[State]:
        return Operation(
            handler.__name__,
            method,
            path,
            request,
            responses,
            query or {},
            source,
            handler,
        )

    return declare


def also_at(*paths: str) -> Callable[[Operation[State]], Operation[State]]:
    """
    Return a decorator that lets other paths lead to an operation too.
    """
    return lambda declared: replace(declared, aliases=paths)


def anonymous(declared: Operation[State]) -> Operation[State]:
    """
    Let everybody call the operation; its handler gets the service.
    """
    return replace(declared, anonymous=True)


def not_built(name: str, method: str, path: str, *, source: str) -> Operation[Any]:
    """
    Return an operation that the vendor has and the fake lacks.
    """
    return Operation(name, method, path, None, {}, {}, source, None)


class DuplicateOperationError(ValueError):
    """
    Two operations of one service have the same name.
    """


class Catalogue(Generic[State]):
    """
    The operations of one service, in the order of their declaration.
    """

    def __init__(self, service: str, *modules: ModuleType) -> None:
        self.service = service
        self._by_name: dict[str, Operation[State]] = {}
        for module in modules:
            for declared in vars(module).values():
                for one in declared if isinstance(declared, tuple) else (declared,):
                    if isinstance(one, Operation):
                        self._add(one)

    def _add(self, declared: Operation[State]) -> None:
        if self._by_name.setdefault(declared.name, declared) is not declared:
            raise DuplicateOperationError(f"{self.service}.{declared.name}")

    def __iter__(self) -> Iterator[Operation[State]]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def __getitem__(self, name: str) -> Operation[State]:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name
