"""
The client of Cin7 Core's External API v2.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from engine.adapters.cin7_calls import encoded, readable, written_instant
from engine.adapters.cin7_documents import (
    read_images,
    read_product,
    read_sale,
    read_webhook,
    written_cost,
    written_plan,
    written_webhook,
)
from engine.adapters.cin7_selling import Cin7Selling
from engine.domain.invoice_cost import InvoiceCost
from engine.domain.picture import Image, ListedProduct
from engine.domain.sale import Sale, SaleRow
from engine.domain.ship_plan import ShipPlan
from engine.ports.vendors import PRODUCTS_PAGE, SALES_PAGE, Webhook


class Cin7Core(Cin7Selling):
    """
    One account: its sales, products and webhooks.
    """

    def check(self) -> str:
        """
        Return the company's name; the cheapest call that proves the credentials.
        """
        return str(self.get("me").get("Company", ""))

    def ready_for_shipping(self, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that are packed and not shipped.
        """
        return self.list_sales(page, ReadyForShipping="true")

    def updated_since(self, since: datetime, page: int) -> Sequence[SaleRow]:
        """
        Return a page of the sales that changed after the instant.
        """
        return self.list_sales(page, UpdatedSince=written_instant(since))

    def find(self, order_number: str) -> SaleRow | None:
        """
        Return the row of the sale with exactly this number, or nothing.

        The vendor's search finds whatever contains the text.
        """
        for page in count(1):
            rows = self.list_sales(page, Search=order_number)
            for row in rows:
                if row.order_number == order_number:
                    return row
            if len(rows) < SALES_PAGE:
                break
        return None

    def sale(self, sale_id: str) -> Sale:
        """
        Return the whole sale.
        """
        document = self.get("sale", ID=sale_id, HideInventoryMovements="true")
        with readable("a sale"):
            return read_sale(document)

    def products_since(
        self, since: datetime | None, page: int
    ) -> Sequence[ListedProduct]:
        """
        Return a page of the products that changed after the instant, or of all.
        """
        query = {"ModifiedSince": written_instant(since)} if since else {}
        document = self.get(
            "product",
            IncludeAttachments="true",
            Page=str(page),
            Limit=str(PRODUCTS_PAGE),
            **query,
        )
        with readable("a product"):
            return [read_product(one) for one in document.get("Products") or ()]

    def images(self, product_id: str) -> Sequence[Image]:
        """
        Return a product's images, the default one marked.
        """
        listed = self.call("GET", "product/attachments", {"ProductID": product_id})
        with readable("an attachment"):
            return read_images(listed or ())

    def ship(self, plan: ShipPlan) -> None:
        """
        Write the ship stage of a fulfilment, as a whole.
        """
        body = encoded(written_plan(plan))
        self.call("PUT", "sale/fulfilment/ship", {}, body=body)

    def charge(self, cost: InvoiceCost) -> None:
        """
        Write the charges of an invoice, as a whole.
        """
        self.call("PUT", "sale/invoice", {}, body=encoded(written_cost(cost)))

    def webhooks(self) -> Sequence[Webhook]:
        """
        Return all webhooks, other people's too.
        """
        listed = self.get("webhooks").get("Webhooks")
        with readable("a webhook"):
            return [read_webhook(one) for one in listed or ()]

    def add_webhook(self, kind: str, url: str, *, secret: str) -> str:
        """
        Register an active webhook and return its id.
        """
        body = encoded(written_webhook(kind, url, secret))
        made = self.call("POST", "webhooks", {}, body=body)
        with readable("a webhook"):
            return next(read_webhook(one).id for one in made["Webhooks"])

    def renew_webhook(self, webhook: Webhook, *, secret: str) -> None:
        """
        Write the webhook anew, active: what is not sent is lost, the token too.
        """
        body = written_webhook(webhook.type, webhook.url, secret)
        self.call("PUT", "webhooks", {}, body=encoded({"ID": webhook.id, **body}))

    def remove_webhook(self, webhook_id: str) -> None:
        """
        Take the webhook away.
        """
        self.call("DELETE", "webhooks", {"ID": webhook_id})
