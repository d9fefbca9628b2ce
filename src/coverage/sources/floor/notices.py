"""What is told of rows that are taken all the same, and pairs of rows that a person should look at."""

from __future__ import annotations

from dataclasses import dataclass

from ...text import Lang, Text

SAMPLE_ROWS = 20


@dataclass(frozen=True)
class Notice:
    """A finding that puts no row aside: `count` rows of `persons` people, the first of them in `rows`.

    `sponsor` is the other payer it is about; nothing here names a person.
    """

    code: str
    text: Text
    count: int
    persons: int
    rows: tuple[int, ...] = ()
    sponsor: str | None = None
    sponsor_name: Text | None = None

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The notice as `import --json` prints it."""
        return {
            "code": self.code,
            "message": self.text.of(lang),
            "count": self.count,
            "persons": self.persons,
            "rows": list(self.rows),
            "sponsor": self.sponsor,
            "sponsor_name": self.sponsor_name.of(lang) if self.sponsor_name else None,
        }


@dataclass(frozen=True)
class ReviewPair:
    """Two rows that may be one person, for a human to decide: where they stand, how likely (0 to 1), and why."""

    row_a: int
    row_b: int
    score: float
    why: Text

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The pair as `import --json` prints it."""
        return {"row_a": self.row_a, "row_b": self.row_b, "score": self.score, "why": self.why.of(lang)}
