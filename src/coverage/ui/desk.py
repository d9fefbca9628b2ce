"""The renewal desk on the page of prospects: what ends soon, the message to a payer, and notes of what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..errors import UsageError
from ..metrics import Result
from ..planning.desk import WITHIN, Desk, Due, renewal_desk
from ..planning.letters import message
from ..planning.notes import LONGEST, STEPS, Note, add_note, latest, may_note, notes_of
from ..planning.reads import area_names
from ..text import LANGS, Lang, Text, month_name
from ..warehouse import Snapshot
from . import card, serve, widths
from .tables import escape
from .twin import Column, Listing, days, months, numbers, prices, words

if TYPE_CHECKING:
    from .view import View

USUAL_DAYS = "90"
DISTRICTS = 3
NOWHERE = ".00"
"""How a code ends that stands for people of a city whose district is not known."""
ROWS = 10
NOTES = 5
Scalars = tuple[tuple[str, tuple[str, ...]], ...]


@st.cache_resource(max_entries=128, show_spinner=False)
def _desk(snapshot_id: str, _snapshot: Snapshot, where: Scalars, within: int, role: str) -> Desk:
    return renewal_desk(_snapshot, dict(where), within, role)


def found(view: View) -> Desk:
    """The desk for the days chosen, reckoned once."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(view.say("desk_within"))
        within = view.choose(
            "within",
            [str(number) for number in WITHIN],
            USUAL_DAYS,
            view.say("desk_within"),
            lambda code: view.say("desk_days", days=code),
            buttons=True,
        )
    where = tuple(sorted((key, tuple(codes)) for key, codes in view.where().items()))
    return _desk(view.snapshot.id, view.snapshot, where, int(within), view.role)


def table(view: View, desk: Desk) -> None:
    """Every payer whose cover ends: people, where, from when, what going on costs, and the newest note."""
    rows, noted = desk.rows, latest(notes_of(view.data, view.role, view.chosen.region))
    steps = {sponsor: _step(view, note) for sponsor, note in noted.items()}
    lengths = [option.months for option in desk.options]
    counted = _counted(view, desk)
    since = month_name(desk.month, view.lang)
    is_unknown = not rows and ends_unknown(view)
    listing = Listing(
        "desk",
        view.say("ends_unknown_title")
        if is_unknown
        else view.say("desk_title", count=len(rows), persons=view.number(desk.persons)),
        " · ".join([view.say("desk_reading", month=since), card.source(view, counted)]),
        (
            months(view, view.say("stops_from"), [due.first_month for due in rows]),
            words(view.say("payer"), _names(view, rows)),
            numbers(view, view.say("people"), [due.persons for due in rows], status=[due.status for due in rows]),
            words(view.say("desk_where"), [_where(view, due) for due in rows]),
            *(_cost(view, rows, length) for length in lengths),
            words(view.say("desk_note"), [steps.get(due.sponsor, "–") for due in rows]),
        ),
        results=(counted,),
        facts=((view.say("renewal"), view.say("desk_price_meaning")), (view.say("desk_where"), view.say("desk_from"))),
        limit=ROWS,
        empty=view.say("ends_unknown" if is_unknown else "desk_empty"),
    )
    brief = [view.say(key) for key in ("stops_from", "payer", "people")]
    widths.listed(view, listing, [*brief, *(column.label for column in listing.columns[-2:-1])])
    if desk.hides_some:
        st.caption(view.say("some_masked"))
    if rows:
        _total(view, desk)


def ends_unknown(view: View) -> bool:
    """Whether everybody here came as counts or is paid for month by month, so that nobody's end is known."""
    return serve.outlook_of(view.snapshot, view.where(), view.chosen.series, view.role).is_carried_only


def _counted(view: View, desk: Desk) -> Result:
    """The answer that the people of the desk come from."""
    span = desk.month, desk.month + WITHIN[desk.days] - 1
    return serve.answer(
        view.snapshot, ["outlook_lapsing"], ["sponsor", "district"], view.where(), span=span, as_role=view.role
    )


def _names(view: View, rows: Sequence[Due]) -> list[str]:
    names = view.names("sponsor", [due.sponsor for due in rows])
    return [names.get(due.sponsor, due.sponsor_name) for due in rows]


def _cost(view: View, rows: Sequence[Due], length: int) -> Column:
    values = [next((one.price for one in due.options if one.months == length), None) for due in rows]
    return prices(view, view.say("cost_for", months=length), values)


def _total(view: View, desk: Desk) -> None:
    """What renewing everybody on the desk costs."""
    from .tables import price_text

    told = [
        view.say("desk_total", months=option.months, price=price_text(view, option.price)) for option in desk.options
    ]
    st.caption(escape(f"{view.say('desk_all')} {' · '.join(told)}"))


def _where(view: View, due: Due) -> str:
    """The districts with most people, how many more, and the people whose district is not known."""
    placed = [part for part in due.districts if not part.district.endswith(NOWHERE)]
    nowhere = sum(part.persons or 0 for part in due.districts if part.district.endswith(NOWHERE))
    names = view.names("district", [part.district for part in placed])
    shown = [
        f"{names.get(part.district, part.district)} {view.number(part.persons)}"
        for part in placed[:DISTRICTS]
        if part.persons is not None
    ]
    more = len(placed) - len(shown)
    told = [*shown, view.say("desk_more", count=more)] if more and shown else shown
    return ", ".join([*told, view.say("desk_nowhere", persons=view.number(nowhere))] if nowhere else told) or "–"


def payer(view: View, desk: Desk) -> Due | None:
    """The payer whose message and notes are shown, chosen by name."""
    if not desk.rows:
        return None
    names = dict(zip([due.sponsor for due in desk.rows], _names(view, desk.rows), strict=True))
    chosen = view.choose(
        "payer", list(names), next(iter(names)), view.say("desk_payer"), lambda code: names.get(code, code), width=420
    )
    return next(due for due in desk.rows if due.sponsor == chosen)


def letter(view: View, desk: Desk, due: Due) -> None:
    """The message in both languages, each in a box with a button that copies it."""
    names = area_names(view.snapshot, view.chosen.region)
    place = view.regions.name(view.chosen.region, "id"), view.regions.name(view.chosen.region, "en")
    draft = message(desk, due, Text(id=place[0], en=place[1]), _districts(view, due, names))
    st.markdown(f"##### {view.say('letter_title')}")
    st.caption(view.say("letter_help"))
    order: list[Lang] = sorted(LANGS, key=lambda lang: lang != view.lang)
    for tab, lang in zip(st.tabs([view.say(f"letter_{lang}") for lang in order]), order, strict=True):
        with tab:
            st.code(draft.of(lang), language=None, wrap_lines=True)


def _districts(view: View, due: Due, names: Mapping[str, str]) -> dict[str, str]:
    wanted = [part.district for part in due.districts]
    return {code: names.get(code) or named for code, named in view.names("district", wanted).items()}


def notes(view: View, due: Due) -> None:
    """What was done so far, and a form for the next step; only for those who keep the notes of this place."""
    if not may_note(view.role, view.chosen.region):
        return
    st.markdown(f"##### {view.say('note_title')}")
    with st.form("renewal_note", clear_on_submit=True, border=False):
        step = st.segmented_control(
            view.say("note_step"), STEPS, format_func=lambda one: view.say(f"step_{one}"), default=STEPS[0]
        )
        text = st.text_area(
            view.say("note_text"), max_chars=LONGEST, height=80, placeholder=view.say("note_placeholder")
        )
        if st.form_submit_button(view.say("note_save"), icon=":material/edit_note:"):
            _save(view, due, step or STEPS[0], text)
    _history(view, due)


def _save(view: View, due: Due, step: str, text: str) -> None:
    try:
        add_note(view.data, view.role, view.chosen.region, due.sponsor, due.first_month, step, text)
    except UsageError as problem:
        st.error(escape(problem.say(view.lang)), icon=":material/block:")
    except OSError:
        st.error(view.say("note_not_saved"), icon=":material/block:")
    else:
        st.success(view.say("note_saved"), icon=":material/check:")


def _history(view: View, due: Due) -> None:
    """The notes of this payer, the newest first; the menu has those of all payers for download."""
    everything = notes_of(view.data, view.role, view.chosen.region)
    own = [note for note in everything if note.sponsor == due.sponsor]
    for note in own[:NOTES]:
        told = f": {note.text}" if note.text else ""
        st.markdown(escape(f"{_step(view, note)}{told}"))
    if everything:
        names = view.names("sponsor", {note.sponsor for note in everything})
        view.listed(
            Listing(
                "renewal_notes",
                view.say("notes_all"),
                view.say("notes_reading", count=len(everything)),
                (
                    days(view, view.say("note_day"), [note.day for note in everything]),
                    words(view.say("payer"), [names.get(note.sponsor, note.sponsor) for note in everything]),
                    words(view.say("note_step"), [view.say(f"step_{note.step}") for note in everything]),
                    months(view, view.say("stops_from"), [note.month for note in everything]),
                    words(view.say("note_text"), [note.text for note in everything]),
                ),
                limit=NOTES,
            )
        )


def _step(view: View, note: Note) -> str:
    from ..text import day_name

    return f"{view.say(f'step_{note.step}')}, {day_name(note.day, view.lang)}"
