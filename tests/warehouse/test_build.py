"""From delivered files to a snapshot: places apart, late months, replacements and refusals."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from src.coverage.errors import BuildStopped
from src.coverage.folders import DataFolder
from src.coverage.sources import FileResult, ImportOptions, import_file, in_force, list_deliveries, withdraw
from src.coverage.text import month_code, month_number
from src.coverage.warehouse import Snapshot, build, open_snapshot
from src.coverage.warehouse.bring import bring, create_cells, read_rows, sponsor_frame, submitted_frame
from src.coverage.warehouse.pipeline import INPUTS
from tests.sources.drawn import NIK1, NIK2, NIK5, csv_file

from .engines import by_hand, rows_of
from .test_random_worlds import MARTS, assert_same_rows
from .world import Row, Tables, answers

KENDARI, KENDAL = "74.71", "33.24"
SPONSORS = """
    id_sponsor | nama         | jenis | kode_wilayah | irama
    KALLA      | Kalla Toyota | CSR   | 74.71        | sekali
    KALLA      | Kalla Toyota | CSR   | 33.24        | sekali
"""
LIST = """
    nik   | sponsor | bulan_mulai | bulan_akhir | kode_desa
    {p02} | KALLA   | 2025-01     | 2025-03     | 74.71.01.1005
    {p07} | KALLA   | 2025-02     | 2025-12     | 74.71.01.1006
"""


class Office:
    """A data folder, and the files that are sent to it."""

    def __init__(self, folder: Path) -> None:
        self.data = DataFolder(folder / "data")
        self._folder, self._files = folder, 0
        self.sends(SPONSORS, format="sponsors", period="2025-01", received=date(2025, 1, 2))

    def sends(self, drawing: str, *, period: str | None = None, **stated: object) -> FileResult:
        """Imports the drawn file; {p02}, {p07} and {p08} stand for their NIK."""
        self._files += 1
        people = {"p02": NIK1, "p07": NIK2, "p08": NIK5}
        path = csv_file(self._folder / f"{self._files}.csv", drawing.format(**people))
        options = ImportOptions(period=month_number(period) if period else None, **{"confirm": True} | stated)  # type: ignore[arg-type]
        (found,) = import_file(self.data, path, options).files
        assert found.delivery is not None and not found.problems, found.problems
        return found

    def snapshot(self, as_known: date | None = None) -> Snapshot:
        """What a build makes of all that came."""
        build(self.data, as_known)
        return open_snapshot(self.data, as_known)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that knows one sponsor, in two regencies."""
    return Office(tmp_path)


def relation(snapshot: Snapshot, name: str, regency: str = KENDARI) -> list[Row]:
    """The rows of one place."""
    return rows_of(snapshot.query(f"from {name} where regency_code = $regency", {"regency": regency}))


def test_a_person_in_two_regencies_counts_in_each_and_a_new_place_changes_no_figure_of_another(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 3, 20))
    alone = {mart: relation(office.snapshot(), mart) for mart in MARTS}
    office.sends(
        """
        nik    | sponsor | bulan_mulai | bulan_akhir | kode_desa
        {p02} | KALLA   | 2025-02     | 2025-04     | 33.24.01.2001
        """,
        period="2025-02",
        sender="DISNAKER_KENDAL",
        received=date(2025, 3, 20),
    )
    together = office.snapshot()
    for mart in MARTS:
        assert_same_rows(mart, relation(together, mart), alone[mart], ("alone", "together"))
    assert answers(relation(together, "mart_coverage", KENDAL), "month", "active", "joined") == [["2025-02", 1, 1]]
    assert answers(relation(together, "mart_coverage"), "month", "active") == [["2025-01", 1]]


def test_a_file_for_two_regencies_is_computed_in_each_as_if_it_had_been_two_files(office: Office) -> None:
    office.sends(
        """
        nik    | sponsor | bulan_mulai | bulan_akhir | kode_desa
        {p02} | KALLA   | 2025-01     | 2025-03     | 74.71.01.1005
        {p07} | KALLA   | 2025-01     | 2025-03     | 33.24.01.2001
        {p08} | KALLA   | 2025-01     | 2025-03     | 33.24.01.2001
        """,
        period="2025-01",
        received=date(2025, 1, 20),
    )
    snapshot = office.snapshot()
    for regency, persons in ((KENDARI, 1), (KENDAL, 2)):
        assert answers(relation(snapshot, "mart_pledge", regency), "paid", "submitted", "accepted") == [
            [persons, persons, persons]
        ]


def test_a_month_delivered_late_is_missing_as_known_before_and_complete_afterwards(office: Office) -> None:
    heading = "kode_wilayah | segmen | bulan | aktif\n"
    office.sends(
        heading + "74.71.01|PU|2025-01|60\n74.71.02|PU|2025-01|40", sender="BPJS_UTARA", received=date(2025, 2, 5)
    )
    office.sends(heading + "74.71.01|PU|2025-02|61", sender="BPJS_UTARA", part="74.71.01", received=date(2025, 3, 5))
    office.sends(heading + "74.71.02|PU|2025-02|44", sender="BPJS_UTARA", part="74.71.02", received=date(2025, 4, 20))

    before, after = office.snapshot(date(2025, 3, 31)), office.snapshot()
    assert [month_code(place.complete_month) for place in (before.places[0], after.places[0])] == ["2025-01", "2025-02"]
    assert answers(relation(before, "mart_coverage"), "month", "active") == [["2025-01", 100], ["2025-02", 61]]
    assert answers(relation(after, "mart_coverage"), "month", "active") == [["2025-01", 100], ["2025-02", 105]]
    assert answers(relation(before, "ref_missing"), "month", "area_code") == [["2025-02", "74.71.02"]]
    assert relation(after, "ref_missing") == []
    # What was known once is kept beside and never served.
    assert open_snapshot(office.data).id == after.id


def test_of_the_days_that_were_asked_for_only_the_last_twelve_are_kept(office: Office) -> None:
    office.sends("kode_wilayah | segmen | bulan | aktif\n74.71 | PU | 2025-01 | 60", received=date(2025, 2, 5))
    newest = office.snapshot()
    days = [date(2025, 3, day) for day in range(1, 14)]
    for place, day in enumerate(days):
        office.snapshot(day)
        os.utime(office.data.snapshots / f"as-known-{day.isoformat()}", (place, place))
    office.snapshot(days[1])  # asked for again: now the last one
    office.snapshot(date(2025, 3, 20))
    kept = sorted(folder.name for folder in office.data.snapshots.glob("as-known-*"))
    assert kept == [f"as-known-{day.isoformat()}" for day in (days[1], *days[3:], date(2025, 3, 20))]
    assert open_snapshot(office.data).id == newest.id


def test_a_list_received_later_replaces_the_one_before_and_withdrawing_it_revives_that(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 3, 1))
    office.sends(
        """
        nik    | sponsor | bulan_mulai | bulan_akhir | kode_desa
        {p02} | KALLA   | 2025-01     | 2025-02     | 74.71.01.1005
        """,
        period="2025-02",
        received=date(2025, 3, 5),
    )
    second = office.sends(
        """
        nik    | sponsor | bulan_mulai | bulan_akhir | kode_desa
        {p02} | KALLA   | 2025-01     | 2025-02     | 74.71.01.1005
        {p08} | KALLA   | 2025-02     | 2025-06     | 74.71.01.1005
        """,
        period="2025-02",
        received=date(2025, 3, 9),
    )
    assert answers(relation(office.snapshot(), "mart_coverage"), "month", "active") == [["2025-01", 1], ["2025-02", 2]]
    as_known = office.snapshot(date(2025, 3, 6))
    assert answers(relation(as_known, "mart_coverage"), "month", "active") == [["2025-01", 1], ["2025-02", 1]]
    assert second.delivery
    withdraw(office.data, second.delivery)
    assert answers(relation(office.snapshot(), "mart_coverage"), "month", "active") == [["2025-01", 1], ["2025-02", 1]]


def test_a_list_sent_ahead_of_its_month_speaks_of_the_outlook_and_not_of_a_real_month(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    office.sends(LIST, period="2025-04", received=date(2025, 1, 25))
    snapshot = office.snapshot()
    (place,) = snapshot.places
    assert [month_code(month) for month in (place.first_month, place.last_month)] == ["2025-01", "2025-01"]
    assert answers(relation(snapshot, "mart_outlook"), "month", "already_paid")[:4] == [
        ["2025-01", 1],
        ["2025-02", 2],
        ["2025-03", 2],
        ["2025-04", 1],
    ]


def test_a_target_without_an_english_name_keeps_its_indonesian_one(office: Office) -> None:
    office.sends(
        """
        kode_wilayah | segmen | bulan   | aktif
        74.71        | PU     | 2025-01 | 100
        """
    )
    office.sends(
        """
        lintasan | kode_wilayah | tahun | target_persen | nama
        RPJMD_X  | 74.71        | 2026  | 40            | Rencana daerah
        """
    )
    named = office.snapshot().query("select name_id, name_en from mart_target where track = 'RPJMD_X'")

    assert named.to_numpy().tolist() == [["Rencana daerah", "Rencana daerah"]]


def test_a_revised_denominator_is_kept_beside_the_old_one(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    for day, workers in (("2024-06-08", 36000), ("2025-06-08", 36140)):
        office.sends(
            f"seri | kode_wilayah | segmen | pekerja | tanggal_data | sumber\n"
            f"ucj_potensi | 74.71 | BPU | {workers} | {day} | BPJS",
            received=date(2025, 6, 9),
        )
    rows = relation(office.snapshot(), "mart_workforce")
    assert answers(rows, "as_of_month", "segment", "workers") == [["2024-06", "BPU", 36000], ["2025-06", "BPU", 36140]]


def test_invented_and_real_deliveries_are_not_built_together_and_the_last_good_snapshot_serves(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    served = office.snapshot()
    office.sends(LIST, period="2025-02", received=date(2025, 2, 20), synthetic=True)
    with pytest.raises(BuildStopped) as stopped:
        build(office.data)
    assert stopped.value.code == "mixed_synthetic"
    assert open_snapshot(office.data).id == served.id


def test_building_the_same_deliveries_again_changes_nothing(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    first, again = build(office.data), build(office.data)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert first.snapshot == again.snapshot


def test_a_snapshot_takes_no_writing_and_reaches_no_file(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 1, 20))
    snapshot = office.snapshot()
    for forbidden in ("delete from mart_coverage", "select * from read_csv('/etc/hostname')", "set threads = 1"):
        with pytest.raises(duckdb.Error):
            snapshot.query(forbidden)


def test_what_the_builder_brings_gives_the_snapshot_that_the_oracle_counts(office: Office) -> None:
    office.sends(LIST, period="2025-01", received=date(2025, 3, 20))
    office.sends(
        """
        nik    | sponsor | bulan_mulai | bulan_akhir | tgl_daftar | kode_desa     | pekerjaan | upah    | months_before
        {p07} | MANDIRI | 2025-03     | 2025-05     | 2025-03-04 | 74.71.02.1009 | ojek      | 3000000 | 0
        {p08} | MANDIRI | 2025-02     | 2025-02     |            |               | nelayan   |         | 40
        {p08} | KALLA   | 2025-01     | 2025-01     |            |               | nelayan   |         |
        """,
        period="2025-02",
        received=date(2025, 3, 20),
    )
    office.sends(
        """
        nik    | kode_desa     | desil_nasional | status_bekerja | lapangan_usaha | status_pekerjaan
        {p07} | 74.71.03.1001 | 1              | 1              | 13             | 1
        {p08} | 74.71.03.1002 | 4              | 1              | 04             | 1
        """,
        period="2025-02",
        sender="DINSOS",
        received=date(2025, 3, 20),
    )
    office.sends(
        "kode_wilayah | segmen | bulan | aktif\n74.71.01|BPU|2025-02|6\n74.71.03|BPU|2025-02|9\n74.71.01|BPU|2025-03|7",
        sender="BPJS_KENDARI",
        received=date(2025, 4, 5),
    )
    told = office.snapshot()
    counted = by_hand(brought(office.data, KENDARI))
    for mart in MARTS:
        assert relation(told, mart) or mart in ("mart_claim", "mart_contribution", "mart_commitment"), mart
        assert_same_rows(mart, relation(told, mart), counted[mart], ("oracle", "builder"))


def brought(data: DataFolder, regency: str) -> Tables:
    """The input tables that the builder fills for one regency."""
    cells = in_force(data)
    manifests = {manifest.delivery: manifest for manifest in list_deliveries(data)}
    with duckdb.connect() as connection:
        create_cells(connection, cells)
        listed = read_rows(connection, "sponsor_list", [cell for cell in cells if cell.target == "sponsors"])
        sponsors = sponsor_frame(listed, regency)
        assert bring(connection, regency, cells, sponsors, submitted_frame(manifests, cells, regency))
        return Tables((table, rows_of(connection.execute(f"from {table}").df())) for table in INPUTS)
