"""The page `docs/demo.md`: every published figure with its source, and what is invented around it."""

from __future__ import annotations

from ..text import month_code
from .declared import Payer, Place, Published, places, published
from .write import SEED, default_persons

HEAD = """# The demo

`python -m src.coverage demo` writes the files of two real places with synthetic people, imports them through the same
door as anybody's files and builds a snapshot, all in `data/demo/` (its files lie in `data/demo/input/`). This page is
generated from `src/coverage/demo/published.yaml` and `world/*.yaml`: edit those, then run `make docs`.

No person of the demo exists. There are no names, and every NIK begins with 99, a province that does not exist. While
the demo is served, every page says so. A build refuses demo and real deliveries together.

At the default size ({persons} persons in the register, seed {seed}) the figures below come out exactly, from the
written files as well as from the snapshot (`tests/demo/`). `--persons N` scales the same world: every count but the
months, areas and targets is multiplied, so the figures are then no longer the published ones. The same seed and size
always give the same bytes.

## Published figures

Confidence: high is an official text, two independent sources or checked arithmetic; medium is one credible press
report; low is a weak or contradicted source.

| figure | value | as of | source | confidence | where in the demo |
|---|---:|---|---|---|---|
"""

INVENTED = """
Two of these need a word. The press gives PU 88,357, BPU 36,140 and Jakon 16,443 as "active"; they add up to exactly
the 140,940 potential workers, so the demo takes them as potential by segment. Kalla Toyota's cover is published as
December 2025 to December 2026: its block has 13 months, one more than BPJS Ketenagakerjaan takes in one payment.

## What is invented

Everything else. In particular:

- **The split of the 49,397 and 14,177** by segment, area, sponsor, decile and occupation. No figure by kecamatan or by
  segment of the active was published; PU and Jakon counts, their season and their areas are invented, and so is all of
  Kendal's PU and Jakon.
- **All months but the published one**: history from January 2024 to October 2026, the falls of the first quarter
  (budget-paid cover ends in December and starts again in March or April), the growth of the last year, and all ends in
  2026 and 2027.
- **Earlier values of the denominators** (January and December 2024 for Kendari, January 2024 for Kendal) and the
  village series `pekerja_informal_est`; their source column says `sintetis`.
- **Populations**: those of kecamatan are estimates (the published total spread by voters or by the 2020 census); those
  of villages are made up inside them. Families, ages, jobs and deciles beyond the two published ones are made up.
- **Kendal's decile workbook** (families by desa) and all deciles from 3 on.
- **All payers named "contoh"**, Dana desa, DBHCHT, DBH sawit, APBD rounds, zakat in Kendal, and every block of
  theirs; real names stand only beside published figures, or with nothing delivered where no figure was published
  (PT Kayu Lapis Indonesia, CV Merapi, RS Baitul Hikmah). The rounds of BAZNAS and ASN Peduli before and after the
  published month, and the 1,120 of the 2,000 fishers that are paid, are invented too.
- **Payments, claims and public commitments** (`money:` in `world/*.yaml`): some invented sponsors pay late or short, so
  that something is outstanding. The poverty and labour figures beside them are published ones, each with its source.
- **Senders, days of receipt, late and corrected files, faulty rows.** About four rows in a thousand are faulty on
  purpose: cut or rounded NIKs, months that do not exist, ends before starts, unknown villages, payers and segments.

## What is there to be seen

"""


def demo_markdown() -> str:
    """The page about the demo as Markdown."""
    figures = "\n".join(_figure(figure) for figure in published().values())
    head = HEAD.format(persons=f"{default_persons():,}", seed=SEED)
    return head + figures + "\n" + INVENTED + "\n".join(_place(place) for place in places())


def _figure(figure: Published) -> str:
    told = (figure.label.en, f"{figure.value:,}", figure.as_of, figure.source, figure.confidence, figure.appears.en)
    return f"| {' | '.join(told)} |"


def _place(place: Place) -> str:
    senders = ", ".join(f"`{name}`" for name in place.senders)
    counts = place.counts
    late = ", ".join(map(month_code, counts.late)) or "none"
    corrected = ", ".join(map(month_code, counts.corrected)) or "none"
    holes = ", ".join(f"{hole.segment} of {hole.area} in {month_code(hole.month)}" for hole in counts.missing) or "none"
    lines = [
        f"### {place.regency} {place.short.title()}",
        "",
        f"- Participant lists from {senders}.",
        f"- Aggregate counts of PU and Jakon by kecamatan from `{counts.sender}`.",
        f"- Counts received late: {late}; corrected later: {corrected}; never delivered: {holes}.",
        f"- Villages where no list names anybody: {', '.join(place.empty_villages)}.",
        "",
        "| payer | kind | blocks (workers newly paid) |",
        "|---|---|---|",
        *(_payer(payer) for payer in place.payers),
        "| people who pay for themselves | MANDIRI | in rhythms of 1, 3, 6 and 12 months, all through |",
        "",
    ]
    return "\n".join(lines)


def _payer(payer: Payer) -> str:
    rounds = [
        f"{month_code(round_.start)} to {month_code(round_.end)} "
        + (f"({round_.workers:,})" if round_.to_active is None else f"(up to {round_.to_active:,} active)")
        for round_ in payer.rounds
    ]
    return f"| {payer.name} (`{payer.id}`) | {payer.kind} | {'; '.join(rounds) or 'nothing delivered'} |"
