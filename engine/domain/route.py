"""
Where parcels leave and where they go, as ShipStation wants to hear it.
"""

from dataclasses import dataclass

from engine.domain.countries import country_code, has_postcodes, state_code
from engine.domain.eligibility import missing_address_parts
from engine.domain.packages import NotPackable
from engine.domain.sale import Address, Fulfilment, Sale
from engine.domain.store_order import StoreAddress


@dataclass(frozen=True, slots=True)
class Route:
    """
    Both ends of a parcel's way.
    """

    start: StoreAddress
    goal: StoreAddress


def goal_of(sale: Sale) -> StoreAddress:
    """
    Return where the sale goes.

    Raises:
        NotPackable: A parcel cannot go there.
    """
    address = sale.shipping
    if missing := missing_address_parts(address):
        raise NotPackable(
            "address",
            f"the shipping address of {sale.order_number} lacks {', '.join(missing)}",
        )
    who = address.contact or sale.contact or sale.customer
    what = f"the shipping address of {sale.order_number}"
    return _spoken(address, who, what, phone=sale.phone)


def warehouse_of(sale: Sale, task: Fulfilment) -> str:
    """
    Return the name of the location that the goods lie in.
    """
    packed = (line.warehouse for line in task.pack_lines if line.warehouse)
    return next(packed, sale.location)


def start_at(address: Address, *, who: str, where: str) -> StoreAddress:
    """
    Return where parcels leave; *where* says whose address it is.

    Raises:
        NotPackable: No parcel can leave there.
    """
    return _spoken(address, who, where)


def can_be_left(address: Address) -> bool:
    """
    Tell whether enough is known of an address to ask for rates from there.
    """
    country = country_code(address.country) if address.country else None
    return country is not None and bool(
        address.postcode.strip() or not has_postcodes(address.country)
    )


def _spoken(address: Address, who: str, what: str, *, phone: str = "") -> StoreAddress:
    code = country_code(address.country)
    if code is None:
        raise NotPackable(
            "country",
            f"{what} is in '{address.country}', which is no country of ISO 3166",
        )
    return StoreAddress(
        name=who,
        company=address.company,
        street1=address.line1,
        street2=address.line2,
        city=address.city,
        state=state_code(address.state, code),
        postcode=address.postcode,
        country=code,
        phone=phone,
    )
