"""The demo through the real door: imported, built and asked; nothing is left of a NIK, nothing real is overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from src.coverage.demo import DemoReport, make_demo
from src.coverage.errors import DataRefused
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file, in_force
from src.coverage.text import month_number
from src.coverage.warehouse import Snapshot, open_snapshot

from .oracle import rows_of


@pytest.fixture(scope="module")
def snapshot(demo_data: Path) -> Snapshot:
    """The default demo, built."""
    return open_snapshot(DataFolder(demo_data))


def test_every_planned_fault_is_put_aside_and_nothing_else(made: tuple[DataFolder, DemoReport]) -> None:
    _, report = made
    for shipment, result in zip(report.files, report.imports, strict=True):
        (found,) = result.files
        assert found.manifest.quarantined == shipment.faulty, shipment.path
        assert found.manifest.duplicates == shipment.repeats, shipment.path
        assert found.manifest.synthetic


def test_many_kinds_of_fault_occur(made: tuple[DataFolder, DemoReport]) -> None:
    kinds = {fault.fault.code for result in made[1].imports for file in result.files for fault in file.problems}
    assert len(kinds) >= 10, kinds


def test_only_the_corrected_count_replaces_an_earlier_file(made: tuple[DataFolder, DemoReport]) -> None:
    data, report = made
    replacing = [
        shipment
        for shipment, result in zip(report.files, report.imports, strict=True)
        if any(file.replaces for file in result.files)
    ]
    assert [shipment.path for shipment in replacing] == ["kendari/rekap_bpjs-kendari_2026-02_koreksi.csv"]
    wanted = ("counts", "74.71", month_number("2026-02"))
    cells = [cell for cell in in_force(data) if (cell.format, cell.regency_code, cell.period) == wanted]
    assert [cell.received for cell in cells] == [replacing[0].received]


def test_the_snapshot_holds_the_published_denominators(snapshot: Snapshot) -> None:
    found = snapshot.query(
        "select series, sum(workers) as workers from mart_workforce where as_of_month <= $month "
        "and as_of = (select max(other.as_of) from mart_workforce as other "
        "where other.series = mart_workforce.series and other.as_of_month <= $month) group by series",
        {"month": month_number("2025-06")},
    )
    assert dict(found.itertuples(index=False)) == {
        "ucj_potensi": 140940,
        "pekerja_informal": 338681,
        "pekerja_informal_est": 338681,
        "sakernas_bekerja": 610177,
    }


@pytest.mark.parametrize(
    ("regency", "segments", "active"),
    [("74.71", ("PU", "BPU", "JAKON"), 49397), ("33.24", ("BPU",), 14177)],
)
def test_the_snapshot_holds_the_published_active(
    snapshot: Snapshot, regency: str, segments: tuple[str, ...], active: int
) -> None:
    found = snapshot.query(
        "select segment, sum(active) as active from mart_coverage where month = $month and regency_code = $regency "
        "group by segment",
        {"month": month_number("2025-06"), "regency": regency},
    )
    assert found.loc[found["segment"].isin(segments), "active"].sum() == active


@pytest.mark.parametrize(
    ("sponsor", "month", "registered", "active", "ready"),
    [
        ("kalla-toyota", "2025-12", 1500, 1500, 0),
        ("kalla-toyota", "2026-02", 1500, 1500, 0),
        ("kalla-toyota", "2026-03", 1500, 1500, 1500),
        ("baznas-kendari", "2025-11", 195, 86, None),
        ("asn-peduli-kendal", "2025-08", 974, 974, None),
        ("apbd-kendari-nelayan", "2026-10", None, 1120, None),
    ],
)
def test_the_snapshot_holds_what_sponsors_paid(
    snapshot: Snapshot, sponsor: str, month: str, registered: int | None, active: int, ready: int | None
) -> None:
    found = snapshot.query(
        "select sum(sponsored_registered) as registered, sum(sponsored_active) as active, sum(ready) as ready "
        "from mart_sponsor where sponsor_id = $sponsor and month = $month",
        {"sponsor": sponsor, "month": month_number(month)},
    ).iloc[0]
    assert found["active"] == active
    assert registered is None or found["registered"] == registered
    assert ready is None or found["ready"] == ready


def test_the_last_month_is_october_2026_and_complete(snapshot: Snapshot) -> None:
    for place in snapshot.places:
        assert (place.first_month, place.last_month) == (month_number("2024-01"), month_number("2026-10"))
        assert place.complete_month == place.last_month


def test_every_case_a_page_must_show_occurs(snapshot: Snapshot) -> None:
    found = snapshot.query(
        "select sum(double_paid) as double_paid, sum(rejoined) as rejoined, sum(lapsed) as lapsed, "
        "sum(renewed) as renewed, sum(taken_over) as taken_over, "
        "sum(registered) - sum(active) as never_paid_or_lapsed, "
        "sum(active) filter (where village_code like '%.0000' and detail = 'village') as unlocated, "
        "sum(active) filter (where decile = '?') as unknown_decile, "
        "sum(active) filter (where decile <> '*') - sum(readiness_known) as origin_unknown, "
        "sum(readiness_known) - sum(benefit_ready) as waiting "
        "from mart_coverage where regency_code = '74.71' and month >= $month",
        {"month": month_number("2026-07")},
    ).iloc[0]
    absent = [name for name, value in found.items() if not value > 0]
    assert absent == []


def test_no_identity_number_leaves_the_input_folder(
    made: tuple[DataFolder, DemoReport], demo_data: Path, snapshot: Snapshot
) -> None:
    report = made[1]
    niks: set[str] = set()
    for shipment in report.files:
        path = report.input / shipment.path
        if shipment.format == "register":
            niks |= set(pq.read_table(path, columns=["nik"])["nik"].to_pylist())
        elif shipment.format == "participants":
            niks |= {row["nik"] for row in rows_of(path)}
    niks = {nik for nik in niks if len(nik) >= 14}
    assert len(niks) > 390_000
    for path in demo_data.rglob("*.parquet"):
        if demo_data / "input" not in path.parents:
            for column in pq.read_table(path).columns:
                assert not niks.intersection(str(value) for value in pc.unique(column).to_pylist()), path
    columns = snapshot.query("select table_name, column_name from information_schema.columns")
    assert len(columns) > 50
    for table, name in columns.itertuples(index=False):
        values = snapshot.query(f'select distinct cast("{name}" as text) as value from "{table}"')["value"]
        assert not niks.intersection(values.dropna()), (table, name)
    for path in [*demo_data.rglob("*.json"), *demo_data.rglob("*.jsonl")]:
        assert not niks.intersection(re.findall(r"\d{16}", path.read_text(encoding="utf-8"))), path


def test_another_run_replaces_the_demo(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    first = make_demo(data, seed=1, persons=2000)
    second = make_demo(data, seed=2, persons=3000)
    assert len(list(data.deliveries.glob("*/manifest.json"))) == len(second.files)
    assert len(first.files) == len(second.files)


def test_real_deliveries_are_never_touched(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    path = tmp_path / "counts.csv"
    path.write_text("kode_wilayah,segmen,bulan,aktif\n74.71,PU,2025-06,100\n", encoding="utf-8")
    import_file(data, path, ImportOptions(sender="bpjs-kendari"))
    with pytest.raises(DataRefused) as refused:
        make_demo(data, persons=2000)
    assert refused.value.code == "holds_real"
    manifests = [json.loads(path.read_text(encoding="utf-8")) for path in data.deliveries.glob("*/manifest.json")]
    assert [manifest["synthetic"] for manifest in manifests] == [False]
