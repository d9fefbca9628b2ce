"""Pages: one file each in `pages/<section>/`, found by the frame; a page declares itself and renders a view."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from ..folders import ROOT
from ..text import Text

Filter = Literal["region", "month", "series", "segment"]


@dataclass(frozen=True)
class Page:
    """What a page says of itself: its name in the menu, its place there, which filters it uses, its own URL keys."""

    title: Text
    order: int
    icon: str
    filters: tuple[Filter, ...] = ()
    keys: tuple[str, ...] = ()
    needs_data: bool = True


@dataclass(frozen=True)
class Found:
    """A page with the function that draws it (from a `View`, or a `Desk` if it needs no data) and its address."""

    page: Page
    render: Callable[[Any], None]
    path: str
    file: Path

    @property
    def section(self) -> str:
        """The folder of `pages/` it lies in: its group in the menu."""
        return self.file.parent.name


@lru_cache(maxsize=1)
def pages() -> tuple[Found, ...]:
    """Every page of `pages/*/*.py` in the order of the menu; the first is the home page."""
    found = []
    for file in sorted((ROOT / "pages").glob("*/*.py")):
        spec = importlib.util.spec_from_file_location(f"pages.{file.parent.name}.{file.stem}", file)
        if spec is None or spec.loader is None:
            raise ImportError(f"cannot load {file.name}")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found.append(Found(module.PAGE, module.render, file.stem.rstrip("_"), file))
    return tuple(sorted(found, key=lambda one: one.page.order))
