"""The second, small register of the demo: one district, a later month, sent as a part; no figure changes by it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from src.coverage.demo import DemoReport, Shipment
from src.coverage.demo.declared import places
from src.coverage.folders import DataFolder
from src.coverage.metrics import ask
from src.coverage.planning.migration import migration_of, register_pairs
from src.coverage.sources import in_force
from src.coverage.text import month_number
from src.coverage.warehouse import Snapshot, open_snapshot

Written = tuple[Path, list[Shipment]]
PLAN = next(place.register_update for place in places() if place.register_update)
JULY = month_number("2026-07")


@pytest.fixture(scope="module")
def snapshot(demo_data: Path) -> Snapshot:
    return open_snapshot(DataFolder(demo_data))


def test_it_names_people_of_one_district_only(written: Written) -> None:
    folder, _ = written
    table = pq.read_table(folder / "kendari" / f"dtsen_kendari_{PLAN.district}_2026-07.parquet")
    villages = set(table["kode_desa"].cast("string").to_pylist())
    assert villages and all(code.startswith(f"{PLAN.district}.") for code in villages)
    assert len(pc.unique(table["nik"])) == table.num_rows
    first = pq.read_table(folder / "kendari" / "dtsen_kendari_2026-01.parquet", columns=["nik"])
    both = set(table["nik"].to_pylist()) & set(first["nik"].to_pylist())
    assert 0.9 * table.num_rows < len(both) < table.num_rows


def test_it_comes_as_a_part_and_replaces_nothing(made: tuple[DataFolder, DemoReport]) -> None:
    data, report = made
    (result,) = (
        result
        for shipment, result in zip(report.files, report.imports, strict=True)
        if shipment.format == "register" and shipment.part
    )
    assert not result.files[0].replaces and result.files[0].manifest.part == PLAN.district
    registers = [cell for cell in in_force(data) if cell.format == "register"]
    assert sorted(cell.part for cell in registers) == ["", PLAN.district]


def test_people_change_decile_in_that_district_and_nowhere_else(snapshot: Snapshot) -> None:
    (pair,) = register_pairs(snapshot, "74.71")
    assert (pair.from_period, pair.to_period) == (month_number("2026-01"), JULY)
    where = {"regency": ["74.71"]}
    by = ("decile_before", "decile")
    found = migration_of(ask(snapshot, "decile_migration", by=by, where=where, month=JULY))
    everybody, kept = found.persons() or 0, sum(move.persons or 0 for move in found.moves if move.before == move.now)
    assert 0.5 * everybody < kept < 0.85 * everybody
    assert found.persons(before={"0"}) and found.persons(now={"0"})
    by_district = ask(snapshot, "decile_migration", by="district", where=where, month=JULY).frame
    assert set(by_district.dropna(subset=["decile_migration"])["district"]) == {PLAN.district}


def test_nobody_joins_lapses_or_moves_house_by_it(snapshot: Snapshot) -> None:
    where = {"regency": ["74.71"]}
    months = {
        month: ask(snapshot, ("active", "moved_in", "moved_out"), by="district", where=where, month=month).frame
        for month in (JULY - 1, JULY)
    }
    july = months[JULY].set_index("district")
    # A changed decile is a changed cell: it counts as moved on both sides and cancels in every district.
    assert (july["moved_in"] == july["moved_out"]).all()
    assert july.loc[PLAN.district, "moved_in"] > months[JULY - 1].set_index("district").loc[PLAN.district, "moved_in"]
