"""Everything declared loads, says itself in both languages, and is used; everything used is declared."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from src.coverage.declare import read_yaml
from src.coverage.words import FOLDER, phrases, room_of

from .source_files import PACKAGE, SourceFile, program

WORDINGS = tuple(sorted({room_of(path) for path in FOLDER.rglob("*.yaml")}))

USED_BY_DATA: dict[str, tuple[str, ...]] = {}
"""Beginnings of keys that a declared file, not the code, completes: {words file: (beginning, …)}."""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_declared_file_is_yaml_with_both_languages_wherever_it_has_one(path: Path) -> None:
    declared = read_yaml(path)
    assert declared, "an empty file declares nothing"
    for place, text in _texts(declared):
        assert set(text) == {"id", "en"}, place
        assert all(isinstance(wording, str) and wording for wording in text.values()), place


def _texts(node: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping that has a wording in one of the two languages."""
    if isinstance(node, dict):
        if "en" in node or set(node) == {"id"}:
            yield place, node
        for key, value in node.items():
            yield from _texts(value, f"{place}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, f"{place}[{number}]")


def test_both_languages_of_a_phrase_take_the_same_values() -> None:
    for key, text in phrases().items():
        assert set(re.findall(r"{(\w+)", text.id)) == set(re.findall(r"{(\w+)", text.en)), key


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_phrase_is_used(wording: str) -> None:
    said, patterns = _said_in(wording)
    unused = [
        key
        for key in (full.split(".", 1)[1] for full in phrases() if full.split(".", 1)[0] == wording)
        if key not in said
        and not any(re.fullmatch(pattern, key) for pattern in patterns)
        and not key.startswith(USED_BY_DATA.get(wording, ("\0",)))
    ]
    assert not unused


@pytest.mark.parametrize("file", program(), ids=lambda file: file.name)
def test_every_phrase_that_is_said_exists(file: SourceFile) -> None:
    known = phrases()
    unknown = []
    for node in ast.walk(file.tree):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        key, name = node.args[0].value, _called(node)
        if name in ("say", "phrase", "fill") and isinstance(key, str) and "." in key and key not in known:
            unknown.append(f"line {node.lineno}: {key}")
        if name in _short_forms(_wording_of(file)) and isinstance(key, str) and "." not in key:
            full = f"{_wording_of(file)}.{key}"
            unknown += [] if full in known else [f"line {node.lineno}: {full}"]
    assert not unknown


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _wording_of(file: SourceFile) -> str:
    """The words file a module speaks from: its room's; pages and app.py speak from the `ui` room's."""
    return "ui" if file.room == "pages" else file.room


@cache
def _short_forms(wording: str) -> frozenset[str]:
    """The functions of a room that put the room's name before a key themselves."""
    found = set()
    for file in program():
        if _wording_of(file) != wording:
            continue
        for node in ast.walk(file.tree):
            if not isinstance(node, ast.FunctionDef) or "key" not in {argument.arg for argument in _arguments(node)}:
                continue
            if any(
                isinstance(part, ast.JoinedStr)
                and len(part.values) == 2
                and isinstance(part.values[0], ast.Constant)
                and part.values[0].value == f"{wording}."
                and isinstance(part.values[1], ast.FormattedValue)
                and ast.unparse(part.values[1].value) == "key"
                for part in ast.walk(node)
            ):
                found.add(node.name)
    return frozenset(found)


def _arguments(node: ast.FunctionDef) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args]


@cache
def _said_in(wording: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """(keys that stand in the code as they are, patterns of keys that the code puts together)."""
    said, patterns = set(), set()
    for file in program():
        at_home = _wording_of(file) == wording
        for _, text in file.strings():
            prefixed = text.startswith(f"{wording}.")
            key = text.removeprefix(f"{wording}.")
            if not (prefixed or at_home) or not re.fullmatch(r"[\w{}]+", key):
                continue
            if "{}" not in key:
                said.add(key)
            elif len(key.replace("{}", "")) >= 3:
                patterns.add(re.escape(key).replace(r"\{\}", r"\w+"))
    return frozenset(said), tuple(patterns)


def test_every_words_file_belongs_to_a_room() -> None:
    assert WORDINGS
    assert [room for room in WORDINGS if not (PACKAGE / room).is_dir()] == []
