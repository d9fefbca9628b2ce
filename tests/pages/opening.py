"""How tests open a page of the app and read what is on it."""

from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from src.coverage.folders import ROOT
from src.coverage.ui import pages

PAGES = {str(path.relative_to(ROOT)): path.stem.rstrip("_") for path in sorted((ROOT / "pages").glob("*/*.py"))}


def shown(app: AppTest) -> str:
    """Everything written on the page."""
    parts = [element.value for kind in ("markdown", "caption", "info", "warning", "error") for element in app.get(kind)]
    parts += [link.proto.label for link in app.get("page_link")]
    return (
        "\n".join(str(part) for part in parts)
        .replace("\\", "")
        .replace("\N{NO-BREAK SPACE}", " ")
        .replace("\N{ZERO WIDTH SPACE}", "")
    )


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Every plain table of the page with its headings, cells as they are read."""
    found = []
    for text in (str(element.value) for element in app.get("markdown")):
        lines = [line for line in text.splitlines() if line.startswith("|")]
        cells = [[cell.strip() for cell in line.replace("\\", "").strip("|").split("|")] for line in lines]
        if len(cells) > 1:
            found.append(pd.DataFrame(cells[2:], columns=cells[0]))
    return found


def open_page(app: AppTest, file: str, **query: str) -> AppTest:
    """Opens a page with these keys in the address."""
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    home = PAGES[file] == pages()[0].path
    return app if home else app.switch_page(file).run()
