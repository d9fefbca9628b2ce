"""Names made comparable: case, spaces, hyphens and words such as KEL. or KAB. do not count; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..declare import Declared, read_yaml
from .region import Level

_OTHER = re.compile(r"[^A-Z0-9]+")


class Variant(Declared):
    """Other spellings of one area's name, and where they were seen."""

    code: str
    also: tuple[str, ...]
    seen: str


class Spelling(Declared):
    """The content of `variants.yaml`."""

    kinds: dict[Level, tuple[tuple[str, ...], ...]]
    abbreviations: dict[str, str]
    variants: tuple[Variant, ...]


class NameKey(NamedTuple):
    """A name for comparing: `whole` with every word, `kind` and `base` with the kind of area taken off."""

    whole: str
    kind: str
    base: str


@lru_cache(maxsize=1)
def spelling() -> Spelling:
    """The declared kinds, abbreviations and spelling variants."""
    return Spelling.model_validate(read_yaml(Path(__file__).parent / "variants.yaml"))


@lru_cache(maxsize=16384)
def name_key(name: str, level: Level) -> NameKey:
    """The comparable form of a name.

    >>> name_key("Kab. Kendal", "regency")
    NameKey(whole='KABKENDAL', kind='KABUPATEN', base='KENDAL')
    >>> name_key("lepo-lepo", "village").base
    'LEPOLEPO'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    short = spelling().abbreviations
    words = [short.get(word, word) for word in _OTHER.sub(" ", plain.upper()).split()]
    for length, forms, kind in _kinds(level):
        # A name that is nothing but the word ("Desa") keeps it.
        if len(words) > length and words[:length] == forms:
            return NameKey("".join(words), kind, "".join(words[length:]))
    return NameKey("".join(words), "", "".join(words))


@lru_cache(maxsize=4)
def _kinds(level: Level) -> tuple[tuple[int, list[str], str], ...]:
    found = [(form.split(), kinds[0]) for kinds in spelling().kinds[level] for form in kinds]
    return tuple(sorted(((len(words), words, kind) for words, kind in found), key=lambda entry: -entry[0]))
