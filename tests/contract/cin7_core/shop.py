"""
A client of the fake over plain HTTP, and the steps of a sale as it sends them.
"""

from typing import Any

import requests

from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY

Json = dict[str, Any]

TAX = "20% (VAT on Income)"
WAREHOUSE = "Main Warehouse"
UNKNOWN = "11111111-1111-4111-8111-111111111111"
EMPTY = "00000000-0000-0000-0000-000000000000"


class Refusal(AssertionError):
    """
    The fake said no.
    """

    def __init__(self, response: requests.Response) -> None:
        super().__init__(response.text)
        self.status = response.status_code
        self.errors: list[Json] = response.json()

    @property
    def text(self) -> str:
        """
        What the first error says.
        """
        return str(self.errors[0]["Exception"])


class Shop:
    """
    An integration that sells: it knows the keys and nothing of the fake's inside.
    """

    def __init__(self, origin: str, key: str = APPLICATION_KEY) -> None:
        self.origin = origin
        self.url = f"{origin}/ExternalApi/v2"
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["api-auth-accountid"] = ACCOUNT_ID
        self.session.headers["api-auth-applicationkey"] = key

    def call(
        self, method: str, path: str, body: object = None, **query: Any
    ) -> requests.Response:
        """
        Send one request and return whatever comes.
        """
        return self.session.request(
            method, f"{self.url}/{path}", json=body, params=query, timeout=10
        )

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """
        Send one request and return its JSON.

        Raises:
            Refusal: The fake said no.
        """
        response = self.call(method, path, body, **query)
        if response.status_code != 200:
            raise Refusal(response)
        return response.json()

    def screen(self, method: str, path: str, body: object) -> Any:
        """
        Do what a person does at the vendor's screens.
        """
        response = self.session.request(
            method, f"{self.origin}/_emulator/screens{path}", json=body, timeout=10
        )
        assert response.status_code == 200, response.text
        return response.json()

    # Master data

    def product(self, sku: str = "BELL-01", **more: Any) -> Json:
        """
        Create a product that lies in a warehouse.
        """
        body = {
            "SKU": sku,
            "Name": f"Bell {sku}",
            "Category": "Other",
            "Type": "Stock",
            "CostingMethod": "FIFO",
            "UOM": "Item",
            "Status": "Active",
            "PriceTier1": 12.5,
            "Weight": 1.2,
            "WeightUnits": "kg",
            **more,
        }
        [created] = self.ask("POST", "product", body)["Products"]
        return dict(created)

    def customer(self, name: str = "Kestrel Cycles", **more: Any) -> Json:
        """
        Create a customer with a contact and both addresses.
        """
        place = {"City": "Ely", "Postcode": "CB7 4AA", "Country": "United Kingdom"}
        body = {
            "Name": name,
            "Status": "Active",
            "Currency": "GBP",
            "PaymentTerm": "30 days",
            "AccountReceivable": "1200",
            "RevenueAccount": "4000",
            "TaxRule": TAX,
            "Carrier": "Royal Mail",
            "Addresses": [
                {"Line1": "4 Mill Lane", "Type": "Billing", **place},
                {"Line1": "5 Quay Street", "Type": "Shipping", **place},
            ],
            "Contacts": [{"Name": "J. Ash", "Email": "j@kestrel.example"}],
            **more,
        }
        [created] = self.ask("POST", "customer", body)["CustomerList"]
        return dict(created)

    def supplier(self, name: str = "Foundry & Sons", **more: Any) -> Json:
        """
        Create a supplier with an address and a contact.
        """
        body = {
            "Name": name,
            "Status": "Active",
            "Currency": "GBP",
            "PaymentTerm": "30 days",
            "TaxRule": TAX,
            "AccountPayable": "2100",
            "Addresses": [
                {
                    "Line1": "1 Forge Road",
                    "Country": "United Kingdom",
                    "Type": "Billing",
                }
            ],
            "Contacts": [
                {"Name": "B. Smith", "Email": "b@foundry.example", "Phone": "0113"}
            ],
            **more,
        }
        [created] = self.ask("POST", "supplier", body)["SupplierList"]
        return dict(created)

    def stock(self, quantity: float, sku: str = "BELL-01", **more: Any) -> Json:
        """
        Count stock at the screen.
        """
        body = {"sku": sku, "location": WAREHOUSE, "quantity": quantity, **more}
        return dict(self.screen("POST", "/stock", body))

    def places(self, sku: str = "BELL-01") -> dict[str, Json]:
        """
        Return the rows of availability of a product, by place.
        """
        rows = self.ask("GET", "ref/productavailability", Sku=sku)
        return {
            ": ".join(filter(None, (row["Location"], row["Bin"], row["Batch"]))): row
            for row in rows["ProductAvailabilityList"]
        }

    def level(self, sku: str = "BELL-01") -> tuple[float, float, float]:
        """
        Return on hand, allocated and available of a product.
        """
        [row] = self.ask("GET", "ref/productavailability", Sku=sku)[
            "ProductAvailabilityList"
        ]
        return row["OnHand"], row["Allocated"], row["Available"]

    # The steps of a sale

    def sale(self, **more: Any) -> Json:
        """
        Create a sale.
        """
        body = {"Customer": "Kestrel Cycles", "Location": WAREHOUSE, **more}
        return dict(self.ask("POST", "sale", body))

    def order(
        self,
        sale_id: str,
        quantity: float = 3,
        status: str = "AUTHORISED",
        sku: str = "BELL-01",
        **more: Any,
    ) -> Json:
        """
        Write the order: one line.
        """
        body = {
            "SaleID": sale_id,
            "Memo": "",
            "Status": status,
            "Lines": [line(sku, quantity)],
            **more,
        }
        return dict(self.ask("POST", "sale/order", body))

    def pick(
        self, task_id: str, quantity: float = 3, status: str = "AUTHORISED", **more: Any
    ) -> Json:
        """
        Write the pick: one line.
        """
        row = {"SKU": "BELL-01", "Location": WAREHOUSE, "Quantity": quantity, **more}
        body = {"TaskID": task_id, "Status": status, "Lines": [row]}
        return dict(self.ask("POST", "sale/fulfilment/pick", body))

    def pack(
        self,
        task_id: str,
        boxes: dict[str, float] | None = None,
        status: str = "AUTHORISED",
    ) -> Json:
        """
        Write the pack: a line for each box.
        """
        rows = [
            {"SKU": "BELL-01", "Location": WAREHOUSE, "Box": box, "Quantity": quantity}
            for box, quantity in (boxes or {"Box 1": 3}).items()
        ]
        body = {"TaskID": task_id, "Status": status, "Lines": rows}
        return dict(self.ask("POST", "sale/fulfilment/pack", body))

    def ship(self, task_id: str, *lines: Json, verb: str = "POST", **more: Any) -> Json:
        """
        Write the shipment; without lines it has one for Box 1.
        """
        body = {
            "TaskID": task_id,
            "Status": "AUTHORISED",
            "Lines": list(lines or (parcel(),)),
            **more,
        }
        return dict(self.ask(verb, "sale/fulfilment/ship", body))

    def packed(self, boxes: dict[str, float] | None = None, **more: Any) -> str:
        """
        Take a simple sale of three to packed, and return its id.
        """
        sale_id = str(self.sale(**more)["ID"])
        self.order(sale_id)
        self.pick(sale_id)
        self.pack(sale_id, boxes)
        return sale_id

    def invoice(self, sale_id: str, status: str = "AUTHORISED", **more: Any) -> Json:
        """
        Write the invoice of a simple sale of three.
        """
        body = {
            "SaleID": sale_id,
            "TaskID": sale_id,
            "CombineAdditionalCharges": False,
            "Memo": "",
            "Status": status,
            "InvoiceDate": "2026-03-02",
            "InvoiceDueDate": "2026-04-01",
            "Lines": [line("BELL-01", 3)],
            **more,
        }
        return dict(self.ask("POST", "sale/invoice", body))

    def credit_body(
        self,
        sale_id: str,
        quantity: float,
        invoice: str = "INV-00001",
        **more: Any,
    ) -> Json:
        """
        Return a new credit note of so many.
        """
        return {
            "SaleID": sale_id,
            "TaskID": EMPTY,
            "CombineAdditionalCharges": False,
            "CreditNoteInvoiceNumber": invoice,
            "Memo": "",
            "Status": "AUTHORISED",
            "CreditNoteDate": "2026-03-09",
            "Lines": [line("BELL-01", quantity)],
            **more,
        }

    def credit(
        self,
        sale_id: str,
        quantity: float,
        invoice: str = "INV-00001",
        **more: Any,
    ) -> Json:
        """
        Credit so many, and return the latest credit note.
        """
        body = self.credit_body(sale_id, quantity, invoice, **more)
        return dict(self.ask("POST", "sale/creditnote", body)["CreditNotes"][-1])

    def pay(self, task_id: str, amount: float, **more: Any) -> Json:
        """
        Pay an invoice.
        """
        body = {
            "TaskID": task_id,
            "Type": "Payment",
            "Amount": amount,
            "DatePaid": "2026-03-03",
            "Account": "1100",
            "CurrencyRate": 1,
            **more,
        }
        return dict(self.ask("POST", "sale/payment", body))

    def get(self, sale_id: str, **query: object) -> Json:
        """
        Return the whole sale.
        """
        return dict(self.ask("GET", "sale", ID=sale_id, **query))

    def row(self, sale_id: str) -> Json:
        """
        Return the sale's row of the list.
        """
        rows = self.ask("GET", "saleList", Limit=1000)["SaleList"]
        return next(dict(row) for row in rows if row["SaleID"] == sale_id)


def line(sku: str, quantity: float, price: float = 12.5) -> Json:
    """
    Return a line of an order or invoice.
    """
    return {
        "SKU": sku,
        "Name": "Brass bell",
        "Quantity": quantity,
        "Price": price,
        "Tax": quantity * price / 5,
        "TaxRule": TAX,
    }


def parcel(box: str = "Box 1", tracking: str = "", **more: Any) -> Json:
    """
    Return a line of a shipment.
    """
    return {
        "ShipmentDate": "2026-03-02",
        "Carrier": "Royal Mail",
        "Box": box,
        "TrackingNumber": tracking,
        **more,
    }


def hook(shop: Shop, url: str, kind: str = "Sale/Created", **more: Any) -> Json:
    """
    Add a webhook.
    """
    body = {
        "Type": kind,
        "IsActive": True,
        "ExternalURL": url,
        "ExternalAuthorizationType": "noauth",
        **more,
    }
    [made] = shop.ask("POST", "webhooks", body)["Webhooks"]
    return dict(made)
