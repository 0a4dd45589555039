"""
What carriers take for a sale: the prices of its packages, summed by service.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.domain.packages import Package, Size


@dataclass(frozen=True, slots=True)
class Rate:
    """
    What a carrier takes for one package by one service.

    Attributes:
        other: Surcharges, which come on top.
    """

    carrier: str
    service: str
    name: str
    shipping: Decimal
    other: Decimal = Decimal(0)

    @property
    def price(self) -> Decimal:
        """
        Return the whole price.
        """
        return self.shipping + self.other


@dataclass(frozen=True, slots=True)
class PackagePrice:
    """
    What one package costs by a service.
    """

    box: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class ServiceOffer:
    """
    What all packages together cost by one service.
    """

    carrier: str
    service: str
    name: str
    packages: tuple[PackagePrice, ...]

    @property
    def total(self) -> Decimal:
        """
        Return the sum.
        """
        return sum((one.price for one in self.packages), Decimal(0))


Looks = tuple[Decimal, Size | None]


def offers(
    packages: Sequence[Package], rates: Mapping[Looks, Sequence[Rate]]
) -> tuple[ServiceOffer, ...]:
    """
    Return the services that take every package, cheapest first.

    *rates* are those of each distinct package: equal ones are asked for once.
    """
    prices: dict[tuple[str, str, str], list[PackagePrice]] = defaultdict(list)
    for package in packages:
        for rate in rates.get(package.looks, ()):
            service = (rate.carrier, rate.service, rate.name)
            prices[service].append(PackagePrice(package.box, rate.price))
    whole = [
        ServiceOffer(*service, packages=tuple(found))
        for service, found in prices.items()
        if len(found) == len(packages)
    ]
    return tuple(sorted(whole, key=lambda one: (one.total, one.carrier, one.name)))
