"""
Which methods an organisation may use together. Pure decisions, no state.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """
    The three ways between Cin7 Core and ShipStation.
    """

    CUSTOM_STORE = "custom_store"
    SHIPSTATION_STORE = "shipstation_store"
    SHIPPING_SERVICE = "shipping_service"


class Policy(StrEnum):
    """
    How combinations are treated: refused, warned of, or as DEAR did.
    """

    STRICT = "strict"
    CIN7 = "cin7"
    DEAR = "dear"


SPOKEN = {
    Method.CUSTOM_STORE: "Cin7 Core as a custom store in ShipStation (custom_store)",
    Method.SHIPSTATION_STORE: "a ShipStation store in Cin7 Core (shipstation_store)",
    Method.SHIPPING_SERVICE: "ShipStation as a shipping service (shipping_service)",
}
EXCLUSIVE = frozenset({Method.CUSTOM_STORE, Method.SHIPSTATION_STORE})

_WAY_OUT = {
    Method.CUSTOM_STORE: "disable the custom store",
    Method.SHIPSTATION_STORE: "disconnect the ShipStation store",
    Method.SHIPPING_SERVICE: "disconnect the shipping service",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """
    Allowed, allowed with warnings, asked about, or refused with a sentence.

    Attributes:
        question: Asks whether *rival* shall end; yes allows the method.
    """

    refusal: str = ""
    question: str = ""
    rival: Method | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_allowed(self) -> bool:
        """
        Tell whether the method may be used.
        """
        return not self.refusal and not self.question


def decide(policy: Policy, wanted: Method, *, active: AbstractSet[Method]) -> Decision:
    """
    Decide whether *wanted* may join the methods that are active already.
    """
    if wanted in EXCLUSIVE and (rivals := (EXCLUSIVE & active) - {wanted}):
        rival = next(iter(rivals))
        risk = _risk(wanted, rival)
        if policy is Policy.STRICT:
            return Decision(refusal=f"{risk} To go on, {_WAY_OUT[rival]} first.")
        return Decision(warnings=(risk,))
    pair = {Method.CUSTOM_STORE, Method.SHIPPING_SERVICE}
    if wanted in pair and (others := (active & pair) - {wanted}):
        return _store_beside_service(policy, wanted, next(iter(others)))
    return Decision()


def decide_policy(policy: Policy, *, active: AbstractSet[Method]) -> Decision:
    """
    Decide whether an organisation with these methods may change to the policy.
    """
    if policy is not Policy.STRICT or not active >= EXCLUSIVE:
        return Decision()
    risk = _risk(Method.CUSTOM_STORE, Method.SHIPSTATION_STORE)
    first, second = (_WAY_OUT[method] for method in sorted(EXCLUSIVE))
    return Decision(
        refusal=f"{risk} Before the policy can be strict, {first} or {second}."
    )


def _risk(wanted: Method, rival: Method) -> str:
    return (
        f"{SPOKEN[wanted]} and {SPOKEN[rival]} serve the same purpose in opposite"
        " directions: used together, the same order might be fulfilled twice."
    )


def _store_beside_service(policy: Policy, wanted: Method, rival: Method) -> Decision:
    """
    Decide on methods 1 and 3: ShipStation allows both, Cin7 Core advises against it.
    """
    if policy is Policy.STRICT:
        return Decision()
    warning = (
        f"{SPOKEN[Method.CUSTOM_STORE]} beside {SPOKEN[Method.SHIPPING_SERVICE]}"
        " can make duplicates."
    )
    if policy is Policy.CIN7:
        return Decision(warnings=(warning,))
    question = (
        f"{warning} Change the integration type? It would {_WAY_OUT[rival]} and use"
        f" {SPOKEN[wanted]} alone."
    )
    return Decision(question=question, rival=rival)
