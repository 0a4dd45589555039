"""
What it takes to save and restore an account of 10,000 orders, and to reset a small one.
"""

from collections.abc import Iterator
from time import perf_counter

from emulators.cin7_core.service import Cin7Core
from emulators.kit import archive
from emulators.kit.service import Service
from emulators.shipstation.service import ShipStation
from tests.benchmarks.fill import fill_cin7_core, fill_shipstation
from tests.benchmarks.scale import Account

SIZE = 10_000
_ROUNDS = 3


def snapshots(size: int = SIZE) -> Iterator[tuple[str, str, str, str, str]]:
    """
    Yield the figures of each fake.
    """
    for make, fill in ((ShipStation, fill_shipstation), (Cin7Core, fill_cin7_core)):
        service = Account(make, fill, size).service
        saved, restored, payload = [], [], b""
        for _ in range(_ROUNDS):
            began = perf_counter()
            payload = archive.save(service, service.tenant(None))
            saved.append(perf_counter() - began)
            began = perf_counter()
            archive.restore(service, "main", payload)
            restored.append(perf_counter() - began)
        yield (
            make.name,
            f"{min(saved):.2f}",
            f"{min(restored):.2f}",
            f"{len(payload) / 1e6:.0f}",
            f"{_reset_milliseconds(service):.2f}",
        )


def _reset_milliseconds(service: Service[object]) -> float:
    service.reset()
    began = perf_counter()
    service.reset()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    for row in snapshots():
        print(*row)  # noqa: T201  # its only output
