"""
Users.
"""

from emulators.kit.operation import BOOLEAN, Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations.queries import DOCS


@operation(
    "GET",
    "/users",
    responses={200: "users.list.json"},
    query={"showInactive": BOOLEAN},
    source=f"{DOCS}/users/list/",
)
def list_users(call: Call, account: Account) -> Reply:
    """
    List who works in the account.
    """
    inactive = call.query.get("showInactive", False)
    users = [user for user in account.premises.users if user.active or inactive]
    return Reply(200, [user.document() for user in users])
