"""
Samples of labels, which are not paid and leave no trace anywhere.
"""

from dataclasses import dataclass

from engine.domain.labels import Wish
from engine.ports.vendors import PageBroken, Rejected
from engine.shipping_service.desk import Desk
from engine.shipping_service.freight import Goods
from engine.shipping_service.loading import load_chosen
from engine.shipping_service.problems import Unusable
from engine.shipping_service.rates import find_route


@dataclass(frozen=True, slots=True)
class Sample:
    """
    A label that is a sample: nothing was paid and nothing is kept of it.
    """

    box: str
    tracking_number: str
    pdf: bytes


def sample_labels(desk: Desk, goods: Goods, wish: Wish) -> tuple[Sample, ...]:
    """
    Return a sample for each package, which leaves no trace anywhere.

    Raises:
        As `buy_labels`; Unusable where the carrier makes no samples.
    """
    freight = load_chosen(desk, goods, wish)
    company = desk.shop.company().name
    route = find_route(desk, freight.sale, freight.task, company=company)
    samples = []
    for package in freight.packages:
        try:
            with desk.asking():
                made = desk.account.sample_label(route, package, wish, units=desk.units)
        except (PageBroken, Rejected) as problem:
            sentence = f"no sample for '{package.box}': {problem}"
            raise Unusable("label_refused", sentence) from problem
        samples.append(Sample(package.box, made.purchase.tracking_number, made.pdf))
    return tuple(samples)
