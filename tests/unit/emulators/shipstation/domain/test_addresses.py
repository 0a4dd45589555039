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
    Only the form of an address that is in no table is judged.
    """
    assert validated_address({**GOOD, **changes})["addressVerified"] == sentence


@pytest.mark.parametrize(
    ("street", "zip_code", "expected"),
    [
        (
            "1600 Pennsylvania Ave",
            "20500",
            ("1600 PENNSYLVANIA AVE NW", "20500-0005", False),
        ),
        (
            "1600 Pennsylvania Avenue NW.",
            "20500-0005",
            ("1600 PENNSYLVANIA AVE NW", "20500-0005", False),
        ),
        ("350 Fifth Avenue", "10118", ("350 5TH AVE", "10118-0110", False)),
        ("221 Elm Street", "83702", ("221 E ELM ST", "83702-5120", True)),
        ("221 Elm Street", "83703", ("221 ELM STREET", "83703", True)),
    ],
)
def test_a_known_address_is_rewritten(
    street: str, zip_code: str, expected: tuple[str, str, bool]
) -> None:
    """
    Its street, its ZIP and whether somebody lives there, whatever the sender said.
    """
    given = {**GOOD, "street1": street, "postalCode": zip_code, "residential": True}

    address = validated_address(given)

    assert (
        address["street1"],
        address["postalCode"],
        address["residential"],
    ) == expected
    assert address["addressVerified"] == "Address validated successfully"


def test_the_name_of_a_building_goes_below_the_street() -> None:
    """
    With a warning.
    """
    given = {**GOOD, "street1": "The Oaks", "street2": "12 Sample Road"}

    address = validated_address(given)

    assert (address["street1"], address["street2"]) == ("12 SAMPLE ROAD", "THE OAKS")
    assert address["addressVerified"] == "Address validation warning"


def test_a_plain_address_has_every_key_and_no_verdict() -> None:
    """
    Bill-to and warehouse addresses are stored as they were sent.
    """
    address = plain_address(GOOD)

    assert address["street1"] == "12 Sample Road"
    assert address["phone"] is None
    assert address["addressVerified"] is None
    assert len(plain_address(None)) == 12
