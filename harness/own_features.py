"""
The features at hand, and pytest run over them by a command.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

# Their plugins take seconds to import, and no step uses them.
_WITHOUT = ("-p", "no:faker", "-p", "no:hypothesispytest")


def own_features() -> Path:
    """
    Return the features of this folder, or those that came with the installation.
    """
    here = Path("features")
    if here.is_dir():
        return here
    home = Path(__file__).resolve().parent.parent
    installed = home / "scenarios" / "feature_files"
    return installed if installed.is_dir() else home / "features"


def run_features(paths: Sequence[str], *arguments: str) -> bool:
    """
    Run the features of the paths, or those at hand; tell whether all passed.

    Raises:
        click.ClickException: Nothing was run, or not to its end.

        SystemExit: pytest refused the arguments, and has said why.
    """
    import pytest  # noqa: PLC0415  # most commands do without

    status = pytest.main([*(paths or [str(own_features())]), *_WITHOUT, *arguments])
    if status == pytest.ExitCode.USAGE_ERROR:
        sys.exit(2)
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise click.ClickException("there is no Example to run")
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise click.ClickException("the features could not be run; see above")
    return status == pytest.ExitCode.OK
