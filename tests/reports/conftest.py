"""Every report over the demo, made once for all tests of the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from src.coverage.folders import DataFolder
from src.coverage.reports import make_report
from src.coverage.text import Lang
from src.coverage.warehouse import Snapshot, open_snapshot

PLACES = ("74.71", "33.24")
Maker = Callable[..., bytes]


@pytest.fixture(scope="session")
def snapshot(demo_data: Path) -> Snapshot:
    """The demo's snapshot."""
    return open_snapshot(DataFolder(demo_data))


@pytest.fixture(scope="session")
def make(demo_data: Path, snapshot: Snapshot) -> Maker:
    """`make(name, format, regency, lang, …)` → the file; the same question is answered once."""

    @cache
    def made(
        name: str, form: str, regency: str, lang: Lang, month: int | None = None, sponsor: str | None = None
    ) -> bytes:
        data = DataFolder(demo_data)
        return make_report(name, form, snapshot, data, regency=regency, lang=lang, month=month, sponsor=sponsor)

    return made


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with every kind of space made one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def slides(pptx: bytes) -> list[Any]:
    """The slides of a presentation."""
    from pptx import Presentation

    return list(Presentation(BytesIO(pptx)).slides)
