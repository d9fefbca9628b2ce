"""Targets in a sentence: what the nearest one still open asks each month, and what the pace is."""

from __future__ import annotations

from ..text import Text
from .facts import PageFact
from .milestones import Milestone
from .targets import Progress, Targets
from .wording import fill, month_text, quantity, rupiah_in_prose


def open_aim(found: Targets) -> tuple[Progress, Milestone] | None:
    """The target due next that is not reached: the place's own before the country's when due in one month."""
    aims = [(track, aim) for track in found.tracks if (aim := track.aim) is not None and aim.persons]
    return min(aims, key=lambda one: (one[1].month, one[0].is_national, one[1].rate), default=None)


def targets_title(found: Targets) -> Text:
    """What the next open target asks, or that all are reached, or why nothing can be said."""
    if found.reason is not None:
        return found.reason
    aim = open_aim(found)
    if aim is None:
        return fill("targets_reached")
    track, due = aim
    return fill(
        "targets_asks",
        name=track.name,
        rate=quantity(due.rate, "percent"),
        month=month_text(due.month),
        pace=quantity(due.pace, "people"),
    )


def targets_finding(found: Targets) -> Text:
    """The actual pace over the window, beside what is asked; and what the months ahead cost."""
    if found.pace is None:
        return fill("targets_no_pace", months=found.window_months)
    key = "targets_pace_up" if found.pace >= 0 else "targets_pace_down"
    said = fill(key, months=found.window_months, pace=quantity(round(abs(found.pace)), "people"))
    aim = open_aim(found)
    if aim is None or aim[1].first is None or aim[1].last is None:
        return said
    return fill(
        "targets_and_cost",
        pace=said,
        first=rupiah_in_prose(aim[1].first.high_idr),
        last=rupiah_in_prose(aim[1].last.high_idr),
    )


def targets_fact(found: Targets) -> PageFact | None:
    """The one sentence of the first screen; None where no target can be held against the rate."""
    aim = open_aim(found)
    if found.reason is not None or aim is None:
        return None
    if found.pace is None:
        return PageFact(targets_title(found), "targets", {})
    track, due = aim
    text = fill(
        "targets_fact_up" if found.pace >= 0 else "targets_fact_down",
        name=track.name,
        rate=quantity(due.rate, "percent"),
        month=month_text(due.month),
        pace=quantity(due.pace, "people"),
        now=quantity(round(abs(found.pace)), "people"),
    )
    return PageFact(text, "targets", {})


def track_text(track: Progress) -> Text:
    """A track's name, and that it is the country's where it is."""
    return fill("targets_of_country", name=track.name) if track.is_national else track.name


def class_text(verdict: str) -> Text:
    """The class of a track in words."""
    return fill(f"class_{verdict}")
