"""The frame around every page: menu, language, filters, data date, and the errors a reader can do something about."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from ..charts import Look
from ..errors import CoverageError
from ..text import LANGS, Lang, day_name
from ..words import say
from . import filters, known, rescue, serve, url
from .missing import incomplete
from .page import Found, pages
from .tables import escape
from .view import Desk, View

log = logging.getLogger("cakupan")

# What no theme option reaches: dense headings and tables, figures that stand under each other.
_STYLE = """<style>
[data-testid="stMarkdownContainer"] :is(h2, h3, h4, h5) {padding: 0 0 0.6rem}
[data-testid="stMarkdownContainer"] table {width: 100%; margin: 0 0 1rem}
[data-testid="stMarkdownContainer"] :is(td, th) {
  padding: 0.05rem 0.5rem; line-height: 1.4; font-variant-numeric: tabular-nums; font-size: 0.93rem}
[data-testid="stMarkdownContainer"] td[style*="align"] {white-space: nowrap}
[data-testid="stMarkdownContainer"] th:not([style]) {text-align: start}
[class*="st-key-head_"] [data-testid="stMarkdownContainer"] {margin-bottom: 0}
[class*="st-key-head_"] h5 {padding-bottom: 0.1rem}
[class*="st-key-menu_"] button {min-height: 1.5rem; padding: 0 0.25rem}
.st-key-facts [data-testid="stPageLink-NavLink"] {padding: 0; min-height: 1.35rem}
[data-testid="stPageLink-NavLink"] :is(span, div, p):not([data-testid="stIconMaterial"]) {
  white-space: normal; overflow: visible; line-height: 1.3}
[class*="st-key-field_"] button {min-height: 1.5rem; padding: 0 0.5rem 0 0}
.st-key-filters_narrow, [class*="st-key-narrow_"], .js-plotly-plot text[style*="narrow-only"] {display: none}
@media (max-width: 640px) {
  .st-key-facts [data-testid="stPageLink-NavLink"] {align-items: flex-start; padding-bottom: 0.25rem}
  .st-key-filters_wide, [class*="st-key-wide_"], .js-plotly-plot text[style*="wide-only"],
  [data-testid="stLayoutWrapper"]:has(> .st-key-filters_wide) {display: none}
  .st-key-filters_narrow, [class*="st-key-narrow_"], .js-plotly-plot text[style*="narrow-only"] {display: block}
  [data-testid="stButtonGroup"] > div {flex-wrap: wrap; overflow-x: visible; row-gap: 0.25rem}
  [data-testid="stMarkdownContainer"] :is(td, th) {
    padding: 0.05rem 0.25rem; font-size: 0.82rem; overflow-wrap: break-word}}
</style>"""

_LANGUAGE_OF_DOCUMENT = {
    lang: f"<script>document.documentElement.lang='{lang}'</script>" for lang in LANGS
}  # constant text, so that screen readers pronounce the page in its language


_MENU = "_cakupan_menu"
_SWITCH = "_cakupan_switch"


def draw() -> None:
    """Draws the whole page that the address names."""
    st.set_page_config(page_title="Cakupan", layout="wide", page_icon=str(serve.icon()))
    serve.warm()
    st.html(_STYLE)
    menu_lang = _language(url.read("lang") or url.kept("lang"))[0]
    menu = {found.path: _menu_entry(found, menu_lang) for found in pages()}
    st.session_state[_MENU] = menu
    chosen = st.navigation(_sections(menu, menu_lang), position="top")
    path = next((path for path, entry in menu.items() if entry is chosen), pages()[0].path)
    url.restore(path)
    lang, wrong_lang = _language(url.read("lang"))
    if lang != menu_lang:  # the address was one from before a change of language: the menu has to follow
        st.rerun()
    if chosen not in menu.values():
        chosen.run()
    try:
        # A page's file declares; the frame draws it, loaded once per process instead of once per run.
        _page(next(one for one in pages() if one.path == path), lang, wrong_lang)
    finally:
        st.html(_LANGUAGE_OF_DOCUMENT[lang], unsafe_allow_javascript=True)


def _sections(menu: dict[str, Any], lang: Lang) -> dict[str, list[Any]]:
    """The menu entries by the heading of their folder, in the order of the pages; only the home page has none.

    Streamlit draws pages without a heading before all headings, whatever their order.
    """
    sections: dict[str, list[Any]] = {"": [_alias()]}
    for found in pages():
        heading = "" if found is pages()[0] else say(f"ui.section_{found.section}", lang)
        sections.setdefault(heading, []).append(menu[found.path])
    return sections


def page_object(path: str) -> Any:
    """The menu entry of a page, for `st.switch_page`."""
    return st.session_state[_MENU][path]


def _go_home() -> None:
    st.switch_page(page_object(pages()[0].path), query_params=st.query_params.to_dict())


def _alias() -> Any:
    """The home page under its own name: Streamlit gives the home page no address but `/`."""
    home = pages()[0]
    return st.Page(_go_home, title=home.page.title.id, url_path=home.path, visibility="hidden")


def _menu_entry(found: Found, lang: Lang) -> Any:
    first = pages()[0] is found
    path = "home" if first else found.path
    return st.Page(found.file, title=found.page.title.of(lang), icon=found.page.icon, url_path=path, default=first)


def _language(raw: str | None) -> tuple[Lang, str | None]:
    """The language a value of the address means, and the value itself if it means none."""
    if raw == "en":
        return "en", None
    return "id", None if raw in (None, "id") else raw


def _page(found: Found, lang: Lang, wrong_lang: str | None) -> None:
    """The filters and the page; what a reader can mend is a sentence, everything else is logged and apologised for."""
    st.session_state[_SWITCH] = False
    try:
        _with_data(found, lang, wrong_lang) if found.page.needs_data else _without_data(found, lang)
    except CoverageError as problem:
        _problem(problem, lang)


def _with_data(found: Found, lang: Lang, wrong_lang: str | None) -> None:
    newest, role = serve.snapshot(), serve.role()
    point = known.read(role)
    applies = point.day is not None and bool(found.page.filters)
    snap = known.snapshot(point.day, lang) if point.day is not None and applies else newest
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters"):
        bar, chosen = filters.read(found.page, snap, lang, role)
        bar.draw()
        if snap.meta.get("synthetic") == "1":
            st.badge(say("ui.synthetic", lang), color="orange", icon=":material/science:")
        st.space("stretch")
        if found.page.filters:
            known.draw(point, lang)
        _language_switch(lang)
    known.banner(point, lang, applies)
    ignored = bar.ignored()
    if point.choice.ignored is not None:
        used = say("ui.known_newest", lang)
        ignored.append(say("ui.ignored_value", lang, key=known.KEY, value=point.choice.ignored, used=used))
    if wrong_lang:
        ignored = [*ignored, say("ui.ignored_value", lang, key="lang", value=wrong_lang, used="id")]
    for key in url.unknown_keys([*url.SHARED, *found.page.keys]):
        ignored.append(say("ui.ignored_key", lang, key=key))
    if ignored:
        st.warning(escape(" ".join(ignored)), icon=":material/link_off:")
    desk = _desk(lang)
    view = View(lang, desk.look, role, desk.data, desk.regions, snap, chosen)
    missing = incomplete(view) if found.page.filters else ""
    if missing:
        st.warning(escape(missing), icon=":material/pending:")
    with st.container(gap="xsmall"):
        found.render(view)
    _foot(view)


def _without_data(found: Found, lang: Lang) -> None:
    """A page that also works before the first snapshot (import, about); with one it gets the whole view."""
    try:
        serve.snapshot()
    except CoverageError as problem:
        with st.container(horizontal=True, horizontal_alignment="right"):
            _language_switch(lang)
        if problem.code in rescue.CODES:
            rescue.show(_desk(lang), problem.code)
        else:
            st.info(escape(problem.say(lang)), icon=":material/info:")
        found.render(_desk(lang))
        return
    _with_data(found, lang, None)


def _desk(lang: Lang) -> Desk:
    data = serve.folder()
    return Desk(lang, Look(lang, dark=_is_dark()), serve.role(), data, serve.regions(str(data.root)))


def _language_switch(lang: Lang) -> None:
    """The switch, once in a run; a page that failed before it was drawn gets it with the sentence that says why."""
    if st.session_state.get(_SWITCH):
        return
    st.session_state[_SWITCH] = True
    choice = filters.choose("lang", LANGS, "id")
    filters.draw_segments(choice, say("ui.language", lang), str.upper)


def _is_dark() -> bool:
    return getattr(st.context.theme, "type", None) == "dark"


def _foot(view: View) -> None:
    """The last line of every page: snapshot, data date, role."""
    built = view.snapshot.meta.get("built_at", "")[:10]
    shown = day_name(_day(built), view.lang) if _day(built) else built
    st.caption(
        escape(
            view.say(
                "foot",
                snapshot=view.snapshot.id[:12],
                built=shown,
                role=view.say(f"role_{view.role.partition(':')[0]}"),
            )
        )
    )


def _day(text: str) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(problem: CoverageError, lang: Lang) -> None:
    """The friendly page for what a reader can do something about."""
    log.warning("%s: %s", problem.code, problem)
    if problem.code in rescue.CODES:
        _nothing_to_show(problem.code, lang)
        return
    with st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch(lang)
    st.error(escape(problem.text.of(lang)), icon=":material/error:")
    for hint in problem.hints:
        st.markdown(f"- {escape(hint.of(lang))}")


def _nothing_to_show(code: str, lang: Lang) -> None:
    """No page can be drawn: the language, the reason and the way on."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch(lang)
    rescue.show(_desk(lang), code)
    st.page_link(page_object("setup"), label=say("ui.setup_start", lang), icon=":material/add_location_alt:")
    if code == "no_snapshot":
        st.caption(say("ui.help_no_snapshot", lang))
