"""The headline before and after a change: active members and the rate, in large figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..planning.rehearsal import Effect, Standing
from ..text import month_name
from .tables import escape

if TYPE_CHECKING:
    from .view import Desk


def show(desk: Desk, effects: Sequence[Effect]) -> None:
    """`49.397 → 50.012` and `35,05 % → 35,49 %` for each place that changes; else that nothing does."""
    changed = [effect for effect in effects if effect.is_change]
    if effects and not changed:
        st.markdown(f"#### {desk.say('no_effect')}")
    for effect in changed:
        place = desk.regions.name(effect.regency, desk.lang)
        with st.container(border=True, gap="xsmall"):
            _line(desk, "effect_active", place, effect, lambda one: desk.number(one.active))
            if any(one is not None and one.rate is not None for one in (effect.before, effect.after)):
                _line(desk, "effect_rate", place, effect, lambda one: desk.number(one.rate, "percent"))


def _line(desk: Desk, key: str, place: str, effect: Effect, reading: Callable[[Standing], str]) -> None:
    months = {one.month for one in (effect.before, effect.after) if one is not None}

    def told(one: Standing | None) -> str:
        if one is None:
            return "–"
        # The month only where it moves: then the two figures are of different months.
        month = month_name(one.month, desk.lang)
        return reading(one) if len(months) < 2 else desk.say("effect_month", value=reading(one), month=month)

    name = desk.say(key, place=place)
    st.markdown(escape(f"{name}: ") + f"**{escape(told(effect.before))} → {escape(told(effect.after))}**")
