"""
What the ledger remembers, as values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from engine.domain.method_policy import Method, Policy
from engine.domain.order_export import ExportOptions
from engine.domain.outcome import Outcome
from engine.domain.permissions import Permission
from engine.domain.sale import SaleRow
from engine.domain.service import ShippingService
from engine.domain.setup import Setup
from engine.domain.ship_notice import ShippedItem
from engine.domain.status_word import Source

OUTBOUND = "outbound"
INBOUND = "inbound"


class State(StrEnum):
    """
    The states of a connection.
    """

    ACTIVE = "active"
    BROKEN = "broken"
    DISCONNECTED = "disconnected"


class Acknowledge(StrEnum):
    """
    When a ship notice is answered with success.
    """

    STORED = "stored"
    APPLIED = "applied"


class NoticeState(StrEnum):
    """
    Where a ship notice in the inbox stands.
    """

    PENDING = "pending"
    APPLIED = "applied"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Organisation:
    """
    A Cin7 Core account and its key.
    """

    id: str
    name: str
    application_key: str = field(repr=False)
    policy: Policy = Policy.STRICT


@dataclass(frozen=True, slots=True)
class KeyPair:
    """
    ShipStation's API key and secret.
    """

    key: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Connection:
    """
    A connection with a key pair, by method 2 or 3.

    Attributes:
        account: What recognises ShipStation's account: its user ids.
        settings: Those of its method.
    """

    id: str
    organisation: str
    method: Method
    state: State
    reason: str
    account: str
    keys: KeyPair
    settings: Setup | ShippingService = field(default_factory=Setup)

    @property
    def judged_cursor(self) -> str:
        """
        Return the name of the cursor that is there once all is judged by Setup.
        """
        return f"judged:{self.id}"

    @property
    def setup(self) -> Setup:
        """
        Return the settings of a connection by method 2.

        Raises:
            TypeError: It is none.
        """
        if not isinstance(self.settings, Setup):
            raise TypeError(f"connection {self.id} is no ShipStation store")
        return self.settings

    @property
    def service(self) -> ShippingService:
        """
        Return the settings of a connection by method 3.

        Raises:
            TypeError: It is none.
        """
        if not isinstance(self.settings, ShippingService):
            raise TypeError(f"connection {self.id} is no shipping service")
        return self.settings


@dataclass(frozen=True, slots=True)
class CustomStore:
    """
    The custom store of one organisation and its settings.

    Attributes:
        locations: Only sales of these are offered; nothing means of all.
        cost_to_invoice: The carrier's cost is added to a drafted invoice.
        carriers: Cin7 Core's names of carriers by ShipStation's, before the common.
        window_days: How far back the first listing of changed sales reaches.
        keys: A pair for comparing with ShipStation, which is only read.
    """

    organisation: str
    is_enabled: bool = False
    acknowledge: Acknowledge = Acknowledge.STORED
    word_source: Source = Source.INVOICE
    options: ExportOptions = field(default_factory=ExportOptions)
    locations: tuple[str, ...] = ()
    cost_to_invoice: bool = False
    carriers: Mapping[str, str] = field(default_factory=dict)
    window_days: int = 30
    keys: KeyPair | None = None

    @property
    def cursor(self) -> str:
        """
        Return the name of the cursor that tells how far sales were listed.
        """
        return f"mirror:{self.organisation}"

    def judges_as(self, other: "CustomStore") -> bool:
        """
        Tell whether both offer the same orders with the same content.
        """
        return (self.word_source, self.options, self.locations) == (
            other.word_source,
            other.options,
            other.locations,
        )


@dataclass(frozen=True, slots=True)
class Registration:
    """
    Webhooks that Cin7 Core calls for an organisation, and their secret.
    """

    secret: str = field(repr=False)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class User:
    """
    A user of the engine's own directory.
    """

    username: str
    is_active: bool
    organisations: tuple[str, ...]
    permissions: tuple[Permission, ...] = tuple(Permission)


@dataclass(frozen=True, slots=True)
class MirroredSale:
    """
    What the mirror knows of a sale from the list.
    """

    sale_id: str
    order_number: str
    digest: str
    ship_by: date | None
    is_wanted: bool
    held_back: str = ""
    is_urgent: bool = False

    @classmethod
    def of_row(cls, row: SaleRow, *, held_back: str) -> "MirroredSale":
        """
        Return what the list tells; the sale is to be read unless a gate holds it.
        """
        return cls(
            sale_id=row.sale_id,
            order_number=row.order_number,
            digest=row.digest,
            ship_by=row.ship_by,
            is_wanted=not held_back,
            held_back=held_back,
        )


@dataclass(frozen=True, slots=True)
class MirroredOrder:
    """
    A fulfilment as the custom store offers it, or the gate that holds it.

    Attributes:
        content: The order in XML, without its status and last change.
        changed_at: When content or status last changed, or when it could be offered.
        is_all_shipped: Every box had left when the sale was read.
    """

    sale_id: str
    task_id: str
    sale_number: str
    order_number: str
    is_offered: bool
    status_word: str
    content: str
    changed_at: datetime
    held_back: str = ""
    is_all_shipped: bool = False
    is_claimed: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where an order came from and where it went.
    """

    direction: str
    method: Method
    sale_id: str
    task_id: str
    sale_number: str
    order_number: str
    first_seen_at: datetime
    shipstation_order_id: str = ""
    was_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """
    A ship notice in the inbox.
    """

    id: int
    task_id: str
    sale_id: str
    sale_number: str
    state: NoticeState
    payload: str


class IntentState(StrEnum):
    """
    Where something stands that must not happen twice.
    """

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Intent:
    """
    Something that is about to be done once, noted before it is tried.

    Attributes:
        kind: What is done, such as ``label``.
        key: What finds its result at the vendor, or tells it apart from others.
        begun_at: When it was first tried: what is older cannot be its result.
        result: What came of it, as its kind writes it.
    """

    kind: str
    key: str
    state: IntentState
    begun_at: datetime
    result: str = ""


class OutboundState(StrEnum):
    """
    Where a fulfilment stands on its way to ShipStation's API.
    """

    HELD = "held"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OutboundOrder:
    """
    A fulfilment that a connection creates in ShipStation, or the gate that holds it.

    Attributes:
        content: The order as JSON.
        sent_content: What ShipStation has of it.
        attempted_at: When it was last sent.
    """

    task_id: str
    sale_id: str
    sale_number: str
    order_number: str
    state: OutboundState
    content: str = ""
    sent_content: str = ""
    reason: str = ""
    attempted_at: datetime | None = None
    order_id: int | None = None


class InboundState(StrEnum):
    """
    Where an order of ShipStation stands on its way to a sale.
    """

    WAITING = "waiting"
    HELD = "held"
    SAVED = "saved"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class InboundOrder:
    """
    An order of ShipStation that a connection has looked at.

    Attributes:
        digest: That of the order when it was last listed.
        content: The order as it was captured, as JSON.
        latest: The order as it was last listed, as JSON.
        paid: What was paid of it; less later is a refund.
        reason: Why it is held, or has ended.
        attempted_at: When a sale was first made of it.
    """

    order_id: int
    order_key: str
    order_number: str
    connection: str
    state: InboundState
    digest: str
    content: str = ""
    latest: str = ""
    paid: Decimal = Decimal(0)
    sale_id: str = ""
    sale_number: str = ""
    reason: str = ""
    attempted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SeenShipment:
    """
    A shipment that the engine was told of.

    Attributes:
        order_key: ShipStation's key of its order.
        order_id: ShipStation's id of its order.
        is_waiting: It is still to be applied.
        retry_at: When that is tried next; nothing means at once.
    """

    source: str
    external_id: str
    order_number: str
    task_id: str
    tracking_number: str
    carrier: str
    service: str
    cost: Decimal | None
    shipped_on: date | None
    items: tuple[ShippedItem, ...]
    is_applied: bool
    is_voided: bool = False
    order_key: str = ""
    order_id: int | None = None
    is_waiting: bool = False
    retry_at: datetime | None = None


class RunState(StrEnum):
    """
    Where a run stands.
    """

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Run:
    """
    One run of a connection, and what it did.

    Attributes:
        started_at: Nothing, as long as it waits for a process that takes it.
        executor: The process that runs it.
        attempts: How many runs in a row the work has needed, this one included.
        is_cut: It ended with its process, or lost its ledger; a later run went on.
    """

    id: str
    key: str
    organisation: str
    method: Method
    started_at: datetime | None
    ended_at: datetime | None = None
    outcomes: Mapping[str, int] = field(default_factory=dict)
    error: str = ""
    is_unfinished: bool = False
    executor: str = ""
    attempts: int = 1
    is_cut: bool = False

    @property
    def state(self) -> RunState:
        """
        Return where it stands.
        """
        if self.started_at is None:
            return RunState.QUEUED
        if self.ended_at is None:
            return RunState.RUNNING
        if self.is_cut:
            return RunState.RECOVERED
        return RunState.FAILED if self.error else RunState.SUCCEEDED

    def cut(self, at: datetime, *, by: str) -> "Run":
        """
        Return it as it ended: before it could say so, and the run of that id went on.
        """
        sentence = f"it was cut in the middle; run {by} went on"
        return replace(
            self, ended_at=at, error=sentence, is_unfinished=True, is_cut=True
        )


@dataclass(frozen=True, slots=True)
class LogEntry:
    """
    One line of the operations log.
    """

    at: datetime
    organisation: str
    method: Method
    outcome: Outcome
