"""
Every member of every contested fact changes what it says it changes.

A probe does one thing and returns what came of it; each member of its fact has the
outcome that is expected. A member without one fails the guard.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import requests

from emulators.cin7_core.profile import PRESETS, Profile
from emulators.cin7_core.service import ACCOUNT_ID, Cin7Core
from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient, ControlRefused
from emulators.kit.profile import profile_to_json
from emulators.kit.server import Server
from tests.contract.cin7_core.conftest import START
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import Shop, hook, parcel
from tests.contract.facts import Fact, check_evidence, check_outcomes, members_of

MINUTE = 60


@dataclass(frozen=True)
class Around:
    """
    What a probe has at hand.
    """

    shop: Shop
    clock: VirtualClock
    listener: Listener


Probe = Callable[[Around], Any]


@pytest.fixture
def around(shop: Shop, clock: VirtualClock, listener: Listener) -> Around:
    """
    Return it.
    """
    return Around(shop, clock, listener)


def _limited(around: Around) -> requests.Response:
    """
    Return the answer to the 61st call of a minute.
    """
    del around
    raise AssertionError("these are probed at a fake that counts")


def _wrong_key(around: Around) -> Any:
    headers = {"api-auth-accountid": ACCOUNT_ID}
    answer = requests.get(f"{around.shop.url}/me", headers=headers, timeout=5)
    return answer.status_code, answer.text.startswith("[{")


def _unknown_path(around: Around) -> Any:
    answer = around.shop.call("GET", "sale/packingslip")
    return answer.status_code, answer.headers["Content-Type"].partition(";")[0]


def _error_status(around: Around) -> Any:
    answer = around.shop.call("GET", "sale", ID=ACCOUNT_ID)
    return answer.status_code, answer.json()[0]["ErrorCode"]


def _shipped(around: Around) -> Any:
    sale_id = around.shop.packed()
    around.shop.ship(sale_id)
    return around.shop.row(sale_id)


def _lag(around: Around) -> Any:
    shop = around.shop
    before = shop.level()
    shop.order(shop.sale()["ID"])
    return shop.level() == before


def _undo(around: Around) -> Any:
    shop = around.shop
    sale = shop.sale(SaleType="Advanced")
    task_id = sale["Fulfilments"][0]["TaskID"]
    shop.order(sale["ID"])
    shop.pick(task_id)
    left = shop.ask("DELETE", "sale/fulfilment", TaskID=task_id)
    return left["Fulfilments"][0]["Pick"]["Status"]


def _header(around: Around) -> Any:
    sale = around.shop.sale(CustomerReference="PO 8812")
    body = {"ID": sale["ID"], "Note": "Fragile"}
    return around.shop.ask("PUT", "sale", body)["CustomerReference"]


def _status_of(call: Callable[[Shop], requests.Response]) -> Probe:
    return lambda around: call(around.shop).status_code


def _totals(shop: Shop) -> requests.Response:
    body = {"SaleID": shop.sale()["ID"], "Memo": "", "Status": "DRAFT"}
    return shop.call("POST", "sale/order", {**body, "Lines": [], "Total": 1})


def _bounds(around: Around) -> Any:
    moment = around.shop.row(around.shop.sale()["ID"])["Updated"]
    return around.shop.ask("GET", "saleList", UpdatedSince=moment)["Total"]


def _order(around: Around) -> Any:
    for _ in range(5):
        around.shop.sale()
    rows = around.shop.ask("GET", "saleList")["SaleList"]
    numbers = [row["OrderNumber"] for row in rows]
    return numbers == sorted(numbers)


def _partial(around: Around) -> Any:
    shop = around.shop
    hook(shop, around.listener.url, "Sale/ShipmentAuthorised")
    sale_id = shop.packed({"Box 1": 2, "Box 2": 1})
    first, second = parcel("Box 1"), parcel("Box 2")
    shop.ship(sale_id, first, {**second, "IsShipped": False})
    shop.ship(sale_id, second, verb="PUT", AddTrackingNumbers=True)
    around.clock.advance(MINUTE)
    return len(around.listener.heard)


def _void(shop: Shop) -> requests.Response:
    sale_id = shop.packed()
    shop.ship(sale_id)
    return shop.call("DELETE", "sale", ID=sale_id, Void="true")


def _no_category(shop: Shop) -> requests.Response:
    [product] = shop.ask("GET", "product")["Products"]
    return shop.call("PUT", "product", {"ID": product["ID"], "Category": "Nope"})


def _large(around: Around) -> Any:
    asked = ({"Limit": 1001}, {"Limit": 0}, {"Page": 0}, {"Limit": 1000})
    return [around.shop.call("GET", "saleList", **q).status_code for q in asked]


def _total(around: Around) -> Any:
    for _ in range(3):
        around.shop.sale()
    return [
        around.shop.ask("GET", "saleList", Limit=2, Page=page)["Total"]
        for page in (1, 2)
    ]


def _empty(around: Around) -> Any:
    around.shop.sale(ExternalID="web-1")
    around.shop.sale()
    asked = ({"Status": ""}, {"ExternalID": ""}, {"UpdatedSince": "", "Page": ""})
    return [around.shop.ask("GET", "saleList", **q)["Total"] for q in asked]


def _fraction(around: Around) -> Any:
    around.clock.advance(MINUTE)
    sale = around.shop.sale()
    row = around.shop.row(sale["ID"])
    around.shop.order(sale["ID"])
    later = around.shop.row(sale["ID"])
    return [one["Updated"][17:] for one in (row, later)]


def _unset(around: Around) -> Any:
    sale = around.shop.sale(Carrier="")
    [customer] = around.shop.ask("GET", "customer")["CustomerList"]
    [task] = sale["Fulfilments"]
    return (
        around.shop.row(sale["ID"])["CombinedTrackingNumbers"],
        around.shop.get(sale["ID"])["Phone"],
        task["LinkedInvoiceNumber"],
        customer["Contacts"][0]["JobTitle"],
        around.shop.row(sale["ID"])["CustomerReference"],
    )


def _fields(around: Around) -> Any:
    """
    Return which of the fields that came later there are.
    """
    shop = around.shop
    row = shop.row(shop.sale()["ID"])
    [customer] = shop.ask("GET", "customer")["CustomerList"]
    availability = shop.ask("GET", "ref/productavailability")
    [level] = availability["ProductAvailabilityList"]
    names = ("Carrier", "RestockStatus", "DisplayName", "InTransit", "NextDeliveryDate")
    return [name for name in names if name in {*row, *customer, *level}]


def _invoice_words(around: Around) -> Any:
    shop = around.shop
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    words = [shop.row(sale_id)["CombinedInvoiceStatus"]]
    for step in (shop.invoice, lambda i: shop.pay(i, 45)):
        step(sale_id)
        words.append(shop.row(sale_id)["CombinedInvoiceStatus"])
    return words


def _payment(around: Around) -> Any:
    shop = around.shop
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.invoice(sale_id)
    paid = shop.pay(sale_id, 5)
    [listed] = shop.ask("GET", "sale/payment", SaleID=sale_id)
    return paid["Type"], listed["Type"]


def _numbering(around: Around) -> Any:
    shop = around.shop
    sales = [shop.sale() for _ in range(2)]
    shop.order(sales[1]["ID"])
    invoice = shop.invoice(sales[1]["ID"])["Invoices"][0]
    return [sale["Invoices"][0]["InvoiceNumber"] for sale in sales], invoice[
        "InvoiceNumber"
    ]


def _task_ids(around: Around) -> Any:
    """
    Return how many ids there are of a sale and its papers.
    """
    sale = around.shop.sale()
    papers = (*sale["Fulfilments"], *sale["Invoices"], *sale["CreditNotes"])
    return len({sale["ID"], *(one["TaskID"] for one in papers)})


def _stages(around: Around) -> Any:
    """
    Return what is said of a pack that nobody wrote, and whether the sale can leave.
    """
    shop = around.shop
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id)
    sale = shop.get(sale_id)
    pack = {"TaskID": sale_id, "Status": "DRAFT", "Lines": []}
    ship = {"TaskID": sale_id, "Status": "AUTHORISED", "Lines": [parcel("Parcel")]}
    ready = shop.ask("GET", "saleList", ReadyForShipping="true")["Total"]
    shipped = shop.call("POST", "sale/fulfilment/ship", ship).status_code
    return (
        sale["CombinedPackingStatus"],
        ready,
        shipped,
        shop.call("POST", "sale/fulfilment/pack", pack).status_code,
        shop.level()[0],
    )


def _fresh_pack(around: Around) -> Any:
    shop = around.shop
    sale_id = shop.sale()["ID"]
    shop.order(sale_id)
    shop.pick(sale_id)
    pack = shop.ask("GET", "sale/fulfilment/pack", TaskID=sale_id)
    return pack["Status"], len(pack["Lines"]), shop.get(sale_id)["Status"]


def _product(around: Around) -> Any:
    made = around.shop.product("MUG", Barcode="501", Brand="")
    body = {"ID": made["ID"], "Name": "Mug"}
    [product] = around.shop.ask("PUT", "product", body)["Products"]
    return product["Weight"], product["Barcode"], product["PriceTier1"]


def _success(around: Around) -> Any:
    hook(around.shop, around.listener.url)
    around.listener.status = 202
    around.shop.sale()
    around.clock.advance(7 * MINUTE)
    return len(around.listener.heard)


def _copies(around: Around) -> Any:
    hook(around.shop, around.listener.url)
    around.shop.sale()
    around.clock.advance(60 * MINUTE)
    return len(around.listener.heard)


def _flag(around: Around) -> str:
    [row] = around.shop.ask("GET", "ref/location", Name="Main")["LocationList"]
    return next(str(key) for key in row if key.lower() == "isshopfloor")


FACTS: Mapping[str, Fact] = {
    "rate_limit_form": Fact(_limited, {"429": 429, "503": 503, "400": 400}),
    "retry_after": Fact(_limited, {"absent": None, "60 Seconds": "60 Seconds"}),
    "credentials_error_body": Fact(
        _wrong_key, {"errors": (403, True), "text": (403, False)}
    ),
    "unknown_path": Fact(
        _unknown_path, {"html200": (200, "text/html"), "404": (404, "application/json")}
    ),
    "error_status": Fact(
        _error_status, {"as_documented": (400, 400), "ok": (200, 400)}
    ),
    "shipped_not_invoiced_status": Fact(
        lambda around: _shipped(around)["Status"],
        {"SHIPPING": "SHIPPING", "PACKED": "PACKED", "ORDERED": "ORDERED"},
    ),
    "shipped_order_status": Fact(
        lambda around: _shipped(around)["OrderStatus"],
        {"moves_on": "FULFILLED", "stays_authorised": "AUTHORISED"},
    ),
    "availability_lag": Fact(_lag, {"none": False, "ten_minutes": True}),
    "fulfilment_undo": Fact(_undo, {"undoes": "DRAFT", "ignored": "AUTHORISED"}),
    "omitted_skip_quote": Fact(
        lambda around: around.shop.sale()["Status"],
        {"skips": "ESTIMATED", "quotes": "ESTIMATING"},
    ),
    "header_update": Fact(_header, {"replaces": "", "merges": "PO 8812"}),
    "advanced_first_fulfilment": Fact(
        lambda around: len(around.shop.sale(SaleType="Advanced")["Fulfilments"]),
        {"present": 1, "absent": 0},
    ),
    "unknown_carrier": Fact(
        _status_of(
            lambda shop: shop.call(
                "POST", "sale", {"Customer": "Kestrel Cycles", "Carrier": "Pigeon"}
            )
        ),
        {"accepted": 200, "refused": 400},
    ),
    "line_totals": Fact(_status_of(_totals), {"checked": 400, "ignored": 200}),
    "since_bounds": Fact(_bounds, {"inclusive": 1, "exclusive": 0}),
    "sale_list_order": Fact(_order, {"created": True, "shuffled": False}),
    "product_match": Fact(
        lambda around: around.shop.ask("GET", "product", Sku="ell")["Total"],
        {"contains": 1, "starts_with": 0},
    ),
    "partial_shipment_event": Fact(_partial, {"fires": 2, "silent": 1}),
    "shipped_sale_void": Fact(_status_of(_void), {"reverses": 200, "refused": 400}),
    "error_shape": Fact(
        lambda around: type(around.shop.call("GET", "sale").json()),
        {"array": list, "object": dict},
    ),
    "wrong_verb": Fact(
        _status_of(lambda shop: shop.call("PUT", "saleList")), {"405": 405, "403": 403}
    ),
    "missing_name_status": Fact(_status_of(_no_category), {"400": 400, "404": 404}),
    "large_limit": Fact(
        _large, {"clamped": [200, 200, 200, 200], "refused": [400, 400, 400, 200]}
    ),
    "list_total": Fact(_total, {"exact": [3, 3], "so_far": [2, 3]}),
    "empty_query": Fact(_empty, {"not_given": [2, 2, 2], "filters": [0, 1, 2]}),
    "timestamp_fraction": Fact(
        _fraction,
        {"trimmed": ["00Z", "00.000001Z"], "milliseconds": ["00.000Z", "00.001Z"]},
    ),
    "unset_text": Fact(
        _unset,
        {"empty": ("", "", "", "", ""), "null": (None, None, None, None, "")},
    ),
    "response_fields": Fact(
        _fields,
        {
            "2026": [
                "Carrier",
                "RestockStatus",
                "DisplayName",
                "InTransit",
                "NextDeliveryDate",
            ],
            # The card of a customer has had a carrier all along.
            "2019": ["Carrier"],
        },
    ),
    "invoice_words": Fact(
        _invoice_words,
        {
            "recorded": ["NOT INVOICED", "INVOICED", "INVOICED"],
            "documented": ["NOT AVAILABLE", "AUTHORISED", "PAID"],
        },
    ),
    "payment_words": Fact(
        _payment, {"title": ("Payment", "Payment"), "upper": ("PAYMENT", "PAYMENT")}
    ),
    "invoice_numbering": Fact(
        _numbering,
        {
            "on_authorisation": ([None, None], "INV-00001"),
            "on_creation": (["INV-00001", "INV-00002"], "INV-00002"),
        },
    ),
    "omitted_sale_type": Fact(
        lambda around: around.shop.sale()["Type"],
        {"simple": "Simple Sale", "advanced": "Advanced Sale"},
    ),
    "omitted_location": Fact(
        _status_of(
            lambda shop: shop.call("POST", "sale", {"Customer": "Kestrel Cycles"})
        ),
        {"defaults": 200, "refused": 400},
    ),
    "simple_task_ids": Fact(_task_ids, {"of_the_sale": 1, "their_own": 4}),
    "simple_stages": Fact(
        _stages,
        {
            "separate": ("NOT PACKED", 0, 400, 200, 10),
            "combined": ("NOT AVAILABLE", 1, 200, 400, 7),
        },
    ),
    "fresh_pack": Fact(
        _fresh_pack,
        {
            "not_available": ("NOT AVAILABLE", 1, "PICKED"),
            "draft": ("DRAFT", 1, "PACKING"),
        },
    ),
    "product_update": Fact(
        _product, {"merges": (1.2, "501", 12.5), "replaces": (0, "", 12.5)}
    ),
    "shop_floor_spelling": Fact(
        _flag, {"IsShopfloor": "IsShopfloor", "IsShopFloor": "IsShopFloor"}
    ),
    "webhook_success": Fact(_success, {"2xx": 1, "200": 2}),
    "webhook_copies": Fact(_copies, {"1": 1, "2": 2}),
}
COUNTED = ("rate_limit_form", "retry_after")


@pytest.mark.parametrize(
    ("name", "member", "outcome"),
    [one for one in members_of(FACTS) if one[0] not in COUNTED],
)
def test_a_member_changes_what_it_says(
    around: Around, control: ControlClient, name: str, member: str, *, outcome: Any
) -> None:
    """
    With all other facts as they are by default.
    """
    control.do("change_profile", {name: member})

    assert outcome == FACTS[name].probe(around)


@pytest.fixture(scope="module")
def used_up() -> Iterator[tuple[Shop, ControlClient]]:
    """
    Return a client that has used up its calls of the minute, and the control plane.
    """
    server = Server(Cin7Core(VirtualClock(START)))
    shop, control = Shop(server.origin), ControlClient(server.origin)
    for _ in range(60):
        assert 200 == shop.call("GET", "me").status_code
    yield shop, control
    control.close()
    server.close()


@pytest.mark.parametrize(
    ("name", "member", "outcome"),
    [one for one in members_of(FACTS) if one[0] in COUNTED],
)
def test_a_limit_is_told_as_the_fact_has_it(
    used_up: tuple[Shop, ControlClient], name: str, member: str, *, outcome: Any
) -> None:
    """
    Its status, and whether it tells for how long.
    """
    shop, control = used_up
    control.do("set_profile", {name: member})
    answer = shop.call("GET", "me")

    told = answer.headers.get("Retry-After")
    assert outcome == (told if name == "retry_after" else answer.status_code)


def test_every_member_has_its_outcome_and_differs_from_the_others() -> None:
    """
    A member without a test does not pass here.
    """
    check_outcomes(FACTS, Profile)


def test_every_fact_has_its_evidence() -> None:
    """
    In the text of its enum, below the sentence that names it.
    """
    check_evidence(Profile)


@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_preset_sets_every_fact(control: ControlClient, preset: str) -> None:
    """
    Those that were set before too, but for those that are named beside it.
    """
    control.do("change_profile", {"wrong_verb": "403"})

    whole = control.do("set_profile", {"preset": preset})
    named = control.do("set_profile", {"preset": preset, "error_shape": "object"})

    assert whole == profile_to_json(PRESETS[preset])
    assert named == {**whole, "error_shape": "object"} == control.do("profile")


def test_presets_are_listed_and_unknown_ones_refused(control: ControlClient) -> None:
    """
    DEAR is what the vendor was called in 2019.
    """
    assert ["current", "dear_2019", "strict"] == list(control.do("presets"))
    with pytest.raises(ControlRefused, match="are current, dear_2019, strict"):
        control.do("set_profile", {"preset": "legacy_2021"})


def test_as_dear_it_had_another_limit_and_fewer_fields(control: ControlClient) -> None:
    """
    503 stood in its documentation until 2024; nothing else is known to differ.
    """
    dear = control.do("set_profile", {"preset": "dear_2019"})
    usual = control.do("presets")["current"]

    assert {"rate_limit_form": "503", "response_fields": "2019"} == {
        name: member for name, member in dear.items() if usual[name] != member
    }


def test_facts_go_together(shop: Shop, control: ControlClient) -> None:
    """
    A limit that is refused, as one bare error, with 200.
    """
    facts = {"large_limit": "refused", "error_status": "ok", "error_shape": "object"}
    control.do("change_profile", facts)
    answer = shop.call("GET", "saleList", Limit=1001)

    assert (200, {"ErrorCode": 400, "Exception": "Limit is invalid"}) == (
        answer.status_code,
        answer.json(),
    )


@pytest.mark.parametrize("preset", list(PRESETS))
def test_a_sale_goes_its_way_under_every_preset(
    shop: Shop, control: ControlClient, preset: str
) -> None:
    """
    No preset breaks the contract of the fake.
    """
    control.do("set_profile", {"preset": preset})
    sale = shop.sale()
    [task], [invoice] = sale["Fulfilments"], sale["Invoices"]
    sale_id, task_id, invoice_id = sale["ID"], task["TaskID"], invoice["TaskID"]
    shop.order(sale_id)
    shop.pick(task_id)
    shop.pack(task_id)
    shop.ship(task_id)
    shop.invoice(sale_id, TaskID=invoice_id)
    shop.pay(invoice_id, 45)

    assert "COMPLETED" == shop.row(sale_id)["Status"] == shop.get(sale_id)["Status"]
