"""
The addresses of the company itself, such as the one that parcels are sent from.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from emulators.cin7_core.domain.reading import Document, boolean, text
from emulators.cin7_core.domain.refusal import Refused

_TEXTS = ("Line1", "Line2", "CitySuburb", "StateProvince", "ZipPostCode", "Country")

Row = dict[str, Any]


class NoAddress(Refused):
    """
    The company has no address of this id.
    """


class CompanyAddresses:
    """
    The addresses of one account; of each type one at the most is the default.
    """

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def by_id(self, address_id: str) -> Row:
        """
        Return the address.

        Raises:
            NoAddress: There is none.
        """
        try:
            return self._rows[address_id]
        except KeyError:
            raise NoAddress(f"Address with ID {address_id} not found") from None

    def add(self, body: Document, new_id: str) -> Row:
        """
        Write a new address.
        """
        self._rows[new_id] = {"AddressID": new_id, **dict.fromkeys(_TEXTS, "")}
        self._rows[new_id] |= {"Type": "", "DefaultForType": False}
        return self.change(new_id, body)

    def change(self, address_id: str, body: Document) -> Row:
        """
        Write what the body has into an address.

        Raises:
            NoAddress: There is none.
        """
        row = self.by_id(address_id)
        row |= {key: text(body, key) for key in (*_TEXTS, "Type") if key in body}
        if "DefaultForType" in body:
            row["DefaultForType"] = boolean(body["DefaultForType"])
        if row["DefaultForType"]:
            for other in self:
                if other is not row and other["Type"] == row["Type"]:
                    other["DefaultForType"] = False
        return row

    def remove(self, address_id: str) -> None:
        """
        Take an address away.

        Raises:
            NoAddress: There is none.
        """
        self.by_id(address_id)
        del self._rows[address_id]

    def find(self, asked: Mapping[str, Any]) -> list[Row]:
        """
        Return the addresses that match in all fields; texts in any case.
        """
        return [
            row
            for row in self
            if all(
                str(row[key]).lower() == str(wanted).lower()
                for key, wanted in asked.items()
            )
        ]
