"""
Exports sales for fulfilment in ShipStation: which of them, and under which number.
"""

from collections.abc import Callable, Sequence

from engine.domain.sale import Fulfilment, Sale
from engine.domain.service import ShippingService
from engine.flows.outbound import Held, Outlet
from engine.ports.vendors import Cin7Account
from engine.shipping_service.desk import Desk
from engine.shipping_service.orders import number_of


def outlet_of(desk: Desk) -> Outlet:
    """
    Return where the sales of the organisation go by this shipping service.
    """
    service = desk.service

    def numbered(sale: Sale, task: Fulfilment) -> str:
        return number_of(service.document_number, sale, task)

    return Outlet(
        desk.world,
        desk.connection,
        service.target_store,
        numbered=numbered,
        filtered=export_filter(service, desk.shop),
    )


def export_filter(
    service: ShippingService, shop: Cin7Account
) -> Callable[[Sale], Held | None]:
    """
    Return the filter of the settings; a customer's tags are asked for once.
    """
    tags: dict[str, Sequence[str]] = {}

    def tags_of(sale: Sale) -> Sequence[str]:
        if sale.customer_id not in tags:
            tags[sale.customer_id] = shop.customer_tags(sale.customer_id)
        return tags[sale.customer_id]

    def filtered(sale: Sale) -> Held | None:
        if service.locations and not _locations(sale) & set(service.locations):
            return _held("location", sale, "its location")
        if service.carriers and sale.carrier not in service.carriers:
            return _held("carrier", sale, f"carrier '{sale.carrier}'")
        wanted = set(service.customer_tags)
        if wanted and not wanted & set(tags_of(sale)):
            return _held("customer_tag", sale, f"the tags of {sale.customer}")
        return None

    return filtered


def _locations(sale: Sale) -> set[str]:
    """
    Return the sale's location; a sale without has those of what is packed.
    """
    if sale.location:
        return {sale.location}
    return {line.warehouse for task in sale.fulfilments for line in task.pack_lines}


def _held(gate: str, sale: Sale, what: str) -> Held:
    return Held(
        gate,
        f"{sale.order_number} is held back: the export filter does not want {what}",
    )
