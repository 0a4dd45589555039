"""
The operations of both vendors, without a server.
"""

from typing import Any

from emulators.kit.ambient import WallClock
from emulators.kit.operation import Catalogue
from emulators.kit.service import Service


def service_of(name: str) -> Service[Any]:
    """
    Return a fake, as it is at its start.
    """
    # Imported here: one of them starts without the other.
    if name == "cin7_core":
        from emulators.cin7_core.service import Cin7Core  # noqa: PLC0415

        return Cin7Core(WallClock())
    from emulators.shipstation.service import ShipStation  # noqa: PLC0415

    return ShipStation(WallClock())


def catalogue_of(name: str) -> Catalogue[Any]:
    """
    Return the operations of a vendor.
    """
    return service_of(name).catalogue
