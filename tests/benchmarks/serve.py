"""
The process under load: both fakes with an order and a sale, and a bare Flask route.

The bare routes stand on an edge of their own, and have no state, no validation and no
journal: one answers with the order's own bytes, the other takes an order and gives it
back.
"""

import json
import sys

from flask import Flask, Response, jsonify, request

from emulators.cin7_core.service import ACCOUNT_ID, APPLICATION_KEY, Cin7Core
from emulators.kit.ambient import WallClock
from emulators.kit.basic import authorization
from emulators.kit.edge import Edge
from emulators.kit.server import Server
from emulators.kit.sockets import LOOPBACK, listen
from emulators.shipstation.service import MAIN_KEY, MAIN_SECRET, ShipStation
from harness.actors import AtCin7Core, AtShipStation
from harness.bench import MAIN_LOGIN
from tests.benchmarks.fill import order_body


def main() -> None:
    """
    Serve until standard input closes, and print the addresses.
    """
    clock = WallClock()
    shipstation = Server(ShipStation(clock, rate_limits=False))
    cin7_core = Server(Cin7Core(clock, rate_limits=False))
    order = _order(AtShipStation(shipstation.origin))
    sale = _sale(AtCin7Core(cin7_core.origin, MAIN_LOGIN))
    bare = Edge(_bare(json.dumps(order).encode()), clock, listen(LOOPBACK, 0))
    bare.start()
    typed_in = json.dumps(order_body(1))
    addresses = {
        "bare": [f"{bare.url}/orders/1", {}],
        "bare post": [f"{bare.url}/orders", {}, typed_in],
        "order": [
            f"{shipstation.url}/orders/{order['orderId']}",
            {"Authorization": authorization(MAIN_KEY, MAIN_SECRET)},
        ],
        "create": [
            f"{shipstation.url}/orders/createorder",
            {"Authorization": authorization(MAIN_KEY, MAIN_SECRET)},
            typed_in,
        ],
        "sale": [
            f"{cin7_core.url}/sale?ID={sale['ID']}",
            {
                "api-auth-accountid": ACCOUNT_ID,
                "api-auth-applicationkey": APPLICATION_KEY,
            },
        ],
    }
    sys.stdout.write(json.dumps(addresses) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


def _order(at_shipstation: AtShipStation) -> dict[str, object]:
    at_shipstation.types_in_order("M-1")
    order = at_shipstation.order("M-1")
    assert order is not None
    return order


def _sale(at_cin7_core: AtCin7Core) -> dict[str, object]:
    at_cin7_core.knows_customer(
        "Kestrel Cycles", email="orders@kestrel.example", phone="01353 555 010"
    )
    at_cin7_core.readies("SO-00001")
    return at_cin7_core.sale("SO-00001")


def _bare(payload: bytes) -> Flask:
    flask = Flask("bare", static_folder=None)

    @flask.get("/orders/<int:order_id>")
    def order(order_id: int) -> Response:
        del order_id
        return Response(payload, 200, mimetype="application/json")

    @flask.post("/orders")
    def create_order() -> Response:
        return jsonify(request.get_json())

    return flask


if __name__ == "__main__":
    main()
