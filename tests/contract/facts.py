"""
What tests of contested facts share: each member of each fact has its own outcome.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints


@dataclass(frozen=True)
class Fact:
    """
    How a fact is probed, and what its members make of it.
    """

    probe: Callable[..., Any]
    outcomes: Mapping[str, Any]


def members_of(facts: Mapping[str, Fact]) -> list[tuple[str, str, Any]]:
    """
    Return each fact's name with a member and its outcome.
    """
    return [
        (name, member, outcome)
        for name, fact in facts.items()
        for member, outcome in fact.outcomes.items()
    ]


def check_outcomes(facts: Mapping[str, Fact], profile: type) -> None:
    """
    Make sure that every member has an outcome, and differs from the others by it.
    """
    hints = get_type_hints(profile)
    assert {name: list(fact.outcomes) for name, fact in facts.items()} == {
        field.name: [member.value for member in hints[field.name]]
        for field in fields(profile)
    }
    for fact in facts.values():
        outcomes = list(fact.outcomes.values())
        assert all(outcomes.count(one) == 1 for one in outcomes)


def check_evidence(profile: type) -> None:
    """
    Make sure that each enum has evidence, below the sentence that names its fact.
    """
    for fact in get_type_hints(profile).values():
        assert len((fact.__doc__ or "").strip().split("\n\n")) > 1, fact
