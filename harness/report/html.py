"""
Living documentation: one page for a browser, which needs no server and no script.
"""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from mimetypes import guess_extension
from pathlib import Path

from jinja2 import Environment, FunctionLoader, Template

from harness.coverage.axes import AXES, Coverage
from harness.report.instants import moved
from harness.report.journals import lines, pack
from harness.report.outline import EVIDENCE, in_order, outline, word_of
from harness.report.record import Attached, ExampleRecord
from harness.report.summary import by_statement

_ATTACHMENTS = "attachments"
_OURS = re.compile(r"[0-9a-f]{16}(\.\w+)?")


class Report:
    """
    What is kept of a run until its end, when the page is written.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self._records: list[ExampleRecord] = []
        self._bodies: dict[str, str] = {}

    def add(self, record: ExampleRecord) -> None:
        """
        Keep an Example; of equal bodies, one.
        """
        same = self._bodies.setdefault
        record.bodies = [same(body, body) for body in record.bodies]
        self._records.append(record)

    def write(self, coverage: Coverage | None = None) -> Path:
        """
        Write ``index.html`` into the folder, and what it shows; return its path.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write_attachments()
        page = self._folder / "index.html"
        page.write_text(render(self._records, coverage), encoding="utf-8")
        return page

    def _write_attachments(self) -> None:
        place = self._folder / _ATTACHMENTS
        for old in place.glob("*"):
            if _OURS.fullmatch(old.name):
                old.unlink()
        for record in self._records:
            for one in record.attachments:
                place.mkdir(exist_ok=True)
                self._folder.joinpath(file_of(one)).write_bytes(one.data)


def file_of(attached: Attached) -> str:
    """
    Return where an attachment stands, as seen from the page.
    """
    name = sha256(attached.data).hexdigest()[:16]
    extension = guess_extension(attached.media_type.partition(";")[0]) or ""
    return f"{_ATTACHMENTS}/{name}{extension}"


def render(records: Sequence[ExampleRecord], coverage: Coverage | None = None) -> str:
    """
    Return the page; coverage is on it where it was collected.
    """
    records = in_order(records)
    sums = by_statement(records)
    return _template().render(
        coverage=coverage,
        axes=AXES,
        folders=outline(records),
        evidence=EVIDENCE,
        tags=sorted({tag for record in records for tag in record.tags}),
        statements=sums,
        proved=sum(one.result == "proved" for one in sums),
        passed=sum(record.passed for record in records),
        failed=[record for record in records if record.failed],
        not_run=sum(word_of(record) == "not run" for record in records),
        not_applicable=sum(not record.applies for record in records),
        seconds=sum(record.seconds for record in records),
        rules=len({(record.path, record.rule) for record in records}),
        journals=pack(records),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(_read),
    )
    environment.globals.update(file_of=file_of, lines=lines, moved=moved)
    return environment.get_template("index.html.j2")


def _read(name: str) -> str:
    """
    Return a part of the page.
    """
    place = resources.files("harness.report").joinpath("page", name)
    return place.read_text(encoding="utf-8")
