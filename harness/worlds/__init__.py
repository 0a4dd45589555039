"""
Worlds: named starting states, for Given, for the command line, for pages.
"""

from collections.abc import Mapping

from harness.worlds.a_shop import A_SHOP
from harness.worlds.empty import EMPTY
from harness.worlds.one_packed_sale import ONE_PACKED_SALE
from harness.worlds.world import World, WorldNeedsMore

WORLDS: Mapping[str, World] = {
    world.name: world for world in (EMPTY, ONE_PACKED_SALE, A_SHOP)
}

__all__ = ["WORLDS", "World", "WorldNeedsMore"]
