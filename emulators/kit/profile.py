"""
Contested vendor facts: each one an enum, all of one vendor a frozen dataclass.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import Enum
from typing import Any, TypeVar, get_type_hints

CURRENT = "current"  # the preset with the defaults

Profile = TypeVar("Profile")


class UnknownFact(ValueError):
    """
    A profile has no such fact, or the fact no such member.
    """


def profile_to_json(profile: object) -> dict[str, str]:
    """
    Return each fact's name with the value of its member.
    """
    return {
        field.name: getattr(profile, field.name).value
        for field in fields(profile)  # type: ignore[arg-type]  # always a dataclass
    }


def preset_to_json(presets: Mapping[str, object], name: object) -> dict[str, str]:
    """
    Return each fact of the preset with the value of its member.

    Raises:
        UnknownFact: The sentence lists the presets that there are.
    """
    preset = presets.get(name) if isinstance(name, str) else None
    if preset is None:
        raise UnknownFact(f"no preset {name!r}; there are {', '.join(presets)}")
    return profile_to_json(preset)


def contested_facts(profile: object) -> dict[str, type[Enum]]:
    """
    Return each fact's name with its members.
    """
    return get_type_hints(type(profile))


def changed_profile(profile: Profile, changes: Mapping[str, Any]) -> Profile:
    """
    Return the profile with other members for the facts that are named.

    Raises:
        UnknownFact: The sentence lists what there is.
    """
    hints = contested_facts(profile)
    members: dict[str, Enum] = {}
    for name, value in changes.items():
        if name not in hints:
            raise UnknownFact(f"no fact {name!r}; there are {', '.join(hints)}")
        try:
            members[name] = hints[name](value)
        except ValueError:
            known = ", ".join(str(member.value) for member in hints[name])
            raise UnknownFact(f"{name} is one of {known}, not {value!r}") from None
    return replace(profile, **members)  # type: ignore[type-var]  # always a dataclass
