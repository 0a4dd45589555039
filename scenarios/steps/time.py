"""
What happens by itself when time passes.
"""

from pytest_bdd import when

from harness.actors import BenchClock
from scenarios.phrases import phrase


@when(phrase("{minutes:d} minutes pass", de="{minutes:d} Minuten vergehen"))
def _(clock: BenchClock, minutes: int) -> None:
    clock.advance(minutes * 60)
    clock.settle()
