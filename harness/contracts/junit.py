"""
What a check found, for CI: a case for each operation that was called, and expectation.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from harness.contracts.calls import Call
from harness.contracts.findings import Finding

_SUITE = "seatrial check"


def write_junit(
    file: Path,
    calls: Sequence[Call],
    findings: Iterable[Finding],
    *,
    expected: Iterable[str],
    failure: str | None,
) -> None:
    """
    Write the report; *expected* are operations, *failure* is the command's own.

    Raises:
        OSError: It cannot be written.
    """
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.subject, []).append(one)
    subjects = dict.fromkeys([*(call.subject for call in calls), *expected, *found])
    suite = etree.Element("testsuite", name=_SUITE)
    _add_case(suite, "the command ends well", [failure] if failure else [])
    for subject in subjects:
        _add_case(suite, subject, [_text(one) for one in found.get(subject, ())])
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall("testcase/failure[1]"))))
    suite.set("errors", "0")
    root = etree.Element("testsuites")
    root.append(suite)
    file.parent.mkdir(parents=True, exist_ok=True)
    etree.ElementTree(root).write(
        str(file), encoding="utf-8", xml_declaration=True, pretty_print=True
    )


def _add_case(suite: etree._Element, name: str, sentences: Sequence[str]) -> None:
    case = etree.SubElement(
        suite, "testcase", classname=_SUITE.replace(" ", "."), name=_legal(name)
    )
    if sentences:
        first = _legal(sentences[0].splitlines()[0])
        failure = etree.SubElement(case, "failure", message=first)
        failure.text = _legal("\n".join(sentences))


def _text(found: Finding) -> str:
    return "\n".join([str(found), *(f"  {line}" for line in found.diff)])


def _legal(text: str) -> str:
    """
    Return the text without what XML cannot have.
    """
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )
