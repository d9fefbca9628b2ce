"""Parts of the page on fairness: whom the help reaches, how the measures read, and what each kind of payer does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..charts.fairness import concentration, decile_tick, incidence
from ..codes import POOLED_DECILE
from ..errors import CannotAnswer
from ..planning.equity import METRIC, Equity, equity_finding, equity_of
from ..planning.measures import Measures
from ..planning.programmes import programmes_of
from ..text import Unit, rounded
from . import card
from .groups import why_not
from .plots import plot
from .tables import escape
from .twin import Column, Listing, numbers, words

if TYPE_CHECKING:
    from .view import View

TARGETS = ("1", "1-2", "1-3", "1-4", "1-5", "1-6")
MEASURES: tuple[tuple[str, Unit], ...] = (
    ("coverage", "percent"),
    ("exclusion_error", "percent"),
    ("targeting_accuracy", "percent"),
    ("leakage", "percent"),
    ("cgh_ratio", "number"),
    ("targeting_differential", "points"),
    ("absolute_gap", "points"),
    ("relative_gap", "number"),
    ("concentration_index", "number"),
    ("wagstaff", "number"),
    ("erreygers", "number"),
)


def target(view: View) -> tuple[str, ...]:
    """The target group chosen: the poorest deciles up to one, as the address has it."""
    chosen = view.choose(
        "target", TARGETS, "1-4", view.say("fair_target"), lambda code: _target_name(view, code), width=300
    )
    return tuple(str(decile) for decile in range(1, int(chosen[-1]) + 1))


def _target_name(view: View, code: str) -> str:
    return view.say("fair_target_named", deciles=code.replace("-", "–"))


def answer(view: View, chosen: tuple[str, ...]) -> Equity | None:
    """Whom the help reaches; where no rate by decile is honest, one card that says why."""
    try:
        return equity_of(view.ask(METRIC, by="decile"), chosen)
    except CannotAnswer as refusal:
        place = view.regions.name(view.chosen.region, view.lang)
        with st.container(border=True):
            st.markdown(f"##### {escape(view.say('fair_cannot', place=place))}")
            why_not(view, refusal)
        return None


def headline(view: View, found: Equity) -> None:
    """The finding, the four figures behind it, and what they do not say."""
    with st.container(border=True, key="card_fair"):
        st.markdown(f"## {escape(view.text(equity_finding(found)))}")
        measures = found.measures
        if measures is not None:
            for column, (label, value, aid) in zip(st.columns(4), _figures(view, found, measures), strict=True):
                column.metric(label, value, help=aid)
        said = ["fair_scale", "fair_everybody"] if measures is not None else ["fair_everybody"]
        lines = [view.say(key) for key in said]
        if found.unknown_share is not None:
            lines.append(view.say("fair_unknown", share=view.number(found.unknown_share, "percent")))
        if found.over_full:
            deciles = ", ".join(decile_tick(code, view.look) for code in found.over_full)
            lines.append(view.say("fair_over_full", deciles=deciles))
        lines += [
            view.say("fair_outside", persons=view.number(one.persons), segment=one.segment)
            for one in found.result.outside
        ]
        st.caption(escape(" ".join(lines)))


def _figures(view: View, found: Equity, measures: Measures) -> list[tuple[str, str, str]]:
    words_of = view.text(found.target_text)
    reach = None if measures.exclusion_error is None else 1 - measures.exclusion_error
    return [
        (
            view.say("fair_reach", target=words_of),
            view.number(reach, "percent"),
            view.say(
                "fair_reach_help",
                active=view.number(found.target_active),
                workers=view.number(found.target_workers),
                target=words_of,
            ),
        ),
        (
            view.say("fair_share", target=words_of),
            view.number(measures.targeting_accuracy, "percent"),
            view.say("fair_share_help", active=view.number(found.target_active), all=view.number(found.active)),
        ),
        (view.say("fair_ratio"), view.number(measures.cgh_ratio, "number"), view.say("fair_ratio_help")),
        (
            view.say("fair_scale_label"),
            view.number(measures.coverage, "percent"),
            view.say("fair_scale_help", active=view.number(found.active)),
        ),
    ]


def shares(view: View, found: Equity) -> None:
    """Each decile's share of the workers beside its share of those paid for."""
    title = view.say("fair_shares_title")
    listing = Listing("shares", title, card.reading(view, found.result), _decile_columns(view, found), (found.result,))
    view.listed(listing, partial(plot, view, "shares", title, incidence(found, view.look)))


def curve(view: View, found: Equity) -> None:
    """The concentration curve."""
    title = view.say("fair_curve_title")
    index = found.measures.concentration_index if found.measures else None
    reading = " · ".join([card.reading(view, found.result), view.say("fair_index", index=view.number(index, "number"))])
    listing = Listing("curve", title, reading, _decile_columns(view, found), (found.result,))
    view.listed(listing, partial(plot, view, "curve", title, concentration(found, view.look)))


def _decile_columns(view: View, found: Equity) -> tuple[Column, ...]:
    rows = [*found.by_decile, *([found.unknown] if found.unknown else [])]
    status = [row.status for row in rows]
    return (
        words(view.say("fair_decile"), [decile_tick(row.decile, view.look) for row in rows]),
        numbers(view, view.say("fair_workers"), [row.workers for row in rows], status=status),
        numbers(view, view.say("fair_paid"), [row.active for row in rows], status=status),
        numbers(view, view.say("rate"), [row.rate for row in rows], "percent"),
        numbers(view, view.say("fair_of_workers"), [row.share_of_workers for row in rows], "percent"),
        numbers(view, view.say("fair_of_paid"), [row.share_of_active for row in rows], "percent"),
    )


def measures_table(view: View, found: Equity) -> None:
    """Every measure, with and without people of unknown decile, and how to read it."""
    if found.measures is None:
        return
    names = [name for name, _ in MEASURES]

    def column(label: str, measured: Measures | None) -> Column:
        values = [None if measured is None else getattr(measured, name) for name in names]
        shown = [_shown(view, name, value, unit) for value, (name, unit) in zip(values, MEASURES, strict=True)]
        return Column(label, shown, {label: values}, is_number=True)

    groups = len(found.by_decile)
    with st.container(border=True):
        view.listed(
            Listing(
                "measures",
                view.say("fair_measures_title"),
                view.say(
                    "fair_measures_reading" if not _is_pooled(found) else "fair_measures_pooled",
                    groups=groups,
                    target=view.text(found.target_text),
                ),
                (
                    words(
                        view.say("fair_measure"),
                        [f"{view.say(f'fair_{name}_name')}: {view.say(f'fair_{name}_how')}" for name in names],
                    ),
                    column(view.say("fair_known"), found.measures),
                    column(view.say("fair_with_unknown"), found.with_unknown),
                ),
                results=(found.result,),
                facts=((view.say("fair_with_unknown"), view.say("fair_convention")),),
            )
        )


def _shown(view: View, name: str, value: float | None, unit: Unit) -> str:
    """Indices with three decimals: two would make different ones look alike; ratios with two."""
    if unit != "number":
        return view.number(value, unit)
    return rounded(value, unit, view.lang, 2 if name in ("cgh_ratio", "relative_gap") else 3)


def _is_pooled(found: Equity) -> bool:
    return any(row.decile == POOLED_DECILE for row in found.by_decile)


def programmes(view: View, chosen: tuple[str, ...]) -> None:
    """Each kind of payer: how many it protects, and how many of them stand in the target group."""
    result = view.ask("active", by=("sponsor_kind", "decile"))
    found = programmes_of(result, chosen)
    names = view.names("sponsor_kind", [one.kind for one in found])
    masked = ["masked"] * len(found)
    in_target = numbers(view, view.say("fair_in_target"), [one.in_target for one in found], status=masked)
    with st.container(border=True):
        view.listed(
            Listing(
                "programmes",
                view.say("fair_programmes_title"),
                " · ".join([card.reading(view, result), view.say("fair_programmes_reading")]),
                (
                    words(view.say("fair_kind"), [names[one.kind] for one in found]),
                    numbers(view, view.say("fair_protects"), [one.active for one in found], status=masked),
                    replace(
                        in_target,
                        plain={**in_target.plain, view.say("fair_unknown_decile"): [one.unknown for one in found]},
                    ),
                    numbers(view, view.say("fair_share_known"), [one.share_in_target for one in found], "percent"),
                ),
                results=(result,),
                empty=view.say("fair_no_programme"),
            )
        )
