"""
Serve a vendor over HTTP. Only this module and the pages import Flask.

A call passes the stages of `ANSWERING`, top to bottom; the first that has an answer
ends it. Then the vendor's headers are put on it, and the journal keeps it.
"""

import difflib
import io
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, partial
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

import msgspec
from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import MapAdapter

from emulators.kit.basic import login_of, same_secret
from emulators.kit.control import TOKEN_WANTED, Control
from emulators.kit.control_routes import ROOT, ROUTES
from emulators.kit.faults import Fault
from emulators.kit.journal import Exchange
from emulators.kit.masking import mask_query
from emulators.kit.operation import Call, Operation, Reply
from emulators.kit.pages.site import PREFIX
from emulators.kit.service import Caller, Service, UnknownAccount
from emulators.kit.state import Document
from emulators.kit.throttle import Taken
from emulators.kit.world import build_world

PERSON = "/_emulator/person"
SCREENS = "/_emulator/screens"
_BY_PERSON = (f"{PERSON}/", f"{SCREENS}/")
_PAGES = f"{PREFIX}/"
KEPT = "kept"
_TYPE = {"Content-Type": "application/json; charset=utf-8"}

_SLASHES = re.compile("/{2,}")
_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode

Environ = dict[str, Any]
SERVER: Mapping[str, Any] = {
    "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "0",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": False,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}
WsgiApplication = Callable[[Environ, Any], Iterable[bytes]]


class Application:
    """
    A WSGI application with one route for each operation of the service.

    Paths are matched in any case, with doubled and trailing slashes.
    """

    def __init__(self, service: Service[Any]) -> None:
        self._service = service
        self.flask = _Routes(service.name, static_folder=None)
        self.flask.url_map.merge_slashes = False
        self.flask.url_map.strict_slashes = False
        self._paths: list[str] = []
        for prefix, catalogue, scope in (
            (service.base, service.catalogue, "account"),
            (SCREENS, service.screens, "account"),
            ("", service.common, "service"),
        ):
            for declared in catalogue:
                reach = "service" if declared.anonymous else scope
                for path in (declared.path, *declared.aliases):
                    self._add(prefix + path, declared, reach)
        control = Control(service, self._send_as_person)
        for name, route in ROUTES.items():
            self.flask.add_url_rule(
                ROOT + route.path,
                endpoint=f"control.{name}",
                methods=[route.method],
                view_func=partial(_control, control, name),
            )
        self.flask.register_error_handler(HTTPException, self._no_route)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """
        Answer one request.
        """
        path: str = environ["PATH_INFO"]
        if path.startswith(_BY_PERSON):
            environ["emulators.by"] = "person"
            path = path.removeprefix(PERSON)
        elif path.startswith(_PAGES) or path == PREFIX:
            return self._pages(environ, start_response)
        environ["emulators.path"] = path
        if not path.startswith(ROOT + "/") or path.startswith(SCREENS):
            path = path.lower()
        if "//" in path:
            path = _SLASHES.sub("/", path)
        environ["PATH_INFO"] = path.rstrip("/") or "/"
        return self.flask.wsgi_app(environ, start_response)

    @cached_property
    def _pages(self) -> WsgiApplication:
        # Imported for the first browser: most fakes never see one.
        from emulators.kit.pages.application import Pages  # noqa: PLC0415

        return Pages(self._service, self._service.site(), self._act, _decode)

    def build_world(self, document: Mapping[str, Any]) -> int:
        """
        Do the steps of a world in the first account; return how many there were.

        Raises:
            BadWorld: A step was refused, or makes no sense.
        """
        return build_world(document, partial(self._send_as_person, None))

    def _send_as_person(
        self, account: str | None, method: str, target: str, body: Any
    ) -> tuple[int, Any]:
        """
        Do one step of a world: a call within this process.
        """
        status, payload = self._act(account, method, target, body)
        return status, _decode(payload) if payload else None

    def _act(
        self, account: str | None, method: str, target: str, body: Any
    ) -> tuple[int, bytes]:
        """
        Do what a person does, within this process: status and bytes.
        """
        quoted, _, query = target.partition("?")
        path = unquote_to_bytes(quoted).decode("latin-1")
        raw = b"" if body is None else _encode(body)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": self._place_of(path),
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(raw)),
            "HTTP_X_EMULATOR_TOKEN": self._service.control_token or "",
            **({"HTTP_X_EMULATOR_ACCOUNT": account} if account else {}),
            **SERVER,
            "wsgi.input": io.BytesIO(raw),
        }
        said: list[int] = []
        parts = self(environ, lambda status, _: said.append(int(status[:3])))
        return said[0], b"".join(parts)

    def _place_of(self, path: str) -> str:
        """
        Return where a person finds a screen, what belongs to no account, or the API.
        """
        if path.startswith("/screens/"):
            return ROOT + path
        base = "" if path.startswith(ROOT + "/") else self._service.base
        return PERSON + base + path

    def _add(self, path: str, declared: Operation[Any], scope: str) -> None:
        self._paths.append(path)
        route = _lower_outside_variables(path)
        self.flask.add_url_rule(
            route,
            endpoint=f"{declared.method} {route}",
            methods=[declared.method],
            view_func=self._view(declared, scope),
            provide_automatic_options=False,
        )

    def _view(self, declared: Operation[Any], scope: str) -> Callable[..., Response]:
        service = self._service
        names = {name.lower(): name for name in declared.query}

        def view(**variables: Any) -> Response:
            work = _Work(service, request.environ, declared, variables)
            work.names = names
            work.scope = scope
            return work.respond()

        return view

    def _no_route(self, error: HTTPException) -> Response:
        allowed = error.valid_methods if isinstance(error, MethodNotAllowed) else None
        work = _Work(self._service, request.environ, None, {})
        work.allowed = sorted(set(allowed or ()) - {"HEAD", "OPTIONS"})
        if not work.allowed:
            near = difflib.get_close_matches(work.path, self._paths, n=1)
            work.hint = f"did you mean {near[0]}?" if near else None
        return work.respond()


class _Routes(Flask):
    """
    Routes by path and method alone: a fake answers to whatever host it is called.
    """

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """
        Return what matches the request against the routes.
        """
        if request is None:
            return None
        return MapAdapter(
            self.url_map,
            server_name="",
            script_name="/",
            subdomain="",
            url_scheme="",
            path_info=request.path,
            default_method=request.method,
        )


def _control(control: Control, name: str) -> Response:
    status, body = control.answer(
        name,
        headers=_Headers(request.environ),
        query=request.args.to_dict(),
        raw=request.get_data(),
    )
    return Response(body, status, mimetype="application/json")


class _Answer(Response):
    """
    An answer with its headers as they stand: a vendor sends many, on every answer.

    Nothing is made of them that Flask does not ask for.
    """

    def __init__(
        self, payload: bytes, status: int, headers: list[tuple[str, str]]
    ) -> None:
        self._payload = payload
        self._line = str(status)
        self._as_they_stand = headers

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        start_response(self._line, self._as_they_stand)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (self._payload,)


class _Work:
    """
    One call on its way to its answer.
    """

    def __init__(
        self,
        service: Service[Any],
        environ: Environ,
        operation: Operation[Any] | None,
        variables: Mapping[str, Any],
    ) -> None:
        self.service = service
        self.environ = environ
        self.operation = operation
        self.variables = variables
        self.scope = "account"
        self.names: Mapping[str, str] = {}
        self.allowed: list[str] = []
        self.hint: str | None = None
        self.method: str = environ["REQUEST_METHOD"]
        self.path: str = environ["emulators.path"]
        self.by: str = environ.get("emulators.by", "api")
        self.raw: bytes = environ["wsgi.input"].read(
            int(environ.get("CONTENT_LENGTH") or 0)
        )
        self.caller: Caller[Any] = Caller(None)
        self.taken: Taken | None = None
        self.query: dict[str, Any] = {}
        self.body: Any = None
        self.verdict = KEPT

    def respond(self) -> Response:
        """
        Answer the call, keep it in the journal, and return Flask's response.
        """
        fault = None
        try:
            self.caller = _caller(self)
        except UnknownAccount as error:
            reply = Reply(404, {"Message": str(error)})
        else:
            fault = self._fault()
            reply = fault.around(partial(_answer, self)) if fault else _answer(self)
        payload = _payload(reply.body)
        self._record(reply, payload, fault)
        if fault:
            self.environ["emulators.fault"] = fault
        return self._response(reply, payload)

    @property
    def target(self) -> str | None:
        """
        The operation's full name.
        """
        if self.operation is None:
            return None
        return f"{self.service.name}.{self.operation.name}"

    def _fault(self) -> Fault | None:
        tenant = self.caller.tenant
        if tenant is None or not tenant.faults or self.by != "api":
            return None
        return tenant.faults.take(self.target or f"{self.service.name}.unknown")

    def _response(self, reply: Reply, payload: bytes) -> Response:
        headers = {**self.service.headers(self.taken), **_TYPE, **reply.headers}
        if self.hint:
            headers["X-Emulator-Hint"] = self.hint
        if not payload:
            del headers["Content-Type"]
        headers["Content-Length"] = str(len(payload))
        return _Answer(payload, reply.status, list(headers.items()))

    def _record(self, reply: Reply, payload: bytes, fault: Fault | None) -> None:
        tenant = self.caller.tenant
        journal = tenant.journal if tenant else self.service.journal
        exchange = Exchange(
            number=journal.next_number(),
            at=self.service.clock.now(),
            by=self.by,
            method=self.method,
            path=self.path,
            query=mask_query(self.environ.get("QUERY_STRING", "")),
            operation=self.target,
            request=self.raw,
            status=reply.status,
            reply=payload,
            fault=fault.kind if fault else None,
            verdict=self.verdict,
            hint=self.hint or reply.headers.get("X-Emulator-Hint"),
        )
        journal.add(exchange)
        if self.service.witness is not None:
            self.service.witness(exchange)


def _caller(work: _Work) -> Caller[Any]:
    headers = _Headers(work.environ)
    if work.scope == "service":
        return Caller(None)
    caller = work.service.identify(headers)
    if work.by == "person":
        name = headers.get("x-emulator-account")
        tenant = caller.tenant if caller.tenant and not name else None
        return Caller(tenant or work.service.tenant(name))
    return caller


def _answer(work: _Work) -> Reply:
    for stage in ANSWERING:
        reply = stage(work)
        if reply is not None:
            return reply
    raise AssertionError("the last stage always has an answer")


def _let_in(work: _Work) -> Reply | None:
    """
    Refuse a credential that is not good; a person's is the control plane's token.
    """
    if work.by == "api" and not work.path.startswith(ROOT):
        return work.caller.refusal
    token = work.service.control_token
    given = _Headers(work.environ).get("x-emulator-token", "")
    return None if not token or same_secret(given, token) else Reply(403, TOKEN_WANTED)


def _count(work: _Work) -> Reply | None:
    """
    Refuse a call beyond the allowance; a person at the screen has none.
    """
    if work.by == "person" or work.scope == "service":
        return None
    service = work.service
    work.taken = service.take_allowance(work.caller, service.clock.now())
    if work.taken.exceeded:
        return service.refuse_limited(work.caller, work.taken)
    return None


def _route(work: _Work) -> Reply | None:
    """
    Refuse what is no operation, or one that is not built.
    """
    if work.operation is None:
        return work.service.refuse_route(
            work.caller, work.method, work.path, allowed=work.allowed
        )
    if not work.operation.built:
        return work.service.refuse_not_built(work.operation)
    return None


def _read_query(work: _Work) -> Reply | None:
    """
    Read the parameters that the operation knows; refuse a bad one.
    """
    operation = work.operation
    assert operation is not None  # noqa: S101  # the stage before saw to it
    given = work.environ.get("QUERY_STRING", "")
    blanks = bool(given) and work.service.reads_blanks(work.caller)
    for name, text in parse_qsl(given, keep_blank_values=blanks) if given else ():
        known = work.names.get(name.lower())
        if known is None or not (text or operation.query[known].blank):
            continue
        try:
            work.query[known] = operation.query[known].parse(text)
        except ValueError as error:
            refusal = work.service.refuse_query(work.caller, known, str(error))
            return _blame_request(work, refusal, f"{known}: {error}")
    for name, param in operation.query.items():
        if param.required and name not in work.query:
            why = f"The parameter {name} is required."
            return _blame_request(
                work, work.service.refuse_query(work.caller, name, why), why
            )
    return None


def _read_body(work: _Work) -> Reply | None:
    """
    Read the body and check it against its schema; refuse a bad one.
    """
    operation = work.operation
    if operation is None or operation.request is None:
        return None
    service = work.service
    media_type = work.environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    refusal = service.refuse_media_type(media_type) if work.raw else None
    if refusal is not None:
        return _blame_request(work, refusal, f"media type {media_type}")
    try:
        work.body = _decode(work.raw) if work.raw.strip() else None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        why = str(error)
        return _blame_request(work, service.refuse_body(work.caller, why), why)
    work.body = service.respell(operation.request, work.body)
    problem = service.contract.problem(operation.request, work.body)
    if problem is not None:
        return _blame_request(work, service.refuse_body(work.caller, problem), problem)
    return None


def _work(work: _Work) -> Reply | None:
    """
    Do the work; a broken rule becomes the vendor's error, a bug of ours a failure.
    """
    service, operation = work.service, work.operation
    assert operation is not None  # noqa: S101  # an earlier stage saw to it
    tenant = work.caller.tenant
    try:
        if tenant is None:
            login = login_of(work.environ.get("HTTP_AUTHORIZATION", ""))
            call = Call(work.variables, work.query, work.body, login)
            return _checked(work, operation, operation(call, service))
        call = Call(work.variables, work.query, work.body, origin=_origin(work))
        is_reading = operation.method == "GET"
        with tenant.lock.reading() if is_reading else tenant.lock:
            reply = service.answer(work.caller, operation, call)
            return _checked(work, operation, reply)
    except Exception as error:  # noqa: BLE001  # it is reported, and fails the scenario
        status = _status_of(service, error)
        if status is not None:
            refusal = service.refuse(work.caller, status, error)
            if isinstance(error, service.breaches):
                return _blame_request(work, refusal, error)
            return refusal
        return _blame_fake(work, "".join(traceback.format_exception(error)))


ANSWERING: tuple[Callable[[_Work], Reply | None], ...] = (
    _let_in,
    _count,
    _route,
    _read_query,
    _read_body,
    _work,
)


def _checked(work: _Work, operation: Operation[Any], reply: Reply) -> Reply:
    """
    Return the reply if it keeps the contract of the operation.
    """
    if reply.status not in operation.responses:
        return _blame_fake(work, f"status {reply.status} is not declared")
    schema = operation.responses[reply.status]
    if schema is None:
        return reply
    body = reply.body
    if isinstance(body, Document):
        if schema in body.kept:
            return reply
        body = body.body
    problem = work.service.contract.problem(schema, body)
    if problem is not None:
        return _blame_fake(work, f"{schema} {problem}")
    if isinstance(reply.body, Document):
        reply.body.kept.add(schema)
    return reply


def _origin(work: _Work) -> str:
    """
    Return where the caller found the fake; a step of a world found it in-process.
    """
    host = work.environ.get("HTTP_HOST")
    scheme = work.service.origin.partition("://")[0] or "http"
    return f"{scheme}://{host}" if host else work.service.origin


def _status_of(service: Service[Any], error: Exception) -> int | None:
    for kind in type(error).__mro__:
        if kind in service.errors:
            return service.errors[kind]
    return None


def _blame_request(work: _Work, reply: Reply, why: object) -> Reply:
    work.verdict = f"broken by the caller: {why}"
    return reply


def _blame_fake(work: _Work, why: str) -> Reply:
    work.verdict = f"broken by the fake: {why}"
    return Reply(500, {"emulator": "the fake broke its own contract", "problem": why})


def _payload(body: Any) -> bytes:
    if isinstance(body, Document):
        if body.payload is None:
            body.payload = _encode(body.body)
        return body.payload
    if body is None:
        return b""
    return body if isinstance(body, bytes) else _encode(body)


class _Headers(Mapping[str, str]):
    """
    A request's headers by their names in lower case; nothing is copied.
    """

    def __init__(self, environ: Environ) -> None:
        self._environ = environ

    def __getitem__(self, name: str) -> str:
        value: str = self._environ["HTTP_" + name.upper().replace("-", "_")]
        return value

    def __iter__(self) -> Iterator[str]:
        for name in self._environ:
            if name.startswith("HTTP_"):
                yield name[5:].replace("_", "-").lower()

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _lower_outside_variables(path: str) -> str:
    return re.sub(r"[^<>]+(?![^<]*>)", lambda part: part[0].lower(), path)
