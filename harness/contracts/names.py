"""
Names in a document that its schemas do not know.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from emulators.kit.spelling import Names, names_of
from harness.contracts.calls import Call, operation_named, vendor

_OK = 200


def unknown_names(
    document: Any, names: Names, *, any_case: bool, at: str = ""
) -> Iterator[str]:
    """
    Return where the names stand that are not known, as ``items[].colour``.

    An object of which the schemas name nothing may have any names.
    """
    if isinstance(document, list):
        for row in document:
            yield from unknown_names(row, names, any_case=any_case, at=f"{at}[]")
    elif isinstance(document, dict) and names.properly:
        for name, value in document.items():
            where = f"{at}.{name}".removeprefix(".")
            proper = names.properly.get(name.lower()) if any_case else None
            inside = names.inside.get(proper or name)
            if inside is None:
                yield where
            else:
                yield from unknown_names(value, inside, any_case=any_case, at=where)


def unread(call: Call) -> Iterator[str]:
    """
    Return what stands in a call and nobody reads: parameters, and fields of the body.

    What the vendor's answer has is no field that nobody knows: who changes a document
    may send back all of it.
    """
    declared = operation_named(call.operation) if call.operation else None
    if declared is None or call.operation is None or not declared.built:
        return
    known = {name.lower() for name in declared.query}
    for name in call.asked:
        if name.lower() not in known:
            yield f"?{name}"
    if declared.request:
        yield from dict.fromkeys(
            unknown_names(call.request, _names(call.operation), any_case=True)
        )
    elif isinstance(call.request, dict | list) and call.request:
        yield "the body"


@cache
def _names(operation: str) -> Names:
    declared = operation_named(operation)
    assert declared is not None  # noqa: S101  # the caller has found it
    schemas = (declared.request, declared.responses.get(_OK))
    contract = vendor(operation.partition(".")[0]).contract
    return names_of(contract, *(schema for schema in schemas if schema))
