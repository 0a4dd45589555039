"""
Who looks at a page, as the session remembers it, and at which organisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import session

from engine.domain.permissions import Permission
from engine.domain.records import Organisation
from engine.ports.vendors import Identity, Membership
from engine.web.callers import NotAllowed, check_may
from engine.web.declare import Asked, Office

LASTS = timedelta(hours=1)

_NAME = "name"
_SINCE = "since"
_MEMBER_OF = "member_of"


@dataclass(frozen=True, slots=True)
class Visit:
    """
    A user of Cin7 Core at the page of one organisation.
    """

    office: Office
    caller: Identity
    organisation: Organisation

    @property
    def account(self) -> str:
        """
        Return the organisation's id, which is its AccountID in small letters.
        """
        return self.organisation.id

    def asked(
        self,
        body: Any = None,
        path: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> Asked:
        """
        Return the same as a call of the JSON API that this user makes.
        """
        told = {"organisation": self.account, **(query or {})}
        return Asked(path or {}, told, body, self.caller)

    def refusal(self, permission: Permission) -> str:
        """
        Return why the user may not do that, or nothing.
        """
        try:
            check_may(self.asked(), self.account, permission)
        except NotAllowed as problem:
            return str(problem)
        return ""


def begin(office: Office, identity: Identity) -> None:
    """
    Let the session remember the user: never the password.

    Only memberships in organisations that are set up here are kept, so that a cookie
    can hold them.
    """
    here = {one.id for one in office.world.ledger.organisations.all()}
    session.clear()
    session[_NAME] = identity.username
    session[_SINCE] = office.world.clock.now().isoformat()
    session[_MEMBER_OF] = {
        one.organisation.lower(): sorted(one.permissions)
        for one in identity.memberships
        if one.is_active and one.organisation.lower() in here
    }


def visitor(office: Office) -> Identity | None:
    """
    Return who is logged in, or nothing, also where that was too long ago.

    The own table of users is read anew each time. A directory elsewhere can only be
    asked with the password, so there it stays as it was at the log-in.
    """
    if _NAME not in session:
        return None
    age = office.world.clock.now() - datetime.fromisoformat(session[_SINCE])
    if not timedelta(0) <= age < LASTS:
        return None
    if office.is_directory_ours:
        user = office.world.ledger.users.get(session[_NAME])
        return Identity.of(user) if user and user.is_active else None
    members = tuple(
        Membership(one, is_active=True, permissions=frozenset(map(Permission, may)))
        for one, may in session[_MEMBER_OF].items()
    )
    return Identity(session[_NAME], is_active=True, memberships=members)


def organisations_of(office: Office, caller: Identity) -> list[Organisation]:
    """
    Return the organisations that the user can choose from, by name.
    """
    mine = {one.organisation for one in caller.memberships}
    known = office.world.ledger.organisations.all()
    return [one for one in known if one.id in mine]
