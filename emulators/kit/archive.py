"""
Save, restore, fork and compare the accounts of a fake.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from emulators.kit.plain_values import BadSnapshot
from emulators.kit.service import Service, Tenant
from emulators.kit.snapshots import (
    Document,
    Kept,
    differences,
    read_document,
)


def save(service: Service[Any], tenant: Tenant[Any]) -> bytes:
    """
    Return the snapshot of an account as it stands.
    """
    surroundings = tenant.surroundings
    with tenant.lock.reading(), _no_collector():
        return service.shape.save(
            tenant.state,
            account=tenant.name,
            around=service.around(surroundings),
            ids=surroundings.ids.saved(),
            credentials=service.credentials_of(tenant),
        )


def restore(service: Service[Any], name: str, snapshot: bytes) -> Document:
    """
    Let the account of this name be as the snapshot has it, and return its credentials.

    An account of another name than the snapshot's has its own credentials, or fresh
    ones. What it had planned is cancelled, its journal begins anew.

    Raises:
        BadSnapshot: The snapshot does not fit; the account is as it was.
    """
    with _no_collector():
        return _restored(service, name, snapshot)


def _restored(service: Service[Any], name: str, snapshot: bytes) -> Document:
    head = service.shape.read(snapshot)
    surroundings = service.fresh_surroundings(name)
    try:
        surroundings.ids.go_on_from(head.ids)
    except ValueError as error:
        raise BadSnapshot(str(error)) from None
    state = service.shape.restore(head, service.around(surroundings))
    old = service.tenants.get(name)
    try:
        mine = head.credentials if name == head.account else None
        credentials = service.move_in(surroundings, state, mine)
    except BadSnapshot:
        surroundings.agenda.cancel_all()
        raise
    if old is not None:
        old.agenda.cancel_all()
    return credentials


def keep(service: Service[Any], tenant: Tenant[Any], name: str) -> Document:
    """
    Save the account under a name, and return the snapshot's line in the list.
    """
    kept = Kept(name, tenant.name, service.clock.now(), save(service, tenant))
    service.shelf.keep(kept)
    return kept.document()


def take_in(service: Service[Any], name: str, payload: bytes) -> Document:
    """
    Keep a snapshot that comes from elsewhere; return its line in the list.

    Raises:
        BadSnapshot: It is none that this fake could restore.
    """
    head = service.shape.read(payload)
    kept = Kept(name, head.account, head.taken_at, payload)
    service.shelf.keep(kept)
    return kept.document()


def fork(service: Service[Any], snapshot: str, account: str) -> Document:
    """
    Open another account that is as the snapshot has it, and return its credentials.

    Raises:
        BadSnapshot: There is an account of this name.
    """
    if account in service.tenants:
        raise BadSnapshot(
            f"there is an account {account}; restore into it, or name another"
        )
    return restore(service, account, service.shelf.get(snapshot).payload)


def compare(
    service: Service[Any], tenant: Tenant[Any], before: str, after: str | None
) -> list[Document]:
    """
    Return what changed from one snapshot to another, or to the account as it stands.
    """
    later = service.shelf.get(after).payload if after else save(service, tenant)
    earlier = service.shelf.get(before).payload
    return differences(read_document(earlier), read_document(later))


@contextmanager
def _no_collector() -> Iterator[None]:
    """
    Let the garbage collector rest.

    A large account is millions of new objects and no garbage: going through them again
    and again as they come would take longer than all the rest. Freezing puts them, and
    unfreezing leaves them, among the oldest, which are gone through last.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
