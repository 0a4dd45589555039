"""
Fulfilments by plain HTTP: several of them, in part, on backorder, and taken back.
"""

from collections.abc import Callable

import pytest

from tests.contract.cin7_core.shop import (
    EMPTY,
    WAREHOUSE,
    Json,
    Refusal,
    Shop,
    line,
    parcel,
)

Step = Callable[[Shop, str], object]


def _add(shop: Shop, sale_id: str) -> str:
    """
    Add a fulfilment, and return its task.
    """
    added = shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})
    return str(added["Fulfilments"][-1]["TaskID"])


def _through(shop: Shop, task_id: str, quantity: float, tracking: str) -> None:
    """
    Take a fulfilment from open to shipped.
    """
    shop.pick(task_id, quantity)
    shop.pack(task_id, {"Box 1": quantity})
    shop.ship(task_id, parcel(tracking=tracking))


def _words(row: Json) -> tuple[str, ...]:
    return tuple(
        row[key]
        for key in (
            "Status",
            "OrderStatus",
            "CombinedPickingStatus",
            "CombinedPackingStatus",
            "CombinedShippingStatus",
            "FulFilmentStatus",
        )
    )


def test_an_advanced_sale_is_picked_in_part_and_the_rest_later(shop: Shop) -> None:
    """
    Each fulfilment goes its own way; the sale stays ORDERED until it is billed.
    """
    sale = shop.sale(SaleType="Advanced")
    first = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"], 5)
    _through(shop, first, 2, "QX1")
    part = _words(shop.row(sale["ID"]))
    level = shop.level()

    second = _add(shop, sale["ID"])
    with pytest.raises(Refusal, match="3 are to be picked"):
        shop.pick(second, 4)
    _through(shop, second, 3, "QX2")
    whole = shop.row(sale["ID"])

    picked = ("PARTIALLY PICKED", "PARTIALLY PACKED", "PARTIALLY SHIPPED")
    assert ("ORDERED", "AUTHORISED", *picked, "PARTIALLY FULFILLED") == part
    assert (8, 3, 5) == level
    assert (
        "ORDERED",
        "FULFILLED",
        "PICKED",
        "PACKED",
        "SHIPPED",
        "FULFILLED",
    ) == _words(whole)
    assert "QX1,QX2" == whole["CombinedTrackingNumbers"]
    assert (5, 0, 5) == shop.level()


def test_three_fulfilments_each_with_its_invoice(shop: Shop) -> None:
    """
    An invoice names the fulfilment that it is for; the last payment completes.
    """
    sale = shop.sale(SaleType="Advanced")
    sale_id = sale["ID"]
    shop.order(sale_id, 6)
    tasks = [sale["Fulfilments"][0]["TaskID"]]
    for number in (1, 2, 3):
        _through(shop, tasks[-1], number, f"QX{number}")
        if number < 3:
            tasks.append(_add(shop, sale_id))
    seen = []
    for number in (1, 2, 3):
        shop.invoice(
            sale_id,
            TaskID=EMPTY,
            LinkedFulfillmentNumber=str(number),
            Lines=[line("BELL-01", number)],
        )
        invoices = shop.get(sale_id)["Invoices"]
        shop.pay(invoices[-1]["TaskID"], number * 15)
        row = shop.row(sale_id)
        seen.append((row["CombinedInvoiceStatus"], row["Status"]))

    whole = shop.get(sale_id)
    assert [
        ("PARTIALLY INVOICED", "ORDERED"),
        ("PARTIALLY INVOICED", "ORDERED"),
        ("INVOICED", "COMPLETED"),
    ] == seen
    assert "CLOSED" == whole["Order"]["Status"]
    assert [("1", "INV-00001"), ("2", "INV-00002"), ("3", "INV-00003")] == [
        (one["LinkedFulfillmentNumber"], one["InvoiceNumber"])
        for one in whole["Invoices"]
    ]
    assert [(1, "INV-00001"), (2, "INV-00002"), (3, "INV-00003")] == [
        (one["FulfillmentNumber"], one["LinkedInvoiceNumber"])
        for one in whole["Fulfilments"]
    ]


def test_a_new_fulfilment_waits_for_the_pick_before_it(shop: Shop) -> None:
    """
    The text is recorded; a voided one is not waited for.
    """
    sale_id = shop.sale(SaleType="Advanced")["ID"]
    shop.order(sale_id)
    with pytest.raises(Refusal) as refused:
        _add(shop, sale_id)
    task_id = shop.get(sale_id)["Fulfilments"][0]["TaskID"]
    shop.ask("DELETE", "sale/fulfilment", TaskID=task_id, Void="true")

    second = _add(shop, sale_id)

    _through(shop, second, 3, "QX1")
    assert "There is non authorised Fulfilment in this sale." == refused.value.text
    assert "SHIPPED" == shop.row(sale_id)["CombinedShippingStatus"]


def test_a_voided_fulfilment_leaves_its_goods_to_another(shop: Shop) -> None:
    """
    Of two that were shipped, one comes back into stock and is still promised.
    """
    sale = shop.sale(SaleType="Advanced")
    first = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"], 5)
    _through(shop, first, 2, "QX1")
    second = _add(shop, sale["ID"])
    _through(shop, second, 3, "QX2")

    shop.ask("DELETE", "sale/fulfilment", TaskID=first, Void="true")

    level = shop.level()
    assert (7, 2, 5) == level
    assert "QX2" == shop.row(sale["ID"])["CombinedTrackingNumbers"]
    _through(shop, _add(shop, sale["ID"]), 2, "QX3")
    assert "FULFILLED" == shop.row(sale["ID"])["FulFilmentStatus"]
    assert (5, 0, 5) == shop.level()


def test_a_shipment_of_two_boxes_in_two_steps(shop: Shop) -> None:
    """
    The second box and the first one's number come by AddTrackingNumbers alone.
    """
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})
    first = shop.ship(
        sale_id,
        parcel("Box 1", IsShipped=True),
        parcel("Box 2", IsShipped=False),
        Status="PARTIALLY AUTHORISED",
    )
    between = (shop.level(), shop.row(sale_id)["CombinedShippingStatus"])
    with pytest.raises(Refusal, match="Status is PARTIALLY AUTHORISED"):
        shop.ship(sale_id, parcel("Box 1"), parcel("Box 2"), verb="PUT")
    with pytest.raises(Refusal, match="Status is PARTIALLY AUTHORISED"):
        shop.ship(sale_id, parcel("Box 2"), AddTrackingNumbers=True)
    numbered = shop.ship(
        sale_id,
        parcel("Box 1", "QX1", IsShipped=False),
        verb="PUT",
        AddTrackingNumbers=True,
    )
    last = shop.ship(
        sale_id,
        parcel("Box 2", "QX2", IsShipped=True),
        verb="PUT",
        AddTrackingNumbers=True,
    )

    assert "PARTIALLY AUTHORISED" == first["Status"] == numbered["Status"]
    assert ((8, 1, 7), "PARTIALLY SHIPPED") == between
    assert "AUTHORISED" == last["Status"]
    assert [("Box 1", "QX1", True), ("Box 2", "QX2", True)] == [
        (one["Boxes"], one["TrackingNumber"], one["IsShipped"]) for one in last["Lines"]
    ]
    assert [one["ID"] for one in first["Lines"]] == [one["ID"] for one in last["Lines"]]
    assert (7, 0, 7) == shop.level()
    assert 2 == len(shop.get(sale_id)["InventoryMovements"])


def test_two_boxes_can_share_a_number(shop: Shop) -> None:
    """
    One line names both.
    """
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})

    shipped = shop.ship(sale_id, parcel("Box 1,Box 2", "QX1"))

    assert ("AUTHORISED", "Box 1,Box 2") == (
        shipped["Status"],
        shipped["Lines"][0]["Boxes"],
    )
    assert (7, 0, 7) == shop.level()


def test_a_backorder_is_filled_by_a_count_and_packed(shop: Shop) -> None:
    """
    What is short cannot be picked before; afterwards the sale goes on as any other.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, 12)
    with pytest.raises(Refusal, match="but 10 are"):
        shop.pick(sale_id, 12)
    before = shop.row(sale_id)

    shop.stock(15)

    after = shop.row(sale_id)
    shop.pick(sale_id, 12)
    shop.pack(sale_id, {"Box 1": 12})
    assert ("BACKORDERED", "ORDERED") == (before["Status"], after["Status"])
    assert before["Updated"] < after["Updated"]
    assert 0 == shop.get(sale_id)["Order"]["Lines"][0]["BackorderQuantity"]
    assert "PACKED" == shop.get(sale_id)["Status"]
    assert (15, 12, 3) == shop.level()


def test_what_is_there_leaves_and_the_backorder_follows(shop: Shop) -> None:
    """
    An advanced sale ships ten of twelve, and the rest when it has come.
    """
    sale = shop.sale(SaleType="Advanced")
    shop.order(sale["ID"], 12)
    _through(shop, sale["Fulfilments"][0]["TaskID"], 10, "QX1")
    waiting = shop.row(sale["ID"])
    shop.stock(5)
    served = shop.row(sale["ID"])
    level = shop.level()
    _through(shop, _add(shop, sale["ID"]), 2, "QX2")

    assert ("BACKORDERED", "PARTIALLY SHIPPED") == (
        waiting["Status"],
        waiting["CombinedShippingStatus"],
    )
    assert ("ORDERED", (5, 2, 3)) == (served["Status"], level)
    assert "SHIPPED" == shop.row(sale["ID"])["CombinedShippingStatus"]
    assert (3, 0, 3) == shop.level()


STEPS: tuple[tuple[str, Step], ...] = (
    ("ordered", lambda shop, sale: shop.order(sale)),
    ("picked", lambda shop, sale: shop.pick(sale)),
    ("packed", lambda shop, sale: shop.pack(sale, {"Box 1": 2, "Box 2": 1})),
    (
        "partly shipped",
        lambda shop, sale: shop.ship(
            sale,
            parcel("Box 1", "QX1", IsShipped=True),
            parcel("Box 2", IsShipped=False),
        ),
    ),
    (
        "shipped",
        lambda shop, sale: shop.ship(
            sale,
            parcel("Box 2", "QX2", IsShipped=True),
            verb="PUT",
            AddTrackingNumbers=True,
        ),
    ),
    ("invoiced", lambda shop, sale: shop.invoice(sale)),
)
STAGES = [name for name, _ in STEPS]


def _sale_that_is(shop: Shop, stage: str) -> str:
    sale_id = str(shop.sale()["ID"])
    for _, step in STEPS[: STAGES.index(stage) + 1]:
        step(shop, sale_id)
    return sale_id


@pytest.mark.parametrize("stage", STAGES)
def test_a_void_gives_the_stock_back_at_every_stage(shop: Shop, stage: str) -> None:
    """
    And another sale can have it at once.
    """
    sale_id = _sale_that_is(shop, stage)

    voided = shop.ask("DELETE", "sale", ID=sale_id, Void="true")

    assert ("VOIDED", "VOIDED", "") == (
        voided["Status"],
        voided["Order"]["Status"],
        voided["CombinedTrackingNumbers"],
    )
    assert ({"VOIDED"}, []) == (
        {voided["Fulfilments"][0][part]["Status"] for part in ("Pick", "Pack", "Ship")},
        voided["InventoryMovements"],
    )
    assert (10, 0, 10) == shop.level()
    shop.order(shop.sale()["ID"], 10)
    assert (10, 10, 0) == shop.level()


@pytest.mark.parametrize("stage", STAGES)
def test_an_undo_leads_back_and_the_way_is_free_again(shop: Shop, stage: str) -> None:
    """
    The order is a draft; once authorised it goes through all stages a second time.
    """
    sale_id = _sale_that_is(shop, stage)

    undone = shop.ask("DELETE", "sale", ID=sale_id)

    assert ("ORDERING", "DRAFT", 3) == (
        undone["Status"],
        undone["Order"]["Status"],
        undone["Order"]["Lines"][0]["Quantity"],
    )
    assert (10, 0, 10) == shop.level()
    for _, step in STEPS:
        step(shop, sale_id)
    shop.pay(sale_id, 45)
    assert "COMPLETED" == shop.get(sale_id)["Status"]
    assert (7, 0, 7) == shop.level()


@pytest.mark.parametrize("stage", STAGES[1:5])
def test_a_fulfilment_is_undone_at_every_stage(shop: Shop, stage: str) -> None:
    """
    The pick is a draft with its lines, what left is back and still promised.
    """
    sale = shop.sale(SaleType="Advanced")
    task_id = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"])
    for _, step in STEPS[1 : STAGES.index(stage) + 1]:
        step(shop, task_id)

    [undone] = shop.ask("DELETE", "sale/fulfilment", TaskID=task_id)["Fulfilments"]

    assert ("DRAFT", 1, "NOT AVAILABLE", "NOT AVAILABLE") == (
        undone["Pick"]["Status"],
        len(undone["Pick"]["Lines"]),
        undone["Pack"]["Status"],
        undone["Ship"]["Status"],
    )
    assert (10, 3, 7) == shop.level()


def test_a_service_is_packed_without_stock(shop: Shop) -> None:
    """
    It lies nowhere: there is nothing to count, to move, and to put back.
    """
    shop.product("ENGRAVING", Type="Service")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, 2, sku="ENGRAVING")
    service = {"SKU": "ENGRAVING", "Location": WAREHOUSE, "Quantity": 2}
    body = {"TaskID": sale_id, "Status": "AUTHORISED"}
    shop.ask("POST", "sale/fulfilment/pick", {**body, "Lines": [service]})
    packed = shop.ask(
        "POST", "sale/fulfilment/pack", {**body, "Lines": [{**service, "Box": "Box 1"}]}
    )
    shop.ship(sale_id)

    [row] = packed["Lines"]
    assert (row["NonInventory"], row["Quantity"]) == (True, 2)
    assert shop.get(sale_id)["InventoryMovements"] == []
    voided = shop.ask("DELETE", "sale", ID=sale_id, Void="true")
    assert voided["Status"] == "VOIDED"
