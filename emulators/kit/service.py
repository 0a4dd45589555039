"""
One emulated vendor: its accounts, its catalogue, its manners.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic

from emulators.kit.agenda import Agenda
from emulators.kit.ambient import Clock, Ids
from emulators.kit.contract import Contract, Problem
from emulators.kit.faults import FaultPlan
from emulators.kit.journal import Exchange, Journal
from emulators.kit.operation import Call, Catalogue, Operation, Reply, State
from emulators.kit.outbound import HttpOutbound, JournalledOutbound, Outbound
from emulators.kit.profile import CURRENT, preset_to_json, profile_to_json
from emulators.kit.snapshots import Shape, Shelf
from emulators.kit.state import StateLock
from emulators.kit.throttle import Allowance, Taken

if TYPE_CHECKING:
    from emulators.kit.pages.site import Site

_GUESSES, _MINUTE_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What an account's state is built upon.

    Attributes:
        ids: The same again after a reset, and another series for each account.

        journal: Keeps what the account is asked, and what it sends by itself.

        lock: Held while an operation works; who changes the state from the calendar
            takes it, and gives it back before calling out.
    """

    name: str
    agenda: Agenda
    ids: Ids
    outbound: Outbound
    journal: Journal
    lock: StateLock


class Tenant(Generic[State]):
    """
    One account of the vendor, with all that is kept beside its state.
    """

    def __init__(self, surroundings: Surroundings, state: State) -> None:
        self.surroundings = surroundings
        self.name = surroundings.name
        self.state = state
        self.lock = surroundings.lock
        self.agenda = surroundings.agenda
        self.journal = surroundings.journal
        self.faults = FaultPlan()


@dataclass(frozen=True, slots=True)
class Caller(Generic[State]):
    """
    Who a request comes from.

    Attributes:
        tenant: The account that the credential names, also a revoked one.

        credential: What the allowance of calls is counted by.

        refusal: The vendor's answer to a credential that is not good, or None.
    """

    tenant: Tenant[State] | None
    credential: str = ""
    refusal: Reply | None = None


class UnknownAccount(LookupError):
    """
    The service has no account of this name.
    """


class Service(ABC, Generic[State]):
    """
    A vendor with its accounts. A subclass adds the vendor's manners.

    Attributes:
        name: Of the vendor, as in ``<service>.<operation>``.

        catalogue: The vendor's API; its state is one account.

        screens: What a person does at the vendor's own screens and the API cannot,
            under ``/_emulator/screens``; its state is one account.

        common: What belongs to no account; its state is the service.

        base: Path before those of the catalogue.

        contract: The schemas of requests and replies.

        journal: Calls that no account can be named for.

        errors: Domain exception to HTTP status; an exception that is not here is a
            bug of ours, and is reported as such.

        breaches: Those exceptions that say that the request itself is outside the
            contract: the schema takes more than the vendor does.

        shape: How an account is written into a snapshot.

        shelf: The snapshots that are kept.

        presets: Whole profiles by name; ``current`` has the defaults.

        sign_ins: How many wrong passwords a user name may be tried with in a minute.

        origin: Where it is reached, once it is on a socket.

        witness: Is shown each exchange with a client or a person, if it is set.
    """

    name: ClassVar[str]
    base: ClassVar[str] = ""
    catalogue: Catalogue[State]
    screens: Catalogue[State]
    common: Catalogue[Any]
    contract: Contract
    errors: Mapping[type[Exception], int]
    breaches: ClassVar[tuple[type[Exception], ...]] = ()
    shape: ClassVar[Shape]
    presets: ClassVar[Mapping[str, Any]] = {}

    def __init__(
        self,
        clock: Clock,
        *,
        outbound: Outbound | None = None,
        control_token: str | None = None,
    ) -> None:
        self.clock = clock
        self.control_token = control_token
        self.outbound = outbound or HttpOutbound()
        self.tenants: dict[str, Tenant[State]] = {}
        self.journal = Journal()
        self.shelf = Shelf()
        self.sign_ins = Allowance(_GUESSES, _MINUTE_SECONDS, aligned=False)
        self.origin = ""
        self.witness: Callable[[Exchange], None] | None = None

    # Accounts

    @abstractmethod
    def open_account(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """
        Open an account, or empty the one of that name; return its credentials.
        """

    def reset(self) -> None:
        """
        Go back to the state at the start: the accounts of the start, empty.

        What they had planned is cancelled, and calls of nobody are forgotten; which
        accounts there are at the start is the vendor's to add.
        """
        for tenant in self.tenants.values():
            tenant.agenda.cancel_all()
        self.tenants.clear()
        self.journal.clear()
        self.sign_ins = Allowance(_GUESSES, _MINUTE_SECONDS, aligned=False)

    def profile_of(self, tenant: Tenant[State]) -> dict[str, str]:
        """
        Return the contested facts as they are set for the account.

        The state of every vendor has them as its profile.
        """
        state: Any = tenant.state
        return profile_to_json(state.profile)

    @abstractmethod
    def change_profile(
        self, tenant: Tenant[State], changes: Mapping[str, Any]
    ) -> dict[str, str]:
        """
        Set facts of the account, and return them all.

        Raises:
            UnknownFact: There is no such fact or member.
        """

    def set_profile(
        self, tenant: Tenant[State], document: Mapping[str, Any]
    ) -> dict[str, str]:
        """
        Set all facts of the account to a preset, and those that are named beside it.

        Raises:
            UnknownFact: There is no such preset, fact or member.
        """
        whole = preset_to_json(self.presets, document.get("preset", CURRENT))
        named = {name: document[name] for name in document if name != "preset"}
        return self.change_profile(tenant, {**whole, **named})

    def around(self, surroundings: Surroundings) -> Mapping[type, Any]:
        """
        Return what an account is built upon, by type: no snapshot has it.
        """
        return {
            Agenda: surroundings.agenda,
            Ids: surroundings.ids,
            Outbound: surroundings.outbound,
            StateLock: surroundings.lock,
        }

    @abstractmethod
    def credentials_of(self, tenant: Tenant[State]) -> Any:
        """
        Return the account's credentials as a snapshot keeps them.
        """

    @abstractmethod
    def move_in(
        self, surroundings: Surroundings, state: State, credentials: Any
    ) -> dict[str, Any]:
        """
        Let a restored state be that of an account, and return its credentials.

        The credentials are those of the snapshot; None where it keeps its own.

        Raises:
            BadSnapshot: The credentials are none, or another account's.
        """

    def common_state(self) -> Any:
        """
        Return what belongs to no account, as plain data.
        """
        return None

    def restore_common_state(self, data: Any) -> None:
        """
        Let what belongs to no account be as the data has it.
        """
        del data

    def surroundings(self, name: str) -> Surroundings:
        """
        Return fresh surroundings for an account; what it had planned is cancelled.
        """
        if name in self.tenants:
            self.tenants[name].agenda.cancel_all()
        return self.fresh_surroundings(name)

    def fresh_surroundings(self, name: str) -> Surroundings:
        """
        Return fresh surroundings for an account; one of that name goes on as it was.
        """
        journal = Journal()
        return Surroundings(
            name=name,
            agenda=Agenda(self.clock),
            ids=Ids(f"{self.name}:{name}"),
            outbound=JournalledOutbound(self.outbound, journal, self.clock),
            journal=journal,
            lock=StateLock(),
        )

    def tenant(self, name: str | None) -> Tenant[State]:
        """
        Return the account of this name; the first one for None.

        Raises:
            UnknownAccount: There is none.
        """
        try:
            return self.tenants[name] if name else next(iter(self.tenants.values()))
        except (KeyError, StopIteration):
            known = ", ".join(self.tenants) or "none"
            raise UnknownAccount(f"no account {name!r}; there are {known}") from None

    @abstractmethod
    def site(self) -> "Site":
        """
        Return the vendor's own pages; a service without a browser never makes them.
        """

    # Manners

    @abstractmethod
    def identify(self, headers: Mapping[str, str]) -> Caller[State]:
        """
        Return who calls; header names are in lower case.
        """

    @abstractmethod
    def take_allowance(self, caller: Caller[State], now: datetime) -> Taken:
        """
        Count the call.
        """

    @abstractmethod
    def headers(self, taken: Taken | None) -> Mapping[str, str]:
        """
        Return the headers that stand on every answer.
        """

    @abstractmethod
    def refuse_limited(self, caller: Caller[State], taken: Taken) -> Reply:
        """
        Answer a call beyond the allowance.
        """

    @abstractmethod
    def refuse_route(
        self, caller: Caller[State], method: str, path: str, *, allowed: list[str]
    ) -> Reply:
        """
        Answer a call to no operation; *allowed* are the verbs of a known path.
        """

    @abstractmethod
    def refuse_query(self, caller: Caller[State], name: str, why: str) -> Reply:
        """
        Answer a call with a bad or missing query parameter.
        """

    @abstractmethod
    def refuse_body(self, caller: Caller[State], problem: Problem | str) -> Reply:
        """
        Answer a call whose body is against its schema, or (a text) not JSON at all.
        """

    @abstractmethod
    def refuse(self, caller: Caller[State], status: int, error: Exception) -> Reply:
        """
        Answer a call that broke a rule of the domain.
        """

    def respell(self, schema: str, body: Any) -> Any:
        """
        Return a body with its names as the schema has them.

        A vendor whose parser does not care for upper and lower case overrides it.
        """
        del schema
        return body

    def reads_blanks(self, caller: Caller[State]) -> bool:
        """
        Tell whether a query parameter without a value counts as given.
        """
        del caller
        return False

    def answer(
        self, caller: Caller[State], operation: Operation[State], call: Call
    ) -> Reply:
        """
        Do the work of an operation of an account.
        """
        assert caller.tenant is not None  # noqa: S101  # an account's operation has one
        return operation(call, caller.tenant.state)

    def refuse_media_type(self, media_type: str) -> Reply | None:
        """
        Answer a body of another media type, or return None to read it as JSON.
        """
        del media_type
        return None

    def refuse_not_built(self, operation: Operation[State]) -> Reply:
        """
        Answer a call to what the vendor has and the fake lacks.
        """
        sentence = f"{self.name}.{operation.name} is not built in this fake"
        return Reply(501, {"Message": sentence}, {"X-Emulator-Hint": sentence})
