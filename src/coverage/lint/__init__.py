"""Checks of published tables: contradictions that a reader would find, found before they reach a slide."""

from .check import lint_file
from .declared import kinds
from .finding import Finding

__all__ = ["Finding", "kinds", "lint_file"]
