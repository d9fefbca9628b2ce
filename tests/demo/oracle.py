"""The meaning of participant lists in plain Python, read from the files themselves: slow, short and independent."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from src.coverage.demo import Shipment

HEADERS = {
    "sumber iuran": "sponsor",
    "kelurahan/desa": "desa",
    "awal perlindungan": "bulan_mulai",
    "akhir perlindungan": "bulan_akhir",
    "tanggal daftar": "tgl_daftar",
    "tgl daftar": "tgl_daftar",
}


@dataclass(frozen=True)
class Statement:
    """What one sound row says."""

    nik: str
    sponsor: str
    segment: str
    start: int | None
    end: int | None


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a file as text by plain header; a title above the header is skipped."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            head = file.readline()
            file.seek(0)
            table = list(csv.reader(file, delimiter=";" if head.count(";") > head.count(",") else ","))
    else:
        table = [
            [_text(cell) for cell in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        ]
        width = max(len([cell for cell in row if cell]) for row in table[:5])
        table = table[next(place for place, row in enumerate(table) if len([cell for cell in row if cell]) == width) :]
    names = [HEADERS.get(name.lower(), name.lower().replace(" ", "_")) for name in table[0]]
    return [dict(zip(names, row, strict=True)) for row in table[1:]]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def month(text: str) -> int | None:
    """The month number of `2025-04` or `04/2025`; None when empty; a ValueError when it is no month."""
    if not text:
        return None
    year, number = text.split("-") if "-" in text else reversed(text.split("/"))
    if not 1 <= int(number) <= 12:
        raise ValueError(text)
    return int(year) * 12 + int(number) - 1


def _day(text: str) -> None:
    if text:
        date.fromisoformat(text if "-" in text else "-".join(reversed(text.split("/"))))


def sound(row: dict[str, str], shipment: Shipment, sponsors: set[str], villages: set[str]) -> Statement | None:
    """The statement of a row, or None when the row has a fault that must keep it out."""
    try:
        start, end = month(row["bulan_mulai"]), month(row["bulan_akhir"])
        _day(row["tgl_daftar"])
    except ValueError:
        return None
    sponsor, segment = row.get("sponsor", shipment.sponsor or ""), row.get("segmen", "BPU")
    place = row.get("kode_desa") or row.get("desa", "")
    sound = (
        re.fullmatch(r"99\d{14}", row["nik"])
        and (start is None) == (end is None)
        and (start is None or end is None or start <= end)
        and sponsor in sponsors
        and segment in ("PU", "BPU")
        and (not place or place in villages)
        and int(row.get("bulan_sebelumnya") or 0) <= 720
    )
    return Statement(row["nik"], sponsor, segment, start, end) if sound else None


@dataclass
class Lists:
    """The participant lists of one place, read back."""

    by_sender: dict[str, list[tuple[int, list[Statement]]]]
    refused: int
    repeats: int
    rows: int

    def paying(self, at: int) -> dict[str, set[str]]:
        """For each person active in month `at`, the sponsors who pay."""
        found: dict[str, set[str]] = defaultdict(set)
        for statements in self._stating(at):
            for told in statements:
                if told.start is not None and told.end is not None and told.start <= at <= told.end:
                    found[told.nik].add(told.sponsor)
        return found

    def _stating(self, at: int) -> Iterator[list[Statement]]:
        for lists in self.by_sender.values():
            for number, (_, statements) in enumerate(lists):
                # A list says nothing about months from the sender's next list on.
                if number + 1 == len(lists) or at < lists[number + 1][0]:
                    yield statements

    def active(self, at: int, segment: str = "BPU") -> int:
        """How many people of a segment are active in month `at`."""
        paying = self.paying(at)
        segments = {
            told.nik: told.segment for lists in self.by_sender.values() for _, told_s in lists for told in told_s
        }
        return sum(segments[nik] == segment for nik in paying)

    def sponsored(self, sponsor: str, at: int) -> int:
        """How many people a sponsor pays for in month `at`."""
        return sum(sponsor in payers for payers in self.paying(at).values())

    def registered(self, sponsor: str, at: int) -> int:
        """How many people a sponsor's list in force names, or pays for, in month `at`."""
        named = {nik for nik, payers in self.paying(at).items() if sponsor in payers}
        for lists in self.by_sender.values():
            begun = [statements for period, statements in lists if period <= at]
            if begun:
                named |= {told.nik for told in begun[-1] if told.sponsor == sponsor}
        return len(named)


def read_lists(folder: Path, files: list[Shipment], place: str, codes: set[str], names: set[str]) -> Lists:
    """The lists of a place with faulty rows and repeats left out."""
    known = {"MANDIRI": "MANDIRI"}
    for shipment in files:
        if shipment.format == "sponsors" and shipment.path.startswith(place):
            for row in rows_of(folder / shipment.path):
                known |= {row["id_sponsor"]: row["id_sponsor"], row["nama"]: row["id_sponsor"]}
    found = Lists(defaultdict(list), 0, 0, 0)
    for shipment in sorted(files, key=lambda one: one.period or 0):
        if shipment.format != "participants" or not shipment.path.startswith(place):
            continue
        told: list[Statement] = []
        seen: set[tuple[str, ...]] = set()
        for row in rows_of(folder / shipment.path):
            found.rows += 1
            statement = sound(row, shipment, set(known), codes | names)
            if statement is None:
                found.refused += 1
            elif tuple(row.values()) in seen:
                found.repeats += 1
            else:
                seen.add(tuple(row.values()))
                told.append(Statement(**{**statement.__dict__, "sponsor": known[statement.sponsor]}))
        assert shipment.period is not None
        found.by_sender[shipment.sender].append((shipment.period, told))
    return found
