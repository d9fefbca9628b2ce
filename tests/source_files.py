"""The program's Python files as syntax trees, for the tests that read the program itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "coverage"


@dataclass(frozen=True)
class SourceFile:
    """One module: where it is, which room it belongs to, its text and its tree."""

    path: Path
    room: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def imports(self) -> Iterator[tuple[int, str]]:
        """(line, dotted name) of everything imported, relative names made absolute, nested imports too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield node.lineno, base
                yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        folder = self.path.relative_to(ROOT).parts[: -node.level]
        return ".".join([*folder, *([node.module] if node.module else [])])

    def strings(self) -> Iterator[tuple[int, str]]:
        """(line, text) of every string that is not a docstring; of f-strings the constant parts joined by `{}`."""
        for node in _without_docstrings(self.tree):
            if isinstance(node, ast.JoinedStr):
                yield node.lineno, "".join(part.value if _is_text(part) else "{}" for part in node.values)  # type: ignore[attr-defined]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.lineno, node.value


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _without_docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    docstrings = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr) and _is_text(statement.value):
                docstrings.add(statement.value)
    return (node for node in ast.walk(tree) if node not in docstrings)


@lru_cache(maxsize=1)
def program() -> tuple[SourceFile, ...]:
    """Every Python file of the program: the package, the pages and app.py; tests are not part of it."""
    paths = [*sorted(PACKAGE.rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py")), *sorted(ROOT.glob("app.py"))]
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> SourceFile:
    text = path.read_text(encoding="utf-8")
    return SourceFile(path, _room(path), text, ast.parse(text))


def _room(path: Path) -> str:
    if not path.is_relative_to(PACKAGE):
        return "pages"
    return path.relative_to(PACKAGE).with_suffix("").parts[0]
