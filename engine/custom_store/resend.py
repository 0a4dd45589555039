"""
*Resend to ShipStation*: lets a sale be in the next pull again. Nothing is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.custom_store.reading import examine, read_sale
from engine.domain.method_policy import Method
from engine.domain.outcome import delivered
from engine.domain.records import CustomStore, MirroredOrder, MirroredSale
from engine.domain.sale import AUTHORISED, Sale
from engine.ports.vendors import Sales
from engine.ports.world import World


class UnknownSale(Exception):
    """
    Cin7 Core has no sale with that number.
    """


class ResendHidden(Exception):
    """
    The button is not there: no ship stage of the sale is authorised.
    """


@dataclass(frozen=True, slots=True)
class SaleView:
    """
    What a person sees of a sale: the button, and each fulfilment in the feed.

    Attributes:
        offered: Ids of the fulfilments that the custom store offers now.
    """

    order_number: str
    resend_visible: bool
    orders: tuple[MirroredOrder, ...]
    offered: frozenset[str]


def view(world: World, store: CustomStore, order_number: str) -> SaleView:
    """
    Return the sale as it stands at Cin7 Core, and which gate holds it here.

    Raises:
        UnknownSale: There is none.
        CannotAnswer: Cin7 Core is unable for now.
    """
    sale, _ = _sale(world, store, order_number)
    mirrored = world.ledger.mirror.orders(store.organisation, sale.sale_id)
    return SaleView(
        order_number=sale.order_number,
        resend_visible=_is_visible(sale),
        orders=tuple(examine(world, store, sale)),
        offered=frozenset(key for key, one in mirrored.items() if one.is_offered),
    )


def resend(
    world: World, store: CustomStore, order_number: str
) -> Sequence[MirroredOrder]:
    """
    Mark what passes the gates for the next pull; return all fulfilments as they are.

    Raises:
        UnknownSale: There is none.
        ResendHidden: No ship stage is authorised.
        CannotAnswer: Cin7 Core is unable for now.
    """
    sale, digest = _sale(world, store, order_number)
    if not _is_visible(sale):
        raise ResendHidden(
            f"{sale.order_number} cannot be resent: authorise its shipment first"
        )
    now = world.clock.now()
    with world.ledger.transaction():
        if digest:
            _list(world, store, sale, digest)
        read_sale(world, store, sale)
        mirrored = world.ledger.mirror.orders(store.organisation, sale.sale_id)
        marked = [one for one in mirrored.values() if one.is_offered]
        world.ledger.mirror.touch(
            store.organisation, [one.task_id for one in marked], at=now
        )
        outcomes = [
            delivered(one.sale_number, "marked for the next pull", reason="resend")
            for one in marked
        ]
        world.ledger.log.add(store.organisation, Method.CUSTOM_STORE, outcomes, at=now)
    return sorted(mirrored.values(), key=lambda one: one.order_number)


def _is_visible(sale: Sale) -> bool:
    return any(one.ship_status == AUTHORISED for one in sale.fulfilments)


def _sale(world: World, store: CustomStore, order_number: str) -> tuple[Sale, str]:
    """
    Read the sale; one that the mirror never listed is looked for by its number.

    The text is the digest of its row, if it had to be looked for.
    """
    organisation = world.ledger.organisations.get(store.organisation)
    if organisation is None:
        raise UnknownSale("the organisation is not set up any more")
    sales: Sales = world.vendors.sales(organisation, patient=False)
    known = world.ledger.mirror.named(store.organisation, order_number)
    if known is not None:
        return sales.sale(known.sale_id), ""
    row = sales.find(order_number)
    if row is None:
        raise UnknownSale(f"Cin7 Core has no sale {order_number}")
    return sales.sale(row.sale_id), row.digest


def _list(world: World, store: CustomStore, sale: Sale, digest: str) -> None:
    """
    Let the mirror know a sale that is older than its window.
    """
    listed = MirroredSale(
        sale_id=sale.sale_id,
        order_number=sale.order_number,
        digest=digest,
        ship_by=None,
        is_wanted=False,
    )
    world.ledger.mirror.put_sales(store.organisation, [listed])
