"""
Cin7 Core's webhooks: asked for, taken away, and what follows when one comes.

They only hurry things: whatever one tells is read again, and the lists find what
none has told.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, delivered, failed
from engine.domain.records import CustomStore, Organisation, Registration
from engine.ports.vendors import (
    CannotAnswer,
    Cin7Account,
    CredentialsRefused,
    Rejected,
)
from engine.ports.world import World

# What can open or shut a gate, or change the word for the status.
TYPES = (
    "Sale/PackAuthorised",
    "Sale/ShipmentAuthorised",
    "Sale/ShipmentTrackingNumberChanged",
    "Sale/InvoiceAuthorised",
    "Sale/FullPaymentReceived",
    "Sale/AdditionalAttributesChanged",
    "Sale/Undo",
    "Sale/Voided",
)
CHECKED_EACH = timedelta(days=1)

_NAMES = ("SaleID", "SaleTaskID", "TaskID")
_NUMBERS = ("SaleOrderNumber", "OrderNumber")
_FAILURES = (CannotAnswer, CredentialsRefused, Rejected)


def urgent_cursor(organisation: str) -> str:
    """
    Return the name of the cursor that stands while a run is wanted at once.
    """
    return f"urgent:{organisation}"


def heard(world: World, organisation: str, told: Any) -> bool:
    """
    Let the next run look at the sale of an event; return whether there is one.

    A sale that the mirror does not know yet is found by the list of that run.
    """
    bodies = told if isinstance(told, list) else [told]
    names = {name for one in bodies for name in _named(one)}
    if not names:
        return False
    with world.ledger.transaction():
        world.ledger.mirror.hurry(organisation, sorted(names))
        world.ledger.cursors.put(urgent_cursor(organisation), world.clock.now())
    return True


def register(world: World, store: CustomStore, *, patient: bool) -> None:
    """
    See to it that Cin7 Core tells of events, if the engine can be reached.

    Those that were given up are woken; a failure is logged, and polling goes on.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None or not world.public_url or not _is_time(world, store):
        return
    try:
        count = _register(world, organisation, patient=patient)
    except _FAILURES as problem:
        sentence = f"webhooks were not registered, sales are polled: {problem}"
        _log(world, store, failed("", "webhooks", sentence))
        return
    world.ledger.cursors.put(_checked_cursor(store.organisation), world.clock.now())
    if count:
        _log(world, store, delivered("", f"{count} registered", reason="webhooks"))


def unregister(world: World, store: CustomStore) -> None:
    """
    Take our webhooks away; one that stays behind is refused until it is given up.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    known = world.ledger.webhooks.get(store.organisation)
    if organisation is None or known is None:
        return
    account = world.vendors.sales(organisation, patient=False)
    for webhook_id in known.ids:
        try:
            account.remove_webhook(webhook_id)
        except _FAILURES as problem:
            sentence = f"a webhook was not removed: {problem}"
            _log(world, store, failed("", "webhooks", sentence))
    with world.ledger.transaction():
        world.ledger.webhooks.drop(store.organisation)
        world.ledger.cursors.drop(_checked_cursor(store.organisation))


def _register(world: World, organisation: Organisation, *, patient: bool) -> int:
    """
    Register or renew what needs it, and return how many that were.

    The secret is kept before the first call, so that a cut attempt goes on with it.
    """
    known = world.ledger.webhooks.get(organisation.id)
    secret = known.secret if known else world.ids.new() + world.ids.new()
    if known is None:
        world.ledger.webhooks.put(organisation.id, Registration(secret))
    account: Cin7Account = world.vendors.sales(organisation, patient=patient)
    url = f"{world.public_url.rstrip('/')}/webhooks/cin7-core/{organisation.id}"
    ours = {one.type: one for one in account.webhooks() if one.url == url}
    ids, count = [], 0
    for kind in TYPES:
        present = ours.get(kind)
        if present is None:
            ids.append(account.add_webhook(kind, url, secret=secret))
            count += 1
            continue
        ids.append(present.id)
        if known is None or not present.is_active:
            account.renew_webhook(present, secret=secret)
            count += 1
    world.ledger.webhooks.put(organisation.id, Registration(secret, tuple(ids)))
    return count


def _is_time(world: World, store: CustomStore) -> bool:
    checked_at = world.ledger.cursors.get(_checked_cursor(store.organisation))
    return checked_at is None or world.clock.now() - checked_at >= CHECKED_EACH


def _checked_cursor(organisation: str) -> str:
    return f"webhooks:{organisation}"


def _named(told: Any) -> Iterator[str]:
    if not isinstance(told, Mapping):
        return
    for name in _NAMES:
        if isinstance(value := told.get(name), str) and value.strip():
            yield value.strip().lower()
    for name in _NUMBERS:
        if isinstance(value := told.get(name), str) and value.strip():
            yield value.strip()


def _log(world: World, store: CustomStore, outcome: Outcome) -> None:
    world.ledger.log.add(
        store.organisation, Method.CUSTOM_STORE, [outcome], at=world.clock.now()
    )
