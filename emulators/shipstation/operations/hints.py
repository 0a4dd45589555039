"""
What the fake says beside ShipStation's own words.
"""

from collections.abc import Mapping

UNRECORDED: Mapping[str, str] = {"X-Emulator-Hint": "text not recorded"}
