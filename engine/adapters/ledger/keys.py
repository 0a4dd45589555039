"""
Key pairs in a column: locked, and recognised without being unlocked.
"""

from hashlib import sha256

from engine.domain.records import KeyPair
from engine.ports.vault import Vault


def lock_keys(vault: Vault, keys: KeyPair) -> str:
    """
    Return the pair, encrypted.
    """
    return vault.lock(f"{keys.key}\n{keys.secret}")


def unlock_keys(vault: Vault, locked: str) -> KeyPair:
    """
    Return the pair that was locked.
    """
    key, _, secret = vault.unlock(locked).partition("\n")
    return KeyPair(key, secret)


def digest(keys: KeyPair) -> str:
    """
    Return what is the same for the same pair, and tells nothing of it.
    """
    return sha256(f"{keys.key}\n{keys.secret}".encode()).hexdigest()
