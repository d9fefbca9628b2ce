"""Areas: codes and their hierarchy, names as people write them, boundaries and maps."""

from __future__ import annotations

from .adjacent import neighbours
from .boundaries import import_boundaries
from .load import load_regions
from .maps import MapFile, map_file, publish_maps
from .match import Match
from .outcome import BoundaryResult, Unplaced
from .preview import outline_picture
from .region import (
    LEVEL_OF_DIGITS,
    LEVELS,
    NATIONAL,
    Level,
    Region,
    area_of,
    dotted,
    is_unlocated,
    is_within,
    level_of,
    parent_of,
)
from .registry import Regions, Standard
from .store import BoundarySet, boundary_sets

__all__ = [
    "LEVELS",
    "LEVEL_OF_DIGITS",
    "NATIONAL",
    "BoundaryResult",
    "BoundarySet",
    "Level",
    "MapFile",
    "Match",
    "Region",
    "Regions",
    "Standard",
    "Unplaced",
    "area_of",
    "boundary_sets",
    "dotted",
    "import_boundaries",
    "is_unlocated",
    "is_within",
    "level_of",
    "load_regions",
    "map_file",
    "neighbours",
    "outline_picture",
    "parent_of",
    "publish_maps",
]
