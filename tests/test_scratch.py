"""Uploads and trials lie in folders for a moment, which hold what people sent: none outlives its work."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from src.coverage.folders import ROOT, clear_scratch, scratch

HOLDS = """
import sys, time
from src.coverage.folders import scratch
with scratch("trial") as folder:
    (folder / "clean.parquet").write_bytes(b"rows")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_goes_with_the_work_also_when_the_session_ends_in_the_middle(own_place: Path) -> None:
    with pytest.raises(SystemExit), scratch("drop") as folder:
        (folder / "peserta.csv").write_text("nik", encoding="utf-8")
        raise SystemExit
    assert not list(own_place.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="there nobody can ask whether a process lives")
def test_what_a_killed_process_left_goes_at_the_next_start_and_not_before() -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDS], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    left = Path(process.stdout.readline().strip())
    clear_scratch()
    assert (left / "clean.parquet").is_file()  # at work

    process.kill()
    process.wait()
    assert left.is_dir()
    clear_scratch()
    assert not left.exists()


def test_what_this_process_holds_goes_when_it_ends(own_place: Path) -> None:
    with scratch("drop") as folder:
        clear_scratch(is_ending=True)
        assert not folder.exists()
    assert not list(own_place.iterdir())


def test_what_is_older_than_any_work_goes_whoever_has_its_number_now(own_place: Path) -> None:
    old, young, other = (own_place / name for name in ("cakupan-trial-ab_c1", "cakupan-drop-xy", "cakupan-world-xy"))
    for folder in (old, young, other):
        folder.mkdir()
    for folder in (old, other):
        os.utime(folder, (time.time() - 2 * 86400,) * 2)
    clear_scratch()
    assert {path.name for path in own_place.iterdir()} == {young.name, other.name}
