"""Column mappings that an office has made, kept by name and found again by the headers they were made for.

A profile holds header texts only, no value of any row; `<data>/profiles/<name>.json`.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ...errors import UsageError, unknown_name
from ...folders import DataFolder
from ..declaring.formats import plain
from ..floor.masking import scrub
from ..floor.wording import told

_NAME = re.compile(r"[\w][\w .\-]{0,59}")


class Profile(BaseModel):
    """A named mapping: canonical column → header, for tables with exactly the headers of `signature`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    format: str
    columns: dict[str, str]
    signature: tuple[str, ...]


def signature_of(headers: Iterable[str]) -> tuple[str, ...]:
    """What two tables with the same headers have in common, whatever their order, case and punctuation."""
    return tuple(sorted(plain(header) for header in headers if plain(header)))


def list_profiles(data: DataFolder) -> list[Profile]:
    """Every profile of a data folder, by name; unreadable ones are passed over."""
    found = []
    for path in sorted(data.profiles.glob("*.json")):
        try:
            found.append(Profile.model_validate_json(path.read_bytes()))
        except (OSError, ValidationError):
            continue
    return found


def profile_named(data: DataFolder, name: str) -> Profile:
    """The profile called `name`; a wrong name says which was meant."""
    known = {profile.name: profile for profile in list_profiles(data)}
    if name not in known:
        raise unknown_name(told("profile"), name, known)
    return known[name]


def profile_for(data: DataFolder, headers: Iterable[str]) -> Profile | None:
    """The profile made for a table with these headers; of several the first by name."""
    signature = signature_of(headers)
    return next((profile for profile in list_profiles(data) if profile.signature == signature), None)


def save_profile(
    data: DataFolder, name: str, format_name: str, columns: Mapping[str, str], headers: Iterable[str]
) -> Profile:
    """Keeps a mapping under a name, in place of an earlier one of that name; header texts only, scrubbed."""
    name = check_profile_name(name)
    profile = Profile(
        name=name,
        format=format_name,
        columns={column: scrub(header) for column, header in columns.items()},
        signature=tuple(scrub(text) for text in signature_of(headers)),
    )
    data.profiles.mkdir(parents=True, exist_ok=True)
    path = _path(data, name)
    staged = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    staged.write_text(json.dumps(profile.model_dump(), ensure_ascii=False, indent=1), encoding="utf-8")
    staged.replace(path)
    return profile


def check_profile_name(name: str) -> str:
    """The name as it is kept; raises `UsageError` when it cannot be a file's name."""
    name = " ".join(name.split())
    if not _NAME.fullmatch(name) or name.startswith(".") or scrub(name) != name:
        raise UsageError("bad_profile_name", told("bad_profile_name", name=name))
    return name


def forget_profile(data: DataFolder, name: str) -> None:
    """Removes a profile; files with its headers are recognised by themselves again, or not."""
    profile_named(data, name)
    _path(data, name).unlink(missing_ok=True)


def _path(data: DataFolder, name: str) -> Path:
    plainly = re.sub(r"[^0-9A-Za-z_-]+", "_", name)
    # Two names may come out the same; the hash tells them apart.
    mark = "" if plainly == name else f"-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return data.profiles / f"{plainly}{mark}.json"
