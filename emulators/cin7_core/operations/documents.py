"""
Operations of documents that the vendor treats alike, made of what is declared of each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.shelf import Shelf
from emulators.cin7_core.operations.params import (
    DOCS,
    GUID,
    PAGING,
    answers,
    listed,
)
from emulators.kit.operation import (
    BOOLEAN,
    Call,
    Operation,
    Param,
    Reply,
    operation,
    required,
)

Json = dict[str, Any]
Query = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """
    A document with a header, lines and a status; it is undone or voided, never deleted.

    Attributes:
        noun: As the names of its operations have it.

        key: The parameter that names one.

        schema: What the names of its schemas begin with.

        find: The document of an id.

        create, change: What a body does; both return the document.

        end: Takes it back to a draft, or voids it.

        show: The document with what the query asks for.
    """

    noun: str
    path: str
    key: str
    schema: str
    find: Callable[[Account, str], Any]
    create: Callable[[Account, Any], Any]
    change: Callable[[Account, Any], Any]
    end: Callable[..., None]
    show: Callable[[Account, Any, Query], Json]
    query: Mapping[str, Param]


def document_operations(kind: DocumentType) -> tuple[Operation[Account], ...]:
    """
    Return the four operations of a type of documents.
    """
    responses = answers(f"{kind.schema}.json")
    words, source = kind.noun.replace("_", " "), f"{DOCS}{kind.path}"

    def get(call: Call, account: Account) -> Reply:
        found = kind.find(account, call.query[kind.key])
        return Reply(200, kind.show(account, found, call.query))

    def create(call: Call, account: Account) -> Reply:
        return Reply(200, kind.show(account, kind.create(account, call.body), {}))

    def update(call: Call, account: Account) -> Reply:
        return Reply(200, kind.show(account, kind.change(account, call.body), {}))

    def delete(call: Call, account: Account) -> Reply:
        found = kind.find(account, call.query["ID"])
        kind.end(account, found, void=call.query.get("Void", False))
        return Reply(200, kind.show(account, kind.find(account, found.id), {}))

    one = {kind.key: required(GUID), **kind.query}
    ended = {"ID": required(GUID), "Void": BOOLEAN}
    return tuple(
        operation(
            method,
            kind.path,
            request=f"{kind.schema}.{handler.__name__}.json" if writes else None,
            responses=responses,
            query=query,
            source=source,
        )(_named(handler, f"{handler.__name__}_{kind.noun}", summary))
        for method, handler, query, writes, summary in (
            ("GET", get, one, False, f"Return one {words}."),
            ("POST", create, None, True, f"Create a {words}."),
            ("PUT", update, None, True, f"Change a {words}."),
            ("DELETE", delete, ended, False, f"Undo a {words}, or void it."),
        )
    )


def list_operation(
    noun: str,
    path: str,
    *,
    shelf: Callable[[Account], Shelf[Any]],
    key: str,
    filters: Mapping[str, Param],
    show: Callable[[Account, Any], Json],
) -> Operation[Account]:
    """
    Return the operation that lists a shelf in pages.
    """

    def get(call: Call, account: Account) -> Reply:
        found = shelf(account).find(call.query, account.profile.since_bounds)
        return listed(key, found, call.query, lambda one: show(account, one))

    handler = _named(get, f"get_{noun}", f"List what is in the {noun}, in pages.")
    return operation(
        "GET",
        path,
        responses=answers(f"{noun}.json"),
        query={**PAGING, **filters},
        source=f"{DOCS}{path}",
    )(handler)


def _named(
    handler: Callable[[Call, Account], Reply], name: str, summary: str
) -> Callable[[Call, Account], Reply]:
    handler.__name__, handler.__doc__ = name, summary
    return handler
