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
    "clock": Route("GET", "/clock", "Tell the time."),
    "advance": Route("POST", "/clock/advance", "Move a virtual clock; body: seconds."),
    "settle": Route("POST", "/clock/settle", "Return when nothing that is due waits."),
    "faults": Route("GET", "/faults", "List the faults that are still to happen."),
    "add_fault": Route("POST", "/faults", "Plan a fault; body: kind and settings."),
    "clear_faults": Route("DELETE", "/faults", "Forget all faults."),
    "journal": Route("GET", "/journal", "List the exchanges; ?after=NUMBER."),
    "clear_journal": Route("DELETE", "/journal", "Forget the exchanges."),
    "profile": Route("GET", "/profile", "List the contested facts as they are set."),
    "presets": Route("GET", "/profile/presets", "List whole profiles by name."),
    "set_profile": Route("PUT", "/profile", "Set all facts; body: preset, and facts."),
    "change_profile": Route("PATCH", "/profile", "Set facts; body: name to member."),
}
