"""What the renewal desk says of the places of a payer's people."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from src.coverage.text import number
from src.coverage.ui import card, desk
from src.coverage.words import say


@dataclass(frozen=True)
class Part:
    """So many people of one district; None where they are too few to be shown."""

    district: str
    persons: int | None


NAMES = {"74.71.01": "Mandonga", "74.71.02": "Baruga", "74.71.03": "Puuwatu", "74.71.00": "kecamatan tidak diketahui"}


def where(*parts: Part) -> str:
    view = SimpleNamespace(
        names=lambda dimension, codes: {code: NAMES[code] for code in codes if code in NAMES},
        number=lambda value: number(value, "people", "id"),
        say=lambda key, **values: say(f"ui.{key}", "id", **values),
    )
    return desk._where(view, SimpleNamespace(districts=parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((Part("74.71.01", 5), Part("74.71.00", 2)), "Mandonga 5, 2 tanpa kecamatan"),
        ((Part("74.71.00", 9), Part("74.71.01", 5)), "Mandonga 5, 9 tanpa kecamatan"),
        ((Part("74.71.00", 9),), "9 tanpa kecamatan"),
        (
            (Part("74.71.01", 5), Part("74.71.02", 4), Part("74.71.03", 3), Part("74.71.04", 2), Part("74.71.00", 1)),
            "Mandonga 5, Baruga 4, Puuwatu 3, 1 lainnya, 1 tanpa kecamatan",
        ),
        ((Part("74.71.01", None), Part("74.71.00", None)), "–"),
    ],
)
def test_people_without_a_district_are_not_counted_as_one_more_district(parts: tuple[Part, ...], told: str) -> None:
    assert where(*parts) == told


@pytest.mark.parametrize(
    ("count", "told"), [(1, "source: 1 delivery"), (2, "source: 2 deliveries"), (0, "source: 0 deliveries")]
)
def test_one_delivery_is_no_plural(count: int, told: str) -> None:
    view, result = SimpleNamespace(lang="en"), SimpleNamespace(deliveries=("x",) * count)
    assert card.source(view, result) == told  # type: ignore[arg-type]
