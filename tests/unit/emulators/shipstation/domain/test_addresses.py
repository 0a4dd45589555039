"""
What becomes of addresses.
"""

import pytest

from emulators.shipstation.domain.addresses import plain_address, validated_address

GOOD = {
    "name": "Ada Example",
    "street1": "12 Sample Road",
    "city": "Austin",
    "state": "tx",
    "postalCode": "78701",
    "country": "US",
    "addressVerified": "ignored",
}


def test_a_domestic_address_is_put_in_capitals_but_the_name_is_not() -> None:
    """
    It is said to be validated, and residential is known then.
    """
    address = validated_address(GOOD)

    assert address["name"] == "Ada Example"
    assert (address["street1"], address["city"], address["state"]) == (
        "12 SAMPLE ROAD",
        "AUSTIN",
        "TX",
    )
    assert address["residential"] is False
    assert address["addressVerified"] == "Address validated successfully"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"postalCode": "787"}, "Address validation warning"),
        ({"state": "Texas"}, "Address validation warning"),
        ({"city": None}, "Address validation failed"),
        ({"country": "AU"}, "Address not yet validated"),
    ],
)
def test_the_verdict_is_one_of_four_sentences(
    changes: dict[str, str | None], sentence: str
) -> None:
    """
    Only the form of an address is judged.
    """
    assert validated_address({**GOOD, **changes})["addressVerified"] == sentence


def test_a_plain_address_has_every_key_and_no_verdict() -> None:
    """
    Bill-to and warehouse addresses are stored as they were sent.
    """
    address = plain_address(GOOD)

    assert address["street1"] == "12 Sample Road"
    assert address["phone"] is None
    assert address["addressVerified"] is None
    assert len(plain_address(None)) == 12
