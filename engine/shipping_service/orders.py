"""
Finds the order of ShipStation that a label is bought for, or creates it.

A fulfilment leaves by one path. One that ShipStation has by method 1 or 2 is labelled
on that order, and never on a second one.
"""

from dataclasses import replace

from engine.domain.labels import LabelState
from engine.domain.method_policy import SPOKEN, Method
from engine.domain.order_export import export_order, exported_number
from engine.domain.records import INBOUND, OUTBOUND, Origin
from engine.domain.sale import Fulfilment, Sale
from engine.domain.service import DocumentNumber
from engine.domain.store_order import OrderStatus, StoreOrderForm
from engine.shipping_service.desk import Desk
from engine.shipping_service.freight import Freight
from engine.shipping_service.problems import InTheWay, Unusable, told_in_full


def order_for(desk: Desk, freight: Freight) -> int:
    """
    Return ShipStation's id of the order that stands for the fulfilment.

    One of our own is written as the sale is now, unless a label of it is out already.

    Raises:
        InTheWay: Another method has the fulfilment, and ShipStation no such order.
        Unusable: The sale cannot be an order, or ShipStation refuses it.
        CannotAnswer: ShipStation is unable for now.
    """
    ledger, sale, task = desk.world.ledger, freight.sale, freight.task
    for one in ledger.orders.of_sale(desk.organisation, sale.sale_id):
        if one.direction == INBOUND:
            return _imported(desk, sale, one)
    for label in ledger.labels.of_task(desk.organisation, task.task_id):
        if label.state is not LabelState.VOIDED and label.order_id:
            return label.order_id
    claim = _claim(desk, sale, task)
    origin = ledger.orders.left(desk.organisation, [task.task_id])[task.task_id]
    if claim is Method.SHIPPING_SERVICE:
        return _written(desk, freight, origin)
    if origin.shipstation_order_id:
        return int(origin.shipstation_order_id)
    return _found(desk, sale, origin, claim)


def number_of(service_number: DocumentNumber, sale: Sale, task: Fulfilment) -> str:
    """
    Return the number that an order carries: the sale's, or its invoice's if it has one.
    """
    if service_number is DocumentNumber.INVOICE:
        invoice = sale.invoice_for(task.number)
        if invoice is not None and invoice.number:
            return invoice.number
    return exported_number(sale, task)


def _imported(desk: Desk, sale: Sale, origin: Origin) -> int:
    """
    Return the order that the sale came from, if this account has it.
    """
    order_id = int(origin.shipstation_order_id)
    with desk.asking():
        order = desk.account.order(order_id)
    if order is None or order.order_number != origin.order_number:
        raise InTheWay(
            "order_missing",
            f"{sale.order_number} came from order {origin.order_number} of ShipStation,"
            " which this shipping service's account does not have: label it there",
        )
    return order_id


def _claim(desk: Desk, sale: Sale, task: Fulfilment) -> Method:
    """
    Return the path that the fulfilment leaves by: this one, if none had it.
    """
    orders = desk.world.ledger.orders
    origin = Origin(
        direction=OUTBOUND,
        method=Method.SHIPPING_SERVICE,
        sale_id=sale.sale_id,
        task_id=task.task_id,
        sale_number=sale.order_number,
        order_number=number_of(desk.service.document_number, sale, task),
        first_seen_at=desk.world.clock.now(),
    )
    orders.offer(desk.organisation, [origin])
    claim = orders.claim(desk.organisation, task.task_id)
    return claim or Method.SHIPPING_SERVICE


def _found(desk: Desk, sale: Sale, origin: Origin, claim: Method) -> int:
    """
    Return the order that another method has sent.
    """
    if found := _search(desk, origin):
        return found
    raise InTheWay(
        "order_missing",
        f"{sale.order_number} goes to ShipStation by {SPOKEN[claim]}, and ShipStation"
        f" has no order {origin.order_number} of it: import it there first",
    )


def _search(desk: Desk, origin: Origin) -> int | None:
    """
    Return the order with the number and the key, and remember where it is.
    """
    with desk.asking():
        listed = desk.account.orders_numbered(origin.order_number)
    for order in listed:
        if order.order_key.lower() == origin.task_id:
            desk.world.ledger.orders.is_at(
                desk.organisation, origin.task_id, order_id=order.order_id
            )
            return order.order_id
    return None


def _written(desk: Desk, freight: Freight, origin: Origin) -> int:
    try:
        return _created(desk, freight)
    except Unusable:
        if not origin.shipstation_order_id and _search(desk, origin) is None:
            # ShipStation has nothing of it, so another path may take it.
            desk.world.ledger.orders.release(desk.organisation, origin.task_id)
        raise


def _created(desk: Desk, freight: Freight) -> int:
    """
    Create the order. Its key is the fulfilment's id: to do it again changes nothing.
    """
    sale, task = freight.sale, freight.task
    with told_in_full():
        order = export_order(sale, task)
    notes = (order.internal_notes, freight.instructions)
    order = replace(
        order,
        order_number=number_of(desk.service.document_number, sale, task),
        internal_notes="\n".join(one for one in notes if one),
    )
    form = StoreOrderForm(
        order=order,
        status=OrderStatus.AWAITING_SHIPMENT,
        store_id=desk.service.target_store,
    )
    with desk.asking():
        answers = desk.account.create_orders([form])
    made = next(iter(answers), None)
    if made is None or made.order_id is None:
        told = made.problem if made and made.problem else "it told nothing of it"
        raise Unusable(
            "order_refused", f"ShipStation refused order {order.order_number}: {told}"
        )
    desk.world.ledger.orders.is_at(
        desk.organisation, task.task_id, order_id=made.order_id
    )
    return made.order_id
