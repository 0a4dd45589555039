"""
Lets a method begin: by the policy, and under *strict* by the one exclusive slot.
"""

from engine.connections.organisations import active_methods
from engine.connections.problems import MethodRefused
from engine.domain.method_policy import EXCLUSIVE, Method, Policy, decide
from engine.domain.records import Organisation
from engine.ports.world import World


def begin(world: World, organisation: Organisation, method: Method) -> tuple[str, ...]:
    """
    Return the warnings, after the slot is taken where one is needed.

    To be called inside a transaction: of two that come at once, the store's unique
    constraint lets one have the slot.

    Raises:
        MethodRefused: The policy forbids the method beside those in use.
    """
    active = active_methods(world, organisation.id)
    decision = decide(organisation.policy, method, active=active)
    if not decision.is_allowed:
        raise MethodRefused(decision.refusal)
    if (
        method in EXCLUSIVE
        and organisation.policy is Policy.STRICT
        and not world.ledger.organisations.take_slot(organisation.id, method)
    ):
        rival = next(iter(EXCLUSIVE - {method}))
        refusal = decide(Policy.STRICT, method, active={rival}).refusal
        raise MethodRefused(refusal)
    return decision.warnings


def end(world: World, organisation: str, method: Method) -> None:
    """
    Give the slot back when nothing uses the method any more.
    """
    if method in EXCLUSIVE and method not in active_methods(world, organisation):
        world.ledger.organisations.free_slot(organisation, method)
