"""
Methods 1 and 2, and what keeps them apart, broken one documented rule at a time.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from engine.domain.capture import Verdict
from engine.domain.records import InboundState
from harness.strength.breakage import (
    Breakage,
    Wrong,
    always,
    answering,
    asked,
    breakage,
    having,
    instead,
    without,
)

_ELIGIBILITY = "engine.domain.eligibility"
_READING = "engine.custom_store.reading"
_NOTICES = "engine.custom_store.notices"
_PACIFIC_BEHIND = timedelta(hours=8)
_STATUS_OF = "engine.web.custom_store._STATUS"


def _as_success(status: int) -> Wrong:
    """
    Let refusals of this status look like a success.
    """
    return lambda right: {
        kind: HTTPStatus.OK if code == status else code for kind, code in right.items()
    }


# The row of a list is looked at before the sale, by the same rules.
_NO_ROW_IS_HELD = (
    "engine.custom_store.rows.gate_that_holds_row",
    always(value=None),
    "engine.flows.outbound.gate_that_holds_row",
    always(value=None),
)


def _gate(name: str, rules: str, what: str) -> Breakage:
    """
    Return the breakage of one gate, for the list's row as well as for the sale.
    """
    gates = (f"{_ELIGIBILITY}.GATES", without(name))
    return breakage(f"gate-{name}", rules, what, *gates, *_NO_ROW_IS_HELD)


GATES = (
    _gate("service_sale", "B13", "A service sale is imported."),
    _gate("imported", "B12", "A sale that came from ShipStation goes back."),
    _gate("pack", "B04", "A sale that is not packed is imported."),
    _gate("ship", "B05", "A sale without ship status is imported."),
    _gate("tracking", "B06 B07", "A sale with tracking information is imported."),
    _gate("location", "B18", "The location filter keeps nothing back."),
    _gate("address", "B02", "A sale without a shipping address is imported."),
)


def _exported(name: str, rules: str, what: str, **fields: Any) -> Breakage:
    """
    Return a breakage of what an order of the custom store tells.
    """
    return breakage(
        f"export-{name}",
        rules,
        what,
        f"{_READING}.export_order",
        answering(having(**fields)),
    )


def _items(**fields: Any) -> Any:
    change = having(**fields)
    return lambda items: tuple(
        one if one.is_adjustment else change(one) for one in items
    )


def _with_currency(right: Any) -> Any:
    """
    Let the setting be as it is by default.
    """
    return lambda sale, task, *, options: right(
        sale, task, options=replace(options, currency_code=True)
    )


EXPORT = (
    _exported("number", "D01 B14", "Orders have no number.", order_number=""),
    _exported("method", "D13", "The shipping method is left out.", shipping_method=""),
    _exported("payment", "D13", "The payment method is left out.", payment_method=""),
    _exported("currency", "D17", "All orders are in US dollars.", currency="USD"),
    breakage(
        "export-currency-setting",
        "D23",
        "Orders name their currency whatever the setting says.",
        f"{_READING}.export_order",
        _with_currency,
    ),
    _exported("freight", "D16", "Freight is left out.", shipping=Decimal("0.00")),
    _exported("notes", "D15", "Notes to the seller are left out.", internal_notes=""),
    _exported("gift", "D15", "No order is a gift.", is_gift=False),
    _exported(
        "discount",
        "D15",
        "Discounts are left out.",
        items=lambda items: tuple(one for one in items if not one.is_adjustment),
    ),
    _exported("email", "D13", "E-mail is left out.", bill_to=having(email="")),
    _exported("phone", "D13", "Phone is left out.", ship_to=having(phone="")),
    _exported(
        "country",
        "D12",
        "Countries arrive by another code.",
        ship_to=having(country="ZZ"),
    ),
    _exported(
        "city", "B10", "City and postcode swap.", ship_to=having(city="x", postcode="x")
    ),
    _exported(
        "weight",
        "D11",
        "Weights arrive in kilograms.",
        items=_items(weight_grams=lambda grams: grams and grams / 1000),
    ),
    _exported("place", "D14", "The location is left out.", items=_items(location="")),
    _exported("options", "D14", "Options are left out.", items=_items(options=())),
    _exported("quantity", "D01 B16", "One of each is told.", items=_items(quantity=1)),
    _exported(
        "price",
        "D01",
        "Prices are left out.",
        items=_items(unit_price=Decimal("0.00")),
    ),
    breakage(
        "export-image",
        "D14",
        "Images are left out.",
        "engine.custom_store.export.with_images",
        lambda right: lambda element, _: right(element, {}),
    ),
    breakage(
        "export-rounding",
        "D10",
        "A fractional quantity is rounded down.",
        "engine.domain.order_export.exported_quantity",
        always(1),
    ),
    breakage(
        "export-dates",
        "D02",
        "Dates are written as the ISO has them.",
        "engine.custom_store.order_xml.written",
        lambda _: lambda moment: moment.isoformat(),
    ),
    breakage(
        "export-window-zone",
        "D04",
        "The window is read as Pacific time.",
        "engine.domain.windows.parse_instant",
        answering(lambda moment: moment + _PACIFIC_BEHIND),
    ),
    breakage(
        "export-length",
        "D09",
        "Text that is too long is sent as it is.",
        "engine.custom_store.order_xml._cut",
        lambda _: lambda text, _limit: text,
    ),
    breakage(
        "export-characters",
        "D08",
        "Special characters are sent as they are, outside of CDATA.",
        "engine.custom_store.order_xml._cdata",
        lambda _: lambda text: text,
    ),
)

STATUS = (
    breakage(
        "status-authorised",
        "C01",
        "An authorised sale is told as paid.",
        "engine.domain.status_word.AUTHORISED_WORD",
        instead("paid"),
    ),
    breakage(
        "status-draft",
        "C02",
        "A drafted sale is told as authorised.",
        "engine.domain.status_word.DRAFT_WORD",
        instead("authorised"),
    ),
    breakage(
        "status-paid",
        "C03",
        "A paid sale is told as authorised.",
        "engine.domain.status_word.PAID_WORD",
        instead("authorised"),
    ),
    breakage(
        "status-shipped",
        "C04",
        "A sale that has left is not told as shipped.",
        f"{_READING}.is_shipped_since",
        always(value=False),
    ),
    breakage(
        "status-voided",
        "C05 C09",
        "A voided sale is told as shipped.",
        f"{_READING}.VOIDED_WORD",
        instead("shipped"),
        "engine.custom_store.rows.VOIDED_WORD",
        instead("shipped"),
    ),
)


def _noticed(name: str, rules: str, what: str, **fields: Any) -> Breakage:
    """
    Return a breakage of what is read from a ship notice.
    """
    return breakage(
        f"notice-{name}",
        rules,
        what,
        f"{_NOTICES}.parse_notice",
        answering(lambda told: replace(told, shipment=having(**fields)(told.shipment))),
    )


NOTICES = (
    _noticed("number", "E01", "The tracking number is lost.", tracking_number=""),
    _noticed("carrier", "E02", "The carrier is lost.", carrier=""),
    _noticed("service", "E02", "The service is lost.", service=""),
    _noticed("cost", "E03", "The carrier's cost is lost.", cost=None),
    _noticed("notes", "E04", "Notes to the buyer are lost.", notes_to_customer=""),
    _noticed("items", "E05 F01", "The items are lost.", items=()),
    breakage(
        "notice-unknown",
        "E13",
        "A notice for an unknown order looks like a success.",
        _STATUS_OF,
        _as_success(404),
    ),
    breakage(
        "notice-unreadable",
        "E14",
        "A notice that cannot be read looks like a success.",
        _STATUS_OF,
        _as_success(400),
    ),
    breakage(
        "notice-voided",
        "E18",
        "A notice for a voided sale looks like a success.",
        _STATUS_OF,
        _as_success(422),
    ),
    breakage(
        "notice-failure",
        "E17",
        "A failure inside looks like a success.",
        _STATUS_OF,
        _as_success(503),
    ),
    breakage(
        "notice-strangers",
        "E19",
        "A line that is not known stops the others.",
        "engine.domain.ship_plan._told_apart",
        lambda _: lambda _task, items: (tuple(items), ()),
    ),
    breakage(
        "notice-quantities",
        "F08",
        "More is shipped than was packed.",
        "engine.domain.ship_plan._check_quantities",
        always(value=None),
    ),
    breakage(
        "notice-partial",
        "F01",
        "The first of two shipments takes all boxes along.",
        "engine.custom_store.notices.planned",
        lambda right: (
            lambda *given, shipment, **named: right(
                *given, shipment=replace(shipment, items=()), **named
            )
        ),
    ),
    breakage(
        "notice-second-number",
        "E21 F02",
        "A new number takes the place of the old one.",
        "engine.domain.ship_plan._labelled",
        lambda right: (
            lambda line, label: right(replace(line, tracking_number=""), label)
        ),
    ),
    breakage(
        "notice-carrier-table",
        "E02",
        "No carrier is known.",
        "engine.domain.ship_plan.cin7_carrier",
        always("DEFAULT Carrier"),
    ),
)


class _Forgiving(dict[str, Any]):
    """
    Takes every action for an export.
    """

    def get(self, key: str, default: Any = None) -> Any:
        """
        Return the handler of the action.
        """
        del default
        return self[key] if key in self else self["export"]


ACCESS = (
    breakage(
        "access-300",
        "Q01 Q04",
        "Of several organisations the first one is taken.",
        _STATUS_OF,
        _as_success(300),
    ),
    breakage(
        "access-password",
        "A05 A07",
        "Wrong passwords are let in.",
        _STATUS_OF,
        _as_success(401),
    ),
    breakage(
        "access-disabled",
        "A04",
        "A Disabled custom store exports.",
        "engine.custom_store.access.check_export",
        always(value=None),
    ),
    breakage(
        "access-action",
        "A08",
        "An unknown action exports.",
        "engine.web.custom_store._ACTIONS",
        _Forgiving,
    ),
    breakage(
        "resend-visible",
        "B21",
        "Resend to ShipStation is always there.",
        "engine.custom_store.resend._is_visible",
        always(value=True),
    ),
    breakage(
        "resend-hidden",
        "B19 B21",
        "Resend to ShipStation is never there.",
        "engine.custom_store.resend._is_visible",
        always(value=False),
    ),
)


POLICIES = (
    breakage(
        "policy-strict",
        "O14 O15 O16",
        "Under strict both exclusive methods are allowed.",
        "engine.domain.method_policy.EXCLUSIVE",
        instead(frozenset()),
    ),
    breakage(
        "policy-warning",
        "O01",
        "Nobody is told of the danger of both methods.",
        "engine.domain.method_policy.Decision",
        lambda right: lambda **told: right(**{**told, "warnings": ()}),
    ),
    breakage(
        "policy-change",
        "O20",
        "The policy becomes strict while both are active.",
        "engine.connections.organisations.decide_policy",
        lambda right: lambda policy, **_: right(policy, active=frozenset()),
    ),
    breakage(
        "policy-question",
        "O05 O06",
        "A change of the integration type is not asked about.",
        "engine.domain.method_policy._store_beside_service",
        lambda right: (
            lambda policy, wanted, rival: replace(
                right(policy, wanted, rival), question="", rival=None
            )
        ),
    ),
)


def _captured(reason: str, rules: str, what: str) -> Breakage:
    """
    Return a breakage: what would be left alone, or wait, is captured.
    """
    wrong = answering(
        lambda verdict: (
            Verdict(InboundState.WAITING) if verdict.reason == reason else verdict
        )
    )
    return breakage(
        f"capture-{reason}",
        rules,
        what,
        "engine.shipstation_store.capture.judge",
        wrong,
        "engine.shipstation_store.importing.judge",
        wrong,
    )


CAPTURE = (
    _captured("ours", "I03", "What Cin7 Core exported comes back."),
    _captured("store", "I16", "Orders of all stores are imported."),
    _captured("part", "I21", "What was combined or split is sold twice."),
    _captured("lock_date", "I08", "Orders before the lock date are captured."),
    _captured("rejected", "I15", "What a provider rejected is captured."),
    _captured("on_hold", "I18", "An order on hold is captured."),
    _captured("unpaid", "I06", "An unpaid order is captured."),
    _captured("not_shipped", "I07", "An order is captured before it ships."),
)

_EVERYTHING = answering(lambda _: Verdict(InboundState.WAITING))

GUARDS = (
    breakage(
        "guards-both",
        "O02",
        "Neither way looks whether the other has an order: two parcels leave.",
        "engine.shipstation_store.capture.judge",
        _EVERYTHING,
        "engine.shipstation_store.importing.judge",
        _EVERYTHING,
        f"{_ELIGIBILITY}.GATES",
        without("imported", "tracking"),
        *_NO_ROW_IS_HELD,
        "engine.flows.outbound._has_rival",
        always(value=False),
        "engine.adapters.ledger.orders.OrderTable.offer",
        always(()),
    ),
    breakage(
        "log-sentence",
        "B10",
        "The log does not say what an address lacks.",
        f"{_READING}.why_held",
        always("it is held back"),
    ),
)

IMPORT = (
    breakage(
        "import-company",
        "I12",
        "The company is never the customer.",
        "engine.shipstation_store.books.customer_name",
        asked(having(company_as_customer=False), position=1),
    ),
    breakage(
        "import-note",
        "I20",
        "Gift, service and notes are not in the sale.",
        "engine.domain.order_import._note",
        always(""),
    ),
    breakage(
        "import-discount",
        "I13",
        "Discounts of orders are left out.",
        "engine.domain.order_import._charges",
        always(()),
    ),
    breakage(
        "import-difference",
        "I14",
        "Nobody is told that less was paid.",
        "engine.shipstation_store.importing.remarks",
        always([]),
    ),
)

STORE_RULES: tuple[Breakage, ...] = (
    *GATES,
    *EXPORT,
    *STATUS,
    *NOTICES,
    *ACCESS,
    *POLICIES,
    *CAPTURE,
    *GUARDS,
    *IMPORT,
)
