"""Sentences put together from declared words: each language from its own parts."""

from __future__ import annotations

from collections.abc import Iterable

from ..codes import segments
from ..text import Text
from ..words import phrase
from .declarations import DIMENSIONS


def fill(key: str, **values: object) -> Text:
    """The phrase of `key`, a `Text` among the values standing in its own language on each side."""
    text = phrase(key)
    return Text(
        id=text.id.format(**{name: value.id if isinstance(value, Text) else value for name, value in values.items()}),
        en=text.en.format(**{name: value.en if isinstance(value, Text) else value for name, value in values.items()}),
    )


def listed(texts: Iterable[Text]) -> Text:
    """The texts one after the other with commas."""
    parts = list(texts)
    return Text(id=", ".join(part.id for part in parts) or "–", en=", ".join(part.en for part in parts) or "–")


def plain(word: str) -> Text:
    """A code that reads the same in both languages."""
    return Text(id=word, en=word)


def dimension_names(names: Iterable[str]) -> Text:
    """The dimensions' names in lower case, in their declared order."""
    wanted = set(names)
    labels = [dimension.label for name, dimension in DIMENSIONS.items() if name in wanted]
    return listed(Text(id=_lower(label.id), en=_lower(label.en)) for label in labels)


def segment_codes(codes: Iterable[str]) -> Text:
    """Segment codes in their declared order: `PU/JAKON`."""
    wanted = set(codes)
    return plain("/".join(code for code in segments() if code in wanted) or "–")


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[0].lower() + text[1:]
