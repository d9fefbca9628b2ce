"""What a month still lacks, in words: counts and lists that should have come and have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..codes import segments
from ..text import month_name
from . import serve

if TYPE_CHECKING:
    from .view import View

NAMED = 4


def incomplete(view: View) -> str:
    """Why the figures of the month shown are preliminary, and which month is complete; empty where nothing lacks."""
    chosen = view.chosen
    gaps = serve.gaps_of(view.snapshot, chosen.region, chosen.month)
    if not gaps.counts and not chosen.is_preliminary:
        return ""
    said = [view.say("preliminary_month_of", month=month_name(chosen.month, view.lang))]
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in gaps.counts:
        grouped.setdefault((one.segment, one.sender), []).append(one.area_code)
    for (segment, sender), codes in grouped.items():
        name = view.text(segments()[segment].label)
        said.append(view.say("missing_counts", segment=name, sender=sender, areas=_areas(view, codes)))
    senders = [one.sender for one in gaps.senders if chosen.is_preliminary and (one.last_month or 0) < chosen.month]
    if senders:
        said.append(view.say("missing_lists", senders=", ".join(dict.fromkeys(senders))))
    if chosen.is_preliminary:
        said.append(view.say("last_complete", month=month_name(chosen.default_month, view.lang)))
    return " ".join(said)


def _areas(view: View, codes: list[str]) -> str:
    names = ", ".join(view.regions.name(code, view.lang) for code in codes[:NAMED])
    rest = len(codes) - NAMED
    return names if rest <= 0 else view.say("more_areas", areas=names, count=rest)
