"""
Whatever the OpenAPI permits, and much that it does not: a share of the long run.
"""

import pytest

from tests.contract.fuzz import LIVES, Fuzz, fuzzed


@pytest.mark.parametrize("name", LIVES)
@pytest.mark.filterwarnings("ignore")
def test_no_answer_breaks_the_contract(name: str) -> None:
    """
    Nothing fails but as the vendor documents, and what holds of the state still does.
    """
    fuzz = fuzzed(name, 300)

    assert fuzz.found == {}
    assert fuzz.answers[200] > fuzz.cases // 10


@pytest.mark.parametrize("name", LIVES)
@pytest.mark.filterwarnings("ignore")
def test_no_profile_breaks_the_contract(name: str) -> None:
    """
    Whichever of the contested facts hold together.
    """
    fuzz = fuzzed(name, 150, seed=1, any_profile=True)

    assert fuzz.found == {}


def test_what_goes_wrong_is_found() -> None:
    """
    A state whose indexes lie is told of.
    """
    at = LIVES["shipstation"].teller()
    orders = at.service.tenant(None).state.orders
    LIVES["shipstation"].live(at, [(0, 1)])
    [order] = orders.search({})
    fuzz = Fuzz(at)
    before = dict(fuzz.found)
    order.status = "on_hold"

    fuzz.look()

    assert before == {}
    assert any("orderStatus" in sentence for sentence in fuzz.found)
