"""True tables drawn at random never raise; one corrupted cell is always found."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from src.coverage.lint import lint_file
from src.coverage.parameters import contribution

PLACES = ("Mandonga", "Baruga", "Puuwatu", "Kadia", "Wua-Wua", "Poasia", "Abeli", "Kambu")


def indonesian(number: float, decimals: int = 0) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def english(number: float, decimals: int = 0) -> str:
    return f"{number:,.{decimals}f}"


@dataclass
class Drawn:
    """A true table as cells; `weights` are the cells of which a change must be seen."""

    cells: list[list[str]]
    weights: list[tuple[int, int]]


@st.composite
def coverage_tables(draw: st.DrawFn) -> Drawn:
    """Places with potential, active, gap, rate and a total row, in either way of writing numbers."""
    write = draw(st.sampled_from([indonesian, english]))
    decimals = draw(st.integers(0, 2))
    with_gap, with_total = draw(st.booleans()), draw(st.booleans())
    rows = [
        (place, workers, draw(st.integers(0, workers)))
        for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True))
        for workers in [draw(st.integers(50, 250_000))]
    ]
    if with_total and len(rows) > 1:
        rows.append(("Jumlah", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    head = ["Kecamatan", "Potensi pekerja", "Peserta aktif", "Belum terlindungi", "Cakupan (%)"]
    table = [
        [place, write(workers), write(active), write(workers - active), write(100 * active / workers, decimals)]
        for place, workers, active in rows
    ]
    cells = [head, *table]
    if not with_gap:
        cells = [[*row[:3], row[4]] for row in cells]
    # A rate of nought, or one rounded to whole per cents, hides small slips lawfully.
    shows = decimals > 0 and all(0.05 <= active / workers <= 0.95 for _, workers, active in rows)
    weights = [(row, column) for row in range(1, len(cells)) for column in range(1, len(cells[0]))]
    return Drawn(cells, weights if shows else [])


@st.composite
def segment_tables(draw: st.DrawFn) -> Drawn:
    """Counts by segment with their total, as rows or as columns."""
    write = draw(st.sampled_from([indonesian, english]))
    counts = [draw(st.integers(1, 200_000)) for _ in range(3)]
    names = ["PU", "BPU", "Jakon", "Total"]
    values = [write(count) for count in [*counts, sum(counts)]]
    if draw(st.booleans()):
        cells = [["Segmen", "Peserta aktif"], *[[name, value] for name, value in zip(names, values, strict=True)]]
    else:
        cells = [["Wilayah", *names], ["Kota Kendari", *values]]
    return Drawn(cells, [(row, column) for row in range(1, len(cells)) for column in range(1, len(cells[0]))])


@st.composite
def share_tables(draw: st.DrawFn) -> Drawn:
    """Shares of a whole by segment, rounded to none, one or two decimals."""
    counts = [draw(st.integers(1, 100_000)) for _ in range(3)]
    decimals = draw(st.integers(0, 2))
    shares = [indonesian(100 * count / sum(counts), decimals) for count in counts]
    rows = [[name, share] for name, share in zip(["PU", "BPU", "Jakon"], shares, strict=True)]
    return Drawn([["Segmen", "Komposisi peserta (%)"], *rows], [])


@st.composite
def cost_tables(draw: st.DrawFn) -> Drawn:
    """What some sponsors pay for people, months and the tariff of the law."""
    start = draw(st.integers(2024 * 12, 2026 * 12 + 11))
    kind = draw(st.sampled_from(["APBN", "MANDIRI"]))
    with_tariff = draw(st.booleans())
    rows = []
    for number in range(draw(st.integers(1, 4))):
        people, months = draw(st.integers(1, 20_000)), draw(st.integers(1, 12))
        price = contribution(kind, "other", start, draw(st.integers(1, 33))).high_idr
        total = (
            price * months
            if with_tariff
            else sum(contribution(kind, "other", start + m).high_idr for m in range(months))
        )
        rows.append(
            [f"Sponsor {number}", f"{start // 12}-{start % 12 + 1:02d}", indonesian(people)]
            + ([f"Rp{indonesian(price)}"] if with_tariff else [])
            + [str(months), f"Rp{indonesian(people * total)}"]
        )
    head = [
        "Sponsor",
        "Mulai",
        "Jumlah peserta",
        *(["Iuran per bulan"] if with_tariff else []),
        "Lama (bulan)",
        "Biaya",
    ]
    cost = len(head) - 1
    return Drawn([head, *rows], [(row, cost) for row in range(1, len(rows) + 1)])


@st.composite
def indicator_lists(draw: st.DrawFn) -> Drawn:
    """One place's figures written one below the other, with their dates beside them."""
    workers = draw(st.integers(1_000, 500_000))
    active = draw(st.integers(1, workers))
    later = round(workers * draw(st.floats(0.95, 1.05)))
    grown = draw(st.integers(1, later))
    rows = [
        ["Potensi pekerja", indonesian(workers), indonesian(later)],
        ["Peserta aktif", indonesian(active), indonesian(grown)],
        ["Cakupan", f"{indonesian(100 * active / workers, 2)} %", f"{indonesian(100 * grown / later, 2)} %"],
    ]
    cells = [["Uraian", "Juni 2025", "Juni 2026"], *rows]
    shows = all(0.05 <= share <= 0.95 for share in (active / workers, grown / later))
    return Drawn(cells, [(row, column) for row in (1, 2, 3) for column in (1, 2)] if shows else [])


TABLES = st.one_of(coverage_tables(), segment_tables(), share_tables(), cost_tables(), indicator_lists())


def found_in(cells: list[list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text("\n".join(";".join(row) for row in cells), encoding="utf-8")
        return [finding.code for finding in lint_file(path)]


@settings(max_examples=50, deadline=None)
@given(TABLES)
def test_a_true_table_never_raises_a_finding(table: Drawn) -> None:
    assert found_in(table.cells) == []


@settings(max_examples=50, deadline=None)
@given(TABLES, st.data())
def test_one_corrupted_cell_is_found(table: Drawn, data: st.DataObject) -> None:
    assume(table.weights)
    row, column = data.draw(st.sampled_from(table.weights))
    text = table.cells[row][column]
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    # The first digit counts most: a table that hides such a slip hides everything.
    place = digits[0]
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != text[place]]))
    wrong = [list(line) for line in table.cells]
    wrong[row][column] = text[:place] + other + text[place + 1 :]
    assert found_in(wrong)
