"""The page that explains the product: drawn from the declarations, so it cannot disagree with what is reckoned."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from ..codes import sponsor_kinds, workforce_series
from ..metrics import METRICS
from ..parameters import PARAMETERS, Parameter
from ..parameters.model import Dated
from ..sources import formats, template
from ..text import day_name, month_name, number
from ..words import say
from .tables import escape

if TYPE_CHECKING:
    from .view import Desk


def metrics(view: Desk) -> None:
    """Every measure with its meaning, why it matters, its formula and basis."""
    for metric in METRICS.values():
        with st.expander(f"{view.text(metric.label)} · `{metric.name}`"):
            st.markdown(f"**{view.say('definition')}.** {escape(view.text(metric.meaning))}")
            st.markdown(f"**{view.say('why')}.** {escape(view.text(metric.why))}")
            for limit in metric.limits:
                st.markdown(f"- {escape(view.text(limit))}")
            for basis in metric.basis:
                st.caption(f"[{escape(basis.cite)}]({basis.url})" if basis.url else escape(basis.cite))


def denominators(view: Desk) -> None:
    """Every denominator of every place; before anything has been delivered, those that may come, with their meaning."""
    from . import denominators as registered
    from .view import View

    if isinstance(view, View):
        registered.of_every_place(view)
        return
    for series in workforce_series().values():
        st.markdown(f"**{escape(view.text(series.label))}**  \n{escape(view.text(series.meaning))}")


def parameters(view: Desk) -> None:
    """Every number of the law with its dates and legal basis."""
    for room in dict.fromkeys(name.split(".")[0] for name in PARAMETERS):
        st.markdown(f"##### {escape(view.say(f'law_{room}'))}")
        for name, parameter in PARAMETERS.items():
            if name.split(".")[0] == room:
                _parameter(view, parameter)


def _parameter(view: Desk, parameter: Parameter) -> None:
    begun = [dated for day, dated in parameter.values.items() if day <= date.today()]
    now = begun[-1] if begun else next(iter(parameter.values.values()))
    with st.expander(f"{view.text(parameter.label)}: {_value(view, parameter, now)}"):
        if parameter.note:
            st.markdown(escape(view.text(parameter.note)))
        if parameter.question:
            st.info(escape(view.text(parameter.question)), icon=":material/help:")
        if parameter.alternatives:
            st.markdown("\n".join(f"- {escape(view.text(one))}" for one in parameter.alternatives.values()))
        st.table(
            pd.DataFrame(
                [_dated(view, parameter, day, dated) for day, dated in parameter.values.items()],
                columns=[view.say(key) for key in ("valid_from", "value", "basis", "confidence")],
            ).set_index(view.say("valid_from"))
        )


def _dated(view: Desk, parameter: Parameter, day: date, dated: Dated) -> tuple[str, str, str, str]:
    cite = escape(view.text(dated.basis.cite))
    basis = f"[{cite}]({dated.basis.url})" if dated.basis.url else cite
    return day_name(day, view.lang), _value(view, parameter, dated), basis, view.say(f"confidence_{dated.confidence}")


def _value(view: Desk, parameter: Parameter, dated: Dated) -> str:
    value = dated.value
    if value is None:
        return view.say("value_ended")
    if isinstance(value, tuple):
        named = {code: kind.label for code, kind in sponsor_kinds().items()} | dict(parameter.alternatives)
        return ", ".join(view.text(named[code]) if code in named else code for code in value)
    if parameter.unit == "yes_no":
        return view.say("yes" if value else "no")
    if parameter.unit == "fraction":
        return number(value, "percent", view.lang)
    if parameter.unit.startswith("rupiah"):
        return number(value, "rupiah", view.lang) + view.say(f"unit_of_{parameter.unit}")
    return f"{number(value, 'number', view.lang)} {view.say(f'unit_of_{parameter.unit}')}"


def input_formats(view: Desk) -> None:
    """Every format with its columns and a blank template."""
    for name, declared in formats().items():
        with st.expander(view.text(declared.label)):
            st.markdown(escape(view.text(declared.meaning)))
            st.download_button(
                view.say("blank"),
                partial(template, name),
                f"cakupan-{name}.xlsx",
                key=f"template_{name}",
                icon=":material/download:",
            )
            st.dataframe(
                pd.DataFrame(
                    {
                        view.say("column"): [column.name for column in declared.columns],
                        view.say("definition"): [view.text(column.label) for column in declared.columns],
                        view.say("required"): [
                            view.say("yes" if column.required else "no") for column in declared.columns
                        ],
                        view.say("example"): [column.example for column in declared.columns],
                        view.say("aliases"): [", ".join(column.aliases) for column in declared.columns],
                        view.say("privacy"): [view.say(f"privacy_{column.privacy}") for column in declared.columns],
                    }
                ),
                hide_index=True,
            )


def deliveries(view: Desk) -> None:
    """What has come, newest first: who sent it, for when, how many rows were taken."""
    from ..sources import list_deliveries

    found = sorted(list_deliveries(view.data), key=lambda one: (one.received, one.recorded), reverse=True)
    st.dataframe(
        pd.DataFrame(
            {
                view.say("received"): [day_name(one.received, view.lang) for one in found],
                view.say("format"): [view.text(formats()[one.format].label) for one in found],
                view.say("place"): [view.regions.name(one.place, view.lang) if one.place else "–" for one in found],
                view.say("month"): [_months(one, view) for one in found],
                view.say("sender"): [one.sender or "–" for one in found],
                view.say("accepted"): [number(one.accepted, "people", view.lang) for one in found],
                view.say("quarantined"): [number(one.quarantined, "people", view.lang) for one in found],
                view.say("file"): [one.file_name for one in found],
            }
        ),
        hide_index=True,
        height=520,
    )


def _months(one: object, view: Desk) -> str:
    months = sorted({cell[1] for cell in getattr(one, "cells", []) if cell[1] is not None})
    if not months:
        return "–"
    first, last = month_name(months[0], view.lang, short=True), month_name(months[-1], view.lang, short=True)
    return first if first == last else f"{first} – {last}"


def method(view: Desk) -> None:
    """How files become numbers, in steps, and the rules that decide what is counted."""
    for step in ("files", "blocks", "active", "ready", "rate", "outlook", "privacy"):
        st.markdown(f"**{say(f'ui.method_{step}_title', view.lang)}**  \n{say(f'ui.method_{step}', view.lang)}")
