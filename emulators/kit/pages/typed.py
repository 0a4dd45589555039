"""
Numbers that were typed into a form.
"""

from decimal import Decimal, InvalidOperation

from emulators.kit.pages.page import Refused

_BAD_REQUEST = 400


def read_number(text: str, label: str) -> Decimal:
    """
    Return the number that was typed into a field; a comma is as good as a point.

    Raises:
        Refused: It is none.
    """
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Refused(f"{label}: '{text}' is not a number.", _BAD_REQUEST)
    return found


def read_whole_number(text: str, label: str) -> int:
    """
    Return the whole number that was typed into a field.

    Raises:
        Refused: It is none.
    """
    found = read_number(text, label)
    if found != found.to_integral_value():
        raise Refused(f"{label}: '{text}' is not a whole number.", _BAD_REQUEST)
    return int(found)
