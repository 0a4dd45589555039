"""
How parties and exchanges are called in front of a reader.
"""

from harness.report.traffic import Crossing

KEPT = "kept"
_NAMES = {"shipstation": "ShipStation", "cin7_core": "Cin7 Core"}


def party(name: str) -> str:
    """
    Return a party as the trade calls it.
    """
    return _NAMES.get(name, name)


def ends(crossing: Crossing) -> str:
    """
    Return between whom it was.
    """
    return f"{party(crossing.sender)} → {party(crossing.receiver)}"


def what(crossing: Crossing) -> str:
    """
    Return what was asked and answered, in a line.
    """
    status = crossing.status or "no answer"
    text = f"{crossing.method} {crossing.target} → {status}"
    if crossing.fault:
        text += f" [fault: {crossing.fault}]"
    if crossing.verdict != KEPT:
        text += f" [contract: {crossing.verdict}]"
    return text


def short(crossing: Crossing) -> str:
    """
    Return what is asked: an operation, else method and the end of the path.
    """
    if crossing.operation:
        return crossing.operation
    path, _, query = crossing.target.partition("?")
    actions = [one for one in query.split("&") if one.startswith("action=")]
    tail = "".join(f"?{one}" for one in actions[:1])
    return f"{crossing.method} {path}{tail}"


def times(count: int) -> str:
    """
    Return how often something was, where it is more than once.
    """
    return f"×{count}"  # noqa: RUF001  # a multiplication sign it is


def shortened(text: str, most: int) -> str:
    """
    Return the text, with a gap in its middle where it is longer.
    """
    if len(text) <= most:
        return text
    head = (most - 1) * 2 // 3
    return f"{text[:head]}…{text[head - most + 1 :]}"
