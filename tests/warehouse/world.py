"""Small worlds drawn as text: what a regency delivered, with sensible defaults, ready for the SQL and for the oracle.

Months are written `2025-06`, days `2025-02-24`; an empty field or `-` is unknown (NULL).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from src.coverage.text import month_code, month_number

Row = dict[str, Any]


class Tables(dict[str, list[Row]]):
    """The input tables of one regency; shown as text where a test fails, without the declared ones."""

    def __repr__(self) -> str:
        shown = ("in_place", "in_list", "in_statement", "in_register", "in_count", "in_pledge", "in_submitted")
        return "\n".join(f"{table}\n{_drawing(self[table])}" for table in shown if self[table])


def _drawing(rows: list[Row]) -> str:
    lines = [list(rows[0]), *([_shown(name, value) for name, value in row.items()] for row in rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "\n".join(
        "    " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
    )


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "-"
    return month_code(value) if name in MONTHS or name.endswith("_month") else str(value)


MONTHS = ("month", "period", "as_of_month", "paid_month")

REGENCY = "74.71"

PAYER_ORDER = (
    *("PEMBERI_KERJA", "MANDIRI", "CSR", "BUMN_BUMD", "ZAKAT", "DONATUR", "APBDES_ADD", "DBHCHT", "DBH_SAWIT"),
    *("APBD_KAB", "APBD_PROV", "APBN", "TIDAK_TERDAFTAR"),
)
ROLLING = ("PEMBERI_KERJA", "MANDIRI", "TIDAK_TERDAFTAR")

SPONSORS = """
    sponsor_id      | name                | kind
    ----------------+---------------------+----------------
    KALLA           | Kalla Toyota        | CSR
    ANTAM           | Antam               | CSR
    BAZNAS          | Baznas Kota Kendari | ZAKAT
    APBD            | APBD Kota Kendari   | APBD_KAB
    MANDIRI         | Bayar mandiri       | MANDIRI
    PEMBERI_KERJA   | Pemberi kerja       | PEMBERI_KERJA
    TIDAK_TERDAFTAR | Tanpa daftar        | TIDAK_TERDAFTAR
"""

# Made-up prices, easy to add up: full 100 a month and half of it discounted, transport 10 and 5, band 2 ten times that.
PRICES = {("other", 1): (100, 50), ("transport", 1): (10, 5), ("other", 2): (1000, 500), ("transport", 2): (100, 50)}

COLUMNS = {
    "in_place": "regency_code first_month last_month complete_month",
    "in_month": "month",
    "in_list": "list_id sender part period",
    "in_statement": "list_id person_key sponsor_id segment start_month end_month registered_on village_code "
    "occupation_group band months_before",
    "in_register": "person_key period village_code decile occupation_group segment works is_head",
    "in_count": "period sender area_code area_level segment covers active registered",
    "in_sponsor": "sponsor_id name kind renewal public_budget subsidised",
    "in_payer_order": "kind rank",
    "in_sender_order": "sender rank ended_month",
    "in_segment": "segment aggregate_sponsor",
    "in_waiting": "effective_day months",
    "in_scholarship": "months",
    "in_grace": "effective_month months",
    "in_restart": "gap_months",
    "in_sector": "occupation_group sector",
    "in_tariff": "kind sector month band high_idr low_idr",
    "in_pledge": "sponsor_id start_month end_month workers",
    "in_submitted": "sponsor_id period submitted accepted",
    "in_workforce": "series as_of_month as_of_day region_code region_level decile occupation_group segment workers "
    "source",
    "in_decile_table": "period village_code decile value unit",
    "in_claim": "period sender area_code area_level programme sponsor_id cases paid_idr",
    "in_contribution": "sponsor_id paid_month start_month end_month workers paid_idr",
    "in_commitment": "committed_by sponsor_id stated_on start_month end_month workers source",
}
TEXT_COLUMNS = ("decile",)
"""Columns that look like numbers and are not."""


def drawn(text: str) -> list[Row]:
    """The rows of a table drawn with `|`, values read by their looks."""
    lines = [line.strip() for line in text.strip().splitlines()]
    lines = [line for line in lines if line and not set(line) <= set("-+ ")]
    if not lines:
        return []
    names = [name.strip() for name in lines[0].split("|")]
    return [
        {name: _value(name, cell.strip()) for name, cell in zip(names, line.split("|"), strict=True)}
        for line in lines[1:]
    ]


def _value(name: str, cell: str) -> int | str | None:
    if cell in ("", "-"):
        return None
    if re.fullmatch(r"\d{4}-\d{2}", cell):
        return month_number(cell)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        return int(cell.replace("-", ""))
    if name not in TEXT_COLUMNS and re.fullmatch(r"-?\d+", cell):
        return int(cell)
    return cell


def world(
    *,
    lists: str | Sequence[Row] = "",
    register: str | Sequence[Row] = "",
    counts: str | Sequence[Row] = "",
    pledges: str | Sequence[Row] = "",
    submitted: str | Sequence[Row] = "",
    workforce: str | Sequence[Row] = "",
    decile_table: str | Sequence[Row] = "",
    claims: str | Sequence[Row] = "",
    contributions: str | Sequence[Row] = "",
    commitments: str | Sequence[Row] = "",
    sponsors: str | Sequence[Row] = SPONSORS,
    payer_order: Sequence[str] = PAYER_ORDER,
    sender_order: str | Sequence[str | Row] = (),
    scholarship: int = 36,
    grace: int = 3,
    unbroken_gap: int = 0,
    first: str = "2025-01",
    last: str = "2025-12",
    complete: str | None = None,
    regency: str = REGENCY,
) -> Tables:
    """The input tables of one regency as rows.

    `lists` has one row per statement: `sender` (bpjs), `part`, `period` (the first month), `person`, `sponsor`,
    `segment` (BPU), `start`, `end`, `registered_on`, `village`, `occupation`, `band`, `months_before`. A row without a
    person draws a list that names nobody.
    """
    drawn_lists, drawn_counts = _rows(lists), _rows(counts)
    in_list, in_statement = _lists(drawn_lists, month_number(first))
    first_month, last_month = month_number(first), month_number(last)
    place: Row = {
        "regency_code": regency,
        "first_month": first_month,
        "last_month": last_month,
        "complete_month": month_number(complete or last),
    }
    # As the builder brings it: the month before the first real one, and 18 to look ahead and one to see what ended.
    months = range(first_month - 1, last_month + 20)
    tables: dict[str, list[Row]] = {
        "in_place": [place],
        "in_month": [{"month": month} for month in months],
        "in_list": in_list,
        "in_statement": in_statement,
        "in_register": [{"works": 0, "is_head": 0} | row for row in _renamed(register)],
        "in_count": [
            {"sender": "bpjs", "area_level": _level(row["area_code"]), "covers": "whole"} | row for row in drawn_counts
        ],
        "in_sponsor": [
            {
                "renewal": "rolling" if row["kind"] in ROLLING else "block",
                "public_budget": None,
                "subsidised": int(row["kind"] not in ROLLING),
            }
            | row
            for row in _rows(sponsors)
        ],
        "in_payer_order": [{"kind": kind, "rank": rank} for rank, kind in enumerate(payer_order, 1)],
        "in_sender_order": (
            drawn(sender_order)
            if isinstance(sender_order, str)
            else [
                sender if isinstance(sender, dict) else {"sender": sender, "rank": rank}
                for rank, sender in enumerate(sender_order, 1)
            ]
        ),
        "in_segment": drawn(
            """
            segment | aggregate_sponsor
            PU      | PEMBERI_KERJA
            BPU     | TIDAK_TERDAFTAR
            JAKON   | PEMBERI_KERJA
            PMI     | TIDAK_TERDAFTAR
            """
        ),
        "in_waiting": drawn("effective_day | months \n 2025-02-24 | 3"),
        "in_scholarship": [{"months": scholarship}],
        "in_grace": [{"effective_month": month_number("2023-01"), "months": grace}],
        "in_restart": [{"gap_months": unbroken_gap}],
        "in_sector": drawn(
            """
            occupation_group | sector
            nelayan          | other
            petani           | other
            transportasi     | transport
            """
        ),
        "in_tariff": [
            {"kind": kind, "sector": sector, "month": month, "band": band, "high_idr": high, "low_idr": low}
            for kind in PAYER_ORDER
            for (sector, band), (high, low) in PRICES.items()
            for month in months
        ],
        "in_pledge": _renamed(pledges),
        "in_submitted": _renamed(submitted),
        "in_workforce": [
            {"decile": "*", "occupation_group": "*", "segment": "*", "region_level": _level(row["region_code"])}
            | {"source": "BPJS"}
            | row
            for row in _rows(workforce)
        ],
        "in_decile_table": _rows(decile_table),
        "in_claim": [{"sender": "bpjs", "area_level": _level(row["area_code"])} | row for row in _renamed(claims)],
        "in_contribution": _renamed(contributions),
        "in_commitment": [{"stated_on": 20250101, "source": "kabar"} | row for row in _renamed(commitments)],
    }
    return Tables(
        (table, [{name: row.get(name) for name in columns.split()} for row in tables[table]])
        for table, columns in COLUMNS.items()
    )


SHORT = {
    "person": "person_key",
    "sponsor": "sponsor_id",
    "start": "start_month",
    "end": "end_month",
    "village": "village_code",
    "occupation": "occupation_group",
}


def _rows(table: str | Sequence[Row]) -> list[Row]:
    return drawn(table) if isinstance(table, str) else [dict(row) for row in table]


def _renamed(table: str | Sequence[Row]) -> list[Row]:
    return [{SHORT.get(name, name): value for name, value in row.items()} for row in _rows(table)]


def _lists(rows: list[Row], first_month: int) -> tuple[list[Row], list[Row]]:
    """The lists that the rows name, numbered, and what they state."""
    numbers: dict[tuple[str, str, int], int] = {}
    statements = []
    for row in _renamed(rows):
        key = (row.get("sender") or "bpjs", row.get("part") or "", row.get("period") or first_month)
        number = numbers.setdefault(key, len(numbers) + 1)
        if row.get("person_key") is not None:
            statements.append({"segment": "BPU"} | row | {"list_id": number})
    lists = [
        {"list_id": number, "sender": sender, "part": part, "period": period}
        for (sender, part, period), number in numbers.items()
    ]
    return lists, statements


def _level(area: str) -> str:
    return ("province", "regency", "district", "village")[area.count(".")]


# ---- answers -------------------------------------------------------------------------------------------------------


def answers(rows: Iterable[Mapping[str, Any]], *columns: str, **only: Any) -> list[list[Any]]:
    """The rows summed to the codes among `columns`, in their order; `only` keeps those where a column has one value.

    Texts and months are codes (months come out as `2025-06`), other numbers are sums; rows of noughts are left out.
    """
    wanted = {name: month_number(value) if name in MONTHS else value for name, value in only.items()}
    groups: dict[tuple[Any, ...], dict[str, int | None]] = {}
    for row in rows:
        if any(row[name] != value for name, value in wanted.items()):
            continue
        key = tuple(row[name] for name in columns if name in CODES)
        sums = groups.setdefault(key, {name: None for name in columns if name not in CODES})
        for name in sums:
            if row[name] is not None:
                sums[name] = (sums[name] or 0) + row[name]
    found: list[list[Any]] = []
    for key, sums in sorted(groups.items(), key=lambda item: tuple(str(part) for part in item[0])):
        codes = iter(key)
        line = [sums[name] if name in sums else _readable(name, next(codes)) for name in columns]
        if not sums or any(sums.values()):
            found.append(line)
    return found


def _readable(name: str, code: Any) -> Any:
    return month_code(code) if name in MONTHS else code


CODES = (
    *("month", "period", "as_of_month", "regency_code", "village_code", "region_code", "area_code", "detail", "decile"),
    *("occupation_group", "segment", "sponsor_id", "sponsor_kind", "sponsor_a", "sponsor_b", "is_aggregate", "ahead"),
    *("sender", "series", "cut", "unit", "source", "person_key", "programme", "committed_by"),
)
