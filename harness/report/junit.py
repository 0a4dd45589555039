"""
What a JUnit file has of an Example beside pytest's own: its name and its steps.

The properties (feature, rule, tags, evidence) are on the report, for every reader.
"""

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from _pytest.junitxml import bin_xml_escape, xml_key

from harness.report.record import ExampleRecord


def describe(config: pytest.Config, report: Any, record: ExampleRecord) -> None:
    """
    Name the test case as the feature does, and write its steps and their results.
    """
    xml = config.stash.get(xml_key, None)
    if xml is None:
        return
    case = xml.node_reporter(report)
    case.add_attribute("name", record.title)
    steps = ET.Element("system-out")
    steps.text = bin_xml_escape(
        "\n".join(
            f"{step.keyword} {step.text} ... {step.status}" for step in record.steps
        )
    )
    case.append(steps)


def properties_of(record: ExampleRecord) -> list[tuple[str, str]]:
    """
    Return what else a JUnit file says of an Example.
    """
    return [
        ("feature", record.feature),
        ("rule", record.rule),
        ("example", record.name),
        ("tags", " ".join(record.tags)),
        ("evidence", record.evidence),
        ("place", f"{record.path}:{record.line}"),
    ]
