"""The message to a payer over the demo: its parts add up to its people, and it cannot be taken for a real one."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from src.coverage.folders import DataFolder
from src.coverage.planning.desk import Desk, Part, renewal_desk
from src.coverage.planning.letters import message
from src.coverage.planning.reads import area_names
from src.coverage.regions import load_regions
from src.coverage.text import LANGS, Lang, Text, number
from src.coverage.warehouse import Snapshot, open_snapshot

PLACES = ("74.71", "33.24")


@pytest.fixture(scope="module")
def snapshot(demo_data: Path) -> Snapshot:
    """The demo's snapshot."""
    return open_snapshot(DataFolder(demo_data))


def _drafts(snapshot: Snapshot, place: str, lang: Lang) -> list[tuple[int, str]]:
    desk, names = renewal_desk(snapshot, {"regency": [place]}, 180), area_names(snapshot, place)
    told = Text(id=names[place], en=names[place])
    return [(due.persons or 0, message(desk, due, told, names).of(lang)) for due in desk.rows]


def _first(snapshot: Snapshot) -> tuple[Desk, dict[str, str], Text]:
    names = area_names(snapshot, "74.71")
    return renewal_desk(snapshot, {"regency": ["74.71"]}, 90), names, Text(id=names["74.71"], en=names["74.71"])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", LANGS)
def test_the_districts_of_a_message_add_up_to_its_people(snapshot: Snapshot, place: str, lang: Lang) -> None:
    drafts = _drafts(snapshot, place, lang)
    assert len(drafts) > 3
    for persons, draft in drafts:
        line = next(line for line in draft.splitlines() if line.startswith(("Mereka tercatat", "They are recorded")))
        placed = sum(int(re.sub(r"\D", "", found)) for found in re.findall(r"\(([\d.,]+)\)", line))
        nowhere = re.search(r"Kecamatan ([\d.]+) pekerja|The district of ([\d,]+) worker", line)
        lost = int(re.sub(r"\D", "", nowhere.group(1) or nowhere.group(2))) if nowhere else 0
        assert placed + lost == persons, draft


@pytest.mark.parametrize("place", PLACES)
def test_no_message_names_more_districts_than_the_place_has(snapshot: Snapshot, place: str) -> None:
    there = len(load_regions().children(place))
    for _, draft in _drafts(snapshot, place, "id"):
        more = re.search(r"(\d+) kecamatan lain", draft)
        assert more is None or 5 + int(more.group(1)) <= there


@pytest.mark.parametrize("lang", LANGS)
def test_a_message_about_made_up_people_says_that_it_is_not_to_be_sent(snapshot: Snapshot, lang: Lang) -> None:
    words = {"id": "data demo sintetis; jangan dikirim", "en": "synthetic demo data; do not send it"}[lang]
    assert all(words in draft.splitlines()[0] for _, draft in _drafts(snapshot, "74.71", lang))
    desk, names, place = _first(snapshot)
    assert words not in message(replace(desk, synthetic=False), desk.rows[0], place, names).of(lang)


def test_one_worker_in_one_more_district_is_told_in_the_singular(snapshot: Snapshot) -> None:
    desk, names, place = _first(snapshot)
    parts = tuple(Part(f"74.71.0{at}", 1, "ok") for at in range(1, 7))
    draft = message(desk, replace(desk.rows[0], persons=1, districts=parts), place, names)
    assert "for 1 worker in" in draft.en and "and 1 more district (1)" in draft.en


def test_blocks_that_end_one_by_one_are_not_said_to_end_at_once(snapshot: Snapshot) -> None:
    desk, names, place = _first(snapshot)
    due = replace(desk.rows[0], last_month=desk.rows[0].first_month + 2)
    draft = message(desk, due, place, names)
    assert "bertahap" in draft.id and "the last from" in draft.en
    assert number(due.persons, "people", "en") in draft.en
