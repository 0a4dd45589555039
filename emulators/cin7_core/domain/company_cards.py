"""
Addresses and contacts of the company itself: where parcels leave from, and who sells.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from emulators.cin7_core.domain.listing import Listing, begins, folded, group, same
from emulators.cin7_core.domain.reading import Document, boolean, text
from emulators.cin7_core.domain.refusal import Refused
from emulators.kit.finder import Plan

Row = dict[str, Any]


class NoCard(Refused):
    """
    The company has no address or contact of this id.
    """


class NoRepresentative(Refused):
    """
    The company has no such contact for sales.
    """


def _plan(*fields: str, **more: Any) -> Plan[Row]:
    return Plan(
        tests={**{field: same(field) for field in fields}, **more.pop("tests", {})},
        groups={field: group(field) for field in fields},
        asked=dict.fromkeys(fields, folded),
        **more,
    )


class CompanyCards:
    """
    Cards of one kind; of each type one at the most is the default.

    Attributes:
        noun: What a card is called.

        id_field: The field with its id.

        texts: The fields that are texts.
    """

    noun: ClassVar[str]
    id_field: ClassVar[str]
    texts: ClassVar[tuple[str, ...]]
    plan: ClassVar[Plan[Row]]

    _rows: dict[str, Row]
    derived = ("_listing",)

    def __init__(self) -> None:
        self._rows = {}
        self.reindex()

    def reindex(self) -> None:
        """
        Make the indexes of the cards that there are.
        """
        self._listing = Listing(self.plan, self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def by_id(self, card_id: str) -> Row:
        """
        Return the card.

        Raises:
            NoCard: There is none.
        """
        try:
            return self._rows[card_id]
        except KeyError:
            raise NoCard(f"{self.noun} with ID {card_id} not found") from None

    def add(self, body: Document, new_id: str) -> Row:
        """
        Write a new card.
        """
        row = {self.id_field: new_id, **dict.fromkeys(self.texts, "")}
        self._rows[new_id] = {**row, "Type": "", "DefaultForType": False}
        return self.change(new_id, body)

    def change(self, card_id: str, body: Document) -> Row:
        """
        Write what the body has into a card.

        Raises:
            NoCard: There is none.
        """
        row = self.by_id(card_id)
        row |= {key: text(body, key) for key in (*self.texts, "Type") if key in body}
        if "DefaultForType" in body:
            row["DefaultForType"] = boolean(body["DefaultForType"])
        self._listing.put(card_id, row)
        if row["DefaultForType"]:
            same = {"Type": row["Type"], "DefaultForType": True}
            for other in [*self.find(same)]:
                if other is not row:
                    other["DefaultForType"] = False
                    self._listing.put(other[self.id_field], other)
        return row

    def remove(self, card_id: str) -> None:
        """
        Take a card away.

        Raises:
            NoCard: There is none.
        """
        self.by_id(card_id)
        del self._rows[card_id]
        self._listing.drop(card_id)

    def find(self, asked: Mapping[str, Any]) -> Sequence[Row]:
        """
        Return the cards that match in all fields, in any case; names begin so.
        """
        return self._listing.search(asked)


class CompanyAddresses(CompanyCards):
    """
    The addresses of the company.
    """

    noun = "Address"
    id_field = "AddressID"
    texts = ("Line1", "Line2", "CitySuburb", "StateProvince", "ZipPostCode", "Country")
    plan = _plan(
        "AddressID", "Type", "DefaultForType", "Country", "StateProvince", "CitySuburb"
    )


class CompanyContacts(CompanyCards):
    """
    The contacts of the company; those of type Sale are its sales representatives.
    """

    noun = "Contact"
    id_field = "ContactID"
    texts = ("Name", "Phone", "Fax", "Email", "Website", "Comment")
    plan = _plan(
        "ContactID",
        "Type",
        "DefaultForType",
        "Phone",
        "Fax",
        "Email",
        tests={"Name": begins("Name")},
        beginnings={"Name": "Name"},
        orders={"Name": lambda row: folded(row["Name"])},
    )

    def check_representative(self, name: str) -> None:
        """
        Make sure that somebody of this name sells, if a name is given at all.

        Raises:
            NoRepresentative: Nobody does.
        """
        sellers = self.find({"Name": name, "Type": "Sale"}) if name else ()
        if name and name.casefold() not in {folded(one["Name"]) for one in sellers}:
            raise NoRepresentative(
                f"{name} was not found in Company Contacts reference book",
                recorded=True,
            )
