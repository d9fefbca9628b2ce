"""Documents as tagged PDF: typst with our own face, data as JSON, a fixed number of pages."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from pathlib import Path

from .content import Document, as_json, unbroken

_LOG = logging.getLogger(__name__)
_TEMPLATE = Path(__file__).parent / "report.typ"
_FONTS = Path(__file__).parent / "fonts"

_DENSITIES = ((10.0, 5.6), (9.5, 5.0), (9.0, 4.6), (8.7, 4.0), (8.4, 3.4), (8.1, 2.8), (7.8, 2.2), (7.5, 1.8))
"""Type size and gap in mm, roomiest first: a report that promises two pages takes the first that keeps them."""


def render_pdf(document: Document, made: datetime) -> bytes:
    """The document as PDF/UA-1 on exactly as many A4 pages as it declares.

    The same document and time give the same bytes. Typst itself refuses a picture without alternative text.
    """
    import typst

    content = unbroken(json.dumps(as_json(document), ensure_ascii=False))
    for size, gap in _DENSITIES:
        compiler = typst.Compiler(
            str(_TEMPLATE),
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": content, "size": str(size), "gap": str(gap)},
        )
        if int(compiler.query("<pages>", field="value", one=True)) <= len(document.pages):
            break
    else:
        _LOG.warning("report %r needs more than %d pages", document.title, len(document.pages))
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=int(made.timestamp()))
    assert isinstance(pdf, bytes)
    return pdf
