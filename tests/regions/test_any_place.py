"""No place is special: what the program knows of one place, it knows from a delivery or a declared file."""

from __future__ import annotations

import ast
import re

import pytest

from tests.source_files import SourceFile, program

# A name, or a code with or without its dots; the two places whose files the tests use.
KNOWN_PLACE = re.compile(
    r"kendari|kendal\b|\b74\.71\b|\b33\.24\b|(?<!\d)(7471|3324)(\d{3}|\d{6})?(?!\d)", re.IGNORECASE
)


def _docstrings(tree: ast.AST) -> set[ast.Constant]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                found.add(first.value)
    return found


@pytest.mark.parametrize("file", [one for one in program() if one.room != "demo"], ids=lambda file: file.name)
def test_no_module_knows_a_place(file: SourceFile) -> None:
    """Examples in docstrings and the length of a code (`len("74.71")`) are no knowledge."""
    shapes = {
        node.args[0]
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and node.args
    }
    known = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KNOWN_PLACE.search(node.value)
        if node not in _docstrings(file.tree) and node not in shapes
    ]
    assert not known
