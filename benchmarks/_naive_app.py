"""The area page as one would write it first: geometry inline, plotly.express, nothing cached. Only for comparison."""

from __future__ import annotations

import json

import plotly.express as px
import streamlit as st

from src.coverage.folders import served_folder
from src.coverage.metrics import ask
from src.coverage.regions import load_regions, map_file
from src.coverage.text import month_name
from src.coverage.warehouse import open_snapshot

REGENCY = "33.24"

st.set_page_config(page_title="Naive", layout="wide")
data = served_folder()
snapshot = open_snapshot(data)
regions = load_regions(data)
place = next(place for place in snapshot.places if place.regency_code == REGENCY)
months = list(range(place.last_month, place.first_month - 1, -1))
month = st.selectbox("Month", months, format_func=lambda month: month_name(month, "en"), key="w_month")
result = ask(snapshot, "coverage_rate", by=["village"], where={"regency": [REGENCY]}, month=month)
shapes = map_file(data, REGENCY, "village")
assert shapes is not None
frame = result.frame[result.frame["village"].isin(shapes.codes)]
frame = frame.assign(name=[regions.name(code, "en") for code in frame["village"]])
left, right = st.columns([1.5, 1])
with left, st.container(key="card_region_map"):
    st.caption(month_name(month, "en"))
    figure = px.choropleth(
        frame,
        geojson=json.loads(shapes.path.read_text(encoding="utf-8")),
        featureidkey="id",
        locations="village",
        color="coverage_rate",
        hover_name="name",
        fitbounds="locations",
        basemap_visible=False,
        height=500,
    )
    st.plotly_chart(figure, key="map", config={"topojsonURL": "/app/static/topo/"})
with right:
    st.plotly_chart(px.bar(frame.nlargest(12, "coverage_rate"), x="coverage_rate", y="name"), key="ranking")
    with st.expander("Table"):
        st.dataframe(frame)
