"""
How each Example of a session begins, where its user wants more than empty accounts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from emulators.cin7_core import profile as of_cin7_core
from emulators.kit.profile import (
    CURRENT,
    UnknownFact,
    changed_profile,
    preset_to_json,
    profile_to_json,
)
from emulators.shipstation import profile as of_shipstation
from harness.bench import Bench
from harness.worlds import WORLDS, World

_PRESETS: Mapping[str, Mapping[str, object]] = {
    "cin7_core": of_cin7_core.PRESETS,
    "shipstation": of_shipstation.PRESETS,
}
_TAG = "@world:"


class BadStart(ValueError):
    """
    There is no such world, vendor, preset or fact.
    """


@dataclass(frozen=True, slots=True)
class StartingState:
    """
    A world, and the contested facts of each vendor.

    Attributes:
        world: Built in all three parts; None leaves the accounts empty.

        profiles: All facts of a vendor with their members.
    """

    world: World | None = None
    profiles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, tags: Iterable[str]) -> "StartingState":
        """
        Return the start of an Example: its tag such as ``@world:a_shop`` comes first.

        Raises:
            BadStart: There is no such world.
        """
        names = [tag.removeprefix(_TAG) for tag in tags if tag.startswith(_TAG)]
        return replace(self, world=world_named(names[-1])) if names else self

    def arrange(self, bench: Bench) -> None:
        """
        Have it so, on a bench that was reset.
        """
        for server in (bench.cin7_core, bench.shipstation):
            service = server.service
            if service.name in self.profiles:
                facts = self.profiles[service.name]
                service.change_profile(service.tenant(None), facts)
        if self.world is not None:
            self.world.together(bench.cast)
            bench.clock.settle()


def read_start(world: str, profiles: Iterable[str]) -> StartingState:
    """
    Return what the options name: ``cin7_core=dear_2019``, ``shipstation.fact=member``.

    Raises:
        BadStart: They name nothing that there is.
    """
    return StartingState(world_named(world) if world else None, _profiles(profiles))


def world_named(name: str) -> World:
    """
    Return the world of this name.

    Raises:
        BadStart: There is none.
    """
    if name not in WORLDS:
        raise BadStart(f"there is no world {name!r}; there are {', '.join(WORLDS)}")
    return WORLDS[name]


def _profiles(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    chosen: dict[str, str] = {}
    facts: dict[str, dict[str, str]] = {}
    for text in texts:
        name, _, value = text.partition("=")
        vendor, _, fact = name.partition(".")
        if vendor not in _PRESETS or not value:
            raise BadStart(
                f"{text!r} is no profile such as cin7_core=dear_2019 or "
                f"shipstation.FACT=MEMBER; vendors are {', '.join(_PRESETS)}"
            )
        if fact:
            facts.setdefault(vendor, {})[fact] = value
        else:
            chosen[vendor] = value
    return {
        vendor: _profile(vendor, chosen.get(vendor, CURRENT), facts.get(vendor, {}))
        for vendor in {*chosen, *facts}
    }


def _profile(vendor: str, preset: str, facts: Mapping[str, str]) -> dict[str, str]:
    presets = _PRESETS[vendor]
    try:
        preset_to_json(presets, preset)
        return profile_to_json(changed_profile(presets[preset], facts))
    except UnknownFact as error:
        raise BadStart(f"{vendor}: {error}") from None
