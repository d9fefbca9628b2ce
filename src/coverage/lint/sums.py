"""Parts against their whole: groups that belong together, total rows, counts that add up, shares of a hundred."""

from __future__ import annotations

from bisect import bisect_left
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
        called_active = is_complete and other is not None and _adds_up(parts, other)
        if same is None:
            # No total of the active is stated beside the potential.
            if called_active and other is not None:
                yield found("active_is_potential", parts[0], parts=joined(parts), stated=plain(other.value.middle))
            continue
        if (same.sheet, same.column) in unlike:
            continue
        judged.add((same.sheet, same.row, same.column))
        if _adds_up(parts, same) or (not is_complete and _sum(parts)[0] <= same.value.high):
            continue
        if called_active and other is not None:
            yield found("active_is_potential", parts[0], parts=joined(parts), stated=plain(other.value.middle))
        else:
            yield _sum_finding(same, parts)
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
    wholes = _possible_wholes(figures)
    for members in parts.values():
        if len({one.part for one in members}) == len(members) > 1:
            yield members, wholes.get(_seat(members[0], members[0].part_in_heading), []), _is_complete(members)


def _possible_wholes(figures: list[Figure]) -> dict[Group, list[Figure]]:
    """Figures of no part, by the row and by the column in which parts of theirs may stand."""
    seats: dict[Group, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.part or one.role in vocabulary().not_added:
            continue
        seats[_seat(one, in_row=True)].append(one)
        if not one.is_total:
            seats[_seat(one, in_row=False)].append(one)
    return seats


def _seat(one: Figure, in_row: bool) -> Group:
    side: Group = ("row", one.row) if in_row else ("column", one.column)
    return (one.sheet, one.place, one.month, *side)


def _around(figure: Figure) -> Group:
    """What the parts of one whole have in common."""
    side: Group = ("row", figure.row) if figure.part_in_heading else ("column", figure.column)
    return (figure.sheet, figure.family, figure.role, figure.topic, figure.place, figure.month, *side)


def _whole_of(parts: list[Figure], wholes: list[Figure]) -> tuple[Figure | None, Figure | None]:
    """The stated whole of the same thing, and the potential beside it."""
    role, topic = parts[0].role, parts[0].topic
    # A row may be named the potential under a heading that says active: the contradiction looked for here.
    other = [
        one
        for one in wholes
        if role in ("active", "members")
        and (one.role == "workers" or (one.is_potential and not one.is_rate and not parts[0].is_potential))
    ]
    same = [
        one
        for one in wholes
        if one not in other
        and (one.role == role or (not one.role and says(one.words, vocabulary().totals)))
        and one.topic in (topic, "")
    ]
    return (same[0] if len(same) == 1 else None, other[0] if len(other) == 1 else None)


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
        totals = sorted((one for one in column if one.is_total), key=_row)
        plain_rows = sorted((one for one in column if not one.is_total), key=_row)
        for place, total in enumerate(totals):
            if (total.sheet, total.row, total.column) in judged:
                continue
            first: list[Figure] | None = None
            for run in _runs(place, totals, plain_rows):
                if len(run) > 1:
                    first = first or run
                    if _adds_up(run, total):
                        break
            else:
                if first is not None:
                    yield _sum_finding(total, first)


def _row(one: Figure) -> int:
    return one.row


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


def _runs(place: int, totals: list[Figure], rows: list[Figure]) -> Iterator[list[Figure]]:
    """The rows a total may stand for, the likeliest first: since the last one, until the next, all, all totals."""
    total = totals[place]
    here = bisect_left(rows, total.row, key=_row)
    above = rows[bisect_left(rows, totals[place - 1].row, key=_row) if place else 0 : here]
    below = rows[here : bisect_left(rows, totals[place + 1].row, key=_row) if place + 1 < len(totals) else None]
    yield from (above, below) if above else (below,)
    if total.place:
        yield [one for one in rows if one.place == total.place and one.month == total.month]
    yield rows
    yield [one for one in totals if one is not total]


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
