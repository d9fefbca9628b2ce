"""The command that lists saved column mappings, and removes one."""

from __future__ import annotations

import click

from ..sources import Profile, audit, forget_profile, formats, list_profiles
from .console import Console, command, table
from .speaking import Speaking


@click.command(cls=Speaking, name="profiles")
@click.option("--forget", metavar="NAME")
@command
def profiles_(console: Console, forget: str | None) -> None:
    """List the saved column mappings, or remove one.

    Example: python -m src.coverage profiles --forget "Cabang Kendari"
    """
    if forget is not None:
        forget_profile(console.own, forget)
        audit(console.own, "forget", profile=forget)
    kept = list_profiles(console.own)
    console.give(
        {"profiles": [_entry(one) for one in kept], "forgotten": forget},
        lambda: [*([console.say("profile_forgotten", name=forget)] if forget else []), *_lines(console, kept)],
    )


def _entry(profile: Profile) -> dict[str, object]:
    return {"name": profile.name, "format": profile.format, "columns": dict(profile.columns)}


def _lines(console: Console, kept: list[Profile]) -> list[str]:
    if not kept:
        return [console.say("no_profiles")]
    rows = [
        [
            profile.name,
            formats()[profile.format].label.of(console.lang) if profile.format in formats() else profile.format,
            ", ".join(f"{column} = {header}" for column, header in profile.columns.items()),
        ]
        for profile in kept
    ]
    return table(rows, [console.say(f"profile_{head}") for head in ("name", "format", "columns")])


COMMANDS = (profiles_,)
