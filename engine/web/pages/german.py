"""
The sentences of the pages in German.
"""

GERMAN: dict[str, str] = {}
