"""
Secrets at rest: Fernet, under a key from the settings or from a file.
"""

import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from engine.settings import is_fernet_key

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class NoKey(Exception):
    """
    The key is no Fernet key, is another than before, or cannot be read or kept.
    """


class FernetVault:
    """
    Locks and unlocks with one key, which is looked for when first needed.
    """

    def __init__(self, key: str | None, key_file: Path) -> None:
        self._key = key
        self._key_file = key_file

    def check(self) -> None:
        """
        Return if there is a key, or if one can be made where it belongs.

        Raises:
            NoKey: The sentence says what to do.
        """
        if self._key is not None:
            return
        if self._key_file.exists():
            self._read()
        elif not os.access(self._key_file.parent, os.W_OK):
            raise NoKey(
                f"the key of the ledger cannot be kept in {self._key_file}: make the"
                " folder, or name another file in SEATRIAL_ENGINE_KEY_FILE"
            )

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

    def derived(self, purpose: str) -> bytes:
        """
        Return a key for another purpose; it tells nothing of the vault's own.
        """
        return hmac.digest(self._own_key, purpose.encode(), "sha256")

    @cached_property
    def _fernet(self) -> "Fernet":
        from cryptography.fernet import Fernet  # noqa: PLC0415 - not at start

        return Fernet(self._own_key)

    @cached_property
    def _own_key(self) -> bytes:
        from cryptography.fernet import Fernet  # noqa: PLC0415 - not at start

        if self._key is not None:
            return self._key.encode()
        return self._from_file(Fernet.generate_key)

    def _from_file(self, generate: Callable[[], bytes]) -> bytes:
        """
        Return the key in the file, which only its owner may read; make it if missing.

        It is written under another name first: whoever starts at the same moment
        reads a whole key or none.
        """
        if not self._key_file.exists():
            unfinished = self._key_file.with_name(
                f"{self._key_file.name}.{os.getpid()}"
            )
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
                with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as file:
                    file.write(generate())
                with suppress(FileExistsError):
                    os.link(unfinished, self._key_file)
                unfinished.unlink()
            except OSError as problem:
                raise NoKey(_unusable(self._key_file, problem)) from problem
        return self._read()

    def _read(self) -> bytes:
        try:
            key = self._key_file.read_bytes().strip()
        except OSError as problem:
            raise NoKey(_unusable(self._key_file, problem)) from problem
        if not is_fernet_key(key):
            raise NoKey(
                f"{self._key_file} holds no Fernet key: name the file of the ledger's"
                " key in SEATRIAL_ENGINE_KEY_FILE"
            )
        return key


def _unusable(file: Path, problem: OSError) -> str:
    why = (problem.strerror or str(problem)).lower()
    return (
        f"the key of the ledger cannot be had from {file}: {why}; name another file in"
        " SEATRIAL_ENGINE_KEY_FILE"
    )
