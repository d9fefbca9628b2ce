"""Limits of what is read, and what is never read; declared in `rules.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ...declare import Declared, read_yaml


class Rules(Declared):
    """Sizes that no honest file exceeds, plausible years, marks for missing values, words of rows that are no data,
    columns never taken.
    """

    file_bytes: int
    unpacked_bytes: int
    pack_ratio: int
    pack_ratio_from_bytes: int
    apart_bytes: int
    apart_seconds: int
    line_bytes: int
    columns: int
    cells: int
    header_rows: int
    first_year: int
    last_year: int
    drop_share_to_confirm: float
    long_block_months: int
    far_ahead_months: int
    rounded_share: float
    rounded_share_to_tell: float
    rounded_chance: float
    missing_marks: tuple[str, ...]
    cell_errors: tuple[str, ...]
    total_words: tuple[str, ...]
    header_hints: tuple[str, ...]
    note_words: tuple[str, ...]
    level_words: dict[str, tuple[str, ...]]
    never_read: tuple[str, ...]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The declared limits."""
    return Rules.model_validate(read_yaml(Path(__file__).parent / "rules.yaml"))
