"""
Sets up organisations and changes how their methods combine.
"""

from engine.connections.problems import (
    KeysRefused,
    MethodRefused,
    NotFound,
    VendorSilent,
)
from engine.domain.method_policy import (
    EXCLUSIVE,
    Method,
    Policy,
    decide_policy,
)
from engine.domain.records import Organisation, State
from engine.ports.vendors import CannotAnswer, CredentialsRefused, Rejected
from engine.ports.world import World


def find(world: World, organisation: str) -> Organisation:
    """
    Return the organisation; the case of its id does not matter.

    Raises:
        NotFound: There is none.
    """
    found = world.ledger.organisations.get(organisation.lower())
    if found is None:
        raise NotFound(f"there is no organisation {organisation}: set it up first")
    return found


def set_up(world: World, organisation: Organisation) -> bool:
    """
    Store an organisation whose credentials work, and return whether it is new.

    Raises:
        KeysRefused: Cin7 Core does not know the account or the key.
        VendorSilent: Cin7 Core could not be asked.
    """
    try:
        world.vendors.sales(organisation, patient=False).check()
    except (CredentialsRefused, Rejected) as problem:
        raise KeysRefused(
            f"Cin7 Core refused the account id and application key: {problem}"
        ) from problem
    except CannotAnswer as problem:
        raise VendorSilent(f"{problem}; try again") from problem
    known = world.ledger.organisations.get(organisation.id)
    if known is not None and known.policy is not organisation.policy:
        change_policy(world, organisation.id, organisation.policy)
    return world.ledger.organisations.put(organisation)


def active_methods(world: World, organisation: str) -> set[Method]:
    """
    Return the methods that the organisation uses.

    A broken connection counts: with new keys it goes on.
    """
    methods = {
        one.method
        for one in world.ledger.connections.all(organisation)
        if one.state is not State.DISCONNECTED
    }
    if world.ledger.custom_stores.get(organisation).is_enabled:
        methods.add(Method.CUSTOM_STORE)
    return methods


def change_policy(world: World, organisation: str, policy: Policy) -> Organisation:
    """
    Change the method policy and return the organisation as it is now.

    Raises:
        NotFound: There is no such organisation.
        MethodRefused: It would forbid what is in use.
    """
    found = find(world, organisation)
    with world.ledger.transaction():
        active = active_methods(world, found.id)
        decision = decide_policy(policy, active=active)
        if not decision.is_allowed:
            raise MethodRefused(decision.refusal)
        for method in EXCLUSIVE:
            world.ledger.organisations.free_slot(found.id, method)
        if policy is Policy.STRICT:
            for method in active & EXCLUSIVE:
                world.ledger.organisations.take_slot(found.id, method)
        world.ledger.organisations.set_policy(found.id, policy)
    return find(world, found.id)
