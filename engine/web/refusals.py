"""
What use cases say no with, and the status of HTTP that tells it.
"""

from collections.abc import Mapping

from engine.connections import problems
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.shipping_service.problems import InTheWay, NotHere, Problem, Unusable
from engine.web.callers import NotAllowed

REFUSED = (problems.Refusal, Problem)
AWAY = (CannotAnswer, CredentialsRefused, Rejected)

_STATUS: Mapping[type[Exception], int] = {
    problems.NotFound: 404,
    problems.KeysRefused: 422,
    problems.SettingsRefused: 422,
    problems.VendorSilent: 503,
    NotAllowed: 403,
    NotHere: 404,
    Unusable: 422,
    InTheWay: 409,
    problems.Refusal: 409,
}


def status_of(problem: Exception) -> int:
    """
    Return the status of a refusal, or of a vendor that cannot be asked now.
    """
    if isinstance(problem, AWAY):
        return 503
    return next(code for kind, code in _STATUS.items() if isinstance(problem, kind))
