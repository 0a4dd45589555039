"""
Which fulfilments a custom store may offer: one named gate for each rule.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.domain.countries import has_postcodes
from engine.domain.sale import (
    AUTHORISED,
    PARTIALLY_AUTHORISED,
    SERVICE_SALE,
    SIMPLE_SALE,
    Address,
    Fulfilment,
    Sale,
    SaleRow,
)

_ORDERED = frozenset({AUTHORISED, "FULFILLED", "CLOSED"})
_SHIP_HAS_DATA = frozenset({"DRAFT", PARTIALLY_AUTHORISED, AUTHORISED})
_SOMETHING_PICKED = frozenset({"PICKED", "PARTIALLY PICKED"})
_SOMETHING_PACKED = frozenset({"PACKED", "PARTIALLY PACKED"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A fulfilment, and what the ledger knows of it.

    Attributes:
        locations: The only ones that are offered; nothing means all are.
    """

    sale: Sale
    fulfilment: Fulfilment
    is_imported: bool = False
    has_notice: bool = False
    locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """
    One rule: *passes* says yes, or the sentence tells why not.
    """

    name: str
    sentence: str
    passes: Callable[[Candidate], bool]


def missing_address_parts(address: Address) -> tuple[str, ...]:
    """
    Return the parts that a parcel cannot do without.
    """
    wanted = {"Line1": address.line1, "City": address.city, "Country": address.country}
    if has_postcodes(address.country):
        wanted["Postcode"] = address.postcode
    return tuple(name for name, value in wanted.items() if not _is_legible(value))


def _is_legible(text: str) -> bool:
    """
    Tell whether something can be read on a label: blanks and controls cannot.
    """
    return any(one.isprintable() and not one.isspace() for one in text)


def _has_stock_packed(candidate: Candidate) -> bool:
    lines = candidate.fulfilment.pack_lines
    return any(line.quantity > 0 and not line.non_inventory for line in lines)


def _is_at_location(candidate: Candidate) -> bool:
    """
    Tell whether the sale's location is wanted; a sale without has its lines'.
    """
    sale, wanted = candidate.sale, set(candidate.locations)
    packed = {line.warehouse for line in candidate.fulfilment.pack_lines}
    return not wanted or bool(wanted & ({sale.location} if sale.location else packed))


def _has_ship_data(candidate: Candidate) -> bool:
    task = candidate.fulfilment
    return task.ship_status in _SHIP_HAS_DATA and bool(task.ship_lines)


GATES: tuple[Gate, ...] = (
    Gate(
        "voided",
        "the sale or its fulfilment is voided",
        lambda one: not (one.sale.is_voided or one.fulfilment.is_voided),
    ),
    Gate(
        "service_sale",
        "a service sale has nothing to ship",
        lambda one: one.sale.type != SERVICE_SALE,
    ),
    Gate(
        "imported",
        "the sale came from ShipStation and does not go back",
        lambda one: not one.is_imported,
    ),
    Gate(
        "order",
        "the order is not authorised",
        lambda one: one.sale.order_status in _ORDERED,
    ),
    Gate(
        "pick",
        "the pick is not authorised",
        lambda one: one.fulfilment.pick_status == AUTHORISED,
    ),
    Gate(
        "pack",
        "the pack is not authorised",
        lambda one: one.fulfilment.pack_status == AUTHORISED,
    ),
    Gate("stock", "no stock line is packed", _has_stock_packed),
    Gate("ship", "the ship stage has no data", _has_ship_data),
    Gate(
        "tracking",
        "a tracking number is loaded already",
        lambda one: not one.fulfilment.has_tracking,
    ),
    Gate(
        "notice",
        "a ship notice was applied already",
        lambda one: not one.has_notice,
    ),
    Gate(
        "location",
        "its location is not among those of the custom store",
        _is_at_location,
    ),
    Gate(
        "address",
        "the shipping address is incomplete",
        lambda one: not missing_address_parts(one.sale.shipping),
    ),
)
_BY_NAME = {gate.name: gate for gate in GATES}


def gate_that_holds(candidate: Candidate) -> Gate | None:
    """
    Return the first gate that keeps the fulfilment back, or nothing.
    """
    return next((gate for gate in GATES if not gate.passes(candidate)), None)


def why_held(gate: Gate, candidate: Candidate) -> str:
    """
    Return the sentence of a hold-back, with the parts of an address that lack.
    """
    if gate.name != "address":
        return f"{candidate.sale.order_number} is held back: {gate.sentence}"
    missing = missing_address_parts(candidate.sale.shipping)
    if set(missing) >= {"Line1", "City", "Country"}:
        return f"sale {candidate.sale.order_number} has no shipping address"
    parts = ", ".join(missing)
    return f"the shipping address of {candidate.sale.order_number} lacks {parts}"


def gate_that_holds_row(row: SaleRow) -> Gate | None:
    """
    Return the gate that the list's row alone shows to be shut.

    An advanced sale may have one fulfilment with tracking and one without, so
    there the tracking numbers of the row decide nothing.
    """
    is_packed = row.packing_status in _SOMETHING_PACKED
    shut = {
        "voided": "VOIDED" in {row.status, row.order_status},
        "service_sale": row.type == SERVICE_SALE,
        "order": row.order_status not in _ORDERED,
        "pick": not is_packed and row.picking_status not in _SOMETHING_PICKED,
        "pack": not is_packed,
        "tracking": row.type == SIMPLE_SALE and bool(row.tracking_numbers),
    }
    return next((_BY_NAME[name] for name, is_shut in shut.items() if is_shut), None)
