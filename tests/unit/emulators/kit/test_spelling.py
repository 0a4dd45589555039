"""
Names of a body, in whatever case they come.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from emulators.kit.contract import Contract
from emulators.kit.spelling import Spelling

SCHEMAS: dict[str, Any] = {
    "order.json": {
        "properties": {
            "SaleID": {"type": "string"},
            "Lines": {"type": "array", "items": {"$ref": "line.json"}},
            "Address": {"anyOf": [{"$ref": "place.json"}, {"type": "null"}]},
            "Prices": {"type": "object"},
        },
        "allOf": [{"properties": {"Memo": {"type": "string"}}}],
    },
    "line.json": {"properties": {"SKU": {"type": "string"}}},
    "place.json": {"properties": {"Line1": {"type": "string"}}},
}


@pytest.fixture
def spelling(tmp_path: Path) -> Spelling:
    """
    Return the spelling of three small schemas.
    """
    for name, schema in SCHEMAS.items():
        (tmp_path / name).write_text(json.dumps(schema), encoding="utf-8")
    return Spelling(Contract(tmp_path))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"saleid": "1", "MEMO": ""}, {"SaleID": "1", "Memo": ""}),
        ({"lines": [{"sku": "A"}, 5]}, {"Lines": [{"SKU": "A"}, 5]}),
        ({"ADDRESS": {"line1": "x"}}, {"Address": {"Line1": "x"}}),
        ({"address": None, "Lines": "no"}, {"Address": None, "Lines": "no"}),
        ({"Extra": {"sku": 1}}, {"Extra": {"sku": 1}}),
        ({"prices": {"tier 1": 1}}, {"Prices": {"tier 1": 1}}),
        ({"SaleID": "1", "saleid": "2"}, {"SaleID": "1"}),
        ({"saleid": "2", "SaleID": "1"}, {"SaleID": "1"}),
        ([{"memo": ""}], [{"Memo": ""}]),
        (None, None),
        ("text", "text"),
    ],
    ids=str,
)
def test_names_are_spelt_as_the_schema_has_them(
    spelling: Spelling, given: object, expected: object
) -> None:
    """
    At every depth; names that it does not know, and values, stay as they came.
    """
    assert expected == spelling.respelled("order.json", given)
