"""
The words of Cin7 Core's pages in German.
"""

from collections.abc import Mapping

GERMAN: Mapping[str, str] = {
    "Organisations": "Organisationen",
}
