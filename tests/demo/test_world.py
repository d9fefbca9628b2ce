"""What the demo looks like beyond its published figures: shapes a reader would believe, and every case there is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from src.coverage.demo import Shipment, published, write_demo
from src.coverage.demo.chance import Chance
from src.coverage.demo.counts import counted_in
from src.coverage.demo.declared import places
from src.coverage.demo.lists import active_people
from src.coverage.demo.world import draw
from src.coverage.errors import UsageError
from src.coverage.text import month_number

from .oracle import Lists, rows_of
from .test_calibration import counted

Written = tuple[Path, list[Shipment]]


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        write_demo(tmp_path / name, seed=seed, persons=4000)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert digest(tmp_path / "one") != digest(tmp_path / "three")


@pytest.mark.parametrize("persons", [500, 20_000])
def test_the_same_world_comes_in_other_sizes(tmp_path: Path, persons: int) -> None:
    files = write_demo(tmp_path / "input", persons=persons)
    register = pq.read_table(tmp_path / "input" / "kendari" / "dtsen_kendari_2026-01.parquet")
    assert register.num_rows == pytest.approx(persons, rel=0.05, abs=20)
    assert {shipment.format for shipment in files} == {
        "claims",
        "commitments",
        "contributions",
        "counts",
        "decile_table",
        "participants",
        "register",
        "sponsors",
        "statistics",
        "targets",
        "workforce",
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_seed_meets_the_published_figures(seed: int) -> None:
    for place in places():
        drawn = draw(place, Chance(seed, 1.0))
        month, segment = place.calibrate.month, place.calibrate.segment
        on_lists = active_people(list(drawn.lists), month)
        listed = int((drawn.pool.segment[on_lists] == 0).sum())
        assert listed + (0 if segment else counted_in(drawn.counts, month)) == place.calibrate.active


def test_the_declared_parts_add_up_to_the_published_populations() -> None:
    for place in places():
        assert sum(district.population for district in place.districts.values()) == place.population
        if place.register_:
            assert sum(place.register_.persons.values()) == place.population


def test_fewer_than_500_persons_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_demo(tmp_path, persons=3)


def test_no_identity_number_can_be_anybodys(written: Written) -> None:
    folder, files = written
    for shipment in files:
        if shipment.format == "participants":
            niks = {row["nik"] for row in rows_of(folder / shipment.path)}
            assert all(nik.startswith("99") or len(nik) != 16 for nik in niks), shipment.path
        elif shipment.format == "register":
            niks = set(pq.read_table(folder / shipment.path, columns=["nik"])["nik"].to_pylist())
            assert all(nik.startswith("99") for nik in niks)


def test_lists_stay_below_150000_rows(lists: dict[str, Lists]) -> None:
    assert sum(found.rows for found in lists.values()) <= 150_000


def test_every_list_has_a_few_faulty_rows_and_no_more(written: Written, lists: dict[str, Lists]) -> None:
    _, files = written
    planned = sum(shipment.faulty for shipment in files if shipment.format == "participants")
    repeats = sum(shipment.repeats for shipment in files if shipment.format == "participants")
    assert sum(found.refused for found in lists.values()) == planned
    assert sum(found.repeats for found in lists.values()) == repeats
    assert 0.002 < planned / sum(found.rows for found in lists.values()) < 0.01


def rate(written: Written, lists: dict[str, Lists], month: str) -> float:
    active = counted(written, "kendari", month) + lists["kendari"].active(month_number(month))
    return active / int(published()["kendari.ucj_potential"].value)


def test_coverage_falls_in_the_first_quarter_and_grows_over_the_year(written: Written, lists: dict[str, Lists]) -> None:
    rates = {month: rate(written, lists, month) for month in ("2025-10", "2025-12", "2026-01", "2026-06", "2026-10")}
    assert rates["2026-01"] < rates["2025-12"] - 0.03
    assert rates["2026-06"] > rates["2026-01"] + 0.03
    assert 0.365 < rates["2026-10"] < 0.38
    assert 0.005 < rates["2026-10"] - rates["2025-10"] < 0.03


def test_a_wave_of_cover_ends_in_december_2026(lists: dict[str, Lists]) -> None:
    for place, least in (("kendari", 5000), ("kendal", 6000)):
        december, january = (set(lists[place].paying(month_number(month))) for month in ("2026-12", "2027-01"))
        assert len(december - january) > least


def test_some_are_paid_twice_never_paid_lapsed_or_struck_off(lists: dict[str, Lists]) -> None:
    for place in ("kendari", "kendal"):
        paying = lists[place].paying(month_number("2025-06"))
        assert sum(len(payers) > 1 for payers in paying.values()) > 30
        statements = [told for all_ in lists[place].by_sender.values() for _, one in all_ for told in one]
        assert sum(told.start is None for told in statements) > 100
        spring, autumn = paying, lists[place].paying(month_number("2025-10"))
        assert len(set(spring) - set(autumn)) > 300


def test_counts_come_for_every_month_and_area_but_one(written: Written) -> None:
    folder, files = written
    found: dict[str, set[tuple[str, str, str]]] = {"kendari": set(), "kendal": set()}
    for shipment in files:
        if shipment.format == "counts":
            for row in rows_of(folder / shipment.path):
                found[shipment.path.split("/")[0]].add((row["kode_wilayah"], row["segmen"], row["bulan"]))
    assert len(found["kendari"]) == 11 * 2 * 34
    assert len(found["kendal"]) == 20 * 2 * 34 - 1
    assert max(month for *_, month in found["kendari"]) == "2026-10"


def test_some_deliveries_come_late(written: Written) -> None:
    _, files = written
    late = [one for one in files if one.period and (one.received.year * 12 + one.received.month - 1) - one.period > 2]
    assert len(late) >= 3


def test_the_decile_workbook_adds_up(written: Written) -> None:
    folder, _ = written
    rows = rows_of(folder / "kendal" / "desil_desa_kendal_2026-01.xlsx")
    assert len(rows) == 286
    parts = [name for name in rows[0] if name.startswith("desil_")]
    assert all(sum(int(row[name]) for name in parts) == int(row["total"]) for row in rows)
