"""
What the JSON API takes and gives.
"""

import dataclasses
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, defstruct

from engine.domain.service import ShippingService
from engine.domain.setup import Setup

Filled = Annotated[str, Meta(min_length=1, max_length=256)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Note = Annotated[str, Meta(max_length=1024)]
Confirmation = Literal[
    "none", "delivery", "signature", "adult_signature", "direct_signature"
]
Days = Annotated[int, Meta(ge=1, le=3650)]
PolicyName = Literal["strict", "cin7", "dear"]
Status = Literal["Enabled", "Disabled"]


class Problem(Struct):
    """
    A refusal: *message* is a sentence with the way out.
    """

    code: str
    message: str


class ProblemView(Struct):
    """
    The body of every answer that is no success.
    """

    error: Problem


class NewOrganisation(Struct, forbid_unknown_fields=True):
    """
    A Cin7 Core account to set up, or to give another name or key.
    """

    name: Filled
    account_id: Filled
    application_key: Filled
    method_policy: PolicyName | UnsetType = UNSET


class OrganisationChange(Struct, forbid_unknown_fields=True):
    """
    Another method policy.
    """

    method_policy: PolicyName


class OrganisationView(Struct):
    """
    An organisation as it is told.
    """

    id: str
    name: str
    method_policy: str
    custom_store: str


class OrganisationsView(Struct):
    """
    All organisations.
    """

    organisations: list[OrganisationView]


PermissionName = Literal["integrations", "sale_pack", "sale_ship"]
EVERYTHING: tuple[PermissionName, ...] = ("integrations", "sale_pack", "sale_ship")


class NewUser(Struct, forbid_unknown_fields=True):
    """
    A user of the own directory.
    """

    username: Filled
    password: Filled
    organisations: list[str]
    active: bool = True
    permissions: tuple[PermissionName, ...] = EVERYTHING


class UserChange(Struct, forbid_unknown_fields=True):
    """
    What changes of a user.
    """

    password: Filled | UnsetType = UNSET
    organisations: list[str] | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    permissions: tuple[PermissionName, ...] | UnsetType = UNSET


class UserView(Struct):
    """
    A user as it is told.
    """

    username: str
    organisations: list[str]
    active: bool
    permissions: list[str]


class UsersView(Struct):
    """
    All users.
    """

    users: list[UserView]


class CustomStoreChange(Struct, forbid_unknown_fields=True):
    """
    The switch of a custom store, and those of its settings that change.

    ``option_attributes`` names options of items by the product's field:
    ``{"ProductCustomField1": "Colour"}``. Without ``currency_code`` an order has no
    more than ShipStation's published schema. ``carriers`` has Cin7 Core's names by
    ShipStation's. The key pair is only used to compare; null takes it away.
    """

    organisation: Filled
    status: Status | UnsetType = UNSET
    acknowledge: Literal["stored", "applied"] | UnsetType = UNSET
    status_word_source: Literal["invoice", "ship"] | UnsetType = UNSET
    gift_attribute: Name | UnsetType | None = UNSET
    option_attributes: dict[Name, Name] | UnsetType = UNSET
    currency_code: bool | UnsetType = UNSET
    locations: list[Filled] | UnsetType = UNSET
    cost_to_invoice: bool | UnsetType = UNSET
    carriers: dict[Filled, Filled] | UnsetType = UNSET
    window_days: Days | UnsetType = UNSET
    api_key: Filled | UnsetType | None = UNSET
    api_secret: Filled | UnsetType | None = UNSET
    change_integration_type: bool = False


class CustomStoreView(Struct):
    """
    A custom store as it is told.
    """

    organisation: str
    status: str
    acknowledge: str
    status_word_source: str
    gift_attribute: str | None
    option_attributes: dict[str, str]
    currency_code: bool
    locations: list[str]
    cost_to_invoice: bool
    carriers: dict[str, str]
    window_days: int
    comparable: bool
    warnings: list[str]


class Resend(Struct, forbid_unknown_fields=True):
    """
    The sale that should be in the next pull again.
    """

    organisation: Filled
    sale: Filled


class ResendView(Struct):
    """
    Numbers of the orders that were marked, and the gates of those that were not.
    """

    marked: list[str]
    held_back: dict[str, str]


class FulfilmentView(Struct):
    """
    A fulfilment of a sale: the gate that holds it, or the word that it would go by.
    """

    task_id: str
    order_number: str
    gate: str | None
    status_word: str
    offered: bool


class SaleView(Struct):
    """
    A sale as the custom store sees it.
    """

    order_number: str
    resend_visible: bool
    fulfilments: list[FulfilmentView]


class DifferenceView(Struct):
    """
    Something that one side has and the other has not, and what may be done about it.

    The id stays as long as the difference does. Kinds: ``order_missing`` (in
    ShipStation), ``order_not_imported``, ``sale_voided``, ``sale_missing``,
    ``tracking_missing`` (in Cin7 Core), ``tracking_differs``, ``shipment_voided``,
    ``not_shipped_in_shipstation``, ``shipment_not_applied``, ``origin_lost``.
    """

    id: str
    kind: str
    method: str
    order_number: str
    shipstation: str
    cin7_core: str
    repair: str | None
    repair_sentence: str | None


class Repairs(Struct, forbid_unknown_fields=True):
    """
    The ids of the differences that are to be mended.
    """

    organisation: Filled
    differences: Annotated[list[Name], Meta(min_length=1, max_length=1000)]


class RepairView(Struct):
    """
    What became of one difference.
    """

    difference: str
    outcome: str
    reason: str
    detail: str


class RepairsView(Struct):
    """
    What became of the differences, in their order.
    """

    repaired: list[RepairView]


class ReconciliationView(Struct):
    """
    How both sides differ, or why they cannot be compared.
    """

    comparable: bool
    reason: str | None
    differences: list[DifferenceView]


def _change(name: str, settings: type[Any], sentence: str) -> type[Struct]:
    """
    Return a body that has some of the settings.
    """
    fields = [
        (one.name, one.type | UnsetType, UNSET) for one in dataclasses.fields(settings)
    ]
    made = defstruct(name, fields, forbid_unknown_fields=True, module=__name__)
    made.__doc__ = sentence
    return made


SetupChange: Any = _change(
    "SetupChange", Setup, "Those settings of a ShipStation store that change."
)
ServiceChange: Any = _change(
    "ServiceChange",
    ShippingService,
    "Those settings of a shipping service that change.",
)


class NewConnection(Struct, forbid_unknown_fields=True):
    """
    A key pair that connects an organisation by a method, with its first settings.

    A shipping service has to tell the currency and the units of the ShipStation
    account. ``change_integration_type`` says yes where the policy *dear* asks whether
    another method may end.
    """

    organisation: Filled
    method: Literal["shipstation_store", "shipping_service"]
    api_key: Filled
    api_secret: Filled
    setup: SetupChange | UnsetType = UNSET
    service: ServiceChange | UnsetType = UNSET
    change_integration_type: bool = False


class NewKeys(Struct, forbid_unknown_fields=True):
    """
    A new key pair of a connection.
    """

    api_key: Filled
    api_secret: Filled


class ConnectionView(Struct):
    """
    A connection as it is told: never its keys.
    """

    id: str
    organisation: str
    method: str
    state: str
    reason: str
    settings: dict[str, Any]
    warnings: list[str]


class ConnectionsView(Struct):
    """
    Connections, oldest first.
    """

    connections: list[ConnectionView]


class Sync(Struct, forbid_unknown_fields=True):
    """
    What should run now; nothing means everything.
    """

    organisation: str | None = None
    method: Literal["custom_store", "shipstation_store", "shipping_service"] | None = (
        None
    )


class RunView(Struct):
    """
    A run as it is told: queued, running, succeeded, failed, or recovered.

    A run is recovered if it was cut in the middle, and a later run went on.
    ``attempts`` counts the runs in a row that the work has needed; ``executor`` is the
    process that runs it.
    """

    id: str
    organisation: str
    method: str
    state: Literal["queued", "running", "succeeded", "failed", "recovered"]
    started_at: datetime | None
    ended_at: datetime | None
    outcomes: dict[str, int]
    error: str | None
    attempts: int
    executor: str | None


class RunsView(Struct):
    """
    Runs, those that wait first, then the newest.
    """

    runs: list[RunView]


class LogEntryView(Struct):
    """
    A line of the operations log.
    """

    at: datetime
    organisation: str
    method: str
    subject: str
    outcome: str
    reason: str
    detail: str


class LogView(Struct):
    """
    The operations log, newest first.
    """

    entries: list[LogEntryView]


class ItemView(Struct):
    """
    So many of a SKU.
    """

    sku: str
    quantity: int


class ShipmentView(Struct):
    """
    A shipment as it is told.
    """

    order_number: str
    tracking_number: str
    carrier: str
    service: str
    cost: Decimal | None
    shipped_on: date | None
    source: str
    items: list[ItemView]
    applied: bool


class ShipmentsView(Struct):
    """
    Shipments, newest first.
    """

    shipments: list[ShipmentView]


class OrderView(Struct):
    """
    Where an order came from and where it went.
    """

    direction: str
    method: str
    sale_id: str
    task_id: str
    sale_number: str
    order_number: str
    shipstation_order_id: str
    first_seen_at: datetime


class OrdersView(Struct):
    """
    Origins of orders, newest first.
    """

    orders: list[OrderView]


class PackageForm(Struct, forbid_unknown_fields=True):
    """
    A package, which is a box of the pack: its weight, and its sides if measured.
    """

    box: Filled
    weight: Decimal
    weight_units: Name
    length: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    dimension_units: Name | None = None


class PackagesForm(Struct, forbid_unknown_fields=True):
    """
    The packages of a fulfilment. Boxes that are not told weigh what lies in them.
    """

    organisation: Filled
    packages: list[PackageForm]
    fulfilment: int | None = None
    shipping_instructions: Note | UnsetType = UNSET


class SizeView(Struct):
    """
    The sides of a package in centimetres.
    """

    length: Decimal
    width: Decimal
    height: Decimal


class PackageView(Struct):
    """
    A package as it would be sent; *entered*: somebody weighed it.
    """

    box: str
    weight_grams: Decimal
    size_cm: SizeView | None
    entered: bool


class PackagesView(Struct):
    """
    The packages of a fulfilment, or why they are not complete; *boxes* are all packed.
    """

    order_number: str
    fulfilment: int
    boxes: list[str]
    packages: list[PackageView]
    shipping_instructions: str
    problem: str | None


class RatesForm(Struct, forbid_unknown_fields=True):
    """
    What shall be compared; no carriers means all that are connected.
    """

    organisation: Filled
    carriers: list[Filled] = []
    package_code: Name = "package"
    confirmation: Confirmation = "none"
    fulfilment: int | None = None
    connection: Filled | None = None


class PackagePriceView(Struct):
    """
    What one package costs.
    """

    box: str
    price: Decimal


class RateView(Struct):
    """
    What all packages together cost by one service.
    """

    carrier: str
    service: str
    name: str
    total: Decimal
    packages: list[PackagePriceView]


class RatesView(Struct):
    """
    Services that take all packages, cheapest first; *messages* say why others do not.
    """

    order_number: str
    currency: str
    package_code: str
    confirmation: str
    rates: list[RateView]
    messages: list[str]


class LabelsForm(Struct, forbid_unknown_fields=True):
    """
    How the packages shall travel: a label is made for each.

    What is missing is asked for in a sentence. A *test* label is a sample, which some
    carriers make: it is not paid, and nothing is kept of it.
    """

    organisation: Filled
    carrier: str = ""
    service: str = ""
    confirmation: Confirmation | Literal[""] = ""
    package_code: Name = "package"
    ship_date: date | None = None
    insured_value: Decimal | None = None
    insurer: Literal["shipsurance", "carrier", "provider"] = "shipsurance"
    test: bool = False
    fulfilment: int | None = None
    connection: Filled | None = None


class LabelView(Struct):
    """
    A label as it is told. *pdf* is where it is printed from, if it was kept.

    States: ``wanted`` (it is not known yet whether it was bought), ``bought``,
    ``voided``. *written*: Cin7 Core has the number, or after a void has it no more.
    """

    id: str
    order_number: str
    box: str
    state: str
    carrier: str
    service: str
    package_code: str
    confirmation: str
    weight_grams: Decimal
    tracking_number: str
    cost: Decimal | None
    insurance_cost: Decimal | None
    shipped_on: date
    written: bool
    remark: str | None
    pdf: str | None


class SampleView(Struct):
    """
    A sample of a label; the PDF is in Base64.
    """

    box: str
    tracking_number: str
    pdf: bytes


class MissingLabelView(Struct):
    """
    The package that has no label, and why.
    """

    box: str
    message: str


class LabelsView(Struct):
    """
    The labels of a sale. Where one failed, those that were bought before it stand.
    """

    labels: list[LabelView]
    missing: MissingLabelView | None = None
    samples: list[SampleView] = []
    messages: list[str] = []


class VoidView(Struct):
    """
    What the carrier said: a void that is not approved changes nothing.
    """

    approved: bool
    message: str
    label: LabelView
    messages: list[str]


class ChoiceView(Struct):
    """
    Something to choose, by its code.
    """

    code: str
    name: str


class CarrierView(Struct):
    """
    A carrier with its services and kinds of packages.
    """

    code: str
    name: str
    services: list[ChoiceView]
    packages: list[ChoiceView]


class CarriersView(Struct):
    """
    The carriers that are connected in ShipStation.
    """

    carriers: list[CarrierView]


class CapabilitiesView(Struct):
    """
    What this engine can do, each by its name.
    """

    capabilities: list[str]
