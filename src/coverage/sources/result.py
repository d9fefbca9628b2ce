"""What comes of an import."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import DataRefused
from ..text import Lang, Text, month_code
from .floor.faults import Problem
from .floor.notices import Notice, ReviewPair
from .floor.options import LeftAside
from .keeping.manifest import Manifest


@dataclass(frozen=True)
class FileResult:
    """One recognised sheet: what was recorded (`delivery` None: nothing), and every fault found.

    `manifest` says what is, or with a dry run would be, on record.
    """

    file: str
    sheet: str
    delivery: str | None
    unchanged: bool
    manifest: Manifest
    replaces: tuple[Manifest, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), repr=False)
    needs_confirm: bool = False
    notices: tuple[Notice, ...] = ()
    review: tuple[ReviewPair, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    profile: str | None = None

    @property
    def places(self) -> list[str]:
        """The regencies it speaks for."""
        return sorted({regency for regency, _ in self.manifest.cells})

    @property
    def periods(self) -> list[int]:
        """The months it speaks for."""
        return sorted({period for _, period in self.manifest.cells})

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The entry as `import --json` prints it."""
        manifest = self.manifest
        return {
            "file": self.file,
            "sheet": self.sheet or None,
            "delivery": self.delivery,
            "unchanged": self.unchanged,
            "format": manifest.format,
            "place": manifest.place or None,
            "places": self.places,
            "period": month_code(self.periods[0]) if len(self.periods) == 1 else None,
            "periods": [month_code(period) for period in self.periods],
            "sender": manifest.sender,
            "part": manifest.part or None,
            "received": manifest.received.isoformat(),
            "replaces": [_replaced(other, manifest) for other in self.replaces],
            "rows": manifest.rows,
            "accepted": manifest.accepted,
            "quarantined": manifest.quarantined,
            "duplicates": manifest.duplicates,
            "conventions": {name: text.of(lang) for name, text in manifest.conventions.items()},
            "sums": manifest.sums,
            "synthetic": manifest.synthetic,
            "closes": manifest.mended,
            "still_open": manifest.repeated,
            "needs_confirm": self.needs_confirm,
            "warnings": [text.of(lang) for text in manifest.warnings],
            "profile": self.profile,
            "left_aside": [one.to_json(lang) for one in self.left_aside],
            "problems": [problem.to_json(lang) for problem in self.problems],
            "notices": [notice.to_json(lang) for notice in self.notices],
            "review": [pair.to_json(lang) for pair in self.review],
        }


@dataclass(frozen=True)
class ImportResult:
    """What an import of one file did, one entry per recognised sheet."""

    files: tuple[FileResult, ...]

    @property
    def has_quarantine(self) -> bool:
        """Whether any row was put aside (`--strict` makes that a failure)."""
        return any(file.manifest.quarantined for file in self.files)

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The document of `import --json`."""
        return {"files": [file.to_json(lang) for file in self.files]}


class FileRefused(DataRefused):
    """A file in which not one row can be taken; `result` holds every fault."""

    def __init__(self, code: str, text: Text, hints: list[Text], result: ImportResult) -> None:
        super().__init__(code, text, hints)
        self.result = result


def _replaced(other: Manifest, by: Manifest) -> dict[str, object]:
    shared = {period for _, period in set(other.cells) & set(by.cells)}
    return {
        "delivery": other.delivery,
        "file": other.file_name,
        "received": other.received.isoformat(),
        "periods": [month_code(period) for period in sorted(shared)],
        "accepted": other.accepted,
    }
