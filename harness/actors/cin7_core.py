"""
A person at Cin7 Core.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

from emulators.kit.control_client import ControlClient
from harness.actors.pauses import pauses

API = "/ExternalApi/v2"
BOX = "Box 1"
NEW = "00000000-0000-0000-0000-000000000000"
WAREHOUSE = "Main Warehouse"
TAX_RULE = "20% (VAT on Income)"

_PAGE = 1000

ADDRESS = {
    "Line1": "4 Mill Lane",
    "City": "Ely",
    "State": "Cambridgeshire",
    "Postcode": "CB7 4AA",
    "Country": "United Kingdom",
}


@dataclass(frozen=True, slots=True)
class Item:
    """
    One line that somebody buys.
    """

    sku: str
    quantity: Decimal = Decimal(1)
    price: Decimal = Decimal("12.50")
    discount: Decimal = Decimal(0)


BELL = Item("BELL-01", Decimal(3))


@dataclass(frozen=True, slots=True)
class Login:
    """
    How the organisation is entered: by API, and by its user.
    """

    account_id: str
    application_key: str = field(repr=False)
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Level:
    """
    How much of a product there is, over all its places.
    """

    on_hand: Decimal
    allocated: Decimal
    available: Decimal


class NotThere(AssertionError):
    """
    A scenario looks for something that Cin7 Core does not have, or has twice.
    """


class WrongNumber(AssertionError):
    """
    A scenario speaks of a sale whose number is not the next one.
    """


class AtCin7Core:
    """
    What a person does and sees at one organisation of Cin7 Core.

    Sales are named by their number, such as ``SO-00001``.
    """

    def __init__(
        self, origin: str, login: Login, *, account: str | None = None
    ) -> None:
        self.login = login
        self._origin = origin
        self._account = account or "main"
        self._control = ControlClient(origin, account=account)
        self._ids: dict[str, str] = {}
        self._products: dict[str, dict[str, Any]] = {}

    def forget(self) -> None:
        """
        Forget what was remembered of the organisation.
        """
        self._ids.clear()
        self._products.clear()

    def close(self) -> None:
        """
        Leave.
        """
        self._control.close()

    # The organisation and its people

    def opens_organisation(self, name: str) -> Mapping[str, str]:
        """
        Open an organisation, and return its API credentials.
        """
        document: Mapping[str, str] = self._control.do(
            "open_account", {"name": name, "company": name}
        )
        return document

    def founds(self, name: str) -> "AtCin7Core":
        """
        Open an organisation with a user of its own, and return a person there.
        """
        credentials = self.opens_organisation(name)
        username = f"{name}-user"
        password = self.password_for(username)
        self.invites(username, password, name)
        login = Login(
            credentials["account_id"],
            credentials["application_key"],
            username,
            password,
        )
        return AtCin7Core(self._origin, login, account=name)

    def password_for(self, username: str) -> str:
        """
        Return a password for another user: it is another one for each organisation.
        """
        return f"{username}-{self.login.password}"

    def invites(
        self,
        username: str,
        password: str,
        *organisations: str,
        permissions: Sequence[str] | None = None,
    ) -> None:
        """
        Make a user who belongs to the organisations, with all permissions or with some.
        """
        body: dict[str, Any] = {
            "username": username,
            "password": password,
            "organisations": list(organisations),
        }
        if permissions is not None:
            body["permissions"] = list(permissions)
        self._control.common("POST", "/_emulator/users", body)

    def adds_to_organisation(self, username: str, organisation: str) -> None:
        """
        Make a user a member of one more organisation.
        """
        path = f"/_emulator/users/{username}/memberships"
        self._control.common("POST", path, {"organisation": organisation})

    def organisations_of(self, username: str) -> list[str]:
        """
        Return the names of the organisations that a user belongs to.
        """
        users = self._control.common("GET", "/_emulator/users")["users"]
        return list(_the_one(users, "username", username)["organisations"])

    def changes_password(self, username: str, password: str) -> None:
        """
        Give a user another password.
        """
        path = f"/_emulator/users/{username}"
        self._control.common("PATCH", path, {"password": password})

    def may(self, username: str, *permissions: str) -> None:
        """
        Let a user do this in the organisation, and nothing else.
        """
        path = f"/_emulator/users/{username}/memberships/{self._account}"
        self._control.common("PATCH", path, {"permissions": list(permissions)})

    def keeps_books_in(
        self, currency: str, *, weight: str = "kg", dimensions: str = "cm"
    ) -> None:
        """
        Settle the base currency, before the first sale, and the default units.
        """
        settings = {
            "currency": currency,
            "default_weight_units": weight,
            "default_dimensions_units": dimensions,
        }
        self._control.screen("PATCH", "/organisation", settings)

    def sends_from(self, address: Mapping[str, str], *, kind: str = "Business") -> None:
        """
        Have a default address of the company.
        """
        names = {
            "Line1": "Line1",
            "Line2": "Line2",
            "City": "CitySuburb",
            "State": "StateProvince",
            "Postcode": "ZipPostCode",
            "Country": "Country",
        }
        body = {names[part]: value for part, value in address.items()}
        shown = {"Type": kind, "DefaultForType": True}
        self._api("POST", "/me/addresses", {**body, **shown})

    def settings(self) -> dict[str, Any]:
        """
        Return what the company says of itself: currency, units, time zone.
        """
        settings: dict[str, Any] = self._api("GET", "/me")
        return settings

    def closes_account(self) -> None:
        """
        Let the organisation be active no more.
        """
        self._control.screen("PATCH", "/organisation", {"active": False})

    # Products, stock, customers

    def stocks(
        self,
        sku: str,
        *,
        name: str = "",
        quantity: int = 1000,
        storage_bin: str = "",
        place: str = WAREHOUSE,
        kind: str = "Stock",
        **facts: Any,
    ) -> None:
        """
        Have a product and so many of it, in a bin if one is named.

        A product of another kind than stock has no quantity.
        """
        weight = {"Weight": Decimal("0.35"), "WeightUnits": "kg"}
        self._make_product(sku, name, **{**weight, "Type": kind, **facts})
        if kind != "Stock":
            return
        spot = {"location": place, **({"bin": storage_bin} if storage_bin else {})}
        count = {"sku": sku, "quantity": quantity, **spot}
        self._control.screen("POST", "/stock", count)

    def offers(self, sku: str, *, name: str = "", kind: str = "Service") -> None:
        """
        Have a product that lies in no warehouse: ``Service`` or ``Non-inventory``.
        """
        self._make_product(sku, name, Type="Service")
        if kind != "Service":
            self._control.screen("PATCH", f"/products/{sku}", {"type": kind})
            self._products[sku] = self.product(sku)

    def on_hand(self, sku: str) -> Decimal:
        """
        Return how many of the product are there.
        """
        return self.stock_of(sku).on_hand

    def stock_of(self, sku: str, *, place: str = "") -> Level:
        """
        Return how much of the product there is, everywhere or in one warehouse.
        """
        asked = {"Sku": sku, **({"Location": place} if place else {})}
        found = self._api("GET", "/ref/productavailability", **asked)
        rows = found["ProductAvailabilityList"]
        sums = (_sum(rows, name) for name in ("OnHand", "Allocated", "Available"))
        return Level(*sums)

    def product(self, sku: str) -> dict[str, Any]:
        """
        Return the product as Cin7 Core shows it.

        Raises:
            NotThere: There is none.
        """
        rows = self._api("GET", "/product", Sku=sku, Limit="1000")["Products"]
        return _the_one(rows, "SKU", sku)

    def customer(self, name: str) -> dict[str, Any]:
        """
        Return the customer as Cin7 Core shows it.

        Raises:
            NotThere: There is none.
        """
        rows = self._api("GET", "/customer", Name=name, Limit="1000")["CustomerList"]
        return _the_one(rows, "Name", name)

    def shows_picture(self, sku: str, url: str) -> None:
        """
        Give the product a picture, its default one.
        """
        body = {
            "ProductID": self._products[sku]["ID"],
            "FileName": "picture.png",
            "IsDefault": True,
            "FileDownloadUrl": url,
        }
        self._api("POST", "/product/attachments", body)

    def knows_customer(
        self,
        name: str,
        *,
        email: str,
        phone: str,
        address: Mapping[str, Any] = ADDRESS,
        currency: str = "GBP",
    ) -> None:
        """
        Have a customer.
        """
        body = {
            "Name": name,
            "Status": "Active",
            "Currency": currency,
            "PaymentTerm": "30 days",
            "AccountReceivable": "1200",
            "RevenueAccount": "4000",
            "TaxRule": TAX_RULE,
            "Carrier": "Royal Mail",
            "Addresses": [{**address, "Type": "Shipping", "DefaultForType": True}],
            "Contacts": [
                {"Name": name, "Email": email, "Phone": phone, "Default": True}
            ],
        }
        self._api("POST", "/customer", body)

    # Books

    def opens_location(
        self, name: str, *bins: str, address: Mapping[str, str] | None = None
    ) -> None:
        """
        Have one more warehouse, or more bins or an address in one that there is.
        """
        rows = self._api("GET", "/ref/location", Name=name)["LocationList"]
        body = {"Name": name, **_ship_from(address or {})}
        if not rows:
            location = self._api("POST", "/ref/location", body)
        else:
            location = rows[0]
            if address:
                self._api("PUT", "/ref/location", {"ID": location["ID"], **body})
        for one in bins:
            self._api(
                "POST", "/ref/location", {"Name": one, "ParentID": location["ID"]}
            )

    def location(self, name: str) -> dict[str, Any]:
        """
        Return the warehouse as Cin7 Core shows it, with the address it ships from.

        Raises:
            NotThere: There is none.
        """
        rows = self._api("GET", "/ref/location", Name=name)["LocationList"]
        return _the_one(rows, "Name", name)

    def works_with_carrier(self, name: str) -> None:
        """
        Have one more carrier.
        """
        self._api("POST", "/ref/carrier", {"Description": name})

    def writes_book(self, book: str, *rows: Mapping[str, Any]) -> None:
        """
        Write rows into a reference book.
        """
        self._control.screen("POST", f"/books/{book}", {"rows": list(rows)})

    # A sale and its stages

    def sells(
        self,
        number: str,
        *items: Item,
        customer: str = "Kestrel Cycles",
        address: Mapping[str, Any] | None = ADDRESS,
        **header: Any,
    ) -> None:
        """
        Make the next sale and authorise its order.

        Raises:
            WrongNumber: The next sale has another number.
        """
        charges = header.pop("charges", ())
        self.begins_sale(number, customer=customer, address=address, **header)
        self.orders(number, *items, charges=charges)

    def begins_sale(
        self,
        number: str,
        *,
        customer: str = "Kestrel Cycles",
        address: Mapping[str, Any] | None = ADDRESS,
        **header: Any,
    ) -> None:
        """
        Make the next sale, with nothing ordered yet.

        Raises:
            WrongNumber: The next sale has another number.
        """
        body = {
            "Customer": customer,
            "Location": WAREHOUSE,
            "SkipQuote": True,
            "TaxInclusive": False,
            "ShippingAddress": _ship_to(address, customer),
            **header,
        }
        sale = self._api("POST", "/sale", body)
        made = sale["Order"]["SaleOrderNumber"]
        if made != number:
            raise WrongNumber(f"the next sale is {made}, and not {number}")
        self._ids[number] = sale["ID"]

    def orders(
        self,
        number: str,
        *items: Item,
        status: str = "AUTHORISED",
        charges: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """
        Fill the order, and draft or authorise it.
        """
        body = self._order(self._id(number), items)
        body |= {"Status": status, "AdditionalCharges": list(charges)}
        self._api("POST", "/sale/order", body)

    def quotes(self, number: str, *items: Item) -> None:
        """
        Fill and authorise the quote.
        """
        body = self._order(self._id(number), items)
        self._api("POST", "/sale/quote", {**body, "CombineAdditionalCharges": False})

    def picks(self, number: str, *items: Item, place: str = WAREHOUSE) -> None:
        """
        Authorise the latest pick: of these items, or of all that was ordered.
        """
        self._stage(number, "pick", Lines=self._lines(number, items, place))

    def packs(
        self,
        number: str,
        *items: Item,
        boxes: Sequence[str] | Mapping[str, Sequence[Item]] = (BOX,),
        place: str = WAREHOUSE,
    ) -> None:
        """
        Authorise the latest pack.

        It is spread over the boxes, or each box has items of its own.
        """
        if isinstance(boxes, Mapping):
            lines = [
                {**line, "Box": box}
                for box, inside in boxes.items()
                for line in self._lines(number, inside, place)
            ]
        else:
            lines = [
                {
                    **line,
                    "Box": box,
                    "Quantity": Decimal(str(line["Quantity"])) / len(boxes),
                }
                for line in self._lines(number, items, place)
                for box in boxes
            ]
        self._stage(number, "pack", Lines=lines)

    def packs_apart(self, number: str, boxes: Mapping[str, Item]) -> None:
        """
        Authorise the pack, each item in a box of its own.
        """
        self.packs(number, boxes={box: (item,) for box, item in boxes.items()})

    def fulfils_next(self, number: str, *items: Item) -> None:
        """
        Pick and pack these items in the latest fulfilment, and draft its shipment.
        """
        self.picks(number, *items)
        self.packs(number, *items)
        self.drafts_shipment(number)

    def drafts_shipment(
        self, number: str, *, tracking_number: str = "", boxes: Sequence[str] = (BOX,)
    ) -> None:
        """
        Fill the ship stage and leave it as a draft.
        """
        self._ship(number, "DRAFT", tracking_number, boxes)

    def types_tracking(self, number: str, tracking_number: str) -> None:
        """
        Type a tracking number into the drafted shipment.
        """
        task = self.sale(number)["Fulfilments"][-1]["TaskID"]
        line = {**_ship_line(BOX, tracking_number), "IsShipped": False}
        body = {"TaskID": task, "Status": "DRAFT", "Lines": [line]}
        self._api("PUT", "/sale/fulfilment/ship", body)

    def wipes_tracking(self, number: str) -> None:
        """
        Wipe out the tracking number of a sale that has left.
        """
        task = self.sale(number)["Fulfilments"][-1]
        line = {**_ship_line(task["Ship"]["Lines"][0]["Boxes"], ""), "IsShipped": True}
        body = {
            "TaskID": task["TaskID"],
            "Status": task["Ship"]["Status"],
            "AddTrackingNumbers": True,
            "Lines": [line],
        }
        self._api("PUT", "/sale/fulfilment/ship", body)

    def authorises_shipment(self, number: str, *, tracking_number: str = "") -> None:
        """
        Authorise the ship stage: the parcel has left.
        """
        self._ship(number, "AUTHORISED", tracking_number)

    def readies(self, number: str, *items: Item, **sale: Any) -> None:
        """
        Sell, pick and pack, and draft the shipment.
        """
        self.sells(number, *items, **sale)
        self.picks(number)
        self.packs(number)
        self.drafts_shipment(number)

    def invoices(self, number: str, status: str) -> None:
        """
        Draft or authorise the invoice of all that was ordered.
        """
        sale = self.sale(number)
        body = {
            "SaleID": sale["ID"],
            "TaskID": sale["Invoices"][0]["TaskID"],
            "CombineAdditionalCharges": False,
            "Status": status,
            "InvoiceDate": "2026-03-02",
            "InvoiceDueDate": "2026-04-01",
            "Lines": [
                {**_invoice_line(line), "Account": "4000"}
                for line in sale["Order"]["Lines"]
            ],
        }
        self._api("POST", "/sale/invoice", body)

    def is_paid(self, number: str) -> None:
        """
        Authorise the invoice and take the whole payment.
        """
        self.invoices(number, "AUTHORISED")
        invoice = self.sale(number)["Invoices"][0]
        body = {
            "TaskID": invoice["TaskID"],
            "Type": "Payment",
            "Amount": invoice["Total"],
            "DatePaid": "2026-03-02",
            "Account": "1100",
            "CurrencyRate": 1,
        }
        self._api("POST", "/sale/payment", body)

    def credits(
        self, number: str, *items: Item, restock: bool = False, place: str = WAREHOUSE
    ) -> None:
        """
        Authorise a credit note of these items, or of all; the goods may come back.
        """
        sale = self.sale(number)
        wanted = {item.sku: item.quantity for item in items}
        rows = [
            row for row in sale["Order"]["Lines"] if not items or row["SKU"] in wanted
        ]
        lines = [_credited(row, wanted.get(row["SKU"])) for row in rows]
        body = {
            "SaleID": sale["ID"],
            "TaskID": NEW,
            "CombineAdditionalCharges": False,
            "CreditNoteInvoiceNumber": sale["Invoices"][-1]["InvoiceNumber"],
            "Status": "AUTHORISED",
            "CreditNoteDate": "2026-03-09",
            "Lines": lines,
            "Restock": self._lines(number, items, place) if restock else [],
        }
        self._api("POST", "/sale/creditnote", body)

    def begins_second_fulfilment(self, number: str) -> None:
        """
        Add a fulfilment, which makes the sale an advanced one.
        """
        self._api("POST", "/sale/fulfilment", {"SaleID": self._id(number)})

    def voids_last_fulfilment(self, number: str) -> None:
        """
        Void the sale's last fulfilment.
        """
        [*_, task] = self.sale(number)["Fulfilments"]
        self._api("DELETE", "/sale/fulfilment", TaskID=task["TaskID"], Void="true")

    def came_from_channel(self, number: str, channel: str) -> None:
        """
        Have the sale come from a web shop that is connected to Cin7 Core.
        """
        body = {"sourceChannel": channel}
        self._control.screen("PATCH", f"/sales/{number}", body)

    def notes(self, number: str, note: str) -> None:
        """
        Write a note into the sale's header, and leave the rest as it is.
        """
        sale = self.sale(number)
        kept = ("Customer", "Location", "Email", "Phone", "Carrier", "ShippingAddress")
        body = {"ID": sale["ID"], **{name: sale[name] for name in kept}, "Note": note}
        self._api("PUT", "/sale", body)

    def sends_to(self, number: str, address: Mapping[str, Any]) -> None:
        """
        Correct the shipping address in the sale's header, and leave the rest.
        """
        sale = self.sale(number)
        kept = ("Customer", "Location", "Email", "Phone", "Carrier", "Note")
        body = {"ID": sale["ID"], **{name: sale[name] for name in kept}}
        body["ShippingAddress"] = {**sale["ShippingAddress"], **address}
        self._api("PUT", "/sale", body)

    def undoes(self, number: str) -> None:
        """
        Take the sale back to its draft.
        """
        self._api("DELETE", "/sale", ID=self._id(number), Void="false")

    def voids(self, number: str) -> None:
        """
        Void the sale.
        """
        self._api("DELETE", "/sale", ID=self._id(number), Void="true")

    # What is seen

    def sale(self, number: str) -> dict[str, Any]:
        """
        Return the sale as Cin7 Core shows it.
        """
        sale: dict[str, Any] = self._api("GET", "/sale", ID=self._id(number))
        return sale

    def sale_by_external_id(self, external_id: str) -> dict[str, Any]:
        """
        Return the one sale that has this mark of another system.

        Raises:
            NotThere: There is none, or more than one.
        """
        rows = self._api("GET", "/saleList", ExternalID=external_id)["SaleList"]
        row = _the_one(rows, "ExternalID", external_id)
        sale: dict[str, Any] = self._api("GET", "/sale", ID=row["SaleID"])
        return sale

    def number_of(self, order: str) -> str | None:
        """
        Return the number of the sale that refers to another system's order, or None.
        """
        found = [n for n in self.sales() if self.refers_to(n) == order]
        if len(found) > 1:
            raise AssertionError(f"{order} is {len(found)} sales")
        return found[0] if found else None

    def refers_to(self, number: str) -> str:
        """
        Return the customer's reference on the sale.
        """
        return str(self.sale(number)["CustomerReference"])

    def sale_of(self, order: str) -> dict[str, Any]:
        """
        Return the sale that refers to another system's order.

        Raises:
            NotThere: There is none.
        """
        number = self.number_of(order)
        if number is None:
            raise NotThere(f"no sale refers to {order}")
        return self.sale(number)

    def tracking_of(self, order: str) -> list[str]:
        """
        Return the tracking numbers of the sale that refers to an order.
        """
        return self.tracking_numbers(self.sale_of(order)["Order"]["SaleOrderNumber"])

    def credited_of(self, order: str) -> list[dict[str, Any]]:
        """
        Return the credit notes of the sale that refers to an order.
        """
        return self.credit_notes(self.sale_of(order)["Order"]["SaleOrderNumber"])

    def sales(self) -> list[str]:
        """
        Return the numbers of all sales, the oldest first.
        """
        return self._numbers()

    def sales_of_customer(self, name: str) -> list[str]:
        """
        Return the numbers of the customer's sales, the oldest first.
        """
        return self._numbers(Customer=name)

    def credit_notes(self, number: str) -> list[dict[str, Any]]:
        """
        Return the sale's credit notes, the blank one left out.
        """
        notes = self.sale(number)["CreditNotes"]
        return [note for note in notes if note["Status"] != "NOT AVAILABLE"]

    def payments(self, number: str) -> list[dict[str, Any]]:
        """
        Return what was paid for the sale, and refunded.
        """
        payments: list[dict[str, Any]] = self._api(
            "GET", "/sale/payment", SaleID=self._id(number)
        )
        return payments

    def boxes(self, number: str) -> dict[str, dict[str, Decimal]]:
        """
        Return what is packed in each box, by SKU.
        """
        found: dict[str, dict[str, Decimal]] = {}
        for task in self.sale(number)["Fulfilments"]:
            for line in task["Pack"]["Lines"]:
                box = found.setdefault(line["Box"], {})
                packed = box.get(line["SKU"], Decimal(0))
                box[line["SKU"]] = packed + Decimal(str(line["Quantity"]))
        return found

    def ship_lines(self, number: str) -> list[dict[str, Any]]:
        """
        Return the ship lines of all fulfilments of the sale.
        """
        return [
            line
            for task in self.sale(number)["Fulfilments"]
            for line in task["Ship"]["Lines"]
        ]

    def shipment(self, number: str) -> dict[str, Any]:
        """
        Return the ship stage of the sale's first fulfilment.
        """
        shipment: dict[str, Any] = self.sale(number)["Fulfilments"][0]["Ship"]
        return shipment

    def changed_at(self, number: str) -> str:
        """
        Return when the sale was last changed.
        """
        return str(self.sale(number)["LastModifiedOn"])

    def last_shipment_call(self) -> dict[str, Any]:
        """
        Return what a client last asked of a ship stage.
        """
        calls = [
            exchange["request"]
            for exchange in self.journal()
            if exchange["by"] == "api"
            and exchange["operation"] == "cin7_core.replace_ship"
        ]
        return dict(calls[-1])

    def tracking_numbers(self, number: str) -> list[str]:
        """
        Return the tracking numbers on the sale's ship lines.
        """
        return [
            tracking
            for line in self.ship_lines(number)
            for tracking in (line["TrackingNumber"] or "").split(",")
            if tracking
        ]

    def journal(self) -> list[dict[str, Any]]:
        """
        Return what Cin7 Core was asked.
        """
        exchanges: list[dict[str, Any]] = self._control.do("journal")["exchanges"]
        return exchanges

    def pauses(self, operation: str) -> list[float]:
        """
        Return for how many seconds the operation was left alone after each refusal.
        """
        return pauses(self.journal(), f"cin7_core.{operation}")

    def is_known_for(self, fact: str, member: str) -> None:
        """
        Have a contested fact of Cin7 Core be this way.
        """
        self._control.do("change_profile", {fact: member})

    def is_asked_by_another_program(self, times: int) -> None:
        """
        Let somebody else's program ask so many times with the same credentials.
        """
        import requests  # noqa: PLC0415  # only that program is a client by itself

        headers = {
            "api-auth-accountid": self.login.account_id,
            "api-auth-applicationkey": self.login.application_key,
        }
        for _ in range(times):
            url = f"{self._origin}{API}/me"
            requests.get(url, headers=headers, timeout=5).raise_for_status()

    def webhooks(self) -> list[dict[str, Any]]:
        """
        Return the webhooks, as Cin7 Core lists them.
        """
        webhooks: list[dict[str, Any]] = self._api("GET", "/webhooks")["Webhooks"]
        return webhooks

    def mistypes_token_of_webhooks(self) -> None:
        """
        Enter another token for every webhook.
        """
        kept = ("ID", "Type", "IsActive", "ExternalURL", "ExternalAuthorizationType")
        for webhook in self.webhooks():
            body = {name: webhook[name] for name in kept}
            body |= {"ExternalBearerToken": "mistyped", "ExternalHeaders": []}
            self._api("PUT", "/webhooks", body)

    def misbehaves(self, operation: str, kind: str, **settings: Any) -> None:
        """
        Let the operation misbehave.
        """
        self._control.do(
            "add_fault",
            {"kind": kind, "operation": f"cin7_core.{operation}", **settings},
        )

    def behaves(self) -> None:
        """
        Let it misbehave no more.
        """
        self._control.do("clear_faults")

    # How

    def _api(self, method: str, path: str, body: object = None, **query: str) -> Any:
        return self._control.person(method, API + path, body, **query)

    def _id(self, number: str) -> str:
        if number not in self._ids:
            rows = self._api("GET", "/saleList", Search=number)["SaleList"]
            self._ids |= {row["OrderNumber"]: row["SaleID"] for row in rows}
        return self._ids[number]

    def _numbers(self, **having: str) -> list[str]:
        rows: list[dict[str, Any]] = []
        asked = {"Limit": str(_PAGE), "Search": having.get("Customer", "")}
        for page in count(1):
            found = self._api("GET", "/saleList", Page=str(page), **asked)["SaleList"]
            rows += found
            if len(found) < _PAGE:
                break
        return [
            row["OrderNumber"]
            for row in rows
            if all(row[key] == value for key, value in having.items())
        ]

    def _make_product(self, sku: str, name: str, **facts: Any) -> None:
        body = {
            "SKU": sku,
            "Name": name or f"Product {sku}",
            "Category": "Other",
            "Type": "Stock",
            "CostingMethod": "FIFO",
            "UOM": "Item",
            "Status": "Active",
            "PriceTier1": Decimal("12.50"),
            **facts,
        }
        answer = self._api("POST", "/product", body)
        self._products[sku] = answer["Products"][0]

    def _is_stock(self, sku: str) -> bool:
        if sku not in self._products:
            self._products[sku] = self.product(sku)
        return bool(self._products[sku]["Type"] == "Stock")

    def _order(self, sale_id: str, items: Sequence[Item]) -> dict[str, Any]:
        lines = [self._order_line(item) for item in items or (BELL,)]
        return {
            "SaleID": sale_id,
            "Memo": "",
            "Status": "AUTHORISED",
            "Lines": lines,
            "AdditionalCharges": [],
        }

    def _order_line(self, item: Item) -> dict[str, Any]:
        if item.sku not in self._products:
            self.stocks(item.sku)
        product = self._products[item.sku]
        total = item.quantity * item.price * (1 - item.discount / 100)
        return {
            "ProductID": product["ID"],
            "SKU": item.sku,
            "Name": product["Name"],
            "Quantity": item.quantity,
            "Price": item.price,
            "Discount": item.discount,
            "Tax": total * Decimal("0.2"),
            "TaxRule": TAX_RULE,
            "Total": total,
        }

    def _lines(
        self, number: str, items: Sequence[Item], place: str
    ) -> list[dict[str, Any]]:
        wanted = {item.sku: item.quantity for item in items}
        return [
            {
                "SKU": line["SKU"],
                "ProductID": line["ProductID"],
                "Location": place,
                "Quantity": wanted.get(line["SKU"], line["Quantity"]),
            }
            for line in self.sale(number)["Order"]["Lines"]
            if (line["SKU"] in wanted if items else self._is_stock(line["SKU"]))
        ]

    def _stage(self, number: str, stage: str, **body: Any) -> None:
        task = self.sale(number)["Fulfilments"][-1]["TaskID"]
        body = {"TaskID": task, "Status": "AUTHORISED", **body}
        self._api("POST", f"/sale/fulfilment/{stage}", body)

    def _ship(
        self,
        number: str,
        status: str,
        tracking_number: str,
        boxes: Sequence[str] = (BOX,),
    ) -> None:
        is_shipped = status == "AUTHORISED"
        lines = [
            {**_ship_line(box, tracking_number), "IsShipped": is_shipped}
            for box in boxes
        ]
        self._stage(number, "ship", Status=status, Lines=lines)


def _ship_to(address: Mapping[str, Any] | None, customer: str) -> dict[str, Any]:
    return {
        **(address or {"Line1": "", "Country": ""}),
        "Company": customer,
        "Contact": "J. Ash",
        "ShipToOther": True,
    }


def _ship_line(box: str, tracking_number: str) -> dict[str, Any]:
    return {
        "ShipmentDate": "2026-03-02",
        "Carrier": "DEFAULT Carrier",
        "Box": box,
        "TrackingNumber": tracking_number,
    }


def _invoice_line(line: Mapping[str, Any]) -> dict[str, Any]:
    names = ("ProductID", "SKU", "Name", "Quantity", "Price", "Discount", "Tax")
    return {name: line[name] for name in (*names, "TaxRule", "Total")}


def _credited(line: Mapping[str, Any], quantity: Decimal | None) -> dict[str, Any]:
    share = 1 if quantity is None else quantity / Decimal(str(line["Quantity"]))
    shown = _invoice_line(line)
    changed = {
        name: Decimal(str(line[name])) * share for name in ("Quantity", "Tax", "Total")
    }
    return {**shown, **changed, "Account": "4000"}


def _ship_from(address: Mapping[str, str]) -> dict[str, str]:
    names = {
        "Line1": "AddressLine1",
        "Line2": "AddressLine2",
        "City": "AddressCitySuburb",
        "State": "AddressStateProvince",
        "Postcode": "AddressZipPostCode",
        "Country": "AddressCountry",
    }
    return {names[part]: value for part, value in address.items()}


def _sum(rows: Sequence[Mapping[str, Any]], name: str) -> Decimal:
    return sum((Decimal(str(row[name])) for row in rows), Decimal(0))


def _the_one(rows: Sequence[dict[str, Any]], name: str, value: str) -> dict[str, Any]:
    found = [row for row in rows if row[name] == value]
    if len(found) != 1:
        raise NotThere(f"{len(found)} rows have the {name} '{value}', and not one")
    return found[0]
