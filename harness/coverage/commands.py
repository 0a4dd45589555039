"""
The command ``seatrial coverage``.
"""

import json
import math
import sys
from pathlib import Path

import click

from harness.coverage.axes import AXES, BadCoverage, Coverage, coverage_from
from harness.own_features import run_features


class _Mark(click.ParamType[tuple[str, float]]):
    name = "AXIS=PERCENT"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, float]:
        axis, _, text = value.partition("=")
        if axis not in AXES:
            self.fail(f"no axis {axis!r}; there are {', '.join(AXES)}", param, ctx)
        try:
            percent = float(text)
        except ValueError:
            percent = math.nan
        if not 0 <= percent <= 100:  # noqa: PLR2004  # a percentage
            self.fail(f"{text!r} is no number from 0 to 100", param, ctx)
        return axis, percent


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--tags", default="", help="Run what has these tags.")
@click.option("-k", "words", default="", help="Run what has these words, as pytest.")
@click.option("-n", "processes", type=click.IntRange(0), help="Run in processes.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    default="out/coverage.json",
    help="File to write.",
)
@click.option(
    "--from",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Print from this file and run nothing; several are merged.",
)
@click.option("--axis", "axes", multiple=True, type=click.Choice(list(AXES)))
@click.option("--missing", is_flag=True, help="List what is missing.")
@click.option(
    "--fail-under", "marks", multiple=True, type=_Mark(), help="Such as faults=80."
)
def coverage(  # noqa: PLR0913  # one for each option
    *,
    paths: tuple[str, ...],
    tags: str,
    words: str,
    processes: int | None,
    out: str,
    files: tuple[str, ...],
    axes: tuple[str, ...],
    missing: bool,
    marks: tuple[tuple[str, float], ...],
) -> None:
    """
    Run the features and tell, axis by axis, what they have shown.
    """
    from harness.coverage.terminal import print_coverage  # noqa: PLC0415

    if files and (paths or tags or words or processes):
        raise click.UsageError("--from runs nothing: name no features, tags, -k or -n")
    is_green = bool(files) or run_features(
        paths,
        *("-q", "--no-header", "--no-summary"),
        f"--seatrial-coverage={out}",
        f"--seatrial-tags={tags}",
        *(["-k", words] if words else []),
        *(["-n", str(processes)] if processes else []),
    )
    found = _read(files or (out,))
    print_coverage(found, axes or tuple(AXES), is_missing_listed=missing)
    low = [(axis, mark) for axis, mark in marks if found.percent(axis) < mark]
    for axis, mark in low:
        click.echo(
            f"{axis}: {found.percent(axis):.1f} percent is shown, "
            f"less than the {mark:g} that --fail-under asks for",
            err=True,
        )
    sys.exit(1 if low or not is_green else 0)


def _read(files: tuple[str, ...]) -> Coverage:
    merged = Coverage()
    for file in files:
        try:
            document = json.loads(Path(file).read_text(encoding="utf-8"))
            merged.merge(coverage_from(document))
        except (BadCoverage, ValueError) as error:
            raise click.UsageError(f"{file} cannot be read: {error}") from None
    return merged
