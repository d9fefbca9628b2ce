"""The same thing twice: a denominator that jumped, two values for one date, a part above its whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from ..parameters import PARAMETERS, first_of_month
from .declared import limits, vocabulary
from .figures import Figure
from .finding import Finding, found
from .rates import lines
from .values import meets
from .wording import change, month, plain, share


def jumps(figures: list[Figure]) -> Iterator[Finding]:
    """Denominators that moved by more than the declared part between two dates that follow each other."""
    series: dict[tuple[object, ...], dict[int, Figure]] = defaultdict(dict)
    rated = {key for key, line in lines(figures).items() if any(one.is_rate for one in line)}
    for one in figures:
        # `Jumlah pekerja` beside a cost is whom somebody pays for; a denominator says so, or has a rate beside it.
        is_denominator = one.is_potential or (one.sheet, *one.line) in rated
        if one.role == "workers" and one.month is not None and is_denominator:
            series[one.sheet, one.place, one.family, one.part, one.topic, one.is_total].setdefault(one.month, one)
    for dated in series.values():
        for (earlier, before), (later, after) in pairwise(sorted(dated.items())):
            old, new = before.value.middle, after.value.middle
            largest = float(PARAMETERS["coverage.largest_denominator_change"].at(first_of_month(later)))
            if later - earlier > limits().jump_months or old <= 0:
                continue
            if abs(new - old) > largest * old:
                yield found(
                    "denominator_jump",
                    after,
                    before=plain(old),
                    after=plain(new),
                    to=month(later),
                    change=change(new / old - 1),
                    limit=share(largest),
                    **{"from": month(earlier)},
                )


def two_values(figures: list[Figure]) -> Iterator[Finding]:
    """Two numbers for which every label, and the date, are the same, and which rounding does not explain."""
    said: dict[tuple[object, ...], Figure] = {}
    for one in figures:
        if one.is_total or not any(one.names) or not _has_one_value(one):
            continue
        first = said.setdefault((one.sheet, one.names, one.month, one.column), one)
        if first is not one and not meets((first.value.low, first.value.high), (one.value.low, one.value.high)):
            yield found("two_values", one, first=first.stated, second=one.stated, row=first.row)


def _has_one_value(one: Figure) -> bool:
    # A list of gifts or batches repeats its labels lawfully: only what has one value at a time is compared.
    return bool(one.label) and (one.role in vocabulary().single_valued or (one.month is not None and not one.role))


def parts_above_wholes(figures: list[Figure]) -> Iterator[Finding]:
    """Counts of one line that are larger than the count they are a part of."""
    for line in lines(figures).values():
        for lesser, greater in vocabulary().within:
            inner = [one for one in line if one.role == lesser]
            outer = [one for one in line if one.role == greater]
            for part in inner:
                whole = next((one for one in outer if _same_thing(part, one)), None)
                if whole is not None and len(outer) == 1 and part.value.low > whole.value.loosely().high:
                    yield found(
                        "stock_exceeds",
                        part,
                        part=part.name,
                        whole=whole.name,
                        stated=plain(part.value.middle),
                        limit=plain(whole.value.middle),
                    )


def _same_thing(part: Figure, whole: Figure) -> bool:
    return part.part == whole.part and part.month == whole.month
