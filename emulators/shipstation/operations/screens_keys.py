"""
What a person does at the screens of the API keys: the older one, and today's.
"""

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain import key_sets
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.keys import COPY_THEM, NONE_YET
from emulators.shipstation.profile import KeyScreens

_HELP = "https://help.shipstation.com/hc/en-us"


@operation("GET", "/api-keys", responses={200: "screen.keys.json"}, source=_HELP)
def show_keys(call: Call, account: Account) -> Reply:
    """
    Show the pair that is good, if there is one.
    """
    del call
    key_sets.check_screens(account, KeyScreens.ONE_PAIR)
    pair = account.keys.pair_of(account.name)
    keys = [pair.document()] if pair else []
    return Reply(200, {"keys": keys, "sentence": COPY_THEM if pair else NONE_YET})


@operation("POST", "/api-keys", responses={200: "screen.key_pair.json"}, source=_HELP)
def generate_keys(call: Call, account: Account) -> Reply:
    """
    Generate the first pair of an account that has none.
    """
    del call
    key_sets.check_screens(account, KeyScreens.ONE_PAIR)
    return Reply(200, account.keys.generate(account.name).document())


@operation("DELETE", "/api-keys", responses={200: "screen.keys.json"}, source=_HELP)
def delete_keys(call: Call, account: Account) -> Reply:
    """
    Delete the account's pair.
    """
    key_sets.check_screens(account, KeyScreens.ONE_PAIR)
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
    key_sets.check_screens(account, KeyScreens.ONE_PAIR)
    return Reply(200, account.keys.regenerate(account.name).document())


@operation("GET", "/key-sets", responses={200: "screen.key_sets.json"}, source=_HELP)
def list_key_sets(call: Call, account: Account) -> Reply:
    """
    Show the key sets with their dates, without their secrets.
    """
    del call
    key_sets.check_screens(account, KeyScreens.TWO_PAIRS)
    sets = [one.document() for one in account.keys.sets_of(account.name)]
    return Reply(200, {"sets": sets, "sentence": key_sets.sentence(account)})


@operation(
    "POST",
    "/key-sets",
    request="screen.key_set.ask.json",
    responses={200: "screen.key_sets.json"},
    source=_HELP,
)
def ask_for_key_set(call: Call, account: Account) -> Reply:
    """
    Ask for another key set: a link is mailed, and nothing is made yet.
    """
    key_sets.ask(account, call.body["months"])
    return list_key_sets(call, account)


@operation(
    "POST",
    "/key-sets/verified",
    request="screen.key_set.follow.json",
    responses={200: "screen.key_pair.json"},
    source=_HELP,
)
def follow_key_link(call: Call, account: Account) -> Reply:
    """
    Follow the link that was mailed: the set is made, and its secret shown this once.
    """
    return Reply(200, key_sets.follow(account, call.body["link"]).document())


@operation(
    "DELETE",
    "/key-sets/<key>",
    responses={200: "screen.key_sets.json"},
    source=_HELP,
)
def delete_key_set(call: Call, account: Account) -> Reply:
    """
    Delete a key set; its pair is dead at once.
    """
    key_sets.delete(account, call.path["key"])
    return list_key_sets(call, account)
