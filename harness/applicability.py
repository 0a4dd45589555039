"""
What an Example needs of the system under test, and that it is not applicable without.
"""

from collections.abc import Collection

from _pytest.outcomes import Skipped

from harness.pickles import Pickle

CAPABILITIES = (
    "custom_store",
    "shipstation_store",
    "shipping_service",
    "reconciliation",
    "webhooks",
    "pages",
)
VIRTUAL_TIME = "virtual_time"
NOT_APPLICABLE = "not applicable: "
_TAG = "@needs:"
_TAGS = {"@reachable": "webhooks"}


class NotApplicable(Skipped):
    """
    An Example asks for what the system under test, or the wall's time, does not have.

    It neither passes nor fails.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(NOT_APPLICABLE + reason)


def needs_of(pickle: Pickle) -> set[str]:
    """
    Return the capabilities that an Example needs.

    They are its tags such as ``@needs:reconciliation``, and the name of its folder,
    where that is a capability.
    """
    needs = {tag.removeprefix(_TAG) for tag in pickle.tags if tag.startswith(_TAG)}
    needs.update(_TAGS[tag] for tag in pickle.tags if tag in _TAGS)
    return needs | {pickle.path.parent.name}.intersection(CAPABILITIES)


def check_applicable(pickle: Pickle, capabilities: Collection[str]) -> None:
    """
    Insist that a system with these capabilities can do what the Example needs.

    Raises:
        NotApplicable: It cannot.
    """
    lacking = needs_of(pickle) - set(capabilities)
    if VIRTUAL_TIME in lacking:
        raise NotApplicable("it needs a time that can be moved")
    if lacking:
        names = ", ".join(sorted(lacking))
        raise NotApplicable(f"the system under test has no {names}")
