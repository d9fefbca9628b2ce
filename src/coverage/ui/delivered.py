"""The page of deliveries: what came, from whom, what counts; one of them in detail, against another, or withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ..codes import workforce_series
from ..metrics import Role
from ..sources import Manifest, Shipment, formats, recorded_by
from ..text import day_name, month_name
from . import widths
from .quarantined import ledger
from .tables import escape, markup_table
from .twin import Column, Listing, days, numbers, words

if TYPE_CHECKING:
    from .view import View

KEYS = ("standing", "format", "sender", "delivery", "with")
ALL = "all"
NONE = "none"
SHOWN = 20
STANDINGS = ("in_force", "partly", "replaced", "withdrawn")


def found(view: View) -> tuple[Shipment, ...]:
    """Every delivery the role may know of, the latest first, under a title that counts them."""
    _, sent = ledger(view.data)
    role = Role.parse(view.role)
    if role.kind == "planner":
        sent = tuple(one for one in sent if any(code.startswith(role.of[:5]) for code, _ in one.manifest.cells))
    used = sum(one.is_in_force for one in sent)
    st.markdown(f"### {view.say('d_title', count=view.number(len(sent)), used=view.number(used))}")
    st.markdown(view.say("d_intro"))
    return sent


def listed(view: View, sent: Sequence[Shipment]) -> None:
    """The deliveries of the reader's choice as a list with its downloads."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="d_choices"):
        standing = view.choose(
            "standing",
            [ALL, *STANDINGS],
            ALL,
            view.say("d_standing"),
            lambda code: view.say("d_all_standings") if code == ALL else view.say(f"d_standing_{code}"),
        )
        name = view.choose(
            "format",
            [ALL, *sorted({one.manifest.format for one in sent})],
            ALL,
            view.say("format"),
            lambda code: view.say("d_all_formats") if code == ALL else view.text(formats()[code].label),
        )
        sender = view.choose(
            "sender",
            [ALL, *sorted({one.manifest.sender for one in sent})],
            ALL,
            view.say("sender"),
            lambda code: view.say("q_all_senders") if code == ALL else view.sender(code),
        )
    chosen = [
        one
        for one in sent
        if standing in (ALL, one.standing)
        and name in (ALL, one.manifest.format)
        and sender in (ALL, one.manifest.sender)
    ]
    told = [
        view.say("d_all_standings") if standing == ALL else view.say(f"d_standing_{standing}"),
        view.say("d_all_formats") if name == ALL else view.text(formats()[name].label),
        view.say("q_all_senders") if sender == ALL else view.sender(sender),
    ]
    listing = Listing(
        "d_list",
        view.say("d_list"),
        view.say("d_list_reading", filters=" · ".join(told)),
        _columns(view, chosen),
        limit=SHOWN,
        empty=view.say("q_none"),
    )
    widths.listed(view, listing, [view.say(key) for key in ("d_received", "file", "d_standing")])


def _columns(view: View, chosen: Sequence[Shipment]) -> tuple[Column, ...]:
    told = [one.manifest for one in chosen]
    shown = (
        days(view, view.say("d_received"), [one.received for one in told]),
        words(view.say("file"), [_short(one) for one in told]),
        words(view.say("format"), [view.text(formats()[one.format].label) for one in told]),
        words(view.say("place"), [_places(view, one) for one in told]),
        words(view.say("month"), [_months(view, one) for one in told]),
        words(view.say("sender"), [view.sender(one.sender) for one in told]),
        numbers(view, view.say("rows"), [one.rows for one in told]),
        numbers(view, view.say("d_accepted"), [one.accepted for one in told]),
        numbers(view, view.say("quarantined"), [one.quarantined for one in told]),
        words(view.say("d_standing"), [view.say(f"d_standing_{one.standing}") for one in chosen]),
    )
    return shown


def one_of(view: View, sent: Sequence[Shipment]) -> Shipment | None:
    """The delivery that the address names, chosen from a list; None when none is."""
    known = {one.manifest.delivery: one for one in sent}
    name = view.choose(
        "delivery",
        [NONE, *known],
        NONE,
        view.say("d_pick"),
        lambda code: view.say("d_pick") if code == NONE else named(view, known[code].manifest),
        width=560,
    )
    return known.get(name)


def details(view: View, one: Shipment) -> None:
    """Who recorded it and when, its hash, rows and sums, how it was read."""
    manifest = one.manifest
    st.markdown(f"#### {escape(view.say('d_one', file=_short(manifest)))}")
    counts = (manifest.rows, manifest.accepted, manifest.quarantined, manifest.duplicates)
    heads = [view.say(key) for key in ("rows", "d_accepted", "quarantined", "duplicates")]
    markup_table(heads, [[view.number(count) for count in counts]], [True] * len(heads))
    who = recorded_by(view.data).get(manifest.delivery, "") if view.role == "steward" else ""
    at = manifest.recorded_at
    facts = {
        view.say("delivery"): manifest.delivery,
        view.say("d_standing"): view.say(f"d_standing_{one.standing}"),
        view.say("format"): view.text(formats()[manifest.format].label),
        view.say("place"): _places(view, manifest),
        view.say("month"): _months(view, manifest),
        view.say("sender"): view.sender(manifest.sender),
        view.say("d_received"): day_name(manifest.received, view.lang),
        view.say("d_recorded"): f"{day_name(at.date(), view.lang)} {at:%H:%M} UTC",
        view.say("d_who"): who,
        view.say("d_hash"): manifest.hash,
        view.say("d_sums"): " · ".join(
            f"{_sum_name(view, name)} {view.number(value)}" for name, value in manifest.sums.items()
        ),
        view.say("d_conventions"): " · ".join(view.text(text) for text in manifest.conventions.values()),
        view.say("d_options"): " · ".join(
            f"{_option_name(view, name)} {value}" for name, value in manifest.options.items() if value
        ),
        view.say("d_closes"): view.number(manifest.mended) if manifest.mended else "",
    }
    st.markdown("\n".join(f"- {escape(name)}: {escape(text)}" for name, text in facts.items() if text))
    for text in manifest.warnings:
        st.caption(f":material/warning: {escape(view.text(text))}")
    if one.open + one.closed and Role.parse(view.role).sees_small_groups:
        count = view.number(one.open + one.closed)
        if st.button(view.say("d_in_quarantine", count=count), icon=":material/healing:", key="d_quarantine"):
            view.open("quarantine", delivery=manifest.delivery, state=ALL)
            view.leave()


_SUMS = (
    *("persons", "months", "never_paid", "working", "families", "values", "areas", "indicators"),
    *("active", "registered", "pledged_workers", "targets", "cases", "paid_idr", "workers"),
)


def _sum_name(view: View, name: str) -> str:
    """What a sum is called; of denominators the series' own name."""
    if name in workforce_series():
        return view.text(workforce_series()[name].label)
    return view.say(f"d_sum_{name}") if name in _SUMS else name


def _option_name(view: View, name: str) -> str:
    labels = {"period": "month", "part": "place", "format": "format", "sender": "sender"}
    return view.say(labels[name]) if name in labels else name


def named(view: View, manifest: Manifest) -> str:
    """A delivery as it is called in a list of choices."""
    label = view.text(formats()[manifest.format].label)
    return f"{day_name(manifest.received, view.lang)} · {_short(manifest)} · {label} · {view.sender(manifest.sender)}"


def _short(manifest: Manifest) -> str:
    return manifest.file_name + (f" / {manifest.sheet}" if manifest.sheet else "")


def _places(view: View, manifest: Manifest) -> str:
    names = [view.regions.name(code, view.lang) for code in dict.fromkeys(code for code, _ in manifest.cells)]
    return ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "") or "–"


def _months(view: View, manifest: Manifest) -> str:
    months = sorted({month for _, month in manifest.cells})
    if not months:
        return "–"
    first, last = (month_name(month, view.lang, short=True) for month in (months[0], months[-1]))
    return first if first == last else f"{first} – {last}"
