"""The house rules of DESIGN 4 and STYLE.md, read off the program itself."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from .source_files import PACKAGE, ROOT, SourceFile, program

BOTTOM = ("errors", "text", "words", "declare", "codes", "folders")
HOUSE = (
    *(
        "parameters",
        "regions",
        "sources",
        "demo",
        "warehouse",
        "metrics",
        "planning",
        "lint",
        "charts",
        "reports",
        "ui",
        "cli",
    ),
    *("docs", "start", "__main__", "pages"),
)
"""The rooms from the ground up: a room imports from those before it, the bottom modules from each other."""

FLOORS = {**dict.fromkeys((*BOTTOM, "__init__"), 0)} | {room: floor for floor, room in enumerate(HOUSE, 1)}
STEPS = ("floor", "declaring", "reading", "keeping", "recognising", "judging", "shaping", "matching", "returning")
"""The steps of `sources` in the order of its public face: what lies beside them, the door, stands above all."""

GEOMETRY = ("geopandas", "shapely", "pyogrio", "pyproj")

every_file = pytest.mark.parametrize("file", program(), ids=lambda file: file.name)


def test_every_room_has_its_floor() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("__pycache__")}
    assert rooms - set(FLOORS) == set()


@every_file
def test_imports_run_downward_only(file: SourceFile) -> None:
    upward = [
        f"line {line}: {name}"
        for line, name in file.imports()
        if name.startswith("src.coverage.") and FLOORS[name.split(".")[2]] > FLOORS[file.room]
    ]
    assert not upward


def test_every_step_of_sources_has_its_place() -> None:
    folders = {path.name for path in (PACKAGE / "sources").iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(STEPS)


@every_file
def test_the_steps_of_sources_import_from_earlier_steps_only(file: SourceFile) -> None:
    if file.room != "sources":
        return
    own = _step(file.path.relative_to(PACKAGE).with_suffix("").parts)
    later = [
        f"line {line}: {name}"
        for line, name in file.imports()
        if name.startswith("src.coverage.sources") and _step(tuple(name.split(".")[2:])) > own
    ]
    assert not later


@every_file
def test_other_rooms_know_only_the_public_face_of_sources(file: SourceFile) -> None:
    may = ("floor", "reading") if file.room == "lint" else ()
    inner = [
        f"line {line}: {name}"
        for line, name in file.imports()
        if name.startswith("src.coverage.sources.") and (PACKAGE / "sources" / name.split(".")[3]).is_dir()
    ]
    assert file.room == "sources" or not [found for found in inner if found.split(".")[3] not in may]


def _step(parts: tuple[str, ...]) -> int:
    """The place of a module of sources among the steps; the door and the public face come after the last."""
    return STEPS.index(parts[1]) if len(parts) > 1 and parts[1] in STEPS else len(STEPS)


@every_file
def test_a_module_stays_under_300_lines_and_a_page_under_81(file: SourceFile) -> None:
    lines = file.text.count("\n")
    assert lines < 300
    if file.room == "pages" and file.path.parent.name != ROOT.name:
        assert lines <= 80


def test_no_page_lies_directly_in_the_pages_folder() -> None:
    # There Streamlit would take it for its old router and serve it without our frame (STYLE.md).
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == []
    assert list((ROOT / "pages").glob("*/*.py"))


@every_file
def test_sql_lives_with_the_warehouse_and_the_metric_compiler(file: SourceFile) -> None:
    if file.room in ("warehouse", "metrics"):
        return
    queries = [
        f"line {line}: {text[:60]!r}"
        for line, text in file.strings()
        if re.search(r"\bselect\b.+\bfrom\s+\w", text, re.IGNORECASE | re.DOTALL)
    ]
    assert not queries


@every_file
def test_only_their_own_rooms_know_the_heavy_libraries(file: SourceFile) -> None:
    for line, name in file.imports():
        library = name.split(".")[0]
        assert library not in GEOMETRY or file.room == "regions", f"line {line}: {name}"
        assert library != "streamlit" or file.room in ("ui", "pages"), f"line {line}: {name}"
        assert not name.startswith("plotly.express"), f"line {line}: {name}"
        assert library != "plotly" or file.room not in ("pages", "ui", "cli"), f"line {line}: figures come from charts"


@every_file
def test_no_markup_is_let_through_unescaped(file: SourceFile) -> None:
    assert "unsafe_allow_html" not in file.text


def test_a_page_asks_and_shows_and_neither_queries_nor_draws() -> None:
    for file in program():
        if file.room == "pages" and file.path.name != "app.py":
            known = {name.split(".")[0] for _, name in file.imports()}
            assert not known & {"duckdb", "pandas", "numpy", "plotly"}, file.name


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in _tracked():
        if path.suffix in (".py", ".sql", ".yaml", ".toml", ".typ", ".md", "") and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(ROOT)}: {hit}" for hit in re.findall(_MACHINE_PATHS, text)]
    assert not found


# Split, or this file would name one.
_MACHINE_PATHS = "|".join(("/" + "work/", "/" + "root/", r"/" + r"home/(?!anda|user|nama)\w+", "/" + "Users/"))


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.splitlines()]
