"""What happens between `make run` and the server: a snapshot that this version of the program can read."""

import json
from pathlib import Path

import duckdb
import pytest

from src.coverage.folders import DataFolder
from src.coverage.start import prepare
from src.coverage.warehouse import open_snapshot
from src.coverage.warehouse.snapshot import SnapshotMissing

from .cli.office import bring_in


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    bring_in(tmp_path / "data", tmp_path / "files")
    monkeypatch.setenv("CAKUPAN_DATA", str(tmp_path / "data"))
    return DataFolder(tmp_path / "data")


def _made_by_another_version(data: DataFolder) -> None:
    name = json.loads(data.current_pointer.read_text(encoding="utf-8"))["snapshot"]
    with duckdb.connect(str(data.snapshots / name / "coverage.duckdb")) as connection:
        connection.execute("update meta set value = 'other' where key = 'tables'")
    data.current_pointer.write_text(json.dumps({"snapshot": name}), encoding="utf-8")


def test_a_snapshot_of_another_version_is_said_and_not_asked(own: DataFolder) -> None:
    _made_by_another_version(own)
    with pytest.raises(SnapshotMissing) as refusal:
        open_snapshot(own)
    assert refusal.value.code == "snapshot_outdated"


def test_a_start_builds_anew_what_another_version_built(own: DataFolder) -> None:
    _made_by_another_version(own)
    assert prepare() == 0
    assert open_snapshot(own).places


def test_a_start_leaves_a_snapshot_of_its_own_version_alone(own: DataFolder) -> None:
    before = own.current_pointer.stat().st_mtime_ns
    assert prepare() == 0
    assert own.current_pointer.stat().st_mtime_ns == before


def test_a_start_goes_on_when_the_rebuild_is_stopped_so_that_the_app_says_why(own: DataFolder) -> None:
    _made_by_another_version(own)
    for manifest in own.deliveries.glob("*/clean.parquet"):
        manifest.write_bytes(b"")
    assert prepare() == 0
    with pytest.raises(SnapshotMissing):
        open_snapshot(own)
