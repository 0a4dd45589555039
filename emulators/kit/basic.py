"""
HTTP Basic, as both sides of it need it.
"""

import base64
import binascii
import hmac


def login_of(authorization: str) -> tuple[str, str] | None:
    """
    Return user name and password of an Authorization header, if it has them.
    """
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    name, colon, password = decoded.partition(":")
    return (name, password) if colon else None


def authorization(name: str, password: str) -> str:
    """
    Return the header's value for a user name and a password.
    """
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def same_secret(one: str, other: str) -> bool:
    """
    Compare in a time that tells nothing.
    """
    return hmac.compare_digest(one.encode(), other.encode())
