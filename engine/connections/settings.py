"""
Checks and changes the settings of connections, before they can do harm.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from engine.connections.problems import SettingsRefused, VendorSilent
from engine.domain.method_policy import Method
from engine.domain.records import Connection
from engine.domain.service import ShippingService
from engine.domain.setup import InvoiceStatus, Setup
from engine.domain.units import DIMENSION_UNITS, WEIGHT_UNITS
from engine.ports.vendors import (
    CannotAnswer,
    Cin7Account,
    CredentialsRefused,
    Rejected,
    ShipStationAccount,
)
from engine.ports.world import World

Settings = Setup | ShippingService

METHODS: dict[type[Settings], Method] = {
    Setup: Method.SHIPSTATION_STORE,
    ShippingService: Method.SHIPPING_SERVICE,
}

_CURRENCY = re.compile("[A-Z]{3}")
_RARELY = 1440
_OFTEN = 5
_MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class _Check:
    """
    What a setting names, and how the names that the vendor has are asked for.
    """

    setting: str
    what: str
    names: Callable[[], Iterable[str | int]]


def change_settings(
    world: World, connection: Connection, settings: Settings
) -> Connection:
    """
    Store the settings and return the connection as it is now.

    What was held or sent under other settings is looked at again.

    Raises:
        SettingsRefused: A setting names what a vendor does not have, or contradicts
            another; nothing is changed.
        VendorSilent: A vendor could not be asked.
    """
    changed = replace(connection, settings=settings)
    check_settings(world, changed, before=connection.settings)
    with world.ledger.transaction():
        world.ledger.connections.set_settings(connection.id, settings)
        world.ledger.outbound.want_again(connection.id)
        world.ledger.cursors.drop(connection.judged_cursor)
        keep_one_default(world, changed)
    return changed


def keep_one_default(world: World, connection: Connection) -> None:
    """
    Let a shipping service that is the default be the only one.
    """
    settings = connection.settings
    if not isinstance(settings, ShippingService) or not settings.is_default:
        return
    for one in world.ledger.connections.all(connection.organisation):
        if one.method is Method.SHIPPING_SERVICE and one.id != connection.id:
            other = replace(one.service, is_default=False)
            world.ledger.connections.set_settings(one.id, other)


def currency_warnings(world: World, connection: Connection) -> tuple[str, ...]:
    """
    Return a warning if the ShipStation account has another currency than Cin7 Core.

    Raises:
        VendorSilent: Cin7 Core could not be asked.
    """
    settings = connection.settings
    organisation = world.ledger.organisations.get(connection.organisation)
    if not isinstance(settings, ShippingService) or organisation is None:
        return ()
    try:
        company = world.vendors.sales(organisation, patient=False).company()
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        raise VendorSilent(f"{problem}; try again") from problem
    told = settings.currency_problem(company.currency)
    return (told,) if told else ()


def check_settings(world: World, connection: Connection, *, before: Settings) -> None:
    """
    Return if the settings can be used; only what has changed costs a call.

    Raises:
        SettingsRefused: They cannot, and why.
        VendorSilent: A vendor could not be asked.
    """
    settings = connection.settings
    if not _OFTEN <= settings.poll_minutes <= _RARELY:
        raise SettingsRefused(
            f"poll_minutes must be from {_OFTEN} to {_RARELY}, and is"
            f" {settings.poll_minutes}"
        )
    if isinstance(settings, Setup):
        _check_consistency(settings)
    else:
        _check_units(settings)
    organisation = world.ledger.organisations.get(connection.organisation)
    if organisation is None:
        raise SettingsRefused(f"{connection.organisation} is not set up any more")
    shop = world.vendors.sales(organisation, patient=False)
    account = world.vendors.shipstation(connection.keys, patient=False)
    try:
        for check in _checks(settings, shop, account):
            told = getattr(settings, check.setting)
            if told != getattr(before, check.setting):
                _require(check, told)
    except (CannotAnswer, CredentialsRefused, Rejected) as problem:
        raise VendorSilent(f"{problem}; try again") from problem


def _check_consistency(setup: Setup) -> None:
    if setup.automatic_pack and not setup.automatic_pick:
        raise SettingsRefused("what is packed has to be picked: turn automatic_pick on")
    if setup.automatic_ship and not setup.automatic_pack:
        raise SettingsRefused(
            "what is shipped has to be packed: turn automatic_pack on"
        )
    if setup.payment_account and setup.invoice_status is not InvoiceStatus.AUTHORISED:
        raise SettingsRefused(
            "payments are entered on authorised invoices: set invoice_status to"
            " authorised, or leave payment_account out"
        )
    if setup.customer and setup.company_as_customer:
        raise SettingsRefused(
            "one customer of all sales, or each order's company: choose one of customer"
            " and company_as_customer"
        )


def _check_units(service: ShippingService) -> None:
    """
    Return if it is told in what the ShipStation account counts: no call tells it.
    """
    if not _CURRENCY.fullmatch(service.currency):
        raise SettingsRefused(
            "currency: tell the currency of the ShipStation account, which its API does"
            " not: three letters, such as USD"
        )
    for setting, told, known in (
        ("weight_units", service.weight_units, WEIGHT_UNITS),
        ("dimension_units", service.dimension_units, DIMENSION_UNITS),
    ):
        if told not in known:
            there_is = (
                f"'{told}' is no unit of ShipStation's" if told else "none is told"
            )
            raise SettingsRefused(
                f"{setting}: {there_is}; tell what the ShipStation account is set to:"
                f" {' or '.join(known)}"
            )


def _checks(
    settings: Settings, shop: Cin7Account, account: ShipStationAccount
) -> Iterator[_Check]:
    """
    Yield the settings that name something of a vendor's.
    """

    def manual_stores() -> list[int]:
        return [one.store_id for one in account.stores() if one.is_manual]

    def locations() -> list[str]:
        return [one.name for one in shop.locations()]

    yield _Check("target_store", "manual store of ShipStation", manual_stores)
    if isinstance(settings, ShippingService):
        yield _Check("locations", "location of Cin7 Core", locations)
        return

    def stores() -> list[int]:
        return [one.store_id for one in account.stores()]

    def customers() -> list[str]:
        name = settings.customer or ""
        return [name] if shop.find_customer(name) else []

    yield _Check("stores", "store of ShipStation", stores)
    yield _Check("location", "location of Cin7 Core", locations)
    yield _Check("price_tier", "price tier of Cin7 Core", shop.price_tiers)
    yield _Check("tax_rule", "tax rule of Cin7 Core", shop.tax_rules)
    yield _Check("payment_account", "account for payments", shop.payment_accounts)
    yield _Check("customer", "customer of Cin7 Core", customers)


def _require(check: _Check, told: object) -> None:
    """
    Return if each name that the setting tells exists.
    """
    wanted = told if isinstance(told, tuple) else () if told is None else (told,)
    if not wanted:
        return
    known = list(check.names())
    for one in wanted:
        if one not in known:
            listed = ", ".join(map(str, known[:_MOST_NAMES]))
            way_out = f": choose one of {listed}" if known else ""
            raise SettingsRefused(
                f"{check.setting}: there is no {check.what} '{one}'{way_out}"
            )
