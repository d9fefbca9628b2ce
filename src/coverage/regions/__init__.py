"""Areas: codes and their hierarchy, names as people write them, boundaries and maps."""

from __future__ import annotations

from .load import load_regions
from .match import Match
from .region import LEVELS, Level, Region, area_of, is_unlocated, is_within, level_of, parent_of
from .registry import Regions

__all__ = [
    "LEVELS",
    "Level",
    "Match",
    "Region",
    "Regions",
    "area_of",
    "is_unlocated",
    "is_within",
    "level_of",
    "load_regions",
    "parent_of",
]
