"""
The account itself.
"""

from emulators.kit.operation import Call, Reply, not_built, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations.queries import DOCS

register_account = not_built(
    "register_account",
    "POST",
    "/accounts/registeraccount",
    source=f"{DOCS}/accounts/register-account/",
)


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
