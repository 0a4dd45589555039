"""
What a journal does not show: passwords, keys and tokens, wherever they stand.
"""

import re
from typing import Any

MASK = "***"

_KINDS = "password|secret|token|(?:api|application|auth)[_-]?key"
_NAME = re.compile(rf"(?i)(?:{_KINDS})$")
_IN_BODY = re.compile(rf"(?i){_KINDS}|\\u".encode())
_IN_QUERY = re.compile(rf"(?i)((?:{_KINDS})=)[^&]*")


def mask_query(query: str) -> str:
    """
    Return the query with the values of secrets masked.
    """
    return _IN_QUERY.sub(rf"\1{MASK}", query)


def may_hold_secret(body: bytes) -> bool:
    """
    Tell whether any name in the body could be a secret's; escapes could spell one.
    """
    return _IN_BODY.search(body) is not None


def mask_document(document: Any) -> Any:
    """
    Return a copy of the document with the values of secrets masked.
    """
    if isinstance(document, list):
        return [mask_document(one) for one in document]
    if not isinstance(document, dict):
        return document
    return {
        name: MASK
        if value and isinstance(value, str) and _NAME.search(name)
        else mask_document(value)
        for name, value in document.items()
    }
