"""
Accounts, the directory of users, and the screens.
"""

import pytest
import requests

from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY
from emulators.kit.basic import authorization
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.server import Server
from tests.contract.cin7_core.shop import Json, Shop


def _users(server: Server, method: str, path: str = "", body: object = None) -> Json:
    answer = requests.request(
        method, f"{server.origin}/_emulator/users{path}", json=body, timeout=5
    )
    assert answer.ok, answer.text
    return dict(answer.json())


def _whoami(server: Server, user: str, password: str) -> requests.Response:
    return requests.get(
        f"{server.origin}/directory/whoami", auth=(user, password), timeout=5
    )


def test_the_first_account_has_known_credentials(control: ControlClient) -> None:
    """
    Opening it again empties it and changes no key.
    """
    opened = control.do("open_account", {"name": "main", "company": "Fernhill Trading"})

    assert (ACCOUNT_ID, APPLICATION_KEY) == (
        opened["account_id"],
        opened["application_key"],
    )


def test_another_account_has_its_own_world(shop: Shop, control: ControlClient) -> None:
    """
    Its keys are random, it has none of the other's products, and a reset drops it.
    """
    other = control.do("open_account", {"name": "harbour", "currency": "EUR"})
    again = control.do("open_account", {"name": "harbour"})
    client = Shop(shop.origin, other["application_key"])
    client.session.headers["api-auth-accountid"] = other["account_id"]

    assert other["application_key"] == again["application_key"]
    assert "Harbour" == client.ask("GET", "me")["Company"]
    assert 0 == client.ask("GET", "product")["Total"]
    control.do("reset")
    assert 403 == client.call("GET", "me").status_code
    assert ["main"] == control.do("accounts")["accounts"]


def test_a_reset_makes_the_same_ids_again(shop: Shop, control: ControlClient) -> None:
    """
    So that a failure can be looked at twice.
    """
    first = shop.ask("GET", "ref/carrier")
    control.do("reset")

    assert first == shop.ask("GET", "ref/carrier")
    assert [] == shop.ask("GET", "saleList")["SaleList"]


def test_a_reset_forgets_the_calls_of_strangers(
    shop: Shop, control: ControlClient
) -> None:
    """
    They stand in a journal of their own, for no account can be named.
    """
    shop.session.headers["api-auth-accountid"] = "nobody"
    shop.call("GET", "me")

    assert 1 == len(control.do("journal", anonymous="true")["exchanges"])
    control.do("reset")
    assert [] == control.do("journal", anonymous="true")["exchanges"]


def test_a_fresh_account_has_its_books(shop: Shop) -> None:
    """
    What the vendor writes into them by itself.
    """
    me = shop.ask("GET", "me")
    names = {
        path: [row[field] for row in shop.ask("GET", f"ref/{path}")[key]]
        for path, key, field in (
            ("category", "CategoryList", "Name"),
            ("unit", "UnitList", "Name"),
            ("paymentterm", "PaymentTermList", "Name"),
            ("location", "LocationList", "Name"),
        )
    }

    assert {
        "category": ["Other"],
        "unit": ["Item"],
        "paymentterm": ["30 days", "COD"],
        "location": ["Main Warehouse"],
    } == names
    assert ("kg", "GBP", "20% (VAT on Income)") == (
        me["DefaultWeightUnits"],
        me["Currency"],
        me["DefaultSaleTaxRuleName"],
    )
    carriers = shop.ask("GET", "ref/carrier", Description="default")["CarrierList"]
    assert ["DEFAULT Carrier"] == [row["Description"] for row in carriers]
    assert 10 == len(shop.ask("GET", "ref/priceTier")["PriceTiers"])


def test_books_are_filled_at_the_screen(shop: Shop) -> None:
    """
    The API cannot write them here, and sees them at once.
    """
    shop.screen("POST", "/books/brands", {"rows": [{"Name": "Fernhill"}]})
    shop.screen("POST", "/books/attribute_sets", {"rows": [{"Name": "Bicycles"}]})
    shop.screen("POST", "/books/terms", {"rows": [{"Name": "7 days", "Duration": 7}]})

    assert 1 == shop.ask("GET", "ref/brand", Name="fern")["Total"]
    [fit] = shop.ask("GET", "ref/attributeset")["AttributeSetList"]
    assert 10 == len(fit["Attributes"])
    assert "7 days" == shop.sale(Terms="7 DAYS")["Terms"]
    terms = shop.ask("GET", "ref/paymentterm", IsDefault="true")["PaymentTermList"]
    assert ["30 days"] == [row["Name"] for row in terms]


def test_a_company_keeps_its_books_in_a_currency_and_units(
    shop: Shop, control: ControlClient
) -> None:
    """
    It is told by ``me``; with the first sale the currency is settled.
    """
    books = {
        "currency": "AUD",
        "default_weight_units": "lb",
        "default_dimensions_units": "in",
    }
    shop.screen("PATCH", "/organisation", books)
    me = shop.ask("GET", "me")
    shop.customer("Wattle & Co", Currency="AUD")
    sale = shop.sale(Customer="Wattle & Co")

    assert ("AUD", "lb", "in", "AUD") == (
        me["Currency"],
        me["DefaultWeightUnits"],
        me["DefaultDimensionsUnits"],
        sale["BaseCurrency"],
    )
    with pytest.raises(ControlRefused, match="base currency stays AUD"):
        control.screen("PATCH", "/organisation", {"currency": "GBP"})


def test_a_zone_decides_the_date_of_a_sale(shop: Shop) -> None:
    """
    Business dates are the company's own.
    """
    shop.screen("PATCH", "/organisation", {"timezone": "Pacific/Kiritimati"})

    assert "2026-03-02T00:00:00" == shop.sale()["SaleOrderDate"]
    shop.screen("PATCH", "/organisation", {"timezone": "Pacific/Pago_Pago"})
    assert "2026-03-01T00:00:00" == shop.sale()["SaleOrderDate"]


def test_the_directory_knows_the_first_user(shop: Shop, server: Server) -> None:
    """
    And the organisation of the account.
    """
    del shop

    assert {
        "UserName": "shop",
        "Email": "shop@fernhill.example",
        "Active": True,
        "Organisations": [
            {
                "AccountID": ACCOUNT_ID,
                "Name": "Fernhill Trading",
                "Active": True,
                "Permissions": ["integrations", "sale_pack", "sale_ship"],
            }
        ],
    } == _whoami(server, "SHOP", "ahoy-shop-1").json()


@pytest.mark.parametrize(
    ("user", "password"), [("shop", "no"), ("nobody", ""), ("", ""), ("shöp", "ä")]
)
def test_a_wrong_login_is_401(
    shop: Shop, server: Server, user: str, password: str
) -> None:
    """
    Whichever half is wrong.
    """
    del shop
    answer = requests.get(
        f"{server.origin}/directory/whoami",
        headers={"Authorization": authorization(user, password)},
        timeout=5,
    )

    assert 401 == answer.status_code
    assert "Message" in answer.json()


def test_a_user_may_belong_to_two_organisations(
    shop: Shop, server: Server, control: ControlClient
) -> None:
    """
    Memberships come and go; an inactive user is still told of.
    """
    del shop
    control.do("open_account", {"name": "harbour", "company": "Harbour Tea"})
    login = {"username": "dockhand", "password": "knots-2"}
    _users(server, "POST", body={**login, "organisations": ["main"]})
    _users(server, "POST", "/dockhand/memberships", {"organisation": "harbour"})

    both = _whoami(server, "dockhand", "knots-2").json()
    _users(server, "DELETE", "/dockhand/memberships/main")
    changed = _users(server, "PATCH", "/dockhand", {"active": False, "password": "new"})

    assert ["Fernhill Trading", "Harbour Tea"] == [
        one["Name"] for one in both["Organisations"]
    ]
    assert ["harbour"] == changed["organisations"]
    assert 401 == _whoami(server, "dockhand", "knots-2").status_code
    assert _whoami(server, "dockhand", "new").json()["Active"] is False
    assert 2 == len(_users(server, "GET")["users"])


def test_a_member_may_do_what_was_allowed(
    shop: Shop, server: Server, control: ControlClient
) -> None:
    """
    Everything unless something was said, and each organisation by itself.
    """
    del shop
    control.do("open_account", {"name": "harbour"})
    login = {"username": "packer", "password": "knots-3"}
    body = {**login, "organisations": ["main"], "permissions": ["sale_pack"]}

    def may() -> dict[str, list[str]]:
        told = _whoami(server, "packer", "knots-3").json()["Organisations"]
        return {one["Name"]: one["Permissions"] for one in told}

    _users(server, "POST", body=body)
    _users(server, "POST", "/packer/memberships", {"organisation": "harbour"})
    _users(server, "POST", "/packer/memberships", {"organisation": "main"})
    before = may()
    more = {"permissions": ["sale_ship", "integrations"]}
    changed = _users(server, "PATCH", "/packer/memberships/main", more)
    _users(server, "PATCH", "/packer/memberships/harbour", {"permissions": []})

    everything = ["integrations", "sale_pack", "sale_ship"]
    assert {"Fernhill Trading": ["sale_pack"], "Harbour": everything} == before
    assert ["integrations", "sale_ship"] == changed["permissions"]["main"]
    assert {"Fernhill Trading": ["integrations", "sale_ship"], "Harbour": []} == may()


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "", {"username": "shop", "password": "x", "organisations": []}, 409),
        ("POST", "", {"username": "x", "password": "x", "organisations": ["?"]}, 404),
        ("PATCH", "/nobody", {"active": False}, 404),
        ("PATCH", "/shop/memberships/nowhere", {"permissions": []}, 404),
        ("PATCH", "/shop/memberships/main", {"permissions": ["sail"]}, 400),
        ("POST", "", {"username": "x"}, 400),
    ],
    ids=str,
)
def test_the_directory_refuses(
    control: ControlClient,
    server: Server,
    method: str,
    path: str,
    body: object,
    status: int,
) -> None:
    """
    A taken name, what is not there, and a body that lacks something or has too much.
    """
    del control
    answer = requests.request(
        method, f"{server.origin}/_emulator/users{path}", json=body, timeout=5
    )

    assert status == answer.status_code
