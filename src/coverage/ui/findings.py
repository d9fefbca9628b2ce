"""What the check of a file found, sheet by sheet: counts, how it was read, what to mend or look at, the effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from ..sources import FileResult, Manifest, Notice, formats
from ..text import day_name, month_name, number
from . import effects
from .tables import escape, markup_table
from .trial import Trial

if TYPE_CHECKING:
    from .view import Desk

_COUNTED = ("rows", "accepted", "quarantined", "duplicates")
_PAIRS = 50
_SHOWN = 15
_PLACES = 4
_TOLD = ("row", "column", "value", "message", "remedy", "owner")


def show(desk: Desk, found: Trial) -> None:
    """Rows taken and refused per recognised sheet, each problem with its remedy, and what would change."""
    if found.problem is not None:
        st.error(escape(found.problem.say(desk.lang)), icon=":material/error:")
    for position, one in enumerate(found.files):
        _sheet(desk, one, position)
    aside = dict.fromkeys((one.sheet, desk.text(one.reason)) for file in found.files for one in file.left_aside)
    for sheet, reason in aside:
        st.caption(escape(desk.say("left_aside", sheet=sheet, reason=reason)))
    if found.waits:
        st.info(desk.say("import_waits"), icon=":material/hourglass_empty:")
    elif found.problem is None:
        effects.show(desk, found.effects)


def _sheet(desk: Desk, one: FileResult, position: int) -> None:
    manifest = one.manifest
    about = [
        desk.text(formats()[manifest.format].label),
        _places(desk, one),
        _months(desk, one.periods),
        desk.sender(manifest.sender),
    ]
    st.markdown(
        f"##### {desk.say('dry_result')}: {escape(' / '.join(text for text in (one.file, one.sheet) if text))}\n"
        + escape(" · ".join(about))
    )
    if one.unchanged:
        st.info(desk.say("unchanged"), icon=":material/check:")
    for text in manifest.warnings:
        st.warning(escape(desk.text(text)), icon=":material/warning:")
    for old in one.replaces:
        st.caption(escape(_replaced(desk, old, manifest)))
    counts = [number(getattr(manifest, key), "people", desk.lang) for key in _COUNTED]
    markup_table([desk.say(key) for key in _COUNTED], [counts], [True] * len(_COUNTED))
    if manifest.conventions:
        how = " · ".join(desk.text(text) for text in manifest.conventions.values())
        st.caption(escape(f"{desk.say('d_conventions')}: {how}"))
    _closed(desk, manifest)
    if one.problems:
        st.markdown(f"**{desk.say('problems')}**")
        _problems(desk, one, position)
    _to_look_at(desk, one)


def _problems(desk: Desk, one: FileResult, position: int) -> None:
    """Where a faulty row stands, what is wrong, how and by whom it is mended, in full; many of them as a grid too."""
    found = [problem.to_json(desk.lang) for problem in one.problems]
    heads = [desk.say(f"problem_{key}") for key in _TOLD]
    rows = [["–" if told[key] is None else str(told[key]) for key in _TOLD] for told in found[:_SHOWN]]
    with st.container(key=f"wide_problems_{position}"):
        markup_table(heads, rows, [True, *[False] * 5])
    with st.container(key=f"narrow_problems_{position}"):
        brief = [(row, column, f"{message} {remedy}") for row, column, _, message, remedy, _ in rows]
        markup_table([heads[0], heads[1], heads[3]], brief, [True, False, False])
    if len(found) > _SHOWN:
        with st.expander(desk.say("all_problems", count=desk.number(len(found)))):
            told = pd.DataFrame(found).reindex(columns=list(_TOLD))
            told["value"] = told["value"].fillna("–")
            st.dataframe(told.set_axis(heads, axis=1), hide_index=True)


def _replaced(desk: Desk, old: Manifest, new: Manifest) -> str:
    """A delivery that would no longer count, in words: its file, when it came, and for which months it is replaced."""
    shared = sorted({period for _, period in set(old.cells) & set(new.cells)})
    return desk.say(
        "replaces",
        file=old.file_name,
        day=day_name(old.received, desk.lang),
        months=_months(desk, shared),
        accepted=number(old.accepted, "people", desk.lang),
    )


def _places(desk: Desk, one: FileResult) -> str:
    """The places a sheet is about; a national list names the first few and counts the others."""
    names = [desk.regions.name(code, desk.lang) for code in one.places[:_PLACES]]
    more = len(one.places) - _PLACES
    told = ", ".join(names) or "–"
    return desk.say("more_areas", areas=told, count=desk.number(more)) if more > 0 else told


def _months(desk: Desk, months: list[int]) -> str:
    if not months:
        return "–"
    first, last = (month_name(month, desk.lang) for month in (months[0], months[-1]))
    return first if first == last else f"{first} – {last}"


def _rows(notice: Notice) -> str:
    if not notice.rows:
        return "–"
    more = ", …" if notice.count > len(notice.rows) else ""
    return ", ".join(map(str, notice.rows)) + more


def _closed(desk: Desk, manifest: Manifest) -> None:
    """What of earlier faults the file mends, and what it still has."""
    if manifest.mended or manifest.repeated:
        mended, still = desk.number(manifest.mended), desk.number(manifest.repeated)
        st.info(desk.say("closes", mended=mended, still=still), icon=":material/healing:")


def _to_look_at(desk: Desk, one: FileResult) -> None:
    """Rows that are taken and worth a look: who is named twice, and pairs that may be one person."""
    if one.notices:
        with st.expander(desk.say("notices", count=desk.number(len(one.notices)))):
            rows = [(desk.text(notice.text), _rows(notice)) for notice in one.notices]
            markup_table([desk.say("notice"), desk.say("notice_rows")], rows, [False, False])
    if one.review:
        with st.expander(desk.say("pairs", count=desk.number(len(one.review)))):
            st.caption(desk.say("pairs_how"))
            pairs = [
                (str(pair.row_a), str(pair.row_b), desk.number(pair.score, "percent"), desk.text(pair.why))
                for pair in one.review[:_PAIRS]
            ]
            heads = [desk.say(key) for key in ("pair_first", "pair_second", "pair_score", "pair_why")]
            markup_table(heads, pairs, [True, True, True, False])
            if len(one.review) > _PAIRS:
                st.caption(desk.say("some_rows", shown=_PAIRS, count=desk.number(len(one.review))))
