"""The sponsors known to a data folder: those on sponsor lists in force, and the kinds that need no list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ...codes import sponsor_kinds
from ...text import Text
from ..declaring.formats import plain
from ..floor.masking import scrub

# People who pay for themselves, and employers, are no sponsors with a list entry: their kind stands for them.
WITHOUT_A_LIST = ("MANDIRI", "PEMBERI_KERJA")


@dataclass(frozen=True)
class Sponsor:
    """A sponsor as lists in force know it; `regencies` are the places it is listed for."""

    sponsor_id: str
    name: str
    kind: str
    regencies: frozenset[str]
    cadence: str | None = None


class SponsorBook:
    """Looks sponsors up by code or name, however written."""

    def __init__(self, sponsors: Iterable[Sponsor]) -> None:
        self._sponsors: Mapping[str, Sponsor] = {sponsor.sponsor_id: sponsor for sponsor in sponsors}
        named: dict[str, set[str]] = {}
        for sponsor in self._sponsors.values():
            named.setdefault(plain(sponsor.name), set()).add(sponsor.sponsor_id)
        self._codes = {plain(code): code for code in (*self._sponsors, *WITHOUT_A_LIST)}
        kinds = sponsor_kinds()
        self._codes |= {plain(kinds[code].label.id): code for code in WITHOUT_A_LIST}
        self._names = {name: codes.copy().pop() for name, codes in named.items() if len(codes) == 1}

    def find(self, text: str) -> str | None:
        """The code of the sponsor a text names by code or by its one name; None if there is none."""
        written = plain(text)
        return self._codes.get(written) or self._names.get(written)

    def code(self, text: str) -> str:
        """The code as lists in force spell it; as written here when it is new."""
        return self._codes.get(plain(text), text.strip())

    def label(self, sponsor_id: str) -> Text:
        """What a sponsor is called: its name; the kind's for those who need no list."""
        sponsor = self._sponsors.get(sponsor_id)
        if sponsor is None and sponsor_id in sponsor_kinds():
            return sponsor_kinds()[sponsor_id].label
        name = scrub(sponsor.name if sponsor else sponsor_id)
        return Text(id=name, en=name)

    def near(self, text: str) -> list[str]:
        """Codes that a misspelt text may have meant, nearest first."""
        known = self._names | self._codes
        return list(dict.fromkeys(known[name] for name in get_close_matches(plain(text), known, n=3, cutoff=0.6)))

    def codes(self) -> list[str]:
        """Every code that may be named."""
        return sorted({*self._sponsors, *WITHOUT_A_LIST})

    def regency(self, sponsor_id: str) -> str | None:
        """The one regency a sponsor is listed for; None if there are several or none."""
        sponsor = self._sponsors.get(sponsor_id)
        return next(iter(sponsor.regencies)) if sponsor and len(sponsor.regencies) == 1 else None
