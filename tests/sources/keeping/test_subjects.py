"""Two series of one sender and month stand side by side: only the same series replaces itself."""

from __future__ import annotations

from pathlib import Path

from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file, in_force

from ..drawn import csv_file

HEAD = "seri,kode_wilayah,pekerja,tanggal_data,sumber\n"


def _deliver(data: DataFolder, folder: Path, name: str, rows: str) -> None:
    path = folder / name
    path.write_text(HEAD + rows, encoding="utf-8")
    import_file(data, path, ImportOptions(sender="disnaker"))


def _series(data: DataFolder) -> list[tuple[str, int]]:
    return [(cell.subject, cell.period) for cell in in_force(data)]


def test_a_village_estimate_does_not_replace_the_published_series_of_the_same_month(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    _deliver(data, tmp_path, "a.csv", "pekerja_informal,33.24,338681,2025-06-30,dinas\n")
    _deliver(data, tmp_path, "b.csv", "pekerja_informal_est,33.24,338681,2025-06-30,dinas\n")
    assert [subject for subject, _ in _series(data)] == ["pekerja_informal", "pekerja_informal_est"]


def test_one_series_of_a_file_with_two_is_replaced_alone(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    both = "pekerja_informal,33.24,1000,2025-06-30,dinas\nsakernas_bekerja,33.24,2000,2025-06-30,dinas\n"
    _deliver(data, tmp_path, "a.csv", both)
    _deliver(data, tmp_path, "b.csv", "pekerja_informal,33.24,1100,2025-06-30,dinas\n")
    found = {cell.subject: cell.delivery for cell in in_force(data)}
    assert set(found) == {"pekerja_informal", "sakernas_bekerja"}
    assert found["pekerja_informal"] != found["sakernas_bekerja"]


def _statistics(data: DataFolder, folder: Path, name: str, drawing: str) -> str | None:
    path = csv_file(folder / name, drawing)
    (found,) = import_file(data, path, ImportOptions(sender="bps")).files
    return found.delivery


BY_STATUS = """
    wilayah          | tahun | indikator         | rincian           | jenis_kelamin | nilai
    Kabupaten Kendal | 2024  | Penduduk bekerja  | Berusaha sendiri  |               | 100
    Kabupaten Kendal | 2024  | Penduduk bekerja  | Pekerja bebas     |               | 50
"""
WHOLE = """
    wilayah          | tahun | indikator         | nilai
    Kabupaten Kendal | 2024  | Penduduk bekerja  | 500
"""
BY_SEX = """
    wilayah          | tahun | indikator         | jenis_kelamin | nilai
    Kabupaten Kendal | 2024  | Penduduk bekerja  | Laki-laki     | 300
    Kabupaten Kendal | 2024  | Penduduk bekerja  | Perempuan     | 200
"""


def test_statistics_of_one_indicator_by_status_and_by_sex_stand_beside_the_whole(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    deliveries = [
        _statistics(data, tmp_path, f"{number}.csv", drawing)
        for number, drawing in enumerate((BY_STATUS, WHOLE, BY_SEX))
    ]
    found = {cell.subject: cell.delivery for cell in in_force(data)}
    assert found == {
        "employed / Berusaha sendiri": deliveries[0],
        "employed / Pekerja bebas": deliveries[0],
        "employed": deliveries[1],
        "employed / L": deliveries[2],
        "employed / P": deliveries[2],
    }


def test_a_corrected_breakdown_replaces_that_breakdown_alone(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    whole = _statistics(data, tmp_path, "a.csv", WHOLE)
    before = _statistics(data, tmp_path, "b.csv", BY_STATUS)
    after = _statistics(data, tmp_path, "c.csv", BY_STATUS.replace("100", "120"))
    assert before != after
    assert {cell.delivery for cell in in_force(data)} == {whole, after}
