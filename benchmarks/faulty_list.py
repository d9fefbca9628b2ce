"""A participant list with planted faults, and its truth table: `python -m benchmarks.faulty_list FOLDER [ROWS]`.

Every faulty row has one fault. NIKs begin with 99, a province that does not exist; names are syllables drawn by lot.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from src.coverage.regions import load_regions
from src.coverage.sources import FileResult

HEADERS = (
    *("NIK", "Nama", "Tanggal Lahir", "JK", "Sponsor", "Bulan Mulai", "Bulan Akhir", "Tgl Daftar", "Kode Desa"),
    *("Pekerjaan", "Upah", "Alamat"),
)
NIK, NAME, BORN, SEX, SPONSOR, START, END, DAY, VILLAGE, JOB, WAGE, ADDRESS = range(len(HEADERS))
SPONSORS = ("BAZNAS_KDI", "KALLA")
SPONSOR_LIST = "id_sponsor;nama;jenis;kode_wilayah\nBAZNAS_KDI;Baznas Kota Kendari;ZAKAT;74.71\nKALLA;Kalla;CSR;74.71\n"
PERIOD = "2025-01"
JOBS = ("nelayan", "petani", "ojek online", "pedagang kaki lima", "buruh harian", "tukang bangunan", "penjahit")
REGENCY = "74.71"

SHARES: dict[str, float] = {
    # Duplicates, 8.6 %: whole rows, a person with other content, a person whom another sponsor pays for as well.
    "repeat": 0.050,
    "repeated_person": 0.018,
    "other_sponsor_in_file": 0.018,
    # Incomplete, 3.6 %; of the first a part is a person of another row, with a letter changed in the name.
    "nik_missing": 0.011,
    "lost_twin": 0.001,
    "required_missing": 0.012,
    "month_missing": 0.012,
    # Wrong NIKs, 2 %.
    "nik_length": 0.004,
    "nik_characters": 0.004,
    "nik_birth": 0.004,
    "nik_birth_differs": 0.004,
    "nik_sex_differs": 0.002,
    "nik_placeholder": 0.002,
    "over_age": 0.010,
    # Damaged by a spreadsheet, 1.5 %.
    "nik_scientific": 0.005,
    "nik_zeros_lost": 0.005,
    "nik_rounded": 0.005,
    "unknown_area": 0.010,
}
Row = list[str]


@dataclass
class Truth:
    """What was planted: per row of the file its one code; rows told of; pairs that are one person; whole repeats."""

    rows: int = 0
    faults: dict[int, str] = field(default_factory=dict)
    told: dict[str, set[int]] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    repeats: set[int] = field(default_factory=set)

    def write(self, path: Path) -> None:
        """The truth table as CSV: row, what is to be found, and the row it goes with."""
        with path.open("w", encoding="utf-8", newline="") as handle:
            table = csv.writer(handle)
            table.writerow(("row", "code", "with_row"))
            table.writerows((row, code, "") for row, code in sorted(self.faults.items()))
            table.writerows((row, "repeat", "") for row in sorted(self.repeats))
            table.writerows((row, code, "") for code in sorted(self.told) for row in sorted(self.told[code]))
            table.writerows((first, "review", second) for first, second in sorted(self.pairs))

    def shortfalls(self, result: FileResult) -> list[str]:
        """How a result differs from the truth; nothing when every fault was found and no sound row refused."""
        found: list[str] = []
        refused = {(problem.row, problem.fault.code) for problem in result.problems}
        planted = set(self.faults.items())
        found += [f"not found: {entry}" for entry in sorted(planted - refused)]
        found += [f"wrongly refused: {entry}" for entry in sorted(refused - planted)]
        manifest = result.manifest
        counts = (manifest.rows, manifest.quarantined, manifest.duplicates)
        if counts != (self.rows, len(self.faults), len(self.repeats)):
            found.append(f"counts {counts}")
        for code, rows in self.told.items():
            notices = [notice for notice in result.notices if notice.code == code]
            if sum(notice.count for notice in notices) != len(rows):
                found.append(f"{code}: {sum(notice.count for notice in notices)} rows told instead of {len(rows)}")
            found += [f"{code}: row {row}" for notice in notices for row in notice.rows if row not in rows]
        proposed = {(pair.row_a, pair.row_b) for pair in result.review}
        found += [f"not proposed: {pair}" for pair in sorted(self.pairs - proposed)]
        return found


class _Maker:
    """Draws sound rows, each of another person."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.villages = [village.code for village in load_regions().villages(REGENCY)]
        self.number = 0

    def person(self, first_year: int = 1966, last_year: int = 2005) -> Row:
        draw = self.draw
        day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(first_year, last_year)
        is_woman = draw.random() < 0.45
        start = draw.randrange(12)
        end = draw.randrange(start, 12)
        return [
            self.nik(day + 40 * is_woman, month, year % 100),
            self.name(),
            f"{day:02d}/{month:02d}/{year}",
            "P" if is_woman else "L",
            draw.choice((*SPONSORS, "MANDIRI")),
            f"{start + 1:02d}/2025",
            f"{end + 1:02d}/2025",
            f"{draw.randint(1, 28):02d}/{start + 1:02d}/2025",
            draw.choice(self.villages),
            draw.choice(JOBS),
            f"Rp {draw.randrange(1, 6)}.{draw.randrange(10)}00.000",
            f"Jalan Contoh {draw.randrange(1, 300)}",
        ]

    def nik(self, day: int, month: int, year: int) -> str:
        """A NIK of nobody else: the running number is in its area and in its last four digits."""
        self.number += 1
        block, serial = divmod(self.number, 9999)
        return f"99{1000 + block:04d}{day:02d}{month:02d}{year:02d}{serial + 1:04d}"

    def name(self) -> str:
        words = ("".join(self.draw.choice("BDGJKLMNPRST") + self.draw.choice("AEIOU") for _ in range(3)) for _ in "ab")
        return " ".join((*words, "CONTOH"))


def _with(row: Row, place: int, value: str) -> Row:
    return [*row[:place], value, *row[place + 1 :]]


def _nik(change: Callable[[str], str]) -> Callable[[Row], Row]:
    return lambda row: _with(row, NIK, change(row[NIK]))


def _born_later(nik: str) -> str:
    # Another year of the same day, so that the date stays one of the calendar.
    return f"{nik[:10]}{(int(nik[10:12]) + 4) % 100:02d}{nik[12:]}"


def _other_sex(nik: str) -> str:
    day = int(nik[6:8])
    return f"{nik[:6]}{day - 40 if day > 40 else day + 40:02d}{nik[8:]}"


_FAULTS: dict[str, Callable[[Row], Row]] = {
    "nik_missing": _nik(lambda _: ""),
    "required_missing": lambda row: _with(row, SPONSOR, ""),
    "month_missing": lambda row: _with(row, END, ""),
    "nik_length": _nik(lambda nik: nik + "7"),
    "nik_characters": _nik(lambda nik: nik[:9] + "O" + nik[10:]),
    "nik_birth": _nik(lambda nik: nik[:8] + "13" + nik[10:]),
    "nik_birth_differs": _nik(_born_later),
    "nik_sex_differs": _nik(_other_sex),
    "nik_placeholder": _nik(lambda nik: nik[0] * 16),
    "over_age": lambda row: row,
    "nik_scientific": _nik(lambda nik: f"{nik[0]},{nik[1:6]}E+15"),
    "nik_zeros_lost": _nik(lambda nik: nik[1:]),
    # Six digits shown as 9,97471E+15 and written out again.
    "nik_rounded": _nik(lambda nik: nik[:6] + "0" * 10),
    "unknown_area": lambda row: _with(row, VILLAGE, f"{REGENCY}.99.1999"),
}


def drawn(rows: int, seed: int = 20260101, as_workbook: bool = False) -> tuple[list[Row], Truth]:
    """The rows of a list, and what was planted in them; a workbook's numbers lose only their last digit."""
    maker = _Maker(seed)
    counts = {kind: max(2, round(rows * share)) for kind, share in SHARES.items()}
    sound = [maker.person() for _ in range(rows - sum(counts.values()))]
    planned: list[tuple[str, Row, int | None]] = [("", row, None) for row in sound]
    for kind, change in _FAULTS.items():
        years = (1935, 1955) if kind == "over_age" else (1966, 2005)
        if kind == "nik_rounded" and as_workbook:
            change = _nik(lambda nik: nik[:15] + "0")
        planned += [(kind, change(maker.person(*years)), None) for _ in range(counts[kind])]
    # Each source is copied once, so that a row is told of for one reason.
    sources = iter(maker.draw.sample(range(len(sound)), sum(counts[kind] for kind in _COPIES)))
    for kind, copy in _COPIES.items():
        planned += [(kind, copy(sound[source]), source) for source in (next(sources) for _ in range(counts[kind]))]
    order = list(range(len(planned)))
    maker.draw.shuffle(order)
    return [planned[at][1] for at in order], _truth(planned, order)


_COPIES: dict[str, Callable[[Row], Row]] = {
    "repeat": lambda row: list(row),
    "repeated_person": lambda row: _with(row, ADDRESS, "Lorong Contoh"),
    "other_sponsor_in_file": lambda row: _with(row, SPONSOR, "KALLA" if row[SPONSOR] != "KALLA" else "BAZNAS_KDI"),
    "lost_twin": lambda row: _with(_with(row, NIK, ""), NAME, row[NAME][:5] + row[NAME][6:]),
}


def _truth(planned: Sequence[tuple[str, Row, int | None]], order: Sequence[int]) -> Truth:
    row_of = {at: place + 2 for place, at in enumerate(order)}
    truth = Truth(rows=len(order), told={"repeated_person": set(), "other_sponsor_in_file": set()})
    for at, (kind, _, source) in enumerate(planned):
        row = row_of[at]
        if kind == "repeat":
            assert source is not None
            truth.repeats.add(max(row, row_of[source]))
        elif kind in truth.told:
            assert source is not None
            truth.told[kind] |= {row, row_of[source]}
        elif kind == "lost_twin":
            assert source is not None
            truth.faults[row] = "nik_missing"
            truth.pairs.add((min(row, row_of[source]), max(row, row_of[source])))
        elif kind:
            truth.faults[row] = kind
    return truth


def write_csv(path: Path, rows: Sequence[Row]) -> None:
    """The list as offices write it: semicolons, Indonesian dates and rupiah."""
    with path.open("w", encoding="utf-8") as handle:
        handle.write(";".join(HEADERS) + "\n")
        handle.writelines(";".join(row) + "\n" for row in rows)


def write_xlsx(path: Path, rows: Sequence[Row], truth: Truth) -> None:
    """The list as a workbook, in which cut-off NIKs are numbers, as Excel keeps them."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Peserta")
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(rows, 1):
            for place, text in enumerate(row):
                if place == NIK and truth.faults.get(number + 1) == "nik_rounded":
                    sheet.write_number(number, place, float(text))
                else:
                    sheet.write_string(number, place, text)


def main(folder: Path, rows: int) -> None:
    """Writes the list, its truth table and the sponsors it names."""
    folder.mkdir(parents=True, exist_ok=True)
    found, truth = drawn(rows)
    write_csv(folder / "peserta.csv", found)
    truth.write(folder / "truth.csv")
    (folder / "sponsor.csv").write_text(SPONSOR_LIST, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
