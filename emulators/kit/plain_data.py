"""
Objects of a domain as plain data, and back: what snapshots are made of.

Nothing is written by hand for a class. A dataclass keeps its fields. Any other class
keeps the attributes that its body annotates; the rest it names in ``derived`` and makes
anew in ``reindex``. What may change has an identity: it stands where it is met first,
and everywhere else there is ``{"$ref": <JSON Pointer>}``. What never changes is a value
and is written out.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from enum import Enum
from inspect import signature
from operator import attrgetter
from types import MethodType, NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec

from emulators.kit.agenda import Planned
from emulators.kit.ambient import Entry
from emulators.kit.plain_values import BadSnapshot, as_value, is_value

REF = "$ref"
KIND = "$is"


class Unsaveable(TypeError):
    """
    A class of the domain does not say how it is kept; the sentence names it.
    """


@dataclass(slots=True)
class Saving:
    """
    What one save knows.

    Attributes:
        around: What an account is built upon, by type; it is never written.

        plans: The number of each entry of the agenda, by its identity.
    """

    around: Mapping[type, object]
    plans: Mapping[int, int] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Restoring:
    """
    What one restore knows.

    Attributes:
        around: What the account is built upon, by type.

        plans: The entries of the agenda, by number.
    """

    around: Mapping[type, object]
    plans: tuple[Planned, ...] = ()
    objects: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """
    How one type is written and read. Both are told where in the data it stands.
    """

    write: Callable[[Any, Saving, str], Any]
    read: Callable[[Any, Restoring, str], Any]


class Forms:
    """
    The forms of all types of a domain, found through the hints of its classes.

    Args:
        around: Types that an account is built upon; they are bound anew.

        tables: Values that are no state but code, by type and name, such as a carrier's
            services; only the name is written.
    """

    def __init__(
        self,
        *,
        around: tuple[type, ...],
        tables: Mapping[type, Mapping[str, Any]],
    ) -> None:
        self._around = around
        self._tables = tables
        self._objects: dict[type, _Object] = {}
        self._parameters: dict[Callable[..., Any], dict[str, Form]] = {}

    def of(self, hint: Any) -> Form | None:
        """
        Return the form of a hint; None for a value, which is written as it is.
        """
        if isinstance(hint, TypeVar):
            hint = hint.__bound__
        origin, arguments = get_origin(hint) or hint, get_args(hint)
        bound = self._bound(hint, origin)
        if bound is not None:
            return bound
        if origin in (set, frozenset):
            return _set(hint)
        if is_value(hint, stops=(*self._around, *self._tables)):
            return None
        return self._compound(hint, origin, arguments)

    def _bound(self, hint: Any, origin: Any) -> Form | None:
        """
        Return the form of what is not written but found again.
        """
        if origin in self._around:
            return _external(origin)
        if origin in self._tables:
            return _named(self._tables[origin])
        if origin is Entry:
            return _PLAN
        if Callable in (origin, hint):
            return _METHOD
        if isinstance(hint, type) and issubclass(hint, Enum) and not is_value(hint):
            return _named({member.name: member for member in hint})
        return None

    def sure(self, hint: Any) -> Form:
        """
        Return the form of a hint, also that of a value.
        """
        return self.of(hint) or _value(hint)

    def parameters(self, function: Callable[..., Any]) -> dict[str, Form]:
        """
        Return the forms of the parameters of a function.
        """
        found = self._parameters.get(function)
        if found is None:
            hints = get_type_hints(function)
            found = self._parameters[function] = {
                name: self.sure(hints[name]) for name in signature(function).parameters
            }
        return found

    def object_form(self, cls: type) -> "_Object":
        """
        Return the form of a class itself.
        """
        found = self._objects.get(cls)
        if found is None:
            found = self._objects[cls] = _Object(cls, self)
            found.compile()
        return found

    def _compound(self, hint: Any, origin: Any, arguments: tuple[Any, ...]) -> Form:
        if origin in (Union, UnionType):
            [one] = [part for part in arguments if part is not NoneType]
            return _optional(self.sure(one))
        if origin is deque:
            return _deque(self.sure(arguments[0]))
        if origin in (list, tuple) and arguments[-1] in (Ellipsis, arguments[0]):
            return _sequence(origin, self.sure(arguments[0]))
        if origin is tuple:
            return _tuple([self.sure(one) for one in arguments])
        if origin in (dict, Mapping):
            return _dict(arguments[0], self.sure(arguments[1]))
        if isinstance(origin, type) and origin.__module__.startswith("emulators."):
            return _family(origin, self)
        raise Unsaveable(f"there is no plain form for {hint}")


class _Object:
    """
    The form of one class.
    """

    def __init__(self, cls: type, forms: Forms) -> None:
        self._cls = cls
        self._forms = forms
        self._is_value = is_dataclass(cls) and cls.__dataclass_params__.frozen  # type: ignore[attr-defined]  # every dataclass has them
        self._others: list[tuple[str, str, Form, Any]] = []
        self._values: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._getter: Callable[[Any], tuple[Any, ...]] = lambda _: ()
        self._struct: type[msgspec.Struct] = msgspec.Struct
        self._reindex: Callable[[Any], None] | None = getattr(cls, "reindex", None)
        self._checked = is_dataclass(cls)

    def compile(self) -> None:
        """
        Read the hints of the class; those of the classes it holds are read on the way.
        """
        hints = _kept(self._cls)
        defaults = _defaults(self._cls)
        values: list[tuple[str, Any]] = []
        for name, hint in hints.items():
            form = self._forms.of(hint)
            if form is None:
                values.append((name, hint))
            else:
                default = defaults.get(name, MISSING)
                self._others.append((name, name.lstrip("_"), form, default))
        self._values = tuple(name for name, _ in values)
        self._keys = tuple(name.lstrip("_") for name in self._values)
        self._known = frozenset((*self._keys, *(key for _, key, *_ in self._others)))
        self._getter = _getter(self._values)
        self._struct = msgspec.defstruct(
            self._cls.__name__,
            [_struct_field(name, hint, defaults) for name, hint in values],
            kw_only=True,
        )

    def write(self, found: Any, saving: Saving, place: str) -> dict[str, Any]:
        if not self._is_value:
            known = saving.places.get(id(found))
            if known is not None:
                return {REF: known}
            saving.places[id(found)] = place
        if not self._checked:
            self._check(found)
        data = dict(zip(self._keys, self._getter(found), strict=True))
        for name, key, form, _ in self._others:
            written = form.write(getattr(found, name), saving, f"{place}/{key}")
            if written is not _LEFT_OUT:
                data[key] = written
        return data

    def read(self, data: Any, restoring: Restoring, place: str) -> Any:
        if not isinstance(data, dict):
            raise BadSnapshot(f"{place} is no {self._cls.__name__}")
        if REF in data:
            return _referred(data[REF], restoring, place)
        found: Any = object.__new__(self._cls)
        if not self._is_value:
            restoring.objects[place] = found
        self._refuse_unknown(data, place)
        values = as_value(data, self._struct, place)
        for name, value in zip(
            self._values, msgspec.structs.astuple(values), strict=True
        ):
            object.__setattr__(found, name, value)
        for name, key, form, default in self._others:
            value = self._other(data.get(key, _LEFT_OUT), default)
            if value is _LEFT_OUT or key in data:
                value = form.read(value, restoring, f"{place}/{key}")
            object.__setattr__(found, name, value)
        if self._reindex is not None:
            self._reindex(found)
        return found

    @staticmethod
    def _other(data: Any, default: Any) -> Any:
        """
        Return the default of a field that an older snapshot did not have.
        """
        if data is _LEFT_OUT and default is not MISSING:
            return default() if callable(default) else default
        return data

    def _refuse_unknown(self, data: Mapping[str, Any], place: str) -> None:
        if len(data) <= len(self._known) and data.keys() <= self._known:
            return
        unknown = ", ".join(sorted(data.keys() - self._known - {KIND}))
        if unknown:
            raise BadSnapshot(
                f"{place}: a {self._cls.__name__} of this fake has no {unknown}"
            )

    def _check(self, found: object) -> None:
        """
        Make sure that nothing of a class that is no dataclass is lost.
        """
        kept = {*self._values, *(name for name, *_ in self._others)}
        derived = getattr(self._cls, "derived", ())
        stray = ", ".join(sorted(vars(found).keys() - kept - set(derived)))
        if stray:
            raise Unsaveable(
                f"{self._cls.__name__} neither annotates {stray} in its body nor "
                "names it as derived"
            )
        self._checked = True


class _LeftOut:
    """
    What stands nowhere in the data.
    """


_LEFT_OUT = _LeftOut()


def _kept(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    if is_dataclass(cls):
        return {one.name: hints[one.name] for one in fields(cls)}
    return {n: hint for n, hint in hints.items() if get_origin(hint) is not ClassVar}


def _defaults(cls: type) -> dict[str, Any]:
    if not is_dataclass(cls):
        return {}
    return {
        one.name: one.default if one.default is not MISSING else one.default_factory
        for one in fields(cls)
        if one.default is not MISSING or one.default_factory is not MISSING
    }


def _struct_field(name: str, hint: Any, defaults: Mapping[str, Any]) -> Any:
    key = name.lstrip("_")
    if name not in defaults:
        return key, hint
    default = defaults[name]
    if callable(default):
        return key, hint, msgspec.field(default_factory=default)
    return key, hint, msgspec.field(default_factory=lambda: default)


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda found: (get(found),)


def _referred(reference: Any, restoring: Restoring, place: str) -> Any:
    try:
        return restoring.objects[reference]
    except (KeyError, TypeError):
        raise BadSnapshot(f"{place} speaks of {reference}, where nothing is") from None


# The forms


def _value(hint: Any) -> Form:
    return Form(
        lambda found, _saving, _place: found,
        lambda data, _restoring, place: as_value(data, hint, place),
    )


def _family(base: type, forms: Forms) -> Form:
    """
    Return the form of a class, and of those below it, which are written by name.
    """

    def write(found: Any, saving: Saving, place: str) -> Any:
        data = forms.object_form(type(found)).write(found, saving, place)
        if type(found) is not base and REF not in data:
            data[KIND] = type(found).__name__
        return data

    def read(data: Any, restoring: Restoring, place: str) -> Any:
        cls = base
        if isinstance(data, dict) and KIND in data:
            cls = _below(base, data[KIND], place)
        return forms.object_form(cls).read(data, restoring, place)

    return Form(write, read)


def _below(base: type[Any], name: str, place: str) -> type:
    for one in type.__subclasses__(base):
        if one.__name__ == name:
            return one
    raise BadSnapshot(f"{place}: there is no {base.__name__} of the kind {name}")


def _external(cls: type) -> Form:
    return Form(
        lambda _found, _saving, _place: _LEFT_OUT,
        lambda _data, restoring, _place: restoring.around[cls],
    )


def _named(table: Mapping[str, Any]) -> Form:
    names = {id(value): name for name, value in table.items()}

    def read(data: Any, _restoring: Restoring, place: str) -> Any:
        if data not in table:
            raise BadSnapshot(f"{place}: this fake knows no {data!r}")
        return table[data]

    return Form(lambda found, _saving, _place: names[id(found)], read)


def _write_method(found: MethodType, saving: Saving, place: str) -> Any:
    for cls, owner in saving.around.items():
        if getattr(found, "__self__", None) is owner:
            return f"{cls.__name__}.{found.__name__}"
    raise Unsaveable(f"{place} is a function that nothing around the account has")


def _read_method(data: Any, restoring: Restoring, place: str) -> Any:
    owner, _, name = str(data).partition(".")
    for cls, value in restoring.around.items():
        if cls.__name__ == owner and name.isidentifier() and name[0] != "_":
            return getattr(value, name)
    raise BadSnapshot(f"{place}: there is no function {data}")


_METHOD = Form(_write_method, _read_method)


def _read_plan(data: Any, restoring: Restoring, place: str) -> Planned | None:
    if data is None:
        return None
    try:
        planned: Planned = restoring.plans[data]
    except (IndexError, TypeError):
        raise BadSnapshot(f"{place} speaks of a plan that there is not") from None
    return planned


_PLAN = Form(
    lambda found, saving, _place: saving.plans.get(id(found)),
    _read_plan,
)


def _optional(form: Form) -> Form:
    return Form(
        lambda found, saving, place: (
            None if found is None else form.write(found, saving, place)
        ),
        lambda data, restoring, place: (
            None if data is None else form.read(data, restoring, place)
        ),
    )


def _sequence(kind: Callable[[Any], Any], form: Form) -> Form:
    def write(found: Any, saving: Saving, place: str) -> Any:
        return [
            form.write(one, saving, f"{place}/{number}")
            for number, one in enumerate(found)
        ]

    def read(data: Any, restoring: Restoring, place: str) -> Any:
        rows = _rows(data, place)
        return kind(
            form.read(one, restoring, f"{place}/{n}") for n, one in enumerate(rows)
        )

    return Form(write, read)


def _tuple(forms: list[Form]) -> Form:
    def write(found: Any, saving: Saving, place: str) -> Any:
        return [
            form.write(one, saving, f"{place}/{number}")
            for number, (form, one) in enumerate(zip(forms, found, strict=True))
        ]

    def read(data: Any, restoring: Restoring, place: str) -> Any:
        rows = _rows(data, place)
        if len(rows) != len(forms):
            raise BadSnapshot(f"{place} has {len(rows)} parts, not {len(forms)}")
        return tuple(
            form.read(one, restoring, f"{place}/{number}")
            for number, (form, one) in enumerate(zip(forms, rows, strict=True))
        )

    return Form(write, read)


def _deque(form: Form) -> Form:
    inner = _sequence(list, form)

    def read(data: Any, restoring: Restoring, place: str) -> Any:
        if not isinstance(data, dict):
            raise BadSnapshot(f"{place} has no items")
        items = inner.read(data.get("items"), restoring, f"{place}/items")
        return deque(items, maxlen=data.get("most"))

    return Form(
        lambda found, saving, place: {
            "most": found.maxlen,
            "items": inner.write(found, saving, f"{place}/items"),
        },
        read,
    )


def _set(hint: Any) -> Form:
    """
    Return the form of a set of values: in order, so that equal sets look the same.
    """
    return Form(
        lambda found, _saving, _place: sorted(found),
        lambda data, _restoring, place: as_value(data, hint, place),
    )


def _dict(key_hint: Any, form: Form) -> Form:
    """
    Return the form of a dict: an object where keys are texts or numbers, else pairs.
    """
    if key_hint not in (str, int):
        pairs = _sequence(list, _tuple([_value(key_hint), form]))
        return Form(
            lambda found, saving, place: pairs.write(found.items(), saving, place),
            lambda data, restoring, place: dict(pairs.read(data, restoring, place)),
        )

    def write(found: Any, saving: Saving, place: str) -> Any:
        return {
            key: form.write(one, saving, f"{place}/{_escaped(key)}")
            for key, one in found.items()
        }

    def read(data: Any, restoring: Restoring, place: str) -> Any:
        if not isinstance(data, dict):
            raise BadSnapshot(f"{place} is no object")
        try:
            return {
                key_hint(key): form.read(one, restoring, f"{place}/{_escaped(key)}")
                for key, one in data.items()
            }
        except ValueError as error:
            if isinstance(error, BadSnapshot):
                raise
            raise BadSnapshot(f"{place}: {error}") from None

    return Form(write, read)


def _rows(data: Any, place: str) -> list[Any]:
    if not isinstance(data, list):
        raise BadSnapshot(f"{place} is no list")
    return data


def _escaped(key: object) -> str:
    text = str(key)
    if "~" in text or "/" in text:
        return text.replace("~", "~0").replace("/", "~1")
    return text
