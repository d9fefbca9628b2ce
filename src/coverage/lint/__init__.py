"""Checks of published tables: contradictions that a reader would find, found before they reach a slide."""

from .check import Checked, check_file, lint_file
from .declared import kinds
from .finding import Finding

__all__ = ["Checked", "Finding", "check_file", "kinds", "lint_file"]
