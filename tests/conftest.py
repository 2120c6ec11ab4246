"""What the tests share: Hypothesis profiles, the HemaCare library, the text of its source."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dsl.load import Library, load
from solver.beside import PROCESSES

ROOT = Path(__file__).resolve().parent.parent
FILING = ROOT.parent / "shared" / "sources" / "hemacare-8k-1998.txt"
NIGHTS = 10  # in which all parts of the long campaigns are run

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("quick")
os.environ.setdefault(PROCESSES, "1")  # the tests themselves are run by several processes


@pytest.fixture(scope="session")
def hemacare() -> Library:
    """The HemaCare plan with its scenarios and questions."""
    return load("hemacare")


@pytest.fixture
def filing() -> Path:
    """The text of the filing; the test is skipped where it is absent."""
    if not FILING.is_file():
        pytest.skip("the text of the filing is not here, so citations are not held against it")
    return FILING


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--night N`: of the campaigns that are cut in parts, the parts of that night alone; in ten nights all have been run."""
    parser.addoption("--night", type=int, help="of the long campaigns run the tenth that belongs to this number")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    night = config.getoption("--night")
    if night is None:
        return
    config.hook.pytest_deselected(items=[item for item in items if not of_the_night(item, night)])
    items[:] = [item for item in items if of_the_night(item, night)]


def of_the_night(item: pytest.Item, night: int) -> bool:
    """Whether the test is no part of a long campaign, or a part that belongs to the night."""
    parts = getattr(item, "callspec", None)
    if parts is None or "part" not in parts.params or item.get_closest_marker("soak") is None:
        return True
    return int(parts.params["part"]) % NIGHTS == night % NIGHTS
