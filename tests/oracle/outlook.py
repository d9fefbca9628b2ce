"""Coverage ahead if the usual share of blocks is renewed, person by person and month by month."""

from __future__ import annotations

from collections.abc import Callable

from .aggregates import carried
from .answer import AHEAD
from .person import Person
from .place import Place, Tables

Chance = Callable[[str, int], float]
LEAST = 3
"""Decisions (payers × months) that a share of its own needs, as `coverage.usual_min_decisions` has it."""


def expected(tables: Tables, chance: Chance | None = None) -> tuple[list[float], list[float], list[float]] | None:
    """People covered at each of the months ahead if none, the usual share, or all of the blocks are renewed.

    `chance` gives the share of a sponsor kind and length instead of the one usual so far. None where no block has
    ended yet and none is given.
    """
    place = Place(tables)
    people = [Person(place, key) for key in sorted({row["person_key"] for row in tables["in_statement"]})]
    chance = chance or usual_share(place, people)
    if chance is None:
        return None
    counted = sum(going_on for _, going_on in carried(place, people))
    paths: tuple[list[float], list[float], list[float]] = ([], [], [])
    for month in (place.complete + ahead for ahead in AHEAD):
        each = [_covered(place, person, month, chance) for person in people]
        for path, column in zip(paths, zip(*each, strict=True), strict=True):
            path.append(counted + sum(column))
    return paths


def _covered(place: Place, person: Person, month: int, chance: Chance) -> tuple[float, float, float]:
    """How likely a person is covered if none, the usual share, or all renew."""
    payer_now = person.primary(place.complete)
    is_carried = payer_now is not None and not place.renews_in_blocks(payer_now)
    if is_carried or person.active(month):
        return 1.0, 1.0, 1.0
    last = max((m for m in range(place.complete, month) if person.active(m)), default=None)
    if last is None:
        return 0.0, 0.0, 0.0
    payer = person.primary(last)
    assert payer is not None
    if not place.renews_in_blocks(payer):
        return 0.0, 1.0, 1.0
    block = person.block(payer, last)
    assert block is not None
    likely, until = 1.0, last
    while until < month:
        likely *= chance(place.kind(payer), len(block.months))
        until += len(block.months)
    return 0.0, likely, 1.0


def usual_share(place: Place, people: list[Person]) -> Chance | None:
    """The share of ended blocks that the same payer renewed: of the kind and length, else of the kind, else of all."""
    past = []
    for person in people:
        for month in range(place.first, place.complete):
            payer = person.primary(month)
            if payer is None or not person.expiring(month):
                continue
            block = person.block(payer, month)
            assert block is not None
            renewed = person.primary(month + 1) == payer
            past.append((place.kind(payer), len(block.months), (payer, month), renewed))
    if not past:
        return None

    def chance(kind: str, length: int) -> float:
        for chosen in ([p for p in past if p[:2] == (kind, length)], [p for p in past if p[0] == kind], past):
            if len({decision for _, _, decision, _ in chosen}) >= LEAST:
                break
        return sum(renewed for *_, renewed in chosen) / len(chosen)

    return chance
