"""What a page talks to: questions, names, figures, tables, choices; it holds language, filters and snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from ..charts import Chart, Look
from ..codes import workforce_series
from ..errors import CannotAnswer
from ..folders import DataFolder
from ..metrics import DIMENSIONS, Result
from ..planning import Headline
from ..regions import Level, MapFile, Regions
from ..sources import formats
from ..text import Lang, Text, Unit, number
from ..warehouse import Snapshot
from ..words import say
from . import card, filters, serve, tables, url
from .names import REGIONS, region_names
from .twin import Listing

Where = Mapping[str, Sequence[str]]
_OPEN = "_cakupan_open"


@dataclass(frozen=True)
class Desk:
    """What a page has even before the first snapshot: language, look, role, folder, areas; words and choices."""

    lang: Lang
    look: Look
    role: str
    data: DataFolder
    regions: Regions

    def say(self, key: str, /, **values: object) -> str:
        """A phrase of `words/ui.yaml` in the reader's language."""
        return say(f"ui.{key}", self.lang, **values)

    def counted(self, key: str, persons: int) -> str:
        """A phrase with a number of people; English has another wording for one (`<key>_one`)."""
        return self.say(f"{key}_one" if persons == 1 else key, persons=self.number(persons))

    def text(self, text: Text) -> str:
        """A declared wording in the reader's language."""
        return text.of(self.lang)

    def sender(self, code: str) -> str:
        """A sender's code; where none was stated (the code is then that of the format or series), that and of what."""
        found = formats().get(code) or workforce_series().get(code)
        return code if found is None else self.say("sender_unstated", what=self.text(found.label))

    def number(self, value: float | None, unit: Unit = "people") -> str:
        """A number as the reader expects it."""
        return number(value, unit, self.lang)

    def status(self, status: str) -> str:
        """Why there is no number."""
        return say(f"charts.status_{status}", self.lang)

    def choose(
        self,
        key: str,
        options: Sequence[str],
        default: str,
        label: str,
        name: Callable[[str], str],
        buttons: bool = False,
        width: int = 280,
    ) -> str:
        """A choice of this page, kept in the address; gives what is chosen."""
        choice = filters.choose(key, options, default)
        if buttons:
            filters.draw_segments(choice, label, name)
        else:
            filters.draw_select(choice, label, name, width)
        if choice.ignored is not None:
            st.caption(self.say("ignored_value", key=key, value=choice.ignored, used=name(choice.chosen)))
        return choice.chosen

    def read(self, key: str) -> str | None:
        """What the address carries under a key of this page."""
        return url.read(key)


@dataclass(frozen=True)
class View(Desk):
    """One reader's look at one snapshot; a page draws with it and knows nothing of caches, URLs or SQL."""

    snapshot: Snapshot
    chosen: filters.Chosen

    @property
    def as_known(self) -> date | None:
        """The day whose state of knowledge is shown; None for the newest."""
        day = self.snapshot.meta.get("as_known")
        return date.fromisoformat(day) if day else None

    def where(self, more: Where | None = None, segment: bool = True) -> dict[str, Sequence[str]]:
        """The filters of the frame as an `ask` takes them; `more` is added, and replaces the region if it has one."""
        asked: dict[str, Sequence[str]] = dict(more or {})
        if not set(REGIONS) & set(asked):
            asked["regency"] = (self.chosen.region,)
        if segment and self.chosen.segment and "segment" not in asked:
            asked["segment"] = (self.chosen.segment,)
        return asked

    def ask(
        self,
        metrics: str | Sequence[str],
        by: str | Sequence[str] = (),
        where: Where | None = None,
        *,
        history: bool = False,
        series: str | None = None,
        segment: bool = True,
    ) -> Result:
        """The answer for the month chosen, or by month from the first delivered one with `history`."""
        place = next(place for place in self.snapshot.places if place.regency_code == self.chosen.region)
        dimensions = (by,) if isinstance(by, str) else tuple(by)
        return serve.answer(
            self.snapshot,
            (metrics,) if isinstance(metrics, str) else tuple(metrics),
            (*dimensions, "month") if history else dimensions,
            self.where(where, segment),
            month=None if history else self.chosen.month,
            span=(place.first_month, self.chosen.month) if history else None,
            series=series or self.chosen.series,
            as_role=self.role,
        )

    def ask_or(
        self,
        metric: str,
        instead: str,
        by: str | Sequence[str] = (),
        where: Where | None = None,
        *,
        history: bool = False,
    ) -> tuple[Result, str]:
        """The answer; where the data do not allow it, `instead` with the sentence that says why."""
        try:
            result = self.ask(metric, by=by, where=where, history=history)
        except CannotAnswer as refusal:
            reason = refusal.say(self.lang)
        else:
            if result.frame[result.metrics[0].name].notna().any():
                return result, ""
            reason = self.say("no_number_then")
        return self.ask(instead, by=by, where=where, history=history), reason

    def one(self, result: Result) -> str:
        """The single value of an answer as a reader expects it; what has no number says why."""
        metric = result.metrics[0]
        if result.frame.empty:
            return self.status("no_data")
        row = result.frame.iloc[0]
        state = str(row.get(f"{metric.name}_status", "ok"))
        return number(row[metric.name], metric.unit, self.lang) if state == "ok" else self.status(state)

    def dimension(self, name: str) -> Text:
        """The declared label of a dimension."""
        return DIMENSIONS[name].label

    def headline(self) -> Headline:
        """Everything the first screen prints."""
        one = self.chosen
        return serve.headline_of(self.snapshot, one.region, one.month, one.series, self.role, one.segment)

    def shapes(self, parent: str, level: Level) -> MapFile | None:
        """The shapes of an area's districts or villages; None when nobody knows where they lie."""
        return serve.shapes(str(self.data.root), serve.boundary_stamp(), parent, level)

    def names(self, dimension: str, codes: Iterable[object]) -> dict[str, str]:
        """Readable names of codes of one dimension."""
        wanted = [str(code) for code in codes]
        if dimension in REGIONS:
            return region_names(wanted, self.regions, self.lang)
        return {code: serve.name_of(self.snapshot, dimension, code, self.lang) for code in wanted}

    def names_in(self, result: Result, position: int = 0) -> dict[str, str]:
        """Names of the codes in one column of an answer."""
        dimension = result.by[position]
        return self.names(dimension, result.frame[dimension])

    def figure(
        self,
        key: str,
        title: str,
        chart: Chart,
        result: Result,
        note: str = "",
        on_click: Callable[[str], None] | None = None,
        border: bool = True,
    ) -> None:
        """Draws a chart as a card with title, reading line, table twin, downloads and explanation."""
        card.figure(self, key, title, chart, result, note, on_click, border)

    def table(self, result: Result, key: str) -> None:
        """An answer as a table."""
        tables.table(tables.readable(self, result), key)

    def listed(self, listing: Listing, draw: Callable[[], None] | None = None) -> None:
        """A list as a figure with the same menu as a chart; `draw` shows it in another form than a table."""
        card.listed(self, listing, draw)

    def go(self, key: str, value: str | None) -> None:
        """Changes a key of the address and draws the page again."""
        url.write(key, value)
        st.rerun()

    def open(self, page: str, **keys: str) -> None:
        """Notes another page with these keys in its address; `leave` goes there."""
        st.session_state[_OPEN] = (page, keys)

    def link(self, page: str, label: str, **keys: str) -> None:
        """A line of text that leads to another page, with the choices that hold on every page."""
        from .frame import page_object

        entry = page_object(page)
        kept = {key: value for key in url.SHARED if (value := url.read(key))}
        st.page_link(entry, label=label, icon=entry.icon or None, query_params={**kept, **keys})

    def leave(self) -> None:
        """Goes to the page noted by a click, if one was; a click's own run may not change the page."""
        noted = st.session_state.pop(_OPEN, None)
        if noted is None:
            return
        from .frame import page_object

        page, keys = noted
        st.switch_page(page_object(page), query_params={**{k: v for k in url.SHARED if (v := url.read(k))}, **keys})
