"""Which area a name means: one code, or the candidates and the reason why not one; never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from ..text import Lang, Text
from ..words import phrase
from .names import NameKey, name_key, spelling
from .region import Level, Region, area_of, is_within

Reason = Literal["found", "variant", "ambiguous", "elsewhere", "near", "unknown", "no_list", "empty"]


@dataclass(frozen=True)
class Match:
    """What a name was found to mean: `code` when certain (`found`, or `variant` spelling), else `candidates`."""

    code: str | None
    candidates: tuple[str, ...]
    reason: Reason
    text: Text


class NameIndex:
    """Areas by comparable name, one table per level."""

    def __init__(self, regions: Iterable[Region], full_name: Callable[[str, Lang], str]) -> None:
        self._full_name = full_name
        self._names: dict[Level, dict[str, dict[str, str]]] = {}
        self._variants: dict[Level, dict[str, dict[str, str]]] = {}
        self._listed: set[tuple[Level, str]] = set()
        by_code = {region.code: region for region in regions}
        for code, region in by_code.items():
            self._add(self._names, region.level, name_key(region.name, region.level), code)
            self._listed |= {(region.level, code[:2]), (region.level, code[:5])}
        for region in by_code.values():
            self._add_variants(region, region.also)
        for variant in spelling().variants:
            if variant.code in by_code:
                self._add_variants(by_code[variant.code], variant.also)

    def match(self, name: str, level: Level, parent: str | None) -> Match:
        """The area of `level` within `parent` that the name means."""
        if not name.strip():
            return Match(None, (), "empty", phrase("regions.match_empty"))
        key = name_key(name, level)
        if parent and self._is_beyond(level, parent):
            return Match(None, (), "no_list", self.lacking(level, parent))
        elsewhere: set[str] = set()
        tables: tuple[tuple[dict[Level, dict[str, dict[str, str]]], Reason], ...] = (
            (self._names, "found"),
            (self._variants, "variant"),
        )
        for table, reason in tables:
            found = _codes(table.get(level, {}), key)
            inside = sorted(code for code in found if is_within(code, parent))
            if len(inside) == 1:
                return self._answer(name, parent, inside, reason)
            if inside:
                return self._answer(name, parent, inside, "ambiguous")
            elsewhere |= found
        if elsewhere:
            return self._answer(name, parent, sorted(elsewhere), "elsewhere")
        near = self._near(key, level, parent)
        return self._answer(name, parent, near, "near" if near else "unknown")

    def lacking(self, level: Level, place: str) -> Text:
        """The sentence that says that the code list of a place does not go down to a level."""
        regency = area_of(place, "regency")

        def of(lang: Lang) -> str:
            shown = phrase(f"regions.level_{level}").of(lang)
            return phrase("regions.no_code_list", level=shown, place=self._full_name(regency, lang)).of(lang)

        return Text(id=of("id"), en=of("en"))

    def _is_beyond(self, level: Level, place: str) -> bool:
        """Whether the code list of a regency (or province) goes less deep than the level."""
        return (level, area_of(place, "regency")) not in self._listed

    def _near(self, key: NameKey, level: Level, parent: str | None) -> list[str]:
        table = self._names.get(level, {})
        known = {base for base, codes in table.items() if any(is_within(code, parent) for code in codes)}
        bases = get_close_matches(key.base, sorted(known), n=3, cutoff=0.75)
        return list(dict.fromkeys(code for base in bases for code in sorted(table[base]) if is_within(code, parent)))

    def _answer(self, name: str, parent: str | None, codes: list[str], reason: Reason) -> Match:
        code = codes[0] if reason in ("found", "variant") else None
        word = "found" if code else reason

        def listed(lang: Lang) -> str:
            return "; ".join(f"{self._full_name(code, lang)} ({code})" for code in codes[:6])

        def place(lang: Lang) -> str:
            return self._full_name(parent, lang) if parent else phrase("regions.indonesia").of(lang)

        text = Text(
            id=phrase(
                f"regions.match_{word}", name=name, found=listed("id"), candidates=listed("id"), parent=place("id")
            ).id,
            en=phrase(
                f"regions.match_{word}", name=name, found=listed("en"), candidates=listed("en"), parent=place("en")
            ).en,
        )
        return Match(code, tuple(codes), reason, text)

    def _add_variants(self, region: Region, names: Iterable[str]) -> None:
        kind = name_key(region.name, region.level).kind
        for name in names:
            key = name_key(name, region.level)
            self._add(self._variants, region.level, NameKey(key.whole, kind, key.base), region.code)

    @staticmethod
    def _add(table: dict[Level, dict[str, dict[str, str]]], level: Level, key: NameKey, code: str) -> None:
        # Under the base name with its kind; under the whole name too, for names that begin with a kind's word.
        for base in {key.base, key.whole}:
            table.setdefault(level, {}).setdefault(base, {})[code] = key.kind


def _codes(table: dict[str, dict[str, str]], key: NameKey) -> set[str]:
    """Areas with this name; "Kota Malang" is not "Kabupaten Malang", while "Malang" is both."""
    whole = set(table.get(key.whole, ()))
    based = {code for code, kind in table.get(key.base, {}).items() if not (key.kind and kind) or kind == key.kind}
    return whole or based
