"""
Each rule that a sale can break, and what the caller reads then.
"""

from collections.abc import Callable

import pytest

from tests.contract.cin7_core.shop import UNKNOWN, Refusal, Shop, line, parcel

Break = Callable[[Shop], object]


def _draft_task(shop: Shop) -> object:
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    return shop.ask("POST", "sale/fulfilment", {"SaleID": sale_id})


def _twice(shop: Shop, step: Callable[[str], object]) -> object:
    sale_id = shop.packed()
    shop.ship(sale_id)
    return step(sale_id)


def _after_order(shop: Shop, step: Callable[[str], object]) -> object:
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    return step(sale_id)


def _placeless_pack(shop: Shop) -> object:
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id)
    row = {"SKU": "BELL-01", "Quantity": 3, "Box": "Box 1"}
    body = {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [row]}
    return shop.ask("POST", "sale/fulfilment/pack", body)


RULES: dict[str, tuple[Break, str]] = {
    "unknown sale": (lambda s: s.get(UNKNOWN), "Sale with ID"),
    "unknown task": (lambda s: s.pick(UNKNOWN), "TaskID"),
    "unknown customer": (
        lambda s: s.sale(Customer="Nobody"),
        "Customer 'Nobody' not found",
    ),
    "unknown location": (
        lambda s: s.sale(Location="Moon"),
        "Location 'Moon' was not found",
    ),
    "unknown terms": (
        lambda s: s.sale(Terms="Never"),
        "Active payment term with name Never",
    ),
    "unknown representative": (
        lambda s: s.sale(SalesRepresentative="X"),
        "Company Contacts reference book",
    ),
    "unknown product": (
        lambda s: s.order(s.sale()["ID"], sku="NONE"),
        "SKU 'NONE' not found",
    ),
    "wrong total": (
        lambda s: s.order(s.sale()["ID"], Total=1),
        "Total is 1, but the lines make 45",
    ),
    "pick before order": (lambda s: s.pick(s.sale()["ID"]), "Order is not authorised"),
    "second open fulfilment": (
        _draft_task,
        "There is non authorised Fulfilment in this sale.",
    ),
    "order twice": (lambda s: _after_order(s, s.order), "Status is AUTHORISED"),
    "pack before pick": (
        lambda s: _after_order(s, s.pack),
        "pick Status is NOT AVAILABLE",
    ),
    "ship before pack": (
        lambda s: _after_order(s, s.ship),
        "pack Status is NOT AVAILABLE",
    ),
    "picks too many": (
        lambda s: _after_order(s, lambda i: s.pick(i, 4)),
        "but 3 are to be picked",
    ),
    "simple sale's fulfilment": (
        lambda s: _after_order(
            s, lambda i: s.ask("DELETE", "sale/fulfilment", TaskID=i)
        ),
        "Advanced Sale only",
    ),
    "pick twice": (lambda s: _twice(s, s.pick), "Status is AUTHORISED"),
    "pack twice": (lambda s: _twice(s, s.pack), "Status is AUTHORISED"),
    "ship twice": (lambda s: _twice(s, s.ship), "Status is AUTHORISED"),
    "unknown box": (
        lambda s: s.ship(s.packed(), parcel("Box 7")),
        "Box 'Box 7' was not packed",
    ),
    "box missing": (
        lambda s: s.ship(s.packed({"A": 1, "B": 2}), parcel("A"), verb="PUT"),
        "Box 'B' is missing",
    ),
    "pick without a place": (
        lambda s: _after_order(s, lambda i: s.pick(i, Location=None)),
        "Location '' was not found",
    ),
    "pack without a place": (
        _placeless_pack,
        "Lines is invalid",
    ),
    "shipment without a box": (
        lambda s: s.ship(s.packed(), {"ShipmentDate": "2026-03-02"}),
        "Required attribute 'Box' not provided",
    ),
    "payment without invoice": (
        lambda s: s.pay(s.sale()["ID"], 1),
        "Invoice cannot be paid",
    ),
    "invoice without order": (
        lambda s: s.invoice(s.sale()["ID"]),
        "the order is not authorised",
    ),
    "sku taken": (lambda s: s.product(), "already exists"),
    "unknown category": (
        lambda s: s.product("N", Category="Nope"),
        "Category not found.",
    ),
    "unknown brand": (lambda s: s.product("N", Brand="X"), "Brand 'X' was not found"),
    "unknown unit": (
        lambda s: s.product("N", UOM="X"),
        "Unit of measure with name 'X'",
    ),
    "inline suppliers": (
        lambda s: s.product("N", Suppliers=[{}]),
        "Suppliers is invalid",
    ),
    "name taken": (lambda s: s.customer(), "already exists"),
    "no receivable account": (
        lambda s: s.customer("N", AccountReceivable="4000"),
        "not the one for rec",
    ),
    "carrier taken": (
        lambda s: s.ask("POST", "ref/carrier", {"Description": "dhl"}),
        "already exists",
    ),
    "unknown account": (
        lambda s: s.ask("GET", "ref/account", Code="9"),
        "specified ID not found",
    ),
}


@pytest.mark.parametrize(("breaks", "text"), RULES.values(), ids=RULES)
def test_a_broken_rule_is_refused(shop: Shop, breaks: Break, text: str) -> None:
    """
    Status 400, and an array with one error.
    """
    with pytest.raises(Refusal) as refused:
        breaks(shop)

    assert 400 == refused.value.status
    assert text in refused.value.text


def test_a_refused_call_changes_nothing(shop: Shop) -> None:
    """
    A pick that asks too much leaves sale and stock as they were.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    before = shop.get(sale_id)

    with pytest.raises(Refusal):
        shop.pick(sale_id, 4)

    assert before == shop.get(sale_id)


def test_a_date_that_does_not_exist_stops_a_shipment(shop: Shop) -> None:
    """
    Nothing has left then.
    """
    sale_id = shop.packed()
    before = shop.get(sale_id)

    with pytest.raises(Refusal, match="not a valid date"):
        shop.ship(sale_id, RequireBy="2026-02-31")

    assert (before, (10, 3, 7)) == (shop.get(sale_id), shop.level())


def test_a_refused_product_stays_as_it_was(shop: Shop) -> None:
    """
    Whichever of its fields is wrong.
    """
    shop.product("MUG")
    before = shop.ask("GET", "product", Sku="BELL")
    body = {"ID": before["Products"][0]["ID"], "Name": "Gong"}
    for wrong in ({"SKU": "mug"}, {"Brand": "X"}, {"UOM": "X"}):
        with pytest.raises(Refusal):
            shop.ask("PUT", "product", {**body, **wrong})

    assert before == shop.ask("GET", "product", Sku="BELL")


def test_goods_promised_to_others_are_not_picked(shop: Shop) -> None:
    """
    A sale on backorder cannot take what another one was promised.
    """
    first, second = shop.sale()["ID"], shop.sale()["ID"]
    shop.order(first, 9)
    shop.order(second, 5)

    with pytest.raises(Refusal, match="are available"):
        shop.pick(second, 2)
    assert "AUTHORISED" == shop.pick(second, 1)["Status"]


def test_a_pack_stays_within_the_pick(shop: Shop) -> None:
    """
    Not more of it, and not from another place.
    """
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id, 2)

    with pytest.raises(Refusal, match="2 are picked"):
        shop.pack(sale_id, {"Box 1": 3})


def test_a_batch_has_to_be_named(shop: Shop) -> None:
    """
    A product with batches is picked by batch.
    """
    shop.product("WINE", CostingMethod="FIFO - Batch")
    shop.stock(5, "WINE", batch="L-1")
    sale_id = shop.sale()["ID"]
    shop.order(sale_id, sku="WINE")

    with pytest.raises(Refusal, match="'BatchSN' not provided"):
        shop.pick(sale_id, SKU="WINE")
    assert "L-1" == shop.pick(sale_id, SKU="WINE", BatchSN="L-1")["Lines"][0]["BatchSN"]


def test_a_reference_error_carries_its_own_code(shop: Shop) -> None:
    """
    The category that does not exist is 404 inside a 400; the text is a recorded one.
    """
    body = {"SKU": "N", "Name": "N", "Category": "Nope", "Type": "Stock"}
    body |= {"CostingMethod": "FIFO", "UOM": "Item", "Status": "Active"}
    answer = shop.call("POST", "product", {**body, "PriceTier1": 1})

    assert 400 == answer.status_code
    assert [{"ErrorCode": 404, "Exception": "Category not found."}] == answer.json()
    assert "X-Emulator-Hint" not in answer.headers


def test_our_own_sentences_say_so(shop: Shop) -> None:
    """
    A text that nobody recorded comes with a hint.
    """
    answer = shop.call("GET", "sale", ID=UNKNOWN)

    assert "text not recorded" == answer.headers["X-Emulator-Hint"]


def test_an_order_line_needs_its_fields(shop: Shop) -> None:
    """
    What the documentation wants is wanted.
    """
    row = line("BELL-01", 1)
    del row["TaxRule"]

    with pytest.raises(Refusal, match="Required attribute 'TaxRule' not provided"):
        shop.order(shop.sale()["ID"], Lines=[row])


@pytest.mark.parametrize("amount", [1e12, -1e300, "1000000000000"])
def test_an_amount_has_an_end(shop: Shop, amount: object) -> None:
    """
    As a number and as a text alike: twelve digits before the point.
    """
    sale_id = shop.sale()["ID"]

    with pytest.raises(Refusal, match="Price is invalid"):
        shop.order(sale_id, Lines=[{**line("BELL-01", 1), "Price": amount}])
    most = {**line("BELL-01", 1), "Price": 999999999999, "Tax": 0}
    written = shop.order(sale_id, Lines=[{**most, "Quantity": 999999999999}])
    assert 999999999998000000000001 == written["Total"]
