"""The command that says how far a place is set up, and what to do next."""

from __future__ import annotations

import click

from ..errors import UsageError
from ..regions import load_regions
from ..sources import places_begun, setup_of
from ..words import phrase
from .console import Console, command
from .speaking import Speaking

_MARKS = {"done": "[x]", "partly": "[/]", "open": "[ ]"}


@click.command(cls=Speaking, name="setup")
@click.argument("codes", nargs=-1)
@command
def setup_(console: Console, codes: tuple[str, ...]) -> None:
    """Say what a regency, city or province has and lacks before its coverage can be shown.

    Example: python -m src.coverage setup 33.24
    """
    regions = load_regions(console.own)
    places = []
    for code in codes or places_begun(console.own):
        place = regions.canonical(code)
        if place is None or regions.level(place) not in ("province", "regency"):
            raise UsageError("unknown_region", phrase("cli.unknown_region", code=code))
        places.append(place)
    found = setup_of(console.own, places)
    console.give(
        {"places": [one.to_json(console.lang) for one in found]},
        lambda: (
            [
                line
                for one in found
                for line in (
                    f"{one.place} {one.name}",
                    *(
                        f"  {_MARKS[step.state]} {step.title.of(console.lang)}: {step.found.of(console.lang)}"
                        + (f" {step.todo.of(console.lang)}" if step.todo else "")
                        for step in one.steps
                    ),
                )
            ]
            or [console.say("no_place_begun")]
        ),
    )


COMMANDS = (setup_,)
