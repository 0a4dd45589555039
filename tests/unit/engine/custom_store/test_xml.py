"""
The one schema of orders, asked by several threads.
"""

import subprocess
import sys

_FIRST_CALLS = """
import sys
from threading import Barrier, Thread
from engine.custom_store.xml import first_problem

sys.setswitchinterval(1e-5)
together = Barrier(8)
said = []

def ask():
    together.wait()
    said.append(first_problem(b"<Orders/>"))

threads = [Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(said == [None] * 8)
"""


def test_threads_may_need_the_schema_at_once() -> None:
    """
    In a process that has not read it yet, none gets in another's way.
    """
    command = [sys.executable, "-c", _FIRST_CALLS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own words

    assert (done.stdout, done.stderr) == ("True\n", "")
