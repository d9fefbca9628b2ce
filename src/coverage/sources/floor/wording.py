"""Sentences of this room, filled in per language."""

from __future__ import annotations

from ...text import LANGS, Lang, Text, number
from ...words import say
from .masking import scrub


def told(key: str, **values: object) -> Text:
    """The phrase `sources.<key>` with its places filled; a `Text` fills each language with its own wording.

    Whatever the places hold, file names and values among them, no identity number comes through.
    """

    def of(lang: Lang) -> str:
        filled = {
            name: scrub(value.of(lang) if isinstance(value, Text) else str(value)) for name, value in values.items()
        }
        return say(f"sources.{key}", lang, **filled)

    return Text(id=of("id"), en=of("en"))


def counted(count: int) -> Text:
    """A count as each language writes it."""
    return Text(**{lang: number(count, "number", lang) for lang in LANGS})
