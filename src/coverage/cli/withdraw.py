"""The command that takes a delivery out of force."""

from __future__ import annotations

from typing import Any

import click

from ..planning.rehearsal import Effect, Withdrawal, rehearse_withdrawal, withdraw_and_build
from ..text import day_name, month_name, number
from .console import Console, command
from .speaking import Speaking


@click.command(cls=Speaking, name="withdraw")
@click.argument("delivery")
@click.option("--dry-run", is_flag=True)
@command
def withdraw_(console: Console, delivery: str, dry_run: bool) -> None:
    """Take a delivery out of force and build without it.

    What it had replaced counts again. If the build would stop, nothing is withdrawn.

    Example: python -m src.coverage withdraw 000012-participants-1a2b3c4d
    """
    found = (rehearse_withdrawal if dry_run else withdraw_and_build)(console.served, delivery)
    if not dry_run:
        console.on_record("build", snapshot=found.snapshot, without=delivery)
    console.give(_document(found), lambda: _lines(console, found))


def _document(found: Withdrawal) -> dict[str, Any]:
    return {
        "delivery": found.manifest.delivery,
        "file": found.manifest.file_name,
        "withdrawn": None if found.manifest.withdrawn is None else found.manifest.withdrawn.isoformat(),
        "revives": [one.delivery for one in found.revives],
        "effects": [effect.to_json() for effect in found.effects],
        "leaves_nothing": found.leaves_nothing,
        "snapshot": found.snapshot,
    }


def _lines(console: Console, found: Withdrawal) -> list[str]:
    key = "would_withdraw" if found.manifest.withdrawn is None else "withdrawn"
    lines = [console.say(key, delivery=found.manifest.delivery, file=found.manifest.file_name)]
    lines += [
        console.say("counts_again", delivery=one.delivery, file=one.file_name, day=day_name(one.received, console.lang))
        for one in found.revives
    ]
    lines += [_told(console, effect) for effect in found.effects if effect.is_change]
    if found.leaves_nothing:
        lines.append(console.say("nothing_left"))
    elif found.snapshot is not None:
        lines.append(console.say("built", snapshot=found.snapshot))
    return lines


def _told(console: Console, effect: Effect) -> str:
    """Active members and the rate of one place, before and after."""

    def reading(standing: Any) -> str:
        if standing is None or standing.active is None:
            return "–"
        rate = "" if standing.rate is None else f" ({number(standing.rate, 'percent', console.lang)})"
        return f"{month_name(standing.month, console.lang)}: {number(standing.active, 'people', console.lang)}{rate}"

    return console.say("effect", place=effect.regency, before=reading(effect.before), after=reading(effect.after))


COMMANDS = (withdraw_,)
