"""
A person at the integration: the page *Integrations > ShipStation*, by its JSON API.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import msgspec
import urllib3

from emulators.kit.basic import authorization
from harness.actors.cin7_core import Login

_SECONDS = 30
_REFUSALS = 400


class EngineRefused(RuntimeError):
    """
    The engine said no.

    Attributes:
        code: Its word for the reason.

        sentence: What it says to a person.
    """

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(f"{status} {code}: {sentence}")
        self.status = status
        self.code = code
        self.sentence = sentence


class AtEngine:
    """
    What a person does and sees at the engine, for one organisation.

    Args:
        wait: Returns when the engine has come to rest.
    """

    def __init__(
        self, url: str, token: str, *, wait: Callable[[], None] = lambda: None
    ) -> None:
        self._wait = wait
        self.custom_store_url = f"{url}/custom-store"
        self._url = f"{url}/api"
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        self._pool = urllib3.PoolManager(
            timeout=_SECONDS, retries=urllib3.Retry(total=False)
        )
        self.organisation = ""
        self._organisations: set[str] = set()

    def forget(self) -> None:
        """
        Forget the organisations that were entered.
        """
        self.organisation = ""
        self._organisations.clear()

    def switches_all_off(self) -> None:
        """
        End every method of the organisations that were entered, and forget them.
        """
        for organisation in self._organisations:
            self.organisation = organisation
            with suppress(EngineRefused):
                self.sets_custom_store("Disabled")
            with suppress(EngineRefused):
                for one in self.connections():
                    self._send("DELETE", f"/connections/{one['id']}")
        self.forget()

    def close(self) -> None:
        """
        Leave.
        """
        self._pool.clear()

    # Organisations

    def takes_organisation(self, name: str, login: Login) -> None:
        """
        Enter the organisation's API credentials; the rest is about this one.
        """
        body = {
            "name": name,
            "account_id": login.account_id,
            "application_key": login.application_key,
        }
        self.organisation = self._send("POST", "/organisations", body)["id"]
        self._organisations.add(self.organisation)

    def sets_method_policy(self, policy: str) -> None:
        """
        Choose how combinations of methods are treated.
        """
        path = f"/organisations/{self.organisation}"
        self._send("PATCH", path, {"method_policy": policy})

    # Method 1

    def sets_custom_store(self, status: str, **settings: Any) -> list[str]:
        """
        Switch the Custom Store Integration Status; return the warnings.

        Raises:
            EngineRefused: The method policy does not allow it.
        """
        body = {"organisation": self.organisation, "status": status, **settings}
        answer = self._send("PUT", "/custom-store", body)
        return list(answer.get("warnings", ()))

    def resends(self, number: str) -> None:
        """
        Press Resend to ShipStation for the sale.
        """
        body = {"organisation": self.organisation, "sale": number}
        self._send("POST", "/custom-store/resend", body)

    def shows_resend(self, number: str) -> bool:
        """
        Return whether the sale has the button Resend to ShipStation.
        """
        path = f"/sales/{number}"
        sale = self._send("GET", path, organisation=self.organisation)
        return bool(sale["resend_visible"])

    def reconciliation(self) -> dict[str, Any]:
        """
        Return what differs between both sides.
        """
        answer: dict[str, Any] = self._send(
            "GET", "/reconciliation", organisation=self.organisation
        )
        return answer

    def mends(self, number: str, *, kind: str, repair: str) -> None:
        """
        Have the differences of an order, or a sale, mended that are of the kind.

        Raises:
            AssertionError: There is none, or it is mended in another way.
        """
        found = [
            one
            for one in self.reconciliation()["differences"]
            if (one["order_number"], one["kind"]) == (number, kind)
        ]
        if {one["repair"] for one in found} != {repair}:
            raise AssertionError(f"no {kind} of {number} is mended by {repair}")
        ids = [one["id"] for one in found]
        body = {"organisation": self.organisation, "differences": ids}
        answer = self._send("POST", "/reconciliation/repairs", body)
        failed = [one for one in answer["repaired"] if one["outcome"] == "failed"]
        if failed:
            raise AssertionError(f"{kind} of {number}: {failed}")

    def custom_store_status(self) -> str:
        """
        Return ``Enabled`` or ``Disabled``.
        """
        answer = self._send("GET", "/custom-store", organisation=self.organisation)
        return str(answer["status"])

    # Method 2

    def connects_shipstation_store(self, key: str, secret: str) -> str:
        """
        Enter API key and secret, and press Connect as store; return the connection.

        Raises:
            EngineRefused: The policy does not allow it, or the pair does not work.
        """
        body = {
            "organisation": self.organisation,
            "method": "shipstation_store",
            "api_key": key,
            "api_secret": secret,
        }
        return str(self._send("POST", "/connections", body)["id"])

    def disconnects(self) -> None:
        """
        Disconnect the only connection.
        """
        self._send("DELETE", f"/connections/{self.connection()['id']}")

    def changes_setup(self, **settings: Any) -> None:
        """
        Change settings of the only ShipStation store, and save them.

        Raises:
            EngineRefused: A setting cannot be so.
        """
        [store] = (
            one for one in self.connections() if one["method"] == "shipstation_store"
        )
        self._send("PATCH", f"/connections/{store['id']}/setup", settings)

    def connections(self) -> list[dict[str, Any]]:
        """
        Return the connections that were not disconnected.
        """
        answer = self._send("GET", "/connections", organisation=self.organisation)
        return [one for one in answer["connections"] if one["state"] != "disconnected"]

    def connection(self) -> dict[str, Any]:
        """
        Return the only connection.
        """
        [connection] = self.connections()
        return connection

    def enters_keys(
        self, key: str, secret: str, *, connection: str | None = None
    ) -> None:
        """
        Enter a new pair for a connection, the only one unless told.
        """
        path = f"/connections/{connection or self.connection()['id']}/keys"
        self._send("PUT", path, {"api_key": key, "api_secret": secret})

    # Method 3

    def connects_shipping_service(
        self, key: str, secret: str, **settings: Any
    ) -> dict[str, Any]:
        """
        Enter API key and secret, and press Connect as a shipping service.

        The account counts as Cin7 Core does, unless the settings say otherwise.

        Raises:
            EngineRefused: The policy does not allow it, a setting is missing or wrong,
                or the pair does not work.
        """
        confirmed = settings.pop("change_integration_type", False)
        service = {
            "currency": "GBP",
            "weight_units": "grams",
            "dimension_units": "centimeters",
            **settings,
        }
        body = {
            "organisation": self.organisation,
            "method": "shipping_service",
            "api_key": key,
            "api_secret": secret,
            "service": {name: one for name, one in service.items() if one is not None},
            "change_integration_type": confirmed,
        }
        connection: dict[str, Any] = self._send("POST", "/connections", body)
        return connection

    def services(self) -> list[dict[str, Any]]:
        """
        Return the shipping services, oldest first.
        """
        found = self.connections()
        return [one for one in found if one["method"] == "shipping_service"]

    def saves_service(
        self, connection: str | None = None, **settings: Any
    ) -> dict[str, Any]:
        """
        Change settings of a shipping service, the only one unless told, and save them.
        """
        path = f"/connections/{connection or self.services()[0]['id']}/service"
        changed: dict[str, Any] = self._send("PATCH", path, settings)
        return changed

    def carriers(self) -> dict[str, dict[str, Any]]:
        """
        Return the carriers that are offered, by code.
        """
        answer = self._send("GET", "/carriers", organisation=self.organisation)
        return {one["code"]: one for one in answer["carriers"]}

    def packages(self, number: str) -> dict[str, Any]:
        """
        Return the packages of a sale.
        """
        path = f"/sales/{number}/packages"
        found: dict[str, Any] = self._send("GET", path, organisation=self.organisation)
        return found

    def enters_packages(
        self, number: str, *packages: Mapping[str, Any], instructions: str | None = None
    ) -> dict[str, Any]:
        """
        Enter what boxes of a sale weigh and measure.
        """
        body: dict[str, Any] = {
            "organisation": self.organisation,
            "packages": list(packages),
        }
        if instructions is not None:
            body["shipping_instructions"] = instructions
        entered: dict[str, Any] = self._send("PUT", f"/sales/{number}/packages", body)
        return entered

    def asks_rates(self, number: str, *carriers: str, **more: Any) -> dict[str, Any]:
        """
        Ask for rates of a sale: of these carriers, or of all.
        """
        body = {"organisation": self.organisation, "carriers": list(carriers), **more}
        rates: dict[str, Any] = self._send("POST", f"/sales/{number}/rates", body)
        return rates

    def buys_labels(self, number: str, **choices: Any) -> dict[str, Any]:
        """
        Press Create label for a sale: USPS Priority Mail, unless told otherwise.
        """
        body = {
            "organisation": self.organisation,
            "carrier": "stamps_com",
            "service": "usps_priority_mail",
            "confirmation": "none",
            **choices,
        }
        made: dict[str, Any] = self._send("POST", f"/sales/{number}/labels", body)
        return made

    def labels(self, number: str) -> list[dict[str, Any]]:
        """
        Return the labels of a sale, void ones too, oldest first.
        """
        path = f"/sales/{number}/labels"
        answer = self._send("GET", path, organisation=self.organisation)
        labels: list[dict[str, Any]] = answer["labels"]
        return labels

    def prints_label(self, label: str) -> bytes:
        """
        Print a label, and return the PDF.
        """
        return self._request("GET", f"/labels/{label}.pdf")

    def voids_label(self, label: str) -> dict[str, Any]:
        """
        Void a label, and return what the carrier says.
        """
        said: dict[str, Any] = self._send("DELETE", f"/labels/{label}")
        return said

    def signs_in(self, username: str, password: str) -> "AtEngine":
        """
        Return a user of Cin7 Core at the same organisation.
        """
        user = AtEngine(self._url.removesuffix("/api"), "")
        user._headers["Authorization"] = authorization(username, password)
        user.organisation = self.organisation
        return user

    # Runs and what they left

    def synchronises(self) -> list[dict[str, Any]]:
        """
        Run everything of the organisation now, and return the runs.

        What runs already, by itself, is waited for, and then run once more.
        """
        body = {"organisation": self.organisation}
        runs: list[dict[str, Any]] = self._send("POST", "/sync", body)["runs"]
        if any(run.get("state") == "running" for run in runs):
            self._wait()
            runs = self._send("POST", "/sync", body)["runs"]
        return runs

    def runs(self) -> list[dict[str, Any]]:
        """
        Return the runs of the organisation: those that wait, then the newest.
        """
        query = {"organisation": self.organisation, "limit": "1000"}
        runs: list[dict[str, Any]] = self._send("GET", "/runs", **query)["runs"]
        return runs

    def is_idle(self) -> bool:
        """
        Return whether no run of the organisations that were entered waits or goes on.
        """
        return all(
            run["state"] not in ("queued", "running")
            for organisation in self._organisations
            for run in self._send("GET", "/runs", organisation=organisation)["runs"]
        )

    def log(self, **filters: str) -> list[dict[str, Any]]:
        """
        Return the operations log, newest first.
        """
        answer = self._send("GET", "/log", organisation=self.organisation, **filters)
        entries: list[dict[str, Any]] = answer["entries"]
        return entries

    def why_held_back(self, number: str) -> str | None:
        """
        Return the gate that holds the sale back, as the log last said.
        """
        entries = self.log(subject=number)
        if entries and entries[0]["outcome"] == "held_back":
            return str(entries[0]["reason"])
        return None

    def shipments(self) -> list[dict[str, Any]]:
        """
        Return what the engine knows of shipments.
        """
        answer = self._send("GET", "/shipments", organisation=self.organisation)
        shipments: list[dict[str, Any]] = answer["shipments"]
        return shipments

    def _send(self, method: str, path: str, body: object = None, **query: str) -> Any:
        told = self._request(method, path, body, **query)
        return msgspec.json.decode(told) if told else {}

    def _request(
        self, method: str, path: str, body: object = None, **query: str
    ) -> bytes:
        response = self._pool.request(
            method,
            f"{self._url}{path}?{urlencode(query)}",
            body=None if body is None else msgspec.json.encode(body),
            headers=self._headers,
        )
        if response.status >= _REFUSALS:
            document = msgspec.json.decode(response.data) if response.data else {}
            error = document.get("error", {})
            raise EngineRefused(
                response.status, error.get("code", ""), error.get("message", "")
            )
        return response.data
