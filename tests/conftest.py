"""What every test shares: bounded hypothesis profiles and no global randomness."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from .demo_folder import demo_data as demo_data

settings.register_profile("short", max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile("short")


@pytest.fixture(autouse=True)
def no_global_randomness() -> Iterator[None]:
    """Fails a test that draws from the global random generator: results must come from seeds of our own."""
    random.seed(20260101)
    before = random.getstate()
    yield
    assert random.getstate() == before, "draw from random.Random(seed), never from the global generator"
