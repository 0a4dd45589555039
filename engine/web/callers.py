"""
Who calls: whoever has the engine's token, or a user of Cin7 Core by name and password.
"""

from werkzeug.datastructures import Authorization

from engine.connections.problems import Refusal
from engine.domain.permissions import SPOKEN, Permission
from engine.ports.vendors import Identity
from engine.ports.world import World
from engine.web.declare import Asked


class NotAllowed(Refusal):
    """
    The user may not do that in this organisation.
    """

    code = "not_allowed"


def identify(world: World, told: Authorization | None) -> Identity | None:
    """
    Return the user of Basic credentials, or nothing if there are none, or wrong ones.

    Raises:
        CannotAnswer: The directory cannot be asked now.
    """
    if told is None or told.type != "basic":
        return None
    return world.directory.whoami(told.username or "", told.password or "")


def check_may(asked: Asked, organisation: str, permission: Permission) -> None:
    """
    Return if the caller may do that in the organisation; the token may do all.

    Raises:
        NotAllowed: The user is not active, no member, or lacks the permission.
    """
    caller = asked.caller
    if caller is None:
        return
    may = {
        one.organisation.lower(): one.permissions
        for one in caller.memberships
        if caller.is_active and one.is_active
    }
    if organisation not in may:
        raise NotAllowed(f"{caller.username} is no active member of that organisation")
    if permission not in may[organisation]:
        raise NotAllowed(
            f"{caller.username} lacks the permission '{SPOKEN[permission]}': somebody"
            " who manages users in Cin7 Core can give it"
        )
