"""
The account itself.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from emulators.kit.operation import Call, Reply, anonymous, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.hints import UNRECORDED
from emulators.shipstation.operations.queries import DOCS

_NEEDED = ("firstName", "lastName", "email", "password")


class Registry(Protocol):
    """
    Where sellers have their accounts.
    """

    def register(self, email: str, name: str) -> Mapping[str, Any] | None:
        """
        Open an account; return its number and keys, or None for an address in use.
        """


@anonymous
@operation(
    "POST",
    "/accounts/registeraccount",
    request="account.register.json",
    responses={200: "account.registered.json"},
    source=f"{DOCS}/accounts/register-account/",
)
def register_account(call: Call, registry: Registry) -> Reply:
    """
    Open an account, as a partner does for a seller; everybody counts as one here.
    """
    body = binding.spelled(call.body) or {}
    given = {key: binding.text(body.get(key), key) for key in _NEEDED}
    for key in _NEEDED:
        if not given[key]:
            return _registered(f"The {key} must be provided.")
    email = given["email"] or ""
    seller = registry.register(email, f"{given['firstName']} {given['lastName']}")
    if seller is None:
        return _registered(f"There is an account for {email} already.")
    return _registered("ShipStation account created.", seller)


@operation(
    "GET",
    "/accounts/listtags",
    responses={200: "tags.list.json"},
    source=f"{DOCS}/accounts/list-tags/",
)
def list_tags(call: Call, account: Account) -> Reply:
    """
    List the tags for orders.
    """
    del call
    return Reply(200, account.premises.tags)


def _registered(message: str, seller: Mapping[str, Any] | None = None) -> Reply:
    known = seller or {}
    body = {
        "message": message,
        "sellerId": known.get("sellerId"),
        "success": seller is not None,
        "apiKey": known.get("apiKey"),
        "apiSecret": known.get("apiSecret"),
    }
    return Reply(200, body, {} if seller else UNRECORDED)
