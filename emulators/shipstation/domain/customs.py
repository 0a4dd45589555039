"""
What orders and parcels declare to customs.
"""

from collections.abc import Mapping
from typing import Any


def origins_of(document: Mapping[str, Any]) -> tuple[str | None, ...]:
    """
    Return the countries that the declared items come from; a shop declares none.
    """
    options = document.get("internationalOptions") or {}
    items = options.get("customsItems") or ()
    return tuple(item.get("countryOfOrigin") for item in items)
