"""The page on sponsors: the ledger of all, and one sponsor's own figures and report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..charts import ranking, trend
from ..codes import sponsor_kinds
from ..errors import CoverageError
from ..text import month_code
from . import card, serve
from .card import escape

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

COLUMNS = (
    "pledged",
    "sponsored_registered",
    "sponsored_active",
    "sponsored_ready",
    "sponsored_ending",
    "contribution_due_low_idr",
    "contribution_due_idr",
)
"""What the ledger tells of each sponsor; a measure nobody can answer here is left out."""


def search(view: View) -> str | None:
    """A box that finds a sponsor by name; gives the one chosen."""
    names = dict(sorted(_sponsors(view).items(), key=lambda item: item[1].casefold()))
    wanted = view.read("sponsor")
    if wanted and wanted not in names:
        st.caption(escape(view.say("ignored_value", key="sponsor", value=wanted, used=view.say("all_sponsors"))))
    chosen = view.choose(
        "sponsor", ["*", *names], "*", view.say("find_sponsor"), lambda code: names.get(code, view.say("all_sponsors"))
    )
    return None if chosen == "*" else chosen


def _sponsors(view: View) -> dict[str, str]:
    return {code: name for code, name, _ in serve.sponsors_of(view.snapshot, view.chosen.region)}


def ledger(view: View) -> None:
    """Every sponsor of the place: pledged, registered, active, ready, ending, cost; the largest first."""
    title = view.say("ledger_title")
    results = [found for metric in COLUMNS if (found := _by_sponsor(view, metric)) is not None]
    with st.container(border=True, key="card_ledger"):
        if results:
            card.heading(view, "ledger", title, results[0])
            st.caption(card.reading(view, results[0]))
        else:
            st.markdown(f"##### {title}")
        picked = st.dataframe(
            _ledger_frame(view, results),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            key="ledger_table",
            height="content",
            alt=title,
        )
        st.caption(view.say("ledger_note"))
    rows: Sequence[int] = picked["selection"]["rows"] if picked else []
    if rows:
        view.go("sponsor", list(_ordered(view, results))[rows[0]])


def _by_sponsor(view: View, metric: str) -> Result | None:
    try:
        return view.ask(metric, by="sponsor", segment=False)
    except CoverageError:
        return None


def _values(result: Result) -> dict[str, tuple[Any, str]]:
    metric = result.metrics[0].name
    status = result.frame.get(f"{metric}_status", pd.Series(["ok"] * len(result.frame)))
    return dict(
        zip(
            result.frame["sponsor"].astype(str), zip(result.frame[metric], status.astype(str), strict=True), strict=True
        )
    )


def _ordered(view: View, results: Sequence[Result]) -> list[str]:
    """Sponsors by active members, then those with nothing delivered by name."""
    active = next((_values(r) for r in results if r.metrics[0].name == "sponsored_active"), {})
    names = _sponsors(view)

    def rank(code: str) -> tuple[float, str]:
        value = active.get(code, (None, ""))[0]
        return (-float(value) if value is not None and value == value else 1.0, names[code].casefold())

    return sorted(names, key=rank)


def _ledger_frame(view: View, results: Sequence[Result]) -> pd.DataFrame:
    """The ledger as readers see it; what was not delivered says so and is never nought."""
    kinds = {code: kind for code, _, kind in serve.sponsors_of(view.snapshot, view.chosen.region)}
    names, order = _sponsors(view), _ordered(view, results)
    columns: dict[str, list[str]] = {
        view.say("payer"): [names[code] for code in order],
        view.say("kind"): [view.text(sponsor_kinds()[kinds[code]].label) for code in order],
    }
    for result in results:
        metric, values = result.metrics[0], _values(result)
        columns[view.text(metric.short)] = [
            view.number(values[code][0], metric.unit)
            if code in values and values[code][1] == "ok"
            else view.status(values[code][1] if code in values else "no_data")
            for code in order
        ]
    return pd.DataFrame(columns)


def one(view: View, sponsor: str) -> None:
    """One sponsor's page: its figures, its course, where its people live, and the report."""
    name = _sponsors(view)[sponsor]
    head, button = st.columns([4, 1], vertical_alignment="center")
    head.markdown(f"### {escape(name)}")
    _report(view, sponsor, button)
    _facts(view, sponsor)
    left, right = st.columns([1.2, 1])
    with left:
        history = view.ask("sponsored_active", where={"sponsor": (sponsor,)}, history=True, segment=False)
        view.figure("sponsor_trend", view.say("sponsor_trend", name=name), trend(history, view.look), history)
    with right:
        villages = view.ask("sponsored_active", by="village", where={"sponsor": (sponsor,)}, segment=False)
        chart = ranking(villages, view.names_in(villages), view.look, top=12)
        view.figure("sponsor_villages", view.say("sponsor_villages"), chart, villages)


def _facts(view: View, sponsor: str) -> None:
    """The sponsor's measures side by side; nothing delivered is said in words."""
    found = []
    for metric in COLUMNS:
        try:
            found.append(view.ask(metric, where={"sponsor": (sponsor,)}, segment=False))
        except CoverageError:
            continue
    if all(result.frame.empty or str(view.one(result)) == view.status("no_data") for result in found):
        st.info(view.say("nothing_delivered"), icon=":material/inbox:")
        return
    with st.grid("auto", min_column_width=150, gap="small"):
        for result in found:
            st.metric(view.text(result.metrics[0].short), view.one(result), border=True, height="stretch")


def _report(view: View, sponsor: str, place: Any) -> None:
    def made() -> bytes:
        from .. import reports

        return reports.sponsor_pdf(
            view.snapshot, view.data, sponsor, view.chosen.region, view.lang, view.chosen.month, view.role
        )

    place.download_button(
        view.say("sponsor_pdf"),
        made,
        f"cakupan-{sponsor}-{month_code(view.chosen.month)}.pdf",
        "application/pdf",
        icon=":material/picture_as_pdf:",
        key="sponsor_pdf",
    )
