"""
What a person does at Cin7 Core's own screens and the API cannot, or not here.
"""

from emulators.cin7_core.domain.account import Account
from emulators.cin7_core.domain.availability import count_stock as count
from emulators.cin7_core.domain.courier import delivery_document
from emulators.cin7_core.domain.organisation import changed, settings_document
from emulators.cin7_core.domain.reading import text
from emulators.cin7_core.domain.refusal import Refused
from emulators.cin7_core.operations.params import ERRORS
from emulators.kit.operation import Call, Reply, operation

_SOURCE = "https://help.core.cin7.com/"


class StockStays(Refused):
    """
    What lies in a warehouse cannot become what lies in none.
    """


class CurrencyStays(Refused):
    """
    The base currency cannot be changed any more.
    """


class NoBook(Refused):
    """
    There is no reference book of this name.
    """


@operation(
    "POST",
    "/stock",
    request="stock.count.json",
    responses={200: "stock.json", 400: ERRORS},
    source=_SOURCE,
)
def count_stock(call: Call, account: Account) -> Reply:
    """
    Type a stock count in; sales on backorder are served from what is new.
    """
    return Reply(200, count(account, call.body))


@operation(
    "POST",
    "/books/<book>",
    request="book.rows.json",
    responses={200: "book.json", 400: ERRORS},
    source=_SOURCE,
)
def add_to_book(call: Call, account: Account) -> Reply:
    """
    Write rows into a reference book.
    """
    book = account.books.get(call.path["book"])
    if book is None:
        raise NoBook(
            f"no book '{call.path['book']}'; there are {', '.join(account.books)}"
        )
    rows = [book.add(row, account.new_id()) for row in call.body["rows"]]
    return Reply(200, {"rows": rows})


@operation(
    "GET",
    "/organisation",
    responses={200: "organisation.json", 400: ERRORS},
    source=_SOURCE,
)
def get_organisation(call: Call, account: Account) -> Reply:
    """
    Show the settings of the company.
    """
    del call
    return Reply(200, settings_document(account.organisation))


@operation(
    "PATCH",
    "/organisation",
    request="organisation.change.json",
    responses={200: "organisation.json", 400: ERRORS},
    source=_SOURCE,
)
def change_organisation(call: Call, account: Account) -> Reply:
    """
    Change settings of the company; an inactive one refuses its credentials.
    """
    currency = account.organisation.currency
    if call.body.get("currency", currency) != currency and len(account.sales):
        raise CurrencyStays(
            f"The base currency stays {currency}: there are transactions in it"
        )
    account.organisation = changed(account.organisation, call.body)
    return Reply(200, settings_document(account.organisation))


@operation(
    "GET",
    "/api-application",
    responses={200: "api_application.json"},
    source="https://help.core.cin7.com/hc/en-us/articles/9034578069007",
)
def get_api_application(call: Call, account: Account) -> Reply:
    """
    Show what a program needs that speaks to the API, as Integrations > API does.
    """
    del call
    return Reply(
        200,
        {
            "account_id": account.organisation.account_id,
            "application_key": account.application_key,
        },
    )


@operation(
    "PATCH",
    "/products/<sku>",
    request="product.type.change.json",
    responses={200: "product.type.json", 400: ERRORS},
    source=_SOURCE,
)
def change_product_type(call: Call, account: Account) -> Reply:
    """
    Say what kind of product it is; the API writes only stock and services.
    """
    product = account.products.wanted({"SKU": call.path["sku"]})
    if product.is_stock:
        raise StockStays(f"{product.sku} is stock, and stays it")
    product.kind = call.body["type"]
    account.products.place(product)
    return Reply(200, {"sku": product.sku, "type": product.kind})


@operation(
    "PATCH",
    "/sales/<number>",
    request="sale.channel.change.json",
    responses={200: "sale.channel.json", 400: ERRORS},
    source=_SOURCE,
)
def change_source_channel(call: Call, account: Account) -> Reply:
    """
    Say where a sale came from, which the API only shows.
    """
    sale = account.sales.by_number(call.path["number"])
    sale.source_channel = text(call.body, "sourceChannel") or None
    account.touch(sale)
    return Reply(
        200, {"orderNumber": sale.number, "sourceChannel": sale.source_channel}
    )


@operation(
    "GET",
    "/webhooks/deliveries",
    responses={200: "webhook.deliveries.json"},
    source=_SOURCE,
)
def list_deliveries(call: Call, account: Account) -> Reply:
    """
    Show what became of each attempt to call a webhook, the oldest first.
    """
    del call
    rows = [delivery_document(one) for one in account.courier.deliveries]
    return Reply(200, {"deliveries": rows})
