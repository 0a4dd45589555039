"""
What a sale has beside its stages: the manual journal, and files.
"""

from typing import Any

import pytest

from emulators.kit.ambient import VirtualClock
from emulators.kit.control_client import ControlClient
from tests.contract.cin7_core.listener import Listener
from tests.contract.cin7_core.shop import UNKNOWN, Json, Refusal, Shop, hook

BOOKING = {
    "Reference": "Freight",
    "Amount": "4.505",
    "Date": "2026-03-02",
    "Debit": "5000",
    "Credit": "1100",
}


def journal(shop: Shop, sale_id: str, status: str = "DRAFT", *lines: Json) -> Json:
    """
    Write the manual journal; without lines it has one.
    """
    rows = list(lines or (BOOKING,))
    body = {"SaleID": sale_id, "Status": status, "Lines": rows}
    return dict(shop.ask("POST", "sale/manualJournal", body))


def ordered(shop: Shop) -> str:
    """
    Return a sale whose order is authorised.
    """
    sale_id = str(shop.sale()["ID"])
    shop.order(sale_id)
    return sale_id


def test_a_journal_waits_for_the_order(shop: Shop) -> None:
    """
    It is not available before, and a draft from then on.
    """
    sale_id = shop.sale()["ID"]
    before = shop.ask("GET", "sale/manualJournal", SaleID=sale_id)
    with pytest.raises(Refusal, match="Order is not authorised"):
        journal(shop, sale_id)
    shop.order(sale_id)

    assert {"SaleID": sale_id, "Status": "NOT AVAILABLE", "Lines": []} == before
    assert {"Status": "DRAFT", "Lines": []} == shop.get(sale_id)["ManualJournals"]


def test_a_journal_of_services_waits_for_the_quote(shop: Shop) -> None:
    """
    Services have no order.
    """
    sale = shop.sale(ServiceOnly=True, SkipQuote=False)
    with pytest.raises(Refusal, match="Manual Journal is not possible"):
        journal(shop, sale["ID"])
    skipped = shop.sale(ServiceOnly=True)

    assert "DRAFT" == journal(shop, skipped["ID"])["Status"]


def test_a_journal_is_overwritten_until_it_is_authorised(shop: Shop) -> None:
    """
    Amounts have two decimals; the sale shows it, and counts as changed.
    """
    sale_id = ordered(shop)
    before = shop.get(sale_id)["LastModifiedOn"]
    journal(shop, sale_id, "DRAFT", BOOKING, BOOKING)
    written = journal(shop, sale_id, "AUTHORISED", {**BOOKING, "Amount": 4.5})
    sale = shop.get(sale_id)

    line = {**BOOKING, "Amount": 4.5, "Date": "2026-03-02T00:00:00"}
    assert {"SaleID": sale_id, "Status": "AUTHORISED", "Lines": [line]} == written
    assert {"Status": "AUTHORISED", "Lines": [line]} == sale["ManualJournals"]
    assert before < sale["LastModifiedOn"]
    with pytest.raises(Refusal, match="cannot be changed: Status is AUTHORISED"):
        journal(shop, sale_id)


def test_an_authorised_journal_is_booked(shop: Shop) -> None:
    """
    A draft is not; undone, it is a draft again, and voided it has no lines.
    """
    sale_id = ordered(shop)

    def booked() -> list[tuple[Any, ...]]:
        rows = shop.get(sale_id, IncludeTransactions=True)["Transactions"]
        return [(row["Debit"], row["Credit"], row["Amount"]) for row in rows]

    journal(shop, sale_id)
    draft = booked()
    journal(shop, sale_id, "AUTHORISED")
    assert ([], [("5000", "1100", 4.5)]) == (draft, booked())
    shop.ask("DELETE", "sale", ID=sale_id)
    undone = shop.get(sale_id)["ManualJournals"]
    assert ("NOT AVAILABLE", 1, []) == (
        undone["Status"],
        len(undone["Lines"]),
        booked(),
    )
    shop.order(sale_id)
    journal(shop, sale_id, "AUTHORISED")
    shop.ask("DELETE", "sale", ID=sale_id, Void=True)
    voided = shop.get(sale_id)["ManualJournals"]
    assert {"Status": "NOT AVAILABLE", "Lines": []} == voided
    with pytest.raises(Refusal, match="Status is VOIDED"):
        journal(shop, sale_id)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"Debit": "9"}, "There is no account '9'"),
        ({"Credit": "9"}, "There is no account '9'"),
        ({"Date": "2026-02-31"}, "not a valid date"),
        ({"Amount": "much"}, "Amount is invalid"),
        ({"Amount": None}, "Amount is invalid"),
    ],
)
def test_a_booking_that_makes_no_sense_changes_nothing(
    shop: Shop, wrong: Json, text: str
) -> None:
    """
    It goes from one account that exists to another, on a day that exists.
    """
    sale_id = ordered(shop)
    before = journal(shop, sale_id)

    with pytest.raises(Refusal, match=text):
        journal(shop, sale_id, "AUTHORISED", BOOKING, {**BOOKING, **wrong})
    assert before == shop.ask("GET", "sale/manualJournal", SaleID=sale_id)


def test_an_account_that_is_booked_on_stays(shop: Shop) -> None:
    """
    As long as the journal names it.
    """
    body = {"Code": "6100", "Name": "Freight", "Type": "EXPENSE", "Status": "ACTIVE"}
    shop.ask("POST", "ref/account", body)
    sale_id = ordered(shop)
    journal(shop, sale_id, "DRAFT", {**BOOKING, "Debit": "6100"})

    with pytest.raises(Refusal, match="Account '6100' cannot be deleted"):
        shop.ask("DELETE", "ref/account", Code="6100")
    journal(shop, sale_id)
    shop.ask("DELETE", "ref/account", Code="6100")


def attach(shop: Shop, sale_id: str, name: str = "slip.pdf", **more: object) -> Json:
    """
    Hang a file on a sale.
    """
    body = {"SaleID": sale_id, "FileName": name, "Content": "eA==", **more}
    return dict(shop.ask("POST", "sale/attachment", body))


def test_files_hang_on_a_sale(shop: Shop, clock: VirtualClock) -> None:
    """
    All verbs answer with what hangs there then; the sale shows it, and is changed.
    """
    sale_id = shop.sale()["ID"]
    before = shop.get(sale_id)["LastModifiedOn"]
    attach(shop, sale_id)
    clock.advance(60)
    files = attach(shop, sale_id, "my label.png")["Lines"]
    sale = shop.get(sale_id)

    assert ["application/pdf", "image/png"] == [one["ContentType"] for one in files]
    assert files[1]["DownloadUrl"].endswith(
        "&FileName=my%20label.png&timeStamp=20260302090100"
    )
    assert files == sale["Attachments"]
    assert {"ID", "ContentType", "FileName", "DownloadUrl"} == files[0].keys()
    assert before < sale["LastModifiedOn"]
    left = shop.ask("DELETE", "sale/attachment", ID=files[0]["ID"])
    assert {"SaleID": sale_id, "Lines": files[1:]} == left
    assert left == shop.ask("GET", "sale/attachment", SaleID=sale_id)


def test_a_file_has_content_and_an_owner(shop: Shop) -> None:
    """
    Or an address that it is taken from.
    """
    sale_id = shop.sale()["ID"]
    url = "https://files.example/slip.pdf"
    attach(shop, sale_id, Content=None, FileDownloadUrl=url)

    with pytest.raises(Refusal, match="Content or FileDownloadUrl is required"):
        attach(shop, sale_id, Content="")
    with pytest.raises(Refusal, match="Sale with ID"):
        attach(shop, UNKNOWN)
    with pytest.raises(Refusal, match="Attachment with ID"):
        shop.ask("DELETE", "sale/attachment", ID=UNKNOWN)
    with pytest.raises(Refusal, match="'FileName' not provided"):
        shop.ask("POST", "sale/attachment", {"SaleID": sale_id})


def test_a_file_on_a_product_is_none_of_a_sale(shop: Shop) -> None:
    """
    Each is deleted where it was hung.
    """
    [product] = shop.ask("GET", "product")["Products"]
    body = {"ProductID": product["ID"], "FileName": "b.png", "Content": "eA=="}
    [file] = shop.ask("POST", "product/attachments", body)

    with pytest.raises(Refusal, match="Attachment with ID"):
        shop.ask("DELETE", "sale/attachment", ID=file["ID"])


def test_a_file_is_announced(
    shop: Shop, listener: Listener, clock: VirtualClock
) -> None:
    """
    With a link to it, ready for a page.
    """
    hook(shop, listener.url, "Sale/AttachmentAdded")
    sale_id = shop.sale()["ID"]
    [file] = attach(shop, sale_id, "a&b.pdf")["Lines"]
    clock.advance(60)

    [body] = listener.bodies()
    url = file["DownloadUrl"]
    assert (sale_id, "Kestrel Cycles", "a&b.pdf", file["ID"], url) == (
        body["SaleID"],
        body["CustomerName"],
        body["FileName"],
        body["BlobGUID"],
        body["DownloadFileUrl"],
    )
    link = f'<a href="{url.replace("&", "&amp;")}">a&amp;b.pdf</a>'
    assert link == body["DownloadFileLink"]


def test_journal_and_files_are_saved_and_restored(
    shop: Shop, control: ControlClient
) -> None:
    """
    And files can still be taken away.
    """
    sale_id = ordered(shop)
    journal(shop, sale_id)
    [file] = attach(shop, sale_id)["Lines"]
    before = shop.get(sale_id)
    control.do("save", {"name": "extras"})
    shop.ask("DELETE", "sale/attachment", ID=file["ID"])
    control.do("restore", {"name": "extras"})

    assert before == shop.get(sale_id)
    assert [] == shop.ask("DELETE", "sale/attachment", ID=file["ID"])["Lines"]
