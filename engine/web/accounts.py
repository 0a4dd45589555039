"""
The JSON API of organisations, users and connections.
"""

from dataclasses import replace
from typing import Any

import msgspec
from msgspec import UNSET

from engine.connections import connect as connecting
from engine.connections import maintain, organisations
from engine.connections.problems import DirectoryIsElsewhere, NotFound
from engine.connections.settings import (
    Settings,
    change_settings,
    currency_warnings,
)
from engine.domain.method_policy import Method, Policy
from engine.domain.permissions import Permission
from engine.domain.records import Connection, KeyPair, Organisation, User
from engine.domain.service import ShippingService
from engine.domain.setup import Setup
from engine.web import models
from engine.web.callers import check_may
from engine.web.declare import Asked, Office, Routes, Told

ROUTES = Routes()

_PROBLEM = models.ProblemView


@ROUTES.declare(
    "POST",
    "/api/organisations",
    body=models.NewOrganisation,
    replies={
        200: models.OrganisationView,
        201: models.OrganisationView,
        409: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
)
def set_up_organisation(office: Office, asked: Asked) -> Told:
    """
    Set up an organisation, or replace the name and key of one.
    """
    body: models.NewOrganisation = asked.body
    account = body.account_id.lower()
    known = office.world.ledger.organisations.get(account)
    policy = known.policy if known else Policy.STRICT
    if body.method_policy is not UNSET:
        policy = Policy(body.method_policy)
    organisation = Organisation(account, body.name, body.application_key, policy)
    is_new = organisations.set_up(office.world, organisation)
    office.runs.reschedule()
    return Told(201 if is_new else 200, _organisation(office, organisation))


@ROUTES.declare("GET", "/api/organisations", replies={200: models.OrganisationsView})
def list_organisations(office: Office, asked: Asked) -> Told:  # noqa: ARG001 - a handler
    """
    List the organisations.
    """
    found = office.world.ledger.organisations.all()
    told = [_organisation(office, one) for one in found]
    return Told(200, models.OrganisationsView(told))


@ROUTES.declare(
    "PATCH",
    "/api/organisations/<organisation>",
    body=models.OrganisationChange,
    replies={200: models.OrganisationView, 404: _PROBLEM, 409: _PROBLEM},
)
def change_organisation(office: Office, asked: Asked) -> Told:
    """
    Change the method policy of an organisation.
    """
    policy = Policy(asked.body.method_policy)
    changed = organisations.change_policy(
        office.world, asked.path["organisation"], policy
    )
    return Told(200, _organisation(office, changed))


@ROUTES.declare(
    "POST",
    "/api/users",
    body=models.NewUser,
    replies={200: models.UserView, 201: models.UserView, 404: _PROBLEM, 409: _PROBLEM},
)
def add_user(office: Office, asked: Asked) -> Told:
    """
    Add a user to the own directory, or replace one.
    """
    _check_directory(office)
    body: models.NewUser = asked.body
    user = User(
        body.username,
        body.active,
        _known(office, body.organisations),
        tuple(map(Permission, body.permissions)),
    )
    users = office.world.ledger.users
    is_new = users.put(user, password_hash=office.hash_password(body.password))
    return Told(201 if is_new else 200, _user(user))


@ROUTES.declare("GET", "/api/users", replies={200: models.UsersView, 409: _PROBLEM})
def list_users(office: Office, asked: Asked) -> Told:  # noqa: ARG001 - a handler
    """
    List the users of the own directory.
    """
    _check_directory(office)
    found = office.world.ledger.users.all()
    return Told(200, models.UsersView([_user(one) for one in found]))


@ROUTES.declare(
    "PATCH",
    "/api/users/<username>",
    body=models.UserChange,
    replies={200: models.UserView, 404: _PROBLEM, 409: _PROBLEM},
)
def change_user(office: Office, asked: Asked) -> Told:
    """
    Change the password, the organisations or the activity of a user.
    """
    _check_directory(office)
    body: models.UserChange = asked.body
    user = office.world.ledger.users.get(asked.path["username"])
    if user is None:
        raise NotFound(f"there is no user {asked.path['username']}: add the user first")
    if body.organisations is not UNSET:
        user = replace(user, organisations=_known(office, body.organisations))
    if body.active is not UNSET:
        user = replace(user, is_active=body.active)
    if body.permissions is not UNSET:
        may = tuple(map(Permission, body.permissions))
        user = replace(user, permissions=may)
    hashed = None
    if body.password is not UNSET:
        hashed = office.hash_password(body.password)
    office.world.ledger.users.put(user, password_hash=hashed)
    return Told(200, _user(user))


@ROUTES.declare(
    "POST",
    "/api/connections",
    body=models.NewConnection,
    replies={
        201: models.ConnectionView,
        404: _PROBLEM,
        403: _PROBLEM,
        409: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
    for_users=True,
)
def add_connection(office: Office, asked: Asked) -> Told:
    """
    Connect an organisation to a ShipStation account.
    """
    body: models.NewConnection = asked.body
    found = organisations.find(office.world, body.organisation)
    check_may(asked, found.id, Permission.INTEGRATIONS)
    connection, warnings = connecting.connect(
        office.world,
        body.organisation,
        keys=KeyPair(body.api_key, body.api_secret),
        settings=_first_settings(body),
        changes_type=body.change_integration_type,
    )
    office.runs.reschedule()
    return Told(201, _connection(connection, warnings))


@ROUTES.declare(
    "GET",
    "/api/connections",
    query=("organisation",),
    replies={200: models.ConnectionsView},
)
def list_connections(office: Office, asked: Asked) -> Told:
    """
    List connections, of one organisation if told.
    """
    organisation = asked.query.get("organisation")
    found = office.world.ledger.connections.all(
        organisation.lower() if organisation else None
    )
    return Told(200, models.ConnectionsView([_connection(one, ()) for one in found]))


@ROUTES.declare(
    "PATCH",
    "/api/connections/<connection>/setup",
    body=models.SetupChange,
    replies={
        200: models.ConnectionView,
        403: _PROBLEM,
        404: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
    for_users=True,
)
def change_setup(office: Office, asked: Asked) -> Told:
    """
    Change settings of a ShipStation store; what is left out stays.
    """
    return _change_settings(office, asked, Setup)


@ROUTES.declare(
    "PATCH",
    "/api/connections/<connection>/service",
    body=models.ServiceChange,
    replies={
        200: models.ConnectionView,
        403: _PROBLEM,
        404: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
    for_users=True,
)
def change_service(office: Office, asked: Asked) -> Told:
    """
    Change settings of a shipping service; what is left out stays.
    """
    return _change_settings(office, asked, ShippingService)


@ROUTES.declare(
    "PUT",
    "/api/connections/<connection>/keys",
    body=models.NewKeys,
    replies={
        200: models.ConnectionView,
        403: _PROBLEM,
        404: _PROBLEM,
        409: _PROBLEM,
        422: _PROBLEM,
        503: _PROBLEM,
    },
    for_users=True,
)
def replace_keys(office: Office, asked: Asked) -> Told:
    """
    Replace the key pair of a connection; it goes on where it stopped.
    """
    _connection_asked(office, asked)
    keys = KeyPair(asked.body.api_key, asked.body.api_secret)
    changed = maintain.replace_keys(office.world, asked.path["connection"], keys)
    office.runs.reschedule()
    return Told(200, _connection(changed, ()))


@ROUTES.declare(
    "DELETE",
    "/api/connections/<connection>",
    replies={204: None, 403: _PROBLEM, 404: _PROBLEM},
    for_users=True,
)
def remove_connection(office: Office, asked: Asked) -> Told:
    """
    Disconnect; what the connection carried stays in the ledger.
    """
    _connection_asked(office, asked)
    maintain.disconnect(office.world, asked.path["connection"])
    office.runs.reschedule()
    return Told(204)


def _change_settings(office: Office, asked: Asked, kind: type[Settings]) -> Told:
    found = _connection_asked(office, asked)
    if not isinstance(found.settings, kind):
        raise NotFound(f"connection {found.id} is by {found.method}")
    settings = replace(found.settings, **_told(asked.body))
    changed = change_settings(office.world, found, settings)
    warnings = currency_warnings(office.world, changed)
    office.runs.reschedule()
    return Told(200, _connection(changed, warnings))


def _connection_asked(office: Office, asked: Asked) -> Connection:
    """
    Return the connection of the path, if the caller may look after it.
    """
    found = maintain.find_connection(office.world, asked.path["connection"])
    check_may(asked, found.organisation, Permission.INTEGRATIONS)
    return found


def _first_settings(body: models.NewConnection) -> Settings:
    if Method(body.method) is Method.SHIPSTATION_STORE:
        return replace(Setup(), **_told(body.setup))
    return replace(ShippingService(), **_told(body.service))


def _told(body: Any) -> dict[str, Any]:
    """
    Return the settings that a body tells.
    """
    if body is UNSET:
        return {}
    told = msgspec.structs.asdict(body)
    return {name: value for name, value in told.items() if value is not UNSET}


def _check_directory(office: Office) -> None:
    if not office.is_directory_ours:
        raise DirectoryIsElsewhere(
            "users are kept by the directory that SEATRIAL_ENGINE_DIRECTORY_URL names:"
            " change them there"
        )


def _known(office: Office, names: list[str]) -> tuple[str, ...]:
    return tuple(organisations.find(office.world, name).id for name in names)


def _user(user: User) -> models.UserView:
    return models.UserView(
        user.username,
        list(user.organisations),
        user.is_active,
        list(user.permissions),
    )


def _organisation(office: Office, one: Organisation) -> models.OrganisationView:
    is_enabled = office.world.ledger.custom_stores.get(one.id).is_enabled
    return models.OrganisationView(
        one.id, one.name, one.policy, "Enabled" if is_enabled else "Disabled"
    )


def _connection(one: Connection, warnings: tuple[str, ...]) -> models.ConnectionView:
    return models.ConnectionView(
        id=one.id,
        organisation=one.organisation,
        method=one.method,
        state=one.state,
        reason=one.reason,
        settings=msgspec.to_builtins(one.settings),
        warnings=list(warnings),
    )
