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
