"""The map page's own choices: measure, level, the area one looks into, and a village found by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..errors import CoverageError
from ..metrics import METRICS, Metric
from ..metrics.declarations import marts
from ..regions import MapFile, area_of, is_within
from . import card, url
from .tables import escape

if TYPE_CHECKING:
    from ..metrics import Result
    from .view import View

FIRST = ("coverage_rate", "coverage_gap", "active", "eligible_workers", "benefit_ready", "expiring_90", "registered")
"""The measures a reader wants first; the others follow in the order of their labels."""


def area(view: View) -> str:
    """The area looked into: a district named in the address if it lies in the place chosen, else the place."""
    wanted = view.read("area")
    village = view.read("village")
    if wanted is None and village:
        wanted = area_of(village, "district")
    if wanted == view.chosen.region or wanted is None:
        return view.chosen.region
    if is_within(wanted, view.chosen.region) and view.regions.level(wanted) == "district":
        return wanted
    st.caption(
        view.say("ignored_value", key="area", value=wanted, used=view.regions.name(view.chosen.region, view.lang))
    )
    return view.chosen.region


def inside(place: str) -> Mapping[str, Sequence[str]]:
    """The filter that keeps to an area."""
    return {"regency": (place,)} if len(place) == len("74.71") else {"district": (place,)}


def metric_choice(view: View) -> str:
    """Which measure is mapped."""
    rest = sorted((name for name in mappable() if name not in FIRST), key=lambda name: view.text(METRICS[name].label))
    return view.choose(
        "metric",
        [*(name for name in FIRST if name in METRICS), *rest],
        FIRST[0],
        view.say("metric"),
        lambda name: view.text(METRICS[name].label),
        width=330,
    )


def mappable() -> list[str]:
    """Measures that can be broken down by district and village."""
    return [
        name
        for name, metric in METRICS.items()
        if not {"district", "village"} & set(metric.not_by) and not _by_regency_only(metric)
    ]


def _by_regency_only(metric: Metric) -> bool:
    return metric.total is not None and marts()[metric.total.source].region == "regency_code"


def level_choice(view: View, place: str) -> str:
    """Districts or villages; inside a district only villages."""
    options = ["district", "village"] if place == view.chosen.region else ["village"]
    return view.choose(
        "level", options, options[0], view.say("level"), lambda level: view.say(f"level_{level}"), buttons=True
    )


def village_search(view: View) -> None:
    """A box that finds a village by name; choosing one opens its district."""
    names = view.names("village", [region.code for region in view.regions.villages(view.chosen.region)])
    current = view.read("village")
    if st.session_state.get("w_village") != current:
        st.session_state["w_village"] = current if current in names else None
    st.selectbox(
        view.say("find_village"),
        list(names),
        format_func=lambda code: names.get(code, code),
        placeholder=view.say("find_village"),
        label_visibility="collapsed",
        key="w_village",
        index=None,
        on_change=_found,
        width=240,
    )


def _found() -> None:
    code = st.session_state.get("w_village")
    url.write("village", code)
    url.write("area", area_of(code, "district") if code else None)
    url.write("level", None)


def breadcrumb(view: View, place: str) -> None:
    """Where one is, and the way back up."""
    if place == view.chosen.region:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        home = view.regions.name(view.chosen.region, view.lang)
        label = view.say("back_to", name=home)
        st.button(label, icon=":material/arrow_back:", type="tertiary", key="up", on_click=_up)
        st.markdown(f"› **{escape(view.regions.name(place, view.lang))}**")


def _up() -> None:
    for key in ("area", "village", "level"):
        url.write(key, None)


def down(view: View, code: str) -> None:
    """What a click on a shape does: into a district, or to a village's numbers."""
    level = view.regions.level(code)
    if level == "district":
        url.write("area", code)
        url.write("village", None)
        url.write("level", None)
    elif level == "village":
        url.write("village", code)
        url.write("area", area_of(code, "district") if view.read("area") else None)


def village_card(view: View, metric: str) -> None:
    """The numbers of the village that was found or clicked."""
    code = view.read("village")
    if not code or view.regions.get(code) is None:
        return
    lines = []
    for name in dict.fromkeys([metric, "coverage_rate", "active", "benefit_ready", "expiring_90"]):
        try:
            result = view.ask(name, where={"village": (code,)})
        except CoverageError:
            continue
        declared = METRICS[name]
        lines.append(f"- {escape(view.text(declared.label))}: **{view.one(result)}**")
    with st.container(border=True, key="card_village"):
        st.markdown(f"##### {escape(view.regions.full_name(code, view.lang))}")
        st.markdown("\n".join(lines))


def note(view: View, result: Result, place: str, shapes: MapFile, reason: str) -> str:
    """The line under the map: what it shows of which place, how, and how far its shapes can be trusted."""
    shown = view.say(
        "regions_title", metric=view.text(result.metrics[0].label), place=view.regions.name(place, view.lang)
    )
    line = f"{escape(shown)} · {escape(card.reading(view, result))}"
    if reason:
        line = f"{escape(view.say('bubbles_instead', reason=reason))} {line}"
    return f"{line} · {escape(view.text(shapes.source))}"


def table(view: View, result: Result) -> None:
    """The table twin, drawn only when it is opened."""
    twin = st.expander(view.say("table"), on_change="rerun", key="region_twin")
    if twin.open:
        with twin:
            view.table(result, "region_table")
