"""Cover that ends ahead, as finely as plans need it: `ask` counts such people, this tells how they were paid for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from .query_rows import both, lines, selected
from .question import make_question
from .refuse import refuse_impossible
from .roles import Role, within_role
from .source import SnapshotLike, facts_of
from .statement import Statement

COLUMNS = {
    "month": "m.month",
    "regency": "m.regency_code",
    "district": "substr(m.village_code, 1, 8)",
    "occupation_group": "m.occupation_group",
    "segment": "m.segment",
    "sponsor": "m.sponsor_id",
    "sponsor_kind": "m.sponsor_kind",
    "block_months": "m.block_months",
    "band": "m.band",
    "next_month": "m.next_month",
}


def lapses(
    snapshot: SnapshotLike,
    by: Sequence[str],
    where: Mapping[str, str | Sequence[str]],
    span: tuple[int, int],
    role: str | Role = "steward",
    without: Sequence[str] = (),
) -> pd.DataFrame:
    """People whose cover ends in a month of `span` with nothing behind it, by columns of `COLUMNS`.

    `month` is the last paid one. Kept to what the role may ask about, but groups of any size are told: show a number of
    these only where `ask` shows it to the same role.
    """
    facts = facts_of(snapshot)
    reader = role if isinstance(role, Role) else Role.parse(role)
    question = make_question(snapshot, facts, "outlook_lapsing", (), where, None, span, None)
    question = replace(within_role(question, facts, reader), without=tuple(without))
    refuse_impossible(question, facts.places)
    statement = Statement()
    statement.bind("regencies", list(question.regencies))
    statement.bind("months", list(question.months))
    columns = [f"{COLUMNS[name]} as {name}" for name in by]
    conditions = ["m.month = any($months)", "m.regency_code = any($regencies)"]
    conditions += selected(statement, question, "m.village_code", "m")
    sql, params = statement.finish(
        f"select\n    {lines([*columns, 'sum(m.persons) as persons'])}\nfrom mart_lapse as m\n"
        f"where {both(conditions)}\ngroup by all\norder by all"
    )
    return snapshot.query(sql, params)
