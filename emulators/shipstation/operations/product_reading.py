"""
Read a product as V1's framework does.
"""

from collections.abc import Mapping
from typing import Any

from emulators.shipstation.operations import binding

_TEXTS = (
    "sku",
    "name",
    "internalNotes",
    "fulfillmentSku",
    "warehouseLocation",
    "defaultCarrierCode",
    "defaultServiceCode",
    "defaultPackageCode",
    "defaultIntlCarrierCode",
    "defaultIntlServiceCode",
    "defaultIntlPackageCode",
    "defaultConfirmation",
    "defaultIntlConfirmation",
    "customsDescription",
    "customsTariffNo",
    "customsCountryCode",
    "upc",
)
_AMOUNTS = (
    "price",
    "defaultCost",
    "length",
    "width",
    "height",
    "weightOz",
    "customsValue",
)
_TRUTHS = ("active", "noCustoms")


def product_body(given: object) -> dict[str, Any]:
    """
    Return the product that a caller sent; names that V1 does not know are gone.

    Raises:
        Unconvertible: A value is of another kind than V1 takes.
    """
    body = binding.needed(binding.mapping(binding.spelled(given), ""))
    truths = {key: body.get(key) for key in _TRUTHS}
    return {
        **{key: binding.text(body.get(key), key) for key in _TEXTS},
        **{key: binding.amount(body.get(key), key) for key in _AMOUNTS},
        **{
            key: None if value is None else binding.boolean(value, key)
            for key, value in truths.items()
        },
        "aliases": binding.listed(body.get("aliases"), "aliases") or None,
        "productCategory": _named(body, "productCategory", "categoryId"),
        "productType": _named(body, "productType", "productTypeId"),
        "tags": _tags(body.get("tags")),
    }


def _named(body: Mapping[str, Any], key: str, id_key: str) -> dict[str, Any] | None:
    value = binding.mapping(body.get(key), key)
    return None if value is None else _pair(value, id_key, key)


def _tags(given: object) -> list[dict[str, Any]] | None:
    rows = [
        binding.needed(binding.mapping(row, f"tags[{number}]"))
        for number, row in enumerate(binding.listed(given, "tags"))
    ]
    return [_pair(row, "tagId", f"tags[{n}]") for n, row in enumerate(rows)] or None


def _pair(value: Mapping[str, Any], id_key: str, path: str) -> dict[str, Any]:
    return {
        id_key: binding.integer(value.get(id_key), f"{path}.{id_key}"),
        "name": binding.text(value.get("name"), f"{path}.name"),
    }
