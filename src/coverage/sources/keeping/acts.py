"""The record of acts as it is read: who recorded which delivery."""

from __future__ import annotations

import json

from ...folders import DataFolder


def recorded_by(data: DataFolder) -> dict[str, str]:
    """Who imported each delivery, as far as the record tells; a damaged line is passed over."""
    try:
        lines = (data.private / "audit.jsonl").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("act") == "import":
            found[str(entry.get("delivery"))] = str(entry.get("who") or "")
    return found
