"""
Prices that single customers pay, many in one call.
"""

from emulators.cin7_core.domain import custom_prices
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.operations.params import DOCS, ERRORS, GUID, answers
from emulators.kit.operation import Call, Reply, operation, required

_ANSWER = answers("custom_prices.errors.json")
_SOURCE = f"{DOCS}/custom-prices"


@operation(
    "POST",
    "/custom-prices",
    request="custom_prices.write.json",
    responses=_ANSWER,
    source=_SOURCE,
)
def create_custom_price(call: Call, account: Account) -> Reply:
    """
    Add prices; those that cannot be added are told of in a 200.
    """
    errors = custom_prices.write_prices(account, call.body, new=True)
    return Reply(200, {"Errors": errors})


@operation(
    "PUT",
    "/custom-prices",
    request="custom_prices.write.json",
    responses=_ANSWER,
    source=_SOURCE,
)
def update_custom_price(call: Call, account: Account) -> Reply:
    """
    Change prices; those that are not there are told of in a 200.
    """
    errors = custom_prices.write_prices(account, call.body, new=False)
    return Reply(200, {"Errors": errors})


@operation(
    "DELETE",
    "/custom-prices",
    responses={200: None, 400: ERRORS},
    query={"ProductID": required(GUID), "CustomerID": required(GUID)},
    source=_SOURCE,
)
def delete_custom_price(call: Call, account: Account) -> Reply:
    """
    Take a price away; the answer has no body.
    """
    query = call.query
    custom_prices.delete_price(account, query["ProductID"], query["CustomerID"])
    return Reply(200)
