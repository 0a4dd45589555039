"""
How an Example's exchanges are drawn.
"""

import re
import xml.etree.ElementTree as ET

from harness.report.diagram import diagram
from harness.report.record import StepRecord
from tests.unit.harness.report.crossings import LATER, crossing, step


def rows(*steps: StepRecord) -> list[str]:
    """
    Return arrows and texts of the diagram from top to bottom; it has to be XML.
    """
    drawn = diagram(steps)
    ET.fromstring(drawn)  # noqa: S314  # drawn by ourselves
    found = re.findall(r'<use[^>]*href="#(\w+)"[^>]*/>|<text[^>]*>(.*?)</text>', drawn)
    texts = [arrow or text for arrow, text in found]
    return texts[1:]  # after the names of the lifelines


def test_an_exchange_is_an_arrow_with_operation_and_status() -> None:
    """
    It stands under its step, and names the operation; else the end of the path.
    """
    shown = rows(
        step(
            crossing("engine", "cin7_core", "list_sales"),
            crossing("engine", "shipstation", "", method="PUT", target="/x?a=1"),
        )
    )

    assert [
        "1 When it happens",
        "ec",
        "list_sales → 200",
        "es",
        "PUT /x → 200",
    ] == shown


def test_what_happens_in_the_course_of_a_call_stands_inside() -> None:
    """
    The call comes before, its answer after.
    """
    began = crossing("engine", "cin7_core", "never").number
    inner = crossing("engine", "cin7_core", "get_sale")
    outer = crossing(
        "shipstation",
        "engine",
        "",
        target="/custom-store?SS-Password=***&action=export",
        began=began,
    )

    shown = rows(step(inner, outer))

    assert [
        "se",
        "GET /custom-store?action=export",
        "ec",
        "get_sale → 200",
        "esr",
        "→ 200",
    ] == shown[1:]


def test_what_a_person_does_is_one_row() -> None:
    """
    Beside the lifeline, without a status; unless the vendor refuses it.
    """
    shown = rows(
        step(
            crossing("person", "cin7_core", "create_sale"),
            crossing("person", "cin7_core", "get_sale"),
            crossing("person", "shipstation", "list_orders"),
            crossing("person", "shipstation", "ship", status=400),
        )
    )

    assert [
        "pc",
        "create_sale + 1 more",
        "ps",
        "list_orders",
        "ps",
        "ship → 400",
    ] == shown[1:]


def test_equal_neighbours_are_counted() -> None:
    """
    The same operation with the same answer is one row.
    """
    shown = rows(step(*(crossing("engine", "cin7_core", "get_sale") for _ in range(7))))

    assert ["ec", "get_sale ×7 → 200"] == shown[1:]  # noqa: RUF001  # a sign


def test_of_many_rows_the_middle_is_counted() -> None:
    """
    What met a fault, or broke its contract, is shown all the same.
    """
    calls = [crossing("engine", "cin7_core", f"call_{n}") for n in range(30)]
    calls[12] = calls[12]._replace(status=500, fault="status")
    calls[15] = calls[15]._replace(verdict="broken by the caller: no name")

    texts = [text for text in rows(step(*calls)) if text != "ec"]

    assert [
        "call_7 → 200",
        "… 4 more",
        "call_12 → 500 ⚡ status",
        "… 2 more",
        "call_15 → 200 ✗ contract",
        "… 10 more",
        "call_26 → 200",
    ] == texts[8:15]


def test_a_clock_that_moves_is_shown() -> None:
    """
    Between the exchanges, or after the last; the wall's time is not shown.
    """
    before = crossing("engine", "cin7_core", "list_sales")
    after = crossing("engine", "cin7_core", "list_sales", at=LATER)
    moved = "clock + 15 min = Mon 2 Mar 09:15:00"

    assert rows(step(before, after, ended_at=LATER))[3] == moved
    assert rows(step(before, ended_at=LATER))[3] == moved


def test_a_step_without_exchanges_is_not_drawn() -> None:
    """
    And neither is an Example without any.
    """
    assert diagram([step(), StepRecord("Then", "nothing", "passed")]) == ""


def test_texts_are_no_markup() -> None:
    """
    A step may say whatever it likes.
    """
    one = step(crossing("engine", "cin7_core", "a</text><script>"))
    one.text = "</svg><script>"

    drawn = diagram([one])

    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
