"""
What the command line says about the start of fakes: profile, state, world and https.
"""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from emulators.kit.ambient import Clock
from emulators.kit.journal import journal_writer
from emulators.kit.profile import UnknownFact
from emulators.kit.server import Server
from emulators.kit.service import Service
from emulators.kit.state_file import BadState, StateFile
from emulators.kit.world import BadWorld

Services = Mapping[str, Service[Any]]


class BadOption(ValueError):
    """
    An option cannot be followed; the sentence says why.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """
    How fakes begin.

    Attributes:
        profile: A preset's name, or a file of facts.

        state: Where their state is kept; it comes before profile and world.

        world: A file of what people do at first.

        tls: The folder of the certificates; plain http without it.

        journal: A file for all calls; it outlives resets, which the journals do not.
    """

    profile: str | None = None
    state: Path | None = None
    world: Path | None = None
    tls: Path | None = None
    journal: Path | None = None

    def context(self, now: datetime) -> ssl.SSLContext | None:
        """
        Return what https needs, if it is wanted.

        Raises:
            BadOption: The folder cannot be used.
        """
        if self.tls is None:
            return None
        # Imported here: a start without https does without.
        from emulators.kit.certificates import tls_context  # noqa: PLC0415

        try:
            return tls_context(self.tls, now)
        except OSError as error:
            raise BadOption(f"--tls: {self.tls} cannot be used: {error}") from None

    @property
    def authority(self) -> str | None:
        """
        The file that clients trust, if it is https.
        """
        if self.tls is None:
            return None
        from emulators.kit.certificates import AUTHORITY  # noqa: PLC0415

        return str((self.tls / AUTHORITY).resolve())

    def begin(self, servers: Mapping[str, Server], clock: Clock) -> StateFile | None:
        """
        Let the fakes begin, and return the file that has to be closed.

        Raises:
            BadOption: An option cannot be followed.
        """
        services = {name: one.service for name, one in servers.items()}
        self._write_journal(services)
        file = self._load(services, clock)
        if file is None or not file[1]:
            self._set_profiles(services)
            self._build(servers)
        if file is None:
            return None
        try:
            file[0].watch()
        except BadState as error:
            raise BadOption(f"--state: {error}") from None
        return file[0]

    def _write_journal(self, services: Services) -> None:
        if self.journal is None:
            return
        try:
            write = journal_writer(self.journal)
        except OSError as error:
            raise BadOption(
                f"--journal: {self.journal} cannot be written: {error.strerror}"
            ) from None
        for service in services.values():
            service.witness = write

    def _load(self, services: Services, clock: Clock) -> tuple[StateFile, bool] | None:
        if self.state is None:
            return None
        file = StateFile(self.state, services, clock)
        try:
            return file, file.load()
        except BadState as error:
            raise BadOption(f"--state: {error}") from None

    def _set_profiles(self, services: Services) -> None:
        for name, document in self._profiles(services).items():
            service = services[name]
            try:
                service.set_profile(service.tenant(None), document)
            except UnknownFact as error:
                raise BadOption(f"--profile: {error}") from None

    def _profiles(self, services: Services) -> dict[str, Any]:
        if self.profile is None:
            return {}
        if Path(self.profile).suffix == ".json":
            return _of_each(services, Path(self.profile), "--profile")
        having = {
            name: {"preset": self.profile}
            for name, one in services.items()
            if self.profile in one.presets
        }
        if not having:
            known = {preset for one in services.values() for preset in one.presets}
            raise BadOption(
                f"--profile: no preset {self.profile!r} and no .json file; "
                f"there are {', '.join(sorted(known)) or 'no presets'}"
            )
        return having

    def _build(self, servers: Mapping[str, Server]) -> None:
        if self.world is None:
            return
        documents = _of_each(servers, self.world, "--world")
        for name, document in documents.items():
            try:
                servers[name].build_world(document)
            except BadWorld as error:
                raise BadOption(f"--world: {error}") from None


def _of_each(fakes: Mapping[str, object], path: Path, option: str) -> dict[str, Any]:
    """
    Return what the file has for each fake: by name, or all of it for the only one.
    """
    try:
        document = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except OSError as error:
        raise BadOption(f"{option}: {path} cannot be read: {error.strerror}") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadOption(f"{option}: {path} is no JSON object: {error}") from None
    if document.keys() <= fakes.keys() and document:
        return document
    if len(fakes) == 1:
        return dict.fromkeys(fakes, document)
    raise BadOption(
        f"{option}: with several fakes, {path} has a part for each: {', '.join(fakes)}"
    )
