"""
Secrets at rest: Fernet, under a key from the settings or from a file.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class NoKey(Exception):
    """
    The key is no Fernet key, or cannot be read or kept.
    """


class FernetVault:
    """
    Locks and unlocks with one key, which is looked for when first needed.
    """

    def __init__(self, key: str | None, key_file: Path) -> None:
        self._key = key
        self._key_file = key_file

    def lock(self, secret: str) -> str:
        """
        Return the secret, encrypted.
        """
        return self._fernet.encrypt(secret.encode()).decode()

    def unlock(self, locked: str) -> str:
        """
        Return what was locked.

        Raises:
            NoKey: It was locked with another key.
        """
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - not at start

        try:
            return self._fernet.decrypt(locked).decode()
        except InvalidToken:
            raise NoKey(
                "the ledger was written under another key: set SEATRIAL_ENGINE_KEY or"
                " SEATRIAL_ENGINE_KEY_FILE to the one that it was written under"
            ) from None

    @cached_property
    def _fernet(self) -> "Fernet":
        from cryptography.fernet import Fernet  # noqa: PLC0415 - not at start

        try:
            return Fernet(self._key or self._from_file(Fernet.generate_key))
        except (ValueError, OSError) as problem:
            raise NoKey(f"the key of the ledger cannot be used: {problem}") from problem

    def _from_file(self, generate: Callable[[], bytes]) -> bytes:
        """
        Return the key in the file, which only its owner may read; make it if missing.
        """
        with suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
            handle = os.open(self._key_file, flags, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(generate())
        return self._key_file.read_bytes().strip()
