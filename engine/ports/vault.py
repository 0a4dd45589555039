"""
Where secrets are locked before they are stored.
"""

from typing import Protocol


class Vault(Protocol):
    """
    Encrypts what must not be read from a database file.
    """

    def lock(self, secret: str) -> str:
        """
        Return the secret, encrypted.
        """

    def unlock(self, locked: str) -> str:
        """
        Return what was locked.
        """
