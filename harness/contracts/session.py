"""
Fakes that serve one command: started for it, named in its environment, then stopped.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from harness.up import Up, UpFailed

_LOOK_SECONDS = 0.1
_GRACE_SECONDS = 5


class NoCommand(ValueError):
    """
    There is no such command, or it is none.
    """


class FakeDied(RuntimeError):
    """
    A fake ended before the command did.
    """


class Told:
    """
    Whether a signal has told this process to end; it is set up when it is made.

    Attributes:
        number: The signal, once there was one.
    """

    def __init__(self) -> None:
        self.number: signal.Signals | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        del frame
        self.number = signal.Signals(number)


def environment_of(addresses: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """
    Return where the fakes are and how to log in, as ``SEATRIAL_SHIPSTATION_API_KEY``.
    """
    return {
        f"SEATRIAL_{part}_{name}".upper(): value
        for part, facts in addresses.items()
        for name, value in facts.items()
    }


def check_command(command: Sequence[str]) -> None:
    """
    Insist that the command can be started.

    Raises:
        NoCommand: It cannot.
    """
    if shutil.which(command[0]) is None:
        raise NoCommand(f"there is no command {command[0]!r} to run")


def run_command(
    command: Sequence[str], environment: Mapping[str, str], *, fakes: Up, told: Told
) -> int:
    """
    Run the command beside the fakes, and return its status; a signal ends it early.

    Its output goes where ours does. What it leaves running is ended with it.

    Raises:
        NoCommand: It could not be started.
        FakeDied: One did meanwhile.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # it is what the user asked for
            command,
            env={**os.environ, **environment},
            # In a group of its own it is no reader of the terminal.
            stdin=subprocess.DEVNULL if sys.stdin.isatty() else None,
            process_group=0,
        )
    except OSError as error:
        raise NoCommand(f"{command[0]} cannot be run: {error.strerror}") from None
    try:
        while told.number is None and _runs(process):
            fakes.check()
    except UpFailed as error:
        raise FakeDied(str(error)) from None
    finally:
        end_command(process)
    return process.returncode


def journal_in(folder: str) -> Path:
    """
    Return the file in which the fakes keep their journal.
    """
    return Path(folder, "journal.jsonl")


def _runs(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(_LOOK_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def end_command(process: subprocess.Popen[bytes]) -> None:
    """
    End the command, and whatever it has started and left.
    """
    _signal(process, signal.SIGTERM)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
