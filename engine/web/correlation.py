"""
Gives each request an id, and writes one event for it.
"""

import re

from flask import Flask, Response, g, request

from engine.web.declare import Office

_REQUEST_ID = "X-Request-ID"
_ID = re.compile(r"[\w.-]{1,64}")


def correlate(app: Flask, office: Office) -> None:
    """
    Give each request an id: the one that it comes with, or a new one.

    Its answer and all events that are written on its behalf carry it. The address is
    told without what stands in it.
    """

    @app.before_request
    def begin() -> None:
        told = request.headers.get(_REQUEST_ID, "")
        g.request_id = told if _ID.fullmatch(told) else office.world.ids.new()
        g.correlated = office.log.correlated(request=g.request_id)
        g.correlated.__enter__()

    @app.after_request
    def answered(response: Response) -> Response:
        response.headers[_REQUEST_ID] = g.request_id
        rule = request.url_rule.rule if request.url_rule else "unknown"
        office.log.info(
            "request", method=request.method, path=rule, status=response.status_code
        )
        return response

    @app.teardown_request
    def end(_problem: BaseException | None) -> None:
        g.correlated.__exit__(None, None, None)
