"""The command line: `python -m src.coverage [--data DIR] COMMAND …`, a contract other programs call (DESIGN 5)."""

from .main import main

__all__ = ["main"]
