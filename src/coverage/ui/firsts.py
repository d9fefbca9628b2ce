"""What the first screen takes from the other pages: each one's most important fact, in a line that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CoverageError
from ..planning import PageFact, equity_fact, quadrant_fact
from ..planning.bridge_words import bridge_fact
from ..planning.targets_words import targets_fact
from ..text import LANGS, Text, Unit, month_name, number
from ..warehouse import Snapshot
from ..words import phrase, say
from . import change, targets
from .tables import escape, price_text

if TYPE_CHECKING:
    from ..planning import Headline
    from .view import View


@st.cache_resource(max_entries=128, show_spinner=False)
def _fairness(
    snapshot_id: str, _snapshot: Snapshot, regency: str, month: int, series: str | None, role: str
) -> tuple[PageFact | None, PageFact | None]:
    return quadrant_fact(_snapshot, regency, month, series, role), equity_fact(_snapshot, regency, month, role, series)


def draw(view: View, head: Headline) -> None:
    """Prospects, change, targets, quadrant and fairness: a line each, where there is something to say."""
    with st.container(gap="xxsmall", key="facts"):
        for fact in _facts(view, head):
            if fact is not None:
                view.link(fact.page, escape(view.text(fact.text)), **dict(fact.keys))
        if head.gap_price is not None:
            st.markdown(view.say("gap_cost", price=price_text(view, head.gap_price)))


def _facts(view: View, head: Headline) -> Iterator[PageFact | None]:
    yield _falling(view, head)
    yield _changed(view)
    yield targets_fact(targets.found(view))
    if view.chosen.segment is None:
        one = view.chosen
        yield from _fairness(view.snapshot.id, view.snapshot, one.region, one.month, one.series, view.role)


def _changed(view: View) -> PageFact | None:
    try:
        return bridge_fact(change.bridge_of(view, (view.chosen.month - 12, view.chosen.month)))
    except CoverageError:
        return None


def _falling(view: View, head: Headline) -> PageFact | None:
    """Where coverage falls without renewals, and the payer whose cover ends then; or that ends are not known."""
    if head.outlook is None or not head.active:
        return None
    if head.outlook.is_carried_only:
        return PageFact(phrase("ui.ends_unknown"), "prospects", {})
    falling = head.falling
    if falling is None or not falling.payers:
        return PageFact(phrase("ui.nothing_falls"), "prospects", {})
    unit: Unit = "people" if falling.rate is None else "percent"
    value = falling.active if falling.rate is None else falling.rate
    payer = falling.payers[0]
    name = view.names("sponsor", [payer.sponsor])[payer.sponsor]
    key = "falling_others" if len(falling.payers) > 1 else "falling_one"
    said = {
        lang: say(
            f"ui.{key}",
            lang,
            rate=number(value, unit, lang),
            month=month_name(falling.month, lang),
            payer=name,
            persons=number(payer.persons, "people", lang),
            others=len(falling.payers) - 1,
        )
        for lang in LANGS
    }
    return PageFact(Text(**said), "prospects", {})
