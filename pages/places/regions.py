"""Any measure on a map of districts or villages; a click goes down a level, the breadcrumb goes back up."""

import streamlit as st

from src.coverage.charts import choropleth, ranking
from src.coverage.text import Text
from src.coverage.ui import Page, View, denominators, places

PAGE = Page(
    title=Text(id="Peta wilayah", en="Map of areas"),
    order=20,
    icon=":material/map:",
    filters=("region", "month", "series", "segment"),
    keys=("metric", "level", "area", "village"),
)


@st.fragment
def render(view: View) -> None:
    """One fragment: changing the measure or going down repaints this, not the page."""
    area = places.area(view)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        metric = places.metric_choice(view)
        level = places.level_choice(view, area)
        places.village_search(view)
    places.breadcrumb(view, area)
    result, reason = view.ask_or(metric, "active", by=level, where=places.inside(area))
    denominators.notes(view, places.inside(area), result)
    left, right = st.columns([1.5, 1])
    with left:
        shapes = view.shapes(area, level)
        if shapes is None:
            st.info(view.say("no_shapes"))
        else:
            chart = choropleth(result, shapes, view.names_in(result), view.look, height=500)
            note = places.note(view, result, area, shapes, reason)
            view.figure("region_map", chart.finding, chart, result, note, lambda code: places.down(view, code))
    with right:
        places.village_card(view, metric)
        shown = min(len(result.frame), 20)
        height = min(max(200, 48 * shown), 470)  # as tall as the map beside it when there are enough areas
        ranked = ranking(result, view.names_in(result), view.look, top=shown, height=height)
        view.figure("ranking", view.say("ranking_title"), ranked, result)
        places.table(view, result)
