"""
The JSON API of method 1: the settings of a custom store, and *Resend*.
"""

from dataclasses import replace
from typing import Any

from msgspec import UNSET

from engine.connections import custom_store as store_settings
from engine.connections.organisations import find
from engine.connections.problems import NotFound, ResendHidden, StoreDisabled
from engine.custom_store import resend as resending
from engine.custom_store import webhooks
from engine.domain.permissions import Permission
from engine.domain.records import Acknowledge, CustomStore, KeyPair
from engine.domain.status_word import Source
from engine.web import models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office, Routes, Told

ROUTES = Routes()

_PROBLEM = models.ProblemView


@ROUTES.declare(
    "GET",
    "/api/custom-store",
    query=("organisation",),
    replies={200: models.CustomStoreView, 404: _PROBLEM},
)
def show_custom_store(office: Office, asked: Asked) -> Told:
    """
    Show the custom store of an organisation.
    """
    return Told(200, _custom_store(_store(office, asked), ()))


@ROUTES.declare(
    "PUT",
    "/api/custom-store",
    body=models.CustomStoreChange,
    replies={
        200: models.CustomStoreView,
        404: _PROBLEM,
        409: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
)
def change_custom_store(office: Office, asked: Asked) -> Told:
    """
    Enable or disable a custom store, and change its settings.
    """
    body: models.CustomStoreChange = asked.body
    found = find(office.world, body.organisation)
    check_may(asked, found.id, Permission.INTEGRATIONS)
    before = office.world.ledger.custom_stores.get(found.id)
    store = _changed(before, body)
    warnings = store_settings.set_custom_store(
        office.world, store, changes_type=body.change_integration_type
    )
    if store.is_enabled:
        webhooks.register(office.world, store, patient=False)
    else:
        webhooks.unregister(office.world, store)
    office.runs.reschedule()
    return Told(200, _custom_store(store, warnings))


@ROUTES.declare(
    "POST",
    "/api/custom-store/resend",
    body=models.Resend,
    replies={200: models.ResendView, 404: _PROBLEM, 409: _PROBLEM, 503: _PROBLEM},
)
def resend(office: Office, asked: Asked) -> Told:
    """
    Mark a sale whose shipment is authorised for the next pull; nothing is sent.
    """
    found = find(office.world, asked.body.organisation)
    check_may(asked, found.id, Permission.SHIP)
    store = office.world.ledger.custom_stores.get(found.id)
    if not store.is_enabled:
        raise StoreDisabled("the custom store is Disabled: enable it first")
    try:
        orders = resending.resend(office.world, store, asked.body.sale)
    except resending.UnknownSale as problem:
        raise NotFound(str(problem)) from problem
    except resending.ResendHidden as problem:
        raise ResendHidden(str(problem)) from problem
    marked = [one.order_number for one in orders if one.is_offered]
    held = {one.order_number: one.held_back for one in orders if not one.is_offered}
    return Told(200, models.ResendView(marked, held))


@ROUTES.declare(
    "GET",
    "/api/sales/<number>",
    query=("organisation",),
    replies={200: models.SaleView, 404: _PROBLEM, 503: _PROBLEM},
)
def show_sale(office: Office, asked: Asked) -> Told:
    """
    Show what the custom store does with a sale, and whether it can be resent.
    """
    store = _store(office, asked)
    try:
        view = resending.view(office.world, store, asked.path["number"])
    except resending.UnknownSale as problem:
        raise NotFound(str(problem)) from problem
    told = [
        models.FulfilmentView(
            task_id=one.task_id,
            order_number=one.order_number,
            gate=one.held_back or None,
            status_word=one.status_word,
            offered=one.task_id in view.offered,
        )
        for one in view.orders
    ]
    is_visible = view.resend_visible and store.is_enabled
    return Told(200, models.SaleView(view.order_number, is_visible, told))


def _store(office: Office, asked: Asked) -> CustomStore:
    found = find(office.world, asked.query.get("organisation", ""))
    return office.world.ledger.custom_stores.get(found.id)


def _changed(before: CustomStore, body: models.CustomStoreChange) -> CustomStore:
    """
    Return the store with what the body sets; what it leaves out stays.
    """
    told = _told(
        acknowledge=body.acknowledge,
        word_source=body.status_word_source,
        locations=body.locations,
        cost_to_invoice=body.cost_to_invoice,
        carriers=body.carriers,
        window_days=body.window_days,
    )
    types = {"acknowledge": Acknowledge, "word_source": Source, "locations": tuple}
    settings = {name: types.get(name, _same)(value) for name, value in told.items()}
    options = replace(
        before.options,
        **_told(
            gift_attribute=body.gift_attribute,
            option_attributes=body.option_attributes,
            currency_code=body.currency_code,
        ),
    )
    if body.status is not UNSET:
        settings["is_enabled"] = body.status == "Enabled"
    return replace(before, options=options, keys=_keys(before.keys, body), **settings)


def _keys(before: KeyPair | None, body: models.CustomStoreChange) -> KeyPair | None:
    """
    Return the pair; either half alone as null takes both away.
    """
    key = before.key if before else ""
    secret = before.secret if before else ""
    if body.api_key is not UNSET:
        key = body.api_key or ""
    if body.api_secret is not UNSET:
        secret = body.api_secret or ""
    return KeyPair(key, secret) if key and secret else None


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not UNSET}


def _same(value: Any) -> Any:
    return value


def _custom_store(
    store: CustomStore, warnings: tuple[str, ...]
) -> models.CustomStoreView:
    return models.CustomStoreView(
        organisation=store.organisation,
        status="Enabled" if store.is_enabled else "Disabled",
        acknowledge=store.acknowledge,
        status_word_source=store.word_source,
        gift_attribute=store.options.gift_attribute,
        option_attributes=dict(store.options.option_attributes),
        currency_code=store.options.currency_code,
        locations=list(store.locations),
        cost_to_invoice=store.cost_to_invoice,
        carriers=dict(store.carriers),
        window_days=store.window_days,
        comparable=store.keys is not None,
        warnings=list(warnings),
    )
