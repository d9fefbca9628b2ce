"""The villages of a place with their invented weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import DataRefused
from ..regions import load_regions
from ..words import phrase
from .chance import Chance, Flags, Floats, Ints
from .declared import District, Place


@dataclass(frozen=True)
class Land:
    """The districts and villages of a regency as arrays: names, codes, population weights, reach of cover."""

    place: Place
    name: str
    district_codes: tuple[str, ...]
    districts: tuple[District, ...]
    codes: tuple[str, ...]
    bps_codes: tuple[str, ...]
    names: tuple[str, ...]
    district_names: tuple[str, ...]
    district_of: Ints
    weight: Floats
    reach: Floats
    tilt: Floats
    """How much poorer (above 0) or better off a village is than the place."""

    @property
    def coast(self) -> Flags:
        """Whether each village lies in a coastal district."""
        return np.array([district.coast for district in self.districts], dtype=bool)[self.district_of]

    @property
    def farms(self) -> Flags:
        """Whether each village lies in a district of farms."""
        return np.array([district.farms for district in self.districts], dtype=bool)[self.district_of]


def survey(place: Place, chance: Chance) -> Land:
    """The villages of `place`: its districts' populations split by invented weights, empty villages without reach."""
    regions = load_regions()
    villages = regions.villages(place.regency)
    if not villages:
        raise DataRefused("demo_regions", phrase("demo.no_villages", place=place.regency))
    rng = chance.stream(place.short, "land")
    codes = tuple(village.code for village in villages)
    district_codes = tuple(place.districts)
    district_of = np.array([district_codes.index(code[:8]) for code in codes], dtype=np.int64)
    districts = tuple(place.districts.values())
    raw = rng.lognormal(0.0, 0.42, len(codes))
    within = raw / np.bincount(district_of, raw, len(districts))[district_of]
    population = np.array([district.population for district in districts], dtype=float)
    reach = np.array([district.reach for district in districts])[district_of] * rng.lognormal(0.0, 0.32, len(codes))
    reach[[codes.index(code) for code in place.empty_villages]] = 0.0
    coast = np.array([district.coast for district in districts])[district_of]
    return Land(
        place=place,
        name=regions.name(place.regency),
        district_codes=district_codes,
        districts=districts,
        codes=codes,
        bps_codes=tuple(village.bps_code or "" for village in villages),
        names=tuple(village.name for village in villages),
        district_names=tuple(regions.name(code) for code in district_codes),
        district_of=district_of,
        weight=within * population[district_of],
        reach=reach,
        tilt=rng.normal(0.0, 0.28, len(codes)) + 0.32 * coast,
    )
