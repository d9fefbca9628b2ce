"""Parts against their whole: groups that belong together, total rows, counts that add up, shares of a hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .declared import limits, vocabulary
from .figures import Figure
from .finding import Finding, found
from .meaning import says
from .rates import lines
from .values import meets
from .wording import joined, plain

Cell = tuple[str, int, int]
Group = tuple[object, ...]


def wrong_sums(figures: list[Figure]) -> Iterator[Finding]:
    """Every whole that is not the sum of its parts, each told once."""
    judged: set[Cell] = set()
    grouped = [(parts, *_whole_of(parts, wholes), full) for parts, wholes, full in _families(figures)]
    unlike = _columns_of_another_kind([(parts, same) for parts, same, _, full in grouped if same and full])
    for parts, same, other, is_complete in grouped:
        if same is None or (same.sheet, same.column) in unlike:
            continue
        judged.add((same.sheet, same.row, same.column))
        if _adds_up(parts, same) or (not is_complete and _sum(parts)[0] <= same.value.high):
            continue
        if is_complete and other is not None and _adds_up(parts, other):
            yield found("active_is_potential", parts[0], parts=joined(parts), stated=plain(other.value.middle))
        else:
            yield _sum_finding(same, parts)
    yield from _called_active(figures)
    yield from _total_rows(figures, judged)
    yield from _equations(figures)


def wrong_shares(figures: list[Figure]) -> Iterator[Finding]:
    """Shares of one whole that do not add up to a hundred beyond rounding."""
    grouped: dict[Group, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.is_rate and figure.part and says(figure.words, vocabulary().shares):
            grouped[_around(figure)].append(figure)
    for parts in grouped.values():
        if not _is_complete(parts) or _has_denominators(parts, figures):
            continue
        low, high = _sum(parts)
        middle = sum(one.value.middle for one in parts)
        if abs(middle - 100) <= limits().near_whole and not meets((low, high), (100, 100)):
            yield found("shares_sum", parts[-1], parts=joined(parts), found=plain(middle))


def _columns_of_another_kind(grouped: list[tuple[list[Figure], Figure]]) -> set[tuple[str, int]]:
    """Columns of wholes that are no sums: averages, or of other people, as most of their rows show."""
    agreeing: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for parts, whole in grouped:
        if parts[0].part_in_heading:
            agreeing[whole.sheet, whole.column].append(_adds_up(parts, whole))
    return {
        column
        for column, rows in agreeing.items()
        if len(rows) > 2 and sum(rows) < limits().consistent_rows * len(rows)
    }


def _families(figures: list[Figure]) -> Iterator[tuple[list[Figure], list[Figure], bool]]:
    """The parts of one declared group with the figures that may be their whole, and whether no part is missing."""
    parts: dict[Group, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.part and figure.role not in vocabulary().not_added and not figure.is_total:
            parts[_around(figure)].append(figure)
    for group, members in parts.items():
        if len({one.part for one in members}) == len(members) > 1:
            wholes = [
                one
                for one in figures
                if not one.part and one.sheet == members[0].sheet and _may_be_whole(one, members[0], group)
            ]
            yield members, wholes, _is_complete(members)


def _around(figure: Figure) -> Group:
    """What the parts of one whole have in common."""
    side: Group = ("row", figure.row) if figure.part_in_heading else ("column", figure.column)
    return (figure.sheet, figure.family, figure.role, figure.topic, figure.place, figure.month, *side)


def _may_be_whole(one: Figure, part: Figure, group: Group) -> bool:
    if one.role in vocabulary().not_added or one.place != part.place or one.month != part.month:
        return False
    if part.part_in_heading:
        return one.row == part.row
    return one.column == part.column and not one.is_total


def _whole_of(parts: list[Figure], wholes: list[Figure]) -> tuple[Figure | None, Figure | None]:
    """The stated whole of the same thing, and the potential beside it."""
    role, topic = parts[0].role, parts[0].topic
    same = [
        one
        for one in wholes
        if (one.role == role or (not one.role and says(one.words, vocabulary().totals))) and one.topic in (topic, "")
    ]
    other = [one for one in wholes if one.role == "workers" and role in ("active", "members")]
    return (same[0] if len(same) == 1 else None, other[0] if len(other) == 1 else None)


def _called_active(figures: list[Figure]) -> Iterator[Finding]:
    """Parts called active that add up to the potential where no total of the active is stated beside them."""
    for parts, wholes, is_complete in _families(figures):
        same, other = _whole_of(parts, wholes)
        if same is None and other is not None and is_complete and _adds_up(parts, other):
            yield found("active_is_potential", parts[0], parts=joined(parts), stated=plain(other.value.middle))


def _is_complete(parts: Iterable[Figure]) -> bool:
    listed = list(parts)
    family = listed[0].family
    stated = {one.part for one in listed}
    if len(stated) != len(listed):
        return False
    if family == "decile":
        return stated >= {str(decile) for decile in range(1, 11)} or stated >= {*map(str, range(1, 7)), "7-10"}
    return stated >= set(vocabulary().families[family]) - set(vocabulary().optional_parts)


def _has_denominators(parts: list[Figure], figures: list[Figure]) -> bool:
    """Whether both sides of a rate stand beside the percentages: then they are rates, not shares."""
    rows = {(one.sheet, one.row) for one in parts}
    roles = {one.role for one in figures if (one.sheet, one.row) in rows and not one.is_rate}
    return "workers" in roles and bool(roles & {"active", "members", "registered"})


def _sum(parts: Iterable[Figure]) -> tuple[float, float]:
    listed = list(parts)
    return sum(one.value.low for one in listed), sum(one.value.high for one in listed)


def _adds_up(parts: list[Figure], whole: Figure) -> bool:
    return meets(_sum(parts), (whole.value.low, whole.value.high))


def _sum_finding(whole: Figure, parts: list[Figure]) -> Finding:
    middle = sum(one.value.middle for one in parts)
    return found(
        "parts_sum",
        whole,
        count=len(parts),
        found=plain(middle),
        stated=plain(whole.value.middle),
        difference=plain(abs(middle - whole.value.middle)),
    )


def _total_rows(figures: list[Figure], judged: set[Cell]) -> Iterator[Finding]:
    """Total rows whose number is not the sum of any run of rows it may stand for."""
    columns: dict[Group, list[Figure]] = defaultdict(list)
    for figure in figures:
        columns[figure.sheet, figure.column].append(figure)
    for column in columns.values():
        if not _may_be_added(column):
            continue
        totals = [one for one in column if one.is_total]
        plain_rows = [one for one in column if not one.is_total]
        for total in totals:
            if (total.sheet, total.row, total.column) in judged:
                continue
            runs = [run for run in _runs(total, totals, plain_rows) if len(run) > 1]
            if runs and not any(_adds_up(run, total) for run in runs):
                yield _sum_finding(total, runs[0])


def _may_be_added(column: list[Figure]) -> bool:
    roles = {one.role for one in column if not one.role_in_heading and not one.is_total and one.role}
    heading = column[0]
    if roles & set(vocabulary().not_added) or len(roles) > 1 or says(heading.words, vocabulary().not_additive):
        return False
    if heading.role_in_heading and heading.role in vocabulary().not_added:
        return False
    if any(one.is_rate for one in column):
        return False
    # An unnamed column may be an average; whole numbers of which the total is the largest were meant as a sum.
    largest = max((one.value.middle for one in column if not one.is_total), default=0)
    return bool(heading.role) or all(
        one.value.is_whole and (not one.is_total or one.value.middle >= largest) for one in column
    )


def _runs(total: Figure, totals: list[Figure], rows: list[Figure]) -> list[list[Figure]]:
    """The rows a total may stand for, the likeliest first: since the last one, until the next, all, all totals."""
    before = max((one.row for one in totals if one.row < total.row), default=-1)
    after = min((one.row for one in totals if one.row > total.row), default=1 << 60)
    above = [one for one in rows if before < one.row < total.row]
    below = [one for one in rows if total.row < one.row < after]
    inside = [one for one in rows if total.place and one.place == total.place and one.month == total.month]
    others = [one for one in totals if one is not total]
    ordered = [above, below, inside, rows, others] if above else [below, inside, rows, others]
    return ordered


def _equations(figures: list[Figure]) -> Iterator[Finding]:
    """Counts of one line that are declared to add up to another one of it."""
    for line in lines(figures).values():
        for equation in vocabulary().sums:
            sides = [[one for one in line if one.role == role] for role in (*equation.parts, equation.whole)]
            if any(len(side) != 1 for side in sides):
                continue
            *parts, whole = (side[0] for side in sides)
            if len({one.part for one in (*parts, whole)}) > 1 or len({one.month for one in (*parts, whole)}) > 1:
                continue
            if not meets(_loose_sum(parts), (whole.value.loosely().low, whole.value.loosely().high)):
                middle = sum(one.value.middle for one in parts)
                yield found(
                    "equation",
                    whole,
                    parts=joined(parts),
                    found=plain(middle),
                    stated=plain(whole.value.middle),
                    difference=plain(abs(middle - whole.value.middle)),
                )


def _loose_sum(parts: list[Figure]) -> tuple[float, float]:
    return sum(one.value.loosely().low for one in parts), sum(one.value.loosely().high for one in parts)
