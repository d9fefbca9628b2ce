"""The parts of the first screen that are made of the headline's numbers and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import target_strip
from ..text import day_name, large_rupiah, month_name
from .card import escape, heading

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Headline
    from ..planning.facts import Change, Payer
    from ..planning.schedule import Price
    from .view import View

LISTED = 5


def headline_card(view: View, head: Headline, result: Result) -> None:
    """Where we are, how it moved, what falls away, and how far the targets are."""
    with st.container(border=True, key="card_headline"):
        left, right = st.columns([1.25, 1], gap="medium")
        with left.container(gap="xsmall"):
            st.markdown(f"## {escape(_rate_sentence(view, head))}")
            st.markdown("  \n".join(_lines(view, head)))
        with right.container(gap="xsmall"):
            heading(view, "headline", view.say("targets_title"), result)
            if head.rate.rate is not None:
                tracks = [(view.text(target.name), target.rate) for target in head.targets]
                strip = target_strip(head.rate.rate, tracks, view.look, height=104)
                st.plotly_chart(strip.figure, key="plot_targets", theme=None, config=strip.config, alt=strip.finding)
            if any(target.is_national for target in head.targets):
                st.caption(view.say("target_note"))


def _rate_sentence(view: View, head: Headline) -> str:
    if head.rate.rate is None:
        return view.say("no_rate", active=view.number(head.active))
    rate = view.number(head.rate.rate, "percent")
    return view.say("protected_scope", rate=rate, who=view.text(head.rate.who))


def _lines(view: View, head: Headline) -> list[str]:
    rate = head.rate
    lines = [
        view.say(
            "counts",
            active=view.number(rate.active if rate.rate is not None else head.active),
            workers=view.number(rate.workers),
            gap=view.number(rate.gap),
            ready=view.number(head.benefit_ready),
            known=view.number(head.readiness_known),
        )
    ]
    if rate.reason is not None:
        lines.append(escape(view.text(rate.reason)))
    lines.append(" · ".join([_change(view, head.month_change), _change(view, head.year_change)]))
    lines.append(_targets(view, head))
    lines.append(_falling(view, head))
    if head.gap_price is not None:
        lines.append(view.say("gap_cost", price=price_text(view, head.gap_price)))
    return [line for line in lines if line]


def _change(view: View, change: Change) -> str:
    month = month_name(change.month, view.lang)
    if change.points is None:
        return escape(view.text(change.reason)) if change.reason else ""
    if round(change.points, 4) == 0:
        return view.say("no_change", month=month)
    arrow, colour = ("▲", "green") if change.points > 0 else ("▼", "red")
    moved = view.say("since", points=f":{colour}[{arrow} {view.number(abs(change.points), 'points')}]", month=month)
    return f"{moved} ({view.say('revised')})" if change.denominator_revised else moved


def _targets(view: View, head: Headline) -> str:
    """The highest target already passed and the next one still ahead."""
    rated = sorted((t for t in head.targets if t.points is not None), key=lambda target: target.rate)
    passed = [target for target in rated if (target.points or 0) >= 0]
    ahead = [target for target in rated if (target.points or 0) < 0]
    said = []
    for target in passed[-1:]:
        said.append(view.say("target_above", name=view.text(target.name), rate=view.number(target.rate, "percent")))
    for target in ahead[:1]:
        said.append(
            view.say(
                "target_below",
                name=view.text(target.name),
                rate=view.number(target.rate, "percent"),
                points=view.number(abs(target.points or 0), "points"),
            )
        )
    sentence = escape(", ".join(said))
    return sentence[:1].upper() + sentence[1:]


def _falling(view: View, head: Headline) -> str:
    falling = head.falling
    if head.outlook is None:
        return ""
    if falling is None or not falling.payers:
        return view.say("nothing_falls")
    rate = view.number(falling.rate, "percent") if falling.rate is not None else view.number(falling.active)
    said = view.say("falling", rate=rate, month=month_name(falling.month, view.lang))
    payers = ", ".join(f"{payer_name(view, payer)} {view.number(payer.persons)}" for payer in falling.payers[:3])
    return f":orange[**{escape(said)}**] — {escape(payers)}"


def behind_table(view: View, head: Headline) -> None:
    """The districts with most workers not covered."""
    rows = [
        (area.name, view.number(area.rate, "percent"), view.number(area.gap)) for area in head.behind.areas[:LISTED]
    ]
    with st.container(gap="xsmall", key="card_behind"):
        st.markdown(f"##### {view.say('behind_title')}")
        st.caption(_behind_reading(view, head))
        if rows:
            listing([view.say("district"), view.say("rate"), view.say("gap")], rows)
        else:
            st.caption(view.say("no_number_then"))


def _behind_reading(view: View, head: Headline) -> str:
    """Who is counted, over which denominator of which day."""
    behind = head.behind
    if behind.reason is not None:
        return escape(view.text(behind.reason))
    parts = [view.text(behind.who), month_name(head.month, view.lang)]
    if behind.series_label is not None and behind.as_of is not None:
        parts.append(f"{view.text(behind.series_label)} {day_name(behind.as_of, view.lang)}")
    return escape(" · ".join(parts))


def ending_table(view: View, head: Headline) -> None:
    """Whose cover ends within three months, and what renewing it costs."""
    rows = [_payer_row(view, payer) for payer in head.ending.payers[:LISTED]]
    with st.container(gap="xsmall", key="card_ending"):
        st.markdown(f"##### {view.say('ending_title', persons=view.number(head.ending.persons))}")
        if rows:
            listing([view.say("payer"), view.say("people"), view.say("renewal")], rows)
        else:
            st.caption(view.say("nothing_ends"))


def _payer_row(view: View, payer: Payer) -> tuple[str, ...]:
    people = view.number(payer.persons) if payer.status == "ok" else view.status(payer.status)
    if payer.price is None:
        price = "–"
    else:
        price = price_text(view, payer.price) if payer.price.high_idr else view.say("no_tariff")
    return payer_name(view, payer), people, price


def payer_name(view: View, payer: Payer) -> str:
    """A payer's name in the reader's language."""
    return view.names("sponsor", [payer.sponsor])[payer.sponsor]


def price_text(view: View, price: Price) -> str:
    """One sum, or both where a discount is not settled."""
    if price.low_idr == price.high_idr:
        return large_rupiah(price.high_idr, view.lang)
    low, high = large_rupiah(price.low_idr, view.lang), large_rupiah(price.high_idr, view.lang)
    return view.say("price_range", low=low, high=high)


def below_the_fold(view: View, head: Headline) -> None:
    """The paragraph, what is not placed, neighbours and freshness."""
    with st.container(border=True, key="card_words"):
        st.markdown(f"##### {view.say('in_words')}")
        st.markdown(escape(view.text(head.paragraph)))
        placing = view.say(
            "placing",
            village=view.number(head.placing.village_share, "percent"),
            decile=view.number(head.placing.decile_share, "percent"),
        )
        st.caption(escape("  ".join([placing, *(view.text(note) for note in head.notes)])))
    left, right = st.columns(2, border=True, gap="small")
    with left.container(key="card_neighbours"):
        st.markdown(f"##### {view.say('neighbours_title')}")
        listing(
            [view.say("place"), view.say("rate"), view.say("published_on"), view.say("source_name")],
            [
                (view.text(near.place), view.number(near.rate, "percent"), near.date, near.source)
                for near in head.neighbours
            ],
        )
    with right.container(key="card_freshness"):
        st.markdown(f"##### {view.say('freshness_title')}")
        listing(
            [view.say("sender"), view.say("last_month"), view.say("received"), view.say("state")],
            [_freshness_row(view, fresh) for fresh in head.freshness],
        )


def _freshness_row(view: View, fresh: object) -> tuple[str, ...]:
    from ..planning.facts import Freshness

    assert isinstance(fresh, Freshness)
    if fresh.has_ended:
        state = view.say("ended")
    elif fresh.behind > 0:
        state = view.say("behind_by", count=fresh.behind)
    else:
        state = view.say("on_time")
    last = "–" if fresh.last_month is None else month_name(fresh.last_month, view.lang, short=True)
    return fresh.sender, last, day_name(fresh.received, view.lang) if fresh.received else "–", state


def listing(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A small plain table, numbers to the right of the first column; real markup, so every reader can walk it."""
    if not rows:
        st.caption("–")
        return
    lines = ["| " + " | ".join(headers) + " |", "|:--" + "|--:" * (len(headers) - 1) + "|"]
    lines += ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    st.markdown("\n".join(lines))
