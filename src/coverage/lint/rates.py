"""Rates against their counts, and percentages that no part of a whole can have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import inf

from .declared import limits, vocabulary
from .figures import Figure
from .finding import Finding, found
from .meaning import says
from .values import meets
from .wording import percent, plain

Pair = tuple[Figure, Figure]
_FEW = 2


def wrong_rates(figures: list[Figure]) -> Iterator[Finding]:
    """Rates that are not numerator ÷ denominator of their own line beyond rounding."""
    for line in lines(figures).values():
        for rate in (one for one in line if one.is_rate and not _is_free(one)):
            pairs = _pairs(rate, line)
            if pairs and not any(_fits(rate, *pair) for pair in pairs):
                yield _mismatch(rate, pairs[0])


def _mismatch(rate: Figure, pair: Pair) -> Finding:
    upper, lower = pair
    return found(
        "rate_mismatch",
        rate,
        stated=rate.stated,
        numerator=plain(upper.value.middle),
        denominator=plain(lower.value.middle),
        computed=percent(_share(upper, lower.value.middle)),
    )


def wrong_rates_of_bare_counts(figures: list[Figure]) -> Iterator[Finding]:
    """Rates beside `Jumlah` and the workers or people it is counted among, in tables that hold nothing else.

    In a longer table most rows must be that rate; or the percentages are of something else.
    """
    columns: dict[tuple[object, ...], list[tuple[Figure, Pair]]] = defaultdict(list)
    for line in lines(figures).values():
        told = _bare(line)
        if told is not None:
            rate, (upper, lower) = told
            columns[rate.sheet, rate.column, upper.column, lower.column].append(told)
    for rows in columns.values():
        wrong = [(rate, pair) for rate, pair in rows if not _fits(rate, *pair) and not _is_share(rate, pair, rows)]
        if len(rows) > _FEW and len(rows) - len(wrong) < limits().consistent_rows * len(rows):
            continue
        yield from (_mismatch(rate, pair) for rate, pair in wrong)


def _bare(line: list[Figure]) -> tuple[Figure, Pair] | None:
    """The one rate of a row, its bare count, and the whole that count is part of; None where it holds anything else."""
    rates = [one for one in line if one.is_rate and not one.subject and not one.topic and not _is_free(one)]
    uppers = [one for one in line if not one.role and not one.topic and one.role_in_heading]
    lowers = [one for one in line if one.role in ("workers", "population")]
    if not len(line) == 3 == len(rates) + len(uppers) + len(lowers) or not (rates and uppers and lowers):
        return None
    upper, lower = uppers[0].value.middle, lowers[0].value.middle
    return (rates[0], (uppers[0], lowers[0])) if 0 <= upper <= lower > 0 else None


def _is_share(rate: Figure, pair: Pair, rows: list[tuple[Figure, Pair]]) -> bool:
    """Whether a rate is its row's share of either column instead."""
    parts = [counts for one, counts in rows if not one.is_total]
    for place, count in enumerate(pair):
        whole = sum(counts[place].value.middle for counts in parts)
        if len(parts) > 1 and whole > 0 and meets((rate.value.low, rate.value.high), (_share(count, whole),) * 2):
            return True
    return False


def _share(count: Figure, whole: float) -> float:
    return 100 * count.value.middle / whole


def over_hundred(figures: list[Figure]) -> Iterator[Finding]:
    """Parts of a whole below nought or above a hundred per cent."""
    for figure in figures:
        if not figure.is_rate or _is_free(figure) or (figure.topic and not _is_plain(figure)):
            continue
        if figure.value.low > 100 + 1e-9 or figure.value.high < -1e-9:
            yield found("over_hundred", figure, stated=figure.stated)


def lines(figures: Iterable[Figure]) -> dict[tuple[object, ...], list[Figure]]:
    """The figures that stand in one line and belong together."""
    grouped: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        grouped[(figure.sheet, *figure.line)].append(figure)
    return grouped


def _is_free(rate: Figure) -> bool:
    return says(rate.words, vocabulary().free_rates)


def _is_plain(rate: Figure) -> bool:
    return says(rate.words, vocabulary().shares) or "cakupan" in rate.words or "coverage" in rate.words


def _pairs(rate: Figure, line: list[Figure]) -> list[Pair]:
    """The counts a rate may be made of, the likeliest first; only those that fit its words best."""
    kinds = vocabulary().rates
    wanted = next((kind for kind in kinds if kind.subject == rate.subject), None)
    if wanted is None:
        if rate.subject not in ("", "active", "workers", "members", "population"):
            return []
        wanted = next(kind for kind in kinds if not kind.subject)
    ranked: list[tuple[int, int, Pair]] = []
    for order, (upper, lower) in enumerate(wanted.pairs):
        for numerator in (one for one in line if one.role == upper):
            for denominator in (one for one in line if one.role == lower and one is not numerator):
                fit = _fit(rate, numerator, denominator)
                if fit is not None and denominator.value.middle > 0:
                    ranked.append((fit, order, (numerator, denominator)))
    best = min((fit for fit, _, _ in ranked), default=0)
    return [pair for fit, _, pair in sorted(ranked, key=lambda one: one[:2]) if fit == best]


def _fit(rate: Figure, *counts: Figure) -> int | None:
    """How well counts fit a rate: nought when they speak of exactly the same; None when of different things."""
    off = 0
    for said in ("part", "topic", "month"):
        values = [getattr(one, said) for one in (rate, *counts)]
        stated = {value for value in values if value}
        if len(stated) > 1 and said != "topic":
            return None
        # A heading such as "Terlindungi (data cabang)" differs in words only.
        off += len(set(values)) - 1
    return off


def _fits(rate: Figure, numerator: Figure, denominator: Figure) -> bool:
    upper, lower = numerator.value.loosely(), denominator.value.loosely()
    least = 0.0 if lower.high == inf else upper.low / lower.high
    most = inf if lower.low <= 0 or upper.high == inf else upper.high / lower.low
    computed = (100 * least, 100 * most)
    if meets((rate.value.low, rate.value.high), computed):
        return True
    # A fraction, 0.3505 for 35.05 %: only without a per cent sign at the number.
    is_fraction = not rate.value.is_percent and rate.value.middle <= 1
    return is_fraction and meets((100 * rate.value.low, 100 * rate.value.high), computed)


def wrong_shares_of_totals(figures: list[Figure]) -> Iterator[Finding]:
    """Shares beside counts that a total row sums: those that are not count ÷ total where most rows are."""
    columns: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.role_in_heading:
            columns[figure.sheet, figure.column].append(figure)
    for (sheet, _), rates in columns.items():
        if not rates[0].is_rate or _is_free(rates[0]) or not says(rates[0].words, vocabulary().shares):
            continue
        counts = [column for (where, _), column in columns.items() if where == sheet and not column[0].is_rate]
        if {"workers", "active"} <= {column[0].role for column in counts}:
            continue
        for column in counts:
            yield from _unlike_their_shares(column, rates)


def _unlike_their_shares(counts: list[Figure], rates: list[Figure]) -> Iterator[Finding]:
    totals = [one for one in counts if one.is_total]
    by_row = {one.row: one for one in rates if not one.is_total}
    pairs = [(one, by_row[one.row]) for one in counts if not one.is_total and one.row in by_row]
    if len(totals) != 1 or totals[0].value.middle <= 0 or len(pairs) < 2:
        return
    whole = totals[0]
    wrong = [(count, rate) for count, rate in pairs if not _fits(rate, count, whole)]
    if len(pairs) - len(wrong) < max(limits().consistent_rows * len(pairs), 1):
        return
    for count, rate in wrong:
        yield found(
            "share_mismatch",
            rate,
            stated=rate.stated,
            numerator=plain(count.value.middle),
            denominator=plain(whole.value.middle),
            computed=percent(100 * count.value.middle / whole.value.middle),
        )
