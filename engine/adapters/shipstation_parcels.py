"""
The client of ShipStation for rates and labels.
"""

from collections.abc import Sequence
from typing import Any

from engine.adapters.shipstation_calls import ShipStationCalls, encoded
from engine.adapters.shipstation_labels import (
    read_bought,
    read_choices,
    read_purchase,
    read_rates,
    written_address,
    written_parcel,
    written_question,
)
from engine.domain.labels import Purchase, Wish
from engine.domain.packages import Package
from engine.domain.rates import Rate
from engine.domain.route import Route
from engine.ports.vendors import (
    SHIPMENTS_PAGE,
    Bought,
    Choice,
    Units,
    Verdict,
)


class ShipStationParcels(ShipStationCalls):
    """
    The carriers of one account, their rates and labels.
    """

    def carriers(self) -> Sequence[Choice]:
        """
        Return the carriers that are connected, each once.
        """
        return list(dict.fromkeys(read_choices(self.recalled("carriers"))))

    def services(self, carrier: str) -> Sequence[Choice]:
        """
        Return the carrier's services.
        """
        return read_choices(self.recalled("carriers/listservices", carrierCode=carrier))

    def package_kinds(self, carrier: str) -> Sequence[Choice]:
        """
        Return the carrier's kinds of packages.
        """
        return read_choices(self.recalled("carriers/listpackages", carrierCode=carrier))

    def rates(
        self,
        carrier: str,
        package: Package,
        route: Route,
        *,
        package_code: str,
        confirmation: str,
        units: Units,
    ) -> Sequence[Rate]:
        """
        Return what the carrier takes for one package.
        """
        question = written_question(package, route, units=units)
        question |= {
            "carrierCode": carrier,
            "packageCode": package_code,
            "confirmation": confirmation,
        }
        told = self.call("POST", "shipments/getrates", body=encoded(question))
        return read_rates(carrier, told)

    def purchases(self, order_id: int) -> Sequence[Purchase]:
        """
        Return what labels were made for an order, void ones too.
        """
        document = self.get(
            "shipments", orderId=str(order_id), pageSize=str(SHIPMENTS_PAGE)
        )
        return [read_purchase(one) for one in document.get("shipments") or () if one]

    def buy_label(
        self, order_id: int, package: Package, wish: Wish, *, units: Units
    ) -> Bought:
        """
        Buy a label for a package of an order. Each call buys one.
        """
        body = {"orderId": order_id, **written_parcel(package, wish, units=units)}
        told = self.call("POST", "orders/createlabelfororder", body=encoded(body))
        return self._bought(told, package, wish)

    def sample_label(
        self, route: Route, package: Package, wish: Wish, *, units: Units
    ) -> Bought:
        """
        Make a label that is a sample: nothing is paid, and no order needed.
        """
        body = {
            **written_parcel(package, wish, units=units),
            "shipFrom": written_address(route.start),
            "shipTo": written_address(route.goal),
        }
        told = self.call("POST", "shipments/createlabel", body=encoded(body))
        return self._bought(told, package, wish)

    def void_label(self, shipment_id: int) -> Verdict:
        """
        Ask the carrier to take the label back.
        """
        body = encoded({"shipmentId": shipment_id})
        told = self.call("POST", "shipments/voidlabel", body=body)
        return Verdict(
            is_approved=told.get("approved") is True,
            message=str(told.get("message") or ""),
        )

    def _bought(self, told: Any, package: Package, wish: Wish) -> Bought:
        return read_bought(told, package, wish, at=self.clock.now())
