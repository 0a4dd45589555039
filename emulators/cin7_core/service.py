"""
Cin7 Core, put together: its accounts, its users, and how it treats its callers.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.defaults import fresh_account
from emulators.cin7_core.domain.directory import (
    Directory,
    NoMembership,
    NoUser,
    User,
    UserTaken,
)
from emulators.cin7_core.domain.organisation import Organisation
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.domain.shape import SHAPE
from emulators.cin7_core.operations import (
    books,
    company,
    credit_notes,
    crm,
    custom_prices,
    customers,
    deals,
    directory,
    fulfilments,
    invoices,
    locations,
    manners,
    orders,
    payments,
    product_families,
    products,
    purchases,
    refusals,
    sale_extras,
    sales,
    screens,
    ship_zones,
    stock,
    suppliers,
    unbuilt,
    webhooks,
)
from emulators.cin7_core.profile import PRESETS, EmptyQuery, Profile
from emulators.kit.ambient import Clock, secret
from emulators.kit.basic import same_secret
from emulators.kit.contract import Contract, Problem
from emulators.kit.operation import Call, Catalogue, Operation, Reply
from emulators.kit.outbound import Outbound
from emulators.kit.pages.site import Site
from emulators.kit.plain_values import BadSnapshot, as_value
from emulators.kit.profile import changed_profile
from emulators.kit.service import (
    Caller,
    Service,
    Surroundings,
    Tenant,
    UnknownAccount,
)
from emulators.kit.spelling import Spelling
from emulators.kit.throttle import Allowance, Taken

MAIN = "main"
ACCOUNT_ID = "c1700000-0000-4000-8000-000000000001"
APPLICATION_KEY = "c1700000-0000-4000-8000-0000000000aa"
COMPANY = "Fernhill Trading"
USERNAME = "shop"
PASSWORD = "ahoy-shop-1"  # noqa: S105  # the fixed login of the account that all start with

_CALLS, _WINDOW_SECONDS = 60, 60
_USUAL = Profile()
_COOKIE = {"Set-Cookie": "DEARAffinity=5ea7a1a10ad5; Path=/; HttpOnly"}


class Cin7Core(Service[Account]):
    """
    The vendor.

    Args:
        rate_limits: Refuse calls beyond 60 in a minute.

    Attributes:
        first_login: Account id and application key of the account that is there at the
            start, and after each reset.

        first_user: Name and password of its user.
    """

    name = "cin7_core"
    base = "/ExternalApi/v2"
    shape = SHAPE
    presets = PRESETS

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
            company,
            sales,
            orders,
            fulfilments,
            invoices,
            credit_notes,
            payments,
            sale_extras,
            products,
            product_families,
            customers,
            suppliers,
            stock,
            purchases,
            deals,
            crm,
            custom_prices,
            books,
            ship_zones,
            locations,
            webhooks,
            unbuilt,
        )
        self.screens = Catalogue("cin7_core.screens", screens)
        self.common = Catalogue("cin7_core.directory", directory)
        self.contract = Contract(Path(__file__).parent / "schemas")
        self._spelling = Spelling(self.contract)
        self.errors = {
            Refused: 400,
            UserTaken: 409,
            NoUser: 404,
            NoMembership: 404,
            UnknownAccount: 404,
        }
        self._limit = _CALLS if rate_limits else None
        self.first_login = (ACCOUNT_ID, APPLICATION_KEY)
        self.first_user = (USERNAME, PASSWORD)
        # It belongs to where the fake runs, as its own address does: a reset keeps it.
        self.integration_url = ""
        self.reset()

    # Accounts

    def reset(self) -> None:
        """
        Have one empty account, and one user who belongs to it.
        """
        super().reset()
        self._by_account_id: dict[str, Tenant[Account]] = {}
        self._allowance = Allowance(self._limit, _WINDOW_SECONDS, aligned=False)
        self.directory = Directory()
        self.open_account({"name": MAIN, "company": COMPANY})
        user = self.directory.add(User(*self.first_user, "shop@fernhill.example"))
        user.join(MAIN)

    def open_account(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """
        Open an account, or empty the one of that name; return its credentials.
        """
        name = str(document.get("name") or MAIN)
        account_id, key = self._credentials(name)
        surroundings = self.surroundings(name)
        organisation = Organisation(
            account_id=account_id,
            company=document.get("company") or name.replace("_", " ").title(),
            currency=document.get("currency") or "GBP",
        )
        account = fresh_account(organisation, key, surroundings)
        tenant = Tenant(surroundings, account)
        self.tenants[name] = self._by_account_id[account_id] = tenant
        return self._opened(tenant)

    @staticmethod
    def _opened(tenant: Tenant[Account]) -> dict[str, Any]:
        organisation = tenant.state.organisation
        return {
            "name": tenant.name,
            "account_id": organisation.account_id,
            "application_key": tenant.state.application_key,
            "company": organisation.company,
        }

    def _credentials(self, name: str) -> tuple[str, str]:
        if name in self.tenants:
            account = self.tenants[name].state
            return account.organisation.account_id, account.application_key
        return self.first_login if name == MAIN else fresh_login()

    def credentials_of(self, tenant: Tenant[Account]) -> Any:
        """
        Return the account's id and application key.
        """
        state = tenant.state
        return [state.organisation.account_id, state.application_key]

    def move_in(
        self, surroundings: Surroundings, state: Account, credentials: Any
    ) -> dict[str, Any]:
        """
        Let a restored state be that of an account, and return its credentials.

        Raises:
            BadSnapshot: The credentials are none, or another account's.
        """
        name = surroundings.name
        if credentials is None:
            account_id, key = self._credentials(name)
        else:
            account_id, key = as_value(credentials, tuple[str, str], "/credentials")
        owner = self._by_account_id.get(account_id)
        if owner is not None and owner.name != name:
            raise BadSnapshot(f"account {owner.name} has the id of the snapshot's")
        if name in self.tenants:
            old = self.tenants[name].state.organisation.account_id
            self._by_account_id.pop(old, None)
        state.organisation = replace(state.organisation, account_id=account_id)
        state.application_key = key
        tenant = Tenant(surroundings, state)
        self.tenants[name] = self._by_account_id[account_id] = tenant
        return self._opened(tenant)

    def common_state(self) -> Any:
        """
        Return the users, who belong to no account.
        """
        return self.directory.saved()

    def restore_common_state(self, data: Any) -> None:
        """
        Let there be the users that were saved.

        Raises:
            BadSnapshot: The data describes no users.
        """
        self.directory = Directory.of(as_value(data, list[User], "/users"))

    def organisation(self, account: str) -> Organisation:
        """
        Return the organisation of the account with this name.

        Raises:
            UnknownAccount: There is no such account.
        """
        return self.tenant(account).state.organisation

    def change_profile(
        self, tenant: Tenant[Account], changes: Mapping[str, Any]
    ) -> dict[str, str]:
        """
        Set facts of the account, and return them all.

        Raises:
            UnknownFact: There is no such fact or member.
        """
        tenant.state.change_profile(changed_profile(tenant.state.profile, changes))
        return self.profile_of(tenant)

    def site(self) -> Site:
        """
        Return the pages of Cin7 Core itself.
        """
        from emulators.cin7_core.pages import site  # noqa: PLC0415  # for browsers

        return site(self, lambda: self.directory)

    # Manners

    def identify(self, headers: Mapping[str, str]) -> Caller[Account]:
        """
        Return who calls, by the pair of account id and application key.
        """
        account_id = headers.get("api-auth-accountid", "").strip().lower()
        key = headers.get("api-auth-applicationkey", "").strip().lower()
        tenant = self._by_account_id.get(account_id)
        account = (tenant or self.tenant(None)).state
        good = same_secret(key, account.application_key)
        if tenant and good and account.organisation.active:
            return Caller(tenant, key)
        return Caller(tenant, key, refusal=refusals.wrong_credentials(account.profile))

    def take_allowance(self, caller: Caller[Account], now: datetime) -> Taken:
        """
        Count 60 calls in a minute, which begins with the first.
        """
        return self._allowance.take(caller.credential, now)

    def headers(self, taken: Taken | None) -> Mapping[str, str]:
        """
        Tell nothing of what is left: the vendor only has a cookie that nobody needs.
        """
        del taken
        return _COOKIE

    def respell(self, schema: str, body: Any) -> Any:
        """
        Return a body with its names as the schema has them: any case is as good.
        """
        return self._spelling.respelled(schema, body)

    def reads_blanks(self, caller: Caller[Account]) -> bool:
        """
        Tell whether an empty filter asks for what is empty, as the profile has it.
        """
        return _profile(caller).empty_query is EmptyQuery.FILTERS

    def answer(
        self, caller: Caller[Account], operation: Operation[Account], call: Call
    ) -> Reply:
        """
        Do the work of an operation, as the profile has the answer.
        """
        if caller.tenant is None or operation.name not in self.catalogue:
            return super().answer(caller, operation, call)
        return manners.answer(operation, call, caller.tenant.state)

    def refuse_limited(self, caller: Caller[Account], taken: Taken) -> Reply:
        """
        Answer a call beyond the allowance.
        """
        del taken
        return refusals.limited(_profile(caller))

    def refuse_route(
        self, caller: Caller[Account], method: str, path: str, *, allowed: list[str]
    ) -> Reply:
        """
        Answer a call to no operation.
        """
        profile = _profile(caller)
        if allowed:
            return refusals.wrong_method(profile, method, allowed)
        return refusals.unknown_path(profile, path)

    def refuse_query(self, caller: Caller[Account], name: str, why: str) -> Reply:
        """
        Answer a call with a bad or missing query parameter.
        """
        return refusals.bad_query(_profile(caller), name, why)

    def refuse_body(self, caller: Caller[Account], problem: Problem | str) -> Reply:
        """
        Answer a call whose body is against its schema, or cannot be read at all.
        """
        return refusals.bad_body(_profile(caller), problem)

    def refuse(self, caller: Caller[Account], status: int, error: Exception) -> Reply:
        """
        Answer a call that broke a rule.
        """
        return refusals.broken_rule(_profile(caller), status, error)


def _profile(caller: Caller[Account]) -> Profile:
    return caller.tenant.state.profile if caller.tenant else _USUAL


def fresh_login() -> tuple[str, str]:
    """
    Return an account id and an application key that nobody can guess.
    """
    return _guid(), _guid()


def _guid() -> str:
    digits = secret(32)
    return "-".join(
        (
            digits[:8],
            digits[8:12],
            "4" + digits[13:16],
            "8" + digits[17:20],
            digits[20:],
        )
    )
