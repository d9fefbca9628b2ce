"""The guide `docs/set-up-a-place.md`, done as it stands: from an empty folder to a rate and a map, twice."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.regions import map_file
from tests.shared import SHARED, needs_shared

from .office import Said, run

GUIDE = ROOT / "docs" / "set-up-a-place.md"
# What an office has of its own; here the public files stand in for it.
BROUGHT = {
    "kode_wilayah.csv": "geo/kode/kemendagri2025_kode_wilayah_33_74.csv",
    "padanan_bps.csv": "geo/kode/DERIVED_crosswalk_desa_kendari_kendal.csv",
    "batas_desa.geojson": "geo/kendal_3324/kemendagri2025_desa.geojson",
    "kecamatan_nasional.csv": "geo/kode/bridging_bps_kemendagri_kecamatan.csv",
    "batas_kecamatan_81.05.geojson": "geo/format_lain/rusak_unclosed_ring_maluku_81.05_kecamatan.geojson",
}


def commands(text: str) -> list[list[str]]:
    """Every command of the guide, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [shlex.split(line)[3:] for block in blocks for line in block.strip().splitlines()]


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """What each command of the guide said, by its words after the data folder; the folder is the working folder."""
    text = GUIDE.read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("panduan")
    for name, drawn in re.findall(r"`([\w.-]+\.csv)`\n\n```csv\n(.*?)```", text, re.DOTALL):
        (folder / name).write_text(drawn, encoding="utf-8")
    for name, origin in BROUGHT.items():
        shutil.copy(SHARED / origin, folder / name)
    said: dict[str, Said] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("CAKUPAN_DATA", raising=False)
        for words in commands(text):
            assert words[:2] == ["--data", "kantor"]
            line = " ".join(words[2:])
            key = line if line not in said else f"{line} (again)"
            said[key] = run(*words, "--json", "--lang", "en")
            assert said[key].code == 0, (line, said[key].out, said[key].err)
    said["folder"] = Said(0, str(folder / "kantor"), "")
    return said


@needs_shared
def test_an_empty_folder_is_led_from_step_to_step(guided: dict[str, Said]) -> None:
    (before,) = guided["setup 33.24"].json["places"]
    (after,) = guided["setup 33.24 (again)"].json["places"]
    assert (before["next"], after["next"]) == ("boundaries", None)
    assert [step["state"] for step in before["steps"]] == ["done", "open", "open", "open", "open"]
    assert [step["state"] for step in after["steps"]] == ["done"] * 5


@needs_shared
def test_the_first_place_has_a_rate_and_a_map(guided: dict[str, Said]) -> None:
    line = "ask coverage_rate --by district --where regency=33.24 --month 2026-10 --series ucj_potensi"
    rates = {row["district"]: row["coverage_rate"] for row in guided[line].json["rows"]}
    assert {code: rates[code] for code in ("33.24.01", "33.24.02", "33.24.15")} == {
        "33.24.01": pytest.approx(1 / 40),
        "33.24.02": pytest.approx(1 / 50),
        "33.24.15": pytest.approx(1 / 60),
    }
    assert all(file["quarantined"] == 0 for file in guided["import peserta_2026-10.csv --period 2026-10"].json["files"])
    dry, real = (
        guided[f"boundaries batas_desa.geojson{option}"].json | {"boundary_set": None} for option in (" --dry-run", "")
    )
    assert dry == real and (real["read"], real["matched"]) == (286, 286)
    data = DataFolder(Path(guided["folder"].out))
    drawn = map_file(data, "33.24", "district")
    assert drawn and not drawn.is_schematic and len(drawn.codes) == 20


@needs_shared
def test_a_second_place_stands_beside_it_and_changes_nothing_there(guided: dict[str, Said]) -> None:
    rates = {
        row["regency"]: row["coverage_rate"]
        for row in guided["ask coverage_rate --by regency --month 2026-10 --series ucj_potensi"].json["rows"]
    }
    assert rates == {"33.24": pytest.approx(3 / 150), "81.05": pytest.approx(100 / 400)}
    assert [place["place"] for place in guided["setup"].json["places"]] == ["33.24", "81.05"]
    data = DataFolder(Path(guided["folder"].out))
    drawn = map_file(data, "81.05", "district")
    assert drawn and not drawn.is_schematic and len(drawn.codes) == 15


@needs_shared
def test_the_bridge_says_which_districts_it_lacks(guided: dict[str, Said]) -> None:
    (file,) = guided["import kecamatan_nasional.csv"].json["files"]
    assert file["accepted"] + file["quarantined"] == file["rows"] == 6857
    assert any("Nambo (74.71.11)" in warning for warning in file["warnings"])
    assert {problem["code"] for problem in file["problems"]} == {"code_not_in_force"}


def test_an_unknown_place_is_refused_as_usage() -> None:
    said = run("setup", "99.99", "--json")
    assert said.code == 2 and said.json["error"]["code"] == "unknown_region"


def test_a_province_counts_its_regencies(tmp_path: Path) -> None:
    (place,) = run("setup", "74", "--json", "--lang", "en", data=tmp_path / "data").json["places"]
    assert place["name"] == "Sulawesi Tenggara"
    assert place["steps"][0]["state"] == "partly" and place["next"] == "codes"
