"""Native charts on a slide: their data stay with them, so that an office can go on working with the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..text import Lang
from . import look
from .slide_parts import FACE, colour, describe
from .svg_charts import Bar, Trend

_PERCENT = {"id": "0\\ %", "en": "0%"}
"""Percent formats; whole ones, because a file cannot say which decimal sign its reader's machine uses."""

_MONTH = {"id": "[$-421]mmm\\ yyyy", "en": "[$-409]mmm\\ yyyy"}
"""Month formats that name the language, whatever the reader's machine speaks."""

_Data: Any = CategoryChartData

Box = tuple[float, float, float, float]


def add_trend(
    slide: Any, trend: Trend, lang: Lang, box: Box, names: tuple[str, str, str], ends: tuple[str, str, str], words: str
) -> None:
    """A native line chart: the months behind, and the two paths ahead.

    `names` are the series' names, `ends` the labels at each series' last value, `words` the alternative text.
    """
    data: Any = _Data(number_format=_PERCENT[lang])
    months = range(trend.first_month, trend.now + max(len(trend.none), 1))
    data.categories = [date(month // 12, month % 12 + 1, 1) for month in months]
    data.categories.number_format = _MONTH[lang]
    ahead: list[float | None] = [None] * (len(trend.history) - 1)
    data.add_series(names[0], [*trend.history, *([None] * (len(months) - len(trend.history)))])
    if trend.none:
        data.add_series(names[1], [*ahead, *trend.everyone])
        data.add_series(names[2], [*ahead, *trend.none])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *(Inches(each) for each in box), data)
    describe(frame, names[0], words)
    _quiet(frame.chart)
    frame.chart.has_legend = True
    frame.chart.legend.position, frame.chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    frame.chart.legend.font.size = Pt(14)
    rates = [rate for rate in [*trend.history, *trend.none, *trend.everyone] if rate is not None]
    _style_axes(frame.chart, whole_ticks(look.nice_ticks(min(rates), max(rates))), _PERCENT[lang], _MONTH[lang])
    looks = ((look.ACCENT, 2.5, None), (look.ACCENT, 1.75, MSO_LINE.DASH), (look.WARNING, 2.5, None))
    last = (len(trend.history) - 1, len(months) - 1, len(months) - 1)
    places = (XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW)
    for series, (fill, width, dash), at, label, place in zip(
        frame.chart.plots[0].series, looks, last, ends, places, strict=False
    ):
        series.smooth, series.marker.style = False, XL_MARKER_STYLE.NONE
        series.format.line.width, series.format.line.color.rgb = Pt(width), colour(fill)
        if dash is not None:
            series.format.line.dash_style = dash
        # Where paths lead on from the last real month, its rate stands at the end of the level one, clear of the lines.
        if series.name != names[0] or not trend.none:
            _label(series.points[at], label, fill, place, 14)


def add_bars(slide: Any, rows: Sequence[Bar], lang: Lang, box: Box, name: str, words: str) -> None:
    """A native bar chart, longest on top, each bar with its value written out in the reader's language."""
    data: Any = _Data(number_format="#,##0")
    data.categories = [row.label for row in reversed(rows)]
    data.add_series(name, [row.value for row in reversed(rows)])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *(Inches(each) for each in box), data)
    describe(frame, name, words)
    _quiet(frame.chart)
    frame.chart.value_axis.visible = False
    frame.chart.value_axis.has_major_gridlines = False
    frame.chart.value_axis.minimum_scale = 0
    frame.chart.value_axis.maximum_scale = max((row.value for row in rows), default=1) * 1.6 or 1
    axis = frame.chart.category_axis
    axis.format.line.color.rgb, axis.major_tick_mark = colour(look.RULE), XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(14)
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    for at, row in enumerate(reversed(rows)):
        point = plot.series[0].points[at]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = colour(row.fill)
        _label(point, row.words, look.INK, XL_LABEL_POSITION.OUTSIDE_END, 14)


def _quiet(chart: Any) -> None:
    chart.has_title = chart.has_legend = False
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(12), FACE, colour(look.QUIET)


def whole_ticks(ticks: Sequence[float]) -> list[float]:
    """Ticks at whole percents, as the labels write them: half ones would read `3 %, 3 %`."""
    step = max(round((ticks[1] - ticks[0]) * 100), 1)
    first, last = int(ticks[0] * 100 + 1e-9), ceil(ticks[-1] * 100 - 1e-9)
    return [at / 100 for at in range(first, max(last, first + step) + step, step)]


def _style_axes(chart: Any, ticks: Sequence[float], percent: str, month: str) -> None:
    value, months = chart.value_axis, chart.category_axis
    value.minimum_scale, value.maximum_scale, value.major_unit = ticks[0], ticks[-1], ticks[1] - ticks[0]
    value.major_gridlines.format.line.color.rgb = colour(look.GRID)
    value.format.line.fill.background()
    value.major_tick_mark, months.major_tick_mark = XL_TICK_MARK.NONE, XL_TICK_MARK.OUTSIDE
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = percent, False
    months.tick_labels.number_format, months.tick_labels.number_format_is_linked = month, False
    months.format.line.color.rgb = colour(look.QUIET)
    months.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _every_half_year(months._element)


def _every_half_year(axis: Any) -> None:
    """Months as the unit of a date axis, a label every sixth; python-pptx has no names for these."""
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in axis.findall(qn(tag)):
            axis.remove(old)
    for tag, value in (("c:baseTimeUnit", "months"), ("c:majorUnit", "6"), ("c:majorTimeUnit", "months")):
        axis.append(axis.makeelement(qn(tag), {"val": value}))


def _label(point: Any, words: str, fill: str, place: Any, size: float) -> None:
    label = point.data_label
    frame = label.text_frame
    frame.text, frame.word_wrap = words, False
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name, font.color.rgb = Pt(size), True, FACE, colour(fill)
    label.position = place
