"""
What was typed on the page of a sale, as the JSON API takes it.
"""

from typing import Any, TypeVar

import msgspec
from flask import request

from engine.domain.labels import CONFIRMATIONS
from engine.shipping_service.problems import Unusable
from engine.web import models
from engine.web.pages.language import say

_MOST_TOLD = 100

Body = TypeVar("Body")


def packages_form(account: str) -> models.PackagesForm:
    """
    Return the boxes that were weighed, and how they shall be shipped.

    Raises:
        Unusable: A number is none.
    """
    fulfilment, _ = _meant()
    told = {
        "organisation": account,
        "packages": _packages(),
        "fulfilment": fulfilment,
        "shipping_instructions": request.form.get("shipping_instructions", ""),
    }
    return _read(told, models.PackagesForm)


def rates_form(account: str) -> models.RatesForm:
    """
    Return what carriers are asked.
    """
    fulfilment, connection = _meant()
    return models.RatesForm(
        account,
        package_code=request.args.get("package_code", "").strip() or "package",
        confirmation=_confirmation(request.args.get("confirmation", "none")),
        fulfilment=fulfilment,
        connection=connection,
    )


def labels_form(account: str) -> models.LabelsForm:
    """
    Return how the packages shall travel.

    Raises:
        Unusable: A number, or a day, is none.
    """
    form = request.form
    carrier, _, service = form.get("service", "").partition("|")
    fulfilment, connection = _meant()
    told = {
        "organisation": account,
        "carrier": carrier,
        "service": service,
        "confirmation": _confirmation(form.get("confirmation", "none")),
        "package_code": form.get("package_code") or "package",
        "ship_date": form.get("ship_date") or None,
        "insured_value": form.get("insured_value", "").strip() or None,
        "insurer": form.get("insurer") or "shipsurance",
        "fulfilment": fulfilment,
        "connection": connection,
    }
    return _read(told, models.LabelsForm)


def _meant() -> tuple[int | None, str | None]:
    """
    Return the fulfilment and the shipping service that were chosen.
    """
    told = request.values
    fulfilment = told.get("fulfilment", "")
    number = int(fulfilment) if fulfilment.isdecimal() else None
    return number, told.get("connection") or None


def _confirmation(told: str) -> Any:
    return told if told in CONFIRMATIONS else "none"


def _packages() -> list[dict[str, Any]]:
    """
    Return the boxes whose weight was entered.
    """
    form = request.form
    found = []
    for row, box in enumerate(form.getlist("box")):
        told = {
            name: form.get(f"{name}_{row}", "").strip() or None
            for name in ("weight", "weight_units", "length", "width", "height")
        }
        sides = form.get(f"dimension_units_{row}") if told["length"] else None
        if told["weight"]:
            whole = {"box": box, "dimension_units": sides, **told}
            found.append(msgspec.structs.asdict(_read(whole, models.PackageForm)))
    return found


def _read(told: dict[str, Any], body: type[Body]) -> Body:
    """
    Return what was typed as the JSON API takes it.

    Raises:
        Unusable: It cannot be.
    """
    try:
        return msgspec.convert(told, body, strict=False)
    except msgspec.ValidationError as problem:
        name = str(problem).partition("`$.")[2].rstrip("`")
        sentence = say(
            "“{value}” cannot be read: enter a number, or a day.",
            value=str(told.get(name) or "")[:_MOST_TOLD],
        )
        raise Unusable("unreadable", sentence) from problem
