"""
The fulfilments of a sale: pick, pack and ship.
"""

from collections.abc import Callable
from typing import Any

from emulators.cin7_core.domain import fulfilling, shipping
from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.fulfilment import Fulfilment
from emulators.cin7_core.domain.fulfilment_document import (
    fulfilment_document,
    pack_document,
    pick_document,
    ship_document,
)
from emulators.cin7_core.domain.reading import guid
from emulators.cin7_core.domain.sale import Sale
from emulators.cin7_core.operations.params import DOCS, GUID, answers
from emulators.cin7_core.operations.product_info import SWITCH
from emulators.kit.operation import (
    BOOLEAN,
    Call,
    Operation,
    Reply,
    operation,
    required,
)

_SOURCE = f"{DOCS}/sale-fulfilment"
_LIST = answers("sale.fulfilments.json")

Write = Callable[..., None]
Show = Callable[[Sale, Fulfilment], dict[str, Any]]


@operation(
    "GET",
    "/sale/fulfilment",
    responses=_LIST,
    query={"SaleID": required(GUID), **SWITCH},
    source=_SOURCE,
)
def list_fulfilments(call: Call, account: Account) -> Reply:
    """
    Return all fulfilments of a sale.
    """
    return _list(account.sales.by_id(call.query["SaleID"]))


@operation(
    "POST",
    "/sale/fulfilment",
    request="sale.fulfilment.create.json",
    responses=_LIST,
    source=_SOURCE,
)
def create_fulfilment(call: Call, account: Account) -> Reply:
    """
    Add an empty fulfilment to a sale, which becomes an advanced one.
    """
    sale = account.sales.by_id(guid(call.body["SaleID"]))
    fulfilling.add_fulfilment(account, sale)
    return _list(sale)


@operation(
    "DELETE",
    "/sale/fulfilment",
    responses=_LIST,
    query={"TaskID": required(GUID), "Void": BOOLEAN},
    source=_SOURCE,
)
def delete_fulfilment(call: Call, account: Account) -> Reply:
    """
    Undo a fulfilment of an advanced sale, or void it.
    """
    sale, task = account.sales.fulfilment(call.query["TaskID"])
    void = call.query.get("Void", False)
    fulfilling.end_fulfilment(account, sale, task, void=void)
    return _list(sale)


def _list(sale: Sale) -> Reply:
    sale.check_has_goods()
    rows = [fulfilment_document(sale, task) for task in sale.fulfilments]
    return Reply(200, {"SaleID": sale.id, "Fulfilments": rows})


def _stage(
    noun: str, write: Write, show: Show
) -> tuple[Operation[Account], Operation[Account], Operation[Account]]:
    """
    Return the three operations of one stage: read, add to, replace.
    """
    path, schema = f"/sale/fulfilment/{noun}", f"sale.{noun}.json"
    source = f"{DOCS}/sale-fulfilment-{noun}"

    def get(call: Call, account: Account) -> Reply:
        sale, task = account.sales.fulfilment(call.query["TaskID"])
        sale.check_has_goods()
        return Reply(200, show(sale, task))

    def add(call: Call, account: Account) -> Reply:
        sale, task = account.sales.fulfilment(guid(call.body["TaskID"]))
        write(account, sale, task, call.body, adds=True)
        return Reply(200, show(sale, task))

    def replace(call: Call, account: Account) -> Reply:
        sale, task = account.sales.fulfilment(guid(call.body["TaskID"]))
        write(account, sale, task, call.body, adds=False)
        return Reply(200, show(sale, task))

    for handler, verb, doc in (
        (get, "get", f"Return the {noun} of a fulfilment."),
        (add, "write", f"Write the {noun} of a fulfilment, besides what is there."),
        (replace, "replace", f"Write the {noun} of a fulfilment anew."),
    ):
        handler.__name__, handler.__doc__ = f"{verb}_{noun}", doc
    request = f"sale.{noun}.write.json"
    responses = answers(schema)
    query = {"TaskID": required(GUID), **({} if noun == "ship" else SWITCH)}
    return (
        operation("GET", path, responses=responses, query=query, source=source)(get),
        operation("POST", path, request=request, responses=responses, source=source)(
            add
        ),
        operation("PUT", path, request=request, responses=responses, source=source)(
            replace
        ),
    )


PICK = _stage("pick", fulfilling.write_pick, lambda _, task: pick_document(task))
PACK = _stage("pack", fulfilling.write_pack, lambda _, task: pack_document(task))
SHIP = _stage("ship", shipping.write_ship, ship_document)
