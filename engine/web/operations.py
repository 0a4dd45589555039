"""
The JSON API of what the engine does and has done.
"""

from engine.connections.organisations import find
from engine.domain.method_policy import Method
from engine.domain.permissions import Permission
from engine.domain.records import LogEntry, Origin, Run, SeenShipment
from engine.web import models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office, Routes, Told, positive

ROUTES = Routes()

_MOST = 1000
_USUAL = 100


@ROUTES.declare("GET", "/api/capabilities", replies={200: models.CapabilitiesView})
def list_capabilities(office: Office, asked: Asked) -> Told:  # noqa: ARG001 - a handler
    """
    List what this engine can do, for whoever tries it.
    """
    methods = [method.value for method in Method]
    webhooks = ["webhooks"] if office.world.public_url else []
    return Told(
        200, models.CapabilitiesView([*methods, "reconciliation", "pages", *webhooks])
    )


@ROUTES.declare(
    "POST",
    "/api/sync",
    body=models.Sync,
    replies={200: models.RunsView, 404: models.ProblemView},
)
def sync(office: Office, asked: Asked) -> Told:
    """
    Run now, one slice of each connection that matches, without waiting.

    What runs in another process is not run twice: its run is told as it stands.
    """
    body: models.Sync = asked.body
    organisation = None
    if body.organisation is not None:
        organisation = find(office.world, body.organisation).id
    check_may(asked, organisation or "", Permission.INTEGRATIONS)
    method = Method(body.method) if body.method else None
    runs = office.runs.run_now(organisation=organisation, method=method)
    return Told(200, models.RunsView([_run(one) for one in runs]))


@ROUTES.declare(
    "GET",
    "/api/runs",
    query=("organisation", "limit"),
    replies={200: models.RunsView},
)
def list_runs(office: Office, asked: Asked) -> Told:
    """
    List runs: those that wait, then the newest.
    """
    limit, organisation = _limit(asked), _organisation(asked)
    begun = office.world.ledger.runs.recent(limit=limit, organisation=organisation)
    runs = [*office.runs.queued(organisation), *begun][:limit]
    return Told(200, models.RunsView([_run(one) for one in runs]))


@ROUTES.declare(
    "GET",
    "/api/log",
    query=("organisation", "subject", "outcome", "limit"),
    replies={200: models.LogView},
)
def read_log(office: Office, asked: Asked) -> Told:
    """
    Read the operations log, newest first.
    """
    entries = office.world.ledger.log.read(
        organisation=_organisation(asked),
        subject=asked.query.get("subject"),
        outcome=asked.query.get("outcome"),
        limit=_limit(asked),
    )
    return Told(200, models.LogView([_entry(one) for one in entries]))


@ROUTES.declare(
    "GET",
    "/api/shipments",
    query=("organisation",),
    replies={200: models.ShipmentsView},
)
def list_shipments(office: Office, asked: Asked) -> Told:
    """
    List the shipments that the engine was told of, newest first.
    """
    found = office.world.ledger.shipments.all(_organisation(asked))
    return Told(200, models.ShipmentsView([_shipment(one) for one in found]))


@ROUTES.declare(
    "GET", "/api/orders", query=("organisation",), replies={200: models.OrdersView}
)
def list_orders(office: Office, asked: Asked) -> Told:
    """
    List where each order came from and where it went, newest first.
    """
    found = office.world.ledger.orders.all(_organisation(asked))
    return Told(200, models.OrdersView([_order(one) for one in found]))


def _organisation(asked: Asked) -> str | None:
    told = asked.query.get("organisation")
    return told.lower() if told else None


def _limit(asked: Asked) -> int:
    return positive(asked.query.get("limit", ""), usual=_USUAL, most=_MOST)


def _run(run: Run) -> models.RunView:
    return models.RunView(
        id=run.id,
        organisation=run.organisation,
        method=run.method,
        state=run.state.value,
        started_at=run.started_at,
        ended_at=run.ended_at,
        outcomes=dict(run.outcomes),
        error=run.error or None,
        attempts=run.attempts,
        executor=run.executor or None,
    )


def _entry(entry: LogEntry) -> models.LogEntryView:
    return models.LogEntryView(
        at=entry.at,
        organisation=entry.organisation,
        method=entry.method,
        subject=entry.outcome.subject,
        outcome=entry.outcome.kind,
        reason=entry.outcome.reason,
        detail=entry.outcome.detail,
    )


def _shipment(one: SeenShipment) -> models.ShipmentView:
    return models.ShipmentView(
        order_number=one.order_number,
        tracking_number=one.tracking_number,
        carrier=one.carrier,
        service=one.service,
        cost=one.cost,
        shipped_on=one.shipped_on,
        source=one.source,
        items=[models.ItemView(item.sku, item.quantity) for item in one.items],
        applied=one.is_applied,
    )


def _order(one: Origin) -> models.OrderView:
    return models.OrderView(
        direction=one.direction,
        method=one.method,
        sale_id=one.sale_id,
        task_id=one.task_id,
        sale_number=one.sale_number,
        order_number=one.order_number,
        shipstation_order_id=one.shipstation_order_id,
        first_seen_at=one.first_seen_at,
    )
