"""
What ``seatrial check`` does: fakes, the command beside them, and a verdict.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from harness.contracts.calls import Call, read_calls
from harness.contracts.expectations import Expectations
from harness.contracts.findings import Finding, findings_of
from harness.contracts.junit import write_junit
from harness.contracts.session import Told, environment_of, journal_in, run_command
from harness.contracts.terminal import print_check
from harness.up import Up


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """
    What the command finds.

    Attributes:
        parts: The fakes that serve.

        world: The name of the world in them; one of data stands in the options.

        options: More of the fakes' options.

        journal: Where to keep what the client asked and was answered.
    """

    parts: Sequence[str]
    ports: Mapping[str, int]
    world: str
    rate_limits: bool
    options: Sequence[str] = ()
    journal: Path | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What came of it.

    Attributes:
        status: What the command ended with.

        told: The signal that ended it all before it was over.
    """

    status: int
    calls: Sequence[Call] = ()
    findings: Sequence[Finding] = ()
    told: Signals | None = None

    @property
    def failure(self) -> str | None:
        """
        What is wrong with the command itself, as a sentence.
        """
        if self.status < 0:
            return f"the command was ended by {Signals(-self.status).name}"
        return f"the command ended with status {self.status}" if self.status else None


def check(
    command: Sequence[str], setting: Setting, expectations: Expectations
) -> Checked:
    """
    Run the command against the fakes, and judge its calls.

    Raises:
        NoCommand: It could not be started.
        UpFailed: The fakes could not start.
        FakeDied: They died meanwhile.
        OSError: The journal cannot be kept.
    """
    told = Told()
    with tempfile.TemporaryDirectory(prefix="seatrial-") as folder:
        journal = journal_in(folder)
        fakes = Up(
            setting.parts,
            ports=setting.ports,
            world=setting.world,
            rate_limits=setting.rate_limits,
            options=[*setting.options, "--journal", str(journal)],
        )
        try:
            environment = environment_of(fakes.addresses)
            status = run_command(command, environment, fakes=fakes, told=told)
        finally:
            fakes.close()
        if setting.journal is not None:
            shutil.copyfile(journal, setting.journal)
        if told.number is not None:
            return Checked(status, told=told.number)
        calls = read_calls(journal)
    return Checked(status, calls, expectations.judge(findings_of(calls), calls))


def report(checked: Checked, expectations: Expectations, junit: Path | None) -> None:
    """
    Print what came of it, and write it for CI.

    Raises:
        OSError: The file cannot be written.
    """
    print_check(checked.calls, checked.findings)
    if junit is not None:
        write_junit(
            junit,
            checked.calls,
            checked.findings,
            expected=[one.operation for one in expectations.calls],
            failure=checked.failure,
        )
