"""
The table of the control plane's routes, for both of its ends.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ROOT = "/_emulator"


@dataclass(frozen=True, slots=True)
class Route:
    """
    One thing that the control plane can do.
    """

    method: str
    path: str
    summary: str


ROUTES: Mapping[str, Route] = {
    "index": Route("GET", "", "List these routes."),
    "health": Route("GET", "/health", "Say that the process lives."),
    "ready": Route("GET", "/ready", "Say that there are accounts to talk to."),
    "openapi": Route("GET", "/openapi.json", "Describe the vendor's API as emulated."),
    "operations": Route("GET", "/operations", "List operations, also those not built."),
    "accounts": Route("GET", "/accounts", "List the names of the accounts."),
    "open_account": Route("POST", "/accounts", "Open an account; body: name and more."),
    "reset": Route("POST", "/reset", "Go back to the state of the start."),
    "world": Route("POST", "/world", "Build a world from data; body: steps."),
    "world_schema": Route("GET", "/world/schema", "Describe the data of a world."),
    "snapshots": Route("GET", "/snapshots", "List the snapshots that are kept."),
    "save": Route("POST", "/snapshots", "Save the account; body: name."),
    "delete_snapshot": Route("DELETE", "/snapshots", "Forget one; ?name=NAME."),
    "snapshot": Route("GET", "/snapshots/document", "Show one as data; ?name=NAME."),
    "take_in": Route(
        "PUT", "/snapshots/document", "Keep one that comes as data; ?name=NAME."
    ),
    "restore": Route(
        "POST", "/snapshots/restore", "Let the account be as it was; body: name."
    ),
    "fork": Route(
        "POST", "/snapshots/fork", "Open an account like it; body: name, account."
    ),
    "diff": Route(
        "GET", "/snapshots/diff", "Tell what changed; ?before=NAME&after=NAME or now."
    ),
    "clock": Route("GET", "/clock", "Tell the time."),
    "advance": Route("POST", "/clock/advance", "Move a virtual clock; body: seconds."),
    "settle": Route("POST", "/clock/settle", "Return when nothing that is due waits."),
    "faults": Route("GET", "/faults", "List the faults that are still to happen."),
    "add_fault": Route("POST", "/faults", "Plan a fault; body: kind and settings."),
    "clear_faults": Route("DELETE", "/faults", "Forget all faults."),
    "journal": Route(
        "GET",
        "/journal",
        "List the exchanges; ?limit=COUNT the latest, with ?after=NUMBER the next.",
    ),
    "clear_journal": Route("DELETE", "/journal", "Forget the exchanges."),
    "profile": Route("GET", "/profile", "List the contested facts as they are set."),
    "presets": Route("GET", "/profile/presets", "List whole profiles by name."),
    "set_profile": Route("PUT", "/profile", "Set all facts; body: preset, and facts."),
    "change_profile": Route("PATCH", "/profile", "Set facts; body: name to member."),
}
