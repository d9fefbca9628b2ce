"""Writes the files of the demo below a folder, in the order in which offices received them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from ..errors import UsageError
from ..text import Text
from ..words import phrase
from .chance import Chance
from .declared import places
from .files import write
from .shipments import Shipment, shipments
from .world import draw

SEED = 20260601
LEAST_PERSONS = 500
Progress = Callable[[Text], None]


def default_persons() -> int:
    """The people in the register of the default demo: the published population."""
    return next(place.population for place in places() if place.register_)


def write_demo(
    folder: Path, *, seed: int = SEED, persons: int | None = None, progress: Progress | None = None
) -> list[Shipment]:
    """Writes every file of the demo below `folder` and returns them in the order in which offices received them."""
    wanted = default_persons() if persons is None else persons
    if wanted < LEAST_PERSONS:
        raise UsageError("too_few_persons", phrase("demo.too_few", least=LEAST_PERSONS))
    if folder.exists():
        shutil.rmtree(folder)
    chance = Chance(seed, wanted / default_persons())
    written = []
    for place in places():
        drawn = draw(place, chance)
        if progress:
            progress(phrase("demo.drawing", place=drawn.land.name))
        for shipment in shipments(drawn, chance):
            write(folder / shipment.path, shipment.table(), shipment.layout)
            written.append(shipment)
    return sorted(written, key=lambda shipment: (shipment.received, shipment.format != "sponsors", shipment.path))
