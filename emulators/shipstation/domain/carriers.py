"""
The carriers that an account has connected, and the wallet that pays for most.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from emulators.kit.ambient import Ids
from emulators.shipstation.domain.carrier_tables import PROVIDERS, Provider
from emulators.shipstation.domain.errors import Impossible, NotFound, Refused
from emulators.shipstation.domain.wire import balance, money

OPENING_BALANCE = Decimal(1000)
_LEAST_FUNDS, _MOST_FUNDS = Decimal(10), Decimal(10000)
_FIRST_PROVIDER_ID = 150759
_NICKNAME = "Free"
_FEDEX_ACCOUNT = "510087000"


@dataclass(slots=True)
class Carrier:
    """
    One connected account of a carrier.
    """

    provider: Provider
    provider_id: int
    account_number: str | None
    nickname: str | None
    primary: bool


class Carriers:
    """
    The carriers of one account. Those of the wallet share its balance.
    """

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._connected: list[Carrier] = []
        self.wallet = OPENING_BALANCE
        for provider in PROVIDERS.values():
            self.connect(
                provider.code,
                account_number=None if provider.wallet else _FEDEX_ACCOUNT,
            )

    def connect(
        self,
        code: str,
        *,
        account_number: str | None = None,
        nickname: str | None = None,
    ) -> Carrier:
        """
        Connect an account of the carrier; the first one of a carrier is primary.

        Raises:
            Impossible: This fake does not know the carrier.
        """
        provider = PROVIDERS.get(code)
        if provider is None:
            raise Impossible(f"no carrier {code!r}; there are {', '.join(PROVIDERS)}")
        carrier = Carrier(
            provider,
            self._ids.number("carrier", _FIRST_PROVIDER_ID),
            account_number,
            nickname or (_NICKNAME if provider.wallet else None),
            primary=all(one.provider.code != code for one in self._connected),
        )
        self._connected.append(carrier)
        return carrier

    def find(self, code: str | None) -> Carrier | None:
        """
        Return the primary account of the carrier.
        """
        return next((one for one in self._connected if one.provider.code == code), None)

    def get(self, code: str) -> Carrier:
        """
        Return the primary account of the carrier.

        Raises:
            NotFound: None is connected.
        """
        carrier = self.find(code)
        if carrier is None:
            raise NotFound(f"carrier {code}")
        return carrier

    def documents(self) -> list[dict[str, Any]]:
        """
        Return what V1 lists.
        """
        return [self.document(carrier) for carrier in self._connected]

    def document(self, carrier: Carrier) -> dict[str, Any]:
        """
        Return what V1 shows of one.
        """
        wallet = carrier.provider.wallet
        return {
            "name": carrier.provider.name,
            "code": carrier.provider.code,
            "accountNumber": carrier.account_number,
            "requiresFundedAccount": wallet,
            "balance": balance(self.wallet if wallet else Decimal(0)),
            "nickname": carrier.nickname,
            "shippingProviderId": carrier.provider_id,
            "primary": carrier.primary,
        }

    def pay(self, carrier: Carrier, amount: Decimal) -> None:
        """
        Take the cost of a label out of the wallet, where the carrier is paid so.

        Raises:
            Refused: There is not enough in it.
        """
        if not carrier.provider.wallet:
            return
        if amount > self.wallet:
            raise Refused(
                f"The label costs {amount} and the {carrier.provider.name} balance is "
                f"{money(self.wallet)}. Add funds and try again."
            )
        self.wallet -= amount

    def fund(self, carrier: Carrier, amount: Decimal) -> None:
        """
        Put money into the wallet.

        Raises:
            Refused: The carrier is not paid from it, or it is too little or too much.
        """
        if not carrier.provider.wallet:
            raise Refused(f"{carrier.provider.name} takes no funds.")
        if not _LEAST_FUNDS <= amount <= _MOST_FUNDS:
            raise Refused(
                f"The amount must be between {_LEAST_FUNDS} and {_MOST_FUNDS}."
            )
        self.wallet += amount

    def give_back(self, amount: Decimal) -> None:
        """
        Put back into the wallet what a label had cost.
        """
        self.wallet += amount
