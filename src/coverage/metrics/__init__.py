"""Questions in, honest answers out: metrics by dimensions with their denominators, dates and limits."""

from .ask import ask
from .declarations import DIMENSIONS, METRICS, Dimension, Metric
from .rates import AsOf
from .result import Result
from .roles import Role
from .side import Outside

__all__ = ["DIMENSIONS", "METRICS", "AsOf", "Dimension", "Metric", "Outside", "Result", "Role", "ask"]
