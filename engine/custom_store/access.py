"""
Who asks at the custom store, and whether the store is open to them.
"""

from dataclasses import dataclass

from engine.domain.method_policy import Method
from engine.domain.outcome import Outcome, failed, held_back
from engine.domain.records import CustomStore, State
from engine.ports.vendors import Identity
from engine.ports.world import World


@dataclass(frozen=True, slots=True)
class Credentials:
    """
    The user name and password of a Basic header.
    """

    username: str
    password: str


class Unknown(Exception):
    """
    Nobody is known by these credentials.
    """


class Forbidden(Exception):
    """
    The user is known and may not; or the store is Disabled.
    """


class SeveralOrganisations(Exception):
    """
    The user belongs to several organisations, so the store cannot be told.
    """


class SlotHeld(Exception):
    """
    Method 2 has the organisation's exclusive slot.
    """


def admit(world: World, credentials: Credentials | None) -> CustomStore:
    """
    Return the custom store of the one organisation that the user belongs to.

    Raises:
        Unknown: There are no credentials, or wrong ones.
        Forbidden: The user, or the organisation, is not active or not set up.
        SeveralOrganisations: There is more than one.
    """
    identity = None
    if credentials is not None:
        identity = world.directory.whoami(credentials.username, credentials.password)
    if identity is None:
        raise Unknown("the user name or the password is wrong")
    organisation = _only_organisation(identity)
    if world.ledger.organisations.get(organisation) is None:
        raise Forbidden(f"the organisation of {identity.username} is not set up here")
    return world.ledger.custom_stores.get(organisation)


def check_export(world: World, store: CustomStore) -> None:
    """
    Return if the store may export now.

    Raises:
        SlotHeld: Method 2 is active and exclusive for the organisation.
        Forbidden: The store is Disabled.
    """
    if not store.is_enabled and _method_2_is_active(world, store.organisation):
        sentence = (
            "the custom store was asked for orders while a ShipStation store in Cin7"
            " Core (shipstation_store) is active: the same order might be fulfilled"
            " twice. Disconnect one of the two."
        )
        _log(world, store, held_back("", "slot", sentence))
        raise SlotHeld(sentence)
    if not store.is_enabled:
        raise Forbidden("the custom store is Disabled: enable it in Cin7 Core first")


def check_notice(world: World, store: CustomStore) -> None:
    """
    Return if the store takes notices now.

    What left before method 2 took the slot may still be told of.

    Raises:
        Forbidden: The store is Disabled.
    """
    if store.is_enabled or _method_2_is_active(world, store.organisation):
        return
    raise Forbidden("the custom store is Disabled: enable it in Cin7 Core first")


def log_refusal(world: World, store: CustomStore, reason: str, sentence: str) -> None:
    """
    Write into the operations log that the store could not serve.
    """
    _log(world, store, failed("", reason, sentence))


def _log(world: World, store: CustomStore, outcome: Outcome) -> None:
    world.ledger.log.add(
        store.organisation, Method.CUSTOM_STORE, [outcome], at=world.clock.now()
    )


def _only_organisation(identity: Identity) -> str:
    if not identity.is_active:
        raise Forbidden(f"the user {identity.username} is not active")
    if not identity.memberships:
        raise Forbidden(f"the user {identity.username} belongs to no organisation")
    active = [one.organisation for one in identity.memberships if one.is_active]
    if len(active) > 1:
        raise SeveralOrganisations(
            f"the user {identity.username} belongs to several organisations; make a"
            " user who belongs to one only and connect the store with that user"
        )
    if not active:
        raise Forbidden(f"the organisation of {identity.username} is not active")
    return active[0].lower()


def _method_2_is_active(world: World, organisation: str) -> bool:
    return any(
        one.method is Method.SHIPSTATION_STORE and one.state is not State.DISCONNECTED
        for one in world.ledger.connections.all(organisation)
    )
