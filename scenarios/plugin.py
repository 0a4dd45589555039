"""
What a session gets: feature files collected, phrases, the bench, and the report.
"""

from importlib import import_module

import pytest

from harness import system_under_test
from harness.coverage.plugin import Collector
from harness.fixtures import START
from harness.report.pause import Pause
from harness.report.recorder import Recorder
from harness.starting_state import BadStart, StartingState, read_start
from scenarios import features, lookup, selection
from scenarios.phrase_book import PhraseBook

PLUGINS = (
    "harness.fixtures",
    "scenarios.steps.api_keys",
    "scenarios.steps.cin7_core",
    "scenarios.steps.cin7_pages",
    "scenarios.steps.engine",
    "scenarios.steps.engine_pages",
    "scenarios.steps.methods",
    "scenarios.steps.operation",
    "scenarios.steps.pages",
    "scenarios.steps.reconciliation",
    "scenarios.steps.shipping_service",
    "scenarios.steps.shipstation",
    "scenarios.steps.shipstation_pages",
    "scenarios.steps.shipstation_store",
    "scenarios.steps.stranger",
    "scenarios.steps.time",
)


def register(config: pytest.Config) -> None:
    """
    Load every part of the plugin.
    """
    for name in PLUGINS:
        config.pluginmanager.register(import_module(name), name)
    config.stash[START] = _start(config)
    lookup.install(config)
    selection.install(config)
    config.pluginmanager.register(features, "seatrial-features")
    if config.getoption("--seatrial-steps") or config.getoption("--seatrial-dry-run"):
        # Nothing is run, and so nothing is handed out to other processes.
        config.option.numprocesses, config.option.dist, config.option.tx = (
            None,
            "no",
            [],
        )
        config.pluginmanager.register(PhraseBook(config), "seatrial-phrase-book")
    else:
        system_under_test.install(config)
        config.pluginmanager.register(Recorder(config), "seatrial-recorder")
        file = config.getoption("--seatrial-coverage")
        if file:
            config.pluginmanager.register(Collector(config, file), "seatrial-coverage")
        if config.getoption("--pause-on-failure"):
            config.pluginmanager.register(Pause(config), "seatrial-pause")


def _start(config: pytest.Config) -> StartingState:
    try:
        return read_start(
            config.getoption("--seatrial-world"),
            config.getoption("--seatrial-profile"),
        )
    except BadStart as error:
        raise pytest.UsageError(str(error)) from None
