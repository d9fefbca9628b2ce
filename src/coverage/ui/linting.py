"""Checking a table of published figures on screen: dropped, read, told, forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from ..errors import CoverageError
from ..folders import scratch
from ..lint import Checked, Finding, check_file, kinds
from ..sources import scrub
from . import export
from .importing import translate_uploader
from .tables import escape
from .twin import Twin

if TYPE_CHECKING:
    from .view import Desk

_KEPT = "_cakupan_lint"


def drop(desk: Desk) -> None:
    """The box for a table, and what contradicts itself in it."""
    translate_uploader(desk, "lint_file")
    file = st.file_uploader(desk.say("lint_drop"), type=["csv", "xlsx", "xls", "ods"], key="lint_file")
    if file is None:
        return
    found = _checked(file)
    if isinstance(found, CoverageError):
        st.error(escape(found.say(desk.lang)), icon=":material/error:")
        return
    numbers, count = desk.number(found.numbers), len(found.findings)
    if not count:
        st.success(desk.say("lint_clean", numbers=numbers), icon=":material/check_circle:")
        return
    said = desk.say("lint_one", numbers=numbers) if count == 1 else desk.say("lint_many", count=count, numbers=numbers)
    st.warning(said, icon=":material/rule:")
    _table(desk, found.findings, Path(file.name).stem)


def _checked(file: Any) -> Checked | CoverageError:
    """What was found in this upload, read once; the file itself is gone at once."""
    key, kept = st.session_state.get(_KEPT, ("", None))
    if key == file.file_id and kept is not None:
        return kept  # type: ignore[no-any-return]
    found: Checked | CoverageError
    with scratch("lint") as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getbuffer())
        try:
            found = check_file(path)
        except CoverageError as problem:
            found = problem
    st.session_state[_KEPT] = (file.file_id, found)
    return found


def _table(desk: Desk, findings: tuple[Finding, ...], stem: str) -> None:
    """The findings from top to bottom, and as files to take along."""
    labels = [desk.say(key) for key in ("lint_where", "lint_what", "lint_says")]
    rows = [
        (finding.where.of(desk.lang), finding.label.of(desk.lang), finding.message.of(desk.lang))
        for finding in findings
    ]
    for where, what, says in rows:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(what)}** · :small[{escape(where)}]")
            st.markdown(escape(says))
    frame = pd.DataFrame(rows, columns=labels)
    name = scrub(f"{stem}-periksa")
    twin = Twin(name, lambda: frame, lambda: frame, lambda: [(desk.say("lint_title"), scrub(stem))])
    with st.container(horizontal=True):
        for kind, make in (("csv", export.as_csv), ("xlsx", export.as_xlsx)):
            st.download_button(
                kind.upper(),
                partial(make, twin, desk.lang),
                f"{name}.{kind}",
                key=f"lint_{kind}",
                icon=":material/download:",
            )


def about(desk: Desk) -> None:
    """What is checked, and what is not."""
    with st.container(border=True):
        st.markdown(f"##### {desk.say('lint_checked')}")
        st.markdown("\n".join(f"- {escape(kind.label.of(desk.lang))}" for kind in kinds().values()))
        st.caption(desk.say("lint_limits"))
