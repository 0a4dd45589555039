"""
The ledger: what is promised to one is not free for another.
"""

from decimal import Decimal

from emulators.cin7_core.domain.stock import Level, Spot, Stock

FLOOR = Spot("bell", "main")
BIN = Spot("bell", "main", "a-07")
FAR = Spot("bell", "depot")


def _stock(**quantities: int) -> Stock:
    stock = Stock()
    for spot in (FLOOR, BIN, FAR):
        name = spot.bin_id or spot.warehouse_id
        stock.count(spot, Decimal(quantities.get(name.replace("-", "_"), 0)))
    return stock


def test_a_promise_is_never_more_than_is_free() -> None:
    """
    It covers all bins of the warehouse, and no other warehouse.
    """
    stock = _stock(main=2, a_07=3, depot=9)

    granted = [stock.reserve("bell", "main", Decimal(n)) for n in (4, 4, 4)]

    assert [4, 1, 0] == granted
    assert (Decimal(0), Decimal(9)) == (
        stock.free("bell", "main"),
        stock.free("bell", "depot"),
    )


def test_a_promise_is_shown_where_goods_are() -> None:
    """
    The oldest spot first, the bins after it.
    """
    stock = _stock(main=2, a_07=3)
    stock.reserve("bell", "main", Decimal(4))

    assert [
        Level(FLOOR, Decimal(2), Decimal(2)),
        Level(BIN, Decimal(3), Decimal(2)),
        Level(FAR, Decimal(0), Decimal(0)),
    ] == list(stock.levels())


def test_what_leaves_is_gone_from_its_spot_alone() -> None:
    """
    And comes back to it.
    """
    stock = _stock(main=2, a_07=3)
    stock.pick(BIN, Decimal(2))
    stock.leave(BIN, Decimal(2))
    gone = (stock.on_hand(FLOOR), stock.on_hand(BIN), stock.unpicked(BIN))
    stock.come_back(BIN, Decimal(2))
    stock.unpick(BIN, Decimal(2))

    assert (Decimal(2), Decimal(1), Decimal(1)) == gone
    assert 5 == stock.free("bell", "main")


def test_a_count_below_what_is_promised_leaves_nothing_free() -> None:
    """
    Available goes below zero at the spot, and nobody is promised more.
    """
    stock = _stock(main=5)
    stock.pick(FLOOR, Decimal(4))
    stock.count(FLOOR, Decimal(1))

    assert -3 == next(stock.levels()).available
    assert 0 == stock.reserve("bell", "main", Decimal(1))


def test_news_are_the_levels_that_changed_since_they_were_asked() -> None:
    """
    What goes forth and back is none, and what moved is told once.
    """
    stock = Stock()
    spot, other = Spot("bell", "main"), Spot("lamp", "main")
    stock.count(spot, Decimal(5))
    stock.count(other, Decimal(1))
    first = stock.news()
    stock.reserve("bell", "main", Decimal(2))
    stock.release("bell", "main", Decimal(2))
    nothing = stock.news()
    stock.pick(spot, Decimal(2))
    stock.leave(spot, Decimal(2))

    assert [spot, other] == [level.spot for level in first]
    assert [] == nothing
    assert [(spot, Decimal(3))] == [(one.spot, one.on_hand) for one in stock.news()]
    assert [] == stock.news()


def test_a_spot_may_be_known_before_anything_lies_there() -> None:
    """
    It has a level, which is no news; a spot that nobody knows has none in the list.
    """
    stock = _stock(main=2, a_07=3)
    stock.news()
    there = Spot("mug", "main")
    stock.know(there)
    stock.know(FLOOR)

    assert Level(there, Decimal(0), Decimal(0)) == stock.level(there)
    assert Level(FLOOR, Decimal(2), Decimal(0)) == stock.level(FLOOR)
    assert [] == stock.news()
    assert [Level(there, Decimal(0), Decimal(0))] == list(stock.levels_of("mug"))
    assert Level(Spot("cup", "main"), Decimal(0), Decimal(0)) == stock.level(
        Spot("cup", "main")
    )
    assert (Decimal(5), Decimal(0)) == (stock.held("bell"), stock.held("cup"))
