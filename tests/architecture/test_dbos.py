"""
DBOS stands behind one module, so that it can be told from what the engine does.
"""

import re
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[2] / "engine"


def test_one_module_knows_dbos() -> None:
    """
    And whoever starts the engine imports that one late.
    """
    imports = re.compile(r"^\s*(?:from|import) dbos\b", re.MULTILINE)

    assert [ENGINE / "adapters" / "dbos_queue.py"] == [
        path
        for path in sorted(ENGINE.rglob("*.py"))
        if imports.search(path.read_text(encoding="utf-8"))
    ]
