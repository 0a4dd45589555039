"""
The plan that a seller pays for.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account

_HELP = "https://help.shipstation.com/hc/en-us/articles/360025856212"


@operation(
    "PUT",
    "/plan",
    request="screen.plan.json",
    responses={200: "screen.plan.json"},
    source=_HELP,
)
def change_plan(call: Call, account: Account) -> Reply:
    """
    Take a plan with the API, or one without it.
    """
    account.has_api = call.body["api"]
    return Reply(200, {"api": account.has_api})
