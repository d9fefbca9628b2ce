"""Sentences of this room, filled in per language."""

from __future__ import annotations

from ..text import Lang, Text
from ..words import say


def told(key: str, **values: object) -> Text:
    """The phrase `sources.<key>` with its places filled; a `Text` fills each language with its own wording."""

    def of(lang: Lang) -> str:
        filled = {name: value.of(lang) if isinstance(value, Text) else value for name, value in values.items()}
        return say(f"sources.{key}", lang, **filled)

    return Text(id=of("id"), en=of("en"))
