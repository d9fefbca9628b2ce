"""Killed at any moment: the next start shows the old data or the new, whole, and the work can be done again.

`CAKUPAN_KILLS` sets how often a process is killed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from src.coverage.folders import ROOT, DataFolder
from src.coverage.sources import list_deliveries
from src.coverage.sources.keeping.store import damage
from src.coverage.warehouse import open_snapshot

from .office import MEMBERS, rows_of, run, write_csv

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = int(os.environ.get("CAKUPAN_KILLS", "30"))


class Killer:
    """The process that runs command lines in processes of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.forking"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def run(self, commands: list[list[str]], seconds: float | None = None) -> int:
        """Runs command lines one after the other; after so many seconds their process is killed."""
        self._stream(self._process.stdin).write(json.dumps([commands, seconds]) + "\n")
        return int(self._stream(self._process.stdout).readline())

    @staticmethod
    def _stream(stream: IO[str] | None) -> IO[str]:
        assert stream is not None
        return stream

    def close(self) -> None:
        self._stream(self._process.stdin).close()
        self._process.wait(timeout=20)


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    found = Killer()
    yield found
    found.close()


@pytest.fixture(scope="module")
def new_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """KALLA's next list: two people more than before."""
    folder = tmp_path_factory.mktemp("lists")
    rows = [row for row in rows_of(MEMBERS) if row["sponsor"] == "KALLA"]
    more = [{**rows[0], "nik": f"991001010190010{number}"} for number in (1, 2)]
    return write_csv(folder / "kalla.csv", [*rows, *more, {**rows[0], "nik": "7,47E+15"}])


def lines(own: Path, new_list: Path) -> list[list[str]]:
    data = ["--data", str(own)]
    told = ["--period", "2025-01", "--sender", "KALLA", "--received", "2025-02-06", "--confirm"]
    return [[*data, "import", str(new_list), *told], [*data, "build"]]


def active(own: Path) -> int:
    said = run("ask", "active", "--where", "regency=74.71", "--month", "2025-01", "--json", data=own)
    assert said.code == 0, said
    return int(said.json["rows"][0]["active"])


def whole(own: Path) -> list[str]:
    """The deliveries in force and not withdrawn; every one of them undamaged, and the snapshot in service readable."""
    data = DataFolder(own)
    found = list_deliveries(data)
    assert [damage(data, one) for one in found] == [None] * len(found)
    open_snapshot(data).close()
    return [one.delivery for one in found if one.withdrawn is None]


def assert_tidy(own: Path) -> None:
    left = [path.name for path in (*own.glob("deliveries/.new-*"), *own.glob("snapshots/.building-*"))]
    left += [path.name for path in own.glob("deliveries/*/.manifest*")]
    assert not left


def test_killed_while_importing_and_building_the_data_are_the_old_or_the_new(
    office: Path, new_list: Path, killer: Killer, tmp_path: Path
) -> None:
    old = active(office)
    before = whole(office)
    shutil.copytree(office, tmp_path / "calm")
    started = time.monotonic()
    assert killer.run(lines(tmp_path / "calm", new_list)) == 0
    takes = time.monotonic() - started
    new = active(tmp_path / "calm")
    assert (new, len(whole(tmp_path / "calm"))) == (old + 2, len(before) + 1)

    chance = random.Random(20260306)
    seen = set()
    for number in range(KILLS * 2 // 3):
        own = tmp_path / f"own{number}"
        shutil.copytree(office, own)
        killer.run(lines(own, new_list), chance.uniform(0, takes * 1.1))

        found = whole(own)
        assert found[: len(before)] == before
        assert len(found) in (len(before), len(before) + 1)
        shown = active(own)
        assert shown in (old, new)
        assert shown == old or len(found) > len(before), "nothing is shown that is not on record"
        seen.add((len(found) - len(before), shown - old))

        for command in lines(own, new_list):
            assert run(*command).code == 0
        assert (active(own), len(whole(own))) == (new, len(before) + 1)
        assert_tidy(own)
        shutil.rmtree(own)
    assert len(seen) > 1, "the moments were spread over the work"


def test_killed_while_withdrawing_the_data_are_the_old_or_the_new(
    office: Path, new_list: Path, killer: Killer, tmp_path: Path
) -> None:
    shutil.copytree(office, tmp_path / "base")
    for command in lines(tmp_path / "base", new_list):
        assert run(*command).code == 0
    last = whole(tmp_path / "base")[-1]
    old, new = active(tmp_path / "base"), active(office)
    shutil.copytree(tmp_path / "base", tmp_path / "calm")
    started = time.monotonic()
    assert killer.run([["--data", str(tmp_path / "calm"), "withdraw", last]]) == 0
    takes = time.monotonic() - started
    assert active(tmp_path / "calm") == new

    chance = random.Random(20260307)
    for number in range(KILLS - KILLS * 2 // 3):
        own = tmp_path / f"own{number}"
        shutil.copytree(tmp_path / "base", own)
        killer.run([["--data", str(own), "withdraw", last]], chance.uniform(0, takes * 1.1))

        is_withdrawn = last not in whole(own)
        shown = active(own)
        assert shown in (old, new)
        assert shown == old or is_withdrawn

        if not is_withdrawn:
            assert run("--data", own, "withdraw", last).code == 0
        assert run("--data", own, "build").code == 0
        assert active(own) == new
        assert_tidy(own)
        shutil.rmtree(own)
