"""
The lock of one account's state, and what was rendered of it since it last changed.
"""

import threading
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from typing import Any

MOST_DOCUMENTS = 1000


class Document:
    """
    A JSON body that does not change: it is checked once, and encoded once.

    Attributes:
        kept: Names of the schemas that it was found to keep.

        payload: Its JSON, as soon as somebody has encoded it.
    """

    __slots__ = ("body", "kept", "payload")

    def __init__(self, body: Any) -> None:
        self.body = body
        self.kept: set[str] = set()
        self.payload: bytes | None = None


class StateLock:
    """
    Held by whoever reads or changes the state of an account.

    Documents that were rendered are kept until somebody who may have changed the
    state gives the lock back: no document is older than the state.

    Attributes:
        changes: How often somebody gave it back who may have changed the state.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._documents: dict[Hashable, Document] = {}
        self.changes = 0

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *exc_info: object) -> None:
        self._documents.clear()
        self.changes += 1
        self._lock.release()

    def reading(self) -> AbstractContextManager[object]:
        """
        Return what holds the lock for somebody who promises to change nothing.
        """
        return self._lock

    def document(self, key: Hashable, render: Callable[[], Any]) -> Document:
        """
        Return the document of this key, rendered anew only if the state changed.
        """
        found = self._documents.get(key)
        if found is None:
            if len(self._documents) >= MOST_DOCUMENTS:
                self._documents.clear()
            found = self._documents[key] = Document(render())
        return found
