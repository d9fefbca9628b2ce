"""Parts of the brief of one district or village; it fits a sheet of paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from ..charts import decile_bars, payers, ranking, trend
from ..errors import CoverageError
from ..planning.area import LEVEL, area_brief
from ..planning.area_facts import AreaBrief
from ..planning.wording import days_text, flagged
from ..regions import neighbours
from ..text import month_name
from ..warehouse import Snapshot
from . import export, url
from .groups import note
from .tables import escape
from .twin import Column, Listing, months, numbers, words

if TYPE_CHECKING:
    from ..metrics import Result
    from ..planning.facts import Rate
    from .view import View


Part = Callable[["View", AreaBrief], None]


def choice(view: View) -> str:
    """The area chosen in the address or in the box; a link to an area of another place opens that place."""
    wanted = url.read("area")
    if wanted and wanted[:5] != view.chosen.region and url.read("region") is None:
        known = {place.regency_code for place in view.snapshot.places}
        if wanted[:5] in known:
            view.go("region", wanted[:5])
    names = _names(view)
    return view.choose(
        "area", list(names), next(iter(names)), view.say("area_choose"), lambda code: names[code], width=380
    )


def _names(view: View) -> dict[str, str]:
    """Districts first, then villages with the name of their district beside theirs."""
    regency = view.chosen.region
    districts = view.names("district", [one.code for one in view.regions.children(regency)])
    villages = view.names("village", [one.code for one in view.regions.villages(regency)])
    told = {code: f"{name}, {districts.get(code[:8], '')}" for code, name in villages.items()}
    # A planner of one district is offered what the answers would give.
    own = view.role.partition(":")[2] if view.role.startswith("planner:") else regency
    return {code: name for code, name in {**districts, **told}.items() if code.startswith(own)} or {**districts, **told}


@st.cache_resource(max_entries=128, show_spinner=False)
def _brief(
    snapshot_id: str, _snapshot: Snapshot, code: str, month: int, series: str | None, role: str, adjacent: Sequence[str]
) -> AreaBrief:
    return area_brief(_snapshot, code, month, series, role, adjacent, groups=False)


def brief_of(view: View, code: str) -> AreaBrief:
    """The brief of an area, reckoned once; the areas that touch it where a map tells."""
    shapes = view.shapes(view.chosen.region, "district" if LEVEL[len(code)] == "district" else "village")
    touching = () if shapes is None else neighbours(shapes).get(code, ())
    return _brief(
        view.snapshot.id, view.snapshot, code, view.chosen.month, view.chosen.series, view.role, tuple(touching)
    )


def headline(view: View, brief: AreaBrief) -> None:
    """The name, the first lines, and the four figures a reader looks for."""
    with st.container(border=True, key="card_brief"):
        where = brief.regency_name if brief.level == "district" else f"{brief.parent_name}, {brief.regency_name}"
        st.markdown(f"## {escape(brief.name)}")
        told = [where, brief.code, month_name(brief.month, view.lang), *_rests_on(view, brief.rate)]
        st.caption(escape(" · ".join(told)))
        st.markdown(escape(view.text(brief.paragraph)))
        for column, (label, value, delta) in zip(st.columns(4), _figures(view, brief), strict=True):
            falls = delta is not None and delta.startswith("−")
            column.metric(
                label,
                value,
                delta=delta,
                delta_color="red" if falls else "green",
                delta_arrow="down" if falls else "up",
            )


def _rests_on(view: View, rate: Rate) -> list[str]:
    """The denominator with its days; nothing where the area has no value of it."""
    if rate.series_label is None or not rate.days:
        return []
    return [view.say("area_rests_on", series=view.text(rate.series_label), day=view.text(days_text(rate.days)))]


def _figures(view: View, brief: AreaBrief) -> list[tuple[str, str, str | None]]:
    change, moved = brief.year_change.points, None
    if change is not None and round(change, 4) != 0:
        sign = "+" if change > 0 else "−"
        moved = view.say("area_year", points=f"{sign}{view.number(abs(change), 'points')}")
    ready = view.say("area_ready_of", ready=view.number(brief.benefit_ready), known=view.number(brief.readiness_known))
    return [
        (view.say("rate"), view.text(flagged(brief.rate.rate)), moved),
        (view.say("gap"), "–" if (brief.rate.rate or 0) > 1 else view.number(brief.rate.gap), None),
        (view.say("area_ready"), ready if brief.readiness_known else "–", None),
        (view.say("quadrant_drop_out"), view.number(brief.drop_out, "percent"), None),
    ]


def downloads(view: View, brief: AreaBrief) -> None:
    """The page as PDF for printing, and its tables as a workbook; each is made only when it is asked for."""

    from ..reports import file_name, make_report

    def make(kind: str) -> bytes:
        return make_report(
            "area", kind, view.snapshot, view.data, regency=brief.regency, area=brief.code, lang=view.lang,
            month=brief.month, role=view.role, series=view.chosen.series,
        )  # fmt: skip

    with st.container(horizontal=True, gap="small"):
        for kind in ("pdf", "xlsx"):
            chosen = (view.chosen.series, export.known_part(view))
            name = file_name("area", kind, view.lang, brief.month, brief.code, None, *chosen)
            st.download_button(
                view.say(f"area_{kind}"),
                partial(export.made, view, name, partial(make, kind)),
                name,
                key=f"area_{kind}",
                icon=":material/download:",
            )


def rows(view: View, brief: AreaBrief) -> tuple[tuple[Part, ...], ...]:
    """The figures two by two; where nobody knows the members' deciles a line says so instead of an empty frame."""
    result = _rate_or_count(view, brief, "decile")
    if result.metrics[0].name == "active" and result.unknown_share == 1:
        st.caption(escape(view.say("area_no_decile")))
        return ((who_pays, ahead), (by_occupation, compared), (ending,))
    return ((who_pays, ahead), (by_decile, by_occupation), (compared, ending))


def who_pays(view: View, brief: AreaBrief) -> None:
    """Active members by kind of payer."""
    result = view.ask(("active", "funding_share"), by="sponsor_kind", where=_where(brief), segment=False)
    chart = payers(result, view.names_in(result), view.look, height=250)
    view.figure("area_payers", view.say("area_payers_title"), chart, result, border=False)


def by_decile(view: View, brief: AreaBrief) -> None:
    """Coverage, or members only, by welfare decile."""
    result = _rate_or_count(view, brief, "decile")
    chart = decile_bars(result, view.names_in(result), view.look, height=250)
    view.figure("area_deciles", view.say("area_deciles_title"), chart, result, note(view, result), border=False)


def by_occupation(view: View, brief: AreaBrief) -> None:
    """Coverage, or members only, by occupation group."""
    result = _rate_or_count(view, brief, "occupation_group")
    is_rate = result.metrics[0].name == "coverage_rate"
    chart = ranking(result, view.names_in(result), view.look, worst=is_rate, height=320)
    view.figure("area_jobs", view.say("area_jobs_title"), chart, result, border=False)


def ahead(view: View, brief: AreaBrief) -> None:
    """The months behind, and ahead if nothing is renewed or everything is."""
    metric = "active" if brief.rate.rate is None else "coverage_rate"
    try:
        result = view.ask(metric, where=_where(brief), history=True, series=brief.rate.series, segment=False)
    except CoverageError:
        result = view.ask("active", where=_where(brief), history=True, segment=False)
    fits = brief.outlook if result.metrics[0].name == "active" or _same_series(brief) else None
    chart = trend(result, view.look, fits, height=250)
    view.figure("area_trend", view.say("area_trend_title"), chart, result, border=False)
    falling = brief.falling
    if falling is not None and falling.payers:
        named = ", ".join(
            f"{view.names('sponsor', [one.sponsor])[one.sponsor]} {view.number(one.persons)}"
            for one in falling.payers[:3]
        )
        st.caption(escape(view.say("area_falls", month=month_name(falling.month, view.lang), payers=named)))


def _same_series(brief: AreaBrief) -> bool:
    return brief.outlook is not None and brief.outlook.series == brief.rate.series


def compared(view: View, brief: AreaBrief) -> None:
    """The areas that touch this one, or those near it in the ranking, this one among them."""
    rows = brief.neighbours.rows
    marked = [f"► {row.name}" if row.code == brief.code else row.name for row in rows]
    is_adjacent = brief.neighbours.is_adjacent
    kind, why = ("area_touching", []) if is_adjacent else ("area_near_rank", [view.say("area_near_why")])
    result = view.ask(
        ("active", "drop_out_rate"), by=brief.level, where={brief.level: [row.code for row in rows]}, segment=False
    )
    view.listed(
        Listing(
            "area_neighbours",
            view.say(kind),
            " · ".join([month_name(brief.month, view.lang), view.text(brief.rate.who), *why]),
            (
                Column(
                    view.text(view.dimension(brief.level)),
                    marked,
                    {"code": [row.code for row in rows], "name": [row.name for row in rows]},
                ),
                _flagged(view, [row.rate for row in rows], [row.status for row in rows]),
                numbers(
                    view, view.say("quadrant_active"), [row.active for row in rows], status=[row.status for row in rows]
                ),
                numbers(view, view.say("quadrant_drop_out"), [row.drop_out for row in rows], "percent"),
            ),
            results=(result,),
        )
    )


def _flagged(view: View, rates: Sequence[float | None], status: Sequence[str]) -> Column:
    """Rates of areas, those above a hundred per cent with their sign."""
    plain = numbers(view, view.say("rate"), rates, "percent", status)
    pairs = zip(rates, plain.shown, strict=True)
    return replace(plain, shown=[why if rate is None else view.text(flagged(rate)) for rate, why in pairs])


def ending(view: View, brief: AreaBrief) -> None:
    """Whose cover ends next in this area."""
    cliffs = () if brief.outlook is None else brief.outlook.cliffs[:5]
    result = view.ask("expiring_90", by="sponsor_kind", where=_where(brief), segment=False)
    names = view.names("sponsor", [one.sponsor for one in cliffs])
    view.listed(
        Listing(
            "area_ending",
            view.say("area_ending_title"),
            month_name(brief.month, view.lang),
            (
                words(view.say("payer"), [names[one.sponsor] for one in cliffs]),
                numbers(view, view.say("people"), [one.persons for one in cliffs]),
                months(view, view.say("stops_from"), [one.month for one in cliffs]),
            ),
            results=(result,),
            empty=view.say(_no_ends(brief)),
        )
    )


def _no_ends(brief: AreaBrief) -> str:
    """Why nobody is named whose cover ends: another month, ends nobody knows, or none."""
    if brief.outlook is None:
        return "area_no_outlook"
    return "ends_unknown" if brief.outlook.is_carried_only else "nothing_ends"


def _where(brief: AreaBrief) -> dict[str, Sequence[str]]:
    return {brief.level: (brief.code,)}


def _rate_or_count(view: View, brief: AreaBrief, by: str) -> Result:
    """The rate by a group where a denominator is that fine, by the area's series first; else the members."""
    for series in dict.fromkeys((brief.rate.series, None)):
        try:
            result = view.ask("coverage_rate", by=by, where=_where(brief), series=series, segment=False)
        except CoverageError:
            continue
        if result.frame["coverage_rate"].notna().any():
            return result
    return view.ask("active", by=by, where=_where(brief), segment=False)
