"""
How the vendor says no: an array of errors, with what is contested about it.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus

from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.profile import (
    CredentialsErrorBody,
    ErrorShape,
    ErrorStatus,
    MissingNameStatus,
    Profile,
    RateLimitForm,
    RetryAfter,
    UnknownPath,
    WrongVerb,
)
from emulators.kit.contract import Problem
from emulators.kit.operation import Reply

_WRONG = "Incorrect credentials!"
_NOT_FOUND_PAGE = (
    b"<!DOCTYPE html><html><head><title>Page not found</title></head>"
    b"<body><h1>Page not found</h1></body></html>"
)
_UNRECORDED: Mapping[str, str] = {"X-Emulator-Hint": "text not recorded"}
_QUOTED = re.compile("'([^']+)'")


def limited(profile: Profile) -> Reply:
    """
    Answer a call beyond the allowance, in one of the three recorded forms.
    """
    status = int(profile.rate_limit_form.value)
    text = "You reached 60 calls per minute API limit"
    if profile.rate_limit_form is RateLimitForm.BAD_REQUEST:
        text = "You have reached 60 calls per 60 seconds API limit."
    waits = profile.retry_after is RetryAfter.WORDS
    headers = {"Retry-After": profile.retry_after.value} if waits else {}
    return _error(profile, status, text, headers=headers)


def wrong_method(profile: Profile, method: str, allowed: list[str]) -> Reply:
    """
    Answer a verb that the path does not have.
    """
    headers = {"Allow": ", ".join(allowed), **_UNRECORDED}
    text = f"Method {method} is not allowed"
    status = 403 if profile.wrong_verb is WrongVerb.FORBIDDEN else 405
    return _error(profile, status, text, headers=headers)


def unknown_path(profile: Profile, path: str) -> Reply:
    """
    Answer a path that is none, with a page of HTML.
    """
    if profile.unknown_path is UnknownPath.NOT_FOUND:
        return _error(profile, 404, f"Endpoint {path} does not exist")
    html = {"Content-Type": "text/html; charset=utf-8"}
    return Reply(200, _NOT_FOUND_PAGE, html)


def bad_query(profile: Profile, name: str, why: str) -> Reply:
    """
    Answer a bad or missing query parameter.
    """
    if "required" in why:
        return _error(profile, 400, f"Required attribute '{name}' not provided")
    return _error(profile, 400, f"{name} is invalid")


def bad_body(profile: Profile, problem: Problem | str) -> Reply:
    """
    Answer a body that is against its schema, or cannot be read at all.
    """
    if isinstance(problem, str):
        text = "The body could not be read"
        return _error(profile, 500, text, headers=_UNRECORDED)
    missing = _QUOTED.match(problem.message)
    if problem.keyword == "required" and missing:
        text = f"Required attribute '{missing[1]}' not provided"
        return _error(profile, 400, text)
    names = [part for part in problem.path if isinstance(part, str)]
    return _error(profile, 400, f"{names[-1] if names else 'Body'} is invalid")


def broken_rule(profile: Profile, status: int, error: Exception) -> Reply:
    """
    Answer a call that a rule forbids; what is not the vendor's has our own shape.
    """
    if not isinstance(error, Refused):
        return Reply(status, {"Message": str(error.args[0])})
    headers = {} if error.recorded else _UNRECORDED
    is_missing = error.code == HTTPStatus.NOT_FOUND
    if is_missing and profile.missing_name_status is MissingNameStatus.NOT_FOUND:
        status = error.code
    return _error(profile, status, str(error), code=error.code, headers=headers)


def wrong_credentials(profile: Profile) -> Reply:
    """
    Answer a pair of account id and key that is not good.
    """
    if profile.credentials_error_body is CredentialsErrorBody.TEXT:
        text = {"Content-Type": "text/plain; charset=utf-8"}
        return Reply(403, _WRONG.encode(), text)
    return _error(profile, 403, _WRONG)


def _error(
    profile: Profile,
    status: int,
    text: str,
    *,
    code: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Reply:
    if profile.error_status is ErrorStatus.OK:
        status, code = 200, code or status
    error = {"ErrorCode": code or status, "Exception": text}
    is_bare = profile.error_shape is ErrorShape.OBJECT
    return Reply(status, error if is_bare else [error], headers or {})
