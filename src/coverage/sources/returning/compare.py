"""Two deliveries held against each other: who was added, dropped or moved; counts only, nobody by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from ...errors import UsageError
from ...folders import DataFolder
from ..floor.wording import told
from ..keeping.manifest import Manifest
from ..keeping.store import delivery_named, parquet_of, read_clean

PERSON = "person_key"
_PERSONS = {
    # What is compared of a person: a name for it, and the columns that say it.
    "participants": {
        "blocks": ("sponsor_id", "segment", "start_month", "end_month"),
        "village": ("village_code",),
        "occupation": ("occupation_group",),
    },
    "register": {
        "decile": ("decile",),
        "village": ("village_code",),
        "works": ("works", "employment_status"),
        "occupation": ("occupation_group",),
    },
}
_CELLS = {
    # The columns that name a line of a table, and the one whose sum is told.
    "counts": (("region_code", "segment", "period"), "active"),
    "decile_table": (("village_code", "decile", "unit"), "value"),
    "workforce": (("series", "region_code", "decile", "occupation_group", "segment"), "workers"),
    "sponsors": (("sponsor_id", "regency_code"), "pledged_workers"),
    "targets": (("track", "region_code", "month"), None),
    "regions": (("code",), "population"),
}
_NOT_COMPARED = ("row", "period", "regency_code", "source")


@dataclass(frozen=True)
class Comparison:
    """The later of two deliveries against the earlier one.

    `added`, `dropped`, `stayed` count persons (`of_persons`) or lines of a table; `changed` counts by what changed
    among those that stayed; `moves` those whose decile moved, from and to; `area` is the part that both are held to;
    `sums` is what the tables add up to.
    """

    first: Manifest
    second: Manifest
    of_persons: bool
    added: int
    dropped: int
    stayed: int
    changed: tuple[tuple[str, int], ...]
    moves: tuple[tuple[str, str, int], ...] = ()
    sums: tuple[float, float] | None = None
    area: str = ""


def compare(data: DataFolder, first: str, second: str) -> Comparison:
    """Compares two deliveries of one format; the one received earlier is the first, however they are named."""
    one, other = sorted(
        (delivery_named(data, first), delivery_named(data, second)), key=lambda each: (each.received, each.recorded)
    )
    if one.target != other.target:
        raise UsageError("not_comparable", told("not_comparable", first=one.format, second=other.format))
    area = _area(one) or _area(other)
    tables = [_within(read_clean(parquet_of(data, each.delivery)).to_pandas(), area) for each in (one, other)]
    found = _persons(one, other, *tables) if one.target in _PERSONS else _cells(one, other, *tables)
    return replace(found, area=area)


def _area(manifest: Manifest) -> str:
    """The code of the area that a delivery covers as its part; "" when it covers a whole place."""
    part = manifest.part.partition("/")[0]
    return part if part.replace(".", "").isdigit() else ""


def _within(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """The rows of one area: a delivery that covers a part is held against the same part of the other."""
    column = next((name for name in ("village_code", "region_code", "code") if name in frame.columns), None)
    if not area or column is None:
        return frame
    return frame[frame[column].astype("string").str.startswith(area).fillna(False)]


def _persons(first: Manifest, second: Manifest, before: pd.DataFrame, after: pd.DataFrame) -> Comparison:
    stayed = sorted(set(before[PERSON]) & set(after[PERSON]))
    changed = []
    for name, columns in _PERSONS[first.target].items():
        then, now = (_stated(frame, list(columns)).loc[stayed] for frame in (before, after))
        changed.append((name, int((then != now).sum())))
    return Comparison(
        first,
        second,
        True,
        added=after[PERSON].nunique() - len(stayed),
        dropped=before[PERSON].nunique() - len(stayed),
        stayed=len(stayed),
        changed=tuple(changed),
        moves=_moves(before, after, stayed) if first.target == "register" else (),
    )


def _stated(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """What is said of each person in some columns, as one text whatever the order of the rows."""
    return _united(frame[PERSON], _text(frame, columns))


def _text(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Some columns of each row as one text."""
    found = pd.Series("", index=frame.index, dtype="string")
    for column in columns:
        found = found.str.cat(frame[column].astype("string").fillna("?"), sep="|")
    return found


def _united(names: pd.Series, said: pd.Series) -> pd.Series:
    """By name what is said of it, once, in a fixed order."""
    pairs = pd.DataFrame({"name": names.to_numpy(), "said": said.to_numpy()}).drop_duplicates()
    often = pairs["name"].duplicated(keep=False)
    several = pairs[often].sort_values("said").groupby("name")["said"].agg("\n".join)
    listed: pd.Series = pd.concat([pairs[~often].set_index("name")["said"], several])
    return listed


def _moves(before: pd.DataFrame, after: pd.DataFrame, stayed: list[str]) -> tuple[tuple[str, str, int], ...]:
    then, now = (frame.drop_duplicates(PERSON).set_index(PERSON)["decile"].loc[stayed] for frame in (before, after))
    pairs = pd.DataFrame({"then": then.fillna("?"), "now": now.fillna("?")})
    moved = pairs[pairs["then"] != pairs["now"]]
    counts = Counter(zip(moved["then"].astype(str), moved["now"].astype(str), strict=True))
    found = [(then, now, count) for (then, now), count in counts.items()]
    return tuple(sorted(found, key=lambda move: (_rank(move[0]), _rank(move[1]))))


def _rank(decile: str) -> int:
    first = decile.partition("-")[0]
    return int(first) if first.isdigit() else 99


def _cells(first: Manifest, second: Manifest, before: pd.DataFrame, after: pd.DataFrame) -> Comparison:
    known = _CELLS.get(first.target)
    keys, value = known if known else ((), None)
    if not keys:  # what has no name of its own is compared line by line
        keys = tuple(name for name in before.columns if name not in ("row", "value"))
        value = "value" if "value" in before.columns else None
    then, now = (_lines(frame, list(keys)) for frame in (before, after))
    stayed = then.index.intersection(now.index)
    sums = None if value is None else (float(before[value].fillna(0).sum()), float(after[value].fillna(0).sum()))
    return Comparison(
        first,
        second,
        False,
        added=len(now.index) - len(stayed),
        dropped=len(then.index) - len(stayed),
        stayed=len(stayed),
        changed=(("lines", int((then.loc[stayed] != now.loc[stayed]).sum())),),
        sums=sums,
    )


def _lines(frame: pd.DataFrame, keys: list[str]) -> pd.Series:
    """What each line of a table says, by what names it."""
    rest = [name for name in frame.columns if name not in (*keys, *_NOT_COMPARED)]
    return _united(_text(frame, keys), _text(frame, rest))
