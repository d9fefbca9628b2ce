"""Data rules as queries that return the offenders: `stop` keeps the last good snapshot, `warn` is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import duckdb
import yaml

from ..declare import Declared
from ..errors import BuildStopped
from ..text import Text
from ..words import phrase

FOLDER = Path(__file__).parent / "checks"


class Rule(Declared):
    """The head of a check file: how grave a finding is, and what to tell the reader."""

    severity: Literal["stop", "warn"]
    message: Text


@dataclass(frozen=True)
class Finding:
    """One rule broken in one regency: how many offenders, and what they are."""

    name: str
    severity: Literal["stop", "warn"]
    regency_code: str
    found: int
    message: Text


@lru_cache(maxsize=1)
def rules() -> dict[str, tuple[Rule, str]]:
    """Every rule by name with its SQL: the leading comment lines are the declaration, the rest returns offenders."""
    found = {}
    for path in sorted(FOLDER.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        head = "\n".join(line[3:] for line in text.splitlines() if line.startswith("-- "))
        found[path.stem] = (Rule.model_validate(yaml.safe_load(head)), text)
    return found


def run_checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Runs every rule, writes `check_result`, and raises `BuildStopped` at the first broken `stop`."""
    findings = [
        Finding(name, rule.severity, str(regency), int(found), rule.message)
        for name, (rule, sql) in rules().items()
        for regency, found in connection.execute(
            f"select regency_code, count(*) from ({sql}) group by regency_code order by regency_code"
        ).fetchall()
    ]
    for finding in findings:
        if finding.severity == "stop":
            raise BuildStopped(
                finding.name,
                Text(
                    id=phrase("warehouse.check_stopped", **_told(finding, finding.message.id)).id,
                    en=phrase("warehouse.check_stopped", **_told(finding, finding.message.en)).en,
                ),
            )
    connection.execute(
        "create table check_result (name varchar, severity varchar, regency_code varchar, found bigint,"
        " message_id varchar, message_en varchar)"
    )
    rows = [(f.name, f.severity, f.regency_code, f.found, f.message.id, f.message.en) for f in findings]
    if rows:
        connection.executemany("insert into check_result values (?, ?, ?, ?, ?, ?)", rows)
    return findings


def _told(finding: Finding, message: str) -> dict[str, object]:
    return {"name": finding.name, "regency": finding.regency_code, "found": finding.found, "message": message}
