"""
What a project of somebody else's adds: a start, steps of its own, another system.
"""

import pytest

SHOP = """
Feature: A shop that is there already

  Example: It has sales
    Then SO-00001 is at Cin7 Core, and its address is known
"""
STEP = """
from pytest_bdd import parsers, then


@then(parsers.parse("{number} is at Cin7 Core, and its address is known"))
def _(cin7_core, addresses, number):
    assert number in cin7_core.sales()
    assert sorted(addresses) == ["cin7_core", "engine", "shipstation"]
    assert addresses["cin7_core"]["url"].endswith("/ExternalApi/v2")
    assert addresses["cin7_core"]["username"] == "shop"
"""
OTHER = """
import pytest
from harness.bench import OwnEngine


class Other(OwnEngine):
    pass


@pytest.fixture(scope="session")
def system_under_test():
    return Other


def pytest_bdd_after_scenario(request):
    assert isinstance(request.getfixturevalue("bench").system, Other)
"""
PACKED = """
Feature: Mine

  Example: A packed sale arrives
    Given Cin7 Core is connected as a store in ShipStation
    And sale SO-00001 is packed, and its shipment drafted
    When ShipStation imports the store's orders
    Then order SO-00001 is in Awaiting Shipment
"""


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester) -> None:
    """
    Have a project of one folder.
    """
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\n")


def write(pytester: pytest.Pytester, feature: str, conftest: str) -> None:
    """
    Write a feature, and the Python beside it.
    """
    pytester.path.joinpath("mine.feature").write_text(feature, encoding="utf-8")
    pytester.path.joinpath("conftest.py").write_text(conftest, encoding="utf-8")


def test_examples_begin_in_a_world(pytester: pytest.Pytester) -> None:
    """
    The option is for all; a step of one's own asks for people and addresses.
    """
    write(pytester, SHOP, STEP)

    result = pytester.runpytest_subprocess("--seatrial-world=one_packed_sale")

    result.assert_outcomes(passed=1)


def test_an_example_names_its_world(pytester: pytest.Pytester) -> None:
    """
    Its tag comes before the option.
    """
    write(pytester, SHOP.replace("  Example", "  @world:a_shop\n  Example"), STEP)

    result = pytester.runpytest_subprocess("--seatrial-world=empty")

    result.assert_outcomes(passed=1)


def test_examples_begin_with_a_profile(pytester: pytest.Pytester) -> None:
    """
    A preset of one vendor, and a single fact of the other.
    """
    write(pytester, PACKED, "")
    pytester.makepyfile(
        test_facts="""
        def test_facts(bench):
            cin7_core, shipstation = (
                server.service.profile_of(server.service.tenant(None))
                for server in (bench.cin7_core, bench.shipstation)
            )
            assert cin7_core["rate_limit_form"] == "503"
            assert shipstation["split_style"] == "orders"
        """
    )

    result = pytester.runpytest_subprocess(
        "--seatrial-profile=cin7_core=dear_2019",
        "--seatrial-profile=shipstation.split_style=orders",
    )

    result.assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--seatrial-world=nowhere", "there is no world 'nowhere'; there are empty,*"),
        ("--seatrial-profile=strict", "'strict' is no profile such as*"),
        ("--seatrial-profile=cin7_core=x", "cin7_core: no preset 'x'; there are*"),
        ("--seatrial-profile=cin7_core.x=y", "cin7_core: no fact 'x'; there are*"),
    ],
)
def test_a_start_that_there_is_not_is_a_sentence(
    pytester: pytest.Pytester, option: str, sentence: str
) -> None:
    """
    It is refused before anything is collected.
    """
    result = pytester.runpytest_subprocess(option)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{sentence}"])
    assert "Traceback" not in result.stderr.str()


def test_a_project_tests_a_system_of_its_own(pytester: pytest.Pytester) -> None:
    """
    A class in Python takes the engine's place by a fixture.
    """
    write(pytester, PACKED, OTHER)

    result = pytester.runpytest_subprocess()

    result.assert_outcomes(passed=1)
