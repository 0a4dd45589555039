"""
Keys for other purposes than the ledger's secrets.
"""

from pathlib import Path

from engine.adapters.vault import FernetVault

KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="


def test_a_derived_key_is_the_same_in_each_process() -> None:
    """
    Processes with one key agree, and each purpose has a key of its own.
    """
    one, other = FernetVault(KEY, Path("-")), FernetVault(KEY, Path("-"))

    assert one.derived("pages") == other.derived("pages")
    assert one.derived("pages") != one.derived("others")
    assert KEY.encode() not in one.derived("pages")


def test_a_derived_key_outlives_the_process(tmp_path: Path) -> None:
    """
    Where the key is in a file, it is made once.
    """
    file = tmp_path / "ledger.key"

    assert FernetVault(None, file).derived("pages") == (
        FernetVault(None, file).derived("pages")
    )
