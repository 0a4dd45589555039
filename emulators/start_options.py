"""
The options of a command that starts fakes; light, for commands that start quickly.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


class Refused(click.ClickException):
    """
    An option that makes no sense: one sentence, and status 2.
    """

    exit_code = 2


def start_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """
    Give a command the options that say how fakes begin.
    """
    for option in reversed(
        (
            click.option(
                "--profile", help="A preset of contested facts, or a .json of them."
            ),
            click.option(
                "--state",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Keep the state in this file, and go on from it.",
            ),
            click.option(
                "--tls",
                type=click.Path(file_okay=False, path_type=Path),
                help="Serve https; the certificate authority is made in this folder.",
            ),
            click.option(
                "--journal",
                type=click.Path(dir_okay=False, path_type=Path),
                help="Write each call as a line of JSON into this file as well.",
            ),
        )
    ):
        command = option(command)
    return command
