"""The parts of the first screen that are made of the headline's numbers and sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import target_strip
from ..planning.rating import is_partial
from ..planning.wording import flagged
from ..text import month_name
from . import denominators, export, firsts, lists, widths
from .card import heading, reading
from .tables import escape
from .twin import twin_of_result

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning import Headline
    from ..planning.facts import Change, Payer
    from .view import View


def headline_card(view: View, head: Headline, result: Result) -> None:
    """Where we are, how it moved, a line from each page that says why and what next, and how far the targets are."""
    with st.container(border=True, key="card_headline"):
        left, right = st.columns([1.25, 1], gap="medium")
        with left.container(gap="xsmall"):
            st.markdown(f"## {escape(_rate_sentence(view, head))}")
            st.markdown("  \n".join(_lines(view, head)))
            firsts.draw(view, head)
        with right.container(gap="xsmall"):
            _targets_beside(view, head, result)


def _targets_beside(view: View, head: Headline, result: Result) -> None:
    """The rate among the targets; a rate of some segments only is not measured by targets for all workers."""
    if not any(target.points is not None for target in head.targets):
        view.listed(lists.targets(view, head))
        st.caption(escape(denominators.range_line(view)))
        return
    heading(view, "headline", view.say("targets_title"), twin_of_result(view, result))
    tracks = [(view.text(target.name), target.rate) for target in head.targets]
    strip = target_strip(head.rate.rate or 0, tracks, view.look, height=104)
    st.plotly_chart(strip.figure, key="plot_targets", theme=None, config=strip.config, alt=strip.finding)
    said = [denominators.range_line(view)]
    if any(target.is_national for target in head.targets):
        said.insert(0, view.say("target_note"))
    st.caption(escape(" ".join(filter(None, said))))


def _rate_sentence(view: View, head: Headline) -> str:
    if head.rate.rate is None:
        return view.say("no_rate", active=view.number(head.active))
    return view.say("protected_scope", rate=view.text(flagged(head.rate.rate)), who=view.text(head.rate.who))


def _lines(view: View, head: Headline) -> list[str]:
    rate = head.rate
    lines = [" · ".join(_counts(view, head))]
    if rate.reason is not None:
        lines.append(escape(view.text(rate.reason)))
    lines.append(" · ".join(filter(None, [_change(view, head.month_change), _change(view, head.year_change)])))
    lines += [f":orange[{escape(warning)}]" for warning in denominators.warnings(view)]
    return [line for line in lines if line]


def _counts(view: View, head: Headline) -> Iterator[str]:
    """The members, those not covered and those who could claim; what is not known is left out."""
    rate = head.rate
    if rate.rate is None:
        yield view.say("counts_active", active=view.number(head.active))
    else:
        yield view.say("counts_of", active=view.number(rate.active), workers=view.number(rate.workers))
        if rate.rate <= 1:
            yield view.say("counts_gap", gap=view.number(rate.gap))
    if head.readiness_known:
        ready, known = view.number(head.benefit_ready), view.number(head.readiness_known)
        yield view.say("counts_ready", ready=ready, known=known)


def _change(view: View, change: Change) -> str:
    month = month_name(change.month, view.lang)
    if change.points is None:
        return escape(view.text(change.reason)) if change.reason else ""
    if round(change.points, 4) == 0:
        return view.say("no_change", month=month)
    arrow, colour = ("▲", "green") if change.points > 0 else ("▼", "red")
    moved = view.say("since", points=f":{colour}[{arrow} {view.number(abs(change.points), 'points')}]", month=month)
    return f"{moved} ({view.say('revised')})" if change.denominator_revised else moved


def payer_name(view: View, payer: Payer) -> str:
    """A payer's name in the reader's language."""
    return view.names("sponsor", [payer.sponsor])[payer.sponsor]


def below_the_fold(view: View, head: Headline) -> None:
    """The paragraph, what is not placed, neighbours and freshness, and what to take to a meeting."""
    with st.container(border=True, key="card_words"):
        st.markdown(f"##### {view.say('in_words')}")
        st.markdown(escape(view.text(head.paragraph)))
        st.caption(escape("  ".join([*_placing(view, head), *(view.text(note) for note in head.notes)])))
    left, right = st.columns([1, 1.45], border=True, gap="small")
    with left:
        published = lists.neighbours(view, head)
        widths.listed(view, published, [column.label for column in published.columns[:4]])
        export.briefing(view)
    with right:
        senders = lists.freshness(view, head)
        widths.listed(view, senders, [view.say(key) for key in ("sender", "content", "last_month", "state")])


def _placing(view: View, head: Headline) -> list[str]:
    """How many are not placed; nothing where nobody came person by person."""
    shares = head.placing.village_share, head.placing.decile_share
    if shares == (None, None):
        return []
    village, decile = (view.number(share, "percent") for share in shares)
    return [view.say("placing", village=village, decile=decile)]


def trend_note(view: View, head: Headline, result: Result, reason: str) -> str:
    """What the line shows, or why no rate; and which counts came later than its beginning."""
    begun = "" if head.begun is None else view.text(head.begun)
    return " · ".join(filter(None, [reason or escape(reading(view, result)), escape(begun)])) if begun else reason


def payers_note(view: View, head: Headline, result: Result) -> str:
    """Whom the payers are told of, where the rate above is of some segments only."""
    line = escape(reading(view, result))
    if not is_partial(head.rate) or view.chosen.segment:
        return line
    return f"{line} · {escape(view.say('payers_of_all', who=view.text(head.rate.who)))}"
