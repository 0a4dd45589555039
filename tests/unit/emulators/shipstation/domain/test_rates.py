"""
What labels cost.
"""

from decimal import Decimal

import pytest

from emulators.shipstation.domain.carrier_tables import PROVIDERS
from emulators.shipstation.domain.measures import Weight
from emulators.shipstation.domain.rates import (
    TARIFFS,
    insurance_cost,
    label_cost,
    zone_between,
)


@pytest.mark.parametrize(
    ("ounces", "zone", "confirmation", "price"),
    [
        (0, 1, "none", "7.30"),
        (16, 1, "none", "7.30"),
        (17, 1, "none", "8.25"),
        (17, 5, "none", "9.90"),
        (17, 5, "signature", "13.25"),
        (17, 9, "delivery", "11.55"),
    ],
)
def test_a_begun_pound_and_a_further_zone_cost_more(
    ounces: int, zone: int, confirmation: str, price: str
) -> None:
    """
    (7.30 + further pounds x 0.95) x (1 + 0.05 x (zone - 1)), and the confirmation.
    """
    weight = Weight(Decimal(ounces))

    cost = label_cost(
        "usps_priority_mail", weight, zone=zone, confirmation=confirmation
    )

    assert str(cost) == price


def test_every_service_has_a_tariff() -> None:
    """
    And every tariff is that of a service.
    """
    codes = {offer.code for one in PROVIDERS.values() for offer in one.services}

    assert codes == set(TARIFFS)


@pytest.mark.parametrize(
    ("origin", "target", "zone"),
    [
        ({"postalCode": "10001", "country": "US"}, ("10002", "US"), 1),
        ({"postalCode": "00501", "country": "US"}, ("99950-0001", "US"), 8),
        ({"postalCode": "10001", "country": "US"}, ("2000", "AU"), 9),
        (None, ("10002", "US"), 5),
        ({"postalCode": "10001", "country": "US"}, (None, "US"), 5),
    ],
)
def test_the_zone_grows_with_the_distance_of_zip_codes(
    origin: dict[str, str] | None, target: tuple[str | None, str], zone: int
) -> None:
    """
    Abroad it is 9, and 5 where one of the two codes is not known.
    """
    address = {"postalCode": target[0], "country": target[1]}

    assert zone_between(origin, address) == zone


def test_insurance_of_shipstation_costs_one_hundredth() -> None:
    """
    What somebody else insures costs nothing here.
    """
    insured = {"insureShipment": True, "insuredValue": Decimal(250)}

    assert insurance_cost({**insured, "provider": "shipsurance"}) == Decimal("2.50")
    assert insurance_cost({**insured, "provider": "provider"}) == 0
