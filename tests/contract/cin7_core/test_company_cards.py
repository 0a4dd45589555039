"""
Contacts of the company: who bills, who ships, and who sells.
"""

import pytest

from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.shop import UNKNOWN, Json, Refusal, Shop


def contact(shop: Shop, name: str = "Q. Oak", **more: object) -> Json:
    """
    Add a contact who sells.
    """
    body = {"Name": name, "Type": "Sale", **more}
    [made] = shop.ask("POST", "me/contacts", body)["MeContactsList"]
    return dict(made)


def test_a_company_has_contacts(shop: Shop) -> None:
    """
    One of each type is the default; names are found by their beginning.
    """
    first = contact(shop, DefaultForType=True, Email="q@fernhill.example")
    contact(shop, "Q. Elm", DefaultForType="true", Phone="0117 496 0123")
    contact(shop, "R. Ash", Type="Shipping", DefaultForType=True, Fax="12")

    def names(**query: object) -> list[str]:
        rows = shop.ask("GET", "me/contacts", **query)["MeContactsList"]
        return [row["Name"] for row in rows]

    assert ["Q. Oak", "Q. Elm"] == names(Name="q.")
    assert ["Q. Elm", "R. Ash"] == names(DefaultForType="true")
    assert ["Q. Elm"] == names(Type="sale", DefaultForType="true")
    assert ["Q. Elm"] == names(Phone="0117 496 0123")
    assert ["Q. Oak"] == names(Email="Q@fernhill.example")
    assert ["R. Ash"] == names(Fax="12")
    assert ["Q. Oak"] == names(ID=first["ContactID"].upper())
    assert [] == names(Name="nobody")


def test_a_contact_is_changed_in_part(shop: Shop) -> None:
    """
    The answer tells who refers to it; the list does not.
    """
    made = contact(shop, Phone="1")
    body = {"ContactID": made["ContactID"], "Comment": "mornings"}
    [changed] = shop.ask("PUT", "me/contacts", body)["MeContactsList"]

    assert ("1", "mornings", None, 0) == (
        changed["Phone"],
        changed["Comment"],
        changed["CRMID"],
        changed["ReferenceCount"],
    )
    [row] = shop.ask("GET", "me/contacts")["MeContactsList"]
    assert row.keys() == changed.keys() - {"CRMID", "ReferenceCount"}
    assert {"Success": True} == shop.ask("DELETE", "me/contacts", ID=made["ContactID"])
    for method in ("PUT", "DELETE"):
        with pytest.raises(Refusal, match=r"Contact with ID .* not found"):
            shop.ask(
                method, "me/contacts", {"ContactID": UNKNOWN}, ID=made["ContactID"]
            )


def test_a_contact_for_sales_is_a_representative(shop: Shop) -> None:
    """
    Sales and customers name them, and nobody else; the sentence is recorded.
    """
    contact(shop, "R. Ash", Type="Shipping")
    made = contact(shop)

    for name in ("R. Ash", "Q. O"):
        with pytest.raises(
            Refusal, match=f"{name} was not found in Company Contacts reference book"
        ):
            shop.sale(SalesRepresentative=name)
    sale = shop.sale(SalesRepresentative="Q. Oak")
    shop.customer("Heron Boats", SalesRepresentative="q. oak")
    body = {"ContactID": made["ContactID"], "Name": "Q. Beech"}
    [changed] = shop.ask("PUT", "me/contacts", body)["MeContactsList"]
    [customer] = shop.ask("GET", "customer", Name="heron")["CustomerList"]
    assert 2 == changed["ReferenceCount"]
    assert "Q. Beech" == customer["SalesRepresentative"]
    assert "Q. Beech" == shop.get(sale["ID"])["SalesRepresentative"]
    with pytest.raises(Refusal, match=r"Contact 'Q\. Beech' cannot be deleted"):
        shop.ask("DELETE", "me/contacts", ID=made["ContactID"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"Type": "Sale"}, "Required attribute 'Name' not provided"),
        ({"Name": "Q", "Type": "Friend"}, "Type is invalid"),
        ({"Name": "Q", "Phone": "1" * 51}, "Phone is invalid"),
    ],
)
def test_a_contact_has_a_name_and_a_type(shop: Shop, body: Json, text: str) -> None:
    """
    Of five types.
    """
    with pytest.raises(Refusal, match=text):
        shop.ask("POST", "me/contacts", body)


def test_contacts_are_saved_and_restored(shop: Shop, control: ControlClient) -> None:
    """
    With what finds them.
    """
    made = contact(shop)
    control.do("save", {"name": "cards"})
    shop.ask("DELETE", "me/contacts", ID=made["ContactID"])
    control.do("restore", {"name": "cards"})

    assert [made] == shop.ask("GET", "me/contacts", Name="q")["MeContactsList"]
    assert "Q. Oak" == shop.sale(SalesRepresentative="Q. Oak")["SalesRepresentative"]
