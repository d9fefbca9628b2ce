"""The declared target tracks: rates by month, or a yearly growth, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from pydantic import Field, TypeAdapter, model_validator

from ..declare import Declared, read_yaml
from ..text import Text, month_number
from .model import Basis, Confidence

NATIONAL = "00"


class _Point(Declared):
    rate: float = Field(gt=0, le=1)
    basis: Basis
    confidence: Confidence


class _Track(Declared):
    label: Text
    region: str
    rates: dict[str, _Point] = Field(default_factory=dict)
    growth: dict[str, _Point] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rates_or_growth(self) -> _Track:
        if bool(self.rates) == bool(self.growth):
            raise ValueError("a track has either rates or a growth")
        if any(point.basis.cite.id != point.basis.cite.en for point in (*self.rates.values(), *self.growth.values())):
            raise ValueError("a snapshot keeps one source for both languages: give it a name that needs no translation")
        return self


@dataclass(frozen=True)
class TrackPoint:
    """One value of a track: the rate due in `month`, or the yearly growth from `month` on."""

    month: int
    rate: float
    basis: Basis
    confidence: Confidence


@dataclass(frozen=True)
class Track:
    """A named series of targets for one region (`00`: the whole country); `growth` holds yearly growth, not rates."""

    name: str
    label: Text
    region_code: str
    rates: tuple[TrackPoint, ...]
    growth: tuple[TrackPoint, ...]


class TargetRow(TypedDict):
    """One row of a track as the snapshot keeps it; a source is a name, the same in both languages."""

    track: str
    region_code: str
    month: int
    rate: float
    source: str
    name_id: str
    name_en: str


@lru_cache(maxsize=1)
def target_tracks() -> tuple[Track, ...]:
    """Every declared track, national ones first, in the order of the file."""
    declared = TypeAdapter(dict[str, _Track]).validate_python(read_yaml(Path(__file__).parent / "tracks.yaml"))
    return tuple(
        Track(name, track.label, track.region, _points(track.rates), _points(track.growth))
        for name, track in declared.items()
    )


def target_rows() -> list[TargetRow]:
    """Every target rate as a row for SQL; growth promises have no rate and are left out."""
    return [
        TargetRow(
            track=track.name,
            region_code=track.region_code,
            month=point.month,
            rate=point.rate,
            source=point.basis.cite.id,
            name_id=track.label.id,
            name_en=track.label.en,
        )
        for track in target_tracks()
        for point in track.rates
    ]


def _points(points: dict[str, _Point]) -> tuple[TrackPoint, ...]:
    return tuple(
        TrackPoint(month_number(month), point.rate, point.basis, point.confidence)
        for month, point in sorted(points.items())
    )
