"""
What ``seatrial up`` does: parts, then a world in them.
"""

from collections.abc import Mapping, Sequence

from emulators.kit.edge import PortTaken
from harness.fleet import Fleet, PartDied


class UpFailed(RuntimeError):
    """
    It cannot go on; the sentence says why, and what to do.
    """


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
    ) -> None:
        try:
            self._fleet = Fleet.launch(parts, ports=ports, rate_limits=rate_limits)
        except PortTaken as error:
            raise UpFailed(
                f"{error}; choose another port, or 0 for a free one"
            ) from None
        except PartDied as error:
            raise UpFailed(str(error)) from None
        self.addresses = {
            part: self._fleet.addresses[part] for part in sorted(parts, key=_order)
        }
        try:
            _build(world, self.addresses)
        except BaseException:
            self.close()
            raise

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


def _order(part: str) -> int:
    return ("cin7_core", "shipstation", "engine").index(part)


def _build(world: str, addresses: Mapping[str, Mapping[str, str]]) -> None:
    from harness.worlds import WORLDS, WorldNeedsMore  # noqa: PLC0415  # after the start

    try:
        WORLDS[world].build(addresses)
    except WorldNeedsMore as error:
        raise UpFailed(str(error)) from None
