"""
Countries by name and by code.
"""

from functools import cache

NAME = "Regular"
ALPHA_2 = "Code2"
ALPHA_3 = "Code"


@cache
def country_in(form: str, name: str) -> str:
    """
    Return the country in the form; a name that nobody knows stays as it is.
    """
    if form == NAME or not name:
        return name
    # Imported here: few calls want a code, and the book of countries is large.
    import pycountry  # noqa: PLC0415

    try:
        country = pycountry.countries.lookup(name)
    except LookupError:
        return name
    return str(country.alpha_2 if form == ALPHA_2 else country.alpha_3)


@cache
def country_named(code: str) -> str:
    """
    Return the name of a country with this code of two letters; an unknown one stays.
    """
    import pycountry  # noqa: PLC0415  # as above

    country = pycountry.countries.get(alpha_2=code)
    return str(country.name) if country else code
