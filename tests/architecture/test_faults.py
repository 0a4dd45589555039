"""
Each fault is listed, and made from JSON.
"""

import pkgutil

import pytest

from emulators.kit import faults


def test_every_module_is_listed() -> None:
    """
    Each module of faults has its class in FAULTS.
    """
    modules = {m.name for m in pkgutil.iter_modules(faults.__path__)} - {"plan"}

    assert modules == {cls.__module__.rpartition(".")[2] for cls in faults.FAULTS}


def test_a_fault_survives_its_document() -> None:
    """
    What is read back is what was written.
    """
    fault = faults.Status(operation="shipstation.list_orders", status=503, times=2)

    assert faults.fault_from_json(faults.fault_to_json(fault)) == fault


def test_unknown_setting_is_named() -> None:
    """
    A setting that the fault lacks is refused by its name.
    """
    with pytest.raises(faults.BadFault, match="status has no setting colour"):
        faults.fault_from_json(
            {"kind": "status", "operation": "x", "status": 500, "colour": 1}
        )
