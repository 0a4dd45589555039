"""
Stock adjustments and transfers: what they say, and what they do to the stock.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import WAREHOUSE, Json, Refusal, Shop, hook

UNKNOWN = "0000000a-0000-4000-8000-000000000000"


def counted(quantity: object, sku: str = "BELL-01", **more: Any) -> Json:
    """
    Return a line of an adjustment.
    """
    return {"SKU": sku, "Location": WAREHOUSE, "Quantity": quantity, **more}


def adjust(shop: Shop, *lines: Json, status: str = "COMPLETED", **more: Any) -> Json:
    """
    Adjust the stock.
    """
    body = {
        "EffectiveDate": "2026-03-02",
        "Status": status,
        "Account": "5000",
        "Lines": list(lines),
        **more,
    }
    return dict(shop.ask("POST", "stockadjustment", body))


def transfer(shop: Shop, quantity: object, status: str, **more: Any) -> Json:
    """
    Send bells to the harbour.
    """
    body = {
        "FromLocation": WAREHOUSE,
        "ToLocation": "Harbour",
        "Status": status,
        "SkipOrder": True,
        "Lines": [{"SKU": "BELL-01", "TransferQuantity": quantity}],
        **more,
    }
    return dict(shop.ask("POST", "stockTransfer", body))


def on_hand(shop: Shop, place: str) -> object:
    """
    Return how many bells lie at a place.
    """
    return shop.places()[place]["OnHand"]


@pytest.fixture
def harbour(shop: Shop) -> str:
    """
    Return the id of a second warehouse.
    """
    return str(shop.ask("POST", "ref/location", {"Name": "Harbour"})["ID"])


# Adjustments


def test_an_adjustment_says_how_much_there_is(shop: Shop) -> None:
    """
    Quantities are absolute; what had been there stands apart from what is new.
    """
    shop.product("MUG")
    made = adjust(shop, counted(12), counted("6", "MUG", UnitCost=2))

    [existing], [new] = made["ExistingStockLines"], made["NewStockLines"]
    assert ("ST-00001", "COMPLETED") == (made["StocktakeNumber"], made["Status"])
    assert (10, 10, 12) == tuple(
        existing[key] for key in ("QuantityOnHand", "Available", "Adjustment")
    )
    assert ("MUG", 6, 2, 1.2) == tuple(
        new[key] for key in ("SKU", "Quantity", "UnitCost", "ProductWeight")
    )
    assert ((12, 0, 12), (6, 0, 6)) == (shop.level(), shop.level("MUG"))
    assert made == shop.ask("GET", "stockadjustment", TaskID=made["TaskID"])


def test_a_draft_changes_nothing_until_it_is_completed(shop: Shop) -> None:
    """
    Its lines are compared with what is there at that moment.
    """
    draft = adjust(shop, counted(12), status="DRAFT")
    before = shop.level()
    shop.stock(7)
    body = {"TaskID": draft["TaskID"], "Status": "COMPLETED", "Reference": "Shelf 4"}
    done = shop.ask("PUT", "stockadjustment", body)

    assert ((10, 0, 10), (12, 0, 12)) == (before, shop.level())
    assert 7 == done["ExistingStockLines"][0]["QuantityOnHand"]
    assert "Shelf 4" == done["Reference"]
    assert [] == draft["Transactions"]
    with pytest.raises(Refusal, match="ST-00001 cannot be changed: Status is COMPL"):
        shop.ask("PUT", "stockadjustment", body)


def test_an_adjustment_is_undone_or_voided(shop: Shop) -> None:
    """
    By default it is undone; what it had changed is taken back, and no more than that.
    """
    task = adjust(shop, counted(12))["TaskID"]
    sale_id = shop.packed()
    shop.ship(sale_id)
    undone = shop.ask("DELETE", "stockadjustment", ID=task)
    after = shop.level()
    shop.ask("PUT", "stockadjustment", {"TaskID": task, "Status": "COMPLETED"})
    again = shop.level()
    voided = shop.ask("DELETE", "stockadjustment", ID=task, Void="true")

    assert ("DRAFT", (7, 0, 7), (12, 0, 12)) == (undone["Status"], after, again)
    assert ("VOIDED", [], []) == (
        voided["Status"],
        voided["ExistingStockLines"],
        voided["Transactions"],
    )
    assert (7, 0, 7) == shop.level()
    with pytest.raises(Refusal, match="Status is VOIDED"):
        shop.ask("PUT", "stockadjustment", {"TaskID": task, "Status": "DRAFT"})


def test_new_stock_has_a_cost(shop: Shop) -> None:
    """
    It moves the average, is booked against the account, and both are taken back.

    Where none is given it is the average.
    """
    shop.stock(10, unit_cost=4)
    warehouse = shop.ask("GET", "ref/location")["LocationList"][0]
    shop.ask("POST", "ref/location", {"Name": "A-07", "ParentID": warehouse["ID"]})
    line = counted(10, Location=f"{WAREHOUSE}: A-07", UnitCost=7)
    made = adjust(shop, line)
    [after] = shop.ask("GET", "product")["Products"]
    shop.ask("DELETE", "stockadjustment", ID=made["TaskID"], Void="true")
    [before] = shop.ask("GET", "product")["Products"]

    [booked] = made["Transactions"]
    assert ("1000: Inventory", "5000: Cost of Goods Sold", 70) == tuple(
        booked[key] for key in ("Debit", "Credit", "Amount")
    )
    assert (5.5, 4) == (after["AverageCost"], before["AverageCost"])
    del line["UnitCost"]
    again = adjust(shop, line)
    assert (4, 40) == (
        shop.ask("GET", "product")["Products"][0]["AverageCost"],
        again["Transactions"][0]["Amount"],
    )


def test_backorders_are_served_from_what_is_found(shop: Shop) -> None:
    """
    As from any new stock.
    """
    sale_id = str(shop.sale()["ID"])
    shop.order(sale_id, quantity=12)
    short = shop.row(sale_id)["Status"]
    adjust(shop, counted(15))

    assert ("BACKORDERED", "ORDERED") == (short, shop.row(sale_id)["Status"])
    assert (15, 12, 3) == shop.level()


def test_what_is_picked_cannot_be_counted_away(shop: Shop) -> None:
    """
    Neither by an adjustment, nor by taking one back; then nothing is changed at all.
    """
    task = adjust(shop, counted(12))["TaskID"]
    sale_id = str(shop.sale()["ID"])
    shop.order(sale_id, 11)
    shop.pick(sale_id, 11)
    shop.product("MUG")

    with pytest.raises(Refusal, match="Quantity of BELL-01 would be 4, but 11 are"):
        adjust(shop, counted(6, "MUG"), counted(4))
    with pytest.raises(Refusal, match="Quantity of BELL-01 would be 10, but 11 are"):
        shop.ask("DELETE", "stockadjustment", ID=task)
    assert (12, 11, 1) == shop.level()
    assert {} == shop.places("MUG")
    assert 1 == shop.ask("GET", "stockadjustmentList")["Total"]


def test_a_line_of_an_adjustment_names_what_exists(shop: Shop) -> None:
    """
    A stock product, a place, a batch where the product has some, and each spot once.
    """
    shop.product("CARE", Type="Service")
    shop.product("WINE", CostingMethod="FIFO - Batch")
    for line, text in (
        (counted(1, "NONE"), "Product with SKU 'NONE' not found"),
        (counted(1, "CARE"), "Product CARE is not a stock product"),
        (counted(1, Location="Moon"), "Location 'Moon' was not found"),
        (counted(1, "WINE"), "Required attribute 'BatchSN' not provided"),
        (counted(-1), "Quantity is invalid"),
        ({"SKU": "BELL-01", "Quantity": 1}, "Lines is invalid"),
    ):
        with pytest.raises(Refusal, match=text):
            adjust(shop, line)
    with pytest.raises(Refusal, match="Cannot add duplicate value"):
        adjust(shop, counted(1), counted(2))
    with pytest.raises(Refusal, match="There is no account '9999'"):
        adjust(shop, counted(1), Account="9999")
    with pytest.raises(Refusal, match=f"adjustment with TaskID {UNKNOWN} not found"):
        shop.ask("GET", "stockadjustment", TaskID=UNKNOWN)
    adjust(shop, counted(5, "WINE", BatchSN="L-1", ExpiryDate="2026-09-01"))
    assert (
        "2026-09-01T00:00:00"
        == (shop.places("WINE")[f"{WAREHOUSE}: L-1"]["ExpiryDate"])
    )


def test_adjustments_are_listed_by_status(shop: Shop) -> None:
    """
    In pages; a word that is no status finds nothing.
    """
    adjust(shop, counted(11), Reference="one")
    adjust(shop, counted(12), status="DRAFT", Reference="two")
    adjust(shop, counted(13), Reference="three")

    def references(**query: object) -> list[str]:
        rows = shop.ask("GET", "stockadjustmentList", **query)["StockAdjustmentList"]
        return [row["Reference"] for row in rows]

    assert ["one", "two", "three"] == references()
    assert ["one", "three"] == references(Status="completed")
    assert [] == references(Status="VOIDED")
    assert ["two"] == references(Page=2, Limit=1)


def test_levels_that_an_adjustment_changes_are_announced(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    With the type that all changes of stock have.
    """
    hook(shop, listener.url, "Stock/AvailableStockLevelChanged")
    adjust(shop, counted(12))
    clock.advance(60)

    [[row]] = [one.body for one in listener.heard]
    assert ("BELL-01", 12) == (row["SKU"], row["Available"])


# Transfers


@pytest.mark.usefixtures("harbour")
def test_a_completed_transfer_moves_stock(shop: Shop) -> None:
    """
    From one warehouse to the other, and back when it is voided.
    """
    made = transfer(shop, 4, "COMPLETED")
    moved = {name: row["OnHand"] for name, row in shop.places().items()}
    voided = shop.ask("DELETE", "stockTransfer", ID=made["TaskID"], Void="true")

    assert ("TR-00001", "COMPLETED", "2026-03-02T00:00:00") == (
        made["Number"],
        made["Status"],
        made["CompletionDate"],
    )
    assert {WAREHOUSE: 6, "Harbour": 4} == moved
    assert ("VOIDED", []) == (voided["Status"], voided["Lines"])
    assert [10, 0] == [row["OnHand"] for row in shop.places().values()]


@pytest.mark.usefixtures("harbour")
def test_goods_in_transit_are_nowhere(shop: Shop) -> None:
    """
    They have left, and stand as InTransit where they are to arrive, with the day.
    """
    made = transfer(shop, 4, "IN TRANSIT", RequiredByDate="2026-03-05")
    there = shop.places()["Harbour"]
    home = shop.places()[WAREHOUSE]
    body = {"TaskID": made["TaskID"], "Status": "COMPLETED"}
    shop.ask("PUT", "stockTransfer", body)
    arrived = shop.places()["Harbour"]

    keys = ("OnHand", "Available", "InTransit", "NextDeliveryDate")
    assert (0, 0, 4, "2026-03-05T00:00:00") == tuple(there[key] for key in keys)
    assert (6, 6, 0, None) == tuple(home[key] for key in keys)
    assert (4, 4, 0, None) == tuple(arrived[key] for key in keys)
    with pytest.raises(Refusal, match="TR-00001 cannot be changed: Status is COMPL"):
        shop.ask("PUT", "stockTransfer", body)


@pytest.mark.usefixtures("harbour")
def test_what_was_sent_arrives(shop: Shop) -> None:
    """
    Other quantities are ignored once goods are on their way, without a refusal.
    """
    made = transfer(shop, 4, "IN TRANSIT")
    lines = [{"SKU": "BELL-01", "TransferQuantity": 9}]
    body = {"TaskID": made["TaskID"], "Status": "COMPLETED", "Lines": lines}
    shop.ask("PUT", "stockTransfer", {**body, "ToLocation": WAREHOUSE})
    done = shop.ask("GET", "stockTransfer", TaskID=made["TaskID"])

    assert [4] == [line["TransferQuantity"] for line in done["Lines"]]
    assert [6, 4] == [row["OnHand"] for row in shop.places().values()]


def test_a_transfer_is_undone(shop: Shop, harbour: str) -> None:
    """
    It is a draft again, can be changed whole, and completed anew.
    """
    task = transfer(shop, 4, "IN TRANSIT")["TaskID"]
    undone = shop.ask("DELETE", "stockTransfer", ID=task)
    home = on_hand(shop, WAREHOUSE)
    lines = [{"SKU": "BELL-01", "TransferQuantity": 10}]
    body = {"TaskID": task, "To": harbour.upper(), "Lines": lines}
    shop.ask("PUT", "stockTransfer", {**body, "Status": "COMPLETED"})

    assert ("DRAFT", 10) == (undone["Status"], home)
    assert (0, 10) == (on_hand(shop, WAREHOUSE), on_hand(shop, "Harbour"))


@pytest.mark.usefixtures("harbour")
def test_only_what_is_available_leaves_its_warehouse(shop: Shop) -> None:
    """
    Promised goods stay, and nothing moves where one line does not fit.
    """
    shop.order(str(shop.sale()["ID"]), 7)
    line = {"SKU": "BELL-01", "TransferQuantity": 2}

    with pytest.raises(Refusal, match=r"\(SKU: BELL-01\) is 3.0000000000, cannot tr"):
        transfer(shop, 4, "COMPLETED")
    with pytest.raises(Refusal, match=r"is 1.0000000000, cannot transfer 2"):
        transfer(shop, 4, "COMPLETED", Lines=[line, line])
    assert (10, 7, 3) == shop.level()
    draft = transfer(shop, 4, "DRAFT")
    [shown] = draft["Lines"]
    assert (10, 3) == (shown["QuantityOnHand"], shown["QuantityAvailable"])


def test_promised_goods_move_between_bins(shop: Shop) -> None:
    """
    The warehouse still has them: From a warehouse means what lies in no bin.
    """
    shop.order(str(shop.sale()["ID"]), 10)
    warehouse = shop.ask("GET", "ref/location")["LocationList"][0]
    shop.ask("POST", "ref/location", {"Name": "A-07", "ParentID": warehouse["ID"]})
    transfer(shop, 4, "COMPLETED", ToLocation=f"{WAREHOUSE}: A-07")

    assert {WAREHOUSE: 6, f"{WAREHOUSE}: A-07": 4} == {
        name: row["OnHand"] for name, row in shop.places().items()
    }
    with pytest.raises(Refusal, match=r"is 6.0000000000, cannot transfer 7"):
        transfer(shop, 7, "COMPLETED", ToLocation=f"{WAREHOUSE}: A-07")


@pytest.mark.usefixtures("harbour")
def test_goods_that_have_gone_on_do_not_come_back(shop: Shop) -> None:
    """
    A transfer whose goods have left again cannot be taken back.
    """
    task = transfer(shop, 4, "COMPLETED")["TaskID"]
    transfer(shop, 3, "COMPLETED", FromLocation="Harbour", ToLocation=WAREHOUSE)

    with pytest.raises(Refusal, match=r"is 1.0000000000, cannot transfer 4"):
        shop.ask("DELETE", "stockTransfer", ID=task)
    done = shop.ask("GET", "stockTransfer", TaskID=task)
    assert "COMPLETED" == done["Status"]


def test_a_transfer_names_what_exists(shop: Shop, harbour: str) -> None:
    """
    Two places that differ, a stock product, and an order that is skipped.
    """
    made = transfer(shop, 1, "DRAFT")
    shop.product("CARE", Type="Service")
    for more, text in (
        ({"From": UNKNOWN}, f"Location with ID {UNKNOWN} not found"),
        ({"ToLocation": "Moon"}, "Location 'Moon' was not found"),
        ({"From": harbour}, "Goods are at Harbour already"),
        ({"FromLocation": None}, "Required attribute 'From' not provided"),
        ({"InTransitAccount": "9999"}, "There is no account '9999'"),
        ({"SkipOrder": False}, "Order of stock transfer TR-00002 is not authorised"),
        ({"Lines": [{"SKU": "CARE", "TransferQuantity": 1}]}, "is not a stock prod"),
        ({"Lines": [{"SKU": "BELL-01"}]}, "Required attribute 'TransferQuantity'"),
    ):
        with pytest.raises(Refusal, match=text):
            transfer(shop, 1, "COMPLETED", **more)
    assert 1 == shop.ask("GET", "stockTransferList")["Total"]
    with pytest.raises(Refusal, match="Goods are at Harbour already"):
        shop.ask("PUT", "stockTransfer", {"TaskID": made["TaskID"], "From": harbour})
    with pytest.raises(Refusal, match=f"transfer with TaskID {UNKNOWN} not found"):
        shop.ask("DELETE", "stockTransfer", ID=UNKNOWN)


@pytest.mark.usefixtures("harbour")
def test_transfers_are_listed_by_status_and_text(shop: Shop) -> None:
    """
    The text is a part of number, reference or place.
    """
    transfer(shop, 1, "COMPLETED", Reference="Top-up")
    transfer(shop, 1, "IN TRANSIT")
    transfer(shop, 1, "DRAFT", FromLocation="Harbour", ToLocation=WAREHOUSE)

    def numbers(**query: object) -> list[str]:
        rows = shop.ask("GET", "stockTransferList", **query)["StockTransferList"]
        return [row["Number"] for row in rows]

    assert ["TR-00001", "TR-00002", "TR-00003"] == numbers()
    assert ["TR-00002"] == numbers(Status="in transit")
    assert ["TR-00001"] == numbers(Search="top-UP")
    assert ["TR-00003"] == numbers(Search="00003", Status="DRAFT")
    assert ["TR-00002"] == numbers(Page=2, Limit=1)
