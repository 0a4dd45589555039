"""
The operations log, the runs, and the comparison of both sides.
"""

from flask import Response, request

from engine.domain.outcome import Kind
from engine.domain.permissions import Permission
from engine.web import models, operations, reconciliation
from engine.web.pages.declare import Pages, go_to, shown, tell
from engine.web.pages.language import say
from engine.web.pages.methods import spoken
from engine.web.pages.visit import Visit

PAGES = Pages()

OUTCOMES = {
    Kind.DELIVERED: "delivered",
    Kind.UNCHANGED: "unchanged",
    Kind.HELD_BACK: "held back",
    Kind.FAILED: "failed",
}
STATES = {
    "queued": "queued",
    "running": "running",
    "succeeded": "succeeded",
    "failed": "failed",
    "recovered": "recovered",
}
DIFFERENCES = {
    "order_missing": "The order is missing in ShipStation",
    "order_not_imported": "The order is no sale yet",
    "sale_voided": "The sale is voided, and the order is open",
    "sale_missing": "The sale is gone, and the order is open",
    "tracking_missing": "The sale lacks a tracking number",
    "tracking_differs": "The tracking numbers differ",
    "shipment_voided": "The sale has the number of a voided label",
    "not_shipped_in_shipstation": "ShipStation does not know the tracking number",
    "shipment_not_applied": "A shipment was not applied",
    "origin_lost": "The ledger does not know that both belong together",
}
REPAIRS = {
    "send_again": "Send again",
    "import": "Import",
    "apply_shipment": "Apply the shipment",
    "take_number": "Take the number",
    "remove_number": "Remove the number",
    "adopt": "Adopt",
}

_LINES = "100"
_MOST_TOLD = 7


@PAGES.get("/log")
def show_log(visit: Visit) -> Response:
    """
    Show the operations log, newest first.
    """
    wanted = {
        name: told
        for name in ("outcome", "subject")
        if (told := request.args.get(name, "").strip())
    }
    asked = visit.asked(query={"limit": _LINES, **wanted})
    return shown(
        "log.html",
        tab="log",
        entries=operations.read_log(visit.office, asked).body.entries,
        wanted=wanted,
        outcomes=OUTCOMES,
        spoken=spoken,
    )


@PAGES.get("/runs")
def show_runs(visit: Visit) -> Response:
    """
    Show the runs: those that wait, then the newest.
    """
    asked = visit.asked(query={"limit": _LINES})
    return shown(
        "runs.html",
        tab="runs",
        runs=operations.list_runs(visit.office, asked).body.runs,
        states=STATES,
        outcomes=OUTCOMES,
        spoken=spoken,
        refusal=visit.refusal(Permission.INTEGRATIONS),
    )


@PAGES.post("/runs")
def run_now(visit: Visit) -> Response:
    """
    Run one slice of each connection now.
    """
    asked = visit.asked(models.Sync(visit.account))
    runs = operations.sync(visit.office, asked).body.runs
    if not runs:
        tell(say("There is nothing to run: no method is in use."), kind="warning")
    for run in runs:
        method, state = say(spoken(run.method).name), say(STATES[run.state])
        tell(
            f"{method}: {state}",
            kind="problem" if run.state == "failed" else "done",
        )
    return go_to("runs")


@PAGES.get("/reconciliation")
def compare(visit: Visit) -> Response:
    """
    Show what differs, once somebody wants to know: both sides have to be read.
    """
    compared = None
    if request.args.get("compare"):
        compared = reconciliation.compare(visit.office, visit.asked()).body
    return shown(
        "reconciliation.html",
        tab="reconciliation",
        compared=compared,
        differences=DIFFERENCES,
        repairs=REPAIRS,
        spoken=spoken,
        refusal=visit.refusal(Permission.INTEGRATIONS),
    )


@PAGES.post("/reconciliation")
def repair(visit: Visit) -> Response:
    """
    Mend one difference, or those that were ticked.
    """
    wanted = request.form.getlist("difference")
    if not wanted:
        tell(say("Choose what shall be mended."), kind="problem")
        return go_to("reconciliation", compare="yes")
    body = models.Repairs(visit.account, wanted)
    done = reconciliation.mend(visit.office, visit.asked(body)).body.repaired
    for one in done[:_MOST_TOLD]:
        reason = one.detail or one.reason
        outcome = say(OUTCOMES[Kind(one.outcome)])
        kind = "problem" if one.outcome == Kind.FAILED else "done"
        tell(f"{outcome}: {reason}" if reason else outcome, kind=kind)
    if (more := len(done) - _MOST_TOLD) > 0:
        tell(say("And {count} more: the operations log has all.", count=more))
    return go_to("reconciliation", compare="yes")
