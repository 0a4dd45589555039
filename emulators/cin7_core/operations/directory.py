"""
The directory of users.

Own design: Cin7 Core publishes no login API, and the custom store of the integration
needs to know who asks.
"""

from typing import Any, Protocol

from emulators.cin7_core.domain.directory import Directory, User
from emulators.cin7_core.domain.organisation import Organisation
from emulators.kit.operation import Call, Reply, operation

_SOURCE = "https://help.core.cin7.com/"


class Host(Protocol):
    """
    The service, as far as the directory needs it.
    """

    directory: Directory

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
                _membership(host.organisation(name)) for name in user.organisations
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
    Add a user with memberships.
    """
    body = call.body
    accounts = list(dict.fromkeys(body["organisations"]))
    for name in accounts:
        host.organisation(name)
    user = User(
        username=body["username"],
        password=body["password"],
        email=body.get("email", ""),
        organisations=accounts,
    )
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
    Make a user a member of an organisation; once is enough.
    """
    user = host.directory.user(call.path["username"])
    name = call.body["organisation"]
    host.organisation(name)
    if name not in user.organisations:
        user.organisations.append(name)
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
    name = call.path["organisation"]
    user.organisations = [one for one in user.organisations if one != name]
    return Reply(200, _user(user))


def _membership(organisation: Organisation) -> dict[str, Any]:
    return {
        "AccountID": organisation.account_id,
        "Name": organisation.company,
        "Active": organisation.active,
    }


def _user(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "active": user.active,
        "organisations": list(user.organisations),
    }
