"""
Values: what never changes, or belongs to one object alone, and is written as it is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

_SIMPLE = frozenset(
    (str, int, float, bool, bytes, None, NoneType, Decimal, datetime, date, time, Any)
)
_CONTAINERS = frozenset((list, tuple, set, frozenset, dict, Mapping, Sequence))
_WITH_KEYS = frozenset((dict, Mapping))


class BadSnapshot(ValueError):
    """
    Data does not describe a state of this fake; the sentence says where, and why.
    """


def is_value(hint: Any, *, stops: Collection[type] = ()) -> bool:
    """
    Say whether what has this hint is a value through and through.

    What stands in *stops* is none, whatever it is made of.
    """
    if hint in stops:
        return False
    if hint in _SIMPLE:
        return True
    origin, arguments = get_origin(hint) or hint, get_args(hint)
    if origin in (Union, UnionType):
        return all(is_value(one, stops=stops) for one in arguments)
    if origin in _CONTAINERS:
        parts = [one for one in arguments if one is not Ellipsis]
        keyed = origin not in _WITH_KEYS or not parts or _is_key(parts[0])
        return keyed and all(is_value(one, stops=stops) for one in parts)
    return isinstance(origin, type) and _is_value_class(origin, stops)


def as_value(data: Any, hint: Any, place: str) -> Any:
    """
    Return the value that the data describes.

    Raises:
        BadSnapshot: It describes none of this type.
    """
    try:
        return msgspec.convert(data, hint, str_keys=True)
    except msgspec.ValidationError as error:
        raise BadSnapshot(f"{place}: {error}") from None


def _is_key(hint: Any) -> bool:
    return hint in (str, int) or (isinstance(hint, type) and issubclass(hint, str))


def _is_value_class(cls: type, stops: Collection[type]) -> bool:
    if issubclass(cls, Enum):
        return all(isinstance(member.value, str | int) for member in cls)
    if not is_dataclass(cls) or not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # every dataclass has them
        return False
    hints = get_type_hints(cls)
    return all(is_value(hints[one.name], stops=stops) for one in fields(cls))
