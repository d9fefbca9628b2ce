"""One place told whole, on a city whose sums fit on one screen."""

from __future__ import annotations

from datetime import date

import pytest

from src.coverage.errors import UsageError
from src.coverage.planning import headline
from src.coverage.text import month_number
from tests.planning.world import COVERAGE, OCTOBER, TARGETS, WORKFORCE, city

SEPTEMBER = OCTOBER - 1


def test_the_rate_has_both_sides_a_date_and_a_series() -> None:
    rate = headline(city(), "74.71").rate
    assert (rate.rate, rate.active, rate.workers, rate.gap) == (0.4, 400, 1000, 600)
    assert (rate.series, rate.as_of, rate.is_old, rate.is_estimate) == ("ucj_potensi", date(2025, 6, 8), True, False)
    assert rate.who.id == "pekerja"


def test_changes_are_on_last_month_and_on_the_same_month_a_year_ago() -> None:
    found = headline(city(), "74.71")
    month, year = found.month_change, found.year_change
    assert (month.month, month.persons, round(month.points or 0, 6)) == (SEPTEMBER, 40, 0.04)
    assert (year.month, year.persons, round(year.points or 0, 6)) == (OCTOBER - 12, 80, 0.08)
    assert not year.denominator_revised


def test_a_revised_denominator_is_said_beside_the_change() -> None:
    revised = (
        WORKFORCE
        + """
    ucj_potensi   | 2026-10-15 | 74.71         | PU      | 800
    ucj_potensi   | 2026-10-15 | 74.71         | BPU     | 300
    ucj_potensi   | 2026-10-15 | 74.71         | JAKON   | 100
    """
    )
    found = headline(city(mart_workforce=revised), "74.71")
    assert found.rate.workers == 1200
    assert found.month_change.denominator_revised
    assert "penyebutnya berubah" in found.paragraph.id


def test_targets_are_the_next_due_of_each_track_lowest_first() -> None:
    targets = headline(city(), "74.71").targets
    assert [(target.track, target.rate, target.is_national, target.persons) for target in targets] == [
        ("rkp", 0.3499, True, 0),
        ("rpjmn", 0.4392, True, 40),
        ("ucj_operasional", 0.5215, True, 122),
    ]


def test_kendari_wanted_a_fifth_more_members_and_got_a_quarter() -> None:
    (growth,) = headline(city(), "74.71").growth
    assert (growth.target, growth.actual, growth.reached) == (0.2, 0.25, True)


def test_what_falls_is_named_with_month_rate_and_payers() -> None:
    falling = headline(city(), "74.71").falling
    assert falling is not None
    assert (falling.month, falling.rate, falling.active) == (month_number("2027-01"), 0.372, 372)
    assert (falling.low_month, falling.low_rate) == (month_number("2027-02"), 0.34)
    assert [(payer.name, payer.persons) for payer in falling.payers] == [("Kalla Toyota", 40)]


def test_cover_that_ends_within_90_days_is_priced_from_next_month() -> None:
    ending = headline(city(), "74.71").ending
    assert (ending.persons, [payer.sponsor for payer in ending.payers]) == (30, ["KALLA"])
    assert ending.price is not None
    # November 2026 to October 2027: the discount, if given, is for November and December.
    assert (ending.price.high_idr, ending.price.low_idr) == (30 * 12 * 16_800, 30 * (10 * 16_800 + 2 * 8_400))


def test_who_pays_is_by_primary_payer_and_adds_up() -> None:
    funding = headline(city(), "74.71").funding
    assert [(one.kind, one.active) for one in funding] == [
        ("PEMBERI_KERJA", 310), ("CSR", 60), ("APBD_KAB", 20), ("MANDIRI", 10),
    ]  # fmt: skip
    assert sum(one.share or 0 for one in funding) == pytest.approx(1)


def test_districts_are_ranked_by_a_series_that_reaches_them_and_that_is_said() -> None:
    found = headline(city(), "74.71")
    assert [(area.name, area.rate, area.gap) for area in found.behind.areas] == [
        ("Baruga", 0.1, 90),
        ("Mandonga", 0.5, 70),
    ]
    assert (found.behind.series, found.behind.who.en) == ("dtsen_bekerja", "BPU workers")
    assert any("denominator" in note.en for note in found.notes)


def test_people_without_village_or_decile_are_counted_apart_from_counts() -> None:
    placing = headline(city(), "74.71").placing
    assert (placing.without_village, placing.village_counted) == (10, 310)
    assert (placing.without_decile, placing.decile_counted) == (20, 310)
    assert placing.village_share == pytest.approx(10 / 90)
    assert placing.decile_share == pytest.approx(20 / 90)


def test_neighbours_come_with_their_own_date_and_never_with_ours() -> None:
    neighbours = headline(city(), "74.71").neighbours
    assert [(one.region_code, one.rate, one.date) for one in neighbours] == [
        ("74.02", 0.3481, "2025-04-30"),
        ("00", 0.3701, "2025-10"),
    ]


def test_covering_the_gap_for_a_year_is_priced() -> None:
    price = headline(city(), "74.71").gap_price
    assert price is not None
    assert price.high_idr == 600 * 201_600
    assert price.low_idr == 600 * (10 * 16_800 + 2 * 8_400)


def test_an_earlier_month_has_no_outlook_and_no_later_data() -> None:
    found = headline(city(), "74.71", month=SEPTEMBER)
    assert found.outlook is None
    assert found.falling is None
    assert found.rate.rate == 0.36
    assert "Tanpa perpanjangan" not in found.paragraph.id


def test_a_month_after_the_complete_one_is_preliminary_and_says_what_is_missing() -> None:
    place = """
        regency_code | first_month | last_month | complete_month
        74.71        | 2025-10     | 2026-10    | 2026-09
    """
    missing = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-10 | 74.71.01  | JAKON   | bpjs
    """
    found = headline(city(ref_place=place, ref_missing=missing), "74.71", month=OCTOBER)
    assert found.is_preliminary
    assert [(one.area, one.segment) for one in found.missing] == [("Mandonga", "JAKON")]
    assert "masih sementara; belum masuk: JAKON Mandonga" in found.paragraph.id
    assert "preliminary; still to come: JAKON of Mandonga" in found.paragraph.en


def test_without_a_denominator_there_is_no_rate_and_a_reason() -> None:
    found = headline(city(mart_workforce=""), "74.71")
    assert found.rate.rate is None
    assert found.rate.reason is not None
    assert found.gap_price is None
    assert found.behind.areas == ()
    assert "400 pekerja di Kota Kendari terlindungi. Tingkat kepesertaan tidak dihitung:" in found.paragraph.id
    assert "bertambah 40 orang dari September 2026" in found.paragraph.id
    assert "jumlahnya turun ke 372 pada Januari 2027, lalu paling rendah 340 pada Februari 2027" in found.paragraph.id


def test_a_series_of_one_segment_says_so_and_is_not_held_against_targets_for_all() -> None:
    workforce = """
        series           | as_of      | region_code | workers
        pekerja_informal | 2025-06-30 | 74.71       | 1000
    """
    found = headline(city(mart_workforce=workforce), "74.71")
    assert (found.rate.active, found.rate.who.en) == (90, "BPU workers")
    assert all(target.points is None for target in found.targets)
    assert "90 dari 1.000 pekerja BPU" in found.paragraph.id
    assert "jadi tidak dibandingkan dengan angka pekerja BPU" in found.paragraph.id


def test_without_targets_it_says_that_there_are_none() -> None:
    found = headline(city(mart_target=TARGETS.splitlines()[1] + "\n"), "74.71")
    assert found.targets == ()
    assert "Belum ada target" in found.paragraph.id


def test_no_change_and_ends_nobody_knows_are_said_plainly() -> None:
    still = """
        month   | village_code  | detail  | segment | sponsor_id    | sponsor_kind  | active
        2026-09 | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300
        2026-10 | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300
    """
    carried = """
        month   | ahead | village_code  | detail  | segment | sponsor_id    | sponsor_kind  | carried
        2026-10 | 0     | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300
        2026-11 | 1     | 74.71.00.0000 | regency | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300
    """
    months = "\n".join(carried.splitlines()[:2])
    for ahead in range(19):
        months += f"\n{OCTOBER + ahead} | {ahead} | 74.71.00.0000 | regency | PU | PEMBERI_KERJA | PEMBERI_KERJA | 300"
    found = headline(city(mart_coverage=still, mart_outlook=months, mart_sponsor=""), "74.71")
    said = found.paragraph
    assert "Tingkatnya sama dengan September 2026." in said.id
    assert "Semua iuran dibayar oleh Pemberi kerja." in said.id
    assert "Kapan masa lindung mereka berakhir tidak diketahui" in said.id
    assert "tidak turun walaupun tidak ada perpanjangan" not in said.id
    assert found.falling is None


def test_a_fall_is_a_fall() -> None:
    more = COVERAGE.replace(
        "2026-09 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300",
        "2026-09 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 400",
    )
    found = headline(city(mart_coverage=more), "74.71")
    assert found.month_change.persons == -60
    assert "turun 6,00 poin dari September 2026" in found.paragraph.id
    assert "fell 6.00 points from September 2026" in found.paragraph.en


def test_the_paragraph_says_everything_in_both_languages_with_their_own_numbers() -> None:
    said = headline(city(), "74.71").paragraph
    for words in (
        "400 dari 1.000",
        "40,00 %",
        "RKP 2026 (34,99 %)",
        "paling rendah 34,00 % pada Februari 2027",
        "Rp120,96 juta",
        "Kabupaten Konawe 34,81 % (30 April 2025)",
        "Baruga 10,00 %",
        "5 November 2026 dari bpjs",
    ):
        assert words in said.id, words
    for words in (
        "400 of 1,000",
        "40.00%",
        "to 37.20% in January 2027 and to its lowest, 34.00%, in February 2027",
        "Rp120.96 million",
        "synthetic",
    ):
        assert words in said.en, words
    assert "{" not in said.id + said.en
    assert "None" not in said.id + said.en


def test_an_unknown_place_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        headline(city(), "74.72")
    assert "74.71" in raised.value.say("id")


def test_with_a_segment_everything_is_about_its_members() -> None:
    found = headline(city(), "74.71", segment="BPU")
    assert found.active == 90
    assert found.rate.scope == ("BPU",)
    assert {one.kind for one in found.funding} == {"CSR", "APBD_KAB", "MANDIRI"}
    assert found.placing.decile_counted == 0
    assert found.outlook is not None
    assert found.outlook.path[0].none.active == 90
    assert all(target.points is None for target in found.targets)
    assert found.growth == ()
