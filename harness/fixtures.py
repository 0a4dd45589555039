"""
What a test can ask for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial

import pytest

from harness.actors import AtCin7Core, AtEngine, AtShipStation, Cast
from harness.actors.pages import AtPages
from harness.actors.silent_store import SilentStore
from harness.bench import Addresses, Bench, OwnEngine, System
from harness.browser import Browser, NoBrowser
from harness.engine_process import ServedEngine
from harness.pickles import pickle_of
from harness.starting_state import StartingState
from harness.system_under_test import FOREIGN_BENCH
from harness.wall import WallTime

BENCH = pytest.StashKey[Bench]()
PAGES = pytest.StashKey[AtPages]()
START = pytest.StashKey[StartingState]()


@pytest.fixture(scope="session")
def system_under_test() -> Callable[[Addresses], System]:
    """
    Return what starts the system under test; a project of another has its own.
    """
    return OwnEngine


@pytest.fixture(scope="session")
def running_bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    """
    Return the bench of this session; it is started for the first who asks.
    """
    foreign = request.config.stash.get(FOREIGN_BENCH, None)
    if foreign is not None:
        yield foreign  # and it is closed by whoever has started it
        return
    if request.config.getoption("--seatrial-engine-process"):
        bench = Bench(ServedEngine, clock=WallTime())
    else:
        bench = Bench(request.getfixturevalue("system_under_test"))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def reachable_bench() -> Iterator[Bench]:
    """
    Return the bench whose engine Cin7 Core can call, started likewise.
    """
    bench = Bench(partial(OwnEngine, is_reachable=True))
    yield bench
    bench.close()


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    """
    Return the bench on its first morning; the tag ``@reachable`` chooses which.
    """
    is_reachable = request.node.get_closest_marker("reachable") is not None
    is_foreign = FOREIGN_BENCH in request.config.stash
    name = "reachable_bench" if is_reachable and not is_foreign else "running_bench"
    bench: Bench = request.getfixturevalue(name)
    bench.reset()
    pickle = pickle_of(request.node)
    start = request.config.stash[START].of(pickle.tags if pickle else ())
    start.arrange(bench)
    request.node.stash[BENCH] = bench
    return bench


@pytest.fixture
def addresses(bench: Bench) -> Mapping[str, Mapping[str, str]]:
    """
    Return where the three parts are and how to log in, as ``seatrial up`` prints it.
    """
    login = bench.cast.cin7_core.login
    key, secret = bench.cast.shipstation.api_keys()
    return {
        "cin7_core": {"url": bench.cin7_core.url, **asdict(login)},
        "shipstation": {
            "url": bench.shipstation.url,
            "api_key": key,
            "api_secret": secret,
        },
        "engine": {
            "url": bench.system.url,
            "custom_store_url": bench.cast.engine.custom_store_url,
            "token": bench.system.token,
        },
    }


@pytest.fixture
def cast(bench: Bench) -> Cast:
    """
    Return everybody.
    """
    return bench.cast


@pytest.fixture
def cin7_core(cast: Cast) -> AtCin7Core:
    """
    Return a person at Cin7 Core.
    """
    return cast.cin7_core


@pytest.fixture
def shipstation(cast: Cast) -> AtShipStation:
    """
    Return a person at ShipStation.
    """
    return cast.shipstation


@pytest.fixture
def engine(cast: Cast) -> AtEngine:
    """
    Return a person at the integration.
    """
    return cast.engine


@pytest.fixture
def silent_store() -> Iterator[SilentStore]:
    """
    Return a store that answers nothing.
    """
    store = SilentStore()
    yield store
    store.close()


@pytest.fixture
def attach(request: pytest.FixtureRequest) -> Callable[[str, str, bytes], None]:
    """
    Return what lets reports show something of the Example: name, media type, bytes.
    """
    # Imported when it is wanted: the reports know the fixtures.
    from harness.report.record import Attached  # noqa: PLC0415
    from harness.report.watch import attach_to  # noqa: PLC0415

    return lambda name, media_type, data: attach_to(
        request.node, Attached(name, media_type, data)
    )


@pytest.fixture
def clock(bench: Bench) -> object:
    """
    Return the time of all parties.
    """
    return bench.clock


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """
    Return the browser of this session; where there is none, nothing is passed.
    """
    try:
        browser = Browser()
    except NoBrowser as lacking:
        pytest.skip(f"NOT RUN: {lacking}")
    yield browser
    browser.close()


@pytest.fixture
def pages(
    request: pytest.FixtureRequest, browser: Browser, bench: Bench
) -> Iterator[AtPages]:
    """
    Return a person with a browser, whom no place knows yet.
    """
    pages = AtPages(browser, bench.entrances, bench.clock.settle)
    request.node.stash[PAGES] = pages
    yield pages
    pages.close()
    if pages.faults:
        pytest.fail("; ".join(pages.faults), pytrace=False)
