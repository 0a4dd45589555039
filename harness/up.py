"""
What ``seatrial up`` does: parts, then a world in them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from emulators.kit.sockets import PortTaken
from harness.fleet import ENGINE, Fleet, PartDied


class UpFailed(RuntimeError):
    """
    It cannot go on; the sentence says why, and what to do.

    Attributes:
        status: What the command ends with; 2 for an option that the fakes refused, and
            have said why.
    """

    def __init__(self, sentence: str, *, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


class Up:
    """
    Parts that serve, with a world in them.

    Raises:
        UpFailed: A port is taken, a part died, or the world needs other parts.
    """

    def __init__(
        self,
        parts: Sequence[str],
        *,
        ports: Mapping[str, int],
        world: str,
        rate_limits: bool,
        options: Sequence[str] = (),
        state: Path | None = None,
    ) -> None:
        try:
            self._fleet = Fleet.launch(
                parts,
                ports=ports,
                rate_limits=rate_limits,
                options=options,
                state=state,
            )
        except PortTaken as error:
            raise UpFailed(
                f"{error}; choose another port, or 0 for a free one"
            ) from None
        try:
            self._build(world, parts)
        except PartDied as error:
            self.close()
            raise UpFailed(str(error), status=error.status) from None
        except ValueError as error:
            self.close()
            raise UpFailed(str(error)) from None
        except BaseException:
            self.close()
            raise

    def _build(self, world: str, parts: Sequence[str]) -> None:
        # Imported while the parts start: both take their time. The engine may start
        # beside the fakes' share of the world: its socket listens already.
        from harness.worlds import WORLDS  # noqa: PLC0415

        self._fleet.wait_for_fakes()
        self.addresses = {part: self._fleet.addresses[part] for part in parts}
        self._show_the_way()
        WORLDS[world].build(self.addresses)
        self._fleet.wait()

    def _show_the_way(self) -> None:
        """
        Tell Cin7 Core where *Integrations > ShipStation* leads.
        """
        from emulators.kit.control_client import ControlClient  # noqa: PLC0415
        from harness.actors.cin7_core import API  # noqa: PLC0415  # as for the worlds

        if not {"cin7_core", ENGINE} <= self.addresses.keys():
            return

        control = ControlClient(self.addresses["cin7_core"]["url"].removesuffix(API))
        body = {"url": self.addresses[ENGINE]["url"]}
        control.common("PUT", "/_emulator/integrations/shipstation", body)
        control.close()

    def check(self) -> None:
        """
        Notice a part that died.

        Raises:
            UpFailed: One did.
        """
        try:
            self._fleet.check()
        except PartDied as error:
            raise UpFailed(str(error)) from None

    def close(self) -> None:
        """
        Stop all parts.
        """
        self._fleet.close()
