"""Interface wording: one YAML per room, one line per phrase, both languages on the line."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..declare import read_yaml
from ..text import Lang, Text

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def phrases() -> dict[str, Text]:
    """Every phrase by key, `<room>.<name>`; raises on a missing language or a key declared twice."""
    return {
        f"{path.stem}.{name}": Text.model_validate(text)
        for path in sorted(FOLDER.glob("*.yaml"))
        for name, text in (read_yaml(path) or {}).items()
    }


def phrase(key: str, /, **values: object) -> Text:
    """The phrase of `key` with `{name}` places filled, in both languages."""
    text = phrases()[key]
    return Text(id=text.id.format(**values), en=text.en.format(**values)) if values else text


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The phrase of `key` in `lang`, with `{name}` places filled."""
    return phrase(key, **values).of(lang)
