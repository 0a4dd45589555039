"""
What a person sets up in an account: users, tags, places, carriers and the like.
"""

from decimal import Decimal

from emulators.kit.operation import Call, Reply, operation
from emulators.shipstation.domain.account import Account
from emulators.shipstation.domain.addresses import validated_address
from emulators.shipstation.operations.queries import DOCS


@operation(
    "POST",
    "/users",
    request="screen.user.create.json",
    responses={200: "user.json"},
    source=f"{DOCS}/users/list/",
)
def add_user(call: Call, account: Account) -> Reply:
    """
    Let somebody work in the account.
    """
    user = account.premises.add_user(
        call.body["userName"],
        call.body["name"],
        active=call.body.get("active") is not False,
    )
    return Reply(200, user.document())


@operation(
    "POST",
    "/tags",
    request="screen.tag.create.json",
    responses={200: "tag.json"},
    source=f"{DOCS}/accounts/list-tags/",
)
def make_tag(call: Call, account: Account) -> Reply:
    """
    Add a tag for orders.
    """
    color = call.body.get("color") or "#800080"
    return Reply(200, account.premises.add_tag(call.body["name"], color))


@operation(
    "POST",
    "/warehouses",
    request="screen.warehouse.create.json",
    responses={200: "warehouse.json"},
    source=f"{DOCS}/warehouses/create/",
)
def add_warehouse(call: Call, account: Account) -> Reply:
    """
    Add a place to ship from.
    """
    warehouse = account.warehouses.add(
        call.body.get("warehouseName"),
        call.body["originAddress"],
        returns=call.body.get("returnAddress"),
        default=bool(call.body.get("isDefault")),
        now=account.now(),
    )
    return Reply(200, warehouse.document())


@operation(
    "POST",
    "/products",
    request="screen.product.create.json",
    responses={200: "product.json"},
    source=f"{DOCS}/products/get-product/",
)
def add_product(call: Call, account: Account) -> Reply:
    """
    Add a product, or replace the one of the same SKU.
    """
    product = account.products.add(
        call.body["sku"], call.body.get("name"), call.body, now=account.now()
    )
    return Reply(200, product.to_document())


@operation(
    "POST",
    "/customers",
    request="screen.customer.create.json",
    responses={200: "customer.json"},
    source=f"{DOCS}/customers/get-customer/",
)
def add_customer(call: Call, account: Account) -> Reply:
    """
    Add a customer of ShipStation's own marketplace.
    """
    body = call.body
    address = validated_address({**body, "country": body.get("countryCode")})
    customer_id = account.customers.welcome(
        body["username"],
        address,
        email=body.get("email"),
        marketplace=(0, "ShipStation"),
        now=account.now(),
    )
    customer = account.customers.get(customer_id or 0)
    return Reply(200, customer.to_document())


@operation(
    "POST",
    "/carriers",
    request="screen.carrier.create.json",
    responses={200: "carrier.json"},
    source=f"{DOCS}/carriers/list/",
)
def add_carrier(call: Call, account: Account) -> Reply:
    """
    Connect another account of a carrier, or set what the wallet holds, or both.
    """
    body = call.body
    if body.get("balance") is not None:
        account.carriers.wallet = Decimal(str(body["balance"]))
    if body.get("accountNumber") is None:
        carrier = account.carriers.get(body["code"])
    else:
        carrier = account.carriers.connect(
            body["code"],
            account_number=body["accountNumber"],
            nickname=body.get("nickname"),
        )
    return Reply(200, account.carriers.document(carrier))
