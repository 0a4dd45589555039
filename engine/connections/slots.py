"""
Lets a method begin: by the policy, and under *strict* by the one exclusive slot.
"""

from dataclasses import replace

from engine.connections.organisations import active_methods
from engine.connections.problems import ChangeNotConfirmed, MethodRefused
from engine.domain.method_policy import EXCLUSIVE, Method, Policy, decide
from engine.domain.records import Organisation, State
from engine.flows import endings
from engine.ports.world import World


def begin(
    world: World,
    organisation: Organisation,
    method: Method,
    *,
    changes_type: bool = False,
) -> tuple[str, ...]:
    """
    Return the warnings, after the slot is taken where one is needed.

    To be called inside a transaction: of two that come at once, the store's unique
    constraint lets one have the slot. *changes_type*: a rival may end for it.

    Raises:
        MethodRefused: The policy forbids the method beside those in use.
        ChangeNotConfirmed: A rival would have to end.
    """
    active = active_methods(world, organisation.id)
    decision = decide(organisation.policy, method, active=active)
    if decision.refusal:
        raise MethodRefused(decision.refusal)
    if decision.rival is not None:
        if not changes_type:
            raise ChangeNotConfirmed(decision.question)
        _retire(world, organisation.id, decision.rival)
    if (
        method in EXCLUSIVE
        and organisation.policy is Policy.STRICT
        and not world.ledger.organisations.take_slot(organisation.id, method)
    ):
        rival = next(iter(EXCLUSIVE - {method}))
        refusal = decide(Policy.STRICT, method, active={rival}).refusal
        raise MethodRefused(refusal)
    if method is Method.CUSTOM_STORE:
        endings.forget_end(world, endings.custom_store(organisation.id))
    return decision.warnings


def _retire(world: World, organisation: str, method: Method) -> None:
    """
    End the method for the organisation, whatever carries it.
    """
    if method is Method.CUSTOM_STORE:
        store = world.ledger.custom_stores.get(organisation)
        world.ledger.custom_stores.put(replace(store, is_enabled=False))
    for one in world.ledger.connections.all(organisation):
        if one.method is method and one.state is not State.DISCONNECTED:
            world.ledger.connections.set_state(one.id, State.DISCONNECTED)
    end(world, organisation, method)


def end(world: World, organisation: str, method: Method) -> None:
    """
    Give the slot back when nothing uses the method any more.
    """
    if method in EXCLUSIVE and method not in active_methods(world, organisation):
        world.ledger.organisations.free_slot(organisation, method)
        if method is Method.CUSTOM_STORE:
            endings.note_end(world, endings.custom_store(organisation))
