"""Questions in, honest answers out: metrics by dimensions with their denominators, dates and limits."""

from .ask import ask
from .compare import Compare
from .declarations import DIMENSIONS, METRICS, Dimension, Metric
from .explain import explain, explain_metric, notes
from .rates import AsOf
from .reference import metrics_markdown
from .result import Result
from .roles import Role
from .side import Outside

__all__ = [
    "DIMENSIONS",
    "METRICS",
    "AsOf",
    "Compare",
    "Dimension",
    "Metric",
    "Outside",
    "Result",
    "Role",
    "ask",
    "explain",
    "explain_metric",
    "metrics_markdown",
    "notes",
]
