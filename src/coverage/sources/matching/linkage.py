"""Rows that may be one person although a NIK is lost: proposed for a human to look at, never merged.

Compared are only rows of one birth date and village of which at least one has no sound NIK. Names stay in memory: the
engine that compares them has no disk to write to and no network, and what comes out are row numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ..floor.cells import TYPED, Mask
from ..floor.notices import Notice, ReviewPair
from ..floor.wording import counted, told
from ..judging.birth import sex_of_rows
from ..judging.draft import Draft
from ..judging.nik_parts import Ints
from .likeness import Likeness, bare_name, likeness

NAME = "nama"
UNSURE = (
    *("nik_missing", "nik_scientific", "nik_rounded", "nik_zeros_lost", "nik_length", "nik_characters"),
    *("nik_placeholder", "nik_birth", "nik_birth_differs", "nik_sex_differs"),
)
"""Faults after which a NIK does not tell who somebody is."""

_NAME_WORDS = ("review_name_other", "review_name_alike", "review_name_part", "review_name_same")
_VILLAGE_LENGTH = 13


@dataclass(frozen=True)
class Review:
    """Pairs to look at, likeliest first, and what is to be said of them."""

    pairs: tuple[ReviewPair, ...] = ()
    notices: tuple[Notice, ...] = ()


def review_of(draft: Draft) -> Review:
    """The pairs of a person list that may be one person; none without names, birth dates and villages."""
    if draft.areas is None or not draft.has(NAME) or not draft.born.any():
        return Review()
    unsure = draft.faults.coded(*UNSURE) & draft.counted
    block = _blocks(draft)
    unsure &= block >= 0
    if not unsure.any():
        return Review()
    rules = likeness()
    chosen, left_out = _bounded(block, unsure, draft.counted & (block >= 0), rules)
    if len(chosen) < 2:
        return Review((), _left_out(left_out))
    found = _compared(_table(draft, chosen, unsure, block), rules)
    if found is None:
        return Review((), _left_out(int(unsure.sum())))
    rows = draft.body.rows
    pairs = tuple(
        ReviewPair(*_in_order(int(rows[first]), int(rows[second])), round(score, 3), told(_NAME_WORDS[name]))
        for first, second, score, name in found[: rules.proposed]
    )
    return Review(tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.row_a, pair.row_b))), _said(found, left_out))


def _in_order(first: int, second: int) -> tuple[int, int]:
    return min(first, second), max(first, second)


def _blocks(draft: Draft) -> Ints:
    """A number for each birth date and village; -1 where one of them, or the name, is not stated."""
    areas = draft.areas
    assert areas is not None
    village, codes = pd.factorize(areas)
    is_village = np.array([*(len(code) == _VILLAGE_LENGTH for code in codes), False], dtype=bool)[village]
    there = is_village & (draft.born > 0) & draft.cells(NAME).filled()
    return np.where(there, village.astype(np.int64) * 100_000_000 + draft.born, -1)


def _bounded(block: Ints, unsure: Mask, usable: Mask, rules: Likeness) -> tuple[Ints, int]:
    """Positions worth comparing, and how many unsure rows had to be left out."""
    rows = np.flatnonzero(unsure)
    wanted = np.unique(block[rows[: rules.unsure_rows]])
    candidates = np.flatnonzero(usable & np.isin(block, wanted))
    _, places, sizes = np.unique(block[candidates], return_inverse=True, return_counts=True)
    lost = np.bincount(places, weights=unsure[candidates]).astype(np.int64)
    # Smallest blocks first: there a common birth date says most.
    cost = lost * (sizes - 1)
    order = np.argsort(cost, kind="stable")
    fits = np.zeros(len(sizes), dtype=bool)
    fits[order] = np.cumsum(cost[order]) <= rules.pairs
    fits &= sizes <= rules.block_rows
    chosen = candidates[(fits & (sizes > 1))[places]]
    looked_at = candidates[fits[places]]
    return chosen, len(np.setdiff1d(rows, looked_at))


def _table(draft: Draft, chosen: Ints, unsure: Mask, block: Ints) -> pa.Table:
    cells = draft.cells(NAME).text.take(pa.array(chosen)).to_pylist()
    names = [bare_name(str(cell).rstrip(TYPED)) for cell in cells]
    is_woman, has_sex = sex_of_rows(draft)
    return pa.table(
        {
            "unique_id": pa.array(chosen),
            "name": pa.array([name or None for name in names], type=pa.string()),
            "words": pa.array([" ".join(sorted(name.split())) or None for name in names], type=pa.string()),
            "sex": pa.array(is_woman[chosen], mask=~has_sex[chosen]),
            "block": pa.array(block[chosen]),
            "unsure": pa.array(unsure[chosen]),
        }
    )


def _compared(table: pa.Table, rules: Likeness) -> list[tuple[int, int, float, int]] | None:
    """Two positions, how likely they are one person, and how alike the names are; likeliest first.

    None when the engine's memory does not do: a proposal must never cost the import.
    """
    # Here and not above: an import without a lost NIK need not wait for it.
    import duckdb
    from splink import DuckDBAPI, Linker
    from splink.internals.exceptions import SplinkException

    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": "",
        "memory_limit": f"{rules.memory_mb}MB",
        "threads": 1,
        "autoload_known_extensions": False,
    }
    try:
        with _untouched_chance(), duckdb.connect(":memory:", config=config) as connection:
            connection.execute("set enable_external_access = false")
            linker = Linker(DuckDBAPI(connection).register(table), _settings(rules), log_level=None)
            pairs: Any = linker.inference.predict(threshold_match_probability=rules.propose_from)
            frame = pairs.as_pandas_dataframe()
    except (duckdb.OutOfMemoryException, SplinkException) as fault:
        if duckdb.OutOfMemoryException not in (type(fault), type(fault.__cause__)):
            raise
        return None
    frame = frame.sort_values(["match_probability", "unique_id_l", "unique_id_r"], ascending=[False, True, True])
    columns = ("unique_id_l", "unique_id_r", "match_probability", "gamma_name")
    return list(zip(*(frame[column].tolist() for column in columns), strict=True))


@contextmanager
def _untouched_chance() -> Iterator[None]:
    """splink draws the names of its tables from the global generator, which others may have seeded."""
    before = random.getstate()
    try:
        yield
    finally:
        random.setstate(before)


def _settings(rules: Likeness) -> Any:
    import splink.comparison_level_library as level
    from splink import SettingsCreator
    from splink.comparison_library import CustomComparison

    def weighed(found: Any, name: str) -> Any:
        weight = getattr(rules, name)
        return found.configure(m_probability=weight.same, u_probability=weight.other)

    alike = level.Or(level.JaroWinklerLevel("name", rules.alike), level.JaroWinklerLevel("words", rules.alike))
    words = [f"string_split({side}, ' ')" for side in ("words_l", "words_r")]
    part = level.CustomLevel(f"list_has_all({words[0]}, {words[1]}) or list_has_all({words[1]}, {words[0]})", "part")
    names = [
        level.NullLevel("name"),
        weighed(level.ExactMatchLevel("words"), "name_same"),
        weighed(part, "name_part"),
        weighed(alike, "name_alike"),
        weighed(level.ElseLevel(), "name_other"),
    ]
    sexes = [
        level.NullLevel("sex"),
        weighed(level.ExactMatchLevel("sex"), "sex_same"),
        weighed(level.ElseLevel(), "sex_other"),
    ]
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=rules.prior,
        blocking_rules_to_generate_predictions=[
            {"blocking_rule": "l.block = r.block and (l.unsure or r.unsure)", "sql_dialect": "duckdb"}
        ],
        comparisons=[
            CustomComparison(output_column_name="name", comparison_levels=names),
            CustomComparison(output_column_name="sex", comparison_levels=sexes),
        ],
        retain_intermediate_calculation_columns=True,
    )


def _said(found: list[tuple[int, int, float, int]], left_out: int) -> tuple[Notice, ...]:
    if not found:
        return _left_out(left_out)
    people = {position for pair in found for position in pair[:2]}
    shown = min(len(found), likeness().proposed)
    text = told("notice_review_pairs", pairs=counted(len(found)), shown=counted(shown))
    return (Notice("review_pairs", text, len(people), len(people)), *_left_out(left_out))


def _left_out(count: int) -> tuple[Notice, ...]:
    return (Notice("review_cut", told("notice_review_cut", count=counted(count)), count, count),) if count else ()
