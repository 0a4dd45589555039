"""
Loads what shall be labelled, when everything that can be said before a call is said.
"""

from engine.domain.labels import Wish, missing_choices
from engine.shipping_service.desk import Desk, check_labels
from engine.shipping_service.freight import Freight, Goods, load
from engine.shipping_service.problems import Unusable


def load_chosen(desk: Desk, goods: Goods, wish: Wish) -> Freight:
    """
    Return what shall be labelled, when all that can be said before a call is said.
    """
    company = check_labels(desk)
    _check_choices(desk, wish)
    return load(desk.counter, goods, usual_units=company.weight_units)


def _check_choices(desk: Desk, wish: Wish) -> None:
    with desk.asking():
        known = [one.code for one in desk.account.carriers()]
    sentence = missing_choices(
        carrier=wish.carrier,
        service=wish.service,
        confirmation=wish.confirmation,
        carriers=known,
    )
    if sentence:
        raise Unusable("choice_missing", sentence)
    if wish.carrier not in known:
        raise Unusable(
            "carrier",
            f"carrier '{wish.carrier}' is not connected in ShipStation: choose of"
            f" {', '.join(known) or 'none'}",
        )
