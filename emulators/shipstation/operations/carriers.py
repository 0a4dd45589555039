"""
Carriers, with their services and packages.
"""

from emulators.kit.operation import TEXT, Call, Reply, operation, required
from emulators.shipstation.domain.account import Account
from emulators.shipstation.operations import binding
from emulators.shipstation.operations.queries import DOCS

_FUNDED = ("name", "code", "accountNumber", "requiresFundedAccount", "balance")
_CODE = {"carrierCode": required(TEXT)}


@operation(
    "GET",
    "/carriers",
    responses={200: "carriers.list.json"},
    source=f"{DOCS}/carriers/list/",
)
def list_carriers(call: Call, account: Account) -> Reply:
    """
    List the connected carriers.
    """
    del call
    return Reply(200, account.carriers.documents())


@operation(
    "GET",
    "/carriers/getcarrier",
    responses={200: "carrier.json"},
    query=_CODE,
    source=f"{DOCS}/carriers/get/",
)
def get_carrier(call: Call, account: Account) -> Reply:
    """
    Return one connected carrier.
    """
    carrier = account.carriers.get(call.query["carrierCode"])
    return Reply(200, account.carriers.document(carrier))


@operation(
    "POST",
    "/carriers/addfunds",
    request="funds.add.json",
    responses={200: "funds.added.json"},
    source=f"{DOCS}/carriers/add-funds/",
)
def add_funds(call: Call, account: Account) -> Reply:
    """
    Put money into the wallet, by one of the carriers that it pays for.
    """
    body = binding.needed(binding.spelled(call.body))
    code = binding.text(body.get("carrierCode"), "carrierCode")
    amount = binding.decimal(body.get("amount"), "amount")
    carrier = account.carriers.get(code or "")
    account.carriers.fund(carrier, amount)
    document = account.carriers.document(carrier)
    return Reply(200, {key: document[key] for key in _FUNDED})


@operation(
    "GET",
    "/carriers/listpackages",
    responses={200: "offers.list.json"},
    query=_CODE,
    source=f"{DOCS}/carriers/list-packages/",
)
def list_packages(call: Call, account: Account) -> Reply:
    """
    List the package types of a carrier.
    """
    provider = account.carriers.get(call.query["carrierCode"]).provider
    return Reply(200, [one.document(provider.code) for one in provider.packages])


@operation(
    "GET",
    "/carriers/listservices",
    responses={200: "offers.list.json"},
    query=_CODE,
    source=f"{DOCS}/carriers/list-services/",
)
def list_services(call: Call, account: Account) -> Reply:
    """
    List the services of a carrier.
    """
    provider = account.carriers.get(call.query["carrierCode"]).provider
    return Reply(200, [one.document(provider.code) for one in provider.services])
