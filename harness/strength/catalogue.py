"""
All breakages.
"""

from harness.strength.breakage import Breakage
from harness.strength.engine_rules import ENGINE_RULES

BREAKAGES: tuple[Breakage, ...] = (*ENGINE_RULES,)
