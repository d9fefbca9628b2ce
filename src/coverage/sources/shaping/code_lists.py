"""Lists of area codes: names, BPS codes beside Kemendagri codes, population, size; and the holes they have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from ...regions import LEVELS, NATIONAL, Level, Regions, area_of, dotted, level_of, parent_of
from ...text import Lang, Text
from ...words import phrase
from ..declaring.clean import Clean
from ..floor.faults import Fault
from ..floor.wording import told
from ..judging.draft import Draft

SHOWN = 12
"""Holes named in a sentence; the rest is counted."""

_ROMAN = re.compile(r"[IVX]+")
_WORD = re.compile(r"[A-Z']+")
_SHARED = ("kode", "nama", "kode_bps", "nama_bps")
_PARENTS: tuple[tuple[str, str, str, str], ...] = (
    ("kode_desa_dagri", "nama_desa_dagri", "kode_desa_bps", "nama_desa_bps"),
    ("kode_kec_dagri", "nama_kec_dagri", "kode_kec_bps", "nama_kec_bps"),
)
_MEASURES = ("lintang", "bujur", "penduduk", "luas")


@dataclass
class _Rows:
    """Areas collected from the columns of a list, each with the position of the row it stands in."""

    source: list[int] = field(default_factory=list)
    areas: list[dict[str, Any]] = field(default_factory=list)

    def add(self, position: int, area: dict[str, Any]) -> None:
        self.source.append(position)
        self.areas.append(area)

    def column(self, name: str) -> Any:
        found = np.empty(len(self.areas), dtype=object)
        found[:] = [area.get(name) for area in self.areas]
        return found


def finish_regions(draft: Draft) -> Clean:
    """Area codes of any level, one area a row or its district beside it; a code need not be known yet.

    A bridge between two code lists is older than the codes in force: it adds to known places and makes no regency.
    A code list is for no month: it stands under the month in which it came.
    """
    _check_population(draft)
    about = _about(draft)
    rows = _Rows()
    own = draft.has("kode")
    if own:
        _collect(draft, rows, _SHARED, about, is_main=True)
    for columns in _PARENTS:
        if draft.has(columns[0]):
            _collect(draft, rows, columns, about, is_main=not own and columns is _PARENTS[0])
    if about == "bridge":
        _refuse_old_codes(draft, rows)
    _say_holes(draft, rows, about)
    months = np.full(len(rows.areas), draft.around.received_month, dtype=object)
    names = ("code", "level", "name", "parent", "bps_code", "bps_name", "lat", "lng", "population", "area_km2")
    return Clean(
        {name: rows.column(name) for name in ("regency_code", "about", *names)} | {"period": months},
        np.array(rows.source, dtype=np.int64),
    )


def _about(draft: Draft) -> str:
    """What the list is about: codes, or facts of areas that a list of codes names better."""
    if any(draft.has(name) for name in ("nama_bps", "nama_desa_bps", "nama_kec_bps")):
        return "bridge"
    if draft.has("kode_bps") or draft.has("lintang"):
        return "codes"
    if draft.has("penduduk") or draft.has("pria"):
        return "population"
    return "area" if draft.has("luas") else "codes"


def _check_population(draft: Draft) -> None:
    """Both sexes must add up to the total; a list without `penduduk` has it as `total`, or as their sum."""
    men, women = draft.value("pria"), draft.value("wanita")
    if not (draft.has("pria") and draft.has("wanita")):
        return
    total = draft.value("total")
    population = draft.value("penduduk").copy()
    for position in range(len(draft)):
        if men[position] is None or women[position] is None:
            continue
        both = men[position] + women[position]
        stated = population[position] if draft.has("penduduk") else total[position]
        if stated is not None and stated != both:
            column = "penduduk" if draft.has("penduduk") else "total"
            draft.faults.add([position], column, Fault("sexes_mismatch", {"found": both, "stated": stated}))
        population[position] = both
    draft.values["penduduk"] = population


def _collect(draft: Draft, rows: _Rows, columns: tuple[str, str, str, str], about: str, is_main: bool) -> None:
    """The areas of one group of columns; an area repeated beside its parts is taken once."""
    code_column, name_column, bps_column, bps_name_column = columns
    codes, names = draft.value(code_column), draft.value(name_column)
    bps, bps_names = draft.value(bps_column), draft.value(bps_name_column)
    seen: set[tuple[Any, ...]] = set()
    listed = {area["code"] for area in rows.areas}
    for position in range(len(draft)):
        text, name = codes[position], names[position]
        if text is None or name is None:
            if is_main and not draft.faults.faulty[position]:
                column = code_column if text is None else name_column
                declared = draft.format.column(column)
                details = {"column": draft.header(column), "example": declared.example}
                draft.faults.add([position], column, Fault("required_missing", details))
            continue
        code = _new_code(text)
        if code is None:
            draft.faults.add([position], code_column, Fault("bad_code"))
            continue
        area = {
            "code": code,
            "name": readable(name),
            "bps_code": _digits(bps[position]),
            "bps_name": None if bps_names[position] is None else readable(bps_names[position]),
        }
        if not is_main and (code in listed or tuple(area.values()) in seen):
            continue
        seen.add(tuple(area.values()))
        level = "national" if code == NATIONAL else cast(str, level_of(code))
        measures = {name: draft.value(name)[position] if is_main else None for name in _MEASURES}
        rows.add(
            position,
            area
            | {
                "level": level,
                "about": f"{about}/{level}",
                "regency_code": code[:5],
                "parent": None if code == NATIONAL else parent_of(code),
                "lat": measures["lintang"],
                "lng": measures["bujur"],
                "population": measures["penduduk"],
                "area_km2": measures["luas"],
            },
        )


def _refuse_old_codes(draft: Draft, rows: _Rows) -> None:
    """Rows of a bridge whose regency no list in force has: taken, they would lead BPS codes to a place that is gone."""
    regions = draft.around.regions
    column = "kode" if draft.has("kode") else _PARENTS[0][0]
    for position, area in zip(rows.source, rows.areas, strict=True):
        place = area["code"][: 5 if len(area["code"]) > 2 else 2]
        if place == NATIONAL or place in regions:
            continue
        now = regions.match(area["name"], "regency").code if area["level"] == "regency" else None
        detail: Text | str = "" if now is None else told("meant_now", now=f"{now} ({regions.name(now)})")
        draft.faults.add([position], column, Fault("code_not_in_force", {"place": place, "detail": detail}))


def _say_holes(draft: Draft, rows: _Rows, about: str) -> None:
    """Warns of known areas that the list leaves out, and of regencies of which it names no part."""
    regions = draft.around.regions
    is_sound = draft.sound
    sound = [area for position, area in zip(rows.source, rows.areas, strict=True) if is_sound[position]]
    for level in LEVELS:
        given = {area["code"] for area in sound if area["level"] == level}
        if not given:
            continue
        if level in ("district", "village"):
            touched = {area_of(code, "regency") for code in given}
            provinces = {code[:2] for code in touched}
            # A list of one place has no holes elsewhere; one of several names whole provinces.
            expected = (
                [r.code for p in sorted(provinces) for r in regions.within(p, "regency")] if len(touched) > 1 else []
            )
            empty = [code for code in expected if code not in touched]
            if 0 < len(empty) < len(touched):
                draft.warnings.append(_hole("hole_regencies", level, empty, regions))
            scope = touched
        else:
            scope = {code[:2] for code in given} if level == "regency" else set()
        known = {r.code for place in sorted(scope) for r in regions.within(place, level)}
        if level == "province" and len(given) > 1:
            known = {region.code for region in regions.children(None)}
        # A list of a few areas is a part of the whole, not a whole with holes.
        missing = sorted(known - given)
        if 0 < len(missing) < len(given):
            draft.warnings.append(_hole("hole_areas", level, missing, regions))
    without = [area["code"] for area in sound if about == "bridge" and area["bps_code"] is None]
    if without:
        draft.warnings.append(_hole("hole_bps", cast("Level", level_of(without[0])), without, regions))


def _hole(key: str, level: Level, codes: Iterable[str], regions: Regions) -> Text:
    listed = list(codes)

    def named(lang: Lang) -> str:
        shown = ", ".join(f"{regions.name(code, lang)} ({code})" for code in listed[:SHOWN])
        return shown + (f", … (+{len(listed) - SHOWN})" if len(listed) > SHOWN else "")

    names = Text(id=named("id"), en=named("en"))
    return told(key, count=len(listed), level=phrase(f"regions.level_{level}"), names=names)


def readable(name: str) -> str:
    """A name written in capitals as a reader expects it; any other as it stands.

    >>> readable("KENDARI BARAT"), readable("WUA-WUA"), readable("III KOTO"), readable("Wua-Wua")
    ('Kendari Barat', 'Wua-Wua', 'III Koto', 'Wua-Wua')
    """
    text = " ".join(name.split())
    if text != text.upper() or not _WORD.search(text):
        return text
    return _WORD.sub(lambda found: _capital(found.group()), text)


def _capital(word: str) -> str:
    return word if _ROMAN.fullmatch(word) or word in ("DKI", "DI") else word.capitalize()


def _new_code(text: str) -> str | None:
    text = text.strip()
    if text in ("0", "00"):
        return NATIONAL
    if re.fullmatch(r"\d+\.0", text):
        text = text[:-2]
    if re.fullmatch(r"\d\d\.\d", text):
        text += "0"  # a spreadsheet wrote 33.20 as the number 33.2
    code = re.sub(r"[\-/ ]", ".", text) if re.search(r"[.\-/ ]", text) else dotted(text)
    return code if code and level_of(code) else None


def _digits(text: str | None) -> str | None:
    return None if text is None else (re.sub(r"\D", "", text.removesuffix(".0")) or None)
