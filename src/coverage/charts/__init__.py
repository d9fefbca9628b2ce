"""Results as figures: pure functions, one theme, no data access. Every chart says its finding in a sentence."""

from .bars import decile_bars, heat, payers, ranking
from .failing import failing
from .maps import choropleth
from .model import Chart, Key, Names, cells
from .strip import target_strip
from .theme import Look
from .trends import trend

__all__ = [
    "Chart",
    "Key",
    "Look",
    "Names",
    "cells",
    "choropleth",
    "decile_bars",
    "failing",
    "heat",
    "payers",
    "ranking",
    "target_strip",
    "trend",
]
