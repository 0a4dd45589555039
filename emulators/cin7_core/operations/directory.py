"""
The directory of users.

Own design: Cin7 Core publishes no login API, and the custom store of the integration
needs to know who asks.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from emulators.cin7_core.domain.directory import Directory, Permission, User
from emulators.cin7_core.domain.organisation import Organisation
from emulators.kit.operation import Call, Reply, operation

_SOURCE = "https://help.core.cin7.com/"


class Host(Protocol):
    """
    The service, as far as the directory needs it.

    Attributes:
        integration_url: Where the pages of the integration are, or nothing.
    """

    directory: Directory
    integration_url: str

    def organisation(self, account: str) -> Organisation:
        """
        Return the organisation of the account with this name.

        Raises:
            UnknownAccount: There is no such account.
        """


@operation(
    "GET",
    "/directory/whoami",
    responses={200: "whoami.json", 401: "message.json"},
    source=_SOURCE,
)
def whoami(call: Call, host: Host) -> Reply:
    """
    Return who has this user name and password, also where the user is inactive.
    """
    username, password = call.login or ("", "")
    user = host.directory.login(username, password)
    if user is None:
        sentence = "User name or password is wrong."
        challenge = {"WWW-Authenticate": 'Basic realm="Cin7 Core"'}
        return Reply(401, {"Message": sentence}, challenge)
    return Reply(
        200,
        {
            "UserName": user.username,
            "Email": user.email,
            "Active": user.active,
            "Organisations": [
                _membership(host.organisation(name), permissions)
                for name, permissions in user.memberships.items()
            ],
        },
    )


@operation(
    "GET",
    "/_emulator/users",
    responses={200: "users.json"},
    source=_SOURCE,
)
def list_users(call: Call, host: Host) -> Reply:
    """
    List the users of the directory.
    """
    del call
    return Reply(200, {"users": [_user(user) for user in host.directory]})


@operation(
    "POST",
    "/_emulator/users",
    request="user.create.json",
    responses={200: "user.json"},
    source=_SOURCE,
)
def create_user(call: Call, host: Host) -> Reply:
    """
    Add a user with memberships, which have all permissions unless some are named.
    """
    body = call.body
    user = User(body["username"], body["password"], body.get("email", ""))
    for name in body["organisations"]:
        host.organisation(name)
        user.join(name, body.get("permissions"))
    return Reply(200, _user(host.directory.add(user)))


@operation(
    "PATCH",
    "/_emulator/users/<username>",
    request="user.change.json",
    responses={200: "user.json"},
    source=_SOURCE,
)
def change_user(call: Call, host: Host) -> Reply:
    """
    Give a user another password, or close and open the login.
    """
    user = host.directory.user(call.path["username"])
    user.password = call.body.get("password", user.password)
    user.active = call.body.get("active", user.active)
    return Reply(200, _user(user))


@operation(
    "POST",
    "/_emulator/users/<username>/memberships",
    request="membership.create.json",
    responses={200: "user.json"},
    source=_SOURCE,
)
def create_membership(call: Call, host: Host) -> Reply:
    """
    Make a user a member of an organisation; twice is once.
    """
    user = host.directory.user(call.path["username"])
    name = call.body["organisation"]
    host.organisation(name)
    user.join(name, call.body.get("permissions"))
    return Reply(200, _user(user))


@operation(
    "PATCH",
    "/_emulator/users/<username>/memberships/<organisation>",
    request="membership.change.json",
    responses={200: "user.json"},
    source=_SOURCE,
)
def change_membership(call: Call, host: Host) -> Reply:
    """
    Say what a member may do.
    """
    user = host.directory.user(call.path["username"])
    user.check_member(call.path["organisation"])
    user.join(call.path["organisation"], call.body["permissions"])
    return Reply(200, _user(user))


@operation(
    "DELETE",
    "/_emulator/users/<username>/memberships/<organisation>",
    responses={200: "user.json"},
    source=_SOURCE,
)
def delete_membership(call: Call, host: Host) -> Reply:
    """
    End a user's membership of an organisation.
    """
    user = host.directory.user(call.path["username"])
    user.memberships.pop(call.path["organisation"], None)
    return Reply(200, _user(user))


@operation(
    "GET",
    "/_emulator/integrations/shipstation",
    responses={200: "integration.json"},
    source=_SOURCE,
)
def get_integration(call: Call, host: Host) -> Reply:
    """
    Return where *Integrations > ShipStation* leads; nothing while nobody said.
    """
    del call
    return Reply(200, {"url": host.integration_url})


@operation(
    "PUT",
    "/_emulator/integrations/shipstation",
    request="integration.json",
    responses={200: "integration.json"},
    source=_SOURCE,
)
def point_integration(call: Call, host: Host) -> Reply:
    """
    Say where *Integrations > ShipStation* leads, for all organisations.
    """
    host.integration_url = call.body["url"].rstrip("/")
    return Reply(200, {"url": host.integration_url})


def _membership(
    organisation: Organisation, permissions: Iterable[Permission]
) -> dict[str, Any]:
    return {
        "AccountID": organisation.account_id,
        "Name": organisation.company,
        "Active": organisation.active,
        "Permissions": [one.value for one in permissions],
    }


def _user(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "active": user.active,
        "organisations": list(user.memberships),
        "permissions": {
            name: [one.value for one in permissions]
            for name, permissions in user.memberships.items()
        },
    }
