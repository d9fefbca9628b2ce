"""Parts of the page on targets: the paths, the pace, the class of every track, and the UCJ class of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..charts.targets import target_paths
from ..planning import Targets, targets
from ..planning.targets_words import class_text, targets_finding, targets_title, track_text
from ..text import month_name
from ..warehouse import Snapshot
from . import denominators
from .tables import escape, listed_by_width
from .twin import Listing, months, numbers, prices, words

if TYPE_CHECKING:
    from .view import View

_Where = tuple[tuple[str, tuple[str, ...]], ...]
NARROW, NARROW_BARE = (0, 1, 4, 5, 8), (0, 1, 3)
"""The columns of the table that a phone has room for, with a rate to hold against the targets and without."""
SIGNS = {"maintain": "✓", "accelerate": "↗", "reverse": "↺", "insufficient_data": "?"}


@st.cache_resource(max_entries=128, show_spinner=False)
def _targets(
    snapshot_id: str, _snapshot: Snapshot, where: _Where, month: int, series: str | None, role: str
) -> Targets:
    return targets(_snapshot, dict(where), month, series, role)


def found(view: View, where: Mapping[str, Sequence[str]] | None = None) -> Targets:
    """The targets of the filters on show, reckoned once."""
    scalars: _Where = tuple(sorted((key, tuple(codes)) for key, codes in view.where(where).items()))
    return _targets(view.snapshot.id, view.snapshot, scalars, view.chosen.month, view.chosen.series, view.role)


def opening(view: View, one: Targets) -> None:
    """What the next open target asks, and what the pace is."""
    st.markdown(f"### {escape(view.text(targets_title(one)))}")
    if one.reason is None:
        st.markdown(escape(view.text(targets_finding(one))))
        return
    instead = denominators.of_all_workers(denominators.of(view))
    if instead is not None:
        name = view.text(instead.declared.label)
        view.link("targets", view.say("targets_instead", series=name), series=instead.name)


def paths(view: View, one: Targets) -> None:
    """The rate so far, its pace, and the path each target asks for."""
    result, reason = view.ask_or("coverage_rate", "active", history=True)
    title = view.say("paths_title")
    chart = target_paths(result, one, view.look) if not reason else None
    if chart is None or chart.is_empty:
        st.markdown(f"##### {escape(title)}")
        st.info(escape(reason or chart.finding if chart is not None else reason), icon=":material/do_not_disturb_on:")
        return
    view.figure("target_paths", title, chart, result, border=False)


def band(view: View, one: Targets) -> None:
    """The class among the four of UCJ, and how far the next one is; the limits are not verified."""
    st.markdown(f"##### {escape(view.say('band_title'))}")
    if one.band is None:
        st.caption(escape(view.text(one.reason) if one.reason is not None else view.status("no_data")))
        return
    st.markdown(f"#### {escape(view.text(one.band.name).capitalize())}")
    if one.band.next is not None:
        st.markdown(
            view.say(
                "band_next_one" if one.band.persons == 1 else "band_next",
                persons=view.number(one.band.persons),
                next=view.text(one.band.next),
                limit=view.number(one.band.next_from, "percent"),
            )
        )
    st.caption(escape(view.say("band_unverified")))


def classes(view: View, one: Targets) -> None:
    """The rule of the classes in plain words, and how many tracks each holds."""
    st.markdown(f"##### {escape(view.say('classes_title'))}")
    lines = []
    for verdict, sign in SIGNS.items():
        names = [view.text(track.name) for track in one.tracks if track.verdict == verdict]
        rule = view.say(f"class_rule_{verdict}", months=one.window_months)
        held = f": {', '.join(names)}" if names else ""
        lines.append(f"- {sign} **{escape(view.text(class_text(verdict)))}** – {escape(rule + held)}")
    st.markdown("\n".join(lines))


def _left(view: View, months_left: int) -> str:
    return view.say("milestone_left_one") if months_left == 1 else view.say("milestone_left", months=months_left)


def table(view: View, one: Targets) -> None:
    """Every milestone of every track: who is missing, how many more a month, and what those cost."""
    rows = [(track, due) for track in one.tracks for due in track.milestones]
    left = [view.say("milestone_past") if due.is_past else _left(view, due.months_left) for _, due in rows]
    verdicts = [
        f"{SIGNS[track.verdict]}\N{NO-BREAK SPACE}{view.text(class_text(track.verdict))}" if due is track.aim else ""
        for track, due in rows
    ]
    listing = Listing(
        "targets_table",
        view.say("targets_table_title"),
        month_name(one.month, view.lang),
        (
            words(view.say("target"), [view.text(track_text(track)) for track, _ in rows]),
            months(view, view.say("target_month"), [due.month for _, due in rows]),
            words(view.say("milestone_time"), left),
            numbers(view, view.say("target_rate"), [due.rate for _, due in rows], "percent"),
            numbers(view, view.say("milestone_persons"), [due.persons for _, due in rows]),
            numbers(view, view.say("milestone_pace"), [due.pace for _, due in rows]),
            prices(view, view.say("milestone_first"), [due.first for _, due in rows]),
            prices(view, view.say("milestone_last"), [due.last for _, due in rows]),
            words(view.say("milestone_class"), verdicts),
            words(view.say("source_name"), [track.source for track, _ in rows]),
        ),
        results=one.results,
        facts=tuple((view.say("note"), view.text(note)) for note in one.notes),
        empty=view.say("no_targets"),
    )
    listed_by_width(view, listing, NARROW if one.reason is None else NARROW_BARE)
    for note in one.notes:
        st.caption(escape(view.text(note)))
