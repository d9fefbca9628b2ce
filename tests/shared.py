"""Where the public example files lie: beside the repository, never in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and os.environ.get("CI") != "true",
    reason="the public example files (../shared) are not beside this repository",
)
"""Skips with a reason where the files are absent; in CI the test runs and fails."""
