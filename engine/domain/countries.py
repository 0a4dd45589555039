"""
Countries and states as ShipStation wants them: ISO 3166 codes.
"""

from functools import cache
from typing import Any

_SPOKEN = {
    "england": "GB",
    "great britain": "GB",
    "ivory coast": "CI",
    "northern ireland": "GB",
    "scotland": "GB",
    "south korea": "KR",
    "u.k.": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "wales": "GB",
}

# The Universal Postal Union lists no postcodes for these.
# fmt: off
_WITHOUT_POSTCODES = frozenset({
    "AE", "AG", "AN", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD",
    "CF", "CG", "CI", "CK", "CM", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM",
    "GQ", "GY", "HK", "JM", "KI", "KM", "KN", "KP", "LC", "LY", "ML", "MO", "MR",
    "MW", "NR", "NU", "PA", "QA", "RW", "SB", "SC", "SL", "SR", "ST", "SY", "TD",
    "TF", "TG", "TK", "TL", "TO", "TV", "UG", "VU", "YE", "ZW",
})
# fmt: on


@cache
def country_code(name: str) -> str | None:
    """
    Return the two-letter code of a country's name or code, or nothing.
    """
    spoken = name.strip()
    if spoken.lower() in _SPOKEN:
        return _SPOKEN[spoken.lower()]
    import pycountry  # noqa: PLC0415 - its data is read when an address is

    try:
        return str(pycountry.countries.lookup(spoken).alpha_2)
    except LookupError:
        return None


@cache
def country_name(code: str) -> str:
    """
    Return the name of a country by its two-letter code; what is none stays.
    """
    import pycountry  # noqa: PLC0415 - as above

    found: Any = pycountry.countries.get(alpha_2=code.strip().upper())
    if found is None:
        return code
    return str(getattr(found, "common_name", found.name))


def has_postcodes(country: str) -> bool:
    """
    Tell whether addresses of the country have postcodes; the unknown do.
    """
    return country_code(country) not in _WITHOUT_POSTCODES


@cache
def state_code(state: str, country: str) -> str:
    """
    Return the two-letter code of a state of the USA or of Canada, else *state*.

    Both countries' carriers take nothing but the code.
    """
    if country not in {"US", "CA"} or len(state) <= len("XX"):
        return state.upper() if country in {"US", "CA"} else state
    import pycountry  # noqa: PLC0415 - as above

    subdivisions: Any = pycountry.subdivisions
    for one in subdivisions.get(country_code=country) or ():
        if one.name.lower() == state.strip().lower():
            return str(one.code).partition("-")[2]
    return state
