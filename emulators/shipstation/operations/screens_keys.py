"""
What a person does at the screen of the API keys.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.keys import COPY_THEM, NONE_YET

_HELP = "https://help.shipstation.com/hc/en-us"


@operation("GET", "/api-keys", responses={200: "screen.keys.json"}, source=_HELP)
def show_keys(call: Call, account: Account) -> Reply:
    """
    Show the pair that is good, if there is one.
    """
    del call
    pair = account.keys.pair_of(account.name)
    keys = [pair.document()] if pair else []
    return Reply(200, {"keys": keys, "sentence": COPY_THEM if pair else NONE_YET})


@operation("POST", "/api-keys", responses={200: "screen.key_pair.json"}, source=_HELP)
def generate_keys(call: Call, account: Account) -> Reply:
    """
    Generate the first pair of an account that has none.
    """
    del call
    return Reply(200, account.keys.generate(account.name).document())


@operation("DELETE", "/api-keys", responses={200: "screen.keys.json"}, source=_HELP)
def delete_keys(call: Call, account: Account) -> Reply:
    """
    Delete the account's pair.
    """
    account.keys.delete(account.name)
    return show_keys(call, account)


@operation(
    "POST",
    "/api-keys/regenerate",
    responses={200: "screen.key_pair.json"},
    source=_HELP,
)
def regenerate_keys(call: Call, account: Account) -> Reply:
    """
    Generate another pair; the old one is dead at once.
    """
    del call
    return Reply(200, account.keys.regenerate(account.name).document())
