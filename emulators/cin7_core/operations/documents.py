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
            ("POST", create, None, True, f"Create one {words}."),
            ("PUT", update, None, True, f"Change one {words}."),
            ("DELETE", delete, ended, False, f"Undo one {words}, or void it."),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CardType:
    """
    A card that is listed with all that is on it, and written in the form of the list.

    Attributes:
        noun: As the names of its operations have it.

        key: The list's.

        schema: What the names of its schemas begin with.

        create, change: What a body does, told to whom it concerns; return the card.

        show: The card; told whether it is the answer to a write.

        usual: How many are on a page unless told.

        counts: Whether the envelope has total and page.
    """

    noun: str
    path: str
    key: str
    schema: str
    shelf: Callable[[Account], Shelf[Any]]
    filters: Mapping[str, Param]
    create: Callable[[Account, Any], Any]
    change: Callable[[Account, Any], Any]
    show: Callable[..., Json]
    usual: int = 100
    counts: bool = True


def card_operations(kind: CardType) -> tuple[Operation[Account], ...]:
    """
    Return the three operations of a type of cards.
    """
    responses, source = answers(f"{kind.schema}.list.json"), f"{DOCS}{kind.path}"

    def get(call: Call, account: Account) -> Reply:
        query = {"Limit": kind.usual, **call.query}
        found = kind.shelf(account).find(query, account.profile.since_bounds)
        return enveloped(
            listed(
                kind.key,
                found,
                query,
                lambda one: kind.show(account, one, is_written=False),
            )
        )

    def create(call: Call, account: Account) -> Reply:
        return written(account, kind.create(account, call.body))

    def update(call: Call, account: Account) -> Reply:
        return written(account, kind.change(account, call.body))

    def written(account: Account, one: Any) -> Reply:
        rows = [kind.show(account, one, is_written=True)]
        return enveloped(Reply(200, {"Total": 1, "Page": 1, kind.key: rows}))

    def enveloped(reply: Reply) -> Reply:
        return reply if kind.counts else Reply(200, {kind.key: reply.body[kind.key]})

    return tuple(
        operation(
            method,
            kind.path,
            request=f"{kind.schema}.{handler.__name__}.json" if query is None else None,
            responses=responses,
            query=query,
            source=source,
        )(_named(handler, f"{handler.__name__}_{kind.noun}", summary))
        for method, handler, query, summary in (
            (
                "GET",
                get,
                {**PAGING, **kind.filters},
                f"List each {kind.noun}, in pages.",
            ),
            ("POST", create, None, f"Create one {kind.noun}."),
            ("PUT", update, None, f"Change one {kind.noun}; what is left out stays."),
        )
    )
