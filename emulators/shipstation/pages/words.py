"""
The words of ShipStation's pages in German.
"""

from collections.abc import Mapping

GERMAN: Mapping[str, str] = {
    "API Settings": "API-Einstellungen",
    "Account": "Konto",
    "Settings": "Einstellungen",
}
