"""
The JSON API of reconciliation: what differs, and what is done about it when asked.
"""

from collections.abc import Iterator, Sequence

from engine.connections.organisations import find
from engine.domain.permissions import Permission
from engine.domain.reconciliation import Comparison
from engine.reconciliation.report import Repaired, reconcile, repair
from engine.web import models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office, Routes, Told

ROUTES = Routes()

_PROBLEM = models.ProblemView


@ROUTES.declare(
    "GET",
    "/api/reconciliation",
    query=("organisation",),
    replies={200: models.ReconciliationView, 404: _PROBLEM, 503: _PROBLEM},
)
def compare(office: Office, asked: Asked) -> Told:
    """
    Compare both sides for each method in use; nothing is changed.
    """
    organisation = find(office.world, asked.query.get("organisation", ""))
    compared = reconcile(office.world, organisation, patient=False)
    reasons = [one.reason for one in compared if one.reason]
    if not compared:
        reasons = ["not comparable: no method is in use"]
    view = models.ReconciliationView(
        comparable=not reasons,
        reason="; ".join(reasons) or None,
        differences=list(_differences(compared)),
    )
    return Told(200, view)


@ROUTES.declare(
    "POST",
    "/api/reconciliation/repairs",
    body=models.Repairs,
    replies={200: models.RepairsView, 404: _PROBLEM, 503: _PROBLEM},
)
def mend(office: Office, asked: Asked) -> Told:
    """
    Compare once more, and mend the differences that are named.
    """
    body: models.Repairs = asked.body
    organisation = find(office.world, body.organisation)
    check_may(asked, organisation.id, Permission.INTEGRATIONS)
    done = repair(office.world, organisation, body.differences, patient=False)
    return Told(200, models.RepairsView([_repaired(one) for one in done]))


def _differences(compared: Sequence[Comparison]) -> Iterator[models.DifferenceView]:
    for comparison in compared:
        for one in comparison.differences:
            yield models.DifferenceView(
                id=one.id(comparison.place),
                kind=one.kind,
                method=comparison.method,
                order_number=one.order_number,
                shipstation=one.shipstation,
                cin7_core=one.cin7_core,
                repair=one.repair,
                repair_sentence=one.repair.sentence if one.repair else None,
            )


def _repaired(one: Repaired) -> models.RepairView:
    return models.RepairView(
        one.difference, one.outcome.kind, one.outcome.reason, one.outcome.detail
    )
