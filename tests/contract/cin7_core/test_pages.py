"""
The pages of Cin7 Core: what a form does there is seen on the API.
"""

import pytest

from emulators.cin7_core.service import ACCOUNT_ID
from emulators.kit.control_client import ControlClient
from harness.bench import MAIN_LOGIN
from tests.contract.cin7_core.shop import Json, Shop
from tests.contract.person import Clerk

_SALE = "/sales/SO-00001"
_POINT = "/_emulator/integrations/shipstation"


@pytest.fixture
def clerk(shop: Shop) -> Clerk:
    """
    Return the shop's clerk, who has logged in.
    """
    return Clerk(shop.origin).logs_in()


@pytest.fixture
def customer(shop: Shop) -> str:
    """
    Return the name of the customer.
    """
    name: str = shop.ask("GET", "customer")["CustomerList"][0]["Name"]
    return name


@pytest.fixture
def sku(shop: Shop) -> str:
    """
    Return the product of which there are ten.
    """
    found: str = shop.ask("GET", "product")["Products"][0]["SKU"]
    return found


def _sale(shop: Shop) -> Json:
    [row] = shop.ask("GET", "saleList")["SaleList"]
    sale: Json = shop.ask("GET", "sale", ID=row["SaleID"])
    return sale


def _order(clerk: Clerk, customer: str, sku: str, **order: str) -> None:
    """
    Make a sale of three, as a draft or authorised.
    """
    clerk.opens("/sales/new").sends(
        "/sales/new",
        customer=customer,
        Line1="4 Mill Lane",
        City="Ely",
        Postcode="CB7 4AA",
        Country="United Kingdom",
        kind=order.pop("kind", "Simple"),
    )
    clerk.sends(
        _SALE,
        sku=[sku, "", ""],
        quantity=["3", "", ""],
        price=["12.50", "", ""],
        discount=["", "", ""],
        **{"status": "AUTHORISED", **order},
    )


def _task(shop: Shop) -> str:
    task: str = _sale(shop)["Fulfilments"][-1]["TaskID"]
    return task


def _ship(clerk: Clerk, shop: Shop, **typed: str) -> None:
    """
    Go from an authorised order through pick and pack to what is typed at Ship.
    """
    for stage in ("pick", "pack"):
        path = f"{_SALE}/{stage}"
        clerk.opens(path).sends(f"{path}/{_task(shop)}", status="AUTHORISED")
    path = f"{_SALE}/ship"
    clerk.opens(path).sends(f"{path}/{_task(shop)}", **typed)


# Log-in, organisations, users


def test_the_first_page_shows_the_sales(clerk: Clerk) -> None:
    """
    Who logs in is shown the sales, under the name of the organisation.
    """
    assert (200, "/ui/sales") == (clerk.status, clerk.path)
    assert "Fernhill Trading" in clerk.text


def test_a_user_goes_from_one_organisation_to_another(
    clerk: Clerk, control: ControlClient
) -> None:
    """
    The switch leads to the sales of the other organisation.
    """
    control.do("open_account", {"name": "north", "company": "Northwind"})
    path = "/_emulator/users/shop/memberships"
    control.common("POST", path, {"organisation": "north"})

    clerk.opens("/organisations")
    assert "Error 300" in clerk.text
    clerk.sends("/organisations/north/enter")

    assert clerk.path == "/ui/sales"
    assert "Northwind" in clerk.text


def test_nobody_enters_another_organisation(
    clerk: Clerk, control: ControlClient
) -> None:
    """
    A user who does not belong to an organisation stays out, and reads why.
    """
    control.do("open_account", {"name": "north", "company": "Northwind"})

    clerk.opens("/organisations").forges("/organisations/north/enter")

    assert "You do not belong to this organisation." == clerk.problem
    assert "Northwind" not in clerk.text


def test_an_invited_user_can_log_in(clerk: Clerk, shop: Shop) -> None:
    """
    A new user belongs to the organisation, with the permissions that were ticked.
    """
    clerk.opens("/settings/users").sends(
        "/settings/users",
        username="<b>ada</b>",
        email="ada@fernhill.example",
        new_password="knots-4",
        permission=["sale_pack"],
    )

    assert "<b>ada</b>" in clerk.text
    assert Clerk(shop.origin).logs_in("<b>ada</b>", "knots-4").path == "/ui/sales"


def test_a_user_of_two_organisations_is_pointed_out(
    clerk: Clerk, control: ControlClient
) -> None:
    """
    The page says where else a user belongs, what that breaks, and the way out.
    """
    control.do("open_account", {"name": "north", "company": "Northwind"})
    body = {"username": "ada", "password": "knots-4", "organisations": ["north"]}
    control.common("POST", "/_emulator/users", body)

    clerk.opens("/settings/users").sends(
        "/settings/users", username="ada", email="", new_password=""
    )

    assert "Also in: Northwind" in clerk.text
    assert "This user name cannot be used for the custom store" in clerk.text


def test_a_removed_user_is_no_member(clerk: Clerk, control: ControlClient) -> None:
    """
    Removed and deactivated are what the directory says too.
    """
    body = {"username": "ada", "password": "knots-4", "organisations": ["main"]}
    control.common("POST", "/_emulator/users", body)

    clerk.opens("/settings/users").sends("/settings/users/ada/active")
    clerk.sends("/settings/users/ada/remove")

    users = control.common("GET", "/_emulator/users")["users"]
    assert [("ada", False, [])] == [
        (one["username"], one["active"], one["organisations"])
        for one in users
        if one["username"] == "ada"
    ]


# A sale


def test_an_order_is_authorised(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    A sale that is typed in is a sale of the API, with its tax.
    """
    _order(clerk, customer, sku)

    order = _sale(shop)["Order"]
    assert ("AUTHORISED", 37.5, 7.5) == (
        order["Status"],
        order["Lines"][0]["Total"],
        order["Lines"][0]["Tax"],
    )


def test_a_refused_order_is_shown_again(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    What is no number is refused, and stays in its field.
    """
    _order(clerk, customer, sku, status="DRAFT")
    clerk.sends(
        _SALE,
        sku=[sku, "", "", ""],
        quantity=["many", "", "", ""],
        price=["", "", "", ""],
        discount=["", "", "", ""],
        status="AUTHORISED",
    )

    assert (422, "Quantity: 'many' is not a number.") == (clerk.status, clerk.problem)
    assert clerk.page.xpath("//input[@value='many']")
    assert _sale(shop)["Order"]["Status"] == "DRAFT"


def test_a_sale_goes_through_its_stages(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    Pick, pack and ship are authorised; the parcel has its carrier and tracking number.
    """
    _order(clerk, customer, sku)

    _ship(clerk, shop, carrier="Royal Mail", tracking="RM 1", status="AUTHORISED")

    [line] = _sale(shop)["Fulfilments"][0]["Ship"]["Lines"]
    assert ("Box 1", "Royal Mail", "RM 1", True) == (
        line["Boxes"],
        line["Carrier"],
        line["TrackingNumber"],
        line["IsShipped"],
    )


def test_a_tracking_number_is_added_to_what_has_left(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    The tab Ship takes tracking numbers after it was authorised.
    """
    _order(clerk, customer, sku)
    _ship(clerk, shop, status="AUTHORISED")

    clerk.sends(f"{_SALE}/ship/{_task(shop)}", tracking="RM 2", status="AUTHORISED")

    assert _sale(shop)["CombinedTrackingNumbers"] == "RM 2"


@pytest.mark.parametrize(
    ("stage", "reason"),
    [
        ("pick", "The order is not authorised."),
        ("pack", "Pack is not possible: pick Status is NOT AVAILABLE"),
        ("ship", "Ship is not possible: pack Status is NOT AVAILABLE"),
        ("invoice", "The order is not authorised."),
        ("payments", "No invoice is authorised."),
        ("credit-note", "No invoice is authorised."),
    ],
)
def test_a_stage_says_why_it_is_closed(
    clerk: Clerk, customer: str, sku: str, stage: str, reason: str
) -> None:
    """
    What a guard would refuse is no form, but a sentence.
    """
    _order(clerk, customer, sku, status="DRAFT")

    assert reason in clerk.opens(f"{_SALE}/{stage}").text


def test_more_than_there_is_cannot_be_picked(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    The vendor's sentence stands above the form, and nothing is picked.
    """
    _order(clerk, customer, sku)
    path = f"{_SALE}/pick"
    clerk.opens(path).sends(f"{path}/{_task(shop)}", quantity="99", status="AUTHORISED")

    assert clerk.status == 422
    assert clerk.problem
    assert _sale(shop)["Fulfilments"][0]["Pick"]["Lines"] == []


def test_a_sale_may_have_several_fulfilments(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    What the first fulfilment leaves is picked in a second one.
    """
    _order(clerk, customer, sku)
    path = f"{_SALE}/pick"
    clerk.opens(path).sends(f"{path}/{_task(shop)}", quantity="1", status="AUTHORISED")
    clerk.sends(f"{_SALE}/fulfilments")
    clerk.sends(f"{path}/{_task(shop)}", status="AUTHORISED")

    picked = [task["Pick"]["Lines"] for task in _sale(shop)["Fulfilments"]]
    assert [1, 2] == [line["Quantity"] for [line] in picked]


def test_who_may_not_pack_reads_why(
    clerk: Clerk, shop: Shop, control: ControlClient, customer: str, sku: str
) -> None:
    """
    A user without the permission of the Pack view has no form there.
    """
    _order(clerk, customer, sku)
    path = f"{_SALE}/pick"
    clerk.opens(path).sends(f"{path}/{_task(shop)}", status="AUTHORISED")
    path = "/_emulator/users/shop/memberships/main"
    control.common("PATCH", path, {"permissions": []})

    text = clerk.opens(f"{_SALE}/pack").text

    assert "shop lacks the permission 'Sale > Sale Task - Pack view'." in text


def test_an_invoice_is_paid_and_credited(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    Invoice, payment and credit note are written at their tabs.
    """
    _order(clerk, customer, sku)
    clerk.opens(f"{_SALE}/invoice").sends(f"{_SALE}/invoice", status="AUTHORISED")
    clerk.opens(f"{_SALE}/payments").sends(f"{_SALE}/payments")
    clerk.opens(f"{_SALE}/credit-note").sends(f"{_SALE}/credit-note", quantity="1")

    sale = _sale(shop)
    assert ("PAID", 45) == (
        sale["Invoices"][0]["Status"],
        sale["Invoices"][0]["Payments"][0]["Amount"],
    )
    credited = [one for one in sale["CreditNotes"] if one["Status"] == "AUTHORISED"]
    assert [1] == [one["Lines"][0]["Quantity"] for one in credited]


def test_a_draft_of_an_invoice_is_authorised(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    The draft becomes the invoice; there is no second one.
    """
    _order(clerk, customer, sku)
    path = f"{_SALE}/invoice"
    clerk.opens(path).sends(path, status="DRAFT", quantity="1")

    clerk.sends(path, status="AUTHORISED")

    [invoice] = _sale(shop)["Invoices"]
    assert ("AUTHORISED", [3]) == (
        invoice["Status"],
        [line["Quantity"] for line in invoice["Lines"]],
    )


def test_an_advanced_sale_is_invoiced_in_parts(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    What the first invoice leaves is on the second.
    """
    _order(clerk, customer, sku, kind="Advanced")
    path = f"{_SALE}/invoice"
    clerk.opens(path).sends(path, status="AUTHORISED", quantity="1")

    clerk.sends(path, status="AUTHORISED")

    billed = [one for one in _sale(shop)["Invoices"] if one["Lines"]]
    assert [1, 2] == [one["Lines"][0]["Quantity"] for one in billed]


def test_a_sale_is_voided(clerk: Clerk, shop: Shop, customer: str, sku: str) -> None:
    """
    A voided sale says so, and nothing can be done at its stages.
    """
    _order(clerk, customer, sku)
    void = next(one for one in clerk.page.forms if one.action == f"/ui{_SALE}/end")
    void.fields["void"] = "yes"
    clerk.sends(f"{_SALE}/end")

    assert _sale(shop)["Status"] == "VOIDED"
    assert "The sale is voided." in clerk.opens(f"{_SALE}/pick").text


def test_sales_are_searched(clerk: Clerk, customer: str, sku: str) -> None:
    """
    The list finds sales by number, customer and status.
    """
    _order(clerk, customer, sku)

    assert "SO-00001" in clerk.opens(f"/sales?search={customer}&status=ORDERED").text
    assert "There is no such sale." in clerk.opens("/sales?search=SO-00002").text


def test_there_is_no_other_sale(clerk: Clerk) -> None:
    """
    A number that no sale has is no page.
    """
    clerk.opens("/sales/SO-00009")

    assert 404 == clerk.status
    assert "There is no sale SO-00009." in clerk.text


def test_a_form_that_lacks_a_field_is_refused(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    What no form of the pages sends is a bad request, and changes nothing.
    """
    _order(clerk, customer, sku)

    clerk.opens(_SALE).forges(f"{_SALE}/end")

    assert 400 == clerk.status
    assert _sale(shop)["Order"]["Status"] == "AUTHORISED"


# Stock and the integration


def test_stock_is_counted(clerk: Clerk, shop: Shop, sku: str) -> None:
    """
    A count is what is there from now on.
    """
    clerk.opens("/stock").sends("/stock", sku=sku, quantity="7")

    [row] = shop.ask("GET", "ref/productavailability")["ProductAvailabilityList"]
    assert 7 == row["OnHand"]


def test_a_product_and_a_customer_are_made(clerk: Clerk, shop: Shop) -> None:
    """
    Both can be sold with at once; what is no number is refused with its label.
    """
    product = {"sku": "HORN-1", "name": "Horn", "price": "9.50"}
    clerk.opens("/products").sends("/products", **product, weight="heavy")
    refused = clerk.text
    clerk.opens("/products").sends("/products", **product, weight="0.2")
    clerk.opens("/customers").sends("/customers", name="Mo", email="mo@mo.example")

    [horn] = shop.ask("GET", "product?Sku=HORN-1")["Products"]
    [mo] = shop.ask("GET", "customer?Name=Mo")["CustomerList"]
    assert "Weight in kg" in refused
    assert (9.5, 0.2, "kg") == (horn["PriceTier1"], horn["Weight"], horn["WeightUnits"])
    assert ("GBP", "Active") == (mo["Currency"], mo["Status"])


def test_a_location_is_given_an_address(clerk: Clerk, shop: Shop) -> None:
    """
    Its name and what else is known of it stay.
    """
    before = shop.ask("GET", "ref/location?Name=Main Warehouse")["LocationList"]
    clerk.opens("/settings/locations").sends(
        "/settings/locations", AddressLine1="4 Mill Lane", AddressCountry="France"
    )

    after = shop.ask("GET", "ref/location?Name=Main Warehouse")["LocationList"]
    written = {"AddressLine1": "4 Mill Lane", "AddressCountry": "France"}
    assert [{**one, **written} for one in before] == after
    assert "4 Mill Lane, France" in clerk.text


def test_an_address_of_no_location_is_refused(clerk: Clerk) -> None:
    """
    A page that was open while its location went says so, and is there again.
    """
    nowhere = "00000000-0000-4000-8000-000000000001"
    clerk.opens("/settings/locations").sends("/settings/locations", location=nowhere)

    assert "Address of a location" in clerk.text
    assert "not found" in clerk.text.lower()


def test_who_changes_integrations_sees_the_key_of_the_api(
    clerk: Clerk, control: ControlClient
) -> None:
    """
    It is shown on the page, stays out of the journal, and nobody else sees it.
    """
    shown = clerk.opens("/integrations/api").text
    journal = str(control.do("journal"))
    path = "/_emulator/users/shop/memberships/main"
    control.common("PATCH", path, {"permissions": []})
    refused = clerk.opens("/integrations/api").text

    assert MAIN_LOGIN.application_key in shown
    assert MAIN_LOGIN.application_key not in journal + refused


def test_the_menu_leads_to_the_integration(
    clerk: Clerk, control: ControlClient, shop: Shop, customer: str, sku: str
) -> None:
    """
    The menu and the sale lead to the pages of the integration, with the organisation.
    """
    assert _POINT in clerk.opens("/integrations/shipstation").text
    control.common("PUT", _POINT, {"url": "http://127.0.0.1:9/"})
    _order(clerk, customer, sku)
    _ship(clerk, shop, status="AUTHORISED")

    there = "http://127.0.0.1:9/integrations/shipstation"
    assert f"{there}?account={ACCOUNT_ID}" == clerk.leads_to(
        "/integrations/shipstation"
    )
    assert f"{there}/sales/SO-00001?account={ACCOUNT_ID}" == clerk.leads_to(
        f"{_SALE}/resend"
    )
    control.common("PUT", _POINT, {"url": ""})


def test_a_sale_that_has_not_left_is_not_resent(
    clerk: Clerk, shop: Shop, customer: str, sku: str
) -> None:
    """
    Resend to ShipStation is there once the tab Ship is authorised.
    """
    _order(clerk, customer, sku)
    _ship(clerk, shop, status="DRAFT")
    assert "Resend to ShipStation" not in clerk.text

    clerk.sends(f"{_SALE}/ship/{_task(shop)}", status="AUTHORISED")

    assert "Resend to ShipStation" in clerk.text


# Words


def test_the_pages_speak_german(shop: Shop) -> None:
    """
    A browser that asks for German gets it, in the menu and above the table.
    """
    german = Clerk(shop.origin, language="de").logs_in()

    assert "Verkäufe" in german.text
    assert "Auftragsnr." in german.text
