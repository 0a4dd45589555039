"""
ShipStation, put together: its accounts and its manners.
"""

from collections.abc import Mapping
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from emulators.kit.ambient import Clock
from emulators.kit.basic import login_of
from emulators.kit.contract import Contract, Problem
from emulators.kit.control import BadControl
from emulators.kit.operation import Catalogue, Reply
from emulators.kit.outbound import Outbound
from emulators.kit.pages.site import Site
from emulators.kit.plain_values import BadSnapshot, as_value
from emulators.kit.profile import changed_profile
from emulators.kit.service import Caller, Service, Surroundings, Tenant
from emulators.kit.throttle import Allowance, Taken
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.errors import (
    Impossible,
    Incomplete,
    NotAcceptable,
    NotFound,
    NullReference,
    Refused,
    Unconvertible,
)
from emulators.shipstation.domain.keys import (
    KeptKeys,
    KeyPair,
    KeyRing,
    KeysTaken,
    fresh_pair,
)
from emulators.shipstation.domain.shape import SHAPE
from emulators.shipstation.operations import (
    accounts,
    carriers,
    customers,
    fulfillments,
    order_marks,
    order_writing,
    orders,
    products,
    screens_holds,
    screens_keys,
    screens_lists,
    screens_orders,
    screens_plan,
    screens_providers,
    screens_settings,
    screens_shipments,
    screens_split,
    screens_stores,
    screens_webhooks,
    screens_world,
    shipments,
    stores,
    users,
    warehouses,
    webhooks,
)
from emulators.shipstation.operations.hints import UNRECORDED
from emulators.shipstation.profile import (
    PRESETS,
    Profile,
    RefusalShape,
    UnauthorizedBody,
)

MAIN = "main"
MAIN_KEY = "5ea75ea75ea75ea75ea75ea75ea75ea7"
PAGE_PASSWORD = "ahoy-ship-1"  # noqa: S105  # likewise
MAIN_SECRET = "d0c4d0c4d0c4d0c4d0c4d0c4d0c4d0c4"  # noqa: S105  # fixed, and published

CALLS_A_MINUTE = 40
_MINUTE_SECONDS = 60
_HOST = "https://ssapi.shipstation.com"
_REALM = 'Basic realm="ssapi.shipstation.com"'
_NO_TRACE = "   at Seatrial.NoStackTrace()"
_FIRST_SELLER = 2335513
_NO_API = Reply(
    402, {"Message": "The plan of this account comes without the API."}, UNRECORDED
)
_READABLE = ("application/json", "text/json")
_UNAUTHORIZED: Mapping[UnauthorizedBody, dict[str, str]] = {
    UnauthorizedBody.STOCK: {
        "Message": "Authorization has been denied for this request."
    },
    UnauthorizedBody.OFFICIAL: {"message": "Invalid API credentials"},
}
_RECORDED_HEADERS = {
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
    "Expires": "-1",
    "Server": "Microsoft-IIS/8.0",
    "X-AspNet-Version": "4.0.30319",
    "X-Powered-By": "ASP.NET",
}


class ShipStation(Service[Account]):
    """
    API V1, and what ShipStation itself does to custom stores.

    Args:
        rate_limits: Whether calls beyond 40 a minute are refused.

    Attributes:
        first_keys: Those of the account that is there at the start, and after a reset.
    """

    name = "shipstation"
    shape = SHAPE
    presets = PRESETS
    breaches = (Unconvertible, NotAcceptable, Incomplete, NullReference)

    def __init__(
        self,
        clock: Clock,
        *,
        rate_limits: bool = True,
        outbound: Outbound | None = None,
        control_token: str | None = None,
    ) -> None:
        super().__init__(clock, outbound=outbound, control_token=control_token)
        self.catalogue = Catalogue(
            self.name,
            accounts,
            carriers,
            customers,
            fulfillments,
            orders,
            order_writing,
            order_marks,
            products,
            shipments,
            stores,
            users,
            warehouses,
            webhooks,
        )
        self.screens = Catalogue(
            f"{self.name}.screens",
            screens_stores,
            screens_settings,
            screens_orders,
            screens_holds,
            screens_split,
            screens_shipments,
            screens_keys,
            screens_world,
            screens_providers,
            screens_lists,
            screens_webhooks,
            screens_plan,
        )
        self.common = Catalogue(f"{self.name}.common")
        self.contract = Contract(Path(__file__).parent / "schemas")
        self.errors = {
            NotFound: 404,
            Unconvertible: 400,
            NotAcceptable: 400,
            Impossible: 409,
            Refused: 500,
        }
        self._rate_limits = rate_limits
        self.first_keys = KeyPair(MAIN_KEY, MAIN_SECRET)
        self.reset()

    # Accounts

    def reset(self) -> None:
        """
        Have one account, as it is new.
        """
        super().reset()
        self._keys = KeyRing()
        self._sellers: dict[str, int] = {}
        self._allowance = Allowance(
            CALLS_A_MINUTE if self._rate_limits else None,
            _MINUTE_SECONDS,
            aligned=True,
        )
        self.open_account({"name": MAIN})

    def open_account(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """
        Open an account, or empty the one of that name; return its credentials.

        With ``"keys": false`` it has none yet.

        Raises:
            BadControl: The document has no name.
        """
        name = document.get("name")
        if not isinstance(name, str) or not name:
            raise BadControl("an account has a name")
        surroundings = self.surroundings(name)
        self._keys.forget(name)
        account = Account(surroundings, self._keys, seller_id=self._seller(name))
        self.tenants[name] = Tenant(surroundings, account)
        if document.get("keys") is False:
            return {"name": name, "api_key": None, "api_secret": None}
        fixed = self.first_keys if name == MAIN else None
        pair = self._keys.give(name, fixed or fresh_pair())
        return {"name": name, "api_key": pair.key, "api_secret": pair.secret}

    def register(self, email: str, name: str) -> dict[str, Any] | None:
        """
        Open an account under an address, or return None where there is one.
        """
        if email in self.tenants:
            return None
        opened = self.open_account({"name": email})
        account = self.tenants[email].state
        account.owner.username, account.owner.name = email, name
        return {
            "sellerId": account.seller_id,
            "apiKey": opened["api_key"],
            "apiSecret": opened["api_secret"],
        }

    def around(self, surroundings: Surroundings) -> Mapping[type, Any]:
        """
        Return what an account is built upon, by type: no snapshot has it.
        """
        return {**super().around(surroundings), KeyRing: self._keys}

    def credentials_of(self, tenant: Tenant[Account]) -> Any:
        """
        Return the account's key pairs, also those that were revoked.
        """
        return self._keys.kept(tenant.name)

    def move_in(
        self, surroundings: Surroundings, state: Account, credentials: Any
    ) -> dict[str, Any]:
        """
        Let a restored state be that of an account, and return its credentials.

        Raises:
            BadSnapshot: The credentials are no key pairs, or another account's.
        """
        name = surroundings.name
        if credentials is None:
            state.name, state.seller_id = name, self._seller(name)
            if self._keys.pair_of(name) is None:
                self._keys.give(name, fresh_pair())
        else:
            self._take_back(name, credentials)
            self._sellers[name] = state.seller_id
        self.tenants[name] = Tenant(surroundings, state)
        pair = self._keys.pair_of(name)
        return {
            "name": name,
            "api_key": pair.key if pair else None,
            "api_secret": pair.secret if pair else None,
        }

    def _take_back(self, name: str, credentials: Any) -> None:
        kept = as_value(credentials, KeptKeys, "/credentials")
        try:
            self._keys.take_back(name, kept)
        except KeysTaken as error:
            raise BadSnapshot(str(error)) from None

    def _seller(self, name: str) -> int:
        return self._sellers.setdefault(name, _FIRST_SELLER + len(self._sellers))

    def change_profile(
        self, tenant: Tenant[Account], changes: Mapping[str, Any]
    ) -> dict[str, str]:
        """
        Set facts of the account, and return them all.

        Raises:
            UnknownFact: There is no such fact or member.
        """
        tenant.state.profile = changed_profile(tenant.state.profile, changes)
        return self.profile_of(tenant)

    def site(self) -> Site:
        """
        Return the pages of ShipStation itself.
        """
        from emulators.shipstation.pages import site  # noqa: PLC0415  # for browsers

        return site(self, self.control_token or PAGE_PASSWORD)

    # Manners

    def identify(self, headers: Mapping[str, str]) -> Caller[Account]:
        """
        Return whose key it is; a revoked one still names its account.
        """
        key, password = login_of(headers.get("authorization", "")) or ("", "")
        owner = self._keys.owner(key, password)
        if owner is None:
            return Caller(None, key, _unauthorized(Profile()))
        tenant = self.tenants[owner.account]
        if owner.is_good_at(self.clock.now()):
            return Caller(tenant, key, None if tenant.state.has_api else _NO_API)
        return Caller(tenant, key, _unauthorized(tenant.state.profile))

    def take_allowance(self, caller: Caller[Account], now: datetime) -> Taken:
        """
        Count the call against the 40 of this minute of the wall clock.
        """
        return self._allowance.take(caller.credential, now)

    def headers(self, taken: Taken | None) -> Mapping[str, str]:
        """
        Return the recorded headers; a call that was not counted sees all 40 left.
        """
        now = self.clock.now().replace(microsecond=0)
        counted = taken if taken and self._rate_limits else None
        return {
            **_RECORDED_HEADERS,
            "Date": _date(now),
            "X-Rate-Limit-Limit": str(CALLS_A_MINUTE),
            "X-Rate-Limit-Remaining": str(
                max(counted.remaining, 0) if counted else CALLS_A_MINUTE
            ),
            "X-Rate-Limit-Reset": str(_MINUTE_SECONDS - now.second),
        }

    def refuse_limited(self, caller: Caller[Account], taken: Taken) -> Reply:
        """
        Say 429, with the spaces that ShipStation's body has.
        """
        del taken, caller
        return Reply(429, b'{ "message": "Too Many Requests" }')

    def refuse_route(
        self, caller: Caller[Account], method: str, path: str, *, allowed: list[str]
    ) -> Reply:
        """
        Say 404, or 405 with what is allowed.
        """
        del caller
        if allowed:
            sentence = (
                f"The requested resource does not support http method '{method}'."
            )
            return Reply(405, {"Message": sentence}, {"Allow": ", ".join(allowed)})
        sentence = "No HTTP resource was found that matches the request URI"
        return Reply(404, {"Message": f"{sentence} '{_HOST}{path}'."})

    def refuse_query(self, caller: Caller[Account], name: str, why: str) -> Reply:
        """
        Say 400 in the name of the parameter.
        """
        del caller
        return _bad_request(name, why)

    def refuse_body(self, caller: Caller[Account], problem: Problem | str) -> Reply:
        """
        Say 400 in the name of ShipStation's variable for the body.
        """
        del caller
        if isinstance(problem, str):
            return _bad_request("model", f"{problem} Path '', line 1, position 1.")
        return _bad_request("model", f"{problem.message}. Path '{_dotted(problem)}'.")

    def refuse_media_type(self, media_type: str) -> Reply | None:
        """
        Say 415 to what is not JSON; no media type at all is none that can be read.
        """
        if media_type in _READABLE:
            return None
        named = media_type or "application/octet-stream"
        return Reply(
            415,
            {
                "Message": f"The request entity's media type '{named}' is not "
                "supported for this resource."
            },
        )

    def refuse(self, caller: Caller[Account], status: int, error: Exception) -> Reply:
        """
        Say what is wrong: 500 where a rule of the business was broken.
        """
        if isinstance(error, Refused):
            shape = caller.tenant and caller.tenant.state.profile.refusal_shape
            if shape is RefusalShape.MESSAGE:
                return _message(error)
            body = {
                "Message": "An error has occurred.",
                "ExceptionMessage": str(error),
                "ExceptionType": error.kind,
                "StackTrace": _NO_TRACE,
            }
            return Reply(status, body, {} if error.recorded else UNRECORDED)
        if isinstance(error, Unconvertible):
            return _bad_request(error.parameter or "model", str(error))
        if isinstance(error, NotFound):
            sentence = "The requested resource could not be found."
            return Reply(status, {"Message": sentence}, UNRECORDED)
        return Reply(status, {"Message": str(error)}, UNRECORDED)


@lru_cache(maxsize=1)
def _date(second: datetime) -> str:
    return format_datetime(second, usegmt=True)


def _unauthorized(profile: Profile) -> Reply:
    body = _UNAUTHORIZED[profile.unauthorized_body]
    return Reply(401, body, {"WWW-Authenticate": _REALM})


def _message(error: Refused) -> Reply:
    """
    Return what the newest OpenAPI has for a broken rule.
    """
    if isinstance(error, NullReference):
        return Reply(500, {"message": "An internal error occurred"})
    return Reply(400, {"message": str(error)}, {} if error.recorded else UNRECORDED)


def _bad_request(name: str, why: str) -> Reply:
    return Reply(
        400, {"Message": "The request is invalid.", "ModelState": {name: [why]}}
    )


def _dotted(problem: Problem) -> str:
    parts = (f"[{p}]" if isinstance(p, int) else f".{p}" for p in problem.path)
    return "".join(parts).removeprefix(".")
