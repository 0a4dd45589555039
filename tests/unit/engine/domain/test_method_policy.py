"""
Which methods go together under which policy.
"""

import pytest

from engine.domain.method_policy import Method, Policy, decide, decide_policy

STORE, IMPORT, SERVICE = (
    Method.CUSTOM_STORE,
    Method.SHIPSTATION_STORE,
    Method.SHIPPING_SERVICE,
)


@pytest.mark.parametrize(("wanted", "rival"), [(STORE, IMPORT), (IMPORT, STORE)])
def test_strict_refuses_methods_1_and_2_together(wanted: Method, rival: Method) -> None:
    """
    The sentence names both methods, the risk and the way out.
    """
    decision = decide(Policy.STRICT, wanted, active={rival})

    assert not decision.is_allowed
    for part in (wanted, rival, "fulfilled twice", "first"):
        assert part in decision.refusal


@pytest.mark.parametrize("policy", [Policy.CIN7, Policy.DEAR])
def test_the_other_policies_warn(policy: Policy) -> None:
    """
    Under the other policies both may be used, with a warning.
    """
    decision = decide(policy, IMPORT, active={STORE})

    assert decision.is_allowed
    assert len(decision.warnings) == 1


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("other", [STORE, IMPORT])
def test_method_3_goes_with_each(policy: Policy, other: Method) -> None:
    """
    A shipping service is never refused.
    """
    assert decide(policy, SERVICE, active={other}).refusal == ""


def test_cin7_warns_of_a_service_beside_a_store() -> None:
    """
    The warning is of duplicates.
    """
    assert decide(Policy.STRICT, SERVICE, active={STORE}).warnings == ()
    assert "duplicates" in decide(Policy.CIN7, SERVICE, active={STORE}).warnings[0]


@pytest.mark.parametrize(("wanted", "rival"), [(STORE, SERVICE), (SERVICE, STORE)])
def test_dear_asks_whether_to_change_the_type(wanted: Method, rival: Method) -> None:
    """
    The question names what would end; until it is answered nothing is allowed.
    """
    decision = decide(Policy.DEAR, wanted, active={rival})

    assert not decision.is_allowed
    assert "Change the integration type?" in decision.question
    assert rival is decision.rival


def test_strict_is_refused_while_both_are_active() -> None:
    """
    One of the two has to end before.
    """
    assert not decide_policy(Policy.STRICT, active={STORE, IMPORT}).is_allowed
    assert decide_policy(Policy.STRICT, active={STORE, SERVICE}).is_allowed
    assert decide_policy(Policy.CIN7, active={STORE, IMPORT}).is_allowed
