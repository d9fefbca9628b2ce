"""The page of the quarantine: what waits to be mended, whose it is, and whether a sender gets better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from ..charts import failing
from ..folders import DataFolder
from ..metrics import Role
from ..sources import STATES, Shipment, formats, list_deliveries, quarantine, shipments
from ..text import day_name
from ..words import say
from . import widths
from .plots import plot
from .tables import escape
from .twin import Column, Listing, days, numbers, words

if TYPE_CHECKING:
    from .view import View

KEYS = ("state", "sender", "reason", "delivery")
ALL = "all"
SHOWN = 15
_TOP = 8


@dataclass(frozen=True)
class Found:
    """The quarantine of the places a role may see: `cases` after the reader's choices, `every` before them."""

    cases: pd.DataFrame
    every: pd.DataFrame
    shipments: tuple[Shipment, ...]
    told: str


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(root: str, when: tuple[int, int]) -> tuple[pd.DataFrame, tuple[Shipment, ...]]:
    data = DataFolder(Path(root))
    cases = quarantine(data)
    return cases, tuple(shipments(data, cases))


def stamp(data: DataFolder) -> tuple[int, int]:
    """Changes when a delivery comes or is withdrawn."""
    times = [path.stat().st_mtime_ns for path in data.deliveries.glob("*/manifest.json")]
    return len(times), max(times, default=0)


def ledger(data: DataFolder) -> tuple[pd.DataFrame, tuple[Shipment, ...]]:
    """Every case and every delivery of a folder, read once."""
    list_deliveries(data)  # finishes an interrupted import first
    return _read(str(data.root), stamp(data))


def found(view: View) -> Found | None:
    """What the reader asked for; None (and a sentence) when the role may not see it."""
    role = Role.parse(view.role)
    if not role.sees_small_groups:
        st.info(view.say("q_not_allowed"), icon=":material/lock:")
        return None
    cases, sent = ledger(view.data)
    if role.kind == "planner":
        cases = cases[cases["place"].astype(str).str.startswith(role.of[:5])]
        sent = tuple(one for one in sent if one.manifest.place.startswith(role.of[:5]))
    return _headed(view, cases, sent)


def _headed(view: View, cases: pd.DataFrame, sent: tuple[Shipment, ...]) -> Found:
    """The title, then the choices, in the address."""
    counts = {state: int((cases["state"] == state).sum()) for state in STATES}
    waiting = cases[cases["state"] == "open"]
    rows = len(waiting[["delivery", "sheet", "row"]].drop_duplicates())
    title = view.say("q_title_open", count=view.number(len(waiting)), rows=view.number(rows))
    st.markdown(f"### {title if len(waiting) else view.say('q_title_none')}")
    told = {state: view.number(counts[state]) for state in STATES if state != "open"}
    st.markdown(view.say("q_intro", **told))
    reasons = _reasons(view, cases)
    files = {one.manifest.delivery: _named(view, one) for one in sent if one.manifest.quarantined}
    with st.container(horizontal=True, vertical_alignment="bottom", key="q_choices"):
        state = view.choose("state", [*STATES, ALL], "open", view.say("q_state"), lambda code: _state(view, code))
        sender = view.choose(
            "sender",
            [ALL, *sorted(set(cases["sender"]))],
            ALL,
            view.say("sender"),
            lambda code: view.say("q_all_senders") if code == ALL else view.sender(code),
        )
        reason = view.choose(
            "reason",
            [ALL, *reasons],
            ALL,
            view.say("q_reason"),
            lambda code: reasons.get(code, view.say("q_all_reasons")),
            width=340,
        )
        delivery = view.choose(
            "delivery",
            [ALL, *files],
            ALL,
            view.say("delivery"),
            lambda code: files.get(code, view.say("q_all_deliveries")),
            width=340,
        )
    chosen = cases
    for column, value in (("state", state), ("sender", sender), ("code", reason), ("delivery", delivery)):
        if value != ALL:
            chosen = chosen[chosen[column] == value]
    names = [
        _state(view, state),
        *([] if sender == ALL else [view.sender(sender)]),
        *([] if reason == ALL else [reasons[reason]]),
    ]
    names += [] if delivery == ALL else [files[delivery]]
    return Found(chosen, cases, sent, " · ".join(names))


def _state(view: View, code: str) -> str:
    return view.say("q_all_states") if code == ALL else view.say(f"q_state_{code}")


def _reasons(view: View, cases: pd.DataFrame) -> dict[str, str]:
    """Each fault by code with its commonest sentence, the most frequent first."""
    if cases.empty:
        return {}
    column = f"reason_{view.lang}"
    counts = cases.groupby(["code", column]).size().sort_values(ascending=False).reset_index()
    return dict(counts.drop_duplicates("code").set_index("code")[column])


def _owner(view: View, code: str) -> str:
    return say(f"sources.owner_{code}", view.lang)


def _named(view: View, one: Shipment) -> str:
    manifest = one.manifest
    return f"{manifest.file_name} ({day_name(manifest.received, view.lang)}, {view.sender(manifest.sender)})"


def over_time(view: View, everything: Found) -> None:
    """The share of each sender's rows that fails, delivery by delivery; those with most faulty rows stand out."""
    sent = [one for one in everything.shipments if one.manifest.withdrawn is None]
    chart = failing(_series(view, sent), view.look)
    listing = Listing(
        "q_over_time",
        view.say("q_over_time"),
        view.say("q_over_time_reading", count=len(sent)),
        (
            words(view.say("sender"), [view.sender(one.manifest.sender) for one in sent]),
            days(view, view.say("d_received"), [one.manifest.received for one in sent]),
            words(view.say("file"), [one.manifest.file_name for one in sent]),
            numbers(view, view.say("rows"), [one.manifest.rows for one in sent]),
            numbers(view, view.say("quarantined"), [one.manifest.quarantined for one in sent]),
            numbers(view, view.say("q_share"), [one.share for one in sent], "percent"),
        ),
    )
    view.listed(listing, lambda: plot(view, "q_over_time", listing.title, chart))
    if not chart.is_empty:
        st.caption(escape(chart.finding))


def _series(view: View, sent: Sequence[Shipment]) -> dict[str, list[tuple[date, float]]]:
    """By sender (and format, where several of its formats fail) the share of each delivery; most faulty rows first."""
    groups: dict[tuple[str, str], list[Shipment]] = {}
    for one in sent:
        groups.setdefault((one.manifest.sender, one.manifest.format), []).append(one)
    faulty = {key: sum(one.manifest.quarantined for one in group) for key, group in groups.items()}
    order = sorted((key for key in groups if faulty[key]), key=lambda key: -faulty[key])
    often = Counter(sender for sender, _ in order)
    return {
        view.sender(sender)
        if often[sender] == 1
        else f"{view.sender(sender)}, {view.text(formats()[name].label)}": sorted(
            # The newest comes first; of one day the order of arrival stays.
            ((one.manifest.received, one.share) for one in reversed(groups[sender, name])),
            key=lambda point: point[0],
        )
        for sender, name in order
    }


def by_reason(view: View, asked: Found) -> None:
    """How many faults of each kind, and who mends them."""
    names = _reasons(view, asked.cases)
    owners = dict(zip(asked.cases["code"], asked.cases["owner"], strict=True))
    codes = list(names)
    _counted(
        view,
        "q_by_reason",
        asked,
        "code",
        codes,
        words(view.say("q_reason"), [names[code] for code in codes]),
        (words(view.say("problem_owner"), [_owner(view, owners[code]) for code in codes]),),
    )


def by_sender(view: View, asked: Found) -> None:
    """How many faults of each sender, and what share of the rows of its latest delivery failed."""
    counts = asked.cases["sender"].value_counts()
    latest: dict[str, Shipment] = {}
    for one in asked.shipments:  # the latest first
        if one.manifest.withdrawn is None:
            latest.setdefault(one.manifest.sender, one)
    names = [str(name) for name in counts.index]
    shares = [latest[name].share if name in latest else None for name in names]
    last = numbers(view, view.say("q_last_share"), shares, "percent")
    _counted(
        view,
        "q_by_sender",
        asked,
        "sender",
        names,
        words(view.say("sender"), [view.sender(name) for name in names]),
        (last,),
    )


def by_delivery(view: View, asked: Found) -> None:
    """How many faults of each delivery."""
    files = {one.manifest.delivery: one for one in asked.shipments}
    names = [str(name) for name in asked.cases.drop_duplicates("delivery", keep="last")["delivery"]][::-1]
    share = numbers(view, view.say("q_share"), [files[name].share for name in names], "percent")
    told = words(view.say("delivery"), [_named(view, files[name]) for name in names])
    _counted(view, "q_by_delivery", asked, "delivery", names, told, (share,))


def _counted(
    view: View, key: str, asked: Found, column: str, names: Sequence[str], first: Column, more: tuple[Column, ...]
) -> None:
    is_open = asked.cases["state"] == "open"
    still = asked.cases[is_open][column].value_counts()
    closed = asked.cases[~is_open][column].value_counts()
    listing = Listing(
        key,
        view.say(key),
        view.say("q_reading", filters=asked.told),
        (
            first,
            numbers(view, view.say("q_open"), [int(still.get(name, 0)) for name in names]),
            numbers(view, view.say("q_closed"), [int(closed.get(name, 0)) for name in names]),
            *more,
        ),
        limit=_TOP,
        empty=view.say("q_none"),
    )
    widths.listed(view, listing, [column.label for column in listing.columns[:3]])


def items(view: View, asked: Found) -> None:
    """Every fault of the choice: where it is, what is wrong, how and by whom it is mended; NIKs masked."""
    cases = asked.cases.iloc[::-1]
    lang = view.lang
    told = [
        f"{reason} {remedy}" for reason, remedy in zip(cases[f"reason_{lang}"], cases[f"remedy_{lang}"], strict=True)
    ]
    listing = Listing(
        "q_items",
        view.say("q_items"),
        view.say("q_reading", filters=asked.told),
        (
            words(view.say("file"), list(cases["file_name"])),
            words(view.say("sender"), [view.sender(one) for one in cases["sender"]]),
            words(view.say("format"), [view.text(formats()[name].label) for name in cases["format"]]),
            Column(
                view.say("problem_row"),
                [str(row) for row in cases["row"]],
                {view.say("problem_row"): [int(row) for row in cases["row"]]},
                is_number=True,
            ),
            words(view.say("problem_column"), [text or "–" for text in cases["column"]]),
            words(view.say("problem_value"), [text if isinstance(text, str) else "–" for text in cases["value"]]),
            words(view.say("problem_message"), told),
            words(view.say("problem_owner"), [_owner(view, code) for code in cases["owner"]]),
            days(view, view.say("q_since"), list(cases["since"])),
            words(view.say("q_state"), [_state(view, code) for code in cases["state"]]),
            days(view, view.say("q_closed_on"), [None if pd.isna(day) else day for day in cases["closed_on"]]),
        ),
        limit=SHOWN,
        empty=view.say("q_none"),
    )
    brief = [view.say(key) for key in ("problem_row", "problem_column", "problem_message")]
    widths.listed(view, listing, brief)
    st.caption(view.say("q_how"))
