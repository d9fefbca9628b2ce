# ruff: noqa: E501 - a drawn table is read across
"""A small city drawn by hand: one month of history that matters, two sponsors whose blocks end, one with nothing."""

from __future__ import annotations

from src.coverage.text import month_number
from tests.snapshot_world import WorldSnapshot, snapshot_world

OCTOBER = month_number("2026-10")

COVERAGE = """
    month   | village_code  | detail   | segment | sponsor_id    | sponsor_kind  | active | benefit_ready | readiness_known | expiring_90 | occupation_group | decile
    2025-10 | 74.71.01.1001 | village  | BPU     | KALLA         | CSR           | 40     | 40            | 40              | 0           | nelayan          | 1
    2025-10 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 280    | -             | -               | -           | *                | *
    2026-09 | 74.71.01.1001 | village  | BPU     | KALLA         | CSR           | 60     | 40            | 60              | 0           | nelayan          | 1
    2026-09 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 300    | -             | -               | -           | *                | *
    2026-10 | 74.71.01.1001 | village  | BPU     | KALLA         | CSR           | 50     | 40            | 50              | 30          | nelayan          | 1
    2026-10 | 74.71.02.1001 | village  | BPU     | KALLA         | CSR           | 10     | 0             | 5               | 0           | transportasi     | ?
    2026-10 | 74.71.01.1001 | village  | BPU     | APBD_FISH     | APBD_KAB      | 20     | 20            | 20              | 0           | nelayan          | 2
    2026-10 | 74.71.00.0000 | village  | BPU     | MANDIRI       | MANDIRI       | 10     | 10            | 10              | 0           | ?                | ?
    2026-10 | 74.71.00.0000 | regency  | PU      | PEMBERI_KERJA | PEMBERI_KERJA | 310    | -             | -               | -           | *                | *
"""

SPONSOR = """
    month   | village_code  | sponsor_id | sponsor_kind | sponsored_registered | sponsored_active | ready | ready_known | ending | paid_person_months | contribution_due_idr | contribution_due_low_idr | occupation_group | decile
    2026-09 | 74.71.01.1001 | KALLA      | CSR          | 70                   | 60               | 40    | 60          | 0      | 60                 | 1008000              | 504000                   | nelayan          | 1
    2026-10 | 74.71.01.1001 | KALLA      | CSR          | 60                   | 52               | 40    | 52          | 0      | 52                 | 873600               | 436800                   | nelayan          | 1
    2026-10 | 74.71.02.1001 | KALLA      | CSR          | 10                   | 10               | 0     | 5           | 0      | 10                 | 168000               | 84000                    | transportasi     | ?
    2026-10 | 74.71.01.1001 | APBD_FISH  | APBD_KAB     | 25                   | 20               | 20    | 20          | 0      | 20                 | 336000               | 336000                   | nelayan          | 2
"""

SPONSORS = """
    regency_code | sponsor_id    | name                     | kind          | ended_month
    74.71        | KALLA         | Kalla Toyota             | CSR           | -
    74.71        | APBD_FISH     | APBD nelayan             | APBD_KAB      | -
    74.71        | KAYU          | PT Kayu                  | CSR           | -
    74.71        | MANDIRI       | Bayar mandiri            | MANDIRI       | -
    74.71        | PEMBERI_KERJA | Pemberi kerja            | PEMBERI_KERJA | -
"""

REGIONS = """
    code          | name
    74.71         | Kota Kendari
    74.71.01      | Mandonga
    74.71.02      | Baruga
    74.71.01.1001 | Alolama
    74.71.02.1001 | Watubangga
"""

WORKFORCE = """
    series        | as_of      | region_code   | segment | workers
    ucj_potensi   | 2025-06-08 | 74.71         | PU      | 600
    ucj_potensi   | 2025-06-08 | 74.71         | BPU     | 300
    ucj_potensi   | 2025-06-08 | 74.71         | JAKON   | 100
    dtsen_bekerja | 2026-01-31 | 74.71.01.1001 | BPU     | 140
    dtsen_bekerja | 2026-01-31 | 74.71.02.1001 | BPU     | 100
"""

TARGETS = """
    track           | region_code | month   | rate   | source          | name_id         | name_en
    rkp             | 00          | 2026-12 | 0.3499 | RKP 2026        | RKP 2026        | RKP 2026
    rpjmn           | 00          | 2025-12 | 0.3215 | Perpres 12/2025 | RPJMN 2025–2029 | RPJMN 2025–2029
    rpjmn           | 00          | 2029-12 | 0.4392 | Perpres 12/2025 | RPJMN 2025–2029 | RPJMN 2025–2029
    ucj_operasional | 00          | 2025-12 | 0.5215 | Kemendagri      | UCJ operasional | UCJ operational
    kendal_rpjmd    | 33.24       | 2029-12 | 0.5164 | RPJMD           | RPJMD Kendal    | Kendal RPJMD
"""

PLEDGES = """
    month   | regency_code | sponsor_id | sponsor_kind | pledged | paid
    2026-10 | 74.71        | KALLA      | CSR          | 100     | 62
    2026-10 | 74.71        | KAYU       | CSR          | 500     | 0
"""

FRESHNESS = """
    regency_code | sender | format       | cadence | last_period | last_received | ended_month
    74.71        | bpjs   | counts       | monthly | 2026-10     | 2026-11-05    | -
    74.71        | KALLA  | participants | once    | 2026-10     | 2026-10-20    | -
"""

LAPSES = f"""
    month        | village_code  | sponsor_id | sponsor_kind | occupation_group | block_months | band | persons
    {OCTOBER + 2} | 74.71.01.1001 | KALLA      | CSR          | nelayan          | 6            | 1    | 30
    {OCTOBER + 2} | 74.71.02.1001 | KALLA      | CSR          | transportasi     | 6            | 1    | 10
    {OCTOBER + 3} | 74.71.01.1001 | APBD_FISH  | APBD_KAB     | nelayan          | 12           | 1    | 32
"""

RENEWALS = """
    month   | regency_code | sponsor_id | sponsor_kind | block_months | ended | renewed
    2025-12 | 74.71        | KALLA      | CSR          | 6            | 40    | 20
    2026-03 | 74.71        | KALLA      | CSR          | 6            | 20    | 20
    2026-06 | 74.71        | KALLA      | CSR          | 6            | 20    | 0
    2025-12 | 74.71        | APBD_FISH  | APBD_KAB     | 12           | 20    | 15
"""

PLACE = """
    regency_code | first_month | last_month | complete_month
    74.71        | 2025-10     | 2026-10    | 2026-10
"""


def outlook_rows() -> str:
    """Kalla: 60 at first; 20 blocks end in October but are followed up, 40 people lapse after December.

    APBD: 20 at first, 12 more from November, all 32 end in January. 310 PU and 10 self-paid are carried.
    """
    lines = [
        "month | ahead | village_code | detail | segment | sponsor_id | sponsor_kind | occupation_group"
        " | already_paid | starting | ending | lapsing | carried"
    ]

    def add(ahead: int, village: str, who: str, kind: str, work: str, *counts: int, segment: str = "BPU") -> None:
        month = OCTOBER + ahead
        detail = "regency" if work == "*" else "village"
        cells = [month, ahead, village, detail, segment, who, kind, work, *counts]
        lines.append(" | ".join(str(cell) for cell in cells))

    for ahead in range(19):
        add(ahead, "74.71.00.0000", "PEMBERI_KERJA", "PEMBERI_KERJA", "*", 0, 0, 0, 0, 310, segment="PU")
        add(ahead, "74.71.00.0000", "MANDIRI", "MANDIRI", "?", 0, 0, 0, 0, 10)
    for ahead, paid, starting, ending, lapsing in (
        (0, 50, 50, 20, 0),
        (1, 50, 0, 0, 0),
        (2, 50, 0, 30, 30),
        (3, 20, 0, 0, 0),
    ):
        add(ahead, "74.71.01.1001", "KALLA", "CSR", "nelayan", paid, starting, ending, lapsing, 0)
    for ahead, paid, starting, ending, lapsing in ((0, 10, 10, 0, 0), (1, 10, 0, 0, 0), (2, 10, 0, 10, 10)):
        add(ahead, "74.71.02.1001", "KALLA", "CSR", "transportasi", paid, starting, ending, lapsing, 0)
    for ahead in range(4, 19):
        add(ahead, "74.71.01.1001", "KALLA", "CSR", "nelayan", 20, 0, 0, 0, 0)
    for ahead, paid, starting, ending in ((0, 20, 20, 0), (1, 32, 12, 0), (2, 32, 0, 0), (3, 32, 0, 32)):
        add(ahead, "74.71.01.1001", "APBD_FISH", "APBD_KAB", "nelayan", paid, starting, ending, ending, 0)
    return "\n".join(lines)


def city(**changed: str) -> WorldSnapshot:
    """The city, with some of its tables drawn differently."""
    drawn = {
        "ref_region": REGIONS,
        "ref_place": PLACE,
        "ref_sponsor": SPONSORS,
        "ref_freshness": FRESHNESS,
        "mart_coverage": COVERAGE,
        "mart_sponsor": SPONSOR,
        "mart_pledge": PLEDGES,
        "mart_workforce": WORKFORCE,
        "mart_target": TARGETS,
        "mart_outlook": outlook_rows(),
        "mart_lapse": LAPSES,
        "mart_renewal": RENEWALS,
    }
    return snapshot_world(**{**drawn, **changed})
