"""
A small engine of somebody else's, with method 1 alone.

It knows nothing of this project but docs/system_under_test.md, and it lacks a gate: a
sale that has a tracking number already it offers all the same.
"""

import json
import os
import urllib.request
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from xml.sax.saxutils import escape

Answer = tuple[str, str, bytes]

CIN7_CORE = os.environ["SEATRIAL_CIN7_CORE_URL"]
DIRECTORY = os.environ["SEATRIAL_DIRECTORY_URL"]
TOKEN = os.environ["SEATRIAL_SYSTEM_TOKEN"]
OFFICES: dict[str, dict[str, Any]] = {}


def read(url: str, **headers: str) -> Any:
    """
    Return the document that is there.
    """
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # a fake's
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.load(answer)


def at_cin7_core(office: dict[str, Any], path: str) -> Any:
    """
    Ask Cin7 Core on behalf of an organisation.
    """
    headers = {
        "api-auth-accountid": office["account_id"],
        "api-auth-applicationkey": office["application_key"],
    }
    return read(CIN7_CORE + path, **headers)


def order(sale: dict[str, Any]) -> str:
    """
    Return a sale as ShipStation's custom stores have it.
    """
    to = sale["ShippingAddress"]
    address = "".join(
        f"<{name}>{escape(str(value or ''))}</{name}>"
        for name, value in (
            ("Name", sale["Customer"]),
            ("Address1", to["Line1"]),
            ("City", to["City"]),
            ("State", to["State"]),
            ("PostalCode", to["Postcode"]),
            ("Country", "GB"),
        )
    )
    items = "".join(
        f"<Item><SKU>{escape(line['SKU'])}</SKU><Name>{escape(line['Name'])}</Name>"
        f"<Quantity>{int(line['Quantity'])}</Quantity>"
        f"<UnitPrice>{line['Price']}</UnitPrice></Item>"
        for line in sale["Order"]["Lines"]
    )
    return (
        f"<Order><OrderID>{sale['ID']}</OrderID>"
        f"<OrderNumber>{sale['Order']['SaleOrderNumber']}</OrderNumber>"
        "<OrderDate>1/1/2026 00:00</OrderDate><OrderStatus>paid</OrderStatus>"
        "<LastModified>1/1/2026 00:00</LastModified>"
        f"<OrderTotal>{sale['Order']['Total']}</OrderTotal>"
        f"<Customer><CustomerCode>{escape(sale['Customer'])}</CustomerCode>"
        f"<BillTo><Name>{escape(sale['Customer'])}</Name></BillTo>"
        f"<ShipTo>{address}</ShipTo></Customer><Items>{items}</Items></Order>"
    )


def export(authorization: str) -> Answer:
    """
    Offer each sale of the user's only organisation that has a shipment.
    """
    user = read(f"{DIRECTORY}/whoami", Authorization=authorization)
    [membership] = user["Organisations"]
    office = OFFICES[membership["AccountID"]]
    rows = at_cin7_core(office, "/saleList?Page=1&Limit=100")["SaleList"]
    sales = [at_cin7_core(office, f"/sale?ID={row['SaleID']}") for row in rows]
    drafted = [
        sale
        for sale in sales
        if any((one.get("Ship") or {}).get("Lines") for one in sale["Fulfilments"])
    ]
    orders = "".join(map(order, drafted))
    return "200 OK", "text/xml", f'<Orders pages="1">{orders}</Orders>'.encode()


def api(method: str, path: str, body: dict[str, Any]) -> Answer:
    """
    Answer the calls of a person; there are three.
    """
    if path == "/api/capabilities":
        return told(capabilities=["custom_store"])
    if path == "/api/runs":
        return told(runs=[])
    if (method, path) == ("POST", "/api/organisations"):
        OFFICES[body["account_id"]] = body
        return told(id=body["account_id"])
    if (method, path) == ("PUT", "/api/custom-store"):
        return told(status=body["status"], warnings=[])
    return "404 Not Found", "application/json", b'{"error": {"code": "not_found"}}'


def told(**document: Any) -> Answer:
    """
    Return an answer in JSON.
    """
    return "200 OK", "application/json", json.dumps(document).encode()


def engine(
    environ: dict[str, Any], start_response: Callable[..., Any]
) -> Iterable[bytes]:
    """
    Answer a call.
    """
    path, authorization = environ["PATH_INFO"], environ.get("HTTP_AUTHORIZATION", "")
    if path == "/custom-store":
        status, media_type, content = export(authorization)
    elif authorization != f"Bearer {TOKEN}":
        status, media_type, content = "401 Unauthorized", "text/plain", b"who is it?"
    else:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = json.loads(environ["wsgi.input"].read(length) or "{}")
        status, media_type, content = api(environ["REQUEST_METHOD"], path, body)
    start_response(
        status,
        [("Content-Type", media_type), ("Content-Length", str(len(content)))],
    )
    return [content]


if __name__ == "__main__":
    PORT = int(os.environ["SEATRIAL_SYSTEM_PORT"])
    make_server(
        "127.0.0.1", PORT, engine, handler_class=WSGIRequestHandler
    ).serve_forever()
