"""Interface wording: `<room>.yaml`, or `<room>/<topic>.yaml` for one screen; a line per phrase, both languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..declare import read_yaml
from ..text import Lang, Text

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def phrases() -> dict[str, Text]:
    """Every phrase by key, `<room>.<name>`; raises on a missing language or a key that two files declare."""
    found: dict[str, Text] = {}
    for path in sorted(FOLDER.rglob("*.yaml")):
        for name, text in (read_yaml(path) or {}).items():
            key = f"{room_of(path)}.{name}"
            if key in found:
                raise KeyError(f"{key} is declared twice, the second time in {path.name}")
            found[key] = Text.model_validate(text)
    return found


def room_of(path: Path) -> str:
    """The room whose phrases a file of this folder holds."""
    return path.relative_to(FOLDER).parts[0].removesuffix(".yaml")


def phrase(key: str, /, **values: object) -> Text:
    """The phrase of `key` with `{name}` places filled, in both languages."""
    text = phrases()[key]
    return Text(id=text.id.format(**values), en=text.en.format(**values)) if values else text


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The phrase of `key` in `lang`, with `{name}` places filled."""
    return phrase(key, **values).of(lang)
