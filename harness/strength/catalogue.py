"""
All breakages.
"""

from harness.strength.breakage import Breakage
from harness.strength.connection_rules import CONNECTION_RULES
from harness.strength.store_rules import STORE_RULES
from harness.strength.vendor_manners import VENDOR_MANNERS

BREAKAGES: tuple[Breakage, ...] = (
    *STORE_RULES,
    *CONNECTION_RULES,
    *VENDOR_MANNERS,
)
