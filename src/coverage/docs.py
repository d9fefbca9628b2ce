"""`python -m src.coverage.docs [--check]`: writes the generated pages of docs/, or names those that are stale."""

from __future__ import annotations

import sys
from collections.abc import Callable

from .demo import demo_markdown
from .folders import ROOT
from .metrics import metrics_markdown
from .parameters import parameters_markdown
from .sources import formats_markdown

PAGES: dict[str, Callable[[], str]] = {
    "docs/metrics.md": metrics_markdown,
    "docs/parameters.md": parameters_markdown,
    "docs/formats.md": formats_markdown,
    "docs/demo.md": demo_markdown,
}


def stale() -> list[str]:
    """The generated pages that differ from what the declarations say now."""
    found = []
    for name, render in PAGES.items():
        path = ROOT / name
        if not path.is_file() or path.read_text(encoding="utf-8") != render():
            found.append(name)
    return found


def write() -> None:
    """Writes every generated page anew."""
    for name, render in PAGES.items():
        (ROOT / name).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    if "--check" not in sys.argv[1:]:
        write()
    elif old := stale():
        sys.exit(f"stale: {', '.join(old)}; run 'make docs'")
